#pragma once
// SQL of the activities, one function per statement. Every read carries the reader's scope: the place of the
// activity, or, for a person of the bank, what he takes part in.

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "modules/activities/activity.hpp"
#include "store/vault.hpp"

namespace guiyan::activities::activity_store {

/// An activity with what its acts are judged by.
struct kept {
    activity what;
    std::string author_keys;  ///< natural persons who wrote in it, parted by blanks
    std::int64_t created_by = 0;
    std::int64_t saved_version = 0;  ///< the row's version in the database as of now
};

/// What a list is narrowed by; empty parts do not narrow.
struct filter {
    scheme_id scheme;
    std::vector<std::string> kinds, states, duties, evidence, regions;
    engagement_id engagement;
    guiyan::activities::person_id person;
    std::optional<date> from, to;
    std::string text;
    bool waits_for_me = false;
    bool voided = false;  ///< only the void ones; else only the others
};
enum class order { day, recorded, place };

/// What a list adds up to.
struct sums {
    std::int64_t activities = 0;
    std::int64_t person_times = 0;  ///< 人次: those named and those counted
    std::int64_t persons = 0;       ///< 人: those named, each once
    double days = 0;                ///< 天次: of those who took part
};

std::optional<kept> find(db::connection&, actor const&, activity_id, store::vault const&);
sums sum(db::connection&, actor const&, filter const&);
std::vector<kept> page(db::connection&, actor const&, filter const&, order, bool descending,
                       std::int64_t skip, std::int64_t most, store::vault const&);
/// The last that this account wrote; none: nothing.
std::optional<kept> last_of(db::connection&, actor const&, store::vault const&);

void insert(db::transaction&, activity const&, store::vault const&);
/// Writes the record as it is now, more than once in a transaction if need be. False: somebody was faster.
bool save(db::transaction&, kept&, store::vault const&);
void set_verifier(db::transaction&, activity_id);
/// All participants anew, as they stand in the record.
void replace_participants(db::transaction&, activity const&, store::vault const&);
void confirm_participants(db::transaction&, activity_id);

/// A scheme that runs, or ran.
struct scheme_row {
    std::string name, state, region_code;
};
std::optional<scheme_row> scheme(db::connection&, scheme_id);

struct engagement_row {
    engagement_id id;
    guiyan::activities::scheme_id scheme_id;
    guiyan::activities::person_id person_id;
    std::string role, state, region_code;
    std::optional<date> term_start, term_end;
};
/// Living ones; of one id, or of one person in a scheme (any scheme where it is 0), serving ones first.
std::optional<engagement_row> engagement(db::connection&, engagement_id);
std::vector<engagement_row> engagements_of(db::connection&, guiyan::activities::person_id, scheme_id);

/// Whether the unit's seat or the area it serves lies within reach.
bool reaches_unit(db::connection&, actor const&, organization_id);

/// The person's key as an account of his would have it, where his ID number is known.
std::string person_key(db::connection&, guiyan::activities::person_id, store::vault const&);

/// Other living activities with one of these persons on this day: id, place and person.
struct same_day_row {
    activity_id id;
    std::string region_code;
    guiyan::activities::person_id person_id;
    std::string person_name;
};
std::vector<same_day_row> same_day(db::connection&, activity const&);
/// How many this account entered on the day of recording with a day that lies `days` or more back.
std::int64_t backdated(db::connection&, std::int64_t account_id, instant at, std::int64_t days);

}  // namespace guiyan::activities::activity_store
