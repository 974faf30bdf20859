#include "modules/people/index/snapshot.hpp"

#include <algorithm>
#include <bit>
#include <cstdio>
#include <cstring>
#include <stdexcept>

namespace guiyan::people::inside {

namespace {

constexpr std::uint64_t mark = 0x5844'4e49'5247'5931;  // "1YGRINDX" read as a little-endian number
// Raised whenever an array is added, removed or means something else.
constexpr std::uint64_t layout = 2;

/// Four lanes of multiply-and-rotate: finds damage, proves nothing against an enemy (the folder is the
/// owner's).
class checksum {
public:
    void add(void const* bytes, std::size_t size) {
        auto const* p = static_cast<unsigned char const*>(bytes);
        length_ += size;
        for (; size >= 32; size -= 32, p += 32)
            for (unsigned lane = 0; lane < 4; ++lane) {
                std::uint64_t x;
                std::memcpy(&x, p + lane * 8, 8);
                mix(lane, x);
            }
        for (; size; --size, ++p) mix(size & 3, *p);
    }
    std::uint64_t value() const {
        std::uint64_t h = length_;
        for (auto const lane : lanes_) h = (std::rotl(h, 27) ^ lane) * 0x9e3779b97f4a7c15u;
        return h ^ h >> 29;
    }

private:
    void mix(std::size_t lane, std::uint64_t x) {
        lanes_[lane] = std::rotl(lanes_[lane] ^ x, 31) * 0xc2b2ae3d27d4eb4fu;
    }
    std::uint64_t lanes_[4] = {1, 2, 3, 4};
    std::uint64_t length_ = 0;
};

struct closer {
    void operator()(std::FILE* f) const { std::fclose(f); }
};
using file_handle = std::unique_ptr<std::FILE, closer>;

/// A large array begins where its pages can be borrowed: how many bytes before it are left out.
std::uint64_t gap_before(std::uint64_t at, std::uint64_t bytes) {
    return bytes >= large_column ? (page_step - at % page_step) % page_step : 0;
}

template <class Visit>
void each_array(shelf& s, Visit visit) {
    s.people.each_array(visit);
    s.sorted.each_array(visit);
}

std::vector<std::uint64_t> head_of(shelf const& s, std::uint64_t generation) {
    std::vector<std::uint64_t> head{mark,
                                    layout,
                                    generation,
                                    s.sorted.size,
                                    s.sorted.placed,
                                    s.living,
                                    s.sorted.by_name.known,
                                    s.sorted.by_birth.known,
                                    s.sorted.by_confirmed.known,
                                    s.sorted.by_updated.known,
                                    s.skill_nodes.size()};
    for (auto const& n : s.skill_nodes) head.push_back(std::uint64_t(n.first) << 32 | n.end);
    return head;
}

}  // namespace

void write_snapshot(shelf& from, std::filesystem::path const& file, std::uint64_t generation) {
    auto aside = file;
    aside += ".part";
    auto const failed = [&] {
        std::error_code ignored;
        std::filesystem::remove(aside, ignored);
        throw std::runtime_error("cannot write " + file.string());
    };
    file_handle out(std::fopen(aside.c_str(), "wb"));
    if (!out) failed();
    checksum sum;
    bool good = true;
    std::uint64_t at = 0;
    std::vector<char> const nothing(page_step);
    auto const write = [&](void const* bytes, std::size_t size) {
        sum.add(bytes, size);
        at += size;
        good = good && std::fwrite(bytes, 1, size, out.get()) == size;
    };
    auto const head = head_of(from, generation);
    write(head.data(), head.size() * 8);
    each_array(from, [&](auto const& array) {
        std::uint64_t const size = array.size() * sizeof(array[0]);
        write(&size, 8);
        write(nothing.data(), gap_before(at, size));
        if (size) write(array.data(), size);
    });
    std::uint64_t const value = sum.value();
    good = good && std::fwrite(&value, 1, 8, out.get()) == 8;
    good = std::fclose(out.release()) == 0 && good;
    if (!good) failed();
    std::error_code problem;
    std::filesystem::rename(aside, file, problem);
    if (problem) failed();
}

std::unique_ptr<shelf> read_snapshot(std::filesystem::path const& file, std::uint64_t generation,
                                     std::vector<ordinal_range> const& skill_nodes) {
    file_handle in(std::fopen(file.c_str(), "rb"));
    if (!in) return nullptr;
    std::error_code problem;
    std::uint64_t left = std::filesystem::file_size(file, problem);
    if (problem) return nullptr;

    checksum sum;
    bool good = true;
    std::uint64_t at = 0;
    auto const read = [&](void* bytes, std::size_t size) {
        good = good && size <= left && std::fread(bytes, 1, size, in.get()) == size;
        if (!good) return;
        left -= size;
        at += size;
        sum.add(bytes, size);
    };
    // Large arrays are read once from end to end, to know that they are whole; what stays is their pages.
    std::vector<char> piece(256 * 1024);
    auto const look_through = [&](std::uint64_t size) {
        for (; good && size; size -= std::min<std::uint64_t>(size, piece.size()))
            read(piece.data(), std::min<std::uint64_t>(size, piece.size()));
    };
    auto made = std::make_unique<shelf>();
    made->skill_nodes = skill_nodes;
    auto head = head_of(*made, generation);
    auto const expected = head;
    read(head.data(), head.size() * 8);
    if (!good) return nullptr;
    for (std::size_t i = 0; i < head.size(); ++i) {
        bool const given_by_caller = i < 3 || i >= 10;
        if (given_by_caller && head[i] != expected[i]) return nullptr;
    }
    auto& part = made->sorted;
    part.size = slot(head[3]);
    part.placed = slot(head[4]);
    made->living = head[5];
    part.by_name.known = std::uint32_t(head[6]);
    part.by_birth.known = std::uint32_t(head[7]);
    part.by_confirmed.known = std::uint32_t(head[8]);
    part.by_updated.known = std::uint32_t(head[9]);

    each_array(*made, [&](auto& array) {
        std::uint64_t size = 0;
        read(&size, 8);
        good = good && size <= left && size % sizeof(array[0]) == 0;
        if (!good) return;
        look_through(gap_before(at, size));
        if (!good) return;
        // Room for later arrivals, as a built shelf has; pages not written cost nothing.
        auto const room = size / sizeof(array[0]) * 9 / 8 + 8192;
        if (size < large_column) {
            array.reserve(room);
            array.resize(size / sizeof(array[0]));
            if (size) read(array.data(), size);
        } else {
            borrow_from_file const from(::fileno(in.get()), at, size);
            array.reserve(room);
            array.resize(size / sizeof(array[0]));
            look_through(size);
        }
    });
    std::uint64_t const value = sum.value();
    std::uint64_t stored = 0;
    if (!good || left != 8 || std::fread(&stored, 1, 8, in.get()) != 8 || stored != value) return nullptr;

    std::size_t const width = part.size / 64;
    for (auto* m :
         {&part.categories, &part.lines, &part.flags, &part.leaves, &part.nodes, &part.names.members})
        m->width = width;
    for (auto& m : part.codes) m.width = width;
    part.pinyin.set_content(reading_index::content::letters);
    part.initials.set_content(reading_index::content::initials);
    made->people.book.rebuild();
    return made;
}

}  // namespace guiyan::people::inside
