#include "modules/facts/fact_rows_store.hpp"

#include "store/scope.hpp"

namespace guiyan::facts::fact_rows_store {

void each(db::connection& c, statement const& s, std::function<bool(db::row const&)> const& on_row) {
    std::string sql = "SELECT ";
    for (std::size_t i = 0; i < s.columns.size(); ++i) sql += (i ? ", " : "") + s.columns[i];
    sql += " FROM " + s.kind + " x";
    for (std::size_t i = 0; i < s.where.size(); ++i) sql += (i ? " AND (" : " WHERE (") + s.where[i] + ")";
    if (s.by_id) sql += " ORDER BY x.id";
    std::vector<db::parameter> values;
    for (auto const& v : s.values.values) {
        if (auto const* i = std::get_if<std::int64_t>(&v))
            values.emplace_back(*i);
        else if (auto const* d = std::get_if<double>(&v))
            values.emplace_back(*d);
        else if (auto const* t = std::get_if<std::string>(&v))
            values.emplace_back(std::string_view(*t));
        else
            values.emplace_back(std::monostate{});
    }
    c.each(sql, values, on_row);
}

std::string inside(std::string const& place, std::vector<area> const& areas) {
    actor reach;
    reach.areas = areas;
    return "EXISTS (SELECT 1 FROM region inside WHERE inside.id = " + place + " AND " +
           store::scope_sql(reach, "inside.code") + ")";
}

std::string belongs(std::string const& way, std::string const& parameter) {
    return way + " = " + parameter;
}

}  // namespace guiyan::facts::fact_rows_store
