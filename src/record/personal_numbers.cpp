#include "record/personal_numbers.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "record/mask.hpp"

namespace guiyan::record {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

bool has_long_number(std::string_view text) {
    int run = 0;
    for (char c : narrow(text)) {
        if (is_digit(c)) {
            if (++run == 7) return true;
        } else if (c != ' ' && c != '-') {
            run = 0;
        }
    }
    return false;
}

std::string hide_numbers(std::string_view text) {
    std::string const plain = narrow(text);
    std::string out;
    for (std::size_t at = 0; at < plain.size();) {
        if (!is_digit(plain[at])) {
            out += plain[at++];
            continue;
        }
        auto end = at;
        while (end < plain.size() && is_digit(plain[end])) ++end;
        auto const digits = end - at;
        if (digits == 17 && end < plain.size() && (plain[end] == 'X' || plain[end] == 'x')) ++end;
        auto const run = std::string_view(plain).substr(at, end - at);
        std::string shown(run);
        if (digits == 11 && run[0] == '1')
            shown = mask_phone(run);
        else if (digits >= 15 && digits <= 19)
            shown = mask_id_number(run);
        std::replace(shown.begin(), shown.end(), '*', '_');
        out += shown;
        at = end;
    }
    return out;
}

}  // namespace guiyan::record
