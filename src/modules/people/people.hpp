#pragma once
// Front door of the talent bank. Every act takes the actor: permission, rules, store, trail, index, in this order.
// What this room is not: no HTTP, no file formats; imports and reports come in through here too.

#include <functional>
#include <memory>
#include <shared_mutex>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "db/database.hpp"
#include "modules/codes/codes.hpp"
#include "modules/people/index_feed.hpp"
#include "modules/people/person.hpp"
#include "modules/regions/regions.hpp"
#include "store/vault.hpp"

namespace guiyan::people {

/// What a list asks for: the parameters of /api/people. Repeated values of one name are "any of".
struct people_list_query {
    std::optional<std::string> q;
    std::vector<std::string> region;
    std::vector<std::string> at_region;  ///< kept at exactly this place, not below it
    std::vector<std::string> category;
    std::vector<std::string> practical_line;
    std::vector<std::string> sex;
    std::vector<std::string> education;
    std::vector<std::string> political_status;
    std::vector<std::string> nation;
    std::optional<bool> minority;  ///< true: a nation other than 汉 is known; false: 汉
    std::vector<std::string> professional_title;
    std::vector<std::string> title_level;
    std::vector<std::string> skill;
    std::vector<std::string> skill_level;
    std::vector<std::string> availability;
    std::vector<std::string> source;
    std::vector<std::string> state;  ///< empty: active only
    /// All of these are unknown (codes of terms/missing_field.csv). "category": in no team and no practical line; a
    /// sex "unknown" or "not stated" is none.
    std::vector<std::string> missing;
    std::optional<std::int64_t> age_from;
    std::optional<std::int64_t> age_to;  ///< without age_from: this age and everybody younger
    std::optional<date> as_of;  ///< day on which ages are counted; empty: today
    std::optional<std::string> sort;
    std::int64_t page = 1;
    std::int64_t size = 20;
};
record::type const& record_of(people_list_query const*);
/// "region=411122101000&sex=2": what differs from a query that asks for everybody. The way of every figure to its
/// people.
std::string to_query_string(people_list_query const&);
/// The same back; fails like the list itself on what it does not know.
result<people_list_query> from_query_string(std::string_view, record::code_check const&);

/// One line of a list: nothing sealed in it.
struct person_row {
    person_id id;
    std::string name;
    std::optional<std::string> sex;
    std::optional<partial_date> birth_date;  ///< the year only where an ID number is known
    std::vector<std::string> categories;
    std::vector<std::string> skills;
    std::string region_code;
    std::string region_name;
    std::optional<std::string> town_name;
    std::optional<std::string> education;
    std::optional<std::string> availability;
    std::optional<std::string> professional_title;
    std::optional<std::string> employer_name;
    std::optional<std::string> post_title;
    std::string state;
    std::optional<date> confirmed_on;
    bool stale = false;  ///< not confirmed within the last 12 months
    std::optional<std::string> match;
    std::int64_t row_version = 0;
};

/// How a typed word was read, for the chips over the list.
struct understood {
    std::string text;
    std::string kind;
    std::string code;
    std::string label;
};

struct people_page {
    std::vector<person_row> items;
    std::int64_t total = 0;
    std::int64_t page = 1;
    std::int64_t size = 20;
    std::vector<understood> understood_words;
};

struct facet_value {
    std::string code;
    std::string name;
    std::int64_t count = 0;
};
struct facet {
    std::string field;
    std::vector<facet_value> values;
};
struct facets {
    std::vector<facet> items;
};

struct revealed {
    std::string field;
    std::string value;
    std::int64_t shown_seconds = 60;
};

struct possible_duplicate {
    person_row person;
    std::string why;  ///< id_number, phone, name_and_birth, name_and_place
    std::string confidence;
};

class people {
public:
    people(db::database&, store::vault const&, regions::regions&, codes::code_tables const&, clock const&);

    // Reading
    result<person> find(actor const&, person_id) const;  ///< masked
    result<people_page> list(actor const&, people_list_query const&) const;
    result<facets> count_facets(actor const&, people_list_query const&) const;
    /// People under each of these places, under the query's other conditions.
    std::vector<std::int64_t> count_places(actor const&, people_list_query const&,
                                           std::vector<regions::region const*> const&) const;
    std::int64_t count(actor const&, people_list_query const&) const;
    /// Ids of a whole list in its order, for exports and batch acts.
    result<std::vector<std::int64_t>> ids(actor const&, people_list_query const&) const;
    /// Whole records, unmasked: for exports and merges. The caller masks, and writes the trail.
    std::vector<person> records(actor const&, std::span<std::int64_t const>) const;
    /// cells[row][column] = people of the list that is narrowed by the row's conditions and by the column's. Of rows and
    /// columns only conditions count: no q, state, sort or page.
    people_table tabulate(actor const&, people_list_query const&, std::span<people_list_query const> rows,
                          std::span<people_list_query const> columns) const;
    result<std::vector<possible_duplicate>> duplicates(actor const&, person_id) const;

    /// Living records of this number or name within reach, whole: for duplicate checks of imports.
    std::vector<person> with_id_number(actor const&, std::string_view id_number) const;
    std::vector<person> with_name(actor const&, std::string_view name) const;

    // Writing
    result<person> register_person(actor const&, person draft);
    result<person> amend(actor const&, person_id, std::int64_t version,
                         std::function<result<done>(person&)> const& change);
    result<person> archive(actor const&, person_id, std::int64_t version, std::string const& reason);
    result<person> restore(actor const&, person_id, std::int64_t version, std::string const& reason);
    result<person> confirm(actor const&, person_id, std::int64_t version);
    /// Shows one sealed value, or the full birth date, for a reason; the trail keeps who saw what and why.
    result<revealed> reveal(actor const&, person_id, std::string const& field, std::string const& reason);
    /// Makes `kept` out of both; `take` names the fields whose value comes from the other. Undone within 30 days.
    result<person> merge(actor const&, person_id kept, person_id other, std::int64_t version,
                         std::vector<std::string> const& take);
    result<person> undo_merger(actor const&, person_id kept);

    /// For imports: checks and places records, all errors per record; writes nothing.
    std::vector<field_error> prepare(actor const&, person&) const;
    /// For imports, inside their transaction.
    void insert_all(db::transaction&, std::span<person const>);
    void reindex_after(db::transaction&, std::vector<std::int64_t> ids);
    person row_defaults() const;

    /// Keeps the index in step: called at start and when the tree of places changed.
    void load_index();
    std::shared_ptr<regions::region_tree const> tree() const { return now().feed->shared_tree(); }
    std::size_t indexed() const { return now().index->size(); }
    std::shared_ptr<index_feed const> feed() const { return now().feed; }

    person_row row_of(person const&) const;

private:
    struct snapshot {
        std::shared_ptr<index_feed const> feed;
        std::shared_ptr<people_index> index;
    };
    snapshot now() const;
    people_query question(snapshot const&, actor const&, people_list_query const&,
                          std::vector<understood>* words = nullptr) const;
    result<person> change(actor const&, person_id, std::int64_t version, std::string const& event,
                          std::string const& reason, std::function<result<done>(person&)> const& f);
    result<done> place(actor const&, person&) const;
    void name_places(person&) const;
    error stale(actor const&, person_id) const;
    error taken(actor const&, person_id owner) const;
    void reindex(std::int64_t id);

    db::database& db_;
    store::vault const& vault_;
    regions::regions& regions_;
    codes::code_tables const& codes_;
    clock const& clock_;
    mutable std::shared_mutex guard_;
    std::shared_ptr<index_feed const> feed_;
    std::shared_ptr<people_index> index_;
};

}  // namespace guiyan::people
