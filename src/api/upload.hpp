#pragma once
// A file sent as the body of a request.

#include <filesystem>
#include <memory>
#include <string>

#include "api/message.hpp"
#include "base/result.hpp"

namespace guiyan::api {

/// The bytes on disk. Where the transport kept a small body in memory they lie in a temporary file that goes
/// with this object.
struct upload {
    std::string name;  ///< from X-File-Name, without folders
    std::filesystem::path path;
    std::uint64_t size = 0;
    std::shared_ptr<void> owned;
};

/// fault::invalid without a name or without bytes.
result<upload> uploaded_file(request const&);

}  // namespace guiyan::api
