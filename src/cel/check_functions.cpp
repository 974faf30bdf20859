#include <algorithm>
#include <cmath>

#include "cel/checker.hpp"
#include "cel/functions.hpp"

namespace guiyan::cel {

type checker::count_wrong(node& n, std::string const& wanted) {
    auto const written_count = n.parts.size() - (n.receiver ? 1 : 0);
    return wrong(n.at, "cel.arguments",
                 {{"function", n.text}, {"count", std::to_string(written_count)}, {"wanted", wanted}});
}

type checker::function(node& n) {
    std::vector<type> given;
    for (auto& p : n.parts) given.push_back(infer(p));
    if (n.what == operation::custom) return custom(n, given);
    auto const all = signatures_of(n.what, n.receiver);
    signature const* same_count = nullptr;
    std::string counts;
    for (auto const& s : all) {
        auto const count = std::to_string(s.takes.size() - (n.receiver ? 1 : 0));
        if (counts.find(count) == std::string::npos) counts += (counts.empty() ? "" : ", ") + count;
        if (s.takes.size() != given.size()) continue;
        if (!same_count) same_count = &s;
        bool good = true;
        for (std::size_t i = 0; i < given.size(); ++i)
            good = good && takes_letter(s.takes[i], given[i], pack());
        if (!good) continue;
        return special(n, given, s.gives == '=' ? given[0] : type_of_letter(s.gives, pack()));
    }
    if (!same_count) return count_wrong(n, counts);
    for (std::size_t i = 0; i < given.size(); ++i) {
        if (takes_letter(same_count->takes[i], given[i], pack())) continue;
        return wrong(n.parts[i].at, "cel.argument_type",
                     {{"function", n.text},
                      {"n", std::to_string(i + 1)},
                      {"wanted", word_for(type_of_letter(same_count->takes[i], pack()))},
                      {"found", word_for(given[i])}});
    }
    return type::dyn();
}

/// What a signature does not say.
type checker::special(node& n, std::vector<type> const& given, type gives) {
    auto constant_text = [&](std::size_t i) -> std::string const* {
        auto const& p = n.parts[i];
        return p.kind == node_kind::constant && p.held.is(value_kind::text) ? &p.held.as_text() : nullptr;
    };
    switch (n.what) {
        case operation::to_day:
            if (auto const* text = constant_text(0)) {
                auto const d = date::parse(*text);
                if (!d) return wrong(n.parts[0].at, "cel.bad_day", {{"text", *text}}), gives;
                n.kind = node_kind::constant;
                n.held = value::day(*d);
                n.parts.clear();
            }
            break;
        case operation::matches:
            if (auto const* text = constant_text(1)) {
                n.prepared = compile_pattern(*text);
                if (!n.prepared) wrong(n.parts[1].at, "cel.bad_pattern");
            }
            break;
        case operation::min:
        case operation::max:
            same_unit(given[0], given[1], n.at, "cel.unlike_units_compared");
            return given[0].of.empty() ? given[1] : given[0];
        case operation::round:
            if (n.parts.size() == 2) {
                auto const& p = n.parts[1];
                double const digits =
                    p.kind == node_kind::constant && p.held.is(value_kind::number) ? p.held.as_number() : -1;
                if (!(digits >= 0 && digits <= 9 && digits == std::floor(digits)))
                    wrong(p.at, "cel.round_digits");
            }
            break;
        case operation::within:
            if (given[0].is(type_kind::id) && given[1].is(type_kind::id))
                alike(n.parts[0], given[0], n.parts[1], given[1], n.at);
            break;
        case operation::code_in:
        case operation::code_rank:
            return code_function(n, given, gives);
        default:
            break;
    }
    return gives;
}

type checker::code_function(node& n, std::vector<type> const& given, type gives) {
    for (std::size_t i = 1; i < n.parts.size(); ++i)
        if (n.parts[i].kind != node_kind::constant) {
            wrong(n.parts[i].at, "cel.needs_constant", {{"function", n.text}, {"n", std::to_string(i + 1)}});
            return gives;
        }
    auto const& table = n.parts[1].held.as_text();
    auto const* codes = env_.codes();
    if (codes && !codes->has_table(table)) {
        wrong_near(n.parts[1].at, "cel.unknown_table", {{"table", table}}, table, codes->tables());
        return gives;
    }
    if (given[0].is(type_kind::code) && !share_codes(given[0].of, table))
        wrong(n.at, "cel.other_table", {{"left", given[0].of}, {"right", table}});
    if (!codes) return gives;
    if (n.what == operation::code_in) {
        auto const groups = codes->groups(table);
        auto const& group = n.parts[2].held.as_text();
        if (std::ranges::find(groups, group) == groups.end())
            wrong_near(n.parts[2].at, "cel.unknown_group", {{"table", table}, {"group", group}}, group,
                       groups);
    }
    want_codes(n.parts[0], table);
    return gives;
}

type checker::custom(node& n, std::vector<type> const& given) {
    std::shared_ptr<function_overload const> named, same_count;
    for (auto const& f : env_.functions()) {
        if (f->name != n.text || f->receiver != n.receiver) continue;
        if (!named) named = f;
        if (f->takes.size() != given.size()) continue;
        if (!same_count) same_count = f;
        if (!std::equal(given.begin(), given.end(), f->takes.begin(),
                        [&](type const& g, type const& w) { return fits(w, g); }))
            continue;
        n.custom = f;
        if (!f->look) return f->gives;
        call_site site{given, {}};
        for (auto const& p : n.parts)
            site.constants.push_back(p.kind == node_kind::constant ? &p.held : nullptr);
        auto verdict = f->look(site);
        if (!verdict.key.empty())
            wrong(n.parts[static_cast<std::size_t>(verdict.argument)].at, verdict.key,
                  std::move(verdict.args));
        return verdict.gives.value_or(f->gives);
    }
    if (!named) {
        auto choices = function_names(pack());
        for (auto const& f : env_.functions()) choices.push_back(f->name);
        return wrong_near(n.at, "cel.unknown_function", {{"function", n.text}}, n.text, choices);
    }
    if (!same_count) return count_wrong(n, std::to_string(named->takes.size() - (n.receiver ? 1 : 0)));
    for (std::size_t i = 0; i < given.size(); ++i)
        if (!fits(same_count->takes[i], given[i]))
            return wrong(n.parts[i].at, "cel.argument_type",
                         {{"function", n.text},
                          {"n", std::to_string(i + 1)},
                          {"wanted", word_for(same_count->takes[i])},
                          {"found", word_for(given[i])}});
    return type::dyn();
}

}  // namespace guiyan::cel
