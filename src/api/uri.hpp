#pragma once
// Percent encoding, paths and queries of request targets.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace guiyan::api {

std::string percent_encode(std::string_view text);
/// Nothing on a broken escape or text that is not UTF-8.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_blank = false);

struct target {
    std::string path;  ///< still encoded
    std::vector<std::pair<std::string, std::string>> query;
};
std::optional<target> split_target(std::string_view text);

}  // namespace guiyan::api
