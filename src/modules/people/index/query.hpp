#pragma once
// Questions to the index and their answers. A question without a scope cannot be written: people_query has no
// default constructor, and every count obeys the scope.

#include <optional>

#include "modules/people/index/entry.hpp"

namespace guiyan::people {

/// Whose records the actor may see.
class people_scope {
public:
    static people_scope everywhere() { return people_scope({}, true); }
    /// Only people of these regions; an empty list sees nobody. `unplaced` adds people without a region.
    static people_scope within(std::vector<ordinal_range> regions, bool unplaced = false);

    bool all() const { return all_; }
    bool unplaced() const { return unplaced_; }
    std::vector<ordinal_range> const& regions() const { return regions_; }  ///< sorted, disjoint
    bool allows(region_ordinal region) const;

private:
    people_scope(std::vector<ordinal_range> regions, bool all, bool unplaced = false)
        : regions_(std::move(regions)), all_(all), unplaced_(unplaced) {}
    std::vector<ordinal_range> regions_;
    bool all_ = false;
    bool unplaced_ = false;
};

struct code_filter {
    code_column column;
    std::vector<std::uint8_t> any_of;
};

/// Whole years lived on `as_of`, both bounds included. Where only a year or month of birth is known the
/// earliest possible day counts, as in age_on(). People without a birth year never match.
struct age_range {
    int from = 0;
    int to = 200;
    date as_of;
};

/// All conditions hold together; a list inside a condition is "any of". What is left empty does not restrict.
struct people_filter {
    std::vector<ordinal_range> regions;
    std::vector<code_filter> codes;  ///< at most one per column
    /// Any of these categories or of `category_lines`: classes are one question, whichever list they are in.
    std::optional<category_set> categories;
    std::uint16_t category_lines = 0;   ///< restricts only together with, or instead of, `categories`
    std::uint16_t practical_lines = 0;  ///< a condition of its own
    std::uint8_t flags_set = 0;         ///< all of these bits are set
    std::uint8_t flags_clear = 0;       ///< none of these bits is set
    std::vector<ordinal_range> skills;  ///< a field or group of the skill tree is a range
    std::optional<age_range> age;
    /// Confirmed before this day or never; and confirmed on this day or later.
    std::optional<day_number> confirmed_before, confirmed_since;
};

/// How a word was found, the strongest first.
enum class match_kind : std::uint8_t {
    listed,           ///< one of the given ids (ID number, phone)
    name_exact,       ///
    name_prefix,      ///
    name_part,        ///
    pinyin_exact,     ///< the whole of a reading
    pinyin_prefix,    ///
    initials_exact,   ///
    initials_prefix,  ///
    pinyin_part,      ///< begins at a later syllable
    initials_part,    ///
    skill,            ///
    category,         ///
    region,           ///
    text,             ///
};
inline constexpr std::size_t match_kind_count = 14;

/// One meaning a word may have.
struct word_meaning {
    enum class kind : std::uint8_t { name, pinyin, initials, text, skills, categories, regions, ids };
    kind what = kind::name;
    std::string word;  ///< name, text: UTF-8 part; pinyin, initials: letters (blanks and ' are left out)
    std::vector<ordinal_range> ranges;  ///< skills, regions
    category_set categories;            ///< categories
    std::vector<std::int64_t> ids;      ///< ids

    static word_meaning name(std::string part) { return {kind::name, std::move(part), {}, {}, {}}; }
    /// Letters that begin at the start of any syllable: "guangp" finds "zeng guang ping". Case does not
    /// matter.
    static word_meaning pinyin(std::string letters) { return {kind::pinyin, std::move(letters), {}, {}, {}}; }
    /// Neighbouring first letters: "zgp", "gp".
    static word_meaning initials(std::string letters) {
        return {kind::initials, std::move(letters), {}, {}, {}};
    }
    static word_meaning text(std::string part) { return {kind::text, std::move(part), {}, {}, {}}; }
    static word_meaning skills(std::vector<ordinal_range> r) {
        return {kind::skills, {}, std::move(r), {}, {}};
    }
    static word_meaning of_categories(category_set c) { return {kind::categories, {}, {}, c, {}}; }
    static word_meaning regions(std::vector<ordinal_range> r) {
        return {kind::regions, {}, std::move(r), {}, {}};
    }
    static word_meaning any_id(std::vector<std::int64_t> ids) {
        return {kind::ids, {}, {}, {}, std::move(ids)};
    }
};

/// A word matches when any of its meanings does; all words of a query have to match. A word without meaning,
/// or a meaning with an empty word, matches nobody.
struct search_term {
    std::vector<word_meaning> any_of;
};

/// Equal values are ordered by id. People without a value come last in both directions.
enum class sort_by : std::uint8_t {
    name,          ///< first reading, then the characters
    birth,         ///< ascending: the oldest first
    confirmed_on,  ///
    updated_at,    ///
    region,        ///< order of the tree, then name
    relevance,     ///< best words first (sum over the words of match_kind), then name; ascending only
};

struct age_band {
    int from = 0;
    int to = 200;  ///< included
};

/// Counts of one dimension, each under all conditions of the query except those of the facet's own dimension.
struct facet_request {
    enum class kind : std::uint8_t { code, categories, practical_lines, flags, skills, age };
    kind what = kind::code;
    code_column column = code_column::sex;  ///< code
    std::vector<ordinal_range> ranges;      ///< skills: one count for each range
    std::vector<age_band> bands;            ///< age: one count for each band
    date as_of;                             ///< age

    static facet_request of(code_column c) { return {kind::code, c, {}, {}, {}}; }
    static facet_request of(kind k) { return {k, code_column::sex, {}, {}, {}}; }
    static facet_request of_skills(std::vector<ordinal_range> r) {
        return {kind::skills, code_column::sex, std::move(r), {}, {}};
    }
    static facet_request of_ages(std::vector<age_band> b, date as_of) {
        return {kind::age, code_column::sex, {}, std::move(b), as_of};
    }
};

struct people_query {
    explicit people_query(people_scope s) : scope(std::move(s)) {}

    people_scope scope;
    people_filter filter;
    std::vector<search_term> terms;

    sort_by sort = sort_by::name;
    bool descending = false;
    std::uint32_t page = 1;   ///< 1-based
    std::uint32_t size = 20;  ///< 0: no rows, only counts

    bool want_total = true;
    std::vector<facet_request> facets;
    /// One count for each range (they may overlap), under all conditions except filter.regions.
    std::vector<ordinal_range> region_counts;
};

struct people_answer {
    struct row {
        std::int64_t id = 0;
        std::vector<match_kind> why;  ///< one for each term: the strongest meaning that matched
    };
    std::vector<row> rows;
    std::optional<std::uint32_t> total;
    /// One list for each facet asked for: by code (256), category (128), line (16), flag bit (8), range or
    /// band.
    std::vector<std::vector<std::uint32_t>> facets;
    std::vector<std::uint32_t> region_counts;
};

/// cells[row * columns + column] = people under the query's scope, filter and terms and both filters. A
/// person is counted once in every cell, so a row of several categories is their union, not their sum.
struct people_table {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<std::uint32_t> cells;
    std::uint32_t at(std::size_t row, std::size_t column) const { return cells[row * columns + column]; }
};

}  // namespace guiyan::people
