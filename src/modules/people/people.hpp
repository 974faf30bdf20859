#pragma once
// Front door of the talent bank. Every act takes the actor: permission, rules, store, trail, index, in this
// order. What this room is not: no HTTP, no file formats; imports and reports come in through here too.

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <shared_mutex>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "db/database.hpp"
#include "modules/codes/codes.hpp"
#include "modules/people/index_feed.hpp"
#include "modules/people/line_cache.hpp"
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
    /// All of these are unknown (codes of terms/missing_field.csv). "category": in no team and no practical
    /// line; a sex "unknown" or "not stated" is none.
    std::vector<std::string> missing;
    std::optional<std::int64_t> age_from;
    std::optional<std::int64_t> age_to;  ///< without age_from: this age and everybody younger
    /// Day on which ages are counted; empty: today. For who may not see whole birth dates ages go by the year
    /// of birth, as on the last day of that year.
    std::optional<date> as_of;
    std::optional<bool> stale;        ///< true: not confirmed within the last 12 months (S3-16)
    batch_id import_batch;            ///< written by this import
    organization_id employer_org_id;  ///< works at this unit
    std::optional<std::string> sort;
    std::int64_t page = 1;
    std::int64_t size = 20;
};
record::type const& record_of(people_list_query const*);
/// "region=411122101000&sex=2": what differs from a query that asks for everybody. The way of every figure to
/// its people.
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
    bool stale = false;  ///< not confirmed for 366 days (S3-16)
    std::optional<std::string> void_reason;
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

/// Records that may be one person: the first is the oldest.
struct duplicate_group {
    std::string why;  ///< name_and_birth, name_and_phone
    std::vector<person_row> people;
};

/// As much of a record as tells whether a line of a roster is the same person.
struct known_one {
    person_id id;
    std::string name;
    std::optional<partial_date> birth_date;
    std::string region_code;
    std::optional<std::string> phone;
    bool has_id_number = false;
};

/// What fill_in() did: the record as it was (whole, to be sealed), and its new version.
struct filled_record {
    std::string before;
    std::int64_t version_after = 0;
};

/// Records of a part of a batch, as they will be inserted.
struct staged_part {
    struct rows;
    std::shared_ptr<rows> ready;
    std::vector<std::int64_t> ids;
};

struct shown_part {
    struct taken_one {
        std::string sheet;
        std::int64_t row = 0;
    };
    std::int64_t shown = 0;
    std::vector<taken_one> taken;  ///< whose ID number somebody got meanwhile: they are released
    bool more = false;
};

/// An index with a batch in it, or what has to be added to the one in place.
struct batch_index;

class people {
public:
    /// `index_folder`: where the index is kept between two runs; empty: nowhere.
    people(db::database&, store::vault const&, regions::regions&, codes::code_tables const&, clock const&,
           std::filesystem::path index_folder = {});

    // Reading
    result<person> find(actor const&, person_id) const;  ///< masked
    result<people_page> list(actor const&, people_list_query const&) const;
    /// The same page as JSON, from lines that are kept where somebody has turned to them before. Not inside a
    /// read: what that sees may be older than what may be kept.
    result<std::string> list_text(actor const&, people_list_query const&) const;
    result<facets> count_facets(actor const&, people_list_query const&) const;
    /// The same as JSON.
    result<std::string> facets_text(actor const&, people_list_query const&) const;
    /// People under each of these places, under the query's other conditions.
    std::vector<std::int64_t> count_places(actor const&, people_list_query const&,
                                           std::vector<regions::region const*> const&) const;
    std::int64_t count(actor const&, people_list_query const&) const;
    /// Ids of a whole list in its order, for exports and batch acts.
    result<std::vector<std::int64_t>> ids(actor const&, people_list_query const&) const;
    /// Whole records, unmasked: for exports and merges. The caller masks, and writes the trail.
    std::vector<person> records(actor const&, std::span<std::int64_t const>) const;
    /// cells[row][column] = people of the list that is narrowed by the row's conditions and by the column's.
    /// Of rows and columns only conditions count: no q, state, sort or page.
    people_table tabulate(actor const&, people_list_query const&, std::span<people_list_query const> rows,
                          std::span<people_list_query const> columns) const;
    result<std::vector<possible_duplicate>> duplicates(actor const&, person_id) const;

    /// Groups within reach that nobody has looked at; two ID numbers are two persons and no group.
    std::vector<duplicate_group> duplicate_groups(actor const&) const;

    // What an import asks. A number or name out of reach is nobody's.
    std::vector<known_one> known_by_number(actor const&, std::string_view id_number) const;
    std::vector<known_one> known_by_name(actor const&, std::string_view name) const;
    /// Names and keyed digests of the numbers of all living records, to tell quickly who is new. Nothing of
    /// it may be shown: it knows no scope.
    void each_key(std::function<void(std::string_view name, std::string_view number_digest)> const&) const;
    std::string number_digest(std::string_view id_number) const;

    /// Names of those among `ids` whom the actor may read, whatever their state.
    std::map<std::int64_t, std::string> names(db::connection&, actor const&,
                                              std::span<std::int64_t const> ids) const;
    /// Name and place of somebody active, whoever asks: for rooms that check a link and show nothing of him.
    std::optional<known_one> who_is(db::connection&, person_id) const;
    /// People in the bank, active or archived, who work at the unit, wherever they are kept.
    std::int64_t working_at(db::connection&, std::int64_t unit) const;
    /// True where the actor may read people and reaches this one.
    bool may_read(actor const&, person_id) const;
    /// The record and those merged into it: what hangs on them belongs to it.
    std::vector<std::int64_t> with_merged(actor const&, person_id) const;

    // Writing
    result<person> register_person(actor const&, person draft);
    result<person> amend(actor const&, person_id, std::int64_t version,
                         std::function<result<done>(person&)> const& change);
    result<person> archive(actor const&, person_id, std::int64_t version, std::string const& reason);
    result<person> restore(actor const&, person_id, std::int64_t version, std::string const& reason);
    /// Takes a record out of every list and figure that was entered by mistake: the row stays, with its
    /// reason (G-23). Refused for merged ones, whose merger is undone instead.
    result<person> void_person(actor const&, person_id, std::int64_t version, std::string const& reason);
    /// Back to the state it was voided from; refused where its number is somebody else's by now, or where it
    /// left with its import.
    result<person> unvoid_person(actor const&, person_id, std::int64_t version, std::string const& reason);
    result<person> confirm(actor const&, person_id, std::int64_t version);
    /// Shows one sealed value, or the full birth date, for a reason; the trail keeps who saw what and why.
    result<revealed> reveal(actor const&, person_id, std::string const& field, std::string const& reason);
    /// Makes `kept` out of both; `take` names the fields whose value comes from the other. Undone within 30
    /// days.
    result<person> merge(actor const&, person_id kept, person_id other, std::int64_t version,
                         std::vector<std::string> const& take);
    result<person> undo_merger(actor const&, person_id kept);
    /// Somebody looked: these are two persons, and are not proposed again.
    result<done> tell_apart(actor const&, person_id one, person_id other);

    // For imports, inside their transaction
    /// Checks and places a record, all errors at once; writes nothing, and needs no transaction.
    std::vector<field_error> prepare(actor const&, person&) const;
    void insert_all(db::transaction&, std::span<person const>);
    void reindex_after(db::transaction&, std::vector<std::int64_t> ids);

    // A batch in parts: staged while nobody sees it, shown in parts, and in the index as a whole
    // (people_staging.cpp)
    /// Binds and seals the records of one part; on any thread, outside of every transaction. Gives them ids.
    staged_part prepare_part(actor const&, std::vector<person>) const;
    /// Writes a part as void records. `wanted`, by place, says who is to be written; false comes out where
    /// somebody living holds the ID number.
    void stage(db::transaction&, staged_part const&, std::vector<bool>& wanted) const;
    /// Makes the next staged records of a batch active, in the order of their ids.
    shown_part show_next(db::transaction&, batch_id, std::size_t most) const;
    /// Takes staged records of a batch back, a part at a time; nothing personal stays. False: there are none.
    bool release_next(db::transaction&, batch_id, std::size_t most) const;
    /// Between these two an index that is made anew leaves the batch out.
    void begin_batch(batch_id);
    void end_batch(batch_id);
    /// What the index will hold with the batch and these other records in it; made beside readers and
    /// writers.
    std::shared_ptr<batch_index> prepare_index(batch_id, std::vector<std::int64_t> others, std::size_t size);
    /// Puts it in place with the commit: a list shows all of the batch or nothing of it.
    void take_index_after(db::transaction&, std::shared_ptr<batch_index>);
    /// Gives what `from` knows and the record does not; nothing when it knows all. Fails with not_found out
    /// of reach.
    result<std::optional<filled_record>> fill_in(db::transaction&, person_id, person const& from,
                                                 std::string const& reason);
    /// Records of a batch that are no longer as they were imported.
    std::vector<known_one> changed_since_import(db::transaction&, batch_id) const;
    /// Makes all records of a batch void: they stay, leave every list and figure, and free their numbers.
    std::int64_t void_batch(db::transaction&, batch_id);
    /// Puts a record back to `before` of fill_in(); stale, with its name, when it was changed since
    /// `version_after`.
    result<done> put_back(db::transaction&, person_id, std::string const& before, std::int64_t version_after,
                          std::string const& reason);
    person row_defaults() const;

    /// Makes the index anew from all records.
    void load_index();
    /// Writes the index to its folder, unless the file there is good but for `most_behind` changed people.
    /// One caller at a time; throws std::runtime_error when it cannot be written.
    void save_index(std::size_t most_behind);
    std::shared_ptr<regions::region_tree const> tree() const { return now().feed->shared_tree(); }
    std::size_t indexed() const { return now().index->size(); }
    std::shared_ptr<index_feed const> feed() const { return now().feed; }

    person_row row_of(person const&) const;
    /// The day on which ages are counted for this reader. Who may not see a whole birth date would find it
    /// out by asking for ages day by day (trust.md, Controls): for him everybody has lived to the end of the
    /// year.
    date age_day(actor const&, std::optional<date> const& as_of) const;

private:
    struct page_found;
    struct snapshot {
        std::shared_ptr<index_feed const> feed;
        std::shared_ptr<people_index> index;
    };
    snapshot now() const;
    people_query question(snapshot const&, actor const&, people_list_query const&,
                          std::vector<understood>* words = nullptr) const;
    result<person> change(actor const&, person_id, std::int64_t version, std::string const& event,
                          std::string const& reason, std::function<result<done>(person&)> const& f);
    std::vector<std::vector<std::uint32_t>> facet_counts(snapshot const&, actor const&,
                                                         people_list_query const&) const;
    result<page_found> find_page(actor const&, people_list_query const&) const;
    static result<done> check_order(actor const&, people_list_query const&);
    result<done> place(actor const&, person&) const;
    void name_places(person&) const;
    error stale(actor const&, person_id) const;
    error taken(actor const&, person_id owner) const;
    void reindex(std::int64_t id);
    bool open_index();
    void follow_places();

    db::database& db_;
    store::vault const& vault_;
    regions::regions& regions_;
    codes::code_tables const& codes_;
    clock const& clock_;
    std::filesystem::path const index_folder_;
    struct saved {
        std::int64_t event = -1;  ///< the file holds everything up to this one
        std::uint64_t places_and_codes = 0;
    };
    saved saved_;
    mutable line_cache lines_;
    std::set<std::int64_t> unfinished_;  ///< batches that are being shown; under guard_
    mutable std::shared_mutex guard_;
    std::shared_ptr<index_feed const> feed_;
    std::shared_ptr<people_index> index_;
};

}  // namespace guiyan::people
