#pragma once
// A zip of small parts in memory, the same bytes for the same parts: entries in the order of their names, one
// time for all of them. (What others made is read by files/zip_reader.hpp.)

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace guiyan::paper {

using zip_parts = std::map<std::string, std::string>;

/// `at` is written as China's civil time in steps of two seconds, 1980 at the earliest. Throws
/// std::runtime_error.
std::string written_zip(zip_parts const& parts, instant at);

/// The parts of a zip that this room wrote, for checking it. Nothing where it is no zip, or holds more than
/// 100 parts or 64 MiB.
std::optional<zip_parts> read_zip(std::string_view bytes);

}  // namespace guiyan::paper
