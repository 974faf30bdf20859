#pragma once
// What an address of a figure names: an indicator of the pack ("S0-F02"), a measure, the rows of a list
// report ("list.heads_ledger"), and of each the part behind an "@": a place by its code, a period ("2022Q3"),
// a unit ("org.17"), or "silent": the records that say no value.

#include <optional>
#include <string>
#include <string_view>

#include "scheme/reckoner.hpp"

namespace guiyan::indicators {

struct asked_figure {
    scheme::indicator what;
    std::optional<std::string> region;  ///< 12 digits
    std::optional<scheme::day_span> period;
    scheme::record_key subject;
};

/// Nothing for an address that the pack knows nothing of.
std::optional<asked_figure> figure_asked(scheme::pack const&, std::string_view address);

/// The measure behind a figure: the one it is `of`, or the one written in it.
scheme::measure const& source_of(scheme::pack const&, scheme::indicator const&);
/// The records of a measure that do not say the value it makes its number of; nothing for one that counts
/// records or is worked out of others.
std::optional<scheme::indicator> silent_records(scheme::pack const&, scheme::indicator const&);

/// The addresses of parts.
std::string list_address(std::string_view report);
std::string part_address(std::string_view figure, std::string_view part);
std::string unit_part(std::int64_t organization);
inline constexpr std::string_view silent_part = "silent";

}  // namespace guiyan::indicators
