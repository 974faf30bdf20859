// What the interface says and reads of reports of schemes.

#include "modules/reports/scheme_reports.hpp"
#include "record/plain.hpp"

namespace guiyan::reports {

BOOST_DESCRIBE_STRUCT(report_issue, (),
                      (id, scheme_id, report, title, region_code, region_name, as_of, pack_edition, text,
                       state, number, sha256, issued_at, issued_by_name, created_at, updated_at, row_version))
BOOST_DESCRIBE_STRUCT(frozen_row, (), (entity, id, label, place, day, value))
BOOST_DESCRIBE_STRUCT(frozen_figure, (), (figure, name, value, unit, printed, phrase, definition, rows))
BOOST_DESCRIBE_STRUCT(preview_query, (), (scheme, report, region, as_of))
BOOST_DESCRIBE_STRUCT(file_query, (), (scheme, report, region, as_of, format, annex, reason))
BOOST_DESCRIBE_STRUCT(run_view, (), (text, bold, kai, figure))
BOOST_DESCRIBE_STRUCT(cell_view, (), (runs))
BOOST_DESCRIBE_STRUCT(row_view, (), (head, total, cells, url))
BOOST_DESCRIBE_STRUCT(block_view, (), (kind, level, label, runs, columns, rows))
BOOST_DESCRIBE_STRUCT(report_finding, (), (rule, text, level))
BOOST_DESCRIBE_STRUCT(report_page, (), (issue, kind, title, blocks, figures, findings, source, left_out))
BOOST_DESCRIBE_STRUCT(issue_list, (), (items))
BOOST_DESCRIBE_STRUCT(issue_draft, (), (scheme_id, report, region_code, as_of))
BOOST_DESCRIBE_STRUCT(issue_text, (), (text))
BOOST_DESCRIBE_STRUCT(change_cause, (), (kind, rows))
BOOST_DESCRIBE_STRUCT(figure_change, (),
                      (figure, name, before, after, difference, causes, edition_before, edition_after))
BOOST_DESCRIBE_STRUCT(issue_comparison, (), (before, after, rows))

record::type const& record_of(report_issue const*) {
    static auto const t = record::describe_plain<report_issue>("report_issue");
    return t;
}
record::type const& record_of(frozen_row const*) {
    using record::privacy;
    static auto const t =
        record::describe_plain<frozen_row>("frozen_row", {{.name = "label", .personal = privacy::identity}});
    return t;
}
record::type const& record_of(frozen_figure const*) {
    static auto const t = record::describe_plain<frozen_figure>("frozen_figure");
    return t;
}
record::type const& record_of(preview_query const*) {
    static auto const t = record::describe_plain<preview_query>(
        "report_preview_query", {{.name = "scheme", .required = true},
                                 {.name = "report", .required = true, .max_length = 60},
                                 {.name = "region", .form = "region_code"}});
    return t;
}
record::type const& record_of(file_query const*) {
    static auto const t = record::describe_plain<file_query>(
        "report_file_query", {{.name = "scheme", .required = true},
                              {.name = "report", .required = true, .max_length = 60},
                              {.name = "region", .form = "region_code"},
                              {.name = "format", .max_length = 10},
                              {.name = "reason", .max_length = 200}});
    return t;
}
record::type const& record_of(run_view const*) {
    static auto const t = record::describe_plain<run_view>("report_run");
    return t;
}
record::type const& record_of(cell_view const*) {
    static auto const t = record::describe_plain<cell_view>("report_cell");
    return t;
}
record::type const& record_of(row_view const*) {
    static auto const t = record::describe_plain<row_view>("report_row");
    return t;
}
record::type const& record_of(block_view const*) {
    static auto const t = record::describe_plain<block_view>("report_block");
    return t;
}
record::type const& record_of(report_finding const*) {
    static auto const t = record::describe_plain<report_finding>("report_finding");
    return t;
}
record::type const& record_of(report_page const*) {
    static auto const t = record::describe_plain<report_page>("report_page");
    return t;
}
record::type const& record_of(issue_list const*) {
    static auto const t = record::describe_plain<issue_list>("report_issue_list");
    return t;
}
record::type const& record_of(issue_draft const*) {
    static auto const t = record::describe_plain<issue_draft>(
        "report_issue_draft", {{.name = "scheme_id", .required = true},
                               {.name = "report", .required = true, .max_length = 60},
                               {.name = "region_code", .form = "region_code"},
                               {.name = "as_of", .required = true}});
    return t;
}
record::type const& record_of(issue_text const*) {
    static auto const t = record::describe_plain<issue_text>(
        "report_issue_text", {{.name = "text", .required = true, .max_length = 200000}});
    return t;
}
record::type const& record_of(change_cause const*) {
    static auto const t = record::describe_plain<change_cause>("report_change_cause");
    return t;
}
record::type const& record_of(figure_change const*) {
    static auto const t = record::describe_plain<figure_change>("report_figure_change");
    return t;
}
record::type const& record_of(issue_comparison const*) {
    static auto const t = record::describe_plain<issue_comparison>("report_issue_comparison");
    return t;
}

}  // namespace guiyan::reports
