#pragma once
// Bytes that came from a socket and are not parsed yet: written at the end, taken from the front.

#include <cstring>
#include <memory>

namespace guiyan::server {

class byte_window {
public:
    char const* data() const { return bytes_.get() + begin_; }
    std::size_t size() const { return end_ - begin_; }
    bool empty() const { return begin_ == end_; }
    std::size_t capacity() const { return capacity_; }

    void consume(std::size_t n) {
        begin_ += n;
        if (begin_ == end_) begin_ = end_ = 0;
    }

    /// Room for at least one byte, at best `wanted`, behind what is there. Grows to what `wanted` asks for.
    char* prepare(std::size_t wanted) {
        if (capacity_ - end_ < wanted) {
            if (capacity_ < size() + wanted) {
                auto larger = std::make_unique_for_overwrite<char[]>(size() + wanted);
                if (size() > 0) std::memcpy(larger.get(), data(), size());
                capacity_ = size() + wanted;
                end_ = size();
                bytes_ = std::move(larger);
            } else {
                std::size_t const kept = size();
                std::memmove(bytes_.get(), data(), kept);
                end_ = kept;
            }
            begin_ = 0;
        }
        return bytes_.get() + end_;
    }

    void commit(std::size_t n) { end_ += n; }

    /// Gives memory back between two requests.
    void shrink(std::size_t keep) {
        if (!empty() || capacity_ <= keep) return;
        bytes_.reset();
        begin_ = end_ = capacity_ = 0;
    }

private:
    std::unique_ptr<char[]> bytes_;
    std::size_t begin_ = 0, end_ = 0, capacity_ = 0;
};

}  // namespace guiyan::server
