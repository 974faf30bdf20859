#include "roster/headings.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "roster/cell_text.hpp"

namespace guiyan::roster {
namespace {

constexpr std::array<std::string_view, column_use_count> use_words{"none",
                                                                   "ignore",
                                                                   "number",
                                                                   "name",
                                                                   "sex",
                                                                   "birth_date",
                                                                   "birth_year",
                                                                   "birth_month",
                                                                   "birth_day",
                                                                   "age",
                                                                   "id_number",
                                                                   "phone",
                                                                   "contact",
                                                                   "education",
                                                                   "education_fulltime",
                                                                   "education_onjob",
                                                                   "education_degree",
                                                                   "degree",
                                                                   "political_status",
                                                                   "party_member",
                                                                   "nation",
                                                                   "village",
                                                                   "town",
                                                                   "group",
                                                                   "county",
                                                                   "address",
                                                                   "registered",
                                                                   "native_place",
                                                                   "skills",
                                                                   "strengths",
                                                                   "industry",
                                                                   "category",
                                                                   "practical_category",
                                                                   "professional_title",
                                                                   "skill_level",
                                                                   "post_title",
                                                                   "employer",
                                                                   "employer_post",
                                                                   "availability",
                                                                   "remarks"};

/// Columns about somebody else than the person of the line.
bool is_about_others(std::string_view key) {
    static constexpr std::array<std::string_view, 25> words{
        "经理姓名", "包保",   "结对",     "推荐人",   "介绍人",   "配偶", "父亲", "母亲",   "子女",
        "家属",     "监护人", "紧急联系", "填表",     "审核",     "包联", "帮扶", "联系人", "负责人电话",
        "法人电话", "领导",   "书记姓名", "主任姓名", "师傅姓名", "经办", "导师"};
    // 被推荐人 is the person of the line.
    return key.find("被推荐人") == std::string_view::npos &&
           std::ranges::any_of(words, [&](auto w) { return key.find(w) != std::string_view::npos; });
}

/// A question about a field is another column than the field: 是否有职称, 学历证书编号, 出生地是否…
bool is_about_something_else(std::string_view key) {
    static constexpr std::array<std::string_view, 16> words{
        "是否",   "编号", "时间", "数量", "证书号", "日期", "次数", "复印件",
        "扫描件", "照片", "附件", "年限", "金额",   "人数", "户数", "户号"};
    return std::ranges::any_of(words, [&](auto w) { return key.find(w) != std::string_view::npos; });
}

}  // namespace

std::string_view word_of(column_use use) {
    return use_words[static_cast<std::size_t>(use)];
}

std::optional<column_use> column_use_of(std::string_view word) {
    auto const at = std::ranges::find(use_words, word);
    if (at == use_words.end()) return std::nullopt;
    return static_cast<column_use>(at - use_words.begin());
}

std::string heading_words::key_of(std::string_view raw) {
    std::string key = ascii_lower(without_blanks(tidy(raw)));
    for (std::string_view mark :
         {"*", "★", "※", ":", "：", "“", "”", "\"", "、", "/", "\\", "_", "-", "—", ".", "。"})
        key = replaced(std::move(key), mark, "");
    // 1姓名, (2)性别, 三姓名
    std::size_t cut = 0;
    while (cut < key.size() && key[cut] >= '0' && key[cut] <= '9') ++cut;
    if (cut < key.size()) key.erase(0, cut);
    return key;
}

heading_words::heading_words(terms::library const& lists) {
    auto const& rows = lists.raw("roster_headings");
    for (std::size_t r = 0; r < rows.size(); ++r) {
        auto const use = column_use_of(rows.at(r, "field"));
        if (!use) throw std::runtime_error("roster_headings.csv: no field " + rows.at(r, "field"));
        entry const e{*use, std::stod(rows.at(r, "weight")) / 10};
        for (auto word : split(rows.at(r, "words"), '|')) {
            std::string const key = key_of(word);
            if (words_.emplace(key, e).second && length(key) >= 2) inside_.emplace_back(key, e);
        }
    }
    std::ranges::stable_sort(inside_,
                             [](auto const& a, auto const& b) { return a.first.size() > b.first.size(); });
}

heading_match heading_words::match(std::string_view raw) const {
    std::string const key = key_of(raw);
    if (key.empty()) return {};
    if (auto const at = words_.find(key); at != words_.end()) return {at->second.use, at->second.weight};
    auto const parts = split_brackets(tidy(raw));
    std::string const bare = key_of(parts.text);
    if (auto const at = words_.find(bare); at != words_.end() && !bare.empty())
        return {at->second.use, at->second.weight * 0.98};
    if (bare.empty() && !parts.remarks.empty()) return match(parts.remarks.front());
    // 专业技术职务及取得时间, 学历/毕业院校: the first of two, where nothing is known of the second.
    for (std::string_view and_ : {"/", "及", "和", "与", "、"})
        if (auto const at = parts.text.find(and_); at != std::string::npos && at > 0) {
            auto const front = words_.find(key_of(std::string_view(parts.text).substr(0, at)));
            if (front == words_.end() || front->second.use == column_use::ignore) continue;
            std::string const rest = key_of(std::string_view(parts.text).substr(at + and_.size()));
            auto const known = words_.find(rest);
            if (rest.find("时间") != std::string::npos ||
                (known != words_.end() && known->second.use == column_use::ignore))
                return {front->second.use, front->second.weight * 0.95};
        }
    if (length(bare) > 16) return {};
    bool const others = is_about_others(bare);
    bool const else_ = is_about_something_else(bare);
    for (auto const& [word, e] : inside_) {
        auto const at = bare.find(word);
        if (at == std::string::npos) continue;
        double const cover = double(word.size()) / double(bare.size());
        if (cover < 0.34) continue;
        if (others || (else_ && e.use != column_use::birth_date)) return {column_use::ignore, 0.6};
        // 出生年月 inside 子女出生年月 was caught above; the end of a heading says what it is.
        bool const at_end = at + word.size() == bare.size();
        if (e.use == column_use::ignore) return {column_use::ignore, 0.6};
        // 客户姓名, 传承人姓名: whose name it is, the form says in front.
        if (at_end && word == "姓名") return {e.use, 0.8 + 0.1 * cover};
        return {e.use, e.weight * (0.45 + 0.4 * cover) * (at_end ? 1.0 : 0.85)};
    }
    return {};
}

heading_match heading_words::match(std::vector<std::string> const& path) const {
    if (path.empty()) return {};
    if (path.size() == 1) return match(path[0]);
    std::string const leaf = key_of(split_brackets(tidy(path.back())).text);
    auto const above = match(path[path.size() - 2]);
    std::string const parent = key_of(path[path.size() - 2]);
    auto const is = [&](std::initializer_list<std::string_view> words) {
        return std::ranges::find(words, leaf) != words.end();
    };
    bool const about_birth = above.use == column_use::birth_date || parent.find("出生") != std::string::npos;
    if (about_birth && is({"年"})) return {column_use::birth_year, 1};
    if (about_birth && is({"月"})) return {column_use::birth_month, 1};
    if (about_birth && is({"日"})) return {column_use::birth_day, 1};
    bool const about_school =
        above.use == column_use::education || above.use == column_use::education_degree ||
        above.use == column_use::education_fulltime || above.use == column_use::education_onjob;
    if (about_school) {
        if (is({"全日制", "全日制教育", "全日制学历", "第一学历"}))
            return {column_use::education_fulltime, 1};
        if (is({"在职", "在职教育", "在职学历", "非全日制"})) return {column_use::education_onjob, 1};
        if (is({"毕业院校", "院校", "专业", "毕业院校及专业", "毕业院校系及专业", "毕业时间", "所学专业"}))
            return {column_use::ignore, 1};
        if (is({"学历", "学历层次", "最高", "最高学历"}))
            return {above.use == column_use::education_degree ? column_use::education : above.use, 1};
        if (is({"学历学位"})) return {column_use::education_degree, 1};
        if (is({"学位"})) return {column_use::degree, 1};
    }
    if ((above.use == column_use::skills || above.use == column_use::strengths) && is({"等级", "级别"}))
        return {column_use::skill_level, 1};
    if (above.use == column_use::phone || above.use == column_use::contact) {
        if (is({"手机", "手机号", "手机号码", "移动电话", "电话", "本人", "移动", "联系电话"}))
            return {column_use::phone, 1};
        if (is({"座机", "固话", "固定电话", "办公", "办公电话", "家庭", "宅电", "微信", "qq", "邮箱", "其他",
                "备用"}))
            return {column_use::contact, 1};
    }
    if ((above.use == column_use::address || above.use == column_use::village ||
         above.use == column_use::registered || above.use == column_use::town) &&
        above.score > 0.5) {
        if (is({"县", "县区", "区县", "市", "省", "县市区"})) return {column_use::county, 1};
        if (is({"镇", "乡镇", "乡", "街道", "镇街", "乡镇街道"})) return {column_use::town, 1};
        if (is({"村", "行政村", "社区", "村社区", "村居", "村名"})) return {column_use::village, 1};
        if (is({"组", "村民小组", "小组", "自然村", "队"})) return {column_use::group, 1};
        if (is({"详细地址", "门牌号", "地址"})) return {column_use::address, 1};
    }
    if (above.use == column_use::native_place) {
        if (is({"省", "市", "县", "镇", "乡镇", "村"})) return {column_use::ignore, 1};
    }
    // Under a heading about other people (家庭成员/姓名) everything is about them.
    if (is_about_others(parent) || parent == "家庭成员" || parent == "主要家庭成员" || parent == "配偶" ||
        parent == "推荐人")
        return {column_use::ignore, 1};
    auto own = match(path.back());
    if (own.use != column_use::none && own.score >= 0.5) return own;
    std::string joined;
    for (auto const& p : path) joined += p;
    auto whole = match(joined);
    if (whole.use != column_use::none && whole.score > own.score) return whole;
    return own;
}

}  // namespace guiyan::roster
