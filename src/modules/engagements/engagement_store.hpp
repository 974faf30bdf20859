#pragma once
// SQL of the engagements, one function per statement. Every read of a list carries the actor's scope: the
// place served, or the seat of the unit where no place is named; a person sees his own wherever they are.

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "modules/engagements/engagement.hpp"
#include "store/vault.hpp"

namespace guiyan::engagements::engagement_store {

/// What a list is narrowed by; empty parts do not narrow.
struct filter {
    scheme_id scheme;
    std::vector<std::string> roles;
    std::vector<std::string> states;
    std::vector<std::string> prefixes;  ///< of division codes
    std::optional<std::int64_t> person_id;
    std::optional<std::int64_t> region_id;
    std::string text;           ///< part of the person's name
    std::optional<date> as_of;  ///< states as they stood that day; nothing: now
    std::optional<date> ends_by;
    bool voided = false;  ///< only the void ones; else only the others
};
enum class order { place, name, since, appointed };

std::optional<engagement> find(db::connection&, actor const&, engagement_id, store::vault const&);
std::int64_t count(db::connection&, actor const&, filter const&);
/// As `most` of a page: all of them. A board or a run over what is due leaves nobody out.
inline constexpr std::int64_t every_one = std::numeric_limits<std::int64_t>::max();
std::vector<engagement> page(db::connection&, actor const&, filter const&, order, bool descending,
                             std::int64_t skip, std::int64_t most, store::vault const&);
/// How many of a list stand in each state, in the order of the states' names.
std::vector<std::pair<std::string, std::int64_t>> by_state(db::connection&, actor const&, filter const&);

/// A live entry of this person in this role, 0 for none (unique among live states, E05).
engagement_id live_entry(db::connection&, scheme_id, std::string_view role, std::int64_t person_id,
                         engagement_id but);

void insert(db::transaction&, engagement const&, store::vault const&);
bool update(db::transaction&, engagement const&, std::int64_t expected_version, store::vault const&);
/// Writes that the state holds from this day on.
/// States that were written down as of a later day began by this one.
void begin_by(db::transaction&, engagement_id, date);
void note_state(db::transaction&, engagement const&, date on);

/// Rows of the timeline: every state with the day it began and the day it was entered.
struct state_row {
    std::string state;
    std::string on_day;
    std::string recorded_at;
};
std::vector<state_row> states(db::connection&, engagement_id);

}  // namespace guiyan::engagements::engagement_store
