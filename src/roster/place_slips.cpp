// Slips of the pen in names of places: characters that look or sound alike, one too many or too few.
#include <algorithm>

#include "roster/place_inside.hpp"

namespace guiyan::roster {
namespace {

bool one_edit(view32 a, view32 b) {
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > 1) return false;
    std::size_t i = 0;
    while (i < a.size() && a[i] == b[i]) ++i;
    if (a.size() == b.size()) {
        if (i >= a.size()) return true;
        if (a.substr(i + 1) == b.substr(i + 1)) return true;
        // two neighbours in the wrong order
        return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.substr(i + 2) == b.substr(i + 2);
    }
    return a.substr(i) == b.substr(i + 1);
}

}  // namespace

place_reading place_index::inside::slip(text32 const& text, int town, bool town_sure) const {
    place_reading out;
    auto cut = without_village_ending(text);
    view32 const stem = cut.stem;
    if (stem.size() < 2) return out;
    std::vector<int> alike_ones;
    bool written_only = true;
    std::vector<int> near_ones;
    for (std::size_t n = 0; n < villages.size(); ++n) {
        int const v = villages[n];
        if (town >= 0 && town_index(v) != town) continue;
        for (auto const& form : forms[n]) {
            if (form.size() < 2) continue;
            if (form.size() == stem.size()) {
                auto const [worst, differ] = alike.compare(form, stem);
                if (worst <= look_alikes::likeness::look && differ <= (stem.size() >= 4 ? 2 : 1)) {
                    alike_ones.push_back(v);
                    written_only = written_only && worst <= look_alikes::likeness::written;
                    break;
                }
                if (worst == look_alikes::likeness::direction) continue;
            }
            if (form.size() >= 3 && stem.size() >= 2 && one_edit(form, stem)) {
                near_ones.push_back(v);
                break;
            }
        }
    }
    if (alike_ones.size() == 1) {
        // Two characters, one of them doubtful, need the town to be certain.
        bool const sure = town_sure || written_only || stem.size() >= 3;
        out = found(alike_ones[0], sure ? place_how::typo : place_how::unsure);
        out.certain = written_only;
    } else if (alike_ones.size() > 1) {
        out.how = place_how::ambiguous;
        out.candidates = codes(alike_ones);
    } else if (near_ones.size() == 1) {
        out = found(near_ones[0], place_how::unsure);
    }
    return out;
}

/// First the town, where one stands in front; then the village inside the town, or in the county.
std::optional<place_reading> place_index::inside::misspelt(text32 const& text, int line_town, int weak_town,
                                                           bool is_address) const {
    place_reading out;
    for (auto const& rest : without_own_names(text)) {
        int town = line_town;
        text32 village_part = rest;
        for (view32 mark : {U"街道办事处", U"街道", U"镇", U"乡"}) {
            auto const at_mark = rest.find(mark);
            if (at_mark == text32::npos || at_mark == 0) continue;
            text32 const head = rest.substr(0, at_mark + mark.size());
            text32 const tail = rest.substr(at_mark + mark.size());
            std::vector<int> towns_like;
            if (auto const known = town_names.find(head); known != town_names.end()) {
                towns_like = known->second;
            } else {
                text32 const stem = town_stem(head);
                for (int t : towns) {
                    text32 const form = town_stem(place_text(at(t).name));
                    if (form.size() != stem.size() || stem.size() < 2) continue;
                    auto const [worst, differ] = alike.compare(form, stem);
                    if (worst <= look_alikes::likeness::look && differ == 1) towns_like.push_back(t);
                }
                // 新丰镇新丰村 for 新丰街镇: believed where the village lies in that town.
                if (towns_like.empty())
                    for (int t : towns)
                        if (text32 const form = town_stem(place_text(at(t).name));
                            form.size() >= 2 && one_edit(form, stem))
                            if (auto h = lookup(tail, is_address);
                                std::ranges::any_of(h.villages, [&](int v) { return town_index(v) == t; }))
                                towns_like.push_back(t);
            }
            if (towns_like.size() == 1) {
                town = towns_like[0];
                village_part = tail;
                break;
            }
        }
        if (village_part.empty() && town >= 0) {
            out.how = place_how::town_only;
            out.town = out.region = at(town).code;
            return out;
        }
        if (town >= 0 && village_part != rest) {
            if (auto h = lookup(village_part, is_address); h.villages.size() >= 1) {
                std::vector<int> in;
                for (int v : h.villages)
                    if (town_index(v) == town) in.push_back(v);
                if (in.size() == 1) {
                    out = found(in[0], place_how::typo);
                    out.town_written = true;
                    return out;
                }
            }
        }
        int const scope = town >= 0 ? town : weak_town;
        // Groups and house numbers behind the misspelt village are cut at its ending.
        std::vector<text32> heads{village_part};
        for (view32 end : {U"村民委员会", U"村委会", U"居委会", U"社区", U"村"}) {
            auto const at_end = village_part.find(end, 1);
            if (at_end != text32::npos && at_end + end.size() < village_part.size() &&
                is_below_village(view32(village_part).substr(at_end + end.size()), is_address))
                heads.push_back(village_part.substr(0, at_end + end.size()));
        }
        place_reading doubtful;
        for (auto const& head : heads) {
            auto s = slip(head, scope, scope >= 0);
            if (s.how == place_how::none && scope >= 0 && town < 0) s = slip(head, -1, false);
            if (s.how == place_how::typo || s.how == place_how::ambiguous) {
                s.town_written = village_part != rest;
                if (scope >= 0 && !s.town.empty() && s.town != at(scope).code) s.how = place_how::unsure;
                return s;
            }
            if (s.how == place_how::unsure && doubtful.how == place_how::none) doubtful = s;
        }
        if (doubtful.how != place_how::none) return doubtful;
        if (town >= 0 && village_part != rest) {
            out.how = place_how::unknown;
            out.town = at(town).code;
            out.town_written = true;
            return out;
        }
    }
    return std::nullopt;
}

}  // namespace guiyan::roster
