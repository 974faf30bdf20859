#include "modules/people/index/conditions.hpp"

#include <algorithm>

namespace guiyan::people::inside {

void condition::keep_in(word* bits, window w) const {
    borrowed_bits own(w.first, w.end);
    add_to(own.data(), w);
    keep(bits + w.first, own.data() + w.first, w.words());
}

std::vector<ordinal_range> in_order(std::vector<ordinal_range> ranges) {
    std::sort(ranges.begin(), ranges.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
    std::vector<ordinal_range> out;
    for (auto const& r : ranges) {
        if (r.first >= r.end) continue;
        if (!out.empty() && r.first <= out.back().end)
            out.back().end = std::max(out.back().end, r.end);
        else
            out.push_back(r);
    }
    return out;
}

bool any_contains(std::vector<ordinal_range> const& ranges, std::uint32_t x) {
    auto const after = std::upper_bound(ranges.begin(), ranges.end(), x,
                                        [](std::uint32_t v, ordinal_range const& r) { return v < r.first; });
    return after != ranges.begin() && std::prev(after)->contains(x);
}

std::uint16_t latest_birth(int age, date as_of) {
    int const value = (as_of.year() - age - 1880) * 372 + (int(as_of.month()) - 1) * 31 + int(as_of.day());
    return std::uint16_t(std::clamp(value, 0, 65535));
}

void born_at_most(sorted_part const& part, std::uint16_t latest, word* bits, window w) {
    // Bit-sliced comparison: from the highest bit down, a slot is below when it has 0 where the limit has 1
    // and all bits above agree; what agrees to the end is equal. A block at a time, so that it stays in
    // registers and L1.
    constexpr std::size_t block = 64;
    std::size_t const width = part.width();
    for (std::size_t from = w.first; from < w.end; from += block) {
        std::size_t const n = std::min(block, w.end - from);
        word equal[block], below[block];
        for (std::size_t i = 0; i < n; ++i) equal[i] = ~word(0), below[i] = 0;
        for (unsigned bit = 0; bit < 16; ++bit) {
            word const* slice = part.born_slices.data() + bit * width + from;
            if (latest >> (15 - bit) & 1) {
                for (std::size_t i = 0; i < n; ++i) {
                    below[i] |= equal[i] & ~slice[i];
                    equal[i] &= slice[i];
                }
            } else {
                for (std::size_t i = 0; i < n; ++i) equal[i] &= ~slice[i];
            }
        }
        for (std::size_t i = 0; i < n; ++i) bits[from + i] |= below[i] | equal[i];
    }
}

void add_skills(shelf const& shelf, ordinal_range range, word* bits, window w) {
    for (std::size_t node = 0; node < shelf.skill_nodes.size(); ++node)
        if (shelf.skill_nodes[node] == range) return shelf.sorted.nodes.add_to(bits, node, w.first, w.end);
    auto const end = std::min<std::size_t>(range.end, shelf.sorted.leaves.values());
    for (std::size_t leaf = range.first; leaf < end; ++leaf)
        shelf.sorted.leaves.add_to(bits, leaf, w.first, w.end);
}

void add_regions(shelf const& shelf, std::vector<ordinal_range> const& ranges, word* bits, window w) {
    for (auto const& r : ranges) {
        auto const [from, to] = shelf.slots_of(r);
        put_range(bits, std::max<std::size_t>(from, w.first * 64), std::min<std::size_t>(to, w.end * 64));
    }
}

namespace {

class code_condition final : public condition {
public:
    code_condition(code_filter const& filter, shelf const& shelf)
        : column_(shelf.people.codes[std::size_t(filter.column)]),
          sets_(shelf.sorted.codes[std::size_t(filter.column)]) {
        for (auto const v : filter.any_of) allowed_[v] = true;
        for (unsigned v = 0; v < 256; ++v)
            if (allowed_[v] && sets_.count_of(v)) values_.push_back(v), estimate_ += sets_.count_of(v);
        dimension_of = dimension_number(dimension::code, filter.column);
    }
    bool test(slot s) const override { return allowed_[column_[s]]; }
    std::size_t estimate() const override { return estimate_; }
    void add_to(word* bits, window w) const override {
        for (auto const v : values_) sets_.add_to(bits, v, w.first, w.end);
    }
    bool list(std::vector<slot>& out, window w) const override {
        for (auto const v : values_) {
            if (sets_.is_bitmap(v)) return false;
            auto const members = sets_.part(v, w.first, w.end);
            out.insert(out.end(), members.begin(), members.end());
        }
        return true;
    }
    void keep_in(word* bits, window w) const override {
        if (values_.size() == 1 && sets_.is_bitmap(values_[0]))
            keep(bits + w.first, sets_.bitmap(values_[0]) + w.first, w.words());
        else
            condition::keep_in(bits, w);
    }

private:
    column<std::uint8_t> const& column_;
    member_sets const& sets_;
    std::array<bool, 256> allowed_{};
    std::vector<unsigned> values_;
    std::size_t estimate_ = 0;
};

class category_condition final : public condition {
public:
    category_condition(category_set const& any, std::uint16_t lines, shelf const& shelf)
        : any_(any), lines_(lines), shelf_(shelf) {
        for (unsigned v = 0; v < category_limit; ++v)
            if (any[v]) estimate_ += shelf.sorted.categories.count_of(v);
        for (unsigned v = 0; v < 16; ++v)
            if (lines >> v & 1) estimate_ += shelf.sorted.lines.count_of(v);
        dimension_of = dimension_number(dimension::categories);
    }
    bool test(slot s) const override {
        return (shelf_.people.lines[s] & lines_) ||
               shelf_.people.book.meets(shelf_.people.categories[s], any_);
    }
    std::size_t estimate() const override { return estimate_; }
    void add_to(word* bits, window w) const override {
        for (unsigned v = 0; v < category_limit; ++v)
            if (any_[v]) shelf_.sorted.categories.add_to(bits, v, w.first, w.end);
        for (unsigned v = 0; v < 16; ++v)
            if (lines_ >> v & 1) shelf_.sorted.lines.add_to(bits, v, w.first, w.end);
    }

private:
    category_set any_;
    std::uint16_t lines_;
    shelf const& shelf_;
    std::size_t estimate_ = 0;
};

class line_condition final : public condition {
public:
    line_condition(std::uint16_t any, shelf const& shelf) : any_(any), shelf_(shelf) {
        for (unsigned v = 0; v < 16; ++v)
            if (any >> v & 1) estimate_ += shelf.sorted.lines.count_of(v);
        dimension_of = dimension_number(dimension::lines);
    }
    bool test(slot s) const override { return shelf_.people.lines[s] & any_; }
    std::size_t estimate() const override { return estimate_; }
    void add_to(word* bits, window w) const override {
        for (unsigned v = 0; v < 16; ++v)
            if (any_ >> v & 1) shelf_.sorted.lines.add_to(bits, v, w.first, w.end);
    }

private:
    std::uint16_t any_;
    shelf const& shelf_;
    std::size_t estimate_ = 0;
};

class flag_condition final : public condition {
public:
    flag_condition(std::uint8_t set, std::uint8_t clear, shelf const& shelf)
        : set_(set), clear_(clear), shelf_(shelf) {
        dimension_of = dimension_number(dimension::flags);
    }
    bool test(slot s) const override {
        auto const f = shelf_.people.flags[s];
        return (f & set_) == set_ && (f & clear_) == 0;
    }
    std::size_t estimate() const override {
        std::size_t least = shelf_.sorted.size;
        for (unsigned b = 0; b < 8; ++b)
            if (set_ >> b & 1) least = std::min<std::size_t>(least, shelf_.sorted.flags.count_of(b));
        return least;
    }
    void add_to(word* bits, window w) const override {
        borrowed_bits good(w.first, w.end);
        std::fill(good.data() + w.first, good.data() + w.end, ~word(0));
        keep_in(good.data(), w);
        join(bits + w.first, good.data() + w.first, w.words());
    }
    void keep_in(word* bits, window w) const override {
        for (unsigned b = 0; b < 8; ++b) {
            if (!((set_ | clear_) >> b & 1)) continue;
            borrowed_bits one(w.first, w.end);
            shelf_.sorted.flags.add_to(one.data(), b, w.first, w.end);
            if (set_ >> b & 1) keep(bits + w.first, one.data() + w.first, w.words());
            if (clear_ >> b & 1)
                for (std::size_t i = w.first; i < w.end; ++i) bits[i] &= ~one.data()[i];
        }
    }

private:
    std::uint8_t set_, clear_;
    shelf const& shelf_;
};

class skill_condition final : public condition {
public:
    skill_condition(std::vector<ordinal_range> ranges, shelf const& shelf)
        : ranges_(std::move(ranges)), shelf_(shelf) {
        for (auto const& r : ranges_)
            for (std::size_t leaf = r.first;
                 leaf < std::min<std::size_t>(r.end, shelf.sorted.leaves.values()); ++leaf)
                estimate_ += shelf.sorted.leaves.count_of(leaf);
        dimension_of = dimension_number(dimension::skills);
    }
    bool test(slot s) const override {
        for (auto const skill : shelf_.people.skills_of(s))
            for (auto const& r : ranges_)
                if (r.contains(skill)) return true;
        return false;
    }
    std::size_t estimate() const override { return estimate_; }
    void add_to(word* bits, window w) const override {
        for (auto const& r : ranges_) add_skills(shelf_, r, bits, w);
    }

private:
    std::vector<ordinal_range> ranges_;
    shelf const& shelf_;
    std::size_t estimate_ = 0;
};

class region_condition final : public condition {
public:
    region_condition(std::vector<ordinal_range> ranges, shelf const& shelf)
        : ranges_(in_order(std::move(ranges))), shelf_(shelf) {
        for (auto const& r : ranges_) {
            auto const [from, to] = shelf.slots_of(r);
            estimate_ += to - from;
        }
        dimension_of = dimension_number(dimension::region);
    }
    bool test(slot s) const override {
        auto const r = shelf_.people.region[s];
        return r != no_region && any_contains(ranges_, r);
    }
    std::size_t estimate() const override { return estimate_; }
    void add_to(word* bits, window w) const override { add_regions(shelf_, ranges_, bits, w); }

private:
    std::vector<ordinal_range> ranges_;
    shelf const& shelf_;
    std::size_t estimate_ = 0;
};

class age_condition final : public condition {
public:
    age_condition(age_range const& age, shelf const& shelf)
        : after_(latest_birth(age.to + 1, age.as_of)),
          latest_(latest_birth(age.from, age.as_of)),
          shelf_(shelf) {
        dimension_of = dimension_number(dimension::age);
    }
    bool test(slot s) const override {
        auto const b = shelf_.people.born[s];
        return b > after_ && b <= latest_;
    }
    std::size_t estimate() const override {
        // by_birth sorts what is unknown inside a year first, born takes it for the first day: close enough.
        auto const& o = shelf_.sorted.by_birth;
        auto const end = o.slots.begin() + o.known;
        auto const place = [&](std::uint16_t limit) {
            return std::partition_point(o.slots.begin(), end,
                                        [&](slot s) { return shelf_.people.born[s] <= limit; });
        };
        auto const n = place(latest_) - place(after_);
        return n > 0 ? std::size_t(n) : 0;
    }
    void add_to(word* bits, window w) const override {
        if (after_ >= latest_) return;
        borrowed_bits old(w.first, w.end), all(w.first, w.end);
        born_at_most(shelf_.sorted, after_, old.data(), w);
        born_at_most(shelf_.sorted, latest_, all.data(), w);
        for (std::size_t i = w.first; i < w.end; ++i) bits[i] |= all.data()[i] & ~old.data()[i];
    }

private:
    std::uint16_t after_, latest_;
    shelf const& shelf_;
};

class confirmed_condition final : public condition {
public:
    confirmed_condition(std::optional<day_number> before, std::optional<day_number> since, shelf const& shelf)
        : before_(before.value_or(INT32_MAX)), since_(since.value_or(no_day)), shelf_(shelf) {
        dimension_of = dimension_number(dimension::confirmed);
    }
    bool test(slot s) const override {
        auto const day = shelf_.people.confirmed_on[s];  // no_day lies before every day
        return day >= since_ && day < before_;
    }
    std::size_t estimate() const override { return shelf_.sorted.size; }
    void add_to(word* bits, window w) const override {
        auto const& days = shelf_.people.confirmed_on;
        std::size_t const end = std::min<std::size_t>(w.end * 64, shelf_.sorted.size);
        for (std::size_t s = w.first * 64; s < end; ++s)
            bits[s >> 6] |= word(days[s] >= since_ && days[s] < before_) << (s & 63);
    }

private:
    day_number before_, since_;
    shelf const& shelf_;
};

}  // namespace

conditions compile(people_filter const& filter, shelf const& shelf) {
    conditions out;
    if (!filter.regions.empty()) out.push_back(std::make_unique<region_condition>(filter.regions, shelf));
    for (auto const& c : filter.codes)
        if (!c.any_of.empty()) out.push_back(std::make_unique<code_condition>(c, shelf));
    if (filter.categories || filter.category_lines)
        out.push_back(std::make_unique<category_condition>(filter.categories.value_or(category_set()),
                                                           filter.category_lines, shelf));
    if (filter.practical_lines)
        out.push_back(std::make_unique<line_condition>(filter.practical_lines, shelf));
    if (filter.flags_set || filter.flags_clear)
        out.push_back(std::make_unique<flag_condition>(filter.flags_set, filter.flags_clear, shelf));
    if (!filter.skills.empty()) out.push_back(std::make_unique<skill_condition>(filter.skills, shelf));
    if (filter.age) out.push_back(std::make_unique<age_condition>(*filter.age, shelf));
    if (filter.confirmed_before || filter.confirmed_since)
        out.push_back(
            std::make_unique<confirmed_condition>(filter.confirmed_before, filter.confirmed_since, shelf));
    return out;
}

}  // namespace guiyan::people::inside
