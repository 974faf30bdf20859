#include "modules/imports/tally.hpp"

#include <algorithm>

namespace guiyan::imports {

tally count_lines(spool_reader& spool, decision_set const& decisions) {
    tally out;
    std::vector<kind_count> kinds(all_kinds());
    for (std::size_t i = 0; i < spool.size(); ++i) {
        auto const& brief = spool.brief(i);
        if (brief.verdict == roster::verdict::ignored) {
            ++out.counts.ignored;
            continue;
        }
        if (!brief.has_reports) {
            ++out.counts.ok;
            continue;
        }
        auto const l = spool.read(i);
        auto const settled = settle_line(l, i, decisions, false, nullptr);
        if (settled.left_out)
            ++out.counts.ignored;
        else if (settled.waits) {
            ++out.counts.open;
            out.counts.held += settled.waits_for_line;
        } else
            ++out.counts.proposed;
        for (std::size_t r = 0; r < l.reports.size(); ++r) {
            auto const& report = l.reports[r];
            auto& k = kinds[kind_number(report.kind)];
            ++k.count;
            auto const what = decisions.of(i, r, report).what;
            k.waiting += report.decide && what == verdict_of_clerk::open;
            k.offered += can_be_accepted(report);
            k.accepted += what == verdict_of_clerk::accepted || what == verdict_of_clerk::edited;
            bool const by_hand = is_about_the_line(report.kind) || !can_be_accepted(report);
            k.sure = std::max(k.sure, by_hand ? roster::confidence::low : report.sure);
        }
    }
    for (std::size_t k = 0; k < kinds.size(); ++k) {
        if (!kinds[k].count) continue;
        kinds[k].kind = kind_word(static_cast<std::uint8_t>(k));
        out.kinds.push_back(std::move(kinds[k]));
    }
    return out;
}

}  // namespace guiyan::imports
