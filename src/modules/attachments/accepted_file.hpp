#pragma once
// Which files are taken: told by their content, and their name has to say the same.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "files/content_kind.hpp"

namespace guiyan::attachments {

struct accepted_file {
    files::content_kind kind = files::content_kind::unknown;
    std::string name;
    std::string_view mime;
};

/// Fails with fault::unsupported: a name that is not on the list (html, svg, exe, zip …), content that is
/// something else than the name says, a program inside an office file. A picture may carry the name of the
/// other kind of picture; it gets the right one.
result<accepted_file> accept(std::string_view name, std::filesystem::path const& file);

/// A name for lists and disks: no folders, no control or direction characters, no numbers of persons. "" when
/// nothing is left.
std::string clean_name(std::string_view name);

}  // namespace guiyan::attachments
