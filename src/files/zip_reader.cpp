#include "files/zip_reader.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "files/refusal.hpp"
#include "files/text_encoding.hpp"

namespace guiyan::files {
namespace {

constexpr std::uint64_t ratio_floor = 16ull << 20;  // small parts of zeros pack well without malice
constexpr std::uint64_t tell_every = 256u << 10;

class zip_part final : public byte_source {
public:
    zip_part(zip_reader& zip, zip_entry const& entry, std::uint64_t data_at)
        : zip_(zip), entry_(entry), at_(data_at), left_(entry.packed) {
        if (entry_.method == 8 && inflateInit2(&stream_, -MAX_WBITS) != Z_OK) throw std::bad_alloc();
    }
    ~zip_part() override {
        if (entry_.method == 8) inflateEnd(&stream_);
    }
    zip_part(zip_part const&) = delete;
    zip_part& operator=(zip_part const&) = delete;

    std::size_t read(std::span<char> into) override {
        if (into.empty() || finished_) return 0;
        std::size_t const got = entry_.method == 8 ? read_deflated(into) : read_stored(into);
        sum_ = static_cast<std::uint32_t>(
            crc32(sum_, reinterpret_cast<Bytef const*>(into.data()), static_cast<uInt>(got)));
        out_ += got;
        if (out_ > entry_.unpacked) refuse_hostile("hostile_size");
        if (finished_ && (out_ != entry_.unpacked || sum_ != entry_.crc)) refuse_truncated();
        return got;
    }

private:
    std::size_t read_stored(std::span<char> into) {
        std::size_t const n = static_cast<std::size_t>(std::min<std::uint64_t>(left_, into.size()));
        if (zip_.file().read_at(at_, into.first(n)) != n) refuse_truncated();
        at_ += n;
        left_ -= n;
        finished_ = left_ == 0;
        zip_.tell(at_);
        return n;
    }

    std::size_t read_deflated(std::span<char> into) {
        stream_.next_out = reinterpret_cast<Bytef*>(into.data());
        stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(into.size(), 1u << 30));
        std::size_t const room = stream_.avail_out;
        while (stream_.avail_out > 0 && !finished_) {
            if (stream_.avail_in == 0) {
                std::size_t const n = static_cast<std::size_t>(std::min<std::uint64_t>(left_, in_.size()));
                if (n == 0 || zip_.file().read_at(at_, std::span(in_).first(n)) != n) refuse_truncated();
                at_ += n;
                left_ -= n;
                stream_.next_in = reinterpret_cast<Bytef*>(in_.data());
                stream_.avail_in = static_cast<uInt>(n);
                zip_.tell(at_);
            }
            int const status = inflate(&stream_, Z_NO_FLUSH);
            if (status == Z_STREAM_END) {
                finished_ = true;
            } else if (status != Z_OK) {
                refuse_truncated();
            }
        }
        std::size_t const got = room - stream_.avail_out;
        return got;
    }

    zip_reader& zip_;
    zip_entry const& entry_;
    std::uint64_t at_;
    std::uint64_t left_;
    std::uint64_t out_ = 0;
    std::uint32_t sum_ = 0;
    bool finished_ = false;
    z_stream stream_{};
    std::array<char, 32768> in_;
};

std::string key_of(std::string_view name) {
    if (!name.empty() && name.front() == '/') name.remove_prefix(1);
    return ascii_lower(name);
}

bool leads_out(std::string_view name) {
    if (name.find('\\') != name.npos || name.find('\0') != name.npos || name.find(':') != name.npos)
        return true;
    for (auto step : split(name, '/')) {
        if (step == "..") return true;
    }
    return name.empty();
}

/// Sizes of more than 32 bits stand in an extra field (zip64).
void widen(zip_entry& e, std::string_view extra) {
    while (extra.size() >= 4) {
        std::size_t const n = u16(extra.data() + 2);
        if (extra.size() < 4 + n) return;
        if (u16(extra.data()) == 1) {
            char const* p = extra.data() + 4;
            char const* const end = p + n;
            for (std::uint64_t* field : {&e.unpacked, &e.packed, &e.at}) {
                if (*field != 0xffffffffu) continue;
                if (end - p < 8) return;
                *field = u64(p);
                p += 8;
            }
            return;
        }
        extra.remove_prefix(4 + n);
    }
}

}  // namespace

zip_reader::zip_reader(std::shared_ptr<random_file> file, read_limits const& limits, progress_hook progress)
    : file_(std::move(file)), limits_(limits), progress_(std::move(progress)) {
    read_directory();
}

void zip_reader::read_directory() {
    // The end record is the last thing of the file but for a comment of at most 65,535 bytes.
    std::uint64_t const size = file_->size();
    std::string tail(static_cast<std::size_t>(std::min<std::uint64_t>(size, 65535 + 22)), '\0');
    file_->read_at(size - tail.size(), tail);
    std::size_t const found = tail.rfind("PK\x05\x06");
    if (found == tail.npos || tail.size() - found < 22) refuse_truncated();
    char const* const end = tail.data() + found;
    std::uint64_t count = u16(end + 10);
    std::uint64_t bytes = u32(end + 12);
    std::uint64_t at = u32(end + 16);
    std::uint64_t const end_at = size - tail.size() + found;
    if (count == 0xffff || bytes == 0xffffffffu || at == 0xffffffffu) {
        std::array<char, 20> locator;
        std::array<char, 56> record;
        if (end_at >= 20 && file_->read_at(end_at - 20, locator) == 20 && u32(locator.data()) == 0x07064b50) {
            std::uint64_t const record_at = u64(locator.data() + 8);
            if (record_at >= size || file_->read_at(record_at, record) != 56 ||
                u32(record.data()) != 0x06064b50) {
                refuse_truncated();
            }
            count = u64(record.data() + 32);
            bytes = u64(record.data() + 40);
            at = u64(record.data() + 48);
        }
    }
    if (count > limits_.entries) refuse_hostile("hostile_entries");
    if (at > size || bytes > size - at || count * 46 > bytes) refuse_truncated();
    if (bytes > (16u << 20)) refuse_hostile("hostile_entries");

    std::string directory(static_cast<std::size_t>(bytes), '\0');
    if (file_->read_at(at, directory) != bytes) refuse_truncated();
    std::string_view rest = directory;
    std::uint64_t total = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        if (rest.size() < 46 || u32(rest.data()) != 0x02014b50) refuse_truncated();
        std::size_t const name = u16(rest.data() + 28);
        std::size_t const extra = u16(rest.data() + 30);
        std::size_t const note = u16(rest.data() + 32);
        if (rest.size() < 46 + name + extra + note) refuse_truncated();
        zip_entry e;
        e.flags = u16(rest.data() + 8);
        e.method = u16(rest.data() + 10);
        e.crc = u32(rest.data() + 16);
        e.packed = u32(rest.data() + 20);
        e.unpacked = u32(rest.data() + 24);
        e.at = u32(rest.data() + 42);
        if (u16(rest.data() + 4) >> 8 == 3) e.unix_mode = u16(rest.data() + 40);
        e.name = rest.substr(46, name);
        if (!is_valid_utf8(e.name)) e.name = from_code_page(e.name, 936);
        widen(e, rest.substr(46 + name, extra));
        rest.remove_prefix(46 + name + extra + note);
        if (leads_out(e.name)) refuse_hostile("hostile_names");
        if (e.at > size || e.packed > size - e.at) refuse_truncated();
        if (e.unpacked > limits_.part_bytes) refuse_hostile("hostile_size");
        if (e.unpacked > ratio_floor && e.unpacked / limits_.ratio > e.packed) refuse_hostile("hostile_size");
        total += e.unpacked;
        if (total > limits_.total_bytes) refuse_hostile("hostile_size");
        if (!by_name_.emplace(key_of(e.name), entries_.size()).second) refuse_hostile("hostile_names");
        entries_.push_back(std::move(e));
    }
    // Parts that share bytes are how a small file unpacks to a huge one.
    std::vector<zip_entry const*> order;
    for (auto const& e : entries_) order.push_back(&e);
    std::sort(order.begin(), order.end(), [](auto* a, auto* b) { return a->at < b->at; });
    for (std::size_t i = 0; i + 1 < order.size(); ++i) {
        if (order[i]->at + 30 + order[i]->packed > order[i + 1]->at) refuse_hostile("hostile_size");
    }
}

zip_entry const* zip_reader::find(std::string_view name) const {
    auto const found = by_name_.find(key_of(name));
    return found == by_name_.end() ? nullptr : &entries_[found->second];
}

std::unique_ptr<byte_source> zip_reader::open(zip_entry const& entry) {
    if (entry.flags & 1) refuse("password", "password");
    if (entry.method != 0 && entry.method != 8) refuse_truncated();
    if (entry.method == 0 && entry.packed != entry.unpacked) refuse_truncated();
    std::array<char, 30> head;
    if (file_->read_at(entry.at, head) != 30 || u32(head.data()) != 0x04034b50) refuse_truncated();
    std::uint64_t const data_at = entry.at + 30 + u16(head.data() + 26) + u16(head.data() + 28);
    if (data_at > file_->size() || entry.packed > file_->size() - data_at) refuse_truncated();
    return std::make_unique<zip_part>(*this, entry, data_at);
}

std::string zip_reader::read_all(zip_entry const& entry, std::size_t limit) {
    if (entry.unpacked > limit) refuse_hostile("hostile_size");
    std::string out(static_cast<std::size_t>(entry.unpacked) + 1, '\0');
    auto part = open(entry);
    std::size_t used = 0;
    while (std::size_t const n = part->read(std::span(out).subspan(used))) used += n;
    if (used != entry.unpacked) refuse_truncated();
    out.resize(used);
    return out;
}

void zip_reader::tell(std::uint64_t at) {
    if (at < told_ + tell_every && told_ < at + tell_every) return;
    told_ = at;
    if (progress_ && !progress_(at, file_->size())) refuse("cancelled", "cancelled");
}

}  // namespace guiyan::files
