#pragma once
// guiyan pack check: everything that is wrong with a pack at once, as data (pack language, section 10).

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "scheme/finding.hpp"
#include "scheme/rulebook.hpp"

namespace guiyan::scheme {

/// Another file of the pack's folder by its path there ("reports/situation.md"); nothing where it is not
/// there.
using file_of_pack = std::function<std::optional<std::string>(std::string_view path)>;

/// `book` is the pack as it was read; `files` may be empty where there is no folder.
findings check(rulebook const& book, file_of_pack const& files = {});

}  // namespace guiyan::scheme
