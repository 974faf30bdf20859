#pragma once
// The 人才队伍情况统计表 as the office prints it: title, reporting unit, day, unit, merged headings, 合计,
// signatures.

#include <filesystem>

#include "api/sentences.hpp"
#include "base/actor.hpp"
#include "base/clock.hpp"
#include "modules/reports/talent_statistics.hpp"

namespace guiyan::reports {

/// A4 landscape, headings on every page. Throws when the disk refuses.
void write_statistics_sheet(std::filesystem::path const&, talent_statistics const&, actor const&, instant now,
                            api::sentences const&);

}  // namespace guiyan::reports
