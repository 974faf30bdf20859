#pragma once
// Reckons a pack on facts: measures, amounts, conditions, needs, quotas and guards, each with what it was
// made of. Pure: facts come from a facts_source, the day from the caller. Pack language, sections 1, 4 to 6
// and 11.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cel/evaluate.hpp"
#include "scheme/facts_source.hpp"
#include "scheme/rulebook.hpp"

namespace guiyan::scheme {

/// Half-open.
struct day_span {
    date start, end;
    std::string id;  ///< "2022", "2022Q3", "2022-06", "2022H1"
};

/// The day and the scheme that everything is reckoned for.
struct moment {
    date as_of;
    record_key scheme;  ///< "scheme"
    std::map<std::string, literal, std::less<>>
        params;  ///< values that hold that day; others are the pack's own
    std::optional<date> scheme_starts, scheme_ends;
    cel::surroundings around;
};

/// The value of a measure and the rows behind it.
struct reading {
    cel::value value;  ///< a number, or unknown
    std::string unit;
    std::vector<counted_row> rows;
    std::string kind;  ///< of the rows
};

enum class truth { yes, no, unknown };

/// What a rule said of a record, as data for a refusal or an explanation.
struct verdict {
    truth is = truth::yes;
    std::string rule;  ///< "quotas.heads_per_village", "procedures.appointment.steps.visit.visited"
    std::string name;
    std::string text;   ///< in the words of the pack, or built from name, bound and value
    std::string basis;  ///< title of the document and clause
    std::string assumed;
    std::vector<std::string> missing;  ///< paths nobody has filled in, where unknown
    std::optional<double> found;       ///< of a need: what was counted
    std::optional<double> lacks;       ///< to its lower bound
    std::string unit;
    cel::value group;                ///< of a quota that is split: the value
    std::vector<cel::reading> read;  ///< what the expression looked at
    std::vector<verdict> parts;      ///< of any, all, and several bounds
    std::vector<std::pair<std::string, std::int64_t>>
        holders;  ///< kind and id of the records counted against a bound
};

/// What stands in the way: every leaf that does not hold.
std::vector<verdict> obstacles(verdict const&);

/// Rows of one value of what a quota is split by (`within`).
struct split {
    std::vector<std::string> where;  ///< expressions over the row
    cel::value group;                ///< the value, a list where there are several
};
struct narrowed {
    bool upper_only = false;  ///< only what is too much counts: not enough yet is no reason to refuse
    split const* only = nullptr;
    double part = 1;  ///< lower bounds are this much of themselves: a broken period
};

enum class duty_state {
    met,
    open,  ///< not met, and there is time left
    missed,
    waived,   ///< nothing is owed: not there in this period, or a broken period that the pack waives
    unknown,  ///< facts are missing
};
struct duty_standing {
    duty_state is = duty_state::unknown;
    verdict what;
    std::optional<day_span> period;
    std::optional<date> due;  ///< the last day, grace included
    double part = 1;          ///< of the period that the subject was there, where the pack scales by it
};

class reckoner : public reckoning, private row_names {
public:
    reckoner(rulebook const&, facts_source const&, moment);

    rulebook const& rules() const { return rules_; }
    moment const& now() const { return now_; }

    /// A measure by id for a subject ({}: the whole scheme) and a period ({}: the measure's own window).
    reading measure(std::string_view id, record_key const& subject = {},
                    std::optional<day_span> const& period = {}) const;
    reading measure(scheme::measure const&, record_key const& subject = {},
                    std::optional<day_span> const& period = {}) const;
    reading measure(measure_ref const&, record_key const& subject,
                    std::optional<day_span> const& period = {}) const;
    /// A figure: an indicator, or the measure it is `of`.
    reading figure(indicator const&, record_key const& subject = {}) const;

    /// A program of a record ("" kind: of none).
    cel::value evaluate(expression const&, record_key const&, cel::trace* = nullptr) const;
    cel::value evaluate(cel::program const&, record_key const&, cel::trace* = nullptr,
                        std::optional<day_span> const& period = {}) const;
    /// Several of one record, which is read once; nullptr gives unknown.
    std::vector<cel::value> evaluate(std::vector<cel::program const*> const&, record_key const&) const;
    cel::value amount(scheme::amount const&, record_key const&, cel::value const* group = nullptr) const;

    /// A test, or any and all of several. A question is not judged here: `ticked` says what a person answered
    /// by id (nothing: not asked yet, which fails).
    using ticks = std::map<std::string, bool, std::less<>>;
    verdict judge(condition const&, std::string const& path, record_key const&,
                  ticks const* ticked = nullptr) const;
    verdict judge(need const&, std::string const& path, record_key const& subject,
                  std::optional<day_span> const& period = {}, narrowed const& = {}) const;

    /// Guards before an event of a record, quotas at it. Only those that do not hold, with what else to do.
    struct objection {
        verdict what;
        guard_else then = guard_else::refuse;
    };
    std::vector<objection> guards(record_key const&, std::string_view event) const;
    std::vector<objection> quotas(record_key const&, std::string_view event) const;
    /// Whom a quota is asked of when this record moves: itself, the scheme, the record it belongs to, and of
    /// places all that lie around it.
    std::vector<record_key> subjects_of(quota const&, record_key const&) const;
    /// A quota of one subject, in parts where it is split by a value: nothing where it does not ask them.
    std::vector<verdict> standing(quota const&, std::string const& id, record_key const& subject) const;

    /// The measure whose rows a need counts; nullptr where it counts none.
    scheme::measure const* counted_by(need const&) const;

    /// Where a subject stands with an obligation in a period ({}: the one that holds the day).
    duty_standing duty(obligation const&, std::string const& id, record_key const& subject,
                       std::optional<day_span> const& period = {}) const;
    /// The period of an obligation that holds a day: of the calendar, or of the subject's own years and term.
    std::optional<day_span> period_for(obligation const&, record_key const& subject, date) const;

    /// Every record of a kind of which this is true, whenever it fell: the members of a body.
    std::vector<counted_row> those(std::string_view kind, expression const& where) const;

    /// Whether a consequence holds for a record that day: `where`, the day before or after a date, `when`. Of
    /// one that follows an event: whether it would, if the event came today. Unknown is not yes.
    truth holds(consequence const&, record_key const&) const;
    /// Every record for which it holds, with its place, in the order of ids; `amount`: a path that each row
    /// gives the value of, such as "person_id".
    std::vector<counted_row> those(consequence const&, std::string_view amount = {}) const;

    /// The record at the end of a path from another one; none where something on the way is missing.
    std::optional<std::int64_t> follow(record_key const& from, std::string_view path) const;

    std::string basis_text(std::vector<basis_item> const&) const;

    // reckoning
    cel::value measure_in(std::string_view measure, cel::value const& period) const override;
    cel::value figure_value(std::string_view figure) const override;
    cel::value figure_text(std::string_view figure) const override;
    cel::value row_names(std::string_view figure, double most) const override;
    cel::value code_names(std::string_view table) const override;

    /// The whole period that holds this day, by the calendar.
    static day_span period_of(period, date);
    /// "2022", "2022Q3", "2022H1", "2022-06".
    static std::optional<day_span> period_named(std::string_view id);

private:
    class names;  // an activation over one record
    friend class names;
    cel::value evaluate(cel::program const&, cel::record_view const& row) const override;
    std::optional<cel::value> constant(std::string_view path) const override;
    cel::program const* set(std::string_view kind, std::string_view id) const override;
    std::optional<measured_rows> rows_of_measure(std::string_view subject_kind,
                                                 std::string_view id) const override;

    /// False where the program asks a kind of record that is not kept yet: its answer would be a guess.
    bool sees(cel::program const&, std::string_view kind) const;
    std::optional<split> split_of(quota const&, record_key const& row) const;
    reading count(scheme::measure const&, record_key const& subject, std::optional<day_span> const&,
                  split const* = nullptr) const;
    /// What a measure asks of its rows, without subject and window; false where it cannot be asked.
    bool ask(scheme::measure const&, row_question&) const;
    /// The programs that all have to be true; nothing where one of them does not check.
    std::optional<std::vector<cel::program const*>> conditions(consequence const&) const;
    reading grow(scheme::measure const&, record_key const& subject) const;
    reading place(scheme::measure const&, record_key const& subject) const;
    std::optional<day_span> window_of(scheme::measure const&, record_key const& subject,
                                      std::optional<day_span> const&) const;
    cel::value param(std::string_view id) const;
    cel::value duty_field(std::string_view obligation, std::string_view field, record_key const&) const;
    std::optional<date> day_at(record_key const&, std::string_view path) const;
    /// Whole numbers of a span, by the pack's parameters.
    std::optional<date> after(date, span const&, record_key const&) const;
    cel::value table(std::string_view id, std::string_view column, record_key const&) const;

    rulebook const& rules_;
    facts_source const& facts_;
    moment now_;
};

}  // namespace guiyan::scheme
