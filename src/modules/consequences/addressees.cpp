#include <algorithm>

#include "modules/consequences/held.hpp"

namespace guiyan::consequences {
namespace {

/// The class of account that a body of a pack is (facts.yaml, bodies).
std::string_view class_of(scheme::account_class c) {
    using enum scheme::account_class;
    switch (c) {
        case county:
            return "county";
        case leader:
            return "leader";
        case bureau:
            return "bureau";
        case township:
            return "township";
        case village:
            return "village";
        case talent:
            return "talent";
        case enterprise:
            return "enterprise";
        case institution:
            return "institution";
        case public_:
            return "public";
        case auditor:
            return "auditor";
        case higher:
            return "higher";
        case finance:
            break;
    }
    return "finance";
}

/// The office above one, "" for the county and for those who are no office.
std::string_view above(std::string_view body) {
    if (body == "village") return "township";
    if (body == "township" || body == "bureau" || body == "leader" || body == "finance") return "county";
    return {};
}

}  // namespace

std::string_view person_path(scheme::catalogue const& facts, std::string_view kind) {
    if (kind == "person") return "id";
    auto const* known = facts.find(kind);
    auto const way = known ? known->way_to("person") : std::string_view();
    return way == "~" ? std::string_view() : way;
}

addressees::addressees(db::connection& c, codes::code_tables const& codes,
                       schemes::scheme_reckoner const& rules, date today)
    : c_(c), codes_(codes), rules_(rules), today_(today) {
    for (auto const& one : accounts::personal_accounts(c)) by_person_.emplace(one.person_id, one.account_id);
}

std::int64_t addressees::of_person(std::int64_t person) const {
    auto const found = by_person_.find(person);
    return found == by_person_.end() ? 0 : found->second;
}

std::vector<std::int64_t> const& addressees::of(std::string const& body, std::string const& place) {
    auto const [at, fresh] = known_.try_emplace({body, place});
    if (!fresh) return at->second;
    auto const* made = rules_.pack().bodies.find(body);
    if (made && made->members.written()) {
        for (auto const& member : rules_->those("person", made->members))
            if (auto const account = of_person(member.id)) at->second.push_back(account);
        std::sort(at->second.begin(), at->second.end());
        return at->second;
    }
    std::string_view acting = made ? class_of(made->is) : std::string_view(body);
    // Where an office has no account yet, the next one above it is told: nothing falls on nobody's desk.
    while (!acting.empty()) {
        at->second = accounts::nearest_of_body(c_, codes_, acting, place, today_);
        if (!at->second.empty()) break;
        acting = above(acting);
    }
    return at->second;
}

}  // namespace guiyan::consequences
