#include "roster/person_name.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "roster/cell_text.hpp"

namespace guiyan::roster {
namespace {

bool is_dot(char32_t c) {
    return c == U'·' || c == U'．' || c == U'•' || c == U'.' || c == U'・' || c == U'‧' || c == U'∙' ||
           c == U'●' || c == U'˙' || c == U'⋅' || c == U'。' || c == U'▪' || c == U'･' || c == U'*';
}

bool is_damaged(char32_t c) {
    return c == 0xfffd || c == '?' || (c >= 0xe000 && c <= 0xf8ff) || c == U'□' || c == U'■';
}

bool all_han(std::u32string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_han);
}

/// Words that say the person is not to be listed: somebody has to decide about the line.
bool says_gone(std::string_view remark) {
    static constexpr std::array<std::string_view, 17> words{"已故", "去世", "死亡", "病故", "亡故", "过世",
                                                            "迁出", "外嫁", "重复", "作废", "删除", "注销",
                                                            "已亡", "失联", "除名", "身故", "离世"};
    return remark == "亡" || remark == "故" || remark == "殁" ||
           std::ranges::any_of(words, [&](auto w) { return remark.find(w) != std::string_view::npos; });
}

constexpr std::array<std::u32string_view, 30> titles{
    U"党支部书记", U"党总支书记", U"支部书记", U"村支书", U"副书记", U"副主任", U"副理事长", U"理事长",
    U"副经理",     U"总经理",     U"董事长",   U"合作社", U"支书",   U"书记",   U"主任",     U"会计",
    U"委员",       U"队长",       U"组长",     U"老师",   U"医生",   U"大夫",   U"经理",     U"师傅",
    U"先生",       U"女士",       U"同志",     U"社长",   U"村长",   U"厂长"};

}  // namespace

surname_list::surname_list(terms::library const& lists) {
    auto const& rows = lists.raw("surnames");
    for (std::size_t r = 0; r < rows.size(); ++r) {
        auto const& text = rows.at(r, "surnames");
        if (text.find('|') == std::string::npos) {
            for (char32_t c : to_code_points(text)) single_.insert(c);
        } else {
            for (auto part : split(text, '|')) compound_.insert(to_code_points(part));
        }
    }
}

name_reading read_name(std::string_view raw, surname_list const& surnames) {
    name_reading out;
    std::string const text = tidy(raw);
    if (is_nothing(text)) return out;
    out.present = true;
    auto note = [&](kind what, std::string suggestion, text_args args = {}) {
        out.findings.push_back({what, text, std::move(suggestion), confidence::high, false, std::move(args)});
    };
    auto problem = [&](kind what, std::optional<std::string> suggestion = {},
                       confidence sure = confidence::low) {
        out.findings.push_back({what, text, std::move(suggestion), sure, true, {}});
    };

    auto parts = split_brackets(text);
    std::string bare = parts.text;
    // 张三-已故, 张三：党员
    for (std::string_view mark : {"-", "—", ":", "－"}) {
        auto const at = bare.find(mark);
        if (at == std::string::npos || at == 0) continue;
        parts.remarks.emplace_back(trim(std::string_view(bare).substr(at + mark.size())));
        bare = std::string(trim(std::string_view(bare).substr(0, at)));
        break;
    }
    // 王强又名王小强
    for (std::string_view mark : {"又名", "曾用名", "原名", "小名", "别名", "乳名"}) {
        auto const at = bare.find(mark);
        if (at == 0) {
            problem(kind::name_form);
            return out;
        }
        if (at == std::string::npos || at < 6) continue;
        parts.remarks.emplace_back(std::string_view(bare).substr(at));
        bare = std::string(trim(std::string_view(bare).substr(0, at)));
        break;
    }
    out.remarks = parts.remarks;
    while (bare.ends_with('.') || bare.ends_with(',') || bare.ends_with(';')) bare.pop_back();
    for (std::string_view mark : {"。", "、", "，", "*", "★", "☆", "△", "▲", "※"})
        while (bare.ends_with(mark)) bare.resize(bare.size() - mark.size());
    for (std::string_view mark : {"*", "★", "☆", "△", "▲", "※"})
        while (bare.starts_with(mark)) bare.erase(0, mark.size());
    bare = std::string(trim(bare));

    std::u32string name = to_code_points(bare);
    if (std::ranges::any_of(name, is_damaged)) {
        problem(kind::name_damaged);
        return out;
    }
    // 1.张三, 1、张三, 01 张三
    auto const first_han = std::ranges::find_if(name, is_han);
    if (first_han != name.begin() && first_han != name.end()) {
        bool const numbering = std::all_of(name.begin(), first_han, [](char32_t c) {
            return (c >= '0' && c <= '9') || c == '.' || c == U'、' || c == ' ' || c == ',' || c == ')';
        });
        if (numbering) name.erase(name.begin(), first_han);
    }

    std::vector<std::u32string> words(1);
    bool dots = false;
    bool commas = false;
    for (char32_t c : name) {
        if (c == ' ') {
            if (!words.back().empty()) words.emplace_back();
        } else if (c == U'、' || c == ',' || c == '/' || c == ';' || c == '\\' || c == '&') {
            commas = true;
            words.emplace_back();
        } else {
            words.back() += c;
        }
    }
    std::erase_if(words, [](auto const& w) { return w.empty(); });
    if (commas && words.size() > 1) {
        problem(kind::name_many);
        return out;
    }
    if (words.empty()) {
        problem(kind::name_form);
        return out;
    }

    std::u32string joined;
    for (auto const& w : words) joined += w;
    // Zhang San: foreign experts keep their blanks.
    bool const letters = std::ranges::all_of(joined, [](char32_t c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' || c == '-';
    });
    if (letters && joined.size() >= 3) {
        out.value = bare;
        return out;
    }
    std::u32string dotted;
    for (std::size_t i = 0; i < joined.size(); ++i) {
        if (is_dot(joined[i]) && i > 0 && i + 1 < joined.size()) {
            if (!dotted.ends_with(U'·')) dotted += U'·';
            dots = true;
        } else {
            dotted += joined[i];
        }
    }
    bool const had_blank = words.size() > 1;
    if (had_blank && !dots) {
        // 张 三, 张 三 丰, 欧阳 修, 欧阳 建国 are one name; 张三 李四 is two; 买买提 艾力 lacks its dot.
        bool const one_each = std::ranges::all_of(words, [](auto const& w) { return w.size() == 1; });
        bool const surname_first = words.size() == 2 &&
                                   (words[0].size() == 1 || surnames.compound(words[0])) &&
                                   words[1].size() <= 2;
        bool const given_apart = words.size() == 2 && words[0].size() == 2 && words[1].size() == 1;
        if (!(all_han(joined) && ((one_each && joined.size() <= 4) || surname_first || given_apart))) {
            // 李四 党员: a remark without brackets
            if (words.size() == 2 && says_gone(to_utf8(words[1]))) {
                out.value = to_utf8(words[0]);
                out.remarks.push_back(to_utf8(words[1]));
                problem(kind::person_gone, out.value);
                return out;
            }
            bool const title = words.size() == 2 && std::ranges::find(titles, words[1]) != titles.end();
            if (title) {
                out.value = to_utf8(words[0]);
                problem(kind::title_after_name, out.value, confidence::medium);
                return out;
            }
            bool const two_names =
                all_han(joined) && words.size() >= 2 && std::ranges::all_of(words, [&](auto const& w) {
                    return w.size() >= 2 && w.size() <= 3 && surnames.single(w[0]);
                });
            if (two_names) {
                problem(kind::name_many);
                return out;
            }
            if (all_han(joined) && words.size() == 2 && words[0].size() >= 2 && words[1].size() >= 2 &&
                joined.size() >= 5) {
                out.value = to_utf8(words[0]) + "·" + to_utf8(words[1]);
                problem(kind::name_dot, out.value, confidence::medium);
                return out;
            }
            problem(kind::name_form, to_utf8(joined));
            return out;
        }
    }
    std::u32string plain = dotted;
    std::erase(plain, U'·');
    std::string const result = to_utf8(dotted);

    for (auto const& r : parts.remarks) {
        if (says_gone(r)) {
            out.value = result;
            problem(kind::person_gone, result);
            return out;
        }
    }
    if (!all_han(plain)) {
        // Foreign experts are written in Latin letters; figures never belong to a name.
        bool const latin =
            std::ranges::all_of(
                plain,
                [](char32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || is_han(c); }) &&
            plain.size() >= 2;
        if (latin && std::ranges::none_of(plain, is_han)) {
            out.value = std::string(trim(bare));
            return out;
        }
        problem(kind::name_form);
        return out;
    }
    if (plain.size() < 2 || plain.size() > 18) {
        problem(kind::name_form);
        return out;
    }
    // 张某某 is nobody, 李支书 only an office, 张三和李四 two people.
    if (plain.ends_with(U'某') && plain.size() <= 3 &&
        plain.substr(1).find_first_not_of(U"某") == std::u32string::npos) {
        problem(kind::name_form);
        return out;
    }
    if (!dots)
        for (char32_t join : {U'和', U'与', U'及'})
            if (auto const at = plain.find(join); at != std::u32string::npos && at >= 2 &&
                                                  at + 3 <= plain.size() && surnames.single(plain[0]) &&
                                                  surnames.single(plain[at + 1])) {
                problem(kind::name_many);
                return out;
            }
    if (!dots && plain.size() > 2) {
        for (auto t : titles)
            if (plain.ends_with(t) && plain.size() == t.size() + 1 && t.size() == 2 &&
                surnames.single(plain[0])) {
                problem(kind::name_form);
                return out;
            }
        for (auto t : titles) {
            if (!plain.ends_with(t) || plain.size() - t.size() < 2) continue;
            out.value = to_utf8(plain.substr(0, plain.size() - t.size()));
            problem(kind::title_after_name, out.value, confidence::medium);
            return out;
        }
    }
    if (!dots && plain.size() > 4 && !(plain.size() <= 5 && surnames.compound(plain.substr(0, 2)))) {
        // Names of some nationalities are long; a sentence in the name column is not one.
        if (plain.size() > 8) {
            problem(kind::name_form);
            return out;
        }
    }
    out.value = result;
    if (had_blank) note(kind::blank_in_name, result);
    if (dots && result != bare && !had_blank) note(kind::name_dot, result);
    for (auto const& r : parts.remarks) note(kind::remark_in_cell, result, {{"remark", r}});
    if (has_invisible(raw)) note(kind::invisible, result);
    if (out.findings.empty() && result != text) note(kind::blank_in_name, result);
    return out;
}

bool looks_like_name(std::string_view text, surname_list const& surnames) {
    std::u32string plain;
    bool dot = false;
    for (char32_t c : to_code_points(split_brackets(text).text)) {
        if (c == ' ') continue;
        if (is_dot(c)) {
            dot = true;
            continue;
        }
        if (!is_han(c)) return false;
        plain += c;
    }
    if (dot) return plain.size() >= 3 && plain.size() <= 15;
    if (plain.size() < 2 || plain.size() > 4) return false;
    return surnames.single(plain[0]) || surnames.compound(plain.substr(0, 2));
}

}  // namespace guiyan::roster
