#include "roster/phone.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "roster/cell_text.hpp"

namespace guiyan::roster {
namespace {

/// "03958888888" → "0395-8888888": 010 and 02x have three digits, all others four.
std::optional<std::string> fixed_line(std::string_view digits) {
    if (digits.size() < 10 || digits.size() > 12 || digits[0] != '0' || digits[1] == '0') return std::nullopt;
    std::size_t const area = digits[1] == '1' || digits[1] == '2' ? 3 : 4;
    auto const rest = digits.substr(area);
    if ((rest.size() != 7 && rest.size() != 8) || rest[0] == '0' || rest[0] == '1') return std::nullopt;
    return std::string(digits.substr(0, area)) + "-" + std::string(rest);
}

std::optional<std::string> number_of(std::string digits) {
    if (digits.size() == 13 && digits.starts_with("86")) digits.erase(0, 2);
    if (digits.size() == 15 && digits.starts_with("0086")) digits.erase(0, 4);
    if (digits.size() == 14 && digits.starts_with("086")) digits.erase(0, 3);
    if (digits.size() == 12 && digits.starts_with("01") && is_mobile(digits.substr(1))) digits.erase(0, 1);
    if (is_mobile(digits)) return digits;
    return fixed_line(digits);
}

bool is_scientific(std::string_view text) {
    auto const e = text.find_first_of("Ee");
    return e != std::string_view::npos && e > 0 && e + 1 < text.size() && only_digits(text).size() >= 2 &&
           std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || c == '.' || c == '+' || c == 'E' || c == 'e';
           });
}

struct piece {
    std::string text;
    std::vector<std::string> remarks;
};

/// Cuts at signs that part two numbers. Blanks, dashes and brackets may also stand inside one number, so they
/// part only where what is before them is a whole number already.
std::vector<piece> pieces(std::string_view text) {
    std::vector<piece> out;
    std::string current;
    std::string words;  // behind the number
    std::string label;  // in front of it
    auto finish = [&] {
        if (!only_digits(current).empty()) {
            out.push_back({current, {}});
            for (auto const* w : {&label, &words})
                if (!w->empty()) out.back().remarks.push_back(*w);
        } else if (!words.empty() && !out.empty()) {
            out.back().remarks.push_back(words);
        } else if (!words.empty()) {
            out.push_back({"", {words}});
        }
        current.clear();
        words.clear();
        label.clear();
    };
    auto const points = to_code_points(text);
    for (std::size_t i = 0; i < points.size(); ++i) {
        char32_t const c = points[i];
        bool const digit = c >= '0' && c <= '9';
        if (digit) {
            if (!words.empty() && !only_digits(current).empty()) {
                // 手机14000000999座机0871…: what stands between two numbers names the second
                std::string next;
                std::swap(next, words);
                finish();
                label = next;
            } else if (!words.empty()) {
                label = words;
                words.clear();
            }
            current += static_cast<char>(c);
        } else if (c == ' ' || c == '-' || c == '(' || c == ')' || c == '+' || c == U'—' || c == U'–' ||
                   c == '_' || c == '.') {
            if (number_of(only_digits(current)) && only_digits(current).size() >= 11) {
                if (c != ' ' && c != ')')
                    finish();
                else if (i + 1 < points.size() && points[i + 1] >= '0' && points[i + 1] <= '9')
                    finish();
            } else if (!current.empty() || c == '(') {
                current += c < 0x80 ? static_cast<char>(c) : '-';
            }
        } else if (c == U'、' || c == ',' || c == ';' || c == '/' || c == '\\' || c == '|' || c == U'或' ||
                   c == U'。' || c == '&' || c == U'；' || c == U'，' || c == U'·') {
            finish();
        } else if (c != ':') {
            words += to_utf8(c);
        }
    }
    finish();
    return out;
}

bool is_phone_label(std::string_view word) {
    static constexpr std::array<std::string_view, 14> labels{
        "手机",     "电话", "座机",     "联系电话", "固话",     "移动电话", "手机号",
        "办公电话", "宅电", "固定电话", "本人",     "联系方式", "电话号码", "和"};
    return std::ranges::find(labels, word) != labels.end();
}

phone_reading read(std::string_view raw, bool as_number) {
    phone_reading out;
    std::string const text = tidy(raw);
    if (is_nothing(text) || is_ditto(text)) return out;
    out.present = true;
    auto problem = [&](kind what, std::string before) {
        out.findings.push_back({what, std::move(before), std::nullopt, confidence::low, true, {}});
    };
    if (is_scientific(text) || text.find("##") != std::string::npos) {
        problem(kind::phone_damaged, text);
        return out;
    }
    std::string digits_only = text;
    if (as_number && digits_only.ends_with(".0")) digits_only.resize(digits_only.size() - 2);
    if (is_mobile(digits_only)) {  // nine cells of ten
        if (has_wide(raw)) out.findings.push_back({kind::width, std::string(trim(raw)), digits_only});
        if (has_invisible(raw)) out.findings.push_back({kind::invisible, digits_only, digits_only});
        out.numbers.push_back(digits_only);
        return out;
    }
    std::vector<std::string> wrong;
    std::vector<std::string> remarks;
    for (auto const& p : pieces(text)) {
        auto const digits = only_digits(p.text);
        if (auto n = number_of(digits)) {
            if (std::ranges::find(out.numbers, *n) == out.numbers.end()) out.numbers.push_back(*n);
        } else if (digits.size() <= 5 && !out.numbers.empty() &&
                   std::ranges::find(p.remarks, "转") != p.remarks.end()) {
            continue;  // an extension
        } else if (!out.numbers.empty() && digits.size() >= 3 && digits.size() <= 6 &&
                   p.text.ends_with(')')) {
            remarks.push_back(digits);  // the short number of a closed group
        } else if (!digits.empty()) {
            wrong.push_back(p.text);
        }
        remarks.insert(remarks.end(), p.remarks.begin(), p.remarks.end());
    }
    if (out.numbers.empty() && wrong.empty()) {
        problem(kind::phone_wrong, text);
        return out;
    }
    for (auto const& w : wrong) problem(kind::phone_wrong, std::string(trim(w)));
    std::string joined;
    for (auto const& n : out.numbers) joined += (joined.empty() ? "" : "、") + n;
    for (auto const& r : remarks)
        if (!is_phone_label(r) && !out.numbers.empty())
            out.findings.push_back(
                {kind::remark_in_cell, text, joined, confidence::high, false, {{"remark", r}}});
    if (out.numbers.size() > 1) {
        out.findings.push_back({kind::phone_many, text, joined});
    } else if (!out.numbers.empty() && wrong.empty() && out.numbers[0] != text &&
               std::ranges::all_of(remarks, is_phone_label)) {
        out.findings.push_back({kind::phone_form, text, joined});
    }
    return out;
}

}  // namespace

bool is_mobile(std::string_view digits) {
    return digits.size() == 11 && digits[0] == '1' && digits[1] >= '3' && all_digits(digits);
}

phone_reading read_phone(files::cell const& cell) {
    return read(cell.text, cell.stored_as_number);
}
phone_reading read_phone(std::string_view text) {
    return read(text, false);
}

}  // namespace guiyan::roster
