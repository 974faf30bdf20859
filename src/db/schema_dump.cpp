#include "db/schema_dump.hpp"

#include <fmt/format.h>

namespace guiyan::db {
namespace {

std::string dump_sqlite(connection& sql) {
    std::string out;
    // sqlite_% are SQLite's own; tables behind a virtual table (full text) come and go with it.
    sql.each(
        "SELECT sql FROM sqlite_schema AS s WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
        "AND NOT EXISTS (SELECT 1 FROM pragma_table_list AS l WHERE l.name = s.tbl_name AND l.type = "
        "'shadow') "
        "ORDER BY CASE type WHEN 'table' THEN 1 WHEN 'index' THEN 2 WHEN 'view' THEN 3 ELSE 4 END, tbl_name, "
        "name",
        {}, [&](row const& r) {
            out += fmt::format("{};\n\n", r.text(0));
            return true;
        });
    return out;
}

std::string dump_tables(connection& sql) {
    std::string out, table;
    auto const parts =
        "SELECT c.relname, 1 AS part, lpad(a.attnum::text, 5, '0') AS place, quote_ident(a.attname) || ' ' "
        "|| "
        "format_type(a.atttypid, a.atttypmod) || "
        "CASE WHEN a.attcollation <> t.typcollation THEN ' COLLATE ' || quote_ident(k.collname) ELSE '' END "
        "|| "
        "CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END || "
        "coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid, true), '') AS line "
        "FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
        "JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_collation k ON k.oid = a.attcollation "
        "LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum "
        "WHERE c.relkind IN ('r', 'p') AND c.relnamespace = quote_ident(current_schema())::regnamespace "
        "UNION ALL "
        "SELECT c.relname, 2, n.conname, 'CONSTRAINT ' || quote_ident(n.conname) || ' ' || "
        "pg_get_constraintdef(n.oid, true) "
        "FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid "
        "WHERE c.relnamespace = quote_ident(current_schema())::regnamespace AND n.contype <> 't' "
        "ORDER BY 1, 2, 3";
    sql.each(parts, {}, [&](row const& r) {
        if (table != r.text(0)) {
            if (!table.empty()) out += "\n);\n\n";
            table = r.text(0);
            out += fmt::format("CREATE TABLE {} (\n    ", table);
        } else {
            out += ",\n    ";
        }
        out += r.text(3);
        return true;
    });
    return table.empty() ? out : out + "\n);\n\n";
}

std::string dump_postgres(connection& sql) {
    auto out = dump_tables(sql);
    for (auto const* query :
         {// indexes that are not the inside of a constraint
          "SELECT pg_get_indexdef(i.indexrelid, 0, true) FROM pg_index i JOIN pg_class c ON c.oid = "
          "i.indexrelid "
          "WHERE c.relnamespace = quote_ident(current_schema())::regnamespace "
          "AND NOT EXISTS (SELECT 1 FROM pg_constraint n WHERE n.conindid = i.indexrelid AND n.contype <> "
          "'f') "
          "ORDER BY i.indrelid::regclass::text COLLATE \"C\", c.relname",
          "SELECT 'CREATE VIEW ' || quote_ident(c.relname) || ' AS' || chr(10) || "
          "rtrim(pg_get_viewdef(c.oid, true), ';') "
          "FROM pg_class c WHERE c.relkind = 'v' AND c.relnamespace = "
          "quote_ident(current_schema())::regnamespace ORDER "
          "BY c.relname",
          "SELECT rtrim(pg_get_functiondef(p.oid), chr(10)) FROM pg_proc p "
          "WHERE p.pronamespace = quote_ident(current_schema())::regnamespace AND p.prokind IN ('f', 'p') "
          "AND NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.objid = p.oid AND e.deptype = 'e') ORDER BY "
          "p.proname, 1",
          "SELECT pg_get_triggerdef(g.oid, true) FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid "
          "WHERE NOT g.tgisinternal AND c.relnamespace = quote_ident(current_schema())::regnamespace ORDER "
          "BY c.relname, "
          "g.tgname"})
        sql.each(query, {}, [&](row const& r) {
            out += fmt::format("{};\n\n", r.text(0));
            return true;
        });
    // Some of these functions name the schema in which the tables happen to lie.
    auto const schema = sql.text("SELECT quote_ident(current_schema()) || '.'");
    for (auto at = out.find(schema); at != out.npos; at = out.find(schema, at))
        if (at == 0 || out[at - 1] == ' ' || out[at - 1] == '(')
            out.erase(at, schema.size());
        else
            at += schema.size();
    return out;
}

}  // namespace

std::string schema_dump(connection& sql) {
    return sql.kind() == engine::sqlite ? dump_sqlite(sql) : dump_postgres(sql);
}

}  // namespace guiyan::db
