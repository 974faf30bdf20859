#pragma once
// A shelf as one file, for a quick start: a head (mark, layout version, generation, settings), then every
// array with its length, then a checksum over all. Of the machine's own byte order: a cache, not an exchange
// format. Large arrays are not copied when the file is read: their pages are borrowed (column.hpp), so the
// file must not be written to while it is in use; a new one is made beside it and takes its name.

#include <filesystem>

#include "modules/people/index/shelf.hpp"

namespace guiyan::people::inside {

/// Only for a shelf without late arrivals. Throws std::runtime_error when the file cannot be written.
void write_snapshot(shelf& from, std::filesystem::path const& file, std::uint64_t generation);

/// Nothing when missing, damaged, of another layout, generation or settings.
std::unique_ptr<shelf> read_snapshot(std::filesystem::path const& file, std::uint64_t generation,
                                     std::vector<ordinal_range> const& skill_nodes);

}  // namespace guiyan::people::inside
