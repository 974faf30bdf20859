#include "cel/to_sql.hpp"

#include "cel/lexer.hpp"
#include "cel/sql_writer.hpp"

namespace guiyan::cel {

namespace {

/// Of a statement's part, in bytes; what is longer is better done in memory.
constexpr std::size_t longest = 60'000;

}  // namespace

std::string sql_parameters::add(sql_value v) {
    values.push_back(std::move(v));
    return "$" + std::to_string(values.size());
}

sql_answer to_sql(program const& p, sql_mapping const& mapping, sql_question const& q,
                  sql_parameters& values) {
    sql_answer out;
    auto const before = values.values.size();
    auto refuse = [&](span at, std::string key, text_args args) {
        values.values.resize(before);
        out.why_not = make_issue(p.source, at, std::move(key), std::move(args));
        return out;
    };
    if (p.how != mode::pack) return refuse(p.root.at, "cel.sql.number_mode", {});
    try {
        sql_writer writer(p, mapping, q, values);
        auto sql = q.filter ? writer.when_true(p.root) : writer.value(p.root);
        if (sql.size() > longest) return refuse(p.root.at, "cel.sql.too_long", {});
        out.sql = std::move(sql);
        return out;
    } catch (sql_writer::not_possible& why) {
        return refuse(why.at, std::move(why.key), std::move(why.args));
    }
}

std::string sql_writer::number(double d) {
    auto const p = values_.add(d);
    return postgres() ? "CAST(" + p + " AS double precision)" : p;
}
std::string sql_writer::text(std::string const& t) {
    auto const p = values_.add(t);
    return postgres() ? "CAST(" + p + " AS text)" : p;
}

std::string sql_writer::constant(cel::value const& v) {
    switch (v.kind()) {
        case value_kind::null:
            return "NULL";
        case value_kind::boolean:
            return v.as_boolean() ? "TRUE" : "FALSE";
        case value_kind::number:
            return number(v.as_number());
        case value_kind::day:
            return text(v.as_day().iso());
        default:
            return text(v.as_text());
    }
}

std::string sql_writer::value(node const& n) {
    auto sql = value_of(n);
    if (sql.size() > longest) refuse(n, "cel.sql.too_long");
    return sql;
}

std::string sql_writer::value_of(node const& n) {
    switch (n.kind) {
        case node_kind::constant:
            return constant(n.held);
        case node_kind::name:
        case node_kind::select:
            return named(n);
        case node_kind::comprehension:
            return quantified(n);
        case node_kind::call:
            break;
        default:
            refuse(n, "cel.sql.shape");
    }
    switch (n.what) {
        case operation::logical_and:
            return all_of(n, " AND ", &sql_writer::value);
        case operation::logical_or:
            return all_of(n, " OR ", &sql_writer::value);
        case operation::logical_not:
            return "(NOT " + value(n.parts[0]) + ")";
        case operation::conditional:
            return conditional(n);
        case operation::in:
            return member(n);
        case operation::equals:
        case operation::not_equals:
        case operation::less:
        case operation::less_equals:
        case operation::greater:
        case operation::greater_equals:
            return comparison(n);
        case operation::add:
        case operation::subtract:
        case operation::multiply:
        case operation::divide:
            return arithmetic(n);
        case operation::negate:
            return "(-" + value(n.parts[0]) + ")";
        default:
            return function(n);
    }
}

std::string sql_writer::all_of(node const& n, char const* joint,
                               std::string (sql_writer::*part)(node const&)) {
    std::string out = "(";
    for (auto const& p : n.parts) {
        out += (out.size() > 1 ? joint : "") + (this->*part)(p);
        if (out.size() > longest) refuse(n, "cel.sql.too_long");
    }
    return out + ")";
}

sql_writer::turned sql_writer::plain_truth(node const& n) {
    if (n.kind != node_kind::call) return {};
    if (n.what == operation::logical_not) return {&n.parts[0], true};
    if (n.what != operation::equals && n.what != operation::not_equals) return {};
    for (std::size_t i : {0, 1}) {
        auto const& p = n.parts[i];
        if (p.kind == node_kind::constant && p.held.is(value_kind::boolean))
            return {&n.parts[1 - i], p.held.as_boolean() != (n.what == operation::equals)};
    }
    return {};
}

std::string sql_writer::when_true(node const& n) {
    if (n.kind == node_kind::comprehension && n.macro != macro_kind::exists_one) return exists_when(n, true);
    if (auto const t = plain_truth(n); t.operand)
        return t.negated ? when_false(*t.operand) : when_true(*t.operand);
    if (n.kind == node_kind::call && n.what == operation::logical_and)
        return all_of(n, " AND ", &sql_writer::when_true);
    if (n.kind == node_kind::call && n.what == operation::logical_or)
        return all_of(n, " OR ", &sql_writer::when_true);
    return value(n);
}

std::string sql_writer::when_false(node const& n) {
    if (n.kind == node_kind::comprehension && n.macro != macro_kind::exists_one) return exists_when(n, false);
    if (auto const t = plain_truth(n); t.operand)
        return t.negated ? when_true(*t.operand) : when_false(*t.operand);
    if (n.kind == node_kind::call && n.what == operation::logical_and)
        return all_of(n, " OR ", &sql_writer::when_false);
    if (n.kind == node_kind::call && n.what == operation::logical_or)
        return all_of(n, " AND ", &sql_writer::when_false);
    return "(NOT " + value(n) + ")";
}

std::string sql_writer::comparison(node const& n) {
    if (n.what == operation::equals || n.what == operation::not_equals) {
        bool const same = n.what == operation::equals;
        for (std::size_t i : {0, 1})
            if (n.parts[i].kind == node_kind::constant && n.parts[i].held.is_null()) {
                auto const& other = n.parts[1 - i];
                if (other.is.is(type_kind::list)) refuse(n, "cel.sql.shape");
                return "(" + value(other) + (same ? " IS NULL)" : " IS NOT NULL)");
            }
        if (auto const t = plain_truth(n); t.operand)
            return t.negated ? "(NOT " + value(*t.operand) + ")" : value(*t.operand);
        return "(" + value(n.parts[0]) + (same ? " = " : " <> ") + value(n.parts[1]) + ")";
    }
    auto const a = value(n.parts[0]), b = value(n.parts[1]);
    auto const sign = " " + std::string(name_of(n.what)) + " ";
    bool const words = n.parts[0].is.is_textual() || n.parts[0].is.is(type_kind::day) ||
                       n.parts[1].is.is_textual() || n.parts[1].is.is(type_kind::day);
    return words ? "(" + ordered_text(a) + sign + ordered_text(b) + ")" : "(" + a + sign + b + ")";
}

std::string sql_writer::conditional(node const& n) {
    auto const c = value(n.parts[0]), yes = value(n.parts[1]), no = value(n.parts[2]);
    return "(CASE " + c + " WHEN TRUE THEN " + yes + " WHEN FALSE THEN " + no + " END)";
}

std::string sql_writer::arithmetic(node const& n) {
    auto const a = value(n.parts[0]), b = value(n.parts[1]);
    if (n.is.is_textual()) return "(" + a + " || " + b + ")";
    if (!n.parts[0].is.is(type_kind::number) && !n.parts[1].is.is(type_kind::number))
        refuse(n, "cel.sql.shape");
    if (n.what == operation::divide) return "(" + a + " / NULLIF(" + b + ", 0))";
    return "(" + a + " " + std::string(name_of(n.what)) + " " + b + ")";
}

std::string sql_writer::member(node const& n) {
    auto const& of = n.parts[1];
    if (of.kind == node_kind::list) {
        if (of.parts.empty()) return "FALSE";
        auto const x = value(n.parts[0]);
        std::string all;
        for (auto const& p : of.parts) all += (all.empty() ? "" : ", ") + value(p);
        return "(" + x + " IN (" + all + "))";
    }
    if (!of.is.is(type_kind::list) || of.is.element().is(type_kind::record)) refuse(n, "cel.sql.shape");
    // Kleene's "one of them equals": the greatest of no 0, unknown 1, yes 2.
    auto const s = list(of);
    auto const each = "CASE (" + s.element.scalar + " = " + value(n.parts[0]) +
                      ") WHEN TRUE THEN 2 WHEN FALSE THEN 0 ELSE 1 END";
    return guarded(
        s, "CASE " + over_each("max(x)", each, s) + " WHEN 2 THEN TRUE WHEN 1 THEN NULL ELSE FALSE END");
}

sql_writer::operands sql_writer::once(std::string const& first, std::string const& second) {
    auto simple = [](std::string const& sql) { return sql.size() < 60 && sql.find("SELECT") == sql.npos; };
    if (simple(first) && simple(second)) return {first, second, {}, {}};
    // Behind a fence: both databases would put the operands back into the formula, once for each time it says
    // them, and a few of these inside each other would fill the memory.
    auto const v = fresh("v");
    auto const what = "SELECT " + first + " AS a" + (second.empty() ? "" : ", " + second + " AS b");
    if (postgres()) return {v + ".a", v + ".b", {}, " FROM (" + what + " OFFSET 0) AS " + v};
    return {v + ".a", v + ".b", "WITH " + v + " AS MATERIALIZED (" + what + ") ", " FROM " + v};
}

}  // namespace guiyan::cel
