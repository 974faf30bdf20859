#include "modules/imports/import_views.hpp"
#include "record/plain.hpp"

namespace guiyan::imports {

using record::privacy;

BOOST_DESCRIBE_STRUCT(person_origin, (),
                      (batch, file_name, sheet, row, written_at, written_by_name, written_by_unit))
BOOST_DESCRIBE_STRUCT(import_progress, (), (done, total))
BOOST_DESCRIBE_STRUCT(import_column, (), (index, heading, field, field_name, confidence, remembered))
BOOST_DESCRIBE_STRUCT(import_sheet, (),
                      (name, hidden, used, title, unit_line, header_rows, first_row, last_row, columns))
BOOST_DESCRIBE_STRUCT(import_counts, (), (ok, proposed, must_decide, ignored, written, updated, held))
BOOST_DESCRIBE_STRUCT(import_kind, (),
                      (kind, name, count, accepted, waiting, offered, confidence, whole_line, choices))
BOOST_DESCRIBE_STRUCT(import_view, (),
                      (id, file_name, region_code, region_name, state, progress, reject_kind, reject_message,
                       sheets, counts, kinds, created_at, created_by_name, committed_at, undo_until,
                       undone_at, committed_by_name, undone_by_name, undo_reason, row_version))
BOOST_DESCRIBE_STRUCT(import_page, (), (items, total, page, size))
BOOST_DESCRIBE_STRUCT(import_choice, (), (value, label))
BOOST_DESCRIBE_STRUCT(import_report, (),
                      (id, column, field, kind, before, after, message, suggestion, confidence, decision,
                       value, value_text, table, choices, must_decide))
BOOST_DESCRIBE_STRUCT(import_duplicate, (), (person_id, name, why, about, sheet, row))
BOOST_DESCRIBE_STRUCT(import_values, (),
                      (name, sex, birth_date, id_number, phone, contact, nation, political_status, education,
                       degree, village_code, native_village_code, native_region_code, residence_note,
                       category, practical_category, professional_title, skill_level, employer_name,
                       post_title, availability, strengths, remarks, skills))
BOOST_DESCRIBE_STRUCT(import_line, (),
                      (sheet, row, verdict, values, reports, duplicate, outcome, outcome_message))
BOOST_DESCRIBE_STRUCT(import_lines, (), (items, total, page, size))

record::type const& record_of(person_origin const*) {
    static auto const t = record::describe_plain<person_origin>(
        "person_origin", {{.name = "written_by_name", .personal = privacy::identity}});
    return t;
}
record::type const& record_of(import_progress const*) {
    static auto const t = record::describe_plain<import_progress>("import_progress");
    return t;
}
record::type const& record_of(import_column const*) {
    static auto const t = record::describe_plain<import_column>("import_column");
    return t;
}
record::type const& record_of(import_sheet const*) {
    // Unit lines name whoever filled the form in.
    static auto const t = record::describe_plain<import_sheet>(
        "import_sheet", {{.name = "title", .personal = privacy::identity},
                         {.name = "unit_line", .personal = privacy::identity}});
    return t;
}
record::type const& record_of(import_counts const*) {
    static auto const t = record::describe_plain<import_counts>("import_counts");
    return t;
}
record::type const& record_of(import_kind const*) {
    static auto const t = record::describe_plain<import_kind>("import_kind");
    return t;
}
record::type const& record_of(import_view const*) {
    static auto const t = record::describe_plain<import_view>("import_batch");
    return t;
}
record::type const& record_of(import_page const*) {
    static auto const t = record::describe_plain<import_page>("import_page");
    return t;
}
record::type const& record_of(import_choice const*) {
    static auto const t = record::describe_plain<import_choice>("import_choice");
    return t;
}
record::type const& record_of(import_report const*) {
    static auto const t = record::describe_plain<import_report>(
        "import_report", {{.name = "before", .personal = privacy::contact},
                          {.name = "after", .personal = privacy::contact},
                          {.name = "message", .personal = privacy::contact},
                          {.name = "value", .personal = privacy::contact},
                          {.name = "value_text", .personal = privacy::contact}});
    return t;
}
record::type const& record_of(import_duplicate const*) {
    static auto const t = record::describe_plain<import_duplicate>(
        "import_duplicate",
        {{.name = "name", .personal = privacy::identity}, {.name = "about", .personal = privacy::contact}});
    return t;
}
record::type const& record_of(import_values const*) {
    static auto const t = record::describe<import_values>(
        "import_values",
        {{.name = "name", .personal = privacy::identity},
         {.name = "sex", .personal = privacy::identity, .table = "sex"},
         {.name = "birth_date", .personal = privacy::identity},
         {.name = "id_number", .personal = privacy::number},
         {.name = "phone", .personal = privacy::contact},
         {.name = "contact", .personal = privacy::contact},
         {.name = "nation", .personal = privacy::identity, .table = "nation"},
         {.name = "political_status", .personal = privacy::sensitive, .table = "political_status"},
         {.name = "education", .personal = privacy::career, .table = "education"},
         {.name = "degree", .personal = privacy::career, .table = "degree"},
         {.name = "village_code", .personal = privacy::identity},
         {.name = "native_village_code", .personal = privacy::identity},
         {.name = "native_region_code", .personal = privacy::identity},
         {.name = "residence_note", .personal = privacy::contact},
         {.name = "category", .personal = privacy::career, .table = "category"},
         {.name = "practical_category", .personal = privacy::career, .table = "practical_line"},
         {.name = "professional_title", .personal = privacy::career, .table = "professional_title"},
         {.name = "skill_level", .personal = privacy::career, .table = "skill_level"},
         {.name = "employer_name", .personal = privacy::career},
         {.name = "post_title", .personal = privacy::career},
         {.name = "availability", .personal = privacy::career, .table = "availability"},
         {.name = "strengths", .personal = privacy::career, .max_length = 2000},
         {.name = "remarks", .personal = privacy::career, .max_length = 2000},
         {.name = "skills", .personal = privacy::career, .table = "skill"}});
    return t;
}
record::type const& record_of(import_line const*) {
    static auto const t = record::describe_plain<import_line>("import_row");
    return t;
}
record::type const& record_of(import_lines const*) {
    static auto const t = record::describe_plain<import_lines>("import_rows");
    return t;
}

}  // namespace guiyan::imports
