#include "roster/place_inside.hpp"

#include <algorithm>
#include <set>

namespace guiyan::roster {
namespace {

void add(std::unordered_map<text32, std::vector<int>>& map, text32 const& key, int index) {
    if (key.empty()) return;
    auto& list = map[key];
    if (std::ranges::find(list, index) == list.end()) list.push_back(index);
}

}  // namespace

text32 bare_county(view32 name) {
    for (view32 e : {U"自治县", U"自治州", U"地区", U"省", U"市", U"县", U"区", U"旗", U"盟"})
        if (name.ends_with(e) && name.size() >= e.size() + 2)
            return text32(name.substr(0, name.size() - e.size()));
    return text32(name);
}

void place_index::inside::build(std::vector<region> all, std::string_view own) {
    regions = std::move(all);
    for (std::size_t i = 0; i < regions.size(); ++i) by_code.emplace(regions[i].code, static_cast<int>(i));
    county = std::string(own.substr(0, 6)) + "000000";
    // A city or province may import for all its counties.
    own_prefix = county.substr(0, county.substr(2, 4) == "0000" ? 2 : county.substr(4, 2) == "00" ? 4 : 6);
    for (std::size_t n = 0; n < regions.size(); ++n) {
        int const i = static_cast<int>(n);
        auto const& r = regions[n];
        bool const mine = is_own(r.code);
        if (mine && r.level == 4) add_town(i);
        if (mine && r.level == 5) add_village(i);
        if (!mine && r.level == 3) {
            text32 const name = place_text(r.name);
            other_counties.emplace_back(name, i);
            if (auto const stem = bare_county(name); stem.size() >= 2 && stem != name)
                other_counties.emplace_back(stem, i);
        }
        if (!mine && r.level >= 4) {
            add(other_names, place_text(r.name), i);
            if (!r.short_name.empty()) add(other_names, place_text(r.short_name), i);
        }
    }
    std::set<text32> above;
    for (int i = index(county); i >= 0; i = index(at(i).parent_code)) {
        text32 const name = place_text(at(i).name);
        above.insert(name);
        if (auto const stem = bare_county(name); stem.size() >= 2) above.insert(stem);
        for (auto const& a : at(i).aliases) above.insert(place_text(a));
    }
    own_above.assign(above.begin(), above.end());
    std::ranges::sort(own_above, [](auto const& a, auto const& b) { return a.size() > b.size(); });
}

void place_index::inside::add_village(int i) {
    villages.push_back(i);
    auto const& r = at(i);
    std::vector<text32> own_forms;
    for (std::string const& name : {r.name, r.short_name}) {
        if (name.empty()) continue;
        text32 const full = place_text(name);
        add(village_names, full, i);
        auto const cut = without_village_ending(full);
        own_forms.push_back(cut.stem);
        // 高村: the stem 高 alone names nobody.
        if (cut.stem.size() >= 2) add(village_stems, cut.stem, i);
        auto const again = without_village_ending(cut.stem);
        if (again.unit != unit_class::none && again.stem.size() >= 2) {
            add(village_stems, again.stem, i);
            own_forms.push_back(again.stem);
        }
    }
    for (auto const& alias : r.aliases) {
        text32 const full = place_text(alias);
        add(village_aliases, full, i);
        if (auto const cut = without_village_ending(full); cut.stem.size() >= 2)
            add(village_aliases, cut.stem, i);
    }
    std::ranges::sort(own_forms);
    own_forms.erase(std::unique(own_forms.begin(), own_forms.end()), own_forms.end());
    forms.push_back(std::move(own_forms));
}

void place_index::inside::add_town(int i) {
    towns.push_back(i);
    auto const& r = at(i);
    auto spellings = [&](std::string const& name) {
        text32 const full = place_text(name);
        add(town_names, full, i);
        text32 const stem = town_stem(full);
        // A town becomes a sub-district and its papers keep the old word for years.
        for (view32 e : {U"镇", U"乡", U"街道", U"街道办", U"街道办事处", U"办事处", U"镇人民政府",
                         U"乡人民政府", U"镇政府", U"乡政府", U"回族镇", U"回族乡", U"人民公社", U"公社"})
            if (stem.size() >= 2 || full == stem + text32(e)) add(town_names, stem + text32(e), i);
        if (stem.size() >= 2) add(town_stems, stem, i);
    };
    spellings(r.name);
    if (!r.short_name.empty()) spellings(r.short_name);
    for (auto const& a : r.aliases) spellings(a);
    // 昆明滇池国家旅游度假区, 南城县工业园区, 陕西省太白山旅游区
    text32 name = place_text(r.name);
    for (bool cut = true; cut;) {
        cut = false;
        for (int up = index(county); up >= 0; up = index(at(up).parent_code)) {
            text32 const above_name = place_text(at(up).name);
            for (text32 const& a : {above_name, bare_county(above_name)})
                if (a.size() >= 2 && name.size() > a.size() + 2 && name.starts_with(a)) {
                    name.erase(0, a.size());
                    add(town_names, name, i);
                    cut = true;
                }
        }
    }
    for (view32 e : {U"度假区", U"旅游区", U"工业园区", U"工业园", U"开发区", U"园区", U"森林公园"})
        if (name.size() > e.size() && name.ends_with(e)) add(town_names, text32(e), i);
    if (auto const at_state = name.find(U"国家"); at_state != text32::npos) {
        text32 shorter = name;
        shorter.erase(at_state, 2);
        add(town_names, shorter, i);
    }
}

}  // namespace guiyan::roster
