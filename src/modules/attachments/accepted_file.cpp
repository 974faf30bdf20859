#include "modules/attachments/accepted_file.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "record/personal_numbers.hpp"

namespace guiyan::attachments {
namespace {

using files::content_kind;

struct kind_of_name {
    std::string_view extension;
    content_kind content;
    std::string_view mime;
};

constexpr kind_of_name allowed[] = {
    {"pdf", content_kind::pdf, "application/pdf"},
    {"jpg", content_kind::jpeg, "image/jpeg"},
    {"jpeg", content_kind::jpeg, "image/jpeg"},
    {"png", content_kind::png, "image/png"},
    {"docx", content_kind::word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"doc", content_kind::word_old, "application/msword"},
    {"wps", content_kind::word_old, "application/msword"},
    {"xlsx", content_kind::sheet, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"xls", content_kind::sheet_old, "application/vnd.ms-excel"},
    {"et", content_kind::sheet_old, "application/vnd.ms-excel"},
    {"txt", content_kind::text, "text/plain"},
    {"csv", content_kind::text, "text/csv"},
};

bool is_picture(content_kind k) {
    return k == content_kind::jpeg || k == content_kind::png;
}

/// Characters that turn the reading direction, or that nobody sees, make "exe.jpg" out of "gpj.exe".
bool is_hidden(char32_t c) {
    return c < 0x20 || c == 0x7f || (c >= 0x80 && c < 0xa0) || c == 0xad || c == 0x61c ||
           (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) ||
           c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb);
}

}  // namespace

std::string clean_name(std::string_view name) {
    if (auto const slash = name.find_last_of("/\\"); slash != name.npos) name.remove_prefix(slash + 1);
    std::string plain;
    for (char32_t c : to_code_points(nfc(name)))
        if (!is_hidden(c)) plain += to_utf8(c);
    std::string_view rest = trim(plain);
    while (!rest.empty() && (rest.back() == '.' || rest.back() == ' ')) rest.remove_suffix(1);
    return record::hide_numbers(rest);
}

result<accepted_file> accept(std::string_view given, std::filesystem::path const& file) {
    auto const name = clean_name(given);
    if (name.empty()) return fail(fault::invalid, "error.file_name_required");
    auto const dot = name.rfind('.');
    auto const extension =
        dot == name.npos ? std::string() : ascii_lower(std::string_view(name).substr(dot + 1));
    auto const* said = std::find_if(std::begin(allowed), std::end(allowed),
                                    [&](auto const& a) { return a.extension == extension; });
    if (said == std::end(allowed))
        return fail(fault::unsupported, "attachments.forbidden_type", {{"extension", extension}});
    auto const found = files::find_content(file);
    if (!found) return fail(found.error());
    if (found->macros) return fail(fault::unsupported, "attachments.macros");
    accepted_file out{found->kind, name, said->mime};
    if (found->kind == said->content) return out;
    if (!is_picture(found->kind) || !is_picture(said->content))
        return fail(fault::unsupported, "attachments.wrong_content", {{"extension", extension}});
    auto const* right = std::find_if(std::begin(allowed), std::end(allowed),
                                     [&](auto const& a) { return a.content == found->kind; });
    out.name = name.substr(0, dot + 1) + std::string(right->extension);
    out.mime = right->mime;
    return out;
}

}  // namespace guiyan::attachments
