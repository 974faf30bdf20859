#pragma once
// Kinds of reports that the desk knows beyond those of roster/kinds.hpp, and what a decision about a kind is
// about. Titles and sentences: "roster.kind.<word>", "roster.report.<word>", and "import.kind.",
// "import.report." for these.

#include <cstdint>
#include <string>
#include <string_view>

namespace guiyan::imports {

inline constexpr std::string_view out_of_reach =
    "out_of_reach";  ///< the village is not the actor's: never written
inline constexpr std::string_view broken_rule =
    "broken_rule";  ///< a rule of people's record refuses the value
inline constexpr std::string_view in_bank = "duplicate_in_bank";
inline constexpr std::string_view in_file = "duplicate_in_file";

/// Numbers of kinds in files of this program; they change with the list, see kinds_layout().
std::uint8_t kind_number(std::string_view word);
std::string_view kind_word(std::uint8_t number);
std::size_t all_kinds();
/// Differs when kinds or fields of rosters changed, so that lines written by another version are read anew.
std::string kinds_layout();

/// The decision is whether the line is taken at all, not what stands in a field. Undecided such a line is
/// never written, not even where everything is asked for.
bool is_about_the_line(std::string_view kind);

/// "roster.kind." or "import.kind." + word.
std::string kind_key(std::string_view kind);
std::string report_key(std::string_view kind);

}  // namespace guiyan::imports
