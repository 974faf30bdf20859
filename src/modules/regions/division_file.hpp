#pragma once
// Division codes in a file: headings in English or Chinese, level and parent by the rules of the code.

#include <string>
#include <vector>

#include "base/result.hpp"
#include "files/sheet.hpp"
#include "modules/regions/region.hpp"

namespace guiyan::regions {

struct division_row {
    std::int64_t row = 0;  ///< as the sheet shows it
    region place;          ///< code, name, short_name, level, kind, aliases, validity
    std::vector<field_error> problems;
};

/// Everything before the heading row is passed over. Fails when no sheet has a column of codes and one of
/// names.
result<std::vector<division_row>> read_divisions(files::workbook&);

/// Everyday form of an official name: 村民委员会 and 村委会 → 村, 社区居委会 → 社区.
std::string short_name_of(std::string_view official);

/// Kind by the ranges of the coding rules (统计用区划代码: town part 001-099 街道, 100-199 镇, 200-399 乡,
/// 400-599 like; village part 001-199 居委会, 200-399 村委会, 400-599 like); levels 1 to 3 by the name.
std::string kind_of(std::string_view code, std::string_view name);

}  // namespace guiyan::regions
