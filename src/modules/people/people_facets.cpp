// How many people have which value, under the conditions of a list.

#include <charconv>

#include "modules/people/facet_layout.hpp"
#include "modules/people/people.hpp"

namespace guiyan::people {

std::vector<std::vector<std::uint32_t>> people::facet_counts(snapshot const& s, actor const& who,
                                                             people_list_query const& asked) const {
    auto const& layout = s.feed->facets();
    auto q = question(s, who, asked);
    q.size = 0;
    for (auto const& list : layout.lists()) q.facets.push_back(list.counted_by);
    for (auto& f : q.facets) f.as_of = age_day(who, asked.as_of);
    auto counts = s.index->find(q).facets;
    auto others = asked;
    others.category.clear();
    auto const teams = s.index->tabulate(asked.category.empty() ? q : question(s, who, others),
                                         layout.team_filters(), std::vector<people_filter>(1));
    auto const& classes = layout.lists().front().values;
    for (std::size_t i = 0; i < layout.teams().size(); ++i)
        counts.front()[classes[layout.teams()[i]].counter] = teams.at(i, 0);
    return counts;
}

result<facets> people::count_facets(actor const& who, people_list_query const& asked) const {
    auto const s = now();
    auto const counts = facet_counts(s, who, asked);
    facets out;
    auto const& lists = s.feed->facets().lists();
    for (std::size_t l = 0; l < lists.size(); ++l) {
        auto& f = out.items.emplace_back(facet{lists[l].field, {}});
        for (auto const& v : lists[l].values) f.values.push_back({v.code, v.name, counts[l][v.counter]});
    }
    return out;
}

result<std::string> people::facets_text(actor const& who, people_list_query const& asked) const {
    auto const s = now();
    auto const counts = facet_counts(s, who, asked);
    std::string out = "{\"items\":[";
    out.reserve(16 * 1024);
    auto const& lists = s.feed->facets().lists();
    for (std::size_t l = 0; l < lists.size(); ++l) {
        if (l) out += ',';
        out += lists[l].text;
        for (auto const& v : lists[l].values) {
            if (&v != lists[l].values.data()) out += ',';
            out += v.text;
            char digits[12];
            out.append(digits, std::to_chars(digits, digits + sizeof digits, counts[l][v.counter]).ptr);
            out += '}';
        }
        out += "]}";
    }
    out += "]}";
    return out;
}

}  // namespace guiyan::people
