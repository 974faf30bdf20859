#include "roster/words.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "roster/cell_text.hpp"

namespace guiyan::roster {
namespace {

/// The form in which words are compared: no blanks, no quotes, letters in upper case.
std::string key_of(std::string_view word) {
    std::string out;
    for (char32_t c : to_code_points(word)) {
        if (c == ' ' || c == U'“' || c == U'”' || c == '"' || c == U'‘' || c == U'’' || c == U'《' ||
            c == U'》')
            continue;
        if (c >= 'a' && c <= 'z') c = c - 'a' + 'A';
        if (c >= 0xff01 && c <= 0xff5e) c -= 0xfee0;
        out += to_utf8(c);
    }
    while (out.ends_with('.') || out.ends_with(',') || out.ends_with(';') || out.ends_with(':'))
        out.pop_back();
    while (out.ends_with("。") || out.ends_with("、")) out.resize(out.size() - 3);
    return out;
}

/// Edit distance of at most one.
bool nearly(std::u32string_view a, std::u32string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > 1) return false;
    std::size_t i = 0;
    while (i < a.size() && a[i] == b[i]) ++i;
    if (a.size() == b.size())
        return a.substr(std::min(i + 1, a.size())) == b.substr(std::min(i + 1, b.size()));
    return a.substr(i) == b.substr(i + 1);
}

}  // namespace

finding unknown_word(std::string_view text, bool decide, std::optional<std::string> suggestion) {
    confidence const sure = suggestion ? confidence::medium : confidence::low;
    return {kind::word_unknown, std::string(text), std::move(suggestion), sure, decide, {}};
}

word_list::word_list(terms::table const& table, terms::sheet const& more, std::string_view list,
                     std::vector<std::string> suffixes)
    : table_(&table), suffixes_(std::move(suffixes)) {
    // Words written for rosters outrank the synonyms of the list, and names outrank both.
    std::unordered_map<std::string, std::string> names;
    for (auto const& i : table.items()) names.emplace(key_of(i.name), i.code);
    for (auto const& [name, code] : names) add(name, code);
    std::unordered_map<std::string, bool> own;
    for (std::size_t r = 0; r < more.size(); ++r) {
        if (more.at(r, "list") != list) continue;
        auto const key = key_of(more.at(r, "word"));
        if (names.contains(key)) continue;
        add(key, more.at(r, "code"));
        own[key] = true;
    }
    for (auto const& i : table.items())
        for (auto const& s : i.synonyms) {
            auto const key = key_of(s);
            if (!names.contains(key) && !own.contains(key)) add(key, i.code);
        }
}

void word_list::add(std::string_view word, std::string_view code) {
    auto& codes = codes_[std::string(word)];
    if (!code.empty() && std::ranges::find(codes, code) == codes.end()) codes.emplace_back(code);
}

word_list::hit word_list::find(std::string_view word) const {
    std::string key = key_of(word);
    for (int round = 0; round < 3; ++round) {
        if (auto at = codes_.find(key); at != codes_.end()) {
            if (at->second.size() == 1) return {at->second[0], false, true};
            return {"", at->second.size() > 1, true};
        }
        bool cut = false;
        for (auto const& s : suffixes_)
            if (key.size() > s.size() && key.ends_with(s)) {
                key.resize(key.size() - s.size());
                cut = true;
                break;
            }
        if (!cut) break;
    }
    return {};
}

std::vector<std::string> word_list::inside(std::string_view text, std::size_t shortest) const {
    std::string rest = key_of(text);
    std::vector<std::string_view> found;
    for (auto const& [word, codes] : codes_)
        if (length(word) >= shortest && rest.find(word) != std::string::npos) found.push_back(word);
    std::ranges::sort(found,
                      [](auto a, auto b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
    std::vector<std::string> out;
    for (auto word : found) {
        auto const at = rest.find(word);
        if (at == std::string::npos) continue;
        rest.replace(at, word.size(), "|");
        for (auto const& code : codes_.at(std::string(word)))
            if (std::ranges::find(out, code) == out.end()) out.push_back(code);
    }
    return out;
}

std::optional<std::string> word_list::nearest(std::string_view word) const {
    auto const w = to_code_points(key_of(word));
    if (w.size() < 3) return std::nullopt;
    std::string code;
    std::string best;
    for (auto const& [known, codes] : codes_) {
        if (codes.size() != 1) continue;
        auto const k = to_code_points(known);
        if (k.size() < 3 || !nearly(w, k)) continue;
        if (!code.empty() && code != codes[0]) return std::nullopt;
        code = codes[0];
        if (best.empty() || known < best) best = known;
    }
    if (code.empty()) return std::nullopt;
    return best;
}

vocabulary::vocabulary(terms::library const& lists) {
    auto const& more = lists.raw("roster_words");
    sex_ = word_list(lists.at("sex"), more, "sex", {"性"});
    nation_ = word_list(lists.at("nation"), more, "nation", {"族"});
    education_ = word_list(lists.at("education"), more, "education",
                           {"文化程度", "学历", "文化", "程度", "教育", "水平", "毕业生"});
    degree_ = word_list(lists.at("degree"), more, "degree", {"学位"});
    political_ = word_list(lists.at("political_status"), more, "political_status", {});
    category_ = word_list(lists.at("talent_teams"), more, "category", {"类人才", "人才", "类", "型", "人员"});
    tags_ = word_list(lists.at("talent_tags"), more, "tag", {"人员", "人才"});
    practical_ = word_list(lists.at("practical_talent_categories"), more, "practical_category",
                           {"类人才", "人才", "类", "型", "能手", "大户", "业"});
    title_ = word_list(lists.at("professional_titles"), more, "professional_title", {"职称"});
    level_ = word_list(lists.at("skill_levels"), more, "skill_level", {"技能", "职业资格", "等级"});
    availability_ =
        word_list(lists.at("availability"), more, "availability", {"可服务", "服务", "均可", "都可以"});
}

word_reading vocabulary::plain(word_list const& list, std::string_view raw, bool several, bool must) const {
    word_reading out;
    std::string const text = tidy(raw);
    if (text.empty()) return out;
    auto whole = list.find(text);
    if (whole.code.empty() && !whole.known && is_nothing(text)) return out;
    out.present = true;
    auto take = [&](std::string const& code) {
        if (std::ranges::find(out.all, code) == out.all.end()) out.all.push_back(code);
        if (!out.value) out.value = code;
    };
    if (!whole.code.empty()) {
        take(whole.code);
        return out;
    }
    if (whole.ambiguous) {
        out.findings.push_back({kind::word_ambiguous, text, std::nullopt, confidence::low, must, {}});
        return out;
    }
    auto const parts = split_brackets(text);
    if (auto const bare = list.find(parts.text); !bare.code.empty() && !parts.remarks.empty()) {
        take(bare.code);
        out.findings.push_back({kind::remark_in_cell,
                                text,
                                parts.text,
                                confidence::high,
                                false,
                                {{"remark", parts.remarks.front()}}});
        return out;
    }
    if (several) {
        bool strange = false;
        for (auto const& part : split_list(text, true)) {
            auto const h = list.find(split_brackets(part).text);
            if (!h.code.empty())
                take(h.code);
            else
                strange = true;
        }
        if (!out.all.empty() && !strange) return out;
    }
    // 农艺师 2012.12: the day behind the word
    if (auto const digit = parts.text.find_first_of("0123456789");
        digit != std::string::npos && digit > 0 &&
        parts.text.find_first_not_of("0123456789.-/ ", digit) == std::string::npos)
        if (auto const h = list.find(trim(std::string_view(parts.text).substr(0, digit))); !h.code.empty()) {
            take(h.code);
            std::string const when = parts.text.substr(digit);
            out.findings.push_back({kind::remark_in_cell,
                                    text,
                                    std::string(trim(std::string_view(parts.text).substr(0, digit))),
                                    confidence::high,
                                    false,
                                    {{"remark", when}}});
            return out;
        }
    // 中级农艺师 is near to 高级农艺师 and yet another title: only short closed lists get a suggestion.
    out.findings.push_back(unknown_word(text, must, must ? list.nearest(text) : std::nullopt));
    return out;
}

word_reading vocabulary::by_inside(word_list const& list, word_reading read, std::string_view raw,
                                   std::size_t shortest) {
    if (read.value || !read.present) return read;
    auto codes = list.inside(tidy(raw), shortest);
    if (codes.empty()) return read;
    // 农业生产经营人才-家庭农场主 says the team and its class.
    std::erase_if(codes, [&](auto const& code) {
        return std::ranges::any_of(
            codes, [&](auto const& other) { return other != code && list.table().is_under(other, code); });
    });
    read.findings.clear();
    if (codes.size() > 1) {
        read.findings.push_back({kind::word_ambiguous, tidy(raw), std::nullopt, confidence::low, false, {}});
        return read;
    }
    read.value = codes[0];
    read.all = codes;
    auto const* item = list.table().find(codes[0]);
    read.findings.push_back(
        {kind::word, tidy(raw), item ? item->name : codes[0], confidence::medium, false, {}});
    return read;
}

word_reading vocabulary::sex(std::string_view raw) const {
    auto out = once(8, raw, [&] { return plain(sex_, raw, false, true); });
    if (out.value == "0" || out.value == "9") {
        // 未知 and 未填 are codes of the standard; in a roster they are an empty cell.
        out.value.reset();
        out.all.clear();
    }
    return out;
}

word_reading vocabulary::nation(std::string_view raw) const {
    return once(2, raw, [&] { return plain(nation_, raw, false, true); });
}

word_reading vocabulary::category(std::string_view raw) const {
    return once(3, raw, [&] {
        auto team = by_inside(category_, plain(category_, raw, true, false), raw, 3);
        if (!team.present || team.value) return team;
        // 退役军人 and 乡贤 are no teams and yet classes that people are counted by.
        auto tag = by_inside(tags_, plain(tags_, raw, true, false), raw, 4);
        return tag.value ? tag : team;
    });
}
word_reading vocabulary::practical_category(std::string_view raw) const {
    return once(4, raw, [&] { return by_inside(practical_, plain(practical_, raw, true, false), raw, 3); });
}

word_reading vocabulary::professional_title(std::string_view raw) const {
    auto out = once(7, raw, [&] { return plain(title_, raw, true, false); });
    // Of several titles the highest counts: levels run down within a series, so the last digit tells.
    for (auto const& code : out.all)
        if (out.value && code.back() < out.value->back() && code != "990") out.value = code;
    return out;
}

word_reading vocabulary::skill_level(std::string_view raw) const {
    return once(5, raw, [&] {
        // 中式烹调师三级; 特级教师 is no level of a trade
        auto out = by_inside(level_, plain(level_, raw, true, false), raw, 2);
        if (out.value && out.value->starts_with('S') && !out.findings.empty()) {
            out.value.reset();
            out.all.clear();
            out.findings = {unknown_word(tidy(raw), false)};
        }
        return out;
    });
}
word_reading vocabulary::availability(std::string_view raw) const {
    return once(6, raw, [&] { return plain(availability_, raw, false, false); });
}

bool is_tick(std::string_view t) {
    static constexpr std::array<std::string_view, 19> ticks{"√", "✓", "✔", "☑",      "是", "1", "●",
                                                            "■", "V", "v", "有",     "Y",  "y", "对",
                                                            "∨", "★", "▲", "\u2611", "o"};
    return std::ranges::find(ticks, t) != ticks.end();
}

}  // namespace guiyan::roster
