#pragma once
// What the wizard sees of a batch and its lines.

#include "modules/imports/imports.hpp"
#include "record/field.hpp"

namespace guiyan::imports {

struct import_progress {
    std::int64_t done = 0, total = 0;
};
struct import_column {
    std::int64_t index = 0;
    std::string heading;
    std::optional<std::string> field;
    std::string field_name;
    std::optional<std::string> confidence;
    bool remembered = false;
};
struct import_sheet {
    std::string name;
    bool hidden = false, used = false;
    std::optional<std::string> title, unit_line;
    std::vector<std::string> header_rows;
    std::int64_t first_row = 0, last_row = 0;
    std::vector<import_column> columns;
};
struct import_counts {
    std::int64_t ok = 0, proposed = 0, must_decide = 0, ignored = 0, written = 0, updated = 0;
    std::int64_t held = 0;  ///< of must_decide: never written undecided, whatever was asked for
};
struct import_choice {
    std::string value, label;
};
struct import_kind {
    std::string kind, name;
    std::int64_t count = 0, accepted = 0;
    std::int64_t waiting = 0;  ///< still to be decided
    std::int64_t offered = 0;  ///< with something to agree to
    std::string confidence;
    bool whole_line = false;             ///< decided is whether the line is taken
    std::vector<import_choice> choices;  ///< values that `edited` takes for all of the kind
};
struct import_view {
    people::batch_id id;
    std::string file_name, region_code, region_name, state;
    import_progress progress;
    std::optional<std::string> reject_kind, reject_message;
    std::vector<import_sheet> sheets;
    import_counts counts;
    std::vector<import_kind> kinds;
    instant created_at{};
    std::string created_by_name;
    std::optional<instant> committed_at, undo_until, undone_at;
    std::optional<std::string> committed_by_name, undone_by_name, undo_reason;
    std::int64_t row_version = 0;
};
struct import_page {
    std::vector<import_view> items;
    std::int64_t total = 0, page = 1, size = 20;
};

struct import_report {
    std::string id;
    std::string column;
    std::optional<std::string> field;
    std::string kind;
    std::optional<std::string> before, after;
    std::string message;
    std::optional<std::string> suggestion;
    std::string confidence;
    std::string decision;
    std::optional<std::string> value;       ///< edited
    std::optional<std::string> value_text;  ///< the same as people read it; numbers masked
    std::optional<std::string> table;       ///< code table that `edited` takes a code of
    std::vector<import_choice> choices;     ///< values that `edited` takes, where they are few
    bool must_decide = false;
};
struct import_duplicate {
    std::optional<std::string> person_id;
    std::string name, why;
    std::optional<std::string> about;  ///< of a record in the bank: what tells it from a namesake, masked
    std::optional<std::string> sheet;  ///< of a line of the same file
    std::optional<std::int64_t> row;
};
/// Values as in E03, numbers masked.
struct import_values {
    std::optional<std::string> name, sex, birth_date, id_number, phone, contact, nation, political_status,
        education, degree, village_code, native_village_code, native_region_code, residence_note, category,
        practical_category, professional_title, skill_level, employer_name, post_title, availability,
        strengths, remarks;
    std::vector<std::string> skills;
};
struct import_line {
    std::string sheet;
    std::int64_t row = 0;
    std::string verdict;
    import_values values;
    std::vector<import_report> reports;
    import_duplicate duplicate;  ///< without a name where there is none
    std::optional<std::string> outcome;
    std::optional<std::string> outcome_message;
};
struct import_lines {
    std::vector<import_line> items;
    std::int64_t total = 0, page = 1, size = 50;
};

import_view view_of(imports const&, import_batch const&, std::string_view language);
/// The actor sees of a twin in the bank what he would see in its record.
import_lines view_of(imports const&, actor const&, line_page const&);

record::type const& record_of(person_origin const*);
record::type const& record_of(import_view const*);
record::type const& record_of(import_page const*);
record::type const& record_of(import_lines const*);

}  // namespace guiyan::imports
