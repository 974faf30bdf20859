// What the interface says and reads of engagements beside the record itself.

#include "modules/engagements/engagements.hpp"
#include "record/plain.hpp"

namespace guiyan::engagements {

BOOST_DESCRIBE_STRUCT(engagement_list_query, (),
                      (scheme, role, state, region, person, q, as_of, ends_by, voided, sort, page, size))
BOOST_DESCRIBE_STRUCT(state_count, (), (state, count))
BOOST_DESCRIBE_STRUCT(engagement_page, (), (items, total, page, size, states))
BOOST_DESCRIBE_STRUCT(timeline_line, (), (on_day, at, what, text, name, unit, opinion, late, edition))
BOOST_DESCRIBE_STRUCT(paper_line, (), (id, kind, title, doc_no, issued_on, valid_to, state, verify_code))
BOOST_DESCRIBE_STRUCT(engagement_view, (), (one, steps, log, papers, timeline, acts, edition))
BOOST_DESCRIBE_STRUCT(batch_input, (), (ids, step, trial))
BOOST_DESCRIBE_STRUCT(batch_line, (), (id, person_name, place, ok, obstacles))
BOOST_DESCRIBE_STRUCT(batch_outcome, (), (items, done, failed))
BOOST_DESCRIBE_STRUCT(act_input, (), (on, note, end_reason, term_end, to, method, visitor_name))
BOOST_DESCRIBE_STRUCT(board_query, (), (scheme, role, as_of, region, step))
BOOST_DESCRIBE_STRUCT(board_holder, (), (id, name, state, term_end, days_left, silent_days))
BOOST_DESCRIBE_STRUCT(board_village, (), (code, name, least, most, holders))
BOOST_DESCRIBE_STRUCT(board_township, (), (code, name, serving, vacant, pending, villages))
BOOST_DESCRIBE_STRUCT(board_step, (), (step, name, count, waiting))
BOOST_DESCRIBE_STRUCT(engagement_board, (), (as_of, townships, serving, vacant, pending, ending_soon, steps))

record::type const& record_of(engagement_list_query const*) {
    static auto const t = record::describe_plain<engagement_list_query>(
        "engagement_list_query", {{.name = "role", .max_length = 60},
                                  {.name = "state", .max_length = 20},
                                  {.name = "region", .form = "region_code"},
                                  {.name = "q", .max_length = 40},
                                  {.name = "sort", .max_length = 20},
                                  {.name = "page", .minimum = 1, .maximum = 1000000},
                                  {.name = "size", .minimum = 1, .maximum = 500}});
    return t;
}
record::type const& record_of(state_count const*) {
    static auto const t = record::describe_plain<state_count>("state_count");
    return t;
}
record::type const& record_of(engagement_page const*) {
    static auto const t = record::describe_plain<engagement_page>("engagement_page");
    return t;
}
record::type const& record_of(timeline_line const*) {
    using record::privacy;
    static auto const t = record::describe_plain<timeline_line>(
        "timeline_line", {{.name = "name", .personal = privacy::identity}});
    return t;
}
record::type const& record_of(paper_line const*) {
    static auto const t = record::describe_plain<paper_line>("paper_line");
    return t;
}
record::type const& record_of(engagement_view const*) {
    static auto const t = record::describe_plain<engagement_view>("engagement_view");
    return t;
}
record::type const& record_of(batch_input const*) {
    static auto const t = record::describe_plain<batch_input>(
        "step_batch", {{.name = "ids", .required = true}, {.name = "step", .required = true}});
    return t;
}
record::type const& record_of(batch_line const*) {
    using record::privacy;
    static auto const t = record::describe_plain<batch_line>(
        "step_batch_line", {{.name = "person_name", .personal = privacy::identity}});
    return t;
}
record::type const& record_of(batch_outcome const*) {
    static auto const t = record::describe_plain<batch_outcome>("step_batch_outcome");
    return t;
}
record::type const& record_of(act_input const*) {
    using record::privacy;
    static auto const t = record::describe_plain<act_input>(
        "engagement_act", {{.name = "note", .personal = privacy::career, .max_length = 500},
                           {.name = "end_reason", .max_length = 40},
                           {.name = "to", .max_length = 60},
                           {.name = "method", .max_length = 40},
                           {.name = "visitor_name", .personal = privacy::identity, .max_length = 60}});
    return t;
}
record::type const& record_of(board_query const*) {
    static auto const t = record::describe_plain<board_query>(
        "engagement_board_query", {{.name = "scheme", .required = true},
                                   {.name = "role", .required = true, .max_length = 60},
                                   {.name = "region", .form = "region_code"},
                                   {.name = "step", .max_length = 60}});
    return t;
}
record::type const& record_of(board_holder const*) {
    using record::privacy;
    static auto const t = record::describe_plain<board_holder>(
        "board_holder", {{.name = "name", .personal = privacy::identity}});
    return t;
}
record::type const& record_of(board_village const*) {
    static auto const t = record::describe_plain<board_village>("board_village");
    return t;
}
record::type const& record_of(board_township const*) {
    static auto const t = record::describe_plain<board_township>("board_township");
    return t;
}
record::type const& record_of(board_step const*) {
    static auto const t = record::describe_plain<board_step>("board_step");
    return t;
}
record::type const& record_of(engagement_board const*) {
    static auto const t = record::describe_plain<engagement_board>("engagement_board");
    return t;
}

}  // namespace guiyan::engagements
