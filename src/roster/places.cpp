#include "roster/places.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "roster/cell_text.hpp"
#include "roster/place_inside.hpp"

namespace guiyan::roster {

place_index::place_index(std::vector<region> regions, std::string_view own, terms::library const& lists)
    : inside_(std::make_unique<inside>(lists)) {
    inside_->build(std::move(regions), own);
}
place_index::~place_index() = default;

place_reading place_index::village(std::string_view raw, place_context const& where, bool is_address) const {
    std::string key = std::string(raw) + '\n' + where.town_code + '\n' + where.weak_town + '\n' +
                      where.weak_village + (is_address ? 'a' : 'v');
    if (auto const at = inside_->seen.find(key); at != inside_->seen.end()) return at->second;
    place_reading out;
    auto const text = place_text(raw);
    if (!text.empty() && !is_nothing(tidy(raw))) {
        auto const several = split_list(tidy(raw), false);
        if (!is_address && several.size() > 1) {
            // 王孟镇、王孟西村 names one place; 王孟东村、王孟西村 names two.
            std::vector<std::string> each;
            for (auto const& part : several) {
                auto const one = inside_->answer(place_text(part), where, false);
                if (one.how == place_how::exact || one.how == place_how::alias) each.push_back(one.village);
            }
            std::ranges::sort(each);
            each.erase(std::unique(each.begin(), each.end()), each.end());
            if (each.size() > 1) {
                out.how = place_how::ambiguous;
                out.candidates = each;
            }
        }
        if (out.how == place_how::none) out = inside_->answer(text, where, is_address);
    }
    if (inside_->seen.size() > 50'000) inside_->seen.clear();
    inside_->seen.emplace(std::move(key), out);
    return out;
}

place_reading place_index::town(std::string_view raw) const {
    place_reading out;
    auto const text = place_text(raw);
    if (text.empty() || is_nothing(tidy(raw))) return out;
    for (auto const& rest : inside_->without_own_names(text)) {
        if (auto const at = inside_->town_names.find(rest);
            at != inside_->town_names.end() && at->second.size() == 1) {
            out.how = place_how::town_only;
            out.town = out.region = inside_->at(at->second[0]).code;
            return out;
        }
    }
    for (auto const& rest : inside_->without_own_names(text))
        if (auto const at = inside_->town_stems.find(rest);
            at != inside_->town_stems.end() && at->second.size() == 1) {
            out.how = place_how::town_only;
            out.town = out.region = inside_->at(at->second[0]).code;
            return out;
        }
    return village(raw, {}, false);
}

place_reading place_index::native(std::string_view raw, place_context const& where) const {
    auto out = village(raw, where, true);
    if (out.how != place_how::other_county) return out;
    // Another county of the divisions has a code that the record can keep.
    auto const text = place_text(raw);
    for (auto const& rest : inside_->without_own_names(text))
        for (auto const& [name, i] : inside_->other_counties)
            if (rest.find(name) != text32::npos && name.size() >= 2) out.region = inside_->at(i).code;
    return out;
}

place_reading place_index::mentioned(std::string_view raw) const {
    place_reading out;
    auto const text = place_text(raw);
    if (text.size() < 2) return out;
    int town = -1;
    std::size_t longest = 0;
    for (auto const& [name, list] : inside_->town_names)
        if (list.size() == 1 && name.size() > longest && text.find(name) != text32::npos) {
            town = list[0];
            longest = name.size();
        }
    std::vector<int> best;
    std::size_t size = 0;
    for (auto const& [name, list] : inside_->village_names) {
        if (name.size() < 3 || name.size() < size || text.find(name) == text32::npos) continue;
        std::vector<int> fit;
        for (int v : list)
            if (town < 0 || inside_->town_index(v) == town) fit.push_back(v);
        if (fit.empty()) continue;
        if (name.size() > size) best.clear();
        size = name.size();
        best.insert(best.end(), fit.begin(), fit.end());
    }
    std::ranges::sort(best);
    best.erase(std::unique(best.begin(), best.end()), best.end());
    if (best.size() == 1) return inside_->found(best[0], place_how::exact);
    if (town >= 0) {
        out.how = place_how::town_only;
        out.town = out.region = inside_->at(town).code;
    }
    return out;
}

region const* place_index::find(std::string_view code) const {
    int const i = inside_->index(code);
    return i < 0 ? nullptr : &inside_->at(i);
}

std::string place_index::town_of(std::string_view village_code) const {
    auto const* r = find(village_code);
    return r && r->level == 5 ? r->parent_code : r && r->level == 4 ? r->code : "";
}

std::string place_index::label(std::string_view code) const {
    auto const* r = find(code);
    if (!r) return std::string(code);
    std::string const own = r->short_name.empty() ? r->name : r->short_name;
    auto const* up = r->level == 5 ? find(r->parent_code) : nullptr;
    return (up ? up->name : "") + own;
}

std::string const& place_index::county_code() const {
    return inside_->county;
}

}  // namespace guiyan::roster
