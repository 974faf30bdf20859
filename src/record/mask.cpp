#include "record/mask.hpp"

#include "base/text.hpp"

namespace guiyan::record {

std::string mask_id_number(std::string_view s) {
    if (s.empty()) return {};
    if (s.size() < 10) return "****";
    return std::string(s.substr(0, 4)) + std::string(s.size() - 8, '*') + std::string(s.substr(s.size() - 4));
}

std::string mask_phone(std::string_view s) {
    if (s.empty()) return {};
    if (s.size() < 8) return "****";
    return std::string(s.substr(0, 3)) + "****" + std::string(s.substr(s.size() - 4));
}

std::string mask_text(std::string_view s) {
    if (s.empty()) return {};
    auto const all = to_code_points(s);
    return to_utf8(all.front()) + "***";
}

std::string masked(field const& f, std::string_view text) {
    if (!f.sealed) return std::string(text);
    if (f.personal == privacy::number) return mask_id_number(text);
    if (f.form == "phone") return mask_phone(text);
    return mask_text(text);
}

}  // namespace guiyan::record
