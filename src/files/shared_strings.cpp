#include "files/shared_strings.hpp"

#include <cstring>

namespace guiyan::files {

bool shared_strings::add(std::string_view text, std::uint64_t limit) {
    total_ += text.size() + sizeof(std::uint64_t);
    if (text.size() >= block_bytes || total_ > limit) return false;
    if (used_ + text.size() > block_bytes || blocks_.empty()) {
        blocks_.push_back(std::make_unique_for_overwrite<char[]>(block_bytes));
        used_ = 0;
    }
    std::memcpy(blocks_.back().get() + used_, text.data(), text.size());
    // An offset of a full block does not fit its 20 bits, but then the text is empty.
    std::uint64_t const offset = text.empty() ? 0 : used_;
    places_.push_back(std::uint64_t{blocks_.size() - 1} << 40 | offset << 20 | text.size());
    used_ += text.size();
    return true;
}

std::string_view shared_strings::operator[](std::size_t i) const {
    std::uint64_t const place = places_[i];
    return {blocks_[place >> 40].get() + (place >> 20 & 0xfffff), place & 0xfffff};
}

}  // namespace guiyan::files
