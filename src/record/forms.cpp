#include "record/forms.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace guiyan::record {
namespace {

bool all_digits(std::string_view s) {
    return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

char id_number_check_digit(std::string_view s) {
    static constexpr std::array<int, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i) sum += (s[i] - '0') * weights[i];
    return "10X98765432"[sum % 11];
}

bool is_id_number(std::string_view s) {
    if (s.size() != 18 || !all_digits(s.substr(0, 17)) || !id_number_birth(s)) return false;
    return s[17] == id_number_check_digit(s);
}

std::optional<date> id_number_birth(std::string_view s) {
    if (s.size() != 18 || !all_digits(s.substr(6, 8))) return std::nullopt;
    std::string const iso =
        std::string(s.substr(6, 4)) + "-" + std::string(s.substr(10, 2)) + "-" + std::string(s.substr(12, 2));
    return date::parse(iso);
}

std::string_view id_number_sex(std::string_view s) {
    if (s.size() != 18 || s[16] < '0' || s[16] > '9') return "";
    return (s[16] - '0') % 2 ? "1" : "2";
}

bool is_uscc(std::string_view s) {
    static constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    static constexpr std::array<int, 17> weights{1,  3,  9,  27, 19, 26, 16, 17, 20,
                                                 29, 25, 13, 8,  24, 10, 30, 28};
    if (s.size() != 18) return false;
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i) {
        auto const at = alphabet.find(s[i]);
        if (at == std::string_view::npos) return false;
        sum += static_cast<int>(at) * weights[i];
    }
    return alphabet[static_cast<std::size_t>((31 - sum % 31) % 31)] == s[17];
}

bool is_phone(std::string_view s) {
    if (s.size() == 11 && s[0] == '1' && all_digits(s)) return true;
    if (s.empty() || s[0] != '0') return false;
    auto const dash = s.find('-');
    if (dash == std::string_view::npos) return all_digits(s) && s.size() >= 10 && s.size() <= 12;
    auto const area = s.substr(0, dash), line = s.substr(dash + 1);
    return all_digits(area) && all_digits(line) && area.size() >= 3 && area.size() <= 4 && line.size() >= 7 &&
           line.size() <= 8;
}

bool obeys_form(std::string_view form, std::string_view text) {
    if (form == "id_number") return is_id_number(text);
    if (form == "phone") return is_phone(text);
    if (form == "uscc") return is_uscc(text);
    if (form == "region_code") return text.size() == 12 && all_digits(text);
    if (form == "login") {
        auto const n = text.size();
        return n >= 3 && n <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
                   return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
                          c == '.';
               });
    }
    return false;
}

}  // namespace guiyan::record
