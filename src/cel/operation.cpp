#include "cel/operation.hpp"

#include <algorithm>
#include <array>

namespace guiyan::cel {
namespace {

enum class written : std::uint8_t { sign, function, method, both };

struct row {
    operation what;
    std::string_view name;
    written as;
    bool pack = false;
};

using o = operation;
using w = written;
constexpr std::array table{
    row{o::logical_and, "&&", w::sign},
    row{o::logical_or, "||", w::sign},
    row{o::logical_not, "!", w::sign},
    row{o::conditional, "?:", w::sign},
    row{o::equals, "==", w::sign},
    row{o::not_equals, "!=", w::sign},
    row{o::less, "<", w::sign},
    row{o::less_equals, "<=", w::sign},
    row{o::greater, ">", w::sign},
    row{o::greater_equals, ">=", w::sign},
    row{o::in, "in", w::sign},
    row{o::add, "+", w::sign},
    row{o::subtract, "-", w::sign},
    row{o::multiply, "*", w::sign},
    row{o::divide, "/", w::sign},
    row{o::modulo, "%", w::sign},
    row{o::negate, "-", w::sign},
    row{o::index, "[]", w::sign},
    row{o::to_bool, "bool", w::function},
    row{o::to_bytes, "bytes", w::function},
    row{o::to_double, "double", w::function},
    row{o::to_duration, "duration", w::function},
    row{o::to_dyn, "dyn", w::function},
    row{o::to_int, "int", w::function},
    row{o::to_string, "string", w::function},
    row{o::to_timestamp, "timestamp", w::function},
    row{o::to_uint, "uint", w::function},
    row{o::type_of, "type", w::function},
    row{o::size, "size", w::both},
    row{o::contains, "contains", w::method},
    row{o::ends_with, "endsWith", w::method},
    row{o::matches, "matches", w::both},
    row{o::starts_with, "startsWith", w::method},
    row{o::char_at, "charAt", w::method},
    row{o::format, "format", w::method},
    row{o::index_of, "indexOf", w::method},
    row{o::join, "join", w::method},
    row{o::last_index_of, "lastIndexOf", w::method},
    row{o::lower_ascii, "lowerAscii", w::method},
    row{o::quote, "strings.quote", w::function},
    row{o::replace, "replace", w::method},
    row{o::reverse, "reverse", w::method},
    row{o::split, "split", w::method},
    row{o::substring, "substring", w::method},
    row{o::trim, "trim", w::method},
    row{o::upper_ascii, "upperAscii", w::method},
    row{o::get_date, "getDate", w::method},
    row{o::get_day_of_month, "getDayOfMonth", w::method},
    row{o::get_day_of_week, "getDayOfWeek", w::method},
    row{o::get_day_of_year, "getDayOfYear", w::method},
    row{o::get_full_year, "getFullYear", w::method},
    row{o::get_hours, "getHours", w::method},
    row{o::get_milliseconds, "getMilliseconds", w::method},
    row{o::get_minutes, "getMinutes", w::method},
    row{o::get_month, "getMonth", w::method},
    row{o::get_seconds, "getSeconds", w::method},
    row{o::to_day, "date", w::function, true},
    row{o::year, "year", w::function, true},
    row{o::month, "month", w::function, true},
    row{o::quarter, "quarter", w::function, true},
    row{o::age, "age", w::function, true},
    row{o::years_between, "years_between", w::function, true},
    row{o::months_between, "months_between", w::function, true},
    row{o::days_between, "days_between", w::function, true},
    row{o::workdays_between, "workdays_between", w::function, true},
    row{o::add_days, "add_days", w::function, true},
    row{o::add_months, "add_months", w::function, true},
    row{o::add_years, "add_years", w::function, true},
    row{o::end_of_year, "end_of_year", w::function, true},
    row{o::within, "within", w::function, true},
    row{o::code_in, "code_in", w::function, true},
    row{o::code_rank, "code_rank", w::function, true},
    row{o::floor, "floor", w::function, true},
    row{o::ceil, "ceil", w::function, true},
    row{o::round, "round", w::function, true},
    row{o::min, "min", w::function, true},
    row{o::max, "max", w::function, true},
    row{o::abs, "abs", w::function, true},
};

}  // namespace

operation function_named(std::string_view name, bool receiver, bool pack) {
    for (auto const& r : table)
        if (r.name == name && (pack || !r.pack) &&
            (r.as == w::both || r.as == (receiver ? w::method : w::function)))
            return r.what;
    return operation::custom;
}

std::string_view name_of(operation what) {
    auto const found = std::find_if(table.begin(), table.end(), [&](row const& r) { return r.what == what; });
    return found == table.end() ? std::string_view() : found->name;
}

std::vector<std::string> function_names(bool pack) {
    std::vector<std::string> out;
    for (auto const& r : table)
        if (r.as != w::sign && (pack || !r.pack)) out.emplace_back(r.name);
    return out;
}

}  // namespace guiyan::cel
