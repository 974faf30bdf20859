#pragma once
// What became of each line when its batch was written: one byte a line, sealed, durable before the commit
// that it belongs to. Of a batch that is not committed it says nothing.

#include <filesystem>
#include <vector>

#include "modules/imports/imports.hpp"

namespace guiyan::imports {

void write_outcomes(std::filesystem::path const& folder, store::vault const&, batch_id,
                    std::vector<outcome> const&);
/// `none` for every line where there is no such file.
std::vector<outcome> read_outcomes(std::filesystem::path const& folder, store::vault const&, batch_id,
                                   std::size_t lines);

}  // namespace guiyan::imports
