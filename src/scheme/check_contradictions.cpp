// Rules that can never hold together, and conditions that refuse everybody.

#include <algorithm>
#include <map>

#include "scheme/check_parts.hpp"
#include "scheme/print_figure.hpp"
#include "scheme/trial.hpp"

namespace guiyan::scheme {
namespace {

/// What the constant bounds leave of a number.
struct interval {
    double low = -1e15, high = 1e15;
    bool low_open = false, high_open = false;
    bool empty() const { return low > high || (low == high && (low_open || high_open)); }
};

std::optional<double> constant(pack const& p, amount const& a) {
    if (a.size() != 1 || a[0].when.written()) return {};
    auto const& s = a[0].value;
    if (s.constant()) return s.number.value();
    if (s.is == scalar::form::cel && s.cel.text.starts_with("params."))
        if (auto const* q = p.params.find(std::string_view(s.cel.text).substr(7)))
            if (q->value.is == literal::form::number) return q->value.number.value();
    return {};
}

void narrow(pack const& p, interval& i, bound const& b) {
    if (auto const v = constant(p, b.at_least); v && (*v > i.low || (*v == i.low && !i.low_open)))
        i.low = *v, i.low_open = false;
    if (auto const v = constant(p, b.more_than); v && *v >= i.low) i.low = *v, i.low_open = true;
    if (auto const v = constant(p, b.at_most); v && (*v < i.high || (*v == i.high && !i.high_open)))
        i.high = *v, i.high_open = false;
    if (auto const v = constant(p, b.less_than); v && *v <= i.high) i.high = *v, i.high_open = true;
    if (auto const v = constant(p, b.exactly)) {
        if (*v > i.low) i.low = *v, i.low_open = false;
        if (*v < i.high) i.high = *v, i.high_open = false;
    }
}

std::string measured(need const& n) {
    if (!n.of || n.when.written()) return {};
    auto const share = n.share_of ? "/" + n.share_of->id : std::string();
    return n.of->written.empty() ? n.of->id + share : std::string();
}

struct bounded {
    bound const* b;
    std::string path;
    place at;
};

void say(check_desk& desk, bounded const& first, bounded const& second, std::string const& measure) {
    desk.error(finding_kind::contradiction, second.at, second.path, "scheme.contradiction.bounds",
               {{"measure", measure}, {"other", first.path}, {"line", std::to_string(first.at.line)}},
               "scheme.contradiction.bounds.fix");
}

/// Leaves that have to hold together, by what they measure.
void leaves(need const& n, std::multimap<std::string, bounded>& into) {
    for (auto const& part : n.all) leaves(part, into);
    auto const m = measured(n);
    if (!m.empty()) into.emplace(m, bounded{&n, n.path, n.at});
}

void together(check_desk& desk, std::multimap<std::string, bounded> const& all) {
    for (auto first = all.begin(); first != all.end(); ++first) {
        interval alone;
        narrow(desk.p, alone, *first->second.b);
        if (alone.empty()) {
            desk.error(finding_kind::contradiction, first->second.at, first->second.path,
                       "scheme.contradiction.empty",
                       {{"measure", first->first.substr(first->first.find('|') + 1)}},
                       "scheme.contradiction.bounds.fix");
            continue;
        }
        for (auto second = std::next(first); second != all.end() && second->first == first->first; ++second) {
            auto both = alone;
            narrow(desk.p, both, *second->second.b);
            interval other;
            narrow(desk.p, other, *second->second.b);
            if (both.empty() && !other.empty())
                say(desk, first->second, second->second, first->first.substr(first->first.find('|') + 1));
        }
    }
}

bool overlap(std::optional<date> const& from, std::optional<date> const& until,
             std::optional<date> const& from2, std::optional<date> const& until2) {
    return (!until || !from2 || *from2 < *until) && (!until2 || !from || *from < *until2);
}

/// A test that no made-up facts fulfil. Tests that read measures or lists are left to the cases of the pack.
void refuses_everybody(check_desk& desk, expression const& e, surround const& in, sees see) {
    if (!e.written()) return;
    auto const words = environment_of(desk.book, see, in);
    auto const checked = cel::check(e.text, words, cel::type::boolean());
    if (!checked) return;
    constants around;
    around.gather(*checked);
    for (auto const& name : around.names)
        if (name.starts_with("m.") || name.starts_with("o.") || name.starts_with("r.") ||
            name.starts_with("s.") || name.starts_with("t."))
            return;
    bool const lists =
        e.text.find("exists") != std::string::npos || e.text.find("all(") != std::string::npos ||
        e.text.find("filter") != std::string::npos || e.text.find("within") != std::string::npos;
    if (lists) return;
    bool ever = false, said = false;
    for (unsigned seed = 0; seed < 3000 && !ever; ++seed) {
        trial const facts(desk.book, words, self_of(see, in), around, seed);
        auto const v = cel::evaluate(*checked, facts, {words.codes(), nullptr, nullptr});
        ever = v.is_true();
        said = said || v.is_true() || v.is_false();
    }
    if (!ever && said)
        desk.warn(finding_kind::contradiction, e.at, e.path, "scheme.contradiction.nobody", {},
                  "scheme.contradiction.nobody.fix");
}

}  // namespace

void check_contradictions(check_desk& desk) {
    auto const& p = desk.p;
    for (auto const& [id, q] : p.quotas) {
        std::multimap<std::string, bounded> own;
        leaves(q.need, own);
        together(desk, own);
    }
    for (auto const& [id, o] : p.obligations) {
        std::multimap<std::string, bounded> own;
        leaves(o.need, own);
        together(desk, own);
    }
    // Two quotas of the same records; two obligations of the same records and period.
    auto const pairs = [&](auto const& all, auto const& same) {
        for (auto a = all.begin(); a != all.end(); ++a)
            for (auto b = std::next(a); b != all.end(); ++b) {
                auto const& x = a->second;
                auto const& y = b->second;
                if (x.for_ != y.for_ || x.where.text != y.where.text || !same(x, y) ||
                    !overlap(x.from, x.until, y.from, y.until))
                    continue;
                std::multimap<std::string, bounded> first, second;
                leaves(x.need, first);
                leaves(y.need, second);
                for (auto const& [m, one] : first)
                    for (auto [other, end] = second.equal_range(m); other != end; ++other) {
                        interval i, j, both;
                        narrow(p, i, *one.b);
                        narrow(p, j, *other->second.b);
                        both = i;
                        narrow(p, both, *other->second.b);
                        if (!i.empty() && !j.empty() && both.empty()) say(desk, one, other->second, m);
                    }
            }
    };
    pairs(p.quotas, [](quota const& a, quota const& b) {
        return a.within.size() == b.within.size() &&
               std::equal(a.within.begin(), a.within.end(), b.within.begin(),
                          [](auto const& x, auto const& y) { return x.text == y.text; });
    });
    pairs(p.obligations, [](obligation const& a, obligation const& b) { return a.every == b.every; });
    walk(p, [&](visited const& v) {
        if (v.is.name == "condition") refuses_everybody(desk, v.as<condition>().test, v.in, sees::candidate);
        if (v.is.name == "guard") {
            auto in = v.in;
            in.for_kind = v.as<guard>().for_;
            if (desk.book.facts().find(in.for_kind))
                refuses_everybody(desk, v.as<guard>().test, in, sees::for_each);
        }
    });
}

}  // namespace guiyan::scheme
