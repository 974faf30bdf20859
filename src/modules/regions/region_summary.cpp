#include "modules/regions/region_summary.hpp"

#include <boost/describe.hpp>

#include "record/plain.hpp"

namespace guiyan::regions {

BOOST_DESCRIBE_STRUCT(profile_total, (), (field, total, villages))
BOOST_DESCRIBE_STRUCT(profile_progress, (), (code, short_name, level, villages, complete))
BOOST_DESCRIBE_STRUCT(region_summary, (), (place, totals, below))

record::type const& record_of(profile_total const*) {
    static auto const t = record::describe_plain<profile_total>("profile_total");
    return t;
}
record::type const& record_of(profile_progress const*) {
    static auto const t = record::describe_plain<profile_progress>("profile_progress");
    return t;
}
record::type const& record_of(region_summary const*) {
    static auto const t = record::describe_plain<region_summary>("region_summary");
    return t;
}

namespace {

constexpr int village_level = 5;

template <class F>
void each_village(region_tree const& tree, region const& place, F&& f) {
    auto const range = tree.below(prefix_of(place.code));
    for (auto at = range.first; at < range.end; ++at)
        if (auto const& r = tree.at(at); r.level == village_level && !r.valid_to) f(r);
}

profile_progress progress(region_tree const& tree, region const& place) {
    profile_progress out{place.code, place.short_name, place.level};
    each_village(tree, place, [&](region const& village) {
        ++out.villages;
        out.complete += missing_fields(village.profile).empty();
    });
    return out;
}

}  // namespace

std::vector<std::string> missing_fields(village_profile const& p) {
    std::vector<std::string> out;
    auto need = [&](char const* name, bool stated) {
        if (!stated) out.emplace_back(name);
    };
    auto said = [](std::optional<std::string> const& text) { return text && !text->empty(); };
    need("households", p.households.has_value());
    need("population", p.population.has_value());
    need("farmland_mu", p.farmland_mu.has_value());
    need("collective_income", p.collective_income.has_value());
    need("main_industries", !p.main_industries.empty());
    need("resources", said(p.resources));
    need("shortages", said(p.shortages));
    need("development_position", said(p.development_position));
    return out;
}

region_summary summarise(region_tree const& tree, region const& place) {
    region_summary out{progress(tree, place), {}, {}};
    auto total = [&](char const* field, auto member, auto written) {
        std::int64_t sum = 0, villages = 0;
        each_village(tree, place, [&](region const& village) {
            if (auto const& value = village.profile.*member) {
                if constexpr (std::is_same_v<std::decay_t<decltype(*value)>, money>)
                    sum += value->fen;
                else
                    sum += *value;
                ++villages;
            }
        });
        out.totals.push_back({field, written(sum), villages});
    };
    auto const whole = [](std::int64_t n) { return std::to_string(n); };
    total("households", &village_profile::households, whole);
    total("population", &village_profile::population, whole);
    total("farmland_mu", &village_profile::farmland_mu, whole);
    total("collective_income", &village_profile::collective_income,
          [](std::int64_t fen) { return money{fen}.yuan(); });
    for (auto const* child : tree.children(place))
        if (!child->valid_to) out.below.push_back(progress(tree, *child));
    return out;
}

}  // namespace guiyan::regions
