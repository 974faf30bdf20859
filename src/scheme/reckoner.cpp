#include "scheme/reckoner.hpp"

#include <algorithm>

#include "base/day_math.hpp"
#include "scheme/print_figure.hpp"

namespace guiyan::scheme {
namespace {

/// A group of names (m., params.) as a record whose fields are worked out when they are asked for.
class group_view : public cel::record_view {
public:
    using answer_of = std::function<cel::value(std::string_view)>;
    group_view(std::string kind, answer_of f) : kind_(std::move(kind)), answer_(std::move(f)) {}
    std::string_view kind() const override { return kind_; }
    cel::value field(std::string_view name, int) const override { return answer_(name); }

private:
    std::string kind_;
    answer_of answer_;
};

cel::value group(std::string kind, group_view::answer_of f) {
    return cel::value::record(std::make_shared<group_view>(std::move(kind), std::move(f)));
}

cel::value value_of(literal const& l) {
    switch (l.is) {
        case literal::form::number:
            return cel::value::number(l.number.value());
        case literal::form::text:
            return cel::value::text(l.text);
        case literal::form::truth:
            return cel::value::boolean(l.truth);
        case literal::form::none:
            break;
    }
    return cel::value::unknown();
}

}  // namespace

/// The names of one evaluation: the record in question, and what is reckoned for it.
class reckoner::names : public cel::activation, public reckoning {
public:
    names(reckoner const& r, cel::record_view const* self, record_key subject,
          std::optional<day_span> period = {}, cel::value const* group = nullptr)
        : r_(r), self_(self), subject_(std::move(subject)), period_(std::move(period)), group_(group) {}

    cel::record_view const* self() const override { return self_; }

    std::optional<cel::value> variable(std::string_view name, int) const override {
        if (auto const fixed = r_.constant(name)) return fixed;
        if (name == "m")
            return group("m", [this](std::string_view id) { return r_.measure(id, key(), period_).value; });
        if (name == "params") return group("params", [this](std::string_view id) { return r_.param(id); });
        if (name == "s")
            return group("s", [this](std::string_view id) {
                auto const* p = self_ ? r_.set(self_->kind(), id) : nullptr;
                return p ? cel::evaluate(*p, *this, r_.now_.around) : cel::value::unknown();
            });
        if (name == "o")
            return group("o", [this](std::string_view id) {
                return group("o." + std::string(id), [this, duty = std::string(id)](std::string_view field) {
                    return r_.duty_field(duty, field, key());
                });
            });
        if (name == "t")
            return group("t", [this](std::string_view id) {
                return group("t." + std::string(id),
                             [this, table = std::string(id)](std::string_view column) {
                                 return r_.table(table, column, key());
                             });
            });
        // Reviews run with their own issue: until then nobody has been reviewed.
        if (name == "r") return group("r", [](std::string_view) { return cel::value::unknown(); });
        if (name == "scheme")
            return r_.now_.scheme ? r_.facts_.record(r_.now_.scheme, r_.now_.as_of) : cel::value::null();
        if (name == "subject") {
            auto const k = key();
            return k ? r_.facts_.record(k, r_.now_.as_of) : cel::value::null();
        }
        if (name == "group" && group_) return *group_;
        if (name == "period.start") return period_ ? cel::value::day(period_->start) : cel::value::unknown();
        if (name == "period.end")
            return period_ ? cel::value::day(add_days(period_->end, -1)) : cel::value::unknown();
        if (name == "period.id") return period_ ? cel::value::text(period_->id) : cel::value::unknown();
        return std::nullopt;
    }

    cel::value measure_in(std::string_view id, cel::value const& period) const override {
        return measure_of(id, period, key());
    }
    cel::value measure_of(std::string_view id, cel::value const& period, record_key const& of) const {
        std::string named = period.is(cel::value_kind::text) ? period.as_text()
                            : period.is(cel::value_kind::number)
                                ? std::to_string(static_cast<int>(period.as_number()))
                                : std::string();
        auto const span = period_named(named);
        return span ? r_.measure(id, of, span).value : cel::value::unknown();
    }
    cel::value figure_value(std::string_view f) const override { return r_.figure_value(f); }
    cel::value figure_text(std::string_view f) const override { return r_.figure_text(f); }
    cel::value row_names(std::string_view f, double most) const override {
        return static_cast<reckoning const&>(r_).row_names(f, most);
    }
    cel::value code_names(std::string_view t) const override { return r_.code_names(t); }

private:
    record_key key() const {
        if (self_ && self_->key().is(cel::value_kind::integer))
            return {std::string(self_->kind()), self_->key().as_integer()};
        return subject_;
    }

    reckoner const& r_;
    cel::record_view const* self_;
    record_key subject_;
    std::optional<day_span> period_;
    cel::value const* group_;  ///< of a quota that is split by a value
};

reckoner::reckoner(rulebook const& rules, facts_source const& facts, moment now)
    : rules_(rules), facts_(facts), now_(std::move(now)) {
    now_.around.codes = &rules_.codes();
}

std::optional<cel::value> reckoner::constant(std::string_view path) const {
    if (path == "as_of") return cel::value::day(now_.as_of);
    if (path.starts_with("params.")) return param(path.substr(7));
    return std::nullopt;
}

cel::program const* reckoner::set(std::string_view kind, std::string_view id) const {
    auto const* found = rules_.rules().sets.find(id);
    return found && found->over == kind ? rules_.program(found->where, kind) : nullptr;
}

cel::value reckoner::param(std::string_view id) const {
    if (auto const chosen = now_.params.find(id); chosen != now_.params.end())
        return value_of(chosen->second);
    auto const* p = rules_.rules().params.find(id);
    return p ? value_of(p->value) : cel::value::unknown();
}

cel::value reckoner::evaluate(cel::program const& p, cel::record_view const& row) const {
    return cel::evaluate(p, names(*this, &row, {}), now_.around);
}

cel::value reckoner::evaluate(cel::program const& p, record_key const& of, cel::trace* read,
                              std::optional<day_span> const& period) const {
    if (!of) return cel::evaluate(p, names(*this, nullptr, {}, period), now_.around, read);
    auto const found = facts_.record(of, now_.as_of);
    if (!found.is(cel::value_kind::record)) return cel::value::unknown();
    return cel::evaluate(p, names(*this, &found.as_record(), of, period), now_.around, read);
}

std::vector<cel::value> reckoner::evaluate(std::vector<cel::program const*> const& all,
                                           record_key const& of) const {
    std::vector<cel::value> out(all.size(), cel::value::unknown());
    auto const found = facts_.record(of, now_.as_of);
    if (!found.is(cel::value_kind::record)) return out;
    names const here(*this, &found.as_record(), of);
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i]) out[i] = cel::evaluate(*all[i], here, now_.around);
    return out;
}

cel::value reckoner::evaluate(expression const& e, record_key const& of, cel::trace* read) const {
    auto const* p = rules_.program(e, of.kind);
    return p ? evaluate(*p, of, read) : cel::value::unknown();
}

cel::value reckoner::amount(scheme::amount const& a, record_key const& of, cel::value const* group) const {
    auto const evaluated = [&](expression const& e) {
        if (!group) return evaluate(e, of);
        auto const* p = rules_.split_program(e, of.kind);
        auto const found = facts_.record(of, now_.as_of);
        if (!p || !found.is(cel::value_kind::record)) return cel::value::unknown();
        return cel::evaluate(*p, names(*this, &found.as_record(), of, {}, group), now_.around);
    };
    for (auto const& one : a) {
        if (one.from && now_.as_of < *one.from) continue;
        if (one.until && !(now_.as_of < *one.until)) continue;
        if (one.when.written()) {
            auto const holds = evaluated(one.when);
            if (holds.is_unknown()) return cel::value::unknown();
            if (!holds.is_true()) continue;
        }
        switch (one.value.is) {
            case scalar::form::number:
            case scalar::form::percent:
                return cel::value::number(one.value.number.value());
            case scalar::form::cel:
                return evaluated(one.value.cel);
            case scalar::form::none:
                break;
        }
    }
    return cel::value::unknown();
}

std::optional<std::int64_t> reckoner::follow(record_key const& from, std::string_view path) const {
    if (path.empty() || path == "~" || !from) return std::nullopt;
    auto at = facts_.record(from, now_.as_of);
    for (;;) {
        if (!at.is(cel::value_kind::record)) return std::nullopt;
        auto const dot = path.find('.');
        auto part = std::string(path.substr(0, dot));
        if (part == "id") return at.as_record().key().as_integer();
        auto const* kind = rules_.facts().find(at.as_record().kind());
        bool const last = dot == path.npos;
        // The last part names the key: "region_id", or the record itself where a pack's `via` says "region".
        if (last && kind && kind->ref(part)) part += "_id";
        auto next = at.as_record().field(part, -1);
        if (last) return next.is(cel::value_kind::integer) ? std::optional(next.as_integer()) : std::nullopt;
        at = std::move(next);
        path.remove_prefix(dot + 1);
    }
}

std::string reckoner::basis_text(std::vector<basis_item> const& from) const {
    std::string out;
    for (auto const& b : from) {
        auto const* d = rules_.rules().meta.documents.find(b.document);
        if (!out.empty()) out += "；";
        if (d) out += "《" + d->title + "》";
        out += b.clause;
    }
    return out;
}

cel::value reckoner::table(std::string_view id, std::string_view column, record_key const& of) const {
    auto const* t = rules_.rules().tables.find(id);
    if (!t) return cel::value::unknown();
    auto subject = of;
    if (!t->per.empty() && of.kind != t->per) {
        auto const* kind = rules_.facts().find(of.kind);
        auto const found = kind ? follow(of, kind->way_to(t->per)) : std::nullopt;
        if (!found) return cel::value::unknown();
        subject = {t->per, *found};
    }
    auto const pick = t->pick.value_or(row_pick::first);
    std::optional<double> best;
    for (auto const& row : t->rows) {
        if (row.from && now_.as_of < *row.from) continue;
        if (row.until && !(now_.as_of < *row.until)) continue;
        if (row.when.written()) {
            auto const holds = evaluate(row.when, subject);
            if (holds.is_unknown()) return holds;
            if (!holds.is_true()) continue;
        }
        auto const* cell = row.values.find(column);
        if (!cell) continue;
        auto const v = cell->is == scalar::form::cel ? evaluate(cell->cel, subject)
                                                     : cel::value::number(cell->number.value());
        if (!v.is(cel::value_kind::number)) return cel::value::unknown();
        if (pick == row_pick::first) return v;
        if (!best || (pick == row_pick::highest ? v.as_number() > *best : v.as_number() < *best))
            best = v.as_number();
    }
    return best ? cel::value::number(*best) : cel::value::unknown();
}

cel::value reckoner::measure_in(std::string_view id, cel::value const& period) const {
    return names(*this, nullptr, {}).measure_of(id, period, {});
}

cel::value reckoner::figure_value(std::string_view id) const {
    auto const* f = rules_.rules().indicators.find(id);
    return f ? figure(*f).value : cel::value::unknown();
}

cel::value reckoner::figure_text(std::string_view id) const {
    auto const* f = rules_.rules().indicators.find(id);
    return f ? cel::value::text(printed(*f, figure(*f).value)) : cel::value::unknown();
}

cel::value reckoner::row_names(std::string_view id, double most) const {
    auto const* f = rules_.rules().indicators.find(id);
    if (!f) return cel::value::unknown();
    auto const found = figure(*f);
    std::string out;
    std::size_t n = 0;
    for (auto const& row : found.rows) {
        if (n >= most) break;
        auto const said = f->list.written() ? evaluate(f->list, {found.kind, row.id}) : cel::value::unknown();
        if (!said.is(cel::value_kind::text)) continue;
        out += (n++ ? "、" : "") + said.as_text();
    }
    return cel::value::text(std::move(out));
}

cel::value reckoner::code_names(std::string_view table) const {
    std::string out;
    for (auto const& code : rules_.codes().codes(table)) {
        auto const name = rules_.codes().name(table, code);
        out += (out.empty() ? "" : "、") + std::string(name.empty() ? std::string_view(code) : name);
    }
    return cel::value::text(std::move(out));
}

}  // namespace guiyan::scheme
