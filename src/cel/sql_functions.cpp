// Functions in both dialects. Each formula takes the steps that the evaluator takes, so that both give the
// same bits.

#include <cmath>

#include "cel/sql_writer.hpp"

namespace guiyan::cel {

std::string sql_writer::function(node const& n) {
    using o = operation;
    if (n.what == o::size && n.parts[0].is.is(type_kind::list)) return counted(n.parts[0]);
    if (n.what >= o::to_day && n.what <= o::end_of_year) return day_function(n);
    if (n.what >= o::within && n.what <= o::code_rank) return table_function(n);
    if (n.what >= o::floor && n.what <= o::abs) return number_function(n);
    return text_function(n);
}

std::string sql_writer::text_function(node const& n) {
    std::string a = n.parts.empty() ? std::string() : value(n.parts[0]);
    switch (n.what) {
        case operation::to_dyn:
            return a;
        case operation::size:
            if (n.parts[0].is.is_textual()) return number_of("length(" + a + ")");
            break;
        case operation::contains:
            return std::string("(") + (postgres() ? "strpos(" : "instr(") + a + ", " + value(n.parts[1]) +
                   ") > 0)";
        case operation::starts_with: {
            auto const x = once(a, value(n.parts[1]));
            return x.select("substr(" + x.a + ", 1, length(" + x.b + ")) = " + x.b);
        }
        case operation::ends_with: {
            auto const x = once(a, value(n.parts[1]));
            return x.select("length(" + x.a + ") >= length(" + x.b + ") AND substr(" + x.a + ", length(" +
                            x.a + ") - length(" + x.b + ") + 1) = " + x.b);
        }
        case operation::lower_ascii:
            return "lower(" + ordered_text(a) + ")";
        case operation::upper_ascii:
            return "upper(" + ordered_text(a) + ")";
        case operation::to_double:
            if (n.parts[0].is.is(type_kind::number)) return a;
            break;
        default:
            break;
    }
    refuse(n, "cel.sql.function", {{"function", n.text}});
}

std::string sql_writer::number_function(node const& n) {
    auto const a = value(n.parts[0]);
    switch (n.what) {
        case operation::floor:
            return "floor(" + a + ")";
        case operation::ceil:
            return "ceil(" + a + ")";
        case operation::abs:
            return "abs(" + a + ")";
        case operation::min:
        case operation::max: {
            auto const x = once(a, value(n.parts[1]));
            std::string const sign = n.what == operation::min ? " < " : " > ";
            return x.select("CASE WHEN " + x.b + sign + x.a + " THEN " + x.b + " WHEN " + x.b +
                            " IS NOT NULL THEN " + x.a + " END");
        }
        default:
            break;
    }
    double const digits = n.parts.size() == 2 ? n.parts[1].held.as_number() : 0;
    auto const scale = number(std::pow(10.0, digits)), half = number(0.500000001);
    auto const x = once(a);
    auto const size = "floor(abs(" + x.a + ") * " + scale + " + " + half + ") / " + scale;
    return x.select("CASE WHEN " + x.a + " < 0 THEN -(" + size + ") ELSE " + size + " END");
}

std::string sql_writer::table_function(node const& n) {
    if (n.what == operation::within) {
        auto const inner = value(n.parts[0]), outer = value(n.parts[1]);
        auto sql = mapping_.within(inner, outer);
        if (!sql) refuse(n, "cel.sql.function", {{"function", n.text}});
        return std::move(*sql);
    }
    auto const* codes = question_.around.codes;
    if (!codes) refuse(n, "cel.sql.function", {{"function", n.text}});
    auto const a = value(n.parts[0]);
    auto const& table = n.parts[1].held.as_text();
    std::string all;
    for (auto const& code : codes->codes(table)) {
        if (n.what == operation::code_in) {
            if (codes->in_group(table, code, n.parts[2].held.as_text()))
                all += (all.empty() ? "" : ", ") + text(code);
        } else if (auto const rank = codes->rank(table, code)) {
            all += " WHEN " + text(code) + " THEN " + number(*rank);
        }
    }
    if (n.what == operation::code_in)
        return all.empty() ? "(CASE WHEN " + a + " IS NULL THEN NULL ELSE FALSE END)"
                           : "(" + a + " IN (" + all + "))";
    return all.empty() ? number_of("NULL") : "(CASE " + a + all + " END)";
}

/// days.cpp: months_between, where `from` is not after `to`.
std::string sql_writer::months(std::string const& from, std::string const& to) const {
    auto part = [&](std::string const& day, char const* at) {
        return number_of("substr(" + day + ", " + at + ")");
    };
    auto const last = postgres()
                          ? "date_part('day', date_trunc('month', CAST(" + to +
                                " AS date)) + interval '1 month' - interval '1 day')"
                          : number_of("strftime('%d', " + to + ", 'start of month', '+1 month', '-1 day')");
    auto const day = part(from, "9, 2");
    auto const clamped = "CASE WHEN " + last + " < " + day + " THEN " + last + " ELSE " + day + " END";
    return "((" + part(to, "1, 4") + " - " + part(from, "1, 4") + ") * 12 + " + part(to, "6, 2") + " - " +
           part(from, "6, 2") + " + (" + part(to, "9, 2") + " - " + clamped + ") / " + number_of("31") + ")";
}

std::string sql_writer::days_added(std::string const& day, std::string const& n, double at_most,
                                   char const* unit) {
    auto const x = once(day, n);
    auto const fits = "abs(" + x.b + ") <= " + number(at_most);
    std::string moved;
    if (postgres())
        moved = "CAST(CAST(" + x.a + " AS date) + make_interval(" + unit + " => CAST(trunc(" + x.b +
                ") AS integer)) AS date)";
    else
        moved = "date(" + x.a + ", CAST(CAST(" + x.b + " AS INTEGER) AS TEXT) || ' " + unit + "', 'floor')";
    auto const y = once(x.select("CASE WHEN " + fits + " THEN " + moved + " END"));
    if (postgres())
        return y.select("CASE WHEN " + y.a +
                        " BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' THEN to_char(" + y.a +
                        ", 'YYYY-MM-DD') END");
    return y.select("CASE WHEN " + y.a + " BETWEEN '0001-01-01' AND '9999-12-31' THEN " + y.a + " END");
}

std::string sql_writer::day_function(node const& n) {
    auto const a = value(n.parts[0]);
    auto second = [&] { return value(n.parts[1]); };
    switch (n.what) {
        case operation::to_day:
            if (n.parts[0].is.is(type_kind::day)) return a;
            break;
        case operation::year:
            return year_of(a);
        case operation::month:
            return number_of("substr(" + a + ", 6, 2)");
        case operation::end_of_year:
            return "(substr(" + a + ", 1, 4) || '-12-31')";
        case operation::quarter: {
            auto const x = once(a);
            return x.select("substr(" + x.a + ", 1, 4) || 'Q' || CAST((CAST(substr(" + x.a +
                            ", 6, 2) AS INTEGER) + 2) / 3 AS TEXT)");
        }
        case operation::age: {
            auto const x = once(a, second());
            return x.select(year_of(x.b) + " - " + year_of(x.a) + " - CASE WHEN " +
                            ordered_text("substr(" + x.b + ", 6)") + " < " +
                            ordered_text("substr(" + x.a + ", 6)") + " THEN 1 ELSE 0 END");
        }
        case operation::days_between:
            if (postgres()) return number_of("CAST(" + second() + " AS date) - CAST(" + a + " AS date)");
            return "(julianday(" + second() + ") - julianday(" + a + "))";
        case operation::months_between:
        case operation::years_between: {
            auto const x = once(a, second());
            auto const sql = x.select("CASE WHEN " + ordered_text(x.b) + " >= " + ordered_text(x.a) +
                                      " THEN " + months(x.a, x.b) + " ELSE -" + months(x.b, x.a) + " END");
            return n.what == operation::months_between ? sql : "(" + sql + " / 12)";
        }
        case operation::add_days:
            return days_added(a, second(), 1'000'000, "days");
        case operation::add_months:
            return days_added(a, second(), 24'000, "months");
        case operation::add_years: {
            auto const years = second();
            auto const whole =
                postgres() ? "trunc(" + years + ")" : "CAST(CAST(" + years + " AS INTEGER) AS REAL)";
            return days_added(a, "(" + whole + " * 12)", 24'000, "months");
        }
        default:
            break;
    }
    refuse(n, "cel.sql.function", {{"function", n.text}});
}

}  // namespace guiyan::cel
