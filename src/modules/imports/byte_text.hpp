#pragma once
// Private to this folder: numbers and texts one behind the other, for files that only this program reads.

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace guiyan::imports {

class byte_writer {
public:
    explicit byte_writer(std::string& out) : out_(out) {}
    /// Seven bits a byte, the low ones first.
    void number(std::uint64_t n) {
        for (; n >= 0x80; n >>= 7) out_ += static_cast<char>(n | 0x80);
        out_ += static_cast<char>(n);
    }
    void text(std::string_view s) {
        number(s.size());
        out_ += s;
    }

private:
    std::string& out_;
};

/// Throws std::runtime_error past the end.
class byte_reader {
public:
    explicit byte_reader(std::string_view in, std::size_t at = 0) : in_(in), at_(at) {}
    bool at_end() const { return at_ >= in_.size(); }
    std::size_t place() const { return at_; }
    std::uint64_t number() {
        std::uint64_t n = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at_ >= in_.size()) break;
            auto const byte = static_cast<unsigned char>(in_[at_++]);
            n |= std::uint64_t{byte & 0x7fu} << shift;
            if (byte < 0x80) return n;
        }
        throw std::runtime_error("a file of an import is cut off");
    }
    std::string_view text() {
        auto const size = number();
        if (size > in_.size() - at_) throw std::runtime_error("a file of an import is cut off");
        at_ += size;
        return in_.substr(at_ - size, size);
    }

private:
    std::string_view in_;
    std::size_t at_;
};

}  // namespace guiyan::imports
