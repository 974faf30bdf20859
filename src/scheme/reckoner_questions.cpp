// What a measure asks of its rows: once for a subject, or for every subject of a kind at once.

#include "scheme/reckoner.hpp"

namespace guiyan::scheme {

bool reckoner::ask(scheme::measure const& m, row_question& q) const {
    auto const* kind = rules_.facts().find(m.over);
    if (!kind || !facts_.keeps(kind->name)) return false;
    q.kind = kind->name;
    q.as_of = now_.as_of;
    q.names = this;
    q.day = m.on.empty() ? std::string_view(kind->date) : std::string_view(m.on);
    if (m.where.written()) {
        auto const* where = rules_.program(m.where, m.over);
        if (!where || !sees(*where, m.over)) return false;
        q.where.push_back(where);
    }
    if (m.evidence && *m.evidence != evidence_level::self) {
        // The rung of the ladder stands with the activity a row belongs to.
        std::string const field = kind->field("evidence") ? "evidence"
                                  : kind->ref("activity") ? "activity.evidence"
                                                          : "";
        if (!field.empty())
            q.where.push_back(rules_.program(*m.evidence == evidence_level::village
                                                 ? field + " in ['village', 'result']"
                                                 : field + " == 'result'",
                                             m.over));
    }
    auto expression_of = [&](expression const& e) {
        return e.written() ? rules_.program(e, m.over) : nullptr;
    };
    expression const* const written[] = {&m.count_distinct, &m.sum, &m.avg, &m.max, &m.min, &m.latest};
    for (auto const* e : written)
        if (e->written()) {
            q.amount = expression_of(*e);
            if (!q.amount) return false;
        }
    if (m.cap) q.group = expression_of(m.cap->by);
    return true;
}

std::optional<measured_rows> reckoner::rows_of_measure(std::string_view subject_kind,
                                                       std::string_view id) const {
    auto const& p = rules_.rules();
    scheme::measure const* m = p.measures.find(id);
    if (!m)
        if (auto const* f = p.indicators.find(id)) m = f->of.empty() ? f : p.measures.find(f->of);
    auto const* subject = rules_.facts().find(subject_kind);
    // Windows that hang on the subject, runs, ranks and growth are asked one by one.
    if (!m || !subject || subject_kind == "scheme" || m->growth || m->rank || m->run || m->cap ||
        m->latest.written())
        return std::nullopt;
    if (m->window && m->window->word &&
        (*m->window->word == window_word::service_year || *m->window->word == window_word::term))
        return std::nullopt;
    measured_rows out;
    if (m->calc.written()) {
        if (!m->per.empty() && m->per != subject_kind) return std::nullopt;
        out.calc = rules_.program(m->calc, subject_kind);
        return out.calc ? std::optional(out) : std::nullopt;
    }
    if (!m->per.empty() && m->per != subject_kind) return std::nullopt;
    if (!ask(*m, out.rows)) return std::nullopt;
    auto const* kind = rules_.facts().find(m->over);
    out.bearer = subject->name;
    if (auto const who = kind->bearer(subject_kind); m->via.empty() && who != subject_kind) {
        out.bearer = who;
        out.bearer_way = subject->way_to(who);
    }
    out.rows.way = m->via.empty() ? kind->way_to(out.bearer) : std::string_view(m->via);
    if (out.rows.way.empty() || out.rows.way == "~") return std::nullopt;
    if (auto const span = window_of(*m, {}, {})) {
        out.rows.from = span->start;
        out.rows.until = span->end;
    }
    out.made = m->count                      ? made_of::rows
               : m->count_distinct.written() ? made_of::distinct
               : m->sum.written()            ? made_of::sum
               : m->avg.written()            ? made_of::avg
               : m->max.written()            ? made_of::max
                                             : made_of::min;
    out.none_is_zero = m->missing ? *m->missing == missing_is::zero : m->sum.written();
    return out;
}

}  // namespace guiyan::scheme
