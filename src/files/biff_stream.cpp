#include "files/biff_stream.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/text.hpp"
#include "files/refusal.hpp"

namespace guiyan::files {
namespace {

constexpr std::uint16_t continue_record = 0x003c;

void append(char32_t c, std::string& into) {
    if (c != 0 && c < 0x80)
        into += static_cast<char>(c);
    else if (c != 0)
        into += to_utf8(c);
}

}  // namespace

void biff_stream::seek(std::uint64_t at) {
    at_ = at;
    data_ = {};
}

/// Has `bytes` from at_ in the buffer.
bool biff_stream::load(std::size_t bytes) {
    if (at_ >= buffer_at_ && at_ + bytes <= buffer_at_ + buffered_) return true;
    buffer_at_ = at_;
    buffered_ = stream_.read_at(at_, buffer_);
    return buffered_ >= bytes;
}

bool biff_stream::next() {
    if (!load(4)) return false;
    char const* p = buffer_.data() + (at_ - buffer_at_);
    type_ = u16(p);
    std::size_t const size = u16(p + 2);
    if (!load(4 + size)) refuse_truncated();
    p = buffer_.data() + (at_ - buffer_at_);
    data_ = std::string_view(p + 4, size);
    at_ += 4 + size;
    return true;
}

bool biff_stream::next_part() {
    if (!load(4) || u16(buffer_.data() + (at_ - buffer_at_)) != continue_record) return false;
    std::uint16_t const whole = type_;
    bool const there = next();
    type_ = whole;
    return there;
}

std::uint8_t biff_stream::byte() {
    while (data_.empty()) {
        if (!next_part()) refuse_truncated();
    }
    auto const b = static_cast<std::uint8_t>(data_[0]);
    data_.remove_prefix(1);
    return b;
}

std::uint16_t biff_stream::word() {
    std::uint16_t const low = byte();
    return static_cast<std::uint16_t>(low | byte() << 8);
}

std::uint32_t biff_stream::dword() {
    std::uint32_t const low = word();
    return low | static_cast<std::uint32_t>(word()) << 16;
}

double biff_stream::real() {
    std::uint64_t const low = dword();
    return std::bit_cast<double>(low | static_cast<std::uint64_t>(dword()) << 32);
}

void biff_stream::pass(std::size_t bytes) {
    while (bytes > 0) {
        while (data_.empty()) {
            if (!next_part()) refuse_truncated();
        }
        std::size_t const n = std::min(bytes, data_.size());
        data_.remove_prefix(n);
        bytes -= n;
    }
}

void biff_stream::characters(std::size_t count, bool wide, std::string& into) {
    char32_t high = 0;
    while (count > 0) {
        while (data_.empty()) {
            if (!next_part()) refuse_truncated();
            wide = (byte() & 1) != 0;
        }
        char32_t c = byte();
        if (wide) c |= static_cast<char32_t>(byte()) << 8;
        --count;
        if (high != 0) {
            if (c >= 0xdc00 && c < 0xe000) {
                append(0x10000 + ((high - 0xd800) << 10) + (c - 0xdc00), into);
                high = 0;
                continue;
            }
            append(0xfffd, into);
            high = 0;
        }
        if (c >= 0xd800 && c < 0xdc00)
            high = c;
        else
            append(c >= 0xdc00 && c < 0xe000 ? U'\xfffd' : c, into);
    }
    if (high != 0) append(0xfffd, into);
}

void biff_stream::unicode_string(bool short_count, std::string& into) {
    into.clear();
    std::size_t const count = short_count ? byte() : word();
    std::uint8_t const flags = byte();
    std::size_t const runs = (flags & 0x08) != 0 ? word() : 0;
    std::size_t const extra = (flags & 0x04) != 0 ? dword() : 0;
    characters(count, (flags & 1) != 0, into);
    pass(runs * 4);
    pass(extra);
}

std::string biff_stream::bytes(std::size_t count) {
    std::string out;
    out.reserve(count);
    while (out.size() < count) out += static_cast<char>(byte());
    return out;
}

}  // namespace guiyan::files
