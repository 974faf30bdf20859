#pragma once
// The index once more, as plainly as it can be written: every question goes through all people. What tests
// compare with, and what the benchmark measures against.

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "modules/people/index/query.hpp"

namespace guiyan::people::plain {

inline bool within(std::vector<ordinal_range> const& ranges, std::uint32_t x) {
    return std::any_of(ranges.begin(), ranges.end(), [x](auto const& r) { return r.contains(x); });
}

inline std::string letters(std::string const& typed) {
    std::string out;
    for (char const c : ascii_lower(typed))
        if (c >= 'a' && c <= 'z') out += c;
    return out;
}

inline std::optional<match_kind> match(person_entry const& p, word_meaning const& m) {
    using kind = word_meaning::kind;
    auto const place = [](bool front, bool whole, match_kind exact, match_kind prefix, match_kind part) {
        return front ? (whole ? exact : prefix) : part;
    };
    switch (m.what) {
        case kind::name: {
            auto const word = ascii_lower(m.word), name = ascii_lower(p.name);
            auto const at = name.find(word);
            if (word.empty() || at == std::string::npos) return std::nullopt;
            return place(at == 0, name == word, match_kind::name_exact, match_kind::name_prefix,
                         match_kind::name_part);
        }
        case kind::text: {
            auto const word = ascii_lower(m.word);
            if (word.empty() || word.find('\n') != std::string::npos) return std::nullopt;
            if (ascii_lower(p.text).find(word) == std::string::npos) return std::nullopt;
            return match_kind::text;
        }
        case kind::pinyin:
        case kind::initials: {
            auto const word = letters(m.word);
            std::optional<match_kind> best;
            for (auto const& reading : p.pinyin) {
                auto const syllables = split(reading, ' ');
                for (std::size_t from = 0; from < syllables.size(); ++from) {
                    std::string rest;
                    for (auto i = from; i < syllables.size(); ++i)
                        rest += m.what == kind::pinyin ? std::string(syllables[i])
                                                       : std::string(syllables[i].substr(0, 1));
                    if (word.empty() || rest.compare(0, word.size(), word) != 0) continue;
                    // The letters may end inside the last initial's syllable only at its end: initials are
                    // whole.
                    bool const whole = rest.size() == word.size();
                    auto const found = m.what == kind::pinyin
                                           ? place(from == 0, whole, match_kind::pinyin_exact,
                                                   match_kind::pinyin_prefix, match_kind::pinyin_part)
                                           : place(from == 0, whole, match_kind::initials_exact,
                                                   match_kind::initials_prefix, match_kind::initials_part);
                    if (!best || found < *best) best = found;
                }
            }
            return best;
        }
        case kind::skills:
            for (auto const s : p.skills)
                if (within(m.ranges, s)) return match_kind::skill;
            return std::nullopt;
        case kind::categories:
            return (p.categories & m.categories).any() ? std::optional(match_kind::category) : std::nullopt;
        case kind::regions:
            return p.region != no_region && within(m.ranges, p.region) ? std::optional(match_kind::region)
                                                                       : std::nullopt;
        case kind::ids:
            return std::find(m.ids.begin(), m.ids.end(), p.id) != m.ids.end()
                       ? std::optional(match_kind::listed)
                       : std::nullopt;
    }
    return std::nullopt;
}

inline std::optional<match_kind> match(person_entry const& p, search_term const& term) {
    std::optional<match_kind> best;
    for (auto const& m : term.any_of)
        if (auto const k = match(p, m); k && (!best || *k < *best)) best = k;
    return best;
}

inline bool of_age(person_entry const& p, int from, int to, date as_of) {
    if (p.birth.year() == 0) return false;
    int const age = age_on(p.birth, as_of);
    return age >= from && age <= to;
}

/// `except`: the dimension a facet leaves out.
inline bool passes(person_entry const& p, people_filter const& f, facet_request const* except = nullptr,
                   bool except_regions = false) {
    using kind = facet_request::kind;
    auto const counts = [&](kind k) { return !(except && except->what == k); };
    if (!f.regions.empty() && !except_regions && !(p.region != no_region && within(f.regions, p.region)))
        return false;
    for (auto const& c : f.codes)
        if (!c.any_of.empty() && !(except && except->what == kind::code && except->column == c.column) &&
            std::find(c.any_of.begin(), c.any_of.end(), p[c.column]) == c.any_of.end())
            return false;
    if ((f.categories || f.category_lines) && counts(kind::categories) &&
        (p.categories & f.categories.value_or(category_set())).none() &&
        !(p.practical_lines & f.category_lines))
        return false;
    if (f.practical_lines && counts(kind::practical_lines) && !(p.practical_lines & f.practical_lines))
        return false;
    if (counts(kind::flags) && ((p.flags & f.flags_set) != f.flags_set || (p.flags & f.flags_clear)))
        return false;
    if (!f.skills.empty() && counts(kind::skills) &&
        std::none_of(p.skills.begin(), p.skills.end(), [&](auto s) { return within(f.skills, s); }))
        return false;
    if (f.confirmed_before && p.confirmed_on >= *f.confirmed_before) return false;
    if (f.confirmed_since && p.confirmed_on < *f.confirmed_since) return false;
    if (f.age && counts(kind::age) && !of_age(p, f.age->from, f.age->to, f.age->as_of)) return false;
    return true;
}

class people {
public:
    void put(person_entry const& p) { all_[p.id] = p; }
    bool remove(std::int64_t id) { return all_.erase(id) != 0; }
    std::size_t size() const { return all_.size(); }

    std::vector<person_entry const*> who(people_query const& q, facet_request const* except = nullptr,
                                         bool except_regions = false) const {
        std::vector<person_entry const*> found;
        for (auto const& [id, p] : all_)
            if (q.scope.allows(p.region) && passes(p, q.filter, except, except_regions) &&
                std::all_of(q.terms.begin(), q.terms.end(),
                            [&](auto const& t) { return match(p, t).has_value(); }))
                found.push_back(&p);
        return found;
    }

    people_answer find(people_query const& q) const {
        people_answer answer;
        auto found = who(q);
        if (q.want_total) answer.total = std::uint32_t(found.size());
        auto const before = [&](person_entry const* a, person_entry const* b) {
            return comes_before(q, *a, *b);
        };
        std::size_t const offset =
            std::min<std::size_t>(std::size_t(std::max(q.page, 1u) - 1) * q.size, found.size());
        std::size_t const end = std::min<std::size_t>(offset + q.size, found.size());
        std::partial_sort(found.begin(), found.begin() + std::ptrdiff_t(end), found.end(), before);
        for (auto i = offset; i < end; ++i) {
            auto& row = answer.rows.emplace_back();
            row.id = found[i]->id;
            for (auto const& t : q.terms) row.why.push_back(*match(*found[i], t));
        }
        for (auto const& facet : q.facets) answer.facets.push_back(count(facet, who(q, &facet)));
        if (!q.region_counts.empty())
            for (auto const& r : q.region_counts) {
                std::uint32_t n = 0;
                for (auto const* p : who(q, nullptr, true))
                    n += p->region != no_region && r.contains(p->region);
                answer.region_counts.push_back(n);
            }
        return answer;
    }

    people_table tabulate(people_query const& q, std::vector<people_filter> const& rows,
                          std::vector<people_filter> const& columns) const {
        people_table table{rows.size(), columns.size(), {}};
        auto const found = who(q);
        for (auto const& r : rows)
            for (auto const& c : columns)
                table.cells.push_back(
                    std::uint32_t(std::count_if(found.begin(), found.end(), [&](auto const* p) {
                        return passes(*p, r) && passes(*p, c);
                    })));
        return table;
    }

private:
    static std::vector<std::uint32_t> count(facet_request const& facet,
                                            std::vector<person_entry const*> const& found) {
        using kind = facet_request::kind;
        std::size_t const sizes[] = {256, category_limit, 16, 8, facet.ranges.size(), facet.bands.size()};
        std::vector<std::uint32_t> counts(sizes[std::size_t(facet.what)]);
        for (auto const* p : found) switch (facet.what) {
                case kind::code:
                    ++counts[(*p)[facet.column]];
                    break;
                case kind::categories:
                    for (std::size_t c = 0; c < category_limit; ++c) counts[c] += p->categories[c];
                    break;
                case kind::practical_lines:
                    for (unsigned b = 0; b < 16; ++b) counts[b] += p->practical_lines >> b & 1;
                    break;
                case kind::flags:
                    for (unsigned b = 0; b < 8; ++b) counts[b] += p->flags >> b & 1;
                    break;
                case kind::skills:
                    for (std::size_t r = 0; r < facet.ranges.size(); ++r)
                        counts[r] += std::any_of(p->skills.begin(), p->skills.end(),
                                                 [&](auto s) { return facet.ranges[r].contains(s); });
                    break;
                case kind::age:
                    for (std::size_t b = 0; b < facet.bands.size(); ++b)
                        counts[b] += of_age(*p, facet.bands[b].from, facet.bands[b].to, facet.as_of);
                    break;
            }
        return counts;
    }

    static bool by_name(person_entry const& a, person_entry const& b) {
        std::string const ra = a.pinyin.empty() ? "" : a.pinyin[0], rb = b.pinyin.empty() ? "" : b.pinyin[0];
        if (ra.empty() != rb.empty()) return rb.empty();
        return std::tuple(ra, ascii_lower(a.name), a.id) < std::tuple(rb, ascii_lower(b.name), b.id);
    }

    static bool comes_before(people_query const& q, person_entry const& a, person_entry const& b) {
        auto const turn = [&](bool known_a, bool known_b, auto rises) {
            if (known_a != known_b) return known_a;
            return q.descending ? rises(b, a) : rises(a, b);
        };
        auto const by = [&](auto value, auto known) {
            return turn(known(a), known(b), [&](person_entry const& x, person_entry const& y) {
                return std::pair(value(x), x.id) < std::pair(value(y), y.id);
            });
        };
        switch (q.sort) {
            case sort_by::birth:
                return by([](auto const& p) { return p.birth; },
                          [](auto const& p) { return p.birth.year() != 0; });
            case sort_by::confirmed_on:
                return by([](auto const& p) { return p.confirmed_on; },
                          [](auto const& p) { return p.confirmed_on != no_day; });
            case sort_by::updated_at:
                return by([](auto const& p) { return p.updated_at; }, [](auto const&) { return true; });
            case sort_by::region:
                return turn(a.region != no_region, b.region != no_region, [](auto const& x, auto const& y) {
                    return x.region != y.region ? x.region < y.region : by_name(x, y);
                });
            case sort_by::relevance: {
                auto const grade = [&](person_entry const& p) {
                    unsigned sum = 0;
                    for (auto const& t : q.terms) sum += unsigned(*match(p, t));
                    return sum;
                };
                if (unsigned const ga = grade(a), gb = grade(b); ga != gb) return ga < gb;
                return by_name(a, b);
            }
            case sort_by::name:
                break;
        }
        auto const known = [](person_entry const& p) { return !p.pinyin.empty() && !p.pinyin[0].empty(); };
        return turn(known(a), known(b), by_name);
    }

    std::map<std::int64_t, person_entry> all_;
};

}  // namespace guiyan::people::plain
