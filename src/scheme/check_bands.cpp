// Cases, step tables, grades and standard tables: a hole, a row that is never reached, a highest step below
// the maximum. One name that is a number is judged exactly; anything else on 1,000 made-up facts.

#include <algorithm>

#include "base/day_math.hpp"
#include "scheme/check_parts.hpp"
#include "scheme/print_figure.hpp"
#include "scheme/trial.hpp"

namespace guiyan::scheme {
namespace {

constexpr auto sense = finding_kind::sense;
constexpr int trials = 1000;

/// A row of a table of cases; no condition: it always holds.
struct band {
    expression const* when = nullptr;
    std::optional<date> from, until;
    place at;
    std::string path;
};

struct bands {
    std::vector<band> rows;
    sees see = sees::for_each;
    surround in;
    place at;
    std::string path;
    double low = -1e15, high = 1e15;  ///< what the one number can be
};

bool always(band const& b) {
    return !b.when || !b.when->written() || b.when->text == "true";
}

class judge_bands {
public:
    judge_bands(check_desk& desk, bands const& b)
        : desk_(desk), b_(b), words_(environment_of(desk.book, b.see, b.in)) {}

    void run() {
        if (b_.rows.empty() || dated()) return;
        for (auto const& row : b_.rows) {
            std::optional<cel::checked> program;
            if (!always(row)) {
                program = cel::check(row.when->text, words_, cel::type::boolean());
                if (!*program) return;  // said by the types
                around_.gather(**program);
            }
            programs_.push_back(std::move(program));
        }
        shadowed();
        // Records that the rule leaves out need no case.
        if (b_.in.where && b_.see != sees::subject) {
            given_ = cel::check(b_.in.where->text, words_, cel::type::boolean());
            if (!*given_) return;
            around_.gather(**given_);
        }
        if (auto const name = only_number())
            exactly(*name);
        else if (!always(b_.rows.back()))
            at_random();
    }

private:
    /// Rows that only dates tell apart: each day from the first on needs one.
    bool dated() {
        if (std::ranges::none_of(b_.rows, [](auto const& r) { return r.from || r.until; })) return false;
        std::vector<date> days;
        std::optional<date> first;
        for (auto const& r : b_.rows) {
            if (r.from) days.push_back(*r.from), first = first ? std::min(*first, *r.from) : *r.from;
            if (r.until) days.push_back(*r.until);
        }
        if (std::ranges::any_of(b_.rows, [](auto const& r) { return !r.from && !r.until && always(r); }))
            return true;
        bool const open_start = std::ranges::any_of(b_.rows, [](auto const& r) { return !r.from; });
        std::ranges::sort(days);
        for (auto const& day : days) {
            if (!open_start && first && day < *first) continue;
            bool const held = std::ranges::any_of(b_.rows, [&](auto const& r) {
                return (!r.from || *r.from <= day) && (!r.until || day < *r.until);
            });
            if (!held) {
                desk_.error(sense, b_.at, b_.path, "scheme.sense.hole_day", {{"day", day.iso()}},
                            "scheme.sense.hole_day.fix");
                break;
            }
        }
        return true;
    }

    void shadowed() {
        for (std::size_t i = 0; i + 1 < b_.rows.size(); ++i)
            if (always(b_.rows[i])) {
                auto const& next = b_.rows[i + 1];
                desk_.error(sense, next.at, next.path, "scheme.sense.shadowed",
                            {{"row", std::to_string(i + 1)}}, "scheme.sense.shadowed.fix");
                return;
            }
    }

    std::optional<std::string> only_number() const {
        if (given_ || around_.names.size() != 1 || !around_.texts.empty()) return {};
        auto const& name = *around_.names.begin();
        if (name.find('.') != std::string::npos) return {};
        auto const* shape = words_.shape(self_of(b_.see, b_.in));
        int const slot = shape ? shape->slot(name) : -1;
        if (slot >= 0) return shape->fields()[slot].is.is_numeric() ? std::optional(name) : std::nullopt;
        int const variable = words_.variable_slot(name);
        if (variable < 0 || !words_.variables()[variable].is.is_numeric()) return {};
        return name;
    }

    /// The first row that holds; -1 none, -2 not to be said.
    int first(trial const& facts) const {
        for (std::size_t i = 0; i < programs_.size(); ++i) {
            if (!programs_[i]) return int(i);
            auto const v = cel::evaluate(**programs_[i], facts, {words_.codes(), nullptr, nullptr});
            if (v.is_true()) return int(i);
            if (!v.is_false()) return -2;
        }
        return -1;
    }

    int first_at(std::string const& name, double x) const {
        trial facts(desk_.book, words_, self_of(b_.see, b_.in), around_, 1);
        facts.fix(name, cel::value::number(x));
        return first(facts);
    }

    void exactly(std::string const& name) {
        std::vector<double> marks(around_.numbers.begin(), around_.numbers.end());
        std::vector<double> points;
        points.push_back(marks.front() - 1);
        for (std::size_t i = 0; i < marks.size(); ++i) {
            points.push_back(marks[i]);
            points.push_back(i + 1 < marks.size() ? (marks[i] + marks[i + 1]) / 2 : marks[i] + 1);
        }
        std::set<int> reached;
        // A hole is a run of points that belong nowhere; its ends are marks.
        std::optional<std::size_t> first_hole, last_hole;
        for (std::size_t i = 0; i < points.size(); ++i) {
            if (points[i] < b_.low || points[i] > b_.high) continue;
            int const row = first_at(name, points[i]);
            if (row >= 0) reached.insert(row);
            if (row == -1 && !first_hole) first_hole = last_hole = i;
            if (row == -1 && last_hole && *last_hole + 1 == i) last_hole = i;
        }
        if (first_hole) say_hole(name, marks, *first_hole, *last_hole);
        for (std::size_t i = 0; i < b_.rows.size(); ++i)
            if (!reached.contains(int(i)) && !always(b_.rows[i]))
                desk_.error(sense, b_.rows[i].at, b_.rows[i].path, "scheme.sense.never_row",
                            {{"row", std::to_string(i + 1)}}, "scheme.sense.never_row.fix");
    }

    /// Points are: below the first mark, then each mark and the middle behind it.
    void say_hole(std::string const& name, std::vector<double> const& marks, std::size_t first,
                  std::size_t last) {
        auto const mark = [&](std::size_t point) { return point % 2 == 1; };
        std::string from, to;
        if (mark(first))
            from = plain_number(marks[first / 2]);
        else if (first > 0)
            from = plain_number(marks[first / 2 - 1]);
        if (mark(last))
            to = plain_number(marks[last / 2]);
        else if (last / 2 < marks.size())
            to = plain_number(marks[last / 2]);
        else if (b_.high < 1e14)
            to = plain_number(b_.high);
        if (from.empty() && b_.low > -1e14) from = plain_number(b_.low);
        char const* const key = from == to && !from.empty() ? "scheme.sense.hole_at"
                                : from.empty()              ? "scheme.sense.hole_below"
                                : to.empty()                ? "scheme.sense.hole_above"
                                                            : "scheme.sense.hole";
        desk_.error(sense, b_.at, b_.path, key, {{"name", name}, {"from", from}, {"to", to}},
                    "scheme.sense.hole.fix");
    }

    void at_random() {
        for (int seed = 0; seed < trials; ++seed) {
            trial const facts(desk_.book, words_, self_of(b_.see, b_.in), around_, unsigned(seed));
            if (given_ && !cel::evaluate(**given_, facts, {words_.codes(), nullptr, nullptr}).is_true())
                continue;
            if (first(facts) != -1) continue;
            std::string example;
            for (auto const& name : around_.names) {
                auto const checked = cel::check(name, words_);
                if (!checked) continue;
                auto const v = cel::evaluate(*checked, facts, {words_.codes(), nullptr, nullptr});
                if (v.is(cel::value_kind::list) || v.is(cel::value_kind::record)) continue;
                example += (example.empty() ? "" : "，") + name + " = " + cel::to_source(v);
            }
            desk_.error(sense, b_.at, b_.path, "scheme.sense.hole_example", {{"example", example}},
                        "scheme.sense.hole.fix");
            return;
        }
    }

    check_desk& desk_;
    bands const& b_;
    cel::environment words_;
    constants around_;
    std::vector<std::optional<cel::checked>> programs_;
    std::optional<cel::checked> given_;  ///< the rule's own `where`
};

std::optional<decimal> constant(scalar const& s) {
    return s.constant() ? std::optional(s.number) : std::nullopt;
}

void step_tables(check_desk& desk, std::vector<score_item> const& items, surround const& in) {
    for (auto const& i : items) {
        step_tables(desk, i.items, in);
        if (i.steps.empty()) continue;
        std::optional<decimal> best;
        bool all = true;
        for (auto const& s : i.steps) {
            auto const points = constant(s.points);
            all = all && points;
            if (points && (!best || *points > *best)) best = points;
        }
        auto const max = constant(i.max);
        if (all && best && max && *best < *max)
            desk.error(sense, i.place_of("steps"), i.path_of("steps"), "scheme.sense.steps_low",
                       {{"best", best->text()}, {"max", max->text()}}, "scheme.sense.steps.fix");
        if (all && best && max && *best > *max)
            desk.error(sense, i.place_of("steps"), i.path_of("steps"), "scheme.sense.steps_high",
                       {{"best", best->text()}, {"max", max->text()}}, "scheme.sense.steps.fix");
        bands b{{}, sees::step_table, in, i.place_of("steps"), i.path_of("steps"), 0};
        for (auto const& s : i.steps) b.rows.push_back({&s.when, {}, {}, s.at, s.path});
        if (i.otherwise.written()) b.rows.push_back({nullptr, {}, {}, i.otherwise.at, i.otherwise.path});
        judge_bands(desk, b).run();
    }
}

void grades(check_desk& desk, review const& r, surround const& in) {
    if (r.grades.empty()) return;
    auto const& last = r.grades.back();
    if (last.when.written() && last.when.text != "true")
        desk.error(sense, last.when.at, last.when.path, "scheme.sense.last_grade", {{"name", last.name}},
                   "scheme.sense.last_grade.fix");
    bands b{{}, sees::result, in, r.place_of("grades"), r.path_of("grades"), 0};
    if (r.cap)
        b.high = r.cap->value();
    else if (r.full && std::ranges::none_of(r.score, &score_item::bonus))
        b.high = r.full->value();
    for (auto const& g : r.grades) b.rows.push_back({&g.when, {}, {}, g.at, g.path});
    judge_bands(desk, b).run();
}

}  // namespace

void check_bands(check_desk& desk) {
    walk(desk.p, [&](visited const& v) {
        if (v.is.name == "review") {
            // The walk shows a struct before what it encloses: say what is around.
            auto in = v.in;
            auto const& r = v.as<review>();
            in.for_kind = r.for_;
            in.where = nullptr;  // a score is judged for itself
            in.scored = &r;
            step_tables(desk, r.score, in);
            grades(desk, r, in);
        }
        if (v.is.name == "table") {
            auto const& t = v.as<standard_table>();
            auto in = v.in;
            in.per = t.per;
            bands b{{}, sees::subject, in, t.place_of("rows"), t.path_of("rows")};
            for (auto const& row : t.rows) {
                b.rows.push_back({&row.when, row.from, row.until, row.at, row.path});
                for (auto const& [column, unit] : t.columns)
                    if (!row.values.find(column))
                        desk.error(sense, row.at, row.path, "scheme.sense.no_column", {{"column", column}},
                                   "scheme.sense.no_column.fix");
                for (auto const& [column, value] : row.values)
                    if (!t.columns.find(column)) {
                        std::vector<std::string> known;
                        for (auto const& [name, unit] : t.columns) known.push_back(name);
                        auto const meant = cel::nearest(column, known);
                        desk.error(finding_kind::shape, row.place_of(column), row.path_of(column),
                                   "scheme.shape.unknown_key",
                                   {{"key", column},
                                    {"meant", meant},
                                    {"known", known.empty() ? "" : known.front()}},
                                   meant.empty() ? "scheme.shape.unknown_key.fix" : "scheme.meant.fix");
                    }
            }
            // With 就高 and 就低 rows may hold together; then only a hole is a mistake, and the order is
            // free.
            judge_bands(desk, b).run();
        }
    });
    // Amounts: the walk shows their cases one by one, so that they are gathered by their path first.
    std::map<std::string, bands> amounts;
    walk(desk.p, [&](visited const& v) {
        if (v.is.name != "case") return;
        auto const& c = v.as<amount_case>();
        auto const list = v.path.ends_with(']') ? v.path.substr(0, v.path.rfind('[')) : v.path;
        auto& b = amounts[list];
        if (b.rows.empty()) b.see = v.m.sees, b.in = v.in, b.at = v.at, b.path = list;
        b.rows.push_back({&c.when, c.from, c.until, c.at, c.path});
    });
    for (auto const& [path, b] : amounts) {
        auto const self = self_of(b.see, b.in);
        if (!self.empty() && !desk.book.facts().find(self)) continue;
        if (b.rows.size() > 1 || b.rows[0].when->written() || b.rows[0].from || b.rows[0].until)
            judge_bands(desk, b).run();
    }
}

}  // namespace guiyan::scheme
