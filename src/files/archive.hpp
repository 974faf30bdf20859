#pragma once
// A zip of small files that somebody sends, whole in memory. No domain here: what may be in it is for the
// caller to say. Every refusal is named as in sheet.hpp (reject_kind).

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "files/sheet.hpp"

namespace guiyan::files {

struct archive_part {
    std::string name;  ///< UTF-8, with '/' between folders; never leads out of the archive
    std::string bytes;
    bool is_link = false;  ///< a symbolic link: `bytes` is where it points
};

/// All files of a zip but its folders, in the order of its directory. Sizes are held to the limits before
/// anything unpacks. `known` says by name whose bytes are wanted: others are named and not unpacked.
result<std::vector<archive_part>> read_archive(std::filesystem::path const&, read_limits const&,
                                               std::function<bool(std::string_view name)> const& known);

}  // namespace guiyan::files
