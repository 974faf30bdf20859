#include "roster/skills.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "roster/cell_text.hpp"

namespace guiyan::roster {
namespace {

constexpr std::array<std::string_view, 22> fronts{
    "擅长", "善于", "精通", "熟悉", "掌握", "从事", "主要从事", "专业", "熟练掌握", "长期从事", "会",
    "懂",   "能",   "特色", "规模", "大棚", "有机", "优质",     "现代", "个体",     "一般",     "农村"};
constexpr std::array<std::string_view, 26> ends{
    "技术员", "技术人员", "专业户", "能手", "大户", "技术", "工作", "服务", "师傅",
    "管理",   "经营",     "栽培",   "种植", "养殖", "培育", "方面", "行业", "产业",
    "制作",   "师",       "工",     "户",   "人员", "业",   "等",   "技能"};

/// Words of two characters that name a skill only where they stand alone: 总经理 is no 经理 of the list,
/// 返乡创业 no advice to founders.
constexpr std::array<std::string_view, 65> whole_only{
    "棒子", "小米", "马蹄", "苗子", "果园", "种子", "除草", "草原", "防火", "沙漠", "饲料", "烘干", "包装",
    "收购", "出口", "协议", "合同", "经理", "项目", "创业", "规划", "主持", "养老", "保险", "团长", "地标",
    "品牌", "监控", "档案", "监理", "装配", "玻璃", "报表", "测量", "驿站", "仓库", "客服", "口腔", "红颜",
    "水质", "景观", "百合", "提子", "长果", "沙发", "喷头", "快手", "营地", "放射", "药材", "鲜花", "AI",
    "开料", "算法", "园艺", "配料", "团购", "打包", "两委", "乡贤", "厂长", "大枣", "黄牛", "阳桃", "草场"};
/// A crop inside such a text is not grown but worked up or sold.
constexpr std::array<std::string_view, 15> no_growing{"加工", "销售", "收购", "经营", "批发",
                                                      "制作", "酒",   "粉",   "维修", "运输",
                                                      "机",   "汁",   "油",   "贸易", "研究"};

bool add(std::vector<std::string>& codes, std::string const& code) {
    if (std::ranges::find(codes, code) != codes.end()) return false;
    codes.push_back(code);
    return true;
}

}  // namespace

skill_words::skill_words(terms::library const& lists) {
    for (auto const& i : lists.at("skills").items()) {
        if (i.level != 3) continue;
        label_.emplace(i.code, i.name);
        names_.emplace(i.name, i.code);
        words_[i.name].codes = {i.code};
        words_[i.name].is_name = true;
    }
    for (auto const& i : lists.at("skills").items())
        for (auto const& s : i.synonyms) {
            auto& entry = words_[s];
            // 酿酒 is a leaf of its own and a word of another: both are meant, unless the list says so
            // itself.
            add(entry.codes, i.code);
        }
    auto const& doubtful = lists.raw("skill_ambiguous_words");
    for (std::size_t r = 0; r < doubtful.size(); ++r) {
        auto& entry = words_[doubtful.at(r, "word")];
        entry.is_name = false;
        for (auto name : split(doubtful.at(r, "skills"), '|'))
            if (auto const at = names_.find(std::string(name)); at != names_.end())
                add(entry.codes, at->second);
    }
    for (auto const& [word, entry] : words_)
        if (length(word) >= 2 && std::ranges::find(whole_only, word) == whole_only.end())
            inside_.emplace_back(word, entry.codes.size() == 1 ? entry.codes[0] : "");
    // 水稻 of 水稻种植
    for (auto const& [name, entry] : words_)
        for (std::string_view act : {"种植", "养殖"})
            if (entry.codes.size() == 1 && name.ends_with(act) && length(name) >= 4)
                if (auto const stem = name.substr(0, name.size() - act.size()); !words_.contains(stem))
                    stems_.emplace_back(stem, entry.codes[0]);
    std::ranges::sort(stems_, [](auto const& a, auto const& b) {
        return a.first.size() != b.first.size() ? a.first.size() > b.first.size() : a.first < b.first;
    });
    std::ranges::sort(inside_, [](auto const& a, auto const& b) {
        return a.first.size() != b.first.size() ? a.first.size() > b.first.size() : a.first < b.first;
    });
}

skill_words::sense const* skill_words::exact(std::string const& word) const {
    auto const at = words_.find(word);
    return at == words_.end() ? nullptr : &at->second;
}

skill_reading skill_words::read(std::string_view raw, bool must_choose) const {
    std::string key = std::string(raw) + (must_choose ? '!' : '?');
    if (auto const at = kept_.find(key); at != kept_.end()) return at->second;
    if (kept_.size() > 5'000) kept_.clear();
    return kept_.emplace(std::move(key), read_anew(raw, must_choose)).first->second;
}

skill_reading skill_words::read_anew(std::string_view raw, bool must_choose) const {
    skill_reading out;
    std::string const text = tidy(raw);
    if (is_nothing(text)) return out;
    auto take = [&](std::string const& word, sense const& s) {
        if (s.codes.size() == 1) {
            add(out.codes, s.codes[0]);
            return;
        }
        std::string choices;
        for (auto const& c : s.codes) choices += (choices.empty() ? "" : "、") + label_.at(c) + "(" + c + ")";
        out.findings.push_back({kind::skill_ambiguous,
                                word,
                                std::nullopt,
                                confidence::low,
                                must_choose,
                                {{"choices", choices}}});
    };
    auto const parts = split_brackets(text);
    std::vector<std::string> tokens = split_list(parts.text, true);
    for (auto const& r : parts.remarks)
        for (auto& t : split_list(r, true)) tokens.push_back(std::move(t));
    // 猕猴桃栽培与修剪: only what is no word of its own is parted
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (exact(tokens[i])) continue;
        for (std::string_view join : {"与", "和", "及", "以及"})
            if (auto const at = tokens[i].find(join);
                at != std::string::npos && at >= 3 && at + join.size() + 3 <= tokens[i].size()) {
                tokens.push_back(tokens[i].substr(at + join.size()));
                tokens[i].resize(at);
                break;
            }
    }
    for (auto const& token : tokens) {
        if (auto const* s = exact(token)) {
            take(token, *s);
            continue;
        }
        // 小麦种植技术, 擅长养猪, 会嫁接: the word without what says nothing about it
        std::string bare = token;
        for (bool cut = true; cut && !exact(bare);) {
            cut = false;
            for (auto f : fronts)
                if (bare.size() > f.size() + 3 && bare.starts_with(f)) {
                    bare.erase(0, f.size());
                    cut = true;
                    break;
                }
            if (exact(bare)) break;
            for (auto e : ends)
                if (bare.size() > e.size() + 3 && bare.ends_with(e)) {
                    bare.resize(bare.size() - e.size());
                    cut = true;
                    break;
                }
        }
        if (auto const* s = exact(bare); s && length(bare) >= 2) {
            take(bare, *s);
            continue;
        }
        std::string rest = token;
        for (auto const& [word, code] : inside_) {
            auto const at = rest.find(word);
            if (at == std::string::npos) continue;
            if (code.empty())
                take(word, words_.at(word));
            else
                add(out.codes, code);
            rest.replace(at, word.size(), "|");
        }
        if (std::ranges::none_of(no_growing, [&](auto w) { return token.find(w) != std::string::npos; }))
            for (auto const& [stem, code] : stems_)
                if (auto const at = rest.find(stem); at != std::string::npos) {
                    add(out.codes, code);
                    rest.replace(at, stem.size(), "|");
                }
        // 种草莓, 养蜗牛
        for (auto const& [front, act] :
             {std::pair<std::string_view, std::string>{"种", "种植"}, {"养", "养殖"}})
            if (token.starts_with(front) && !token.starts_with(act))
                if (auto const at = names_.find(token.substr(front.size()) + act); at != names_.end())
                    add(out.codes, at->second);
        // 种植草莓, 草莓栽培: the leaf is called 草莓种植
        static constexpr std::array<std::string_view, 4> acts{"种植", "养殖", "加工", "制作"};
        for (auto act : acts) {
            for (std::string const& form :
                 {bare + std::string(act), replaced(token, act, "") + std::string(act)})
                if (auto const at = names_.find(form); at != names_.end() && bare.size() >= 6)
                    add(out.codes, at->second);
        }
    }
    return out;
}

}  // namespace guiyan::roster
