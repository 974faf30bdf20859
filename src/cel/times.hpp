#pragma once
// Timestamps and durations of the language: texts, parts in a time zone, sums. A timestamp lies in the years
// 1 to 9999; a duration fits into 64 bits of nanoseconds.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cel/operation.hpp"
#include "cel/value.hpp"

namespace guiyan::cel {

std::optional<value> parse_timestamp(std::string_view rfc3339);
std::string timestamp_text(value const&);  ///< "2009-02-13T23:31:30Z"
/// "1h30m", "-1.5s", "20ns".
std::optional<value> parse_duration(std::string_view);
std::string duration_text(value const&);  ///< "1000000s", "-0.5s"

/// Nothing beyond the range.
std::optional<value> timestamp_of(std::int64_t seconds, std::int64_t nanos);
std::optional<value> duration_of(std::int64_t seconds, std::int64_t nanos);
/// timestamp ± duration, duration ± duration, timestamp − timestamp; nothing beyond the range.
std::optional<value> add_times(value const&, value const&);
std::optional<value> subtract_times(value const&, value const&);

/// getFullYear, getHours … of a timestamp in a zone ("", "Asia/Shanghai", "+08:00"); nothing for an unknown
/// zone.
std::optional<std::int64_t> part_of_timestamp(operation, value const&, std::string_view zone);
std::int64_t part_of_duration(operation, value const&);

}  // namespace guiyan::cel
