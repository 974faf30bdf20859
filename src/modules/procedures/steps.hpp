#pragma once
// The steps of a procedure as they were taken, as pages show them, and as a form sends them. Of no kind of
// record in particular.

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/id.hpp"
#include "modules/schemes/obstacle.hpp"
#include "record/field.hpp"
#include "store/extra_values.hpp"

namespace guiyan::procedures {

using taken_step_id = id<struct taken_step_tag>;
using document_id = id<struct document_tag>;
using store::extra_value;

/// A step that was taken, or an act beside the procedure. Never changed.
struct taken_step {
    taken_step_id id;
    std::string step;  ///< id of the pack's step, or "visit" for a logged visit outside it, "end", "renew" …
    std::string name;
    std::int64_t seq = 0;  ///< place in the procedure from 1 on; 0: beside it
    std::string body;
    date done_on;
    std::string actor_name;
    std::string unit_name;
    std::optional<std::string> method;
    std::vector<extra_value> inputs;
    std::optional<std::string> opinion;
    std::string result = "pass";  ///< pass, fail, back
    document_id notice_id;        ///< the publicity (公示) that the step put out
    bool is_void = false;
    std::optional<std::string> void_reason;
    instant recorded_at{};
};
record::type const& record_of(taken_step const*);

/// A box that a step asks for.
struct ask_view {
    std::string name, label;
    std::string kind;  ///< text, number, day, truth, code, id
    std::string table;
    std::string unit;
    bool required = true;
    std::string value;  ///< what the record holds already
};
record::type const& record_of(ask_view const*);

/// A question of the role's conditions, to be answered by a person.
struct check_view {
    std::string id, name, ask, basis;
    bool evidence = false;
};
record::type const& record_of(check_view const*);

struct named_step {
    std::string id, name;
};
record::type const& record_of(named_step const*);

/// The publicity that a step put out.
struct publicity_view {
    std::string notice_id, title, name;  ///< name: the pack's
    std::optional<date> from, until;
    std::string standing;  ///< running, over, objected, upheld, withdrawn
    std::int64_t open_objections = 0;
    std::string basis;
};
record::type const& record_of(publicity_view const*);

struct step_view {
    std::string id, name, to;
    std::string standing;  ///< done, current, later, skipped
    std::vector<std::string> by;
    bool may_act = false;
    std::vector<ask_view> asks;
    std::vector<check_view> checks;
    bool opinion = false, evidence = false;
    std::vector<std::string> makes;
    std::vector<schemes::obstacle> obstacles;
    std::optional<date> due_on;
    std::vector<named_step> back_to;
    std::string basis;
    std::string puts_out;                   ///< name of the publicity that taking it puts out; "" for none
    std::vector<publicity_view> publicity;  ///< the newest one it put out
    bool closing = false;  ///< its publicity was put out; taking it once more brings the decision into force
    std::vector<std::string> file_to;  ///< bodies it is reported to (报备)
};
record::type const& record_of(step_view const*);

/// An answer to a question of the role's conditions.
struct check_answer {
    std::string id;
    bool holds = false;
    std::string note;  ///< the evidence, in words
};
record::type const& record_of(check_answer const*);

struct step_input {
    std::string step;
    std::string result = "pass";  ///< pass, fail
    std::optional<date> done_on;  ///< today where not said
    std::optional<std::string> method;
    std::optional<std::string> opinion;
    std::optional<std::string> evidence;
    std::vector<extra_value> inputs;
    std::vector<check_answer> checks;
    std::string reason;  ///< for rules that only ask for one
};
record::type const& record_of(step_input const*);

}  // namespace guiyan::procedures
