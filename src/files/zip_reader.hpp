#pragma once
// The directory and the parts of a zip that somebody else made. Sizes are checked against the limits before
// anything unpacks, and again while unpacking for those that lied. Own code, not libzip: libzip takes memory
// for the whole directory before its size can be refused, and does not see parts that overlap.

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "files/byte_source.hpp"
#include "files/sheet.hpp"

namespace guiyan::files {

struct zip_entry {
    /// UTF-8. Windows writes names in the code page of the machine and says nothing of it: what is no UTF-8
    /// is read as GBK.
    std::string name;
    std::uint64_t packed = 0;
    std::uint64_t unpacked = 0;
    std::uint64_t at = 0;  ///< of the local header
    std::uint32_t crc = 0;
    std::uint16_t method = 0;
    std::uint16_t flags = 0;
    std::uint16_t unix_mode = 0;  ///< as stat says it; 0 where the zip was made elsewhere
};

class zip_reader {
public:
    zip_reader(std::shared_ptr<random_file> file, read_limits const& limits, progress_hook progress);

    /// Names match as OOXML wants: without regard to ASCII case.
    zip_entry const* find(std::string_view name) const;
    std::vector<zip_entry> const& entries() const { return entries_; }

    /// Unpacks a part; refuses it where it passes a limit, is damaged or is encrypted.
    std::unique_ptr<byte_source> open(zip_entry const& entry);

    /// A whole small part.
    std::string read_all(zip_entry const& entry, std::size_t limit);

    /// Called by the parts while they unpack: the place in the file that they have come to.
    void tell(std::uint64_t at);
    read_limits const& limits() const { return limits_; }
    random_file const& file() const { return *file_; }

private:
    void read_directory();

    std::shared_ptr<random_file> file_;
    read_limits limits_;
    progress_hook progress_;
    std::vector<zip_entry> entries_;
    std::unordered_map<std::string, std::size_t> by_name_;
    std::uint64_t told_ = 0;
};

}  // namespace guiyan::files
