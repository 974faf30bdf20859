// Measures and marks as columns: what is reckoned for a record, as SQL beside its row.

#include "modules/facts/fact_columns.hpp"
#include "modules/facts/fact_rows_store.hpp"

namespace guiyan::facts {

std::string fact_columns::marks(std::string_view kind, std::string const& alias) const {
    auto const day = as_of_.iso();
    auto const array = engine_ == db::engine::sqlite ? "coalesce(json_group_array(DISTINCT mk.mark), '[]')"
                                                     : "coalesce(json_agg(DISTINCT mk.mark)::text, '[]')";
    return "(SELECT " + std::string(array) + " FROM record_mark mk WHERE mk.entity = '" + std::string(kind) +
           "' AND mk.entity_id = " + alias + ".id AND mk.from_on <= '" + day +
           "' AND (mk.until_on IS NULL OR mk.until_on > '" + day +
           "') AND (mk.scheme_id = " + std::to_string(what_.scheme_id) +
           " OR mk.also_in = (SELECT own.pack_id FROM scheme own WHERE own.id = " +
           std::to_string(what_.scheme_id) + ")))";
}

std::optional<cel::sql_column> fact_columns::measured(scheme::measured_rows const& m,
                                                      std::string const& alias,
                                                      cel::sql_parameters& values) const {
    cel::surroundings const around{&rules_.codes(), nullptr, nullptr};
    if (m.calc) {
        auto const said = cel::to_sql(*m.calc, *this, {speaks(), alias, false, around}, values);
        return said ? std::optional(cel::sql_column{"(" + said.sql + ")"}) : std::nullopt;
    }
    auto const& q = m.rows;
    // A place stands for everything inside it: that is no key to compare.
    if (!is_kept(q.kind) || m.bearer == "region") return std::nullopt;
    auto const inner = alias + "m";
    fact_columns rows = *this;
    rows.about(q.kind);
    std::string owner = alias + ".id";
    if (!m.bearer_way.empty()) {
        auto const way = path(self_, m.bearer_way, alias);
        if (!way) return std::nullopt;
        owner = way->sql;
    }
    auto const way = rows.path(q.kind, q.way, inner);
    if (!way) return std::nullopt;
    std::string where = way->sql + " = " + owner;
    auto demand = [&](std::string const& condition) {
        if (!condition.empty()) where += " AND (" + condition + ")";
    };
    demand(seen_condition(q.kind, inner));
    demand(scheme_condition(q.kind, inner, what_.scheme_id));
    bool const everywhere = what_.areas.size() == 1 && what_.areas.front().prefix.empty();
    if (!everywhere && q.kind != "scheme")
        if (auto const at = rows.place(q.kind, inner)) demand(fact_rows_store::inside(*at, what_.areas));
    auto const last = "'" + as_of_.iso() + "'";
    auto const day = q.day.empty() ? std::nullopt : rows.path(q.kind, q.day, inner);
    if (day) {
        demand(q.from || q.until ? day->sql + " <= " + last
                                 : day->sql + " IS NULL OR " + day->sql + " <= " + last);
        if (q.from) demand(day->sql + " >= '" + q.from->iso() + "'");
        if (q.until) demand(day->sql + " < '" + q.until->iso() + "'");
    } else if (q.from || q.until) {
        return std::nullopt;
    }
    for (auto const* one : q.where) {
        auto const said = cel::to_sql(*one, rows, {speaks(), inner, true, around}, values);
        if (!said) return std::nullopt;
        demand(said.sql);
    }
    std::string amount;
    if (q.amount) {
        auto const said = cel::to_sql(*q.amount, rows, {speaks(), inner, false, around}, values);
        if (!said) return std::nullopt;
        amount = said.sql;
    }
    // Tenths added up are tenths, as in memory.
    auto tidy = [&](std::string const& sum) {
        return engine_ == db::engine::sqlite
                   ? "round(" + sum + ", 9)"
                   : "CAST(round(CAST(" + sum + " AS NUMERIC), 9) AS DOUBLE PRECISION)";
    };
    std::string made;
    switch (m.made) {
        case scheme::made_of::rows:
            made = "count(*)";
            break;
        case scheme::made_of::distinct:
            made = "count(DISTINCT " + amount + ")";
            break;
        case scheme::made_of::sum:
            made = tidy("sum(" + amount + ")");
            break;
        case scheme::made_of::avg:
            made = tidy("avg(" + amount + ")");
            break;
        case scheme::made_of::max:
            made = "max(" + amount + ")";
            break;
        case scheme::made_of::min:
            made = "min(" + amount + ")";
            break;
    }
    if (m.none_is_zero && m.made != scheme::made_of::distinct && m.made != scheme::made_of::rows)
        made = "coalesce(" + made + ", 0)";
    return cel::sql_column{"(SELECT " + made + " FROM " + std::string(q.kind) + " " + inner + " WHERE " +
                           where + ")"};
}

}  // namespace guiyan::facts
