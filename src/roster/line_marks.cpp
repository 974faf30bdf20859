#include "roster/line_marks.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "roster/cell_text.hpp"

namespace guiyan::roster {
namespace {

template <std::size_t N>
bool starts_with_any(std::string_view text, std::array<std::string_view, N> const& words) {
    return std::ranges::any_of(words, [&](auto w) { return text.starts_with(w); });
}

}  // namespace

bool is_subtotal(std::string_view tidy_text) {
    std::string const text = without_blanks(tidy_text);
    static constexpr std::array<std::string_view, 14> words{
        "小计",     "合计",   "总计",     "共计", "累计", "总合计", "本页小计",
        "本页合计", "总人数", "人数合计", "汇总", "总数", "合 计",  "以上合计"};
    if (starts_with_any(text, words)) return true;
    if (length(text) <= 14)
        for (std::string_view end : {"小计", "合计", "总计", "小计:", "合计:"})
            if (text.ends_with(end)) return true;
    // 共12人, 本村共计5人, 王孟西村小计:12人
    for (std::string_view w : {"小计", "合计", "共计", "总计"})
        if (auto const at = text.find(w);
            at != std::string::npos && length(text) <= 18 && only_digits(text.substr(at)).size() >= 1)
            return true;
    bool const has_figures = !only_digits(text).empty();
    // 全镇共5人
    if (has_figures && length(text) <= 14 && (text.ends_with("人") || text.ends_with("名")) &&
        text.find("共") != std::string::npos)
        return true;

    if (text.starts_with("其中") && has_figures) return true;
    // 男12人, 女:8人, 党员5名
    if (has_figures && (text.ends_with("人") || text.ends_with("名")) && length(text) <= 12)
        for (std::string_view w : {"共", "男", "女", "党员", "群众", "总人数"})
            if (text.starts_with(w)) return true;
    return false;
}

bool is_signature(std::string_view tidy_text) {
    std::string const text = without_blanks(tidy_text);
    static constexpr std::array<std::string_view, 30> starts{
        "填表人",   "填报人", "制表人",     "制表:",    "制表单位", "审核人",   "审核:",    "复核人",
        "复核:",    "审批人", "单位负责人", "主管领导", "分管领导", "主要领导", "负责人签", "负责人:",
        "领导签字", "经办人", "联系人:",    "填报日期", "填报时间", "填表日期", "填表时间", "上报时间",
        "上报日期", "报送人", "录入人",     "校对",     "签字:",    "统计人"};
    if (starts_with_any(text, starts)) return true;
    for (std::string_view w :
         {"(盖章)", "(公章)", "盖章", "签字)", "(签字", "签名:", "签字:", "签章", "意见:"})
        if (text.find(w) != std::string::npos && length(text) <= 30) return true;
    // 2023年5月6日 alone, 年 月 日
    if (text == "年月日" || text == "年月") return true;
    if (text.find("填表人") != std::string::npos || text.find("审核人") != std::string::npos ||
        text.find("制表人") != std::string::npos)
        return text.find(':') != std::string::npos;
    return false;
}

bool is_note(std::string_view tidy_text) {
    std::string const text = without_blanks(tidy_text);
    static constexpr std::array<std::string_view, 25> starts{
        "注:",   "注：", "备注:", "说明:",    "填表说明", "填报说明", "填写说明", "注意",   "附注",
        "此表",  "本表", "以上",  "以下空白", "备注说明", "注1",      "注2",      "（此页", "(此页",
        "(本页", "附:",  "附件",  "说明1",    "以下为",   "以下是",   "以下系"};
    if (starts_with_any(text, starts)) return true;
    static constexpr std::array<std::string_view, 5> blanks{"以下无正文", "以下为空", "此页无正文",
                                                            "(以下空白)", "本页以下空白"};
    if (text.starts_with("第") && text.find("页") != std::string::npos && length(text) <= 12) return true;
    return starts_with_any(text, blanks) || text == "注" || text == "说明" || text == "续表" ||
           text.starts_with("(续");
}

bool is_unit_line(std::string_view tidy_text) {
    std::string const text = without_blanks(tidy_text);
    static constexpr std::array<std::string_view, 16> starts{
        "填报单位", "单位:", "单位(盖章)", "填表单位",    "制表单位", "报送单位", "编制单位",  "上报单位",
        "计量单位", "(单位", "所属单位:",  "乡镇(街道):", "乡镇:",    "填报乡镇", "所在单位:", "村(社区):"};
    if (starts_with_any(text, starts)) return true;
    for (std::string_view w : {"填报单位:", "填报时间:", "填表日期:", "填报日期:", "截至", "截止", "单位:人"})
        if (text.find(w) != std::string::npos) return true;
    return false;
}

}  // namespace guiyan::roster
