#include "modules/people/index/column.hpp"

#include <sys/mman.h>

namespace guiyan::people::inside {

namespace {

struct wish {
    int file = -1;
    std::uint64_t offset = 0;
    std::size_t bytes = 0;
};
thread_local wish next;

}  // namespace

borrow_from_file::borrow_from_file(int file, std::uint64_t offset, std::size_t bytes) {
    next = {file, offset, bytes};
}

borrow_from_file::~borrow_from_file() {
    next = {};
}

void* take_pages(std::size_t bytes) {
    void* const pages =
        ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (pages == MAP_FAILED) throw std::bad_alloc();
    if (auto const from = std::exchange(next, {}); from.file >= 0 && from.bytes <= bytes) {
        void* const there = ::mmap(pages, from.bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED,
                                   from.file, static_cast<off_t>(from.offset));
        if (there == MAP_FAILED) {
            ::munmap(pages, bytes);
            throw std::bad_alloc();
        }
    }
    return pages;
}

void give_pages(void* pages, std::size_t bytes) noexcept {
    ::munmap(pages, bytes);
}

}  // namespace guiyan::people::inside
