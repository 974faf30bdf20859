// Parts of a timestamp where people live: zones by name come from ICU (the standard library of GCC 12 has
// none).

#include <unicode/timezone.h>

#include <chrono>

#include "cel/times.hpp"

namespace guiyan::cel {
namespace {

std::optional<std::int64_t> written_offset(std::string_view zone) {
    bool const west = zone.starts_with('-');
    if (west || zone.starts_with('+')) zone.remove_prefix(1);
    if (zone.size() != 5 || zone[2] != ':') return std::nullopt;
    for (std::size_t i : {0, 1, 3, 4})
        if (zone[i] < '0' || zone[i] > '9') return std::nullopt;
    int const hours = (zone[0] - '0') * 10 + (zone[1] - '0'),
              minutes = (zone[3] - '0') * 10 + (zone[4] - '0');
    if (hours > 23 || minutes > 59) return std::nullopt;
    return (hours * 60 + minutes) * 60 * (west ? -1 : 1);
}

std::optional<std::int64_t> offset_of(std::string_view zone, std::int64_t seconds) {
    if (zone.empty() || zone == "UTC") return 0;
    if (auto const written = written_offset(zone)) return written;
    std::unique_ptr<icu::TimeZone> const found(icu::TimeZone::createTimeZone(
        icu::UnicodeString::fromUTF8(icu::StringPiece(zone.data(), int32_t(zone.size())))));
    if (!found || *found == icu::TimeZone::getUnknown()) return std::nullopt;
    int32_t raw = 0, summer = 0;
    UErrorCode failed = U_ZERO_ERROR;
    found->getOffset(double(seconds) * 1000, false, raw, summer, failed);
    if (U_FAILURE(failed)) return std::nullopt;
    return (raw + summer) / 1000;
}

}  // namespace

std::optional<std::int64_t> part_of_timestamp(operation what, value const& v, std::string_view zone) {
    using namespace std::chrono;
    auto const offset = offset_of(zone, v.seconds());
    if (!offset) return std::nullopt;
    auto const local = sys_seconds(seconds(v.seconds() + *offset));
    auto const day = floor<days>(local);
    year_month_day const ymd(day);
    auto const rest = (local - day).count();
    switch (what) {
        case operation::get_full_year:
            return int(ymd.year());
        case operation::get_month:
            return int(unsigned(ymd.month())) - 1;
        case operation::get_date:
            return unsigned(ymd.day());
        case operation::get_day_of_month:
            return int(unsigned(ymd.day())) - 1;
        case operation::get_day_of_week:
            return weekday(day).c_encoding();
        case operation::get_day_of_year:
            return (day - sys_days(ymd.year() / January / 1)).count();
        case operation::get_hours:
            return rest / 3600;
        case operation::get_minutes:
            return rest / 60 % 60;
        case operation::get_seconds:
            return rest % 60;
        default:
            return v.nanos() / 1'000'000;
    }
}

}  // namespace guiyan::cel
