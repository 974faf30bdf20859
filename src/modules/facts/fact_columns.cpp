#include "modules/facts/fact_columns.hpp"

namespace guiyan::facts {

using cel::sql_column;
using cel::stored;

fact_columns::fact_columns(view const& what, date as_of, bool as_of_state, scheme::row_names const* names)
    : what_(what),
      rules_(*what.rules),
      engine_(what.sql->kind()),
      as_of_(as_of),
      as_of_state_(as_of_state),
      names_(names) {}

cel::dialect fact_columns::speaks() const {
    return engine_ == db::engine::sqlite ? cel::dialect::sqlite : cel::dialect::postgres;
}

std::string fact_columns::json_text(std::string const& column, std::string_view member) const {
    // Members are names of fields: letters, digits and underscores.
    return engine_ == db::engine::sqlite ? "(" + column + " ->> '$." + std::string(member) + "')"
                                         : "(" + column + "::jsonb ->> '" + std::string(member) + "')";
}

std::string fact_columns::as_number(std::string const& text) const {
    return engine_ == db::engine::sqlite ? "CAST(" + text + " AS REAL)"
                                         : "CAST(" + text + " AS DOUBLE PRECISION)";
}

std::optional<cel::sql_source> fact_columns::source(std::string_view kind, std::string const& alias) const {
    if (!is_kept(kind)) return std::nullopt;
    return cel::sql_source{std::string(kind), seen_condition(kind, alias)};
}

std::optional<std::string> fact_columns::key(std::string_view kind, std::string const& alias) const {
    if (!is_kept(kind)) return std::nullopt;
    return alias + ".id";
}

std::optional<std::string> fact_columns::ref(std::string_view kind, std::string_view field,
                                             std::string const& alias) const {
    auto const* known = rules_.facts().find(kind);
    if (!known || !is_kept(kind)) return std::nullopt;
    if (known->ref(field)) {
        auto const column = ref_column(kind, field);
        return column ? std::optional(alias + "." + *column) : std::nullopt;
    }
    if (auto const* extra = keeps_extra(kind) ? rules_.rules().fields.find(kind) : nullptr)
        if (auto const* f = extra->find(field); f && f->type == scheme::field_type::ref)
            return "CAST(" + json_text(alias + ".extra", field) + " AS " +
                   (engine_ == db::engine::sqlite ? "INTEGER)" : "BIGINT)");
    return std::nullopt;
}

std::optional<sql_column> fact_columns::column(std::string_view kind, std::string_view field,
                                               std::string const& alias) const {
    auto const* known = rules_.facts().find(kind);
    if (!known || !is_kept(kind)) return std::nullopt;
    if (field == "id") return sql_column{alias + ".id"};
    if (auto const* f = known->field(field)) {
        if (field == "state" && as_of_state_ && has_history(kind))
            return sql_column{"(SELECT past.state FROM state_change past WHERE past.entity = '" +
                              std::string(kind) + "' AND past.entity_id = " + alias +
                              ".id AND past.on_day <= '" + as_of_.iso() +
                              "' ORDER BY past.on_day DESC, past.id DESC LIMIT 1)"};
        auto const where = where_is(kind, field);
        std::string const here = alias + "." + where.column;
        switch (where.at) {
            case field_place::profile: {
                auto const text = json_text(alias + ".profile", where.column);
                return sql_column{f->is == scheme::fact_type::number ? as_number(text) : text};
            }
            case field_place::marks:
                return sql_column{marks(kind, alias), stored::code_list};
            case field_place::computed:
            case field_place::absent:
                return std::nullopt;
            case field_place::column:
                break;
        }
        switch (f->is) {
            case scheme::fact_type::truth:
                return sql_column{here, stored::truth};
            case scheme::fact_type::money:
                return sql_column{here, stored::fen};
            case scheme::fact_type::codes:
                return sql_column{here, stored::code_list};
            case scheme::fact_type::map:
                return std::nullopt;
            default:
                break;
        }
        return sql_column{here,
                          kind == "person" && field == "birth_date" ? stored::partial_day : stored::plain};
    }
    if (field.ends_with("_id"))
        if (auto const r = ref_of_column(*known, field); !r.empty()) {
            auto const column = ref_column(kind, r);
            return column ? std::optional(sql_column{alias + "." + *column}) : std::nullopt;
        }
    auto const* extra = keeps_extra(kind) ? rules_.rules().fields.find(kind) : nullptr;
    auto const* f = extra ? extra->find(field) : nullptr;
    if (!f && field.ends_with("_id") && extra) f = extra->find(field.substr(0, field.size() - 3));
    if (!f) return std::nullopt;
    auto const text = json_text(alias + ".extra", f->type == scheme::field_type::ref && field.ends_with("_id")
                                                      ? field.substr(0, field.size() - 3)
                                                      : field);
    switch (f->type) {
        case scheme::field_type::int_:
        case scheme::field_type::decimal:
        case scheme::field_type::money:
            return sql_column{as_number(text)};
        case scheme::field_type::bool_:
            return sql_column{"(" + text + " = 'true')", stored::predicate};
        case scheme::field_type::codes:
            return std::nullopt;
        case scheme::field_type::ref:
            return sql_column{"CAST(" + text + " AS " +
                              (engine_ == db::engine::sqlite ? "INTEGER)" : "BIGINT)")};
        default:
            break;
    }
    return sql_column{text};
}

std::optional<std::string> fact_columns::link(std::string_view kind, std::string_view list,
                                              std::string const& outer, std::string const& inner) const {
    auto const* owner = rules_.facts().find(kind);
    if (!owner || !is_kept(kind)) return std::nullopt;
    auto const back = back_column(rules_.facts(), *owner, list);
    return back ? std::optional(inner + "." + *back + " = " + outer + ".id") : std::nullopt;
}

std::optional<sql_column> fact_columns::name(std::string_view path, std::string const& alias,
                                             cel::sql_parameters& values) const {
    if (!names_) return std::nullopt;
    if (path.starts_with("s.")) {
        auto const* set = names_->set(self_, path.substr(2));
        if (!set) return std::nullopt;
        auto const inner =
            cel::to_sql(*set, *this, {speaks(), alias, false, {&rules_.codes(), nullptr, nullptr}}, values);
        return inner ? std::optional(sql_column{"(" + inner.sql + ")", stored::predicate}) : std::nullopt;
    }
    if (path.starts_with("m.")) {
        auto const rows = names_->rows_of_measure(self_, path.substr(2));
        return rows ? measured(*rows, alias, values) : std::nullopt;
    }
    auto const fixed = names_->constant(path);
    if (!fixed) return std::nullopt;
    switch (fixed->kind()) {
        case cel::value_kind::day:
            return sql_column{values.add(fixed->as_day().iso())};
        case cel::value_kind::number:
            return sql_column{"CAST(" + values.add(fixed->as_number()) +
                              (engine_ == db::engine::sqlite ? " AS REAL)" : " AS DOUBLE PRECISION)")};
        case cel::value_kind::text:
            return sql_column{values.add(fixed->as_text())};
        case cel::value_kind::boolean:
            return sql_column{fixed->as_boolean() ? "1" : "0", stored::truth};
        default:
            return std::nullopt;
    }
}

std::optional<std::string> fact_columns::within(std::string const& inner, std::string const& outer) const {
    // Codes sort in preorder: everything of a place begins with its code without the zeros of its level.
    auto code = [](std::string const& id) { return "(SELECT w.code FROM region w WHERE w.id = " + id + ")"; };
    auto length = [](std::string const& id) {
        return "(SELECT CASE w.level WHEN 1 THEN 2 WHEN 2 THEN 4 WHEN 3 THEN 6 WHEN 4 THEN 9 ELSE 12 END "
               "FROM region w "
               "WHERE w.id = " +
               id + ")";
    };
    return "(substr(" + code(inner) + ", 1, " + length(outer) + ") = substr(" + code(outer) + ", 1, " +
           length(outer) + "))";
}

std::optional<sql_column> fact_columns::path(std::string_view kind, std::string_view path,
                                             std::string const& alias) const {
    auto const dot = path.find('.');
    if (dot == path.npos) {
        auto const* known = rules_.facts().find(kind);
        if (known && known->ref(path)) {
            auto const key = ref(kind, path, alias);
            return key ? std::optional(sql_column{*key}) : std::nullopt;
        }
        return column(kind, path, alias);
    }
    auto const* known = rules_.facts().find(kind);
    auto const* link = known ? known->ref(path.substr(0, dot)) : nullptr;
    auto const to = link ? ref(kind, link->name, alias) : std::nullopt;
    if (!to || !is_kept(link->kind)) return std::nullopt;
    auto const inner = alias + "p";
    auto const rest = this->path(link->kind, path.substr(dot + 1), inner);
    if (!rest) return std::nullopt;
    return sql_column{"(SELECT " + rest->sql + " FROM " + link->kind + " " + inner + " WHERE " + inner +
                          ".id = " + *to + ")",
                      rest->as};
}

std::optional<std::string> fact_columns::place(std::string_view kind, std::string const& alias) const {
    if (kind == "region") return alias + ".id";
    auto seat = [&](std::string const& column) {
        return "(SELECT u.region_id FROM organization u WHERE u.id = " + column + ")";
    };
    if (kind == "engagement") return "coalesce(" + alias + ".region_id, " + seat(alias + ".org_id") + ")";
    // Where a person comes from is often not known, and often elsewhere; the place that keeps his record
    // always is, and lists of people go by it.
    if (kind == "person") return alias + ".region_id";
    if (kind == "person_category")
        return "(SELECT kept.region_id FROM person kept WHERE kept.id = " + alias + ".person_id)";
    auto const* known = rules_.facts().find(kind);
    auto const way = known ? known->way_to("region") : std::string_view();
    if (way.empty() || way == "~") return std::nullopt;
    auto const found = path(kind, way, alias);
    return found ? std::optional(found->sql) : std::nullopt;
}

}  // namespace guiyan::facts
