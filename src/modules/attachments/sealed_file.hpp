#pragma once
// Files at rest: sealed in pieces, so that a file of any size passes through in flat memory (docs/adr, Sealed
// attachments). A sealed file opens only under the name it was sealed for, whole and in order.

#include <cstdint>
#include <filesystem>
#include <string>

#include "store/vault.hpp"

namespace guiyan::attachments {

struct file_digest {
    std::string sha256;  ///< hex
    std::int64_t size = 0;
};
file_digest digest_of(std::filesystem::path const&);

/// Seals `plain` as `name` ("ab/cdef…") below `folder`: written beside, brought to the disk, then put in
/// place. Throws std::system_error, as when the disk is full.
void seal_file(store::vault const&, std::filesystem::path const& plain, std::filesystem::path const& folder,
               std::string const& name);

/// Opens it into the file `plain` and returns what was in it. Throws std::runtime_error where a byte was
/// changed, a piece is missing or moved, or the keys are others.
file_digest open_sealed_file(store::vault const&, std::filesystem::path const& folder,
                             std::string const& name, std::filesystem::path const& plain);

/// "ab/cdef0123…": random, tells nothing of the content.
std::string new_stored_name();

/// A plain file for the time of an act, mode 0600, removed with its object.
class work_file {
public:
    explicit work_file(std::filesystem::path const& folder);
    ~work_file();
    work_file(work_file const&) = delete;
    work_file& operator=(work_file const&) = delete;
    std::filesystem::path const& path() const { return path_; }
    /// From now on somebody else removes it.
    std::filesystem::path release();

private:
    std::filesystem::path path_;
};

}  // namespace guiyan::attachments
