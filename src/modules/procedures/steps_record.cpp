#include "modules/procedures/steps.hpp"
#include "record/plain.hpp"

namespace guiyan::procedures {

BOOST_DESCRIBE_STRUCT(taken_step, (),
                      (id, step, name, seq, body, done_on, actor_name, unit_name, method, inputs, opinion,
                       result, notice_id, is_void, void_reason, recorded_at))
BOOST_DESCRIBE_STRUCT(ask_view, (), (name, label, kind, table, unit, required, value))
BOOST_DESCRIBE_STRUCT(check_view, (), (id, name, ask, basis, evidence))
BOOST_DESCRIBE_STRUCT(named_step, (), (id, name))
BOOST_DESCRIBE_STRUCT(publicity_view, (),
                      (notice_id, title, name, from, until, standing, open_objections, basis))
BOOST_DESCRIBE_STRUCT(step_view, (),
                      (id, name, to, standing, by, may_act, asks, checks, opinion, evidence, makes, obstacles,
                       due_on, back_to, basis, puts_out, publicity, closing, file_to))
BOOST_DESCRIBE_STRUCT(check_answer, (), (id, holds, note))
BOOST_DESCRIBE_STRUCT(step_input, (),
                      (step, result, done_on, method, opinion, evidence, inputs, checks, reason))

record::type const& record_of(taken_step const*) {
    using record::privacy;
    static auto const t = record::describe<taken_step>(
        "taken_step", {{.name = "id", .personal = privacy::none},
                       {.name = "step", .personal = privacy::none},
                       {.name = "name", .personal = privacy::none, .stored = false},
                       {.name = "seq", .personal = privacy::none},
                       {.name = "body", .personal = privacy::none},
                       {.name = "done_on", .personal = privacy::career},
                       {.name = "actor_name", .personal = privacy::identity},
                       {.name = "unit_name", .personal = privacy::none},
                       {.name = "method", .personal = privacy::none},
                       {.name = "inputs", .personal = privacy::career, .stored = false},
                       {.name = "opinion", .personal = privacy::career, .max_length = 500},
                       {.name = "result", .personal = privacy::career},
                       {.name = "notice_id", .personal = privacy::none},
                       {.name = "is_void", .personal = privacy::none},
                       {.name = "void_reason", .personal = privacy::none},
                       {.name = "recorded_at", .personal = privacy::none}});
    return t;
}
record::type const& record_of(ask_view const*) {
    static auto const t = record::describe_plain<ask_view>("step_ask");
    return t;
}
record::type const& record_of(check_view const*) {
    static auto const t = record::describe_plain<check_view>("step_check");
    return t;
}
record::type const& record_of(named_step const*) {
    static auto const t = record::describe_plain<named_step>("named_step");
    return t;
}
record::type const& record_of(publicity_view const*) {
    static auto const t = record::describe_plain<publicity_view>("step_publicity");
    return t;
}
record::type const& record_of(step_view const*) {
    static auto const t = record::describe_plain<step_view>("procedure_step");
    return t;
}
record::type const& record_of(check_answer const*) {
    using record::privacy;
    static auto const t = record::describe_plain<check_answer>(
        "check_answer", {{.name = "id", .required = true, .max_length = 60},
                         {.name = "note", .personal = privacy::career, .max_length = 300}});
    return t;
}
record::type const& record_of(step_input const*) {
    using record::privacy;
    static auto const t = record::describe_plain<step_input>(
        "step_input", {{.name = "step", .required = true, .max_length = 60},
                       {.name = "result", .max_length = 10},
                       {.name = "method", .max_length = 40},
                       {.name = "opinion", .personal = privacy::career, .max_length = 500},
                       {.name = "evidence", .personal = privacy::career, .max_length = 300},
                       {.name = "reason", .max_length = 300}});
    return t;
}

}  // namespace guiyan::procedures
