#include "modules/people/index/columns.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace guiyan::people::inside {

std::uint32_t pack_birth(partial_date const& birth) {
    if (birth.year() <= 0) return 0;
    return std::uint32_t(birth.year()) << 9 | birth.month() << 5 | birth.day();
}

partial_date unpack_birth(std::uint32_t packed) {
    return partial_date(int(packed >> 9), packed >> 5 & 15, packed & 31);
}

std::uint16_t born_value(int year, unsigned month, unsigned day) {
    int const value = (year - 1880) * 372 + (month ? int(month) - 1 : 0) * 31 + (day ? int(day) - 1 : 0) + 1;
    return std::uint16_t(std::clamp(value, 1, 65535));
}

std::string pack_readings(std::vector<std::string> const& pinyin) {
    std::string packed;
    for (auto const& reading : pinyin) {
        if (!packed.empty()) packed += ' ';
        bool at_start = true;
        auto const before = packed.size();
        for (char c : reading) {
            if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
            if (c >= 'a' && c <= 'z') {
                packed += at_start ? char(c - 'a' + 'A') : c;
                at_start = false;
            } else {
                at_start = true;
            }
        }
        if (packed.size() == before && before) packed.pop_back();
    }
    return packed;
}

std::string_view first_reading(std::string_view packed) {
    return packed.substr(0, packed.find(' '));
}

std::uint64_t name_key(std::string_view reading) {
    if (reading.empty()) return ~std::uint64_t(0);
    std::uint64_t key = 0;
    for (std::size_t i = 0; i < 10; ++i) {
        char const c = i < reading.size() ? reading[i] : '\0';
        key = key << 6 | std::uint64_t(c == '\0' ? 0 : c <= 'Z' ? c - 'A' + 1 : c - 'a' + 27);
    }
    return key;
}

std::uint32_t category_book::number_of(category_set const& wanted) {
    static category_set const low(~std::uint64_t(0));
    std::uint64_t const a = (wanted & low).to_ullong(), b = (wanted >> 64).to_ullong();
    auto& same = by_hash[a * 0x9e3779b97f4a7c15u ^ b];
    for (auto const n : same)
        if (halves[n * 2] == a && halves[n * 2 + 1] == b) return n;
    auto const number = std::uint32_t(halves.size() / 2);
    halves.push_back(a);
    halves.push_back(b);
    same.push_back(number);
    return number;
}

category_set category_book::set(std::uint32_t number) const {
    return category_set(halves[number * 2]) | category_set(halves[number * 2 + 1]) << 64;
}

void category_book::rebuild() {
    by_hash.clear();
    for (std::size_t n = 0; n < halves.size() / 2; ++n)
        by_hash[halves[n * 2] * 0x9e3779b97f4a7c15u ^ halves[n * 2 + 1]].push_back(std::uint32_t(n));
}

void people_columns::open_slot() {
    if (id.size() % 64 == 0) alive.push_back(0);
    put(alive.data(), slot(id.size()));
}

slot people_columns::add(person_entry const& p) {
    open_slot();
    slot const s = slot(id.size());
    id.push_back(p.id);
    region.push_back(p.region);
    birth.push_back(pack_birth(p.birth));
    born.push_back(p.birth.year() > 0 ? born_value(p.birth.year(), p.birth.month(), p.birth.day())
                                      : std::uint16_t(0));
    for (std::size_t c = 0; c < code_column_count; ++c) codes[c].push_back(p.codes[c]);
    categories.push_back(book.number_of(p.categories));
    lines.push_back(p.practical_lines);
    flags.push_back(p.flags);
    confirmed_on.push_back(p.confirmed_on);
    updated_at.push_back(p.updated_at);
    auto const first = std::ptrdiff_t(skills.size());
    skills.insert(skills.end(), p.skills.begin(), p.skills.end());
    std::sort(skills.begin() + first, skills.end());
    skills.erase(std::unique(skills.begin() + first, skills.end()), skills.end());
    skills_begin.push_back(std::uint32_t(skills.size()));
    name.add(ascii_lower(p.name));
    readings.add(pack_readings(p.pinyin));
    text.add(ascii_lower(p.text));
    return s;
}

slot people_columns::add(people_columns const& from, slot f, category_book const& their_book) {
    open_slot();
    slot const s = slot(id.size());
    id.push_back(from.id[f]);
    region.push_back(from.region[f]);
    birth.push_back(from.birth[f]);
    born.push_back(from.born[f]);
    for (std::size_t c = 0; c < code_column_count; ++c) codes[c].push_back(from.codes[c][f]);
    categories.push_back(book.number_of(their_book.set(from.categories[f])));
    lines.push_back(from.lines[f]);
    flags.push_back(from.flags[f]);
    confirmed_on.push_back(from.confirmed_on[f]);
    updated_at.push_back(from.updated_at[f]);
    auto const theirs = from.skills_of(f);
    skills.insert(skills.end(), theirs.begin(), theirs.end());
    skills_begin.push_back(std::uint32_t(skills.size()));
    name.add(from.name[f]);
    readings.add(from.readings[f]);
    text.add(from.text[f]);
    return s;
}

void people_columns::add_nobody() {
    static person_entry const nobody;
    slot const s = add(nobody);
    drop(alive.data(), s);
}

average_person people_columns::average() const {
    if (slots() == 0) return {};
    auto const part = [&](std::size_t whole) { return whole / slots() + 1; };
    return {part(skills.size()), part(name.bytes.size()), part(readings.bytes.size()),
            part(text.bytes.size())};
}

void people_columns::reserve(std::size_t people, average_person const& usual) {
    id.reserve(people);
    region.reserve(people);
    birth.reserve(people);
    born.reserve(people);
    for (auto& c : codes) c.reserve(people);
    categories.reserve(people);
    lines.reserve(people);
    flags.reserve(people);
    confirmed_on.reserve(people);
    updated_at.reserve(people);
    skills_begin.reserve(people + 1);
    skills.reserve(people * usual.skills);
    name.begins.reserve(people + 1);
    name.bytes.reserve(people * usual.name);
    readings.begins.reserve(people + 1);
    readings.bytes.reserve(people * usual.readings);
    text.begins.reserve(people + 1);
    text.bytes.reserve(people * usual.text);
    alive.reserve(words_for(people));
}

void people_columns::reserve_bytes(person_entry const& p) {
    std::size_t letters = 0;
    for (auto const& r : p.pinyin) letters += r.size() + 1;
    skills.reserve(skills.size() + p.skills.size());
    name.bytes.reserve(name.bytes.size() + p.name.size());
    readings.bytes.reserve(readings.bytes.size() + letters);
    text.bytes.reserve(text.bytes.size() + p.text.size());
}

bool people_columns::has_room(person_entry const& p) const {
    // Readings are at most as long packed as they came.
    std::size_t letters = 0;
    for (auto const& r : p.pinyin) letters += r.size() + 1;
    return id.size() < id.capacity() && text.begins.size() < text.begins.capacity() &&
           skills.size() + p.skills.size() <= skills.capacity() &&
           name.bytes.size() + p.name.size() <= name.bytes.capacity() &&
           readings.bytes.size() + letters <= readings.bytes.capacity() &&
           text.bytes.size() + p.text.size() <= text.bytes.capacity();
}

}  // namespace guiyan::people::inside
