// A measure in words: what is counted, which of it, how, and in which window.

#include "scheme/words.hpp"

namespace guiyan::scheme {
namespace {

std::string against_words(std::string const& against) {
    if (against == "previous") return "上一期";
    if (against == "last_year") return "上年同日";
    if (against == "first") return "方案开始时";
    return against;
}

std::string window_words(window_word w) {
    static char const* const words[] = {"截至统计日累计", "统计日所在月",   "统计日所在季度",
                                        "统计日所在半年", "统计日所在年度", "任职服务年度内",
                                        "任期内",         "方案施行期内"};
    return words[static_cast<int>(w)];
}

}  // namespace

std::string wording::of(measure const& m) const {
    auto const& p = book_.rules();
    if (m.calc.written()) return "由" + of(m.calc, m.per) + "算出";
    if (m.growth) {
        auto const* base = p.measures.find(m.growth->of);
        static char const* const as[] = {"增长百分比", "倍数", "增加数"};
        return (base ? base->name : m.growth->of) + "与" + against_words(m.growth->against) + "相比的" +
               as[static_cast<int>(m.growth->as)];
    }
    if (m.rank) {
        auto const* base = p.measures.find(m.rank->of);
        return "按" + (base ? base->name : m.rank->of) + "排的名次";
    }
    if (m.over.empty()) return {};
    auto out = "数" + kind(m.over) + (m.where.written() ? "（" + of(m.where, m.over) + "）" : "");
    if (m.count_distinct.written()) out += "，按" + of(m.count_distinct, m.over) + "去重";
    for (auto const& [e, word] : {std::pair(&m.sum, "合计"),
                                  {&m.avg, "平均"},
                                  {&m.max, "最大"},
                                  {&m.min, "最小"},
                                  {&m.latest, "最近一条"}})
        if (e->written()) out += "，取" + of(*e, m.over) + "的" + word;
    if (m.run) out += "，取连续期数";
    if (m.cap) out += "，每" + of(m.cap->by, m.over) + "至多计" + of(m.cap->at_, m.per);
    if (m.window)
        out += "，" + (m.window->word ? window_words(*m.window->word)
                                      : "近" + of(static_cast<span const&>(*m.window)) + "内");
    if (m.evidence && *m.evidence != evidence_level::self)
        out += *m.evidence == evidence_level::village ? "，只计经村级以上核实的" : "，只计有成果印证的";
    return out;
}

}  // namespace guiyan::scheme
