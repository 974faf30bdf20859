#include "roster/id_number.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "roster/cell_text.hpp"

namespace guiyan::roster {
namespace {

/// GB/T 2260 province codes, with 81 82 83 for the residence permits of Hong Kong, Macao and Taiwan.
bool is_province(std::string_view two) {
    static constexpr std::string_view known =
        "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 "
        "82 83 ";
    auto const at = known.find(two);
    return at != std::string_view::npos && at % 3 == 0;
}

std::optional<date> day_of(std::string_view eight) {
    return date::parse(std::string(eight.substr(0, 4)) + "-" + std::string(eight.substr(4, 2)) + "-" +
                       std::string(eight.substr(6, 2)));
}

/// 4.11122E+17 and its kin.
bool is_scientific(std::string_view text) {
    auto const e = text.find_first_of("Ee");
    if (e == std::string_view::npos || e == 0 || e + 1 >= text.size()) return false;
    auto const mantissa = text.substr(0, e);
    auto exponent = text.substr(e + 1);
    if (exponent.starts_with('+') || exponent.starts_with('-')) exponent.remove_prefix(1);
    return all_digits(exponent) &&
           std::ranges::all_of(mantissa, [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
}

/// Signs that people type for the last X.
void put_x(std::string& text) {
    static constexpr std::array<std::string_view, 10> signs{"×", "✕", "╳", "Ｘ", "ｘ",
                                                            "Х", "х", "Ⅹ", "χ",  "Χ"};
    for (auto s : signs)
        if (text.ends_with(s)) text.replace(text.size() - s.size(), s.size(), "X");
    if (text.ends_with('*') && text.size() == 18) text.back() = 'X';
}

bool has_form(std::string_view t) {
    return (t.size() == 18 && all_digits(t.substr(0, 17)) &&
            (t[17] == 'X' || (t[17] >= '0' && t[17] <= '9'))) ||
           (t.size() == 15 && all_digits(t));
}

void strip_label(std::string& text) {
    static constexpr std::array<std::string_view, 8> labels{
        "公民身份号码", "居民身份证号码", "身份证号码", "身份证号", "身份证", "证件号码", "证件号", "ID"};
    for (auto l : labels)
        if (text.starts_with(l)) {
            text.erase(0, l.size());
            break;
        }
    while (text.starts_with(':')) text.erase(0, 1);
}

class reader {
public:
    reader(std::string_view raw, bool as_number, date today, bool zeros_suspect)
        : raw_(raw), as_number_(as_number), today_(today), zeros_suspect_(zeros_suspect) {}

    id_reading read() {
        std::string text = tidy(raw_);
        if (is_nothing(text) || is_ditto(text)) return std::move(out_);
        out_.present = true;
        shown_ = text;
        if (is_scientific(text) || text.find("##") != std::string::npos) return damaged();
        if (as_number_ && all_digits(text) && text.size() >= 16) return damaged();

        auto parts = split_brackets(text);
        for (auto const& r : parts.remarks) note(kind::remark_in_cell, parts.text, {{"remark", r}});
        text = parts.text;
        strip_label(text);
        auto const squeezed = squeeze(text);
        if (squeezed != without_blanks(text) || text.size() != parts.text.size()) {
            note(kind::id_form, squeezed);
        } else if (squeezed != text) {
            note(kind::blanks, squeezed);
        }
        text = squeezed;
        if (has_invisible(raw_)) note(kind::invisible, text);
        if (has_wide(raw_)) note(kind::width, text);
        if (text.ends_with('x')) {
            text.back() = 'X';
            note(kind::id_case, text);
        } else {
            auto const before = text;
            put_x(text);
            if (text != before) note(kind::id_form, text);
        }
        decide_on(text);
        return std::move(out_);
    }

private:
    /// Without blanks and the signs that people put between groups of figures.
    static std::string squeeze(std::string_view text) {
        std::string out;
        for (char32_t c : to_code_points(text)) {
            if (c == ' ' || c == '-' || c == '.' || c == ',' || c == '_' || c == U'·' || c == U'—' ||
                c == U'–' || c == U'。' || c == U'、' || c == ';' || c == '\'' || c == '"')
                continue;
            out += to_utf8(c);
        }
        return out;
    }

    void note(kind what, std::string suggestion, text_args args = {}) {
        out_.findings.push_back(
            {what, shown_, std::move(suggestion), confidence::high, false, std::move(args)});
    }

    void problem(kind what, text_args args = {}, std::optional<std::string> suggestion = {}) {
        out_.findings.push_back(
            {what, shown_, std::move(suggestion), confidence::low, true, std::move(args)});
    }

    id_reading damaged() {
        problem(kind::id_damaged);
        return std::move(out_);
    }

    void decide_on(std::string const& text) {
        if (!has_form(text)) return not_a_number(text);
        if (!is_province(std::string_view(text).substr(0, 2)))
            return problem(kind::id_area, {{"area", text.substr(0, 2)}});
        text.size() == 18 ? eighteen(text) : fifteen(text);
    }

    void eighteen(std::string const& text) {
        bool const right = id_check_character(text.substr(0, 17)) == text[17];
        // 15 figures are all that a spreadsheet keeps of a number: the rest turns into zeros.
        if (text.ends_with("000") && (!right || zeros_suspect_)) return problem(kind::id_damaged);
        auto const day = day_of(text.substr(6, 8));
        if (!day || *day > today_ || day->year() < 1900)
            return problem(kind::id_date, {{"date", text.substr(6, 8)}});
        if (!right) return problem(kind::id_checksum);
        out_.value = text;
    }

    void fifteen(std::string const& text) {
        // Numbers of 15 digits were given out until 1999; the standard adds the century 19.
        std::string const longer = text.substr(0, 6) + "19" + text.substr(6);
        auto const day = day_of(longer.substr(6, 8));
        if (!day) return problem(kind::id_length, {{"length", "15"}});
        std::string const whole = longer + id_check_character(longer);
        // Older than 100 may as well be the beginning of an 18-digit number of somebody born after 2000.
        bool const sure = today_.year() - day->year() <= 100;
        if (!sure) return problem(kind::id_length, {{"length", "15"}}, whole);
        note(kind::id_15_digits, whole);
        out_.value = whole;
    }

    void not_a_number(std::string const& text) {
        std::string letters = text;
        for (char& c : letters) c = c == 'O' || c == 'o' ? '0' : c == 'l' || c == 'I' ? '1' : c;
        if (letters != text && has_form(letters))
            return problem(kind::id_form, {},
                           is_valid_id_number(letters) ? std::optional(letters) : std::nullopt);
        auto const digits = only_digits(text);
        if (digits.size() >= 30) return problem(kind::id_many);
        // A letter that is no check character at the end of 17 figures: a slip in the last place.
        if (text.size() == 18 && digits.size() == 17 && text.starts_with(digits))
            return problem(kind::id_checksum);
        if (digits.size() >= 12 && length(text) != 18)
            return problem(kind::id_length, {{"length", std::to_string(length(text))}});
        problem(kind::id_other);
    }

    std::string_view raw_;
    bool as_number_;
    date today_;
    bool zeros_suspect_;
    std::string shown_;
    id_reading out_;
};

}  // namespace

partial_date id_reading::birth() const {
    return value ? partial_date(*day_of(std::string_view(*value).substr(6, 8))) : partial_date();
}

char id_reading::sex() const {
    return value && ((*value)[16] - '0') % 2 ? '1' : '2';
}

id_reading read_id_number(files::cell const& cell, date today, bool zeros_suspect) {
    return reader(cell.text, cell.stored_as_number, today, zeros_suspect).read();
}

id_reading read_id_number(std::string_view text, date today) {
    return reader(text, false, today, false).read();
}

char id_check_character(std::string_view digits17) {
    static constexpr std::array<int, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i) sum += (digits17[i] - '0') * weights[i];
    return "10X98765432"[sum % 11];
}

bool is_valid_id_number(std::string_view text) {
    return text.size() == 18 && has_form(text) && is_province(text.substr(0, 2)) &&
           day_of(text.substr(6, 8)) && id_check_character(text.substr(0, 17)) == text[17];
}

bool looks_like_id_number(std::string_view text) {
    std::string t = without_blanks(text);
    if (t.ends_with('x')) t.back() = 'X';
    put_x(t);
    if (t.size() == 18 && has_form(t)) return true;
    return t.size() == 15 && has_form(t) && is_province(std::string_view(t).substr(0, 2)) &&
           day_of("19" + t.substr(6, 6)).has_value();
}

}  // namespace guiyan::roster
