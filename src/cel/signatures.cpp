#include "cel/signatures.hpp"

#include <array>

namespace guiyan::cel {
namespace {

using o = operation;
constexpr std::array table{
    signature{o::to_bool, false, "b", 'b'},
    signature{o::to_bool, false, "s", 'b'},
    signature{o::to_bytes, false, "s", 'y'},
    signature{o::to_bytes, false, "y", 'y'},
    signature{o::to_double, false, "f", 'f'},
    signature{o::to_double, false, "w", 'f'},
    signature{o::to_double, false, "u", 'f'},
    signature{o::to_double, false, "s", 'f'},
    signature{o::to_duration, false, "s", 'd'},
    signature{o::to_duration, false, "d", 'd'},
    signature{o::to_dyn, false, "*", '*'},
    signature{o::to_int, false, "w", 'w'},
    signature{o::to_int, false, "f", 'w'},
    signature{o::to_int, false, "u", 'w'},
    signature{o::to_int, false, "s", 'w'},
    signature{o::to_int, false, "t", 'w'},
    signature{o::to_string, false, "s", 's'},
    signature{o::to_string, false, "b", 's'},
    signature{o::to_string, false, "w", 's'},
    signature{o::to_string, false, "u", 's'},
    signature{o::to_string, false, "f", 's'},
    signature{o::to_string, false, "y", 's'},
    signature{o::to_string, false, "t", 's'},
    signature{o::to_string, false, "d", 's'},
    signature{o::to_string, false, "D", 's'},
    signature{o::to_timestamp, false, "s", 't'},
    signature{o::to_timestamp, false, "w", 't'},
    signature{o::to_timestamp, false, "t", 't'},
    signature{o::to_uint, false, "u", 'u'},
    signature{o::to_uint, false, "w", 'u'},
    signature{o::to_uint, false, "f", 'u'},
    signature{o::to_uint, false, "s", 'u'},
    signature{o::type_of, false, "*", 'T'},
    signature{o::size, false, "s", 'w'},
    signature{o::size, false, "y", 'w'},
    signature{o::size, false, "L", 'w'},
    signature{o::size, false, "M", 'w'},
    signature{o::size, true, "s", 'w'},
    signature{o::size, true, "y", 'w'},
    signature{o::size, true, "L", 'w'},
    signature{o::size, true, "M", 'w'},
    signature{o::contains, true, "ss", 'b'},
    signature{o::ends_with, true, "ss", 'b'},
    signature{o::starts_with, true, "ss", 'b'},
    signature{o::matches, true, "ss", 'b'},
    signature{o::matches, false, "ss", 'b'},
    signature{o::char_at, true, "sw", 's'},
    signature{o::format, true, "sL", 's'},
    signature{o::index_of, true, "ss", 'w'},
    signature{o::index_of, true, "ssw", 'w'},
    signature{o::join, true, "L", 's'},
    signature{o::join, true, "Ls", 's'},
    signature{o::last_index_of, true, "ss", 'w'},
    signature{o::last_index_of, true, "ssw", 'w'},
    signature{o::lower_ascii, true, "s", 's'},
    signature{o::upper_ascii, true, "s", 's'},
    signature{o::quote, false, "s", 's'},
    signature{o::replace, true, "sss", 's'},
    signature{o::replace, true, "sssw", 's'},
    signature{o::reverse, true, "s", 's'},
    signature{o::split, true, "ss", 'l'},
    signature{o::split, true, "ssw", 'l'},
    signature{o::substring, true, "sw", 's'},
    signature{o::substring, true, "sww", 's'},
    signature{o::trim, true, "s", 's'},
    signature{o::get_date, true, "t", 'w'},
    signature{o::get_date, true, "ts", 'w'},
    signature{o::get_day_of_month, true, "t", 'w'},
    signature{o::get_day_of_month, true, "ts", 'w'},
    signature{o::get_day_of_week, true, "t", 'w'},
    signature{o::get_day_of_week, true, "ts", 'w'},
    signature{o::get_day_of_year, true, "t", 'w'},
    signature{o::get_day_of_year, true, "ts", 'w'},
    signature{o::get_full_year, true, "t", 'w'},
    signature{o::get_full_year, true, "ts", 'w'},
    signature{o::get_hours, true, "t", 'w'},
    signature{o::get_hours, true, "ts", 'w'},
    signature{o::get_hours, true, "d", 'w'},
    signature{o::get_milliseconds, true, "t", 'w'},
    signature{o::get_milliseconds, true, "ts", 'w'},
    signature{o::get_milliseconds, true, "d", 'w'},
    signature{o::get_minutes, true, "t", 'w'},
    signature{o::get_minutes, true, "ts", 'w'},
    signature{o::get_minutes, true, "d", 'w'},
    signature{o::get_month, true, "t", 'w'},
    signature{o::get_month, true, "ts", 'w'},
    signature{o::get_seconds, true, "t", 'w'},
    signature{o::get_seconds, true, "ts", 'w'},
    signature{o::get_seconds, true, "d", 'w'},
    signature{o::to_day, false, "s", 'D'},
    signature{o::to_day, false, "D", 'D'},
    signature{o::year, false, "D", 'w'},
    signature{o::month, false, "D", 'w'},
    signature{o::quarter, false, "D", 's'},
    signature{o::age, false, "DD", 'w'},
    signature{o::years_between, false, "DD", 'f'},
    signature{o::months_between, false, "DD", 'f'},
    signature{o::days_between, false, "DD", 'w'},
    signature{o::workdays_between, false, "DD", 'w'},
    signature{o::add_days, false, "Df", 'D'},
    signature{o::add_months, false, "Df", 'D'},
    signature{o::add_years, false, "Df", 'D'},
    signature{o::end_of_year, false, "D", 'D'},
    signature{o::within, false, "II", 'b'},
    signature{o::code_in, false, "sss", 'b'},
    signature{o::code_rank, false, "ss", 'f'},
    signature{o::floor, false, "f", '='},
    signature{o::ceil, false, "f", '='},
    signature{o::round, false, "f", '='},
    signature{o::round, false, "fw", '='},
    signature{o::min, false, "ff", '='},
    signature{o::max, false, "ff", '='},
    signature{o::abs, false, "f", '='},
};

}  // namespace

std::vector<signature> signatures_of(operation what, bool receiver) {
    std::vector<signature> out;
    for (auto const& s : table)
        if (s.what == what && s.receiver == receiver) out.push_back(s);
    return out;
}

type type_of_letter(char letter, bool pack) {
    switch (letter) {
        case 's':
            return type::text();
        case 'w':
            return pack ? type::number() : type::integer();
        case 'f':
            return type::number();
        case 'u':
            return type::uinteger();
        case 'b':
            return type::boolean();
        case 'y':
            return type::bytes();
        case 't':
            return type::timestamp();
        case 'd':
            return type::duration();
        case 'D':
            return type::day();
        case 'L':
            return type::list(type::dyn());
        case 'l':
            return type::list(type::text());
        case 'M':
            return type::map(type::dyn(), type::dyn());
        case 'I':
            return type::id({});
        case 'T':
            return type::of_type();
        default:
            return type::dyn();
    }
}

bool takes_letter(char letter, type const& given, bool pack) {
    if (letter == '*' || given.is(type_kind::dyn)) return true;
    if (given.is(type_kind::null)) return pack;
    if (letter == 's') return given.is_textual();
    return given.kind == type_of_letter(letter, pack).kind;
}

}  // namespace guiyan::cel
