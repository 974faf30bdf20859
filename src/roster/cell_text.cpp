#include "roster/cell_text.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace guiyan::roster {
namespace {

bool is_invisible(char32_t c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != 0x0b && c != 0x0c) || c == 0x7f ||
           c == 0xad || (c >= 0x80 && c < 0xa0 && c != 0x85) || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
           (c >= 0xfe00 && c <= 0xfe0f) || c == 0x180e;
}

bool is_blank(char32_t c) {
    return c == ' ' || (c >= 0x09 && c <= 0x0d) || c == 0x85 || c == 0xa0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f ||
           c == 0x3000;
}

/// True where no byte can start a character that tidy changes.
bool is_plain(std::string_view raw) {
    bool blank_before = true;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        auto const c = static_cast<unsigned char>(raw[i]);
        if (c < 0x80) {
            if (c < 0x20 || c == 0x7f || c == '\'') return false;
            if (c == ' ' && blank_before) return false;
            blank_before = c == ' ';
            continue;
        }
        blank_before = false;
        if (c == 0xc2 || c == 0xe2 || c == 0xef || c == 0xe1) return false;
        if (c == 0xe3 && i + 2 < raw.size() && static_cast<unsigned char>(raw[i + 1]) == 0x80 &&
            static_cast<unsigned char>(raw[i + 2]) == 0x80)
            return false;
    }
    return !blank_before || raw.empty();
}

std::string tidied(std::string_view raw, bool narrow_too) {
    if (is_plain(raw)) return std::string(raw);
    std::string out;
    out.reserve(raw.size());
    bool blank = false;
    for (char32_t c : to_code_points(raw)) {
        if (is_invisible(c)) continue;
        if (is_blank(c)) {
            blank = true;
            continue;
        }
        if (blank && !out.empty()) out += ' ';
        blank = false;
        if (narrow_too && c >= 0xff01 && c <= 0xff5e) {
            out += static_cast<char>(c - 0xfee0);
        } else if (c < 0x80) {
            out += static_cast<char>(c);
        } else {
            out += to_utf8(c);
        }
    }
    // Excel's mark for "this is text" is typed into the cell by people who saw it elsewhere.
    while (out.starts_with('\'') || out.starts_with('`')) out.erase(0, 1);
    while (out.starts_with("‘") || out.starts_with("’")) out.erase(0, 3);
    while (out.ends_with('\'')) out.pop_back();
    return std::string(trim(out));
}

template <class Test>
bool any_of(std::string_view raw, Test test) {
    if (is_plain(raw)) return false;
    for (char32_t c : to_code_points(raw))
        if (test(c)) return true;
    return false;
}

/// These questions are asked of every cell: most are answered by the first byte.
template <std::size_t N>
std::array<bool, 256> first_bytes_of(std::array<std::string_view, N> const& words) {
    std::array<bool, 256> out{};
    for (auto w : words) out[static_cast<unsigned char>(w[0])] = true;
    return out;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> brackets{
    {{"(", ")"}, {"[", "]"}, {"【", "】"}, {"〔", "〕"}, {"{", "}"}, {"<", ">"}, {"「", "」"}}};

}  // namespace

std::string tidy(std::string_view raw) {
    return tidied(raw, true);
}

std::string tidy_free_text(std::string_view raw) {
    return tidied(raw, false);
}

bool has_invisible(std::string_view raw) {
    return any_of(raw, is_invisible);
}

bool has_wide(std::string_view raw) {
    return any_of(raw, [](char32_t c) {
        return (c >= 0xff10 && c <= 0xff19) || (c >= 0xff21 && c <= 0xff3a) || (c >= 0xff41 && c <= 0xff5a);
    });
}

std::string without_blanks(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (char c : text)
        if (c != ' ') out += c;
    return out;
}

bracketed split_brackets(std::string_view text) {
    bracketed out;
    // Nearly no cell has a bracket: all of them begin with one of these bytes.
    if (std::ranges::none_of(
            text, [](char c) { return c == '(' || c == '[' || c == '{' || c == '<' || c == '\xe3'; })) {
        out.text = std::string(trim(text));
        return out;
    }
    for (std::size_t at = 0; at < text.size();) {
        bool opened = false;
        for (auto const& [open, close] : brackets) {
            if (!text.substr(at).starts_with(open)) continue;
            auto const inner = at + open.size();
            auto const end = text.find(close, inner);
            auto const remark = trim(text.substr(inner, end == std::string_view::npos ? end : end - inner));
            if (!remark.empty()) out.remarks.emplace_back(remark);
            at = end == std::string_view::npos ? text.size() : end + close.size();
            opened = true;
            break;
        }
        if (!opened) out.text += text[at++];
    }
    out.text = std::string(trim(out.text));
    return out;
}

bool is_nothing(std::string_view text) {
    static constexpr std::array<std::string_view, 37> marks{
        "无",   "/",   "\\",   "-",    "--",   "—",      "——",      "－",     "、",   ".",
        "。",   "空",  "暂无", "不详", "N/A",  "n/a",    "NA",      "没有",   "未知", "*",
        "／",   "———", "---",  "//",   "无。", "null",   "NULL",    "不清楚", "待补", "待填",
        "未填", "〇",  "待定", "空缺", "暂缺", "待补充", "暂缺人选"};
    static auto const first_bytes = first_bytes_of(marks);
    if (text.empty()) return true;
    return first_bytes[static_cast<unsigned char>(text[0])] && std::ranges::find(marks, text) != marks.end();
}

bool is_ditto(std::string_view text) {
    static constexpr std::array<std::string_view, 14> marks{
        "〃", "″", "\"", "''", "同上", "同左", "”", "“", "\"\"", "ditto", "′′", "..", "〞", "同前"};
    static auto const first_bytes = first_bytes_of(marks);
    return !text.empty() && first_bytes[static_cast<unsigned char>(text[0])] &&
           std::ranges::find(marks, text) != marks.end();
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string only_digits(std::string_view text) {
    std::string out;
    for (char c : text)
        if (c >= '0' && c <= '9') out += c;
    return out;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

std::vector<std::string> split_list(std::string_view text, bool blanks) {
    static constexpr std::array<std::string_view, 14> separators{"、", ",",  ";",  "/",  "|",  "+",  "&",
                                                                 "，", "；", "。", "\n", "\\", "／", "｜"};
    std::vector<std::string> out;
    std::string part;
    auto end = [&] {
        auto const cut = trim(part);
        if (!cut.empty()) out.emplace_back(cut);
        part.clear();
    };
    for (std::size_t at = 0; at < text.size();) {
        std::size_t skip = blanks && text[at] == ' ' ? 1 : 0;
        for (auto s : separators)
            if (!skip && text.substr(at).starts_with(s)) skip = s.size();
        if (skip) {
            end();
            at += skip;
        } else {
            part += text[at++];
        }
    }
    end();
    return out;
}

}  // namespace guiyan::roster
