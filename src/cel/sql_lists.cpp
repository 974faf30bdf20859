// Lists: the rows of a list field, the texts of a JSON column, and what exists, all, filter and size ask.

#include "cel/sql_writer.hpp"

namespace guiyan::cel {

std::string sql_writer::guarded(source const& s, std::string sql) const {
    if (s.guard.empty()) return "(" + sql + ")";
    return "(CASE WHEN " + s.guard + " IS NULL THEN NULL ELSE " + sql + " END)";
}

sql_writer::source sql_writer::list(node const& n) {
    if (n.kind == node_kind::comprehension && n.macro == macro_kind::filter) {
        auto s = list(n.parts[0]);
        bound_[static_cast<std::size_t>(n.slot)] = s.element;
        auto const test = when_true(n.parts[1]);
        s.where += (s.where.empty() ? "" : " AND ") + test;
        return s;
    }
    bool const field =
        n.kind == node_kind::name ? n.origin == name_origin::self : n.kind == node_kind::select;
    if (!field || !n.is.is(type_kind::list)) refuse(n, "cel.sql.shape");
    if (from_variable(n)) refuse(n, "cel.sql.name", {{"name", n.path}});
    return list_field(n);
}

sql_writer::source sql_writer::list_field(node const& n) {
    row const of = n.kind == node_kind::name ? row{program_.self, question_.alias, {}} : record(n.parts[0]);
    source out;
    auto parent = of;
    if (of.alias.empty()) {
        // The list of a record that a ref points to: joined to it, unknown where the record is.
        out = rows_of_key(of, n);
        parent = out.element.record;
        out.guard = existing(of, n);
        out.from += ", ";
        out.where += " AND ";
    }
    if (n.is.element().is(type_kind::record)) {
        auto const& kind = n.is.element().of;
        auto const alias = fresh("l");
        auto const where = need(mapping_.source(kind, alias), n);
        out.from += where.table + " AS " + alias;
        out.where += need(mapping_.link(of.kind, n.text, parent.alias, alias), n);
        if (!where.condition.empty()) out.where += " AND " + where.condition;
        out.element = {{kind, alias, {}}, {}};
        return out;
    }
    auto const c = need(mapping_.column(of.kind, n.text, parent.alias), n);
    if (c.as != stored::code_list) refuse(n, "cel.sql.shape");
    auto const alias = fresh("j");
    if (postgres())
        out.from += "jsonb_array_elements_text(CAST(" + c.sql + " AS jsonb)) AS " + alias + "(value)";
    else
        out.from += "json_each(" + c.sql + ") AS " + alias;
    out.where += "TRUE";
    // A missing list of codes is unknown, whoever's it is.
    out.guard = of.alias.empty() ? column_of(of, n, n.text) : c.sql;
    out.element = {{}, alias + ".value"};
    return out;
}

/// exists and all where only one answer matters: TRUE exactly where the answer is `wanted`.
std::string sql_writer::exists_when(node const& n, bool wanted) {
    if (n.macro == macro_kind::map || n.macro == macro_kind::filter) refuse(n, "cel.sql.shape");
    bool const any = n.macro == macro_kind::exists;
    if (n.parts[0].kind == node_kind::list)
        return unrolled(n, wanted ? &sql_writer::when_true : &sql_writer::when_false, any == wanted);
    auto const s = list(n.parts[0]);
    bound_[static_cast<std::size_t>(n.slot)] = s.element;
    // One row settles it: exists is true by a true one, all is false by a false one …
    if (any == wanted) {
        auto const test = wanted ? when_true(n.parts[1]) : when_false(n.parts[1]);
        return "EXISTS " + query("1", s, test);
    }
    // … and the other answer needs every row: none that is not known to be the other way.
    auto const other = wanted ? when_true(n.parts[1]) : when_false(n.parts[1]);
    auto const none = "NOT EXISTS " + query("1", s, "(" + other + ") IS NOT TRUE");
    return s.guard.empty() ? "(" + none + ")" : "(" + s.guard + " IS NOT NULL AND " + none + ")";
}

/// ['a', 'b'].exists(x, …): one test for each.
std::string sql_writer::unrolled(node const& n, std::string (sql_writer::*part)(node const&), bool any) {
    if (n.parts[0].parts.empty()) return any ? "FALSE" : "TRUE";
    std::string out = "(";
    for (auto const& element : n.parts[0].parts) {
        bound_[static_cast<std::size_t>(n.slot)] = {{}, value(element)};
        out += (out.size() > 1 ? (any ? " OR " : " AND ") : "") + (this->*part)(n.parts[1]);
        if (out.size() > 60'000) refuse(n, "cel.sql.too_long");
    }
    return out + ")";
}

std::string sql_writer::quantified(node const& n) {
    if (n.macro == macro_kind::map || n.macro == macro_kind::filter) refuse(n, "cel.sql.shape");
    if (n.parts[0].kind == node_kind::list && n.macro != macro_kind::exists_one)
        return unrolled(n, &sql_writer::value, n.macro == macro_kind::exists);
    auto const s = list(n.parts[0]);
    bound_[static_cast<std::size_t>(n.slot)] = s.element;
    auto const p = value(n.parts[1]);
    // The greatest (exists) or least (all) of no 0, unknown 1, yes 2, as Kleene has it.
    auto const each = "CASE " + p + " WHEN TRUE THEN 2 WHEN FALSE THEN 0 ELSE 1 END";
    if (n.macro == macro_kind::exists)
        return guarded(
            s, "CASE " + over_each("max(x)", each, s) + " WHEN 2 THEN TRUE WHEN 1 THEN NULL ELSE FALSE END");
    if (n.macro == macro_kind::all)
        return guarded(
            s, "CASE " + over_each("min(x)", each, s) + " WHEN 0 THEN FALSE WHEN 1 THEN NULL ELSE TRUE END");
    return guarded(s, over_each("CASE WHEN coalesce(sum(CASE x WHEN 2 THEN 1 ELSE 0 END), 0) > 1 THEN FALSE"
                                " WHEN coalesce(sum(CASE x WHEN 1 THEN 1 ELSE 0 END), 0) > 0 THEN NULL"
                                " ELSE coalesce(sum(CASE x WHEN 2 THEN 1 ELSE 0 END), 0) = 1 END",
                                each, s));
}

/// An aggregate over x, which stands for `each` of the rows. The rows are a table of their own: an aggregate
/// whose operand only names outer columns would belong to the outer query.
std::string sql_writer::over_each(std::string const& aggregate, std::string const& each, source const& s) {
    return "(SELECT " + aggregate + " FROM " + query(each + " AS x", s) + " AS " + fresh("o") + ")";
}

std::string sql_writer::counted(node const& n) {
    auto const s = list(n);
    return guarded(s, number_of(query("count(*)", s)));
}

}  // namespace guiyan::cel
