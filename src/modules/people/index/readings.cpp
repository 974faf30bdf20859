#include "modules/people/index/readings.hpp"

#include <algorithm>

#include "modules/people/index/radix.hpp"

namespace guiyan::people::inside {

namespace {

bool is_start(char c) {
    return c >= 'A' && c <= 'Z';
}
char low(char c) {
    return char(c | 0x20);
}  // ' ' stays ' ' and never equals a letter

/// Where the letters end when they begin at `at`, or npos.
std::size_t letters_end(std::string_view packed, std::size_t at, std::string_view letters) {
    if (packed.size() - at < letters.size()) return std::string_view::npos;
    for (std::size_t i = 0; i < letters.size(); ++i)
        if (low(packed[at + i]) != letters[i]) return std::string_view::npos;
    return at + letters.size();
}

/// The same for first letters: the place of the next syllable's start, a blank or the end.
std::size_t initials_end(std::string_view packed, std::size_t at, std::string_view letters) {
    for (char const c : letters) {
        if (at >= packed.size() || !is_start(packed[at]) || low(packed[at]) != c)
            return std::string_view::npos;
        do ++at;
        while (at < packed.size() && packed[at] >= 'a');
    }
    return at;
}

template <class End>
std::optional<match_kind> best(std::string_view packed, std::string_view letters, End end_of,
                               match_kind exact, match_kind prefix, match_kind part) {
    if (letters.empty()) return std::nullopt;
    bool inside = false, front = false;
    for (std::size_t at = 0; at < packed.size(); ++at) {
        if (!is_start(packed[at])) continue;
        auto const end = end_of(packed, at, letters);
        if (end == std::string_view::npos) continue;
        if (at == 0 || packed[at - 1] == ' ') {
            if (end == packed.size() || packed[end] == ' ') return exact;
            if (at == 0 && packed.find(' ') == std::string_view::npos)
                return prefix;  // the usual case: one reading
            front = true;
        }
        inside = true;
    }
    if (front) return prefix;
    if (inside) return part;
    return std::nullopt;
}

std::uint64_t key_of(std::string_view letters) {
    std::uint64_t key = 0;
    for (unsigned i = 0; i < reading_index::key_letters; ++i)
        key = key << 5 | (i < letters.size() ? std::uint64_t(letters[i] - 'a' + 1) : 0);
    return key;
}

std::uint64_t letters_key(std::string_view packed, std::size_t at) {
    std::uint64_t key = 0;
    unsigned n = 0;
    for (; n < reading_index::key_letters && at < packed.size() && packed[at] != ' '; ++n, ++at)
        key = key << 5 | std::uint64_t(packed[at] & 31);
    return key << 5 * (reading_index::key_letters - n);
}

std::uint64_t initials_key(std::string_view packed, std::size_t at) {
    std::uint64_t key = 0;
    unsigned n = 0;
    for (; n < reading_index::key_letters && at < packed.size() && packed[at] != ' '; ++at)
        if (is_start(packed[at])) {
            key = key << 5 | std::uint64_t(packed[at] & 31);
            ++n;
        }
    return key << 5 * (reading_index::key_letters - n);
}

std::size_t place_of(std::string_view packed, unsigned number) {
    for (std::size_t at = 0; at < packed.size(); ++at)
        if (is_start(packed[at]) && number-- == 0) return at;
    return packed.size();
}

}  // namespace

std::string letters_of(std::string_view typed) {
    std::string out;
    for (char c : typed) {
        if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
        if (c >= 'a' && c <= 'z') out += c;
    }
    return out;
}

std::optional<match_kind> pinyin_match(std::string_view packed, std::string_view letters) {
    return best(packed, letters, letters_end, match_kind::pinyin_exact, match_kind::pinyin_prefix,
                match_kind::pinyin_part);
}

std::optional<match_kind> initials_match(std::string_view packed, std::string_view letters) {
    return best(packed, letters, initials_end, match_kind::initials_exact, match_kind::initials_prefix,
                match_kind::initials_part);
}

bool reading_index::found(std::string_view packed, std::string_view letters, place where) const {
    auto const kind =
        what_ == content::letters ? pinyin_match(packed, letters) : initials_match(packed, letters);
    if (!kind) return false;
    switch (where) {
        case place::whole:
            return kind == match_kind::pinyin_exact || kind == match_kind::initials_exact;
        case place::front:
            return kind != match_kind::pinyin_part && kind != match_kind::initials_part;
        case place::anywhere:
            break;
    }
    return true;
}

void reading_index::build(people_columns const& people, slot slots, content what) {
    what_ = what;
    odd_.clear();
    std::vector<keyed> fronts, inner;
    fronts.reserve(std::size_t(slots) * 9 / 8);
    inner.reserve(std::size_t(slots) * 2);
    for (slot s = 0; s < slots; ++s) {
        auto const packed = people.readings[s];
        auto const fronts_before = fronts.size(), inner_before = inner.size();
        unsigned number = 0;
        for (std::size_t at = 0; at < packed.size(); ++at) {
            if (!is_start(packed[at])) continue;
            bool const front = at == 0 || packed[at - 1] == ' ';
            auto& items = front ? fronts : inner;
            auto const key = what == content::letters ? letters_key(packed, at) : initials_key(packed, at);
            // Readings of one name differ in one syllable; what follows is the same and stands here once. A
            // full key may hide a longer rest, so only keys with room are taken for the whole.
            bool const whole = (key & 31) == 0;
            bool known = false;
            for (auto i = front ? fronts_before : inner_before; whole && i < items.size(); ++i)
                known |= items[i].key == key;
            if (!known) items.push_back({key, s << start_bits | (number & 31)});
            ++number;
        }
        if (number > 32) {
            fronts.resize(fronts_before);
            inner.resize(inner_before);
            odd_.push_back(s);
        }
    }
    auto const keep_order = [](std::vector<keyed>& items, column<std::uint32_t>& entries) {
        radix_sort(items);
        entries.resize(items.size());
        for (std::size_t i = 0; i < items.size(); ++i) entries[i] = items[i].value;
    };
    keep_order(fronts, fronts_);
    keep_order(inner, inner_);
}

std::pair<std::size_t, std::size_t> reading_index::range(people_columns const& people,
                                                         column<std::uint32_t> const& entries,
                                                         std::string_view letters, bool only_whole) const {
    if (letters.empty()) return {0, 0};
    std::string_view const front = letters.substr(0, key_letters);
    std::uint64_t const from = key_of(front);
    std::uint64_t const to = from + (only_whole ? 1 : std::uint64_t(1) << 5 * (key_letters - front.size()));
    auto const key_at = [&](std::uint32_t entry) {
        auto const packed = people.readings[entry >> start_bits];
        auto const at = place_of(packed, entry & 31);
        return what_ == content::letters ? letters_key(packed, at) : initials_key(packed, at);
    };
    auto const below = [&](std::uint32_t entry, std::uint64_t key) { return key_at(entry) < key; };
    auto const first = std::lower_bound(entries.begin(), entries.end(), from, below);
    auto const end = std::lower_bound(first, entries.end(), to, below);
    return {std::size_t(first - entries.begin()), std::size_t(end - entries.begin())};
}

}  // namespace guiyan::people::inside
