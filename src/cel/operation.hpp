#pragma once
// Operators and functions that the language itself brings.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace guiyan::cel {

enum class operation : std::uint8_t {
    custom,  ///< a function of the environment
    // operators
    logical_and,
    logical_or,
    logical_not,
    conditional,
    equals,
    not_equals,
    less,
    less_equals,
    greater,
    greater_equals,
    in,
    add,
    subtract,
    multiply,
    divide,
    modulo,
    negate,
    index,
    // conversions and what every kind has
    to_bool,
    to_bytes,
    to_double,
    to_duration,
    to_dyn,
    to_int,
    to_string,
    to_timestamp,
    to_uint,
    type_of,
    size,
    // texts
    contains,
    ends_with,
    matches,
    starts_with,
    char_at,
    format,
    index_of,
    join,
    last_index_of,
    lower_ascii,
    quote,
    replace,
    reverse,
    split,
    substring,
    trim,
    upper_ascii,
    // timestamps and durations
    get_date,
    get_day_of_month,
    get_day_of_week,
    get_day_of_year,
    get_full_year,
    get_hours,
    get_milliseconds,
    get_minutes,
    get_month,
    get_seconds,
    // our own: days
    to_day,  ///< date('2022-09-01')
    year,
    month,
    quarter,
    age,
    years_between,
    months_between,
    days_between,
    workdays_between,
    add_days,
    add_months,
    add_years,
    end_of_year,
    // our own: places, codes, numbers
    within,
    code_in,
    code_rank,
    floor,
    ceil,
    round,
    min,
    max,
    abs,
};

/// The operation a written function name stands for; custom for a name the language does not have.
/// `pack` adds our own functions to CEL's.
operation function_named(std::string_view name, bool receiver, bool pack);
/// "&&", "startsWith", "years_between".
std::string_view name_of(operation);
/// All functions, for suggestions.
std::vector<std::string> function_names(bool pack);

}  // namespace guiyan::cel
