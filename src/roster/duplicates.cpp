#include "roster/duplicates.hpp"

#include <algorithm>

namespace guiyan::roster {
namespace {

std::uint64_t hash_of(std::string_view text) {
    if (text.empty()) return 0;
    std::uint64_t h = 1469598103934665603ull;
    for (unsigned char c : text) h = (h ^ c) * 1099511628211ull;
    return h ? h : 1;
}

partial_date birth_of(person_values const& v) {
    auto const p = partial_date::parse(v.get(field::birth_date));
    return p.value_or(partial_date());
}

std::uint64_t hash_of_all(person_values const& v) {
    std::string all;
    for (std::size_t i = 0; i < field_count; ++i) all += v.get(static_cast<field>(i)) + '\x1f';
    return hash_of(all);
}

/// How well two birth dates tell that two people are one: 0 they differ, 1 nothing known, 2 the year, 3 more.
int birth_likeness(partial_date const& a, partial_date const& b) {
    if (!a.year() || !b.year()) return 1;
    if (!a.agrees_with(b)) return 0;
    return a.month() && b.month() ? 3 : 2;
}

}  // namespace

std::optional<duplicate_of> duplicate_finder::seen_before(row_result const& person, bool& same_lines) {
    same_lines = false;
    auto const& v = person.values;
    auto const birth = birth_of(v);
    entry e;
    e.name = hash_of(v.get(field::name));
    e.id = hash_of(v.get(field::id_number));
    e.phone = hash_of(v.get(field::phone));
    e.all = hash_of_all(v);
    e.village = static_cast<std::uint32_t>(hash_of(v.get(field::village_code)));
    e.row = person.row;
    e.sheet = static_cast<std::uint16_t>(person.sheet);
    e.year = static_cast<std::int16_t>(birth.year());
    e.month = static_cast<std::int8_t>(birth.month());
    e.day = static_cast<std::int8_t>(birth.day());

    std::optional<duplicate_of> out;
    auto hit = [&](entry const& other, std::string_view why) {
        same_lines = other.all == e.all;
        out = duplicate_of{"", other.sheet, other.row, v.get(field::name), std::string(why)};
    };
    if (e.id) {
        if (auto const at = by_id_.find(e.id); at != by_id_.end()) hit(entries_[at->second], "id_number");
    }
    if (!out && e.name) {
        auto const at = last_of_name_.find(e.name);
        // Names that fill a county are many; the nearest thousand lines of the name are enough.
        int steps = 0;
        for (std::uint32_t i = at == last_of_name_.end() ? 0 : at->second; i && !out && steps < 1000;
             i = entries_[i - 1].next_of_name, ++steps) {
            auto const& other = entries_[i - 1];
            if (e.id && other.id && e.id != other.id) continue;
            int const birth_like =
                birth_likeness(birth, partial_date(other.year, unsigned(other.month), unsigned(other.day)));
            if (birth_like == 0) continue;
            bool const village_same = e.village && e.village == other.village;
            bool const village_differs = e.village && other.village && e.village != other.village;
            bool const phone_same = e.phone && e.phone == other.phone;
            bool const phone_differs = e.phone && other.phone && e.phone != other.phone;
            if (phone_same)
                hit(other, "name_phone");
            else if (village_same && birth_like == 3)
                hit(other, "name_birth_village");
            else if (village_same && birth_like == 2 && !phone_differs)
                hit(other, "name_birth_village");
            else if (!e.village && !other.village && birth_like == 3 && birth.day() && other.day &&
                     !phone_differs)
                hit(other, "name_birth_village");
            else if (e.all == other.all && !village_differs)
                hit(other, "name_birth_village");
        }
    }
    entries_.push_back(e);
    auto const position = static_cast<std::uint32_t>(entries_.size());
    if (e.id) by_id_.emplace(e.id, position - 1);
    if (e.name) {
        auto& last = last_of_name_[e.name];
        entries_.back().next_of_name = last;
        last = position;
    }
    return out;
}

std::optional<duplicate_of> duplicate_finder::in_bank(row_result const& person, known_people const& bank) {
    auto const& v = person.values;
    auto found = [&](known_person const& p, std::string_view why) {
        return duplicate_of{p.id, 0, 0, p.name, std::string(why)};
    };
    std::string const& id = v.get(field::id_number);
    if (!id.empty())
        for (auto const& p : bank.by_id_number(id)) return found(p, "id_number");
    std::string const& name = v.get(field::name);
    if (name.empty()) return std::nullopt;
    auto const birth = birth_of(v);
    for (auto const& p : bank.by_name(name)) {
        // Both have a number, and they differ: by_id_number would have found this person.
        if (!id.empty() && p.has_id_number) continue;
        int const birth_like = birth_likeness(birth, p.birth_date.value_or(partial_date()));
        if (birth_like == 0) continue;
        std::string const& village = v.get(field::village_code);
        bool const village_same = !village.empty() && village == p.village_code;
        std::string const& phone = v.get(field::phone);
        bool const phone_same = !phone.empty() && phone == p.phone;
        if (phone_same) return found(p, "name_phone");
        if (village_same && birth_like == 3) return found(p, "name_birth_village");
        if (village_same && birth_like == 2 && (phone.empty() || p.phone.empty()))
            return found(p, "name_birth_village");
        if (village_same && birth_like == 1 && phone.empty()) return found(p, "name_birth_village");
        if (birth_like == 3 && birth.day() && (village.empty() || p.village_code.empty()) &&
            (phone.empty() || p.phone.empty()))
            return found(p, "name_birth_village");
    }
    return std::nullopt;
}

}  // namespace guiyan::roster
