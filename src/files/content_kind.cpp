#include "files/content_kind.hpp"

#include <array>

#include "base/text.hpp"
#include "files/compound_file.hpp"
#include "files/refusal.hpp"
#include "files/text_encoding.hpp"
#include "files/zip_reader.hpp"

namespace guiyan::files {
namespace {

using file_handle = std::shared_ptr<random_file>;

content of_zip(file_handle const& file) {
    read_limits limits;
    limits.part_bytes = 512ull << 20;
    limits.total_bytes = 1024ull << 20;
    zip_reader const zip(file, limits, {});
    content out;
    if (!zip.find("[Content_Types].xml")) return out;
    if (zip.find("word/document.xml")) out.kind = content_kind::word;
    if (zip.find("xl/workbook.xml"))
        out.kind = out.kind == content_kind::unknown ? content_kind::sheet : content_kind::unknown;
    for (auto const& e : zip.entries())
        if (ascii_lower(e.name).ends_with("vbaproject.bin")) out.macros = true;
    return out;
}

content of_compound(file_handle const& file) {
    compound_file const ole(file);
    if (ole.has("EncryptedPackage")) refuse("password", "password");
    content out;
    if (ole.has("Workbook") || ole.has("Book")) out.kind = content_kind::sheet_old;
    if (ole.has("WordDocument")) out.kind = content_kind::word_old;
    out.macros = ole.has("_VBA_PROJECT_CUR") || ole.has("Macros");
    return out;
}

/// Text has no control characters, and markup is no plain text: a browser would run it.
bool is_plain_text(file_handle const& file) {
    try {
        auto const text = open_text(file, find_encoding(file), {});
        std::array<char, 32768> buffer;
        bool begun = false;
        while (std::size_t const n = text->read(buffer)) {
            for (std::size_t i = 0; i < n; ++i) {
                auto const c = static_cast<unsigned char>(buffer[i]);
                if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7f) return false;
                if (begun || c <= 0x20 || c == 0xef || c == 0xbb || c == 0xbf) continue;
                if (c == '<') return false;
                begun = true;
            }
        }
        return begun;
    } catch (refused const&) {
        return false;
    }
}

}  // namespace

result<content> find_content(std::filesystem::path const& path) {
    using namespace std::string_view_literals;
    return guarded([&]() -> content {
        auto const file = random_file::open(path);
        if (!file) throw std::runtime_error("the file to be kept is not there");
        std::array<char, 16> buffer;
        std::string_view const head(buffer.data(), file->read_at(0, buffer));
        if (head.starts_with("%PDF-")) return {content_kind::pdf};
        if (head.starts_with("\x89PNG\r\n\x1a\n")) return {content_kind::png};
        if (head.starts_with("\xff\xd8\xff")) return {content_kind::jpeg};
        if (head.starts_with("PK\x03\x04")) return of_zip(file);
        if (head.starts_with("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv)) return of_compound(file);
        return {is_plain_text(file) ? content_kind::text : content_kind::unknown};
    });
}

}  // namespace guiyan::files
