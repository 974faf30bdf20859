#include "files/refusal.hpp"

#include "files/sheet.hpp"

namespace guiyan::files {

error refusal(std::string kind, std::string what, text_args args) {
    fault code = fault::invalid;
    if (kind == "too_large" || kind == "too_many_sheets") code = fault::too_large;
    if (kind == "unsupported" || kind == "not_a_table" || kind == "html") code = fault::unsupported;
    if (kind == "cancelled" || kind == "hostile") code = fault::refused;
    args.emplace_back("reject_kind", std::move(kind));
    return error{code, "files." + what, std::move(args), {}};
}

void refuse(std::string kind, std::string what, text_args args) {
    throw refused(refusal(std::move(kind), std::move(what), std::move(args)));
}

void refuse_truncated() {
    refuse("truncated", "truncated");
}

void refuse_hostile(std::string what) {
    refuse("hostile", std::move(what));
}

void refuse_too_large(std::string what, std::uint64_t limit) {
    refuse("too_large", std::move(what), {{"limit", std::to_string(limit)}});
}

std::string_view reject_kind(error const& e) {
    for (auto const& [name, value] : e.args) {
        if (name == "reject_kind") return value;
    }
    return {};
}

}  // namespace guiyan::files
