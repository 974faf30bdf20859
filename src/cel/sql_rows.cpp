// Names, fields and the records that refs point to.

#include "cel/sql_writer.hpp"

namespace guiyan::cel {

/// Whether a path begins with a variable or group of names: "as_of", "m.advisers", "params.heads".
bool sql_writer::from_variable(node const& n) const {
    node const* at = &n;
    while (at->kind == node_kind::select) at = &at->parts[0];
    return at->kind == node_kind::name && at->origin == name_origin::variable;
}

std::string sql_writer::column(sql_column const& c, type const& is) const {
    switch (c.as) {
        case stored::truth:
            return "(" + c.sql + " <> 0)";
        case stored::fen:
            return "(" + number_of(c.sql) + " / 100)";
        case stored::partial_day:
            return "(CASE length(" + c.sql + ") WHEN 4 THEN " + c.sql + " || '-01-01' WHEN 7 THEN " + c.sql +
                   " || '-01' ELSE " + c.sql + " END)";
        case stored::plain:
            if (is.is(type_kind::number)) return number_of(c.sql);
            if (is.is(type_kind::boolean)) return "(" + c.sql + " <> 0)";
            return c.sql;
        default:
            return c.sql;
    }
}

std::string sql_writer::named(node const& n) {
    if (from_variable(n)) {
        auto const c = need(mapping_.name(n.path, question_.alias, values_), n);
        if (c.as == stored::code_list || n.is.is(type_kind::list)) refuse(n, "cel.sql.shape");
        return column(c, n.is);
    }
    if (n.is.is(type_kind::record)) return existing(record(n), n);
    if (n.is.is(type_kind::list) || n.is.is(type_kind::map)) refuse(n, "cel.sql.shape");
    if (n.kind == node_kind::name && n.origin == name_origin::bound) {
        auto const& b = bound_[static_cast<std::size_t>(n.slot)];
        if (b.scalar.empty()) refuse(n, "cel.sql.shape");
        return b.scalar;
    }
    if (n.kind == node_kind::name) return column_of({program_.self, question_.alias, {}}, n, n.text);
    if (!n.parts[0].is.is(type_kind::record)) refuse(n, "cel.sql.shape");
    return column_of(record(n.parts[0]), n, n.text);
}

std::string sql_writer::column_of(row const& of, node const& n, std::string const& field) {
    if (!of.alias.empty()) return column(need(mapping_.column(of.kind, field, of.alias), n), n.is);
    auto const s = rows_of_key(of, n);
    auto const c = need(mapping_.column(of.kind, field, s.element.record.alias), n);
    return query(column(c, n.is), s);
}

/// The rows (one or none) that a key points to.
sql_writer::source sql_writer::rows_of_key(row const& of, node const& n) {
    auto const alias = fresh("r");
    auto const where = need(mapping_.source(of.kind, alias), n);
    auto const key = need(mapping_.key(of.kind, alias), n);
    return {where.table + " AS " + alias,
            key + " = " + of.key + (where.condition.empty() ? "" : " AND " + where.condition),
            {},
            {{of.kind, alias, {}}, {}}};
}

/// The key of a record that is there; NULL where the ref is empty or its record is not to be seen.
std::string sql_writer::existing(row const& of, node const& n) {
    if (!of.alias.empty()) return need(mapping_.key(of.kind, of.alias), n);
    auto const s = rows_of_key(of, n);
    return query(need(mapping_.key(of.kind, s.element.record.alias), n), s);
}

sql_writer::row sql_writer::record(node const& n) {
    if (from_variable(n)) refuse(n, "cel.sql.name", {{"name", n.path}});
    if (n.kind == node_kind::name) {
        if (n.origin == name_origin::bound) {
            auto const& b = bound_[static_cast<std::size_t>(n.slot)];
            if (b.record.kind.empty()) refuse(n, "cel.sql.shape");
            return b.record;
        }
        return {n.is.of, {}, need(mapping_.ref(program_.self, n.text, question_.alias), n)};
    }
    if (n.kind != node_kind::select) refuse(n, "cel.sql.shape");
    auto const of = record(n.parts[0]);
    if (!of.alias.empty()) return {n.is.of, {}, need(mapping_.ref(of.kind, n.text, of.alias), n)};
    auto const s = rows_of_key(of, n);
    return {n.is.of, {}, query(need(mapping_.ref(of.kind, n.text, s.element.record.alias), n), s)};
}

std::string sql_writer::query(std::string const& what, source const& s, std::string const& and_also) {
    std::string out = "(SELECT " + what + " FROM " + s.from;
    std::string where = s.where;
    if (!and_also.empty()) where += (where.empty() ? "" : " AND ") + and_also;
    if (!where.empty()) out += " WHERE " + where;
    return out + ")";
}

}  // namespace guiyan::cel
