#pragma once
// Files with people's data in them lie sealed on disk: in pieces, each bound to its number and to the record,
// the last one marked, so that nothing can be cut off, exchanged or moved unseen. A reader of tables needs
// bytes it can jump about in; it gets them in memory, or beyond a size in a file without a name that goes
// with the process.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "store/vault.hpp"

namespace guiyan::imports {

struct sealed_original {
    std::uint64_t size = 0;
    std::string sha256;  ///< hex, of the plain bytes
};

/// Writes `to` from `from` and makes it durable. Faults of the disk are thrown as std::system_error.
sealed_original seal_file(std::filesystem::path const& from, std::filesystem::path const& to,
                          store::vault const&, std::int64_t record);

/// Gives the plain bytes piece by piece. Throws std::runtime_error where the file was changed or cut.
void unseal_file(std::filesystem::path const& from, store::vault const&, std::int64_t record,
                 std::function<void(std::string_view)> const& sink);

/// A plain copy that nobody else can open by name and that no crash leaves behind.
class plain_copy {
public:
    plain_copy(std::filesystem::path const& sealed, store::vault const&, std::int64_t record);
    ~plain_copy();
    plain_copy(plain_copy const&) = delete;
    plain_copy& operator=(plain_copy const&) = delete;
    std::filesystem::path path() const;

private:
    int handle_ = -1;
};

/// Writes a whole small file and makes it durable before it takes its name.
void write_durably(std::filesystem::path const& to, std::string_view bytes);
/// "" where there is none.
std::string read_whole(std::filesystem::path const& from);
void sync_folder(std::filesystem::path const& folder);

}  // namespace guiyan::imports
