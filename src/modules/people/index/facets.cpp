// Counts by value. Few hits are counted one by one; for many hits every value's bitmap is laid over them.

#include <algorithm>

#include "modules/people/index/question.hpp"

namespace guiyan::people::inside {

namespace {

/// True when going through the hits costs less than laying all values over them. Both in word operations: a
/// hit looked up and counted costs as much as some twelve words laid over each other.
bool few(hits const& found, member_sets const& sets) {
    std::size_t const one_by_one = found.sorted * 12 + found.w.words();
    std::size_t by_value = 0;
    for (std::size_t v = 0; v < sets.values() && by_value <= one_by_one; ++v)
        if (sets.counts[v]) by_value += sets.cost(v, found.w.words());
    return one_by_one < by_value;
}

template <class Visit>
void each_sorted(hits const& found, Visit visit) {
    found.each_sorted(visit);
}

void lay_over(hits const& found, member_sets const& sets, std::vector<std::uint32_t>& counts) {
    for (std::size_t v = 0; v < std::min(sets.values(), counts.size()); ++v)
        if (sets.counts[v])
            counts[v] += std::uint32_t(sets.count_in(found.bits.data(), v, found.w.first, found.w.end));
}

/// Every person has exactly one value, so the commonest value is what the others leave over.
void lay_over_column(hits const& found, member_sets const& sets, std::vector<std::uint32_t>& counts) {
    auto const common =
        std::size_t(std::max_element(sets.counts.begin(), sets.counts.end()) - sets.counts.begin());
    std::size_t others = 0;
    for (std::size_t v = 0; v < sets.values(); ++v) {
        if (v == common || !sets.counts[v]) continue;
        auto const n = sets.count_in(found.bits.data(), v, found.w.first, found.w.end);
        counts[v] += std::uint32_t(n);
        others += n;
    }
    counts[common] += std::uint32_t(found.sorted - others);
}

std::vector<std::uint32_t> count_codes(shelf const& shelf, code_column c, hits const& found) {
    std::vector<std::uint32_t> counts(256);
    auto const& codes = shelf.people.codes[std::size_t(c)];
    auto const& sets = shelf.sorted.codes[std::size_t(c)];
    auto const add = [&](slot s) { ++counts[codes[s]]; };
    if (found.sorted) {
        if (few(found, sets))
            each_sorted(found, add);
        else
            lay_over_column(found, sets, counts);
    }
    std::for_each(found.late.begin(), found.late.end(), add);
    return counts;
}

template <class Add>
std::vector<std::uint32_t> count_sets(member_sets const& sets, std::size_t values, hits const& found,
                                      Add add) {
    std::vector<std::uint32_t> counts(values);
    auto const one = [&](slot s) { add(s, counts); };
    if (found.sorted) {
        if (few(found, sets))
            each_sorted(found, one);
        else
            lay_over(found, sets, counts);
    }
    std::for_each(found.late.begin(), found.late.end(), one);
    return counts;
}

std::vector<std::uint32_t> count_skills(shelf const& shelf, std::vector<ordinal_range> const& ranges,
                                        hits const& found) {
    std::vector<std::uint32_t> counts(ranges.size());
    auto const add = [&](slot s) {
        auto const skills = shelf.people.skills_of(s);
        for (std::size_t r = 0; r < ranges.size(); ++r) {
            auto const at = std::lower_bound(skills.begin(), skills.end(), ranges[r].first);
            counts[r] += at != skills.end() && *at < ranges[r].end;
        }
    };
    std::for_each(found.late.begin(), found.late.end(), add);
    if (found.sorted == 0) return counts;
    if (found.sorted * 4 < found.w.words()) {
        each_sorted(found, add);
        return counts;
    }
    for (std::size_t r = 0; r < ranges.size(); ++r) {
        auto const& nodes = shelf.skill_nodes;
        auto const node = std::size_t(std::find(nodes.begin(), nodes.end(), ranges[r]) - nodes.begin());
        if (node < nodes.size()) {
            counts[r] += std::uint32_t(
                shelf.sorted.nodes.count_in(found.bits.data(), node, found.w.first, found.w.end));
            continue;
        }
        borrowed_bits members(found.w.first, found.w.end);
        add_skills(shelf, ranges[r], members.data(), found.w);
        counts[r] += std::uint32_t(
            count_both(found.bits.data() + found.w.first, members.data() + found.w.first, found.w.words()));
    }
    return counts;
}

std::vector<std::uint32_t> count_ages(shelf const& shelf, facet_request const& facet, hits const& found) {
    std::vector<std::uint32_t> counts(facet.bands.size());
    // Bands share their borders, so every border is counted once.
    std::vector<std::pair<std::uint16_t, std::size_t>> borders;
    auto const born = [&](std::uint16_t latest) {
        for (auto const& [value, n] : borders)
            if (value == latest) return n;
        std::size_t n = 0;
        if (found.sorted * 4 < found.w.words()) {
            each_sorted(found, [&](slot s) { n += shelf.people.born[s] <= latest; });
        } else {
            borrowed_bits older(found.w.first, found.w.end);
            born_at_most(shelf.sorted, latest, older.data(), found.w);
            n = count_both(found.bits.data() + found.w.first, older.data() + found.w.first, found.w.words());
        }
        for (slot const s : found.late) n += shelf.people.born[s] <= latest;
        borders.push_back({latest, n});
        return n;
    };
    for (std::size_t b = 0; b < facet.bands.size(); ++b) {
        auto const latest = latest_birth(facet.bands[b].from, facet.as_of);
        auto const before = latest_birth(facet.bands[b].to + 1, facet.as_of);
        if (before < latest) counts[b] = std::uint32_t(born(latest) - born(before));
    }
    return counts;
}

}  // namespace

unsigned dimension_of(facet_request const& facet) {
    switch (facet.what) {
        case facet_request::kind::code:
            return dimension_number(dimension::code, facet.column);
        case facet_request::kind::categories:
            return dimension_number(dimension::categories);
        case facet_request::kind::practical_lines:
            return dimension_number(dimension::lines);
        case facet_request::kind::flags:
            return dimension_number(dimension::flags);
        case facet_request::kind::skills:
            return dimension_number(dimension::skills);
        case facet_request::kind::age:
            return dimension_number(dimension::age);
    }
    return dimension_number(dimension::term);
}

std::vector<std::uint32_t> count_facet(question const& q, facet_request const& facet, hits const& found) {
    auto const& shelf = q.people();
    auto const& p = shelf.people;
    auto const add_bits = [](unsigned bits, std::vector<std::uint32_t>& counts) {
        for (; bits; bits &= bits - 1) ++counts[unsigned(std::countr_zero(bits))];
    };
    switch (facet.what) {
        case facet_request::kind::code:
            return count_codes(shelf, facet.column, found);
        case facet_request::kind::categories:
            return count_sets(shelf.sorted.categories, category_limit, found, [&](slot s, auto& counts) {
                for (std::size_t half = 0; half < 2; ++half)
                    for (word w = p.book.halves[p.categories[s] * 2 + half]; w; w &= w - 1)
                        ++counts[half * 64 + unsigned(std::countr_zero(w))];
            });
        case facet_request::kind::practical_lines:
            return count_sets(shelf.sorted.lines, 16, found,
                              [&](slot s, auto& counts) { add_bits(p.lines[s], counts); });
        case facet_request::kind::flags:
            return count_sets(shelf.sorted.flags, 8, found,
                              [&](slot s, auto& counts) { add_bits(p.flags[s], counts); });
        case facet_request::kind::skills:
            return count_skills(shelf, facet.ranges, found);
        case facet_request::kind::age:
            return count_ages(shelf, facet, found);
    }
    return {};
}

std::vector<std::uint32_t> count_regions(question const& q, std::vector<ordinal_range> const& ranges,
                                         hits const& found) {
    auto const& shelf = q.people();
    std::vector<std::uint32_t> counts;
    for (auto const& r : ranges) {
        auto [from, to] = shelf.slots_of(r);
        auto const first = std::max<std::size_t>(from, found.w.first * 64),
                   end = std::min<std::size_t>(to, found.w.end * 64);
        std::size_t n = count_range(found.bits.data(), first, end);
        for (slot const s : found.late)
            n += shelf.people.region[s] != no_region && r.contains(shelf.people.region[s]);
        counts.push_back(std::uint32_t(n));
    }
    return counts;
}

}  // namespace guiyan::people::inside
