// What has to add up: maxima, weights, shares, the parts of a target. The program names the sum and guesses
// nothing.

#include "scheme/check_parts.hpp"

namespace guiyan::scheme {
namespace {

std::optional<decimal> constant(scalar const& s) {
    return s.constant() ? std::optional(s.number) : std::nullopt;
}

std::optional<decimal> constant(amount const& a) {
    return a.size() == 1 && !a[0].when.written() ? constant(a[0].value) : std::nullopt;
}

/// Sum of the maxima; nothing where one is an expression.
std::optional<decimal> maxima(check_desk& desk, std::vector<score_item> const& items) {
    std::optional<decimal> sum = decimal();
    for (auto const& i : items) {
        auto const below = i.items.empty() ? std::nullopt : maxima(desk, i.items);
        auto own = constant(i.max);
        if (!i.items.empty() && own && below && *own != *below)
            desk.error(finding_kind::sums, i.place_of("max"), i.path_of("max"), "scheme.sums.group",
                       {{"sum", below->text()}, {"full", own->text()}}, "scheme.sums.fix");
        if (!own && !i.items.empty() && !i.max.written()) own = below;
        if (!own && i.items.empty() && !i.max.written() && !i.add.empty() == false && !i.points.written())
            desk.error(finding_kind::sense, i.at, i.path, "scheme.sense.no_max", {{"name", i.name}},
                       "scheme.sense.no_max.fix");
        if (i.bonus || i.when.written()) continue;
        if (!own)
            sum.reset();
        else if (sum)
            *sum += *own;
    }
    return sum;
}

void shares(check_desk& desk, node const& where, std::string_view key, decimal sum, char const* message_key) {
    if (sum == decimal(1)) return;
    desk.error(finding_kind::sums, where.place_of(key), where.path_of(key), message_key,
               {{"sum", sum.text()}}, "scheme.sums.shares.fix");
}

void score(check_desk& desk, review const& r) {
    auto const sum = maxima(desk, r.score);
    if (r.full && sum && !r.score.empty() && *sum != *r.full)
        desk.error(finding_kind::sums, r.place_of("full"), r.path_of("full"), "scheme.sums.full",
                   {{"sum", sum->text()}, {"full", r.full->text()}}, "scheme.sums.fix");
    if (r.cap && r.full && *r.cap < *r.full)
        desk.error(finding_kind::sums, r.place_of("cap"), r.path_of("cap"), "scheme.sums.cap",
                   {{"cap", r.cap->text()}, {"full", r.full->text()}}, "scheme.sums.fix");
}

void marks(check_desk& desk, std::vector<score_item> const& items) {
    for (auto const& i : items) {
        marks(desk, i.items);
        if (i.marks.size() < 2) continue;
        decimal sum;
        bool all = true;
        for (auto const& m : i.marks) {
            all = all && m.weight.has_value();
            if (m.weight) sum += *m.weight;
        }
        if (!all)
            desk.error(finding_kind::sums, i.place_of("marks"), i.path_of("marks"), "scheme.sums.no_weight",
                       {}, "scheme.sums.no_weight.fix");
        else if (sum != decimal(1) && sum != decimal(100))
            desk.error(finding_kind::sums, i.place_of("marks"), i.path_of("marks"), "scheme.sums.weights",
                       {{"sum", sum.text()}}, "scheme.sums.shares.fix");
    }
}

void target_parts(check_desk& desk, target const& t) {
    struct side {
        amount bound::*which;
        std::string_view key;
    };
    for (auto const& [which, key] : {side{&bound::at_least, "at_least"}, side{&bound::exactly, "exactly"},
                                     side{&bound::about, "about"}, side{&bound::more_than, "more_than"}}) {
        auto const whole = constant(t.*which);
        if (!whole || t.parts.empty()) continue;
        decimal sum;
        bool all = true;
        for (auto const& part : t.parts) {
            std::optional<decimal> own;
            for (auto const other : {&bound::at_least, &bound::exactly, &bound::about, &bound::more_than})
                if (!own) own = constant(part.*other);
            if (own)
                sum += *own;
            else
                all = false;
        }
        if (!all || sum == *whole) continue;
        auto const more = sum > *whole;
        desk.error(finding_kind::sums, t.place_of("parts"), t.path_of("parts"),
                   more ? "scheme.sums.parts_more" : "scheme.sums.parts_less",
                   {{"sum", sum.text()},
                    {"whole", whole->text()},
                    {"gap", (more ? sum - *whole : *whole - sum).text()}},
                   "scheme.sums.fix");
    }
}

}  // namespace

void check_sums(check_desk& desk) {
    auto const& p = desk.p;
    for (auto const& [id, r] : p.reviews) {
        score(desk, r);
        marks(desk, r.score);
    }
    for (auto const& [id, x] : p.postings) {
        if (x.to.size() > 1) {
            decimal sum;
            bool all = true;
            for (auto const& payee : x.to) {
                auto const share = payee.share ? constant(*payee.share) : std::nullopt;
                all = all && (share || payee.share);
                if (share) sum += *share;
                if (payee.share && !share) sum = decimal(1);  // an expression: not judged here
            }
            if (!all)
                desk.error(finding_kind::sums, x.place_of("to"), x.path_of("to"), "scheme.sums.no_share", {},
                           "scheme.sums.shares.fix");
            else
                shares(desk, x, "to", sum, "scheme.sums.payees");
        }
        if (!x.parts.empty()) {
            decimal sum;
            bool judged = true;
            for (auto const& part : x.parts) {
                auto const share = constant(part.share);
                judged = judged && share;
                if (share) sum += *share;
            }
            if (judged) shares(desk, x, "parts", sum, "scheme.sums.instalments");
        }
    }
    for (auto const& [id, m] : p.matching) {
        decimal sum;
        for (auto const& part : m.parts) sum += part.max;
        if (m.full && sum != *m.full)
            desk.error(finding_kind::sums, m.place_of("full"), m.path_of("full"), "scheme.sums.full",
                       {{"sum", sum.text()}, {"full", m.full->text()}}, "scheme.sums.fix");
    }
    for (auto const& [id, i] : p.indicators)
        if (i.target) target_parts(desk, *i.target);
}

}  // namespace guiyan::scheme
