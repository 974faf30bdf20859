#pragma once
// Memory of the index's columns: small ones from the heap, large ones in pages of their own, which go back to
// the system with them and may be borrowed from the file that the index is kept in. A borrowed page is read
// when somebody looks at it, and becomes the process's own when it is written to: the file never changes.

#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>
#include <vector>

namespace guiyan::people::inside {

/// From this size on a column has pages of its own.
inline constexpr std::size_t large_column = 64 * 1024;
/// Places in a file that can be borrowed are multiples of this. The pages of every machine the program runs
/// on divide it.
inline constexpr std::size_t page_step = 64 * 1024;

/// While it lives, the next large allocation of this thread begins with `bytes` of the file from `offset`
/// (a multiple of page_step) on.
class borrow_from_file {
public:
    borrow_from_file(int file, std::uint64_t offset, std::size_t bytes);
    ~borrow_from_file();
    borrow_from_file(borrow_from_file const&) = delete;
};

void* take_pages(std::size_t bytes);  ///< throws std::bad_alloc
void give_pages(void* pages, std::size_t bytes) noexcept;

template <class T>
struct column_allocator {
    using value_type = T;
    column_allocator() = default;
    template <class U>
    column_allocator(column_allocator<U> const&) {}

    T* allocate(std::size_t n) {
        auto const bytes = n * sizeof(T);
        return static_cast<T*>(bytes >= large_column ? take_pages(bytes) : ::operator new(bytes));
    }
    void deallocate(T* p, std::size_t n) noexcept {
        if (n * sizeof(T) >= large_column)
            give_pages(p, n * sizeof(T));
        else
            ::operator delete(p);
    }
    /// resize() leaves new values as they are in memory: whoever resizes writes them all, or has borrowed
    /// them.
    template <class U>
    void construct(U* p) noexcept {
        ::new (static_cast<void*>(p)) U;
    }
    template <class U, class... Given>
    void construct(U* p, Given&&... given) {
        ::new (static_cast<void*>(p)) U(std::forward<Given>(given)...);
    }
    friend bool operator==(column_allocator, column_allocator) { return true; }
};

/// Plain values; a larger size has to be filled by whoever asks for it.
template <class T>
using column = std::vector<T, column_allocator<T>>;

}  // namespace guiyan::people::inside
