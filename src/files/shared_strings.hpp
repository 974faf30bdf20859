#pragma once
// The string table of a workbook, packed: one run of bytes in blocks and eight bytes per string.

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace guiyan::files {

class shared_strings {
public:
    /// False where `limit` bytes would be passed.
    bool add(std::string_view text, std::uint64_t limit);
    std::size_t size() const { return places_.size(); }
    std::string_view operator[](std::size_t i) const;

private:
    static constexpr std::size_t block_bytes = 1u << 20;
    std::vector<std::unique_ptr<char[]>> blocks_;
    std::size_t used_ = block_bytes;     ///< of the last block
    std::vector<std::uint64_t> places_;  ///< block 24 bits, offset 20 bits, length 20 bits
    std::uint64_t total_ = 0;
};

}  // namespace guiyan::files
