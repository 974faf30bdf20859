#include "files/compound_file.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "files/refusal.hpp"

namespace guiyan::files {
namespace {

constexpr std::uint32_t end_of_chain = 0xfffffffe;
constexpr std::uint32_t no_item = 0xffffffff;
constexpr std::uint32_t last_sector = 0xfffffffa;

/// Sectors of the file in the order of a chain.
class sector_stream final : public stream_view {
public:
    sector_stream(std::shared_ptr<random_file> file, std::vector<std::uint32_t> sectors, std::size_t sector,
                  std::uint64_t size)
        : file_(std::move(file)), sectors_(std::move(sectors)), sector_(sector), size_(size) {
        size_ = std::min<std::uint64_t>(size_, sectors_.size() * std::uint64_t{sector_});
    }
    std::uint64_t size() const override { return size_; }
    std::size_t read_at(std::uint64_t at, std::span<char> into) const override {
        std::size_t got = 0;
        while (got < into.size() && at < size_) {
            auto const index = static_cast<std::size_t>(at / sector_);
            std::size_t const inside = static_cast<std::size_t>(at % sector_);
            std::size_t run = 1;  // neighbours in the file are read at once
            while (index + run < sectors_.size() && sectors_[index + run] == sectors_[index] + run &&
                   run * sector_ < into.size() - got + inside) {
                ++run;
            }
            std::size_t const wanted = static_cast<std::size_t>(
                std::min<std::uint64_t>({run * sector_ - inside, into.size() - got, size_ - at}));
            std::uint64_t const place = (std::uint64_t{sectors_[index]} + 1) * sector_ + inside;
            std::size_t const n = file_->read_at(place, into.subspan(got, wanted));
            got += n;
            at += n;
            if (n < wanted) break;
        }
        return got;
    }

private:
    std::shared_ptr<random_file> file_;
    std::vector<std::uint32_t> sectors_;
    std::size_t sector_;
    std::uint64_t size_;
};

/// A short stream, kept in memory.
class memory_stream final : public stream_view {
public:
    explicit memory_stream(std::string bytes) : bytes_(std::move(bytes)) {}
    std::uint64_t size() const override { return bytes_.size(); }
    std::size_t read_at(std::uint64_t at, std::span<char> into) const override {
        if (at >= bytes_.size()) return 0;
        std::size_t const n =
            std::min<std::size_t>(into.size(), bytes_.size() - static_cast<std::size_t>(at));
        std::copy_n(bytes_.data() + at, n, into.data());
        return n;
    }

private:
    std::string bytes_;
};

class file_view final : public stream_view {
public:
    explicit file_view(std::shared_ptr<random_file> file) : file_(std::move(file)) {}
    std::uint64_t size() const override { return file_->size(); }
    std::size_t read_at(std::uint64_t at, std::span<char> into) const override {
        return file_->read_at(at, into);
    }

private:
    std::shared_ptr<random_file> file_;
};

}  // namespace

std::unique_ptr<stream_view> whole_file(std::shared_ptr<random_file> file) {
    return std::make_unique<file_view>(std::move(file));
}

compound_file::compound_file(std::shared_ptr<random_file> file) : file_(std::move(file)) {
    std::array<char, 512> head;
    if (file_->read_at(0, head) != head.size()) refuse_truncated();
    std::uint16_t const shift = u16(head.data() + 30);
    std::uint16_t const mini_shift = u16(head.data() + 32);
    if ((shift != 9 && shift != 12) || mini_shift != 6) refuse_truncated();
    sector_ = std::size_t{1} << shift;
    mini_sector_ = std::size_t{1} << mini_shift;
    cutoff_ = u32(head.data() + 56);
    if (cutoff_ != 4096) refuse_truncated();

    // Where the sectors of the allocation table are: 109 in the header, more in a chain of their own.
    std::uint64_t const sectors_of_file = file_->size() / sector_ + 1;
    std::vector<std::uint32_t> table_sectors;
    auto const add = [&](std::uint32_t sector) {
        if (sector <= last_sector) table_sectors.push_back(sector);
        if (table_sectors.size() > sectors_of_file) refuse_truncated();
    };
    for (std::size_t i = 0; i < 109; ++i) add(u32(head.data() + 76 + i * 4));
    std::uint32_t next = u32(head.data() + 68);
    std::vector<char> sector(sector_);
    for (std::uint64_t steps = 0; next <= last_sector; ++steps) {
        if (steps > sectors_of_file) refuse_truncated();
        if (file_->read_at((std::uint64_t{next} + 1) * sector_, sector) != sector_) refuse_truncated();
        for (std::size_t i = 0; i + 1 < sector_ / 4; ++i) add(u32(sector.data() + i * 4));
        next = u32(sector.data() + sector_ - 4);
    }
    fat_ = read_table(table_sectors);
    read_items(chain(fat_, u32(head.data() + 48)));
    if (u32(head.data() + 60) <= last_sector) mini_fat_ = read_table(chain(fat_, u32(head.data() + 60)));
}

std::vector<std::uint32_t> compound_file::chain(std::vector<std::uint32_t> const& table,
                                                std::uint32_t start) const {
    std::vector<std::uint32_t> out;
    for (std::uint32_t at = start; at != end_of_chain; at = table[at]) {
        if (at >= table.size() || out.size() >= table.size()) refuse_truncated();
        out.push_back(at);
    }
    return out;
}

std::vector<std::uint32_t> compound_file::read_table(std::vector<std::uint32_t> const& sectors) const {
    std::vector<std::uint32_t> out;
    std::vector<char> sector(sector_);
    for (std::uint32_t s : sectors) {
        if (file_->read_at((std::uint64_t{s} + 1) * sector_, sector) != sector_) refuse_truncated();
        for (std::size_t i = 0; i < sector_ / 4; ++i) out.push_back(u32(sector.data() + i * 4));
    }
    return out;
}

void compound_file::read_items(std::vector<std::uint32_t> const& sectors) {
    std::vector<char> sector(sector_);
    for (std::uint32_t s : sectors) {
        if (items_.size() > 65536) refuse_hostile("hostile_entries");
        if (file_->read_at((std::uint64_t{s} + 1) * sector_, sector) != sector_) refuse_truncated();
        for (std::size_t i = 0; i + 128 <= sector_; i += 128) {
            char const* const p = sector.data() + i;
            item entry;
            std::size_t const bytes = std::min<std::size_t>(u16(p + 64), 64);
            for (std::size_t k = 0; k + 2 < bytes; k += 2) {
                std::uint16_t const c = u16(p + k);
                entry.name += c < 0x80 ? static_cast<char>(c) : '?';
            }
            entry.name = ascii_lower(entry.name);
            entry.type = static_cast<std::uint8_t>(p[66]);
            entry.left = u32(p + 68);
            entry.right = u32(p + 72);
            entry.child = u32(p + 76);
            entry.start = u32(p + 116);
            entry.size = sector_ == 512 ? u32(p + 120) : u64(p + 120);
            items_.push_back(std::move(entry));
        }
    }
    if (items_.empty() || items_[0].type != 5) refuse_truncated();
    std::vector<bool> seen(items_.size());
    std::vector<std::uint32_t> todo{items_[0].child};
    while (!todo.empty()) {
        std::uint32_t const at = todo.back();
        todo.pop_back();
        if (at == no_item || at >= items_.size() || seen[at]) continue;
        seen[at] = true;
        of_root_.push_back(at);
        todo.push_back(items_[at].left);
        todo.push_back(items_[at].right);
    }
}

compound_file::item const* compound_file::find(std::string_view name) const {
    std::string const wanted = ascii_lower(name);
    for (std::size_t i : of_root_) {
        if (items_[i].name == wanted) return &items_[i];
    }
    return nullptr;
}

bool compound_file::has(std::string_view name) const {
    return find(name) != nullptr;
}

std::unique_ptr<stream_view> compound_file::open(std::string_view name) const {
    item const* const found = find(name);
    if (found == nullptr || found->type != 2) return nullptr;
    if (found->size >= cutoff_) {
        auto stream = std::make_unique<sector_stream>(file_, chain(fat_, found->start), sector_, found->size);
        if (stream->size() < found->size) refuse_truncated();
        return stream;
    }
    // Short streams share the stream of the root, in sectors of 64 bytes.
    sector_stream const shared(file_, chain(fat_, items_[0].start), sector_, items_[0].size);
    std::string bytes;
    std::array<char, 64> piece;
    for (std::uint32_t s : chain(mini_fat_, found->start)) {
        std::size_t const n = shared.read_at(std::uint64_t{s} * mini_sector_, piece);
        bytes.append(piece.data(), n);
        if (n < piece.size() || bytes.size() >= found->size) break;
    }
    if (bytes.size() < found->size) refuse_truncated();
    bytes.resize(static_cast<std::size_t>(found->size));
    return std::make_unique<memory_stream>(std::move(bytes));
}

}  // namespace guiyan::files
