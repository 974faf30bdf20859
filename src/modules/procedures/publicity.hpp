#pragma once
// 公示: what a step puts out by the pack's `publicity`, for how long, and what of it still stands in the way.

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "modules/procedures/traveller.hpp"
#include "modules/schemes/schemes.hpp"

namespace guiyan::procedures {

/// The last day of a publicity that is put out on `on`; nothing where its length cannot be told (a parameter
/// without a value).
std::optional<date> last_day_of(schemes::scheme_reckoner const&, scheme::publicity const&,
                                scheme::record_key const& of, date on, terms::workdays const&);
/// A publicity of no length waits for nobody: it only says where to put something out.
bool takes_time(schemes::scheme_reckoner const&, scheme::publicity const&, scheme::record_key const& of);

/// Days or working days of a span, by its constants or expressions; months and years count by the calendar.
/// Nothing where the number is unknown.
std::optional<date> end_of(schemes::scheme_reckoner const&, scheme::span const&, scheme::record_key const& of,
                           date from, bool counts_first_day, terms::workdays const&);

/// To whom objections go, whether signed, and by when they are answered.
void set_objections(schemes::scheme_reckoner const&, scheme::publicity const&, notice_draft&);

/// What is put out: the fields that the pack shows with the names that pages have for them, and by which
/// rule.
notice_draft draft_of(schemes::scheme_reckoner const&, traveller const&, scheme::procedure const&,
                      scheme::step const&, date on, date until, ports const&);

/// "公示至 5月12日，还有 3 个工作日", "有 1 条异议未处理": what keeps the next step waiting, with the clause
/// of the publicity. Empty: it is over and nobody objects.
std::vector<schemes::obstacle> waiting_for(schemes::scheme_reckoner const&, std::string const& rule_id,
                                           notice_standing const&, date on, terms::workdays const*);

}  // namespace guiyan::procedures
