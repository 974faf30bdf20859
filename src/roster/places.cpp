#include "roster/places.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "roster/cell_text.hpp"
#include "roster/place_names.hpp"

namespace guiyan::roster {
namespace {

using text32 = std::u32string;
using view32 = std::u32string_view;

unit_class unit_of(region const& r) {
    std::string_view const name = r.name;
    if (r.kind == "居委会" || r.kind == "community" || name.ends_with("居委会") || name.ends_with("居民委员会") ||
        name.ends_with("社区"))
        return unit_class::community;
    return unit_class::village;
}

/// Without the sign of its level, where two characters remain: 河南省 河南, 临颍县 临颍.
text32 bare_county(view32 name) {
    for (view32 e : {U"自治县", U"自治州", U"地区", U"省", U"市", U"县", U"区", U"旗", U"盟"})
        if (name.ends_with(e) && name.size() >= e.size() + 2) return text32(name.substr(0, name.size() - e.size()));
    return text32(name);
}

void add(std::unordered_map<text32, std::vector<int>>& map, text32 const& key, int index) {
    if (key.empty()) return;
    auto& list = map[key];
    if (std::ranges::find(list, index) == list.end()) list.push_back(index);
}

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

struct place_index::inside {
    std::vector<region> regions;
    std::unordered_map<std::string, int> by_code;
    std::string county;      // 12 digits
    std::string own_prefix;  // of all its places
    std::vector<int> towns, villages;
    std::unordered_map<text32, std::vector<int>> village_names;    // full names, with their ending
    std::unordered_map<text32, std::vector<int>> village_stems;    // without
    std::unordered_map<text32, std::vector<int>> village_aliases;  // other and old names, in both forms
    std::unordered_map<text32, std::vector<int>> town_names;       // every form with an ending, and old names
    std::unordered_map<text32, std::vector<int>> town_stems;
    std::vector<text32> own_above;    // names of province, city, county, long ones first
    std::vector<std::pair<text32, int>> other_counties;
    std::unordered_map<text32, std::vector<int>> other_names;  // villages and towns of other counties
    std::vector<std::vector<text32>> forms;                    // per entry of `villages`, to compare slips with
    look_alikes alike;
    mutable std::unordered_map<std::string, place_reading> seen;

    explicit inside(terms::library const& lists) : alike(lists) {}

    int index(std::string_view code) const {
        auto const at = by_code.find(std::string(code));
        return at == by_code.end() ? -1 : at->second;
    }
    int town_index(int village) const { return index(regions[std::size_t(village)].parent_code); }
    region const& at(int i) const { return regions[std::size_t(i)]; }
    bool is_own(std::string_view code) const { return code.starts_with(own_prefix); }

    void build(std::vector<region> all, std::string_view own);
    void add_village(int i);
    void add_town(int i);

    struct hits {
        std::vector<int> villages;
        bool alias = false;
        std::size_t used = 0;  // characters
    };
    hits whole(view32 text) const;
    hits lookup(view32 text, bool is_address) const;

    struct parse {
        int town = -1;
        bool bare = false;  // the town stands without 镇 or 乡
        bool slip = false;  // the town is misspelt
        text32 rest;
    };
    std::vector<text32> without_own_names(text32 const& text) const;
    std::vector<parse> parses(text32 const& text) const;

    std::optional<std::string> other_county(text32 const& text) const;
    place_reading answer(text32 const& text, place_context const& where, bool is_address) const;
    place_reading slip(text32 const& text, int town, bool town_sure) const;
    place_reading found(int village, place_how how) const;
    std::vector<std::string> codes(std::vector<int> const& list) const;
};

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
            if (auto const stem = bare_county(name); stem.size() >= 2 && stem != name) other_counties.emplace_back(stem, i);
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
        if (auto const cut = without_village_ending(full); cut.stem.size() >= 2) add(village_aliases, cut.stem, i);
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
        for (view32 e : {U"镇", U"乡", U"街道", U"街道办", U"街道办事处", U"办事处", U"镇人民政府", U"乡人民政府", U"镇政府",
                         U"乡政府", U"回族镇", U"回族乡", U"人民公社", U"公社"})
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

place_index::inside::hits place_index::inside::whole(view32 view) const {
    text32 const text(view);
    hits out;
    out.used = text.size();
    auto take = [&](auto const& map, text32 const& key) {
        auto const at = map.find(key);
        if (at == map.end()) return false;
        out.villages = at->second;
        return true;
    };
    if (take(village_names, text)) return out;
    auto const cut = without_village_ending(text);
    auto prefer = [&](unit_class unit) {
        if (unit == unit_class::none || out.villages.size() < 2) return;
        std::vector<int> same;
        for (int v : out.villages)
            if (unit_of(at(v)) == unit) same.push_back(v);
        if (!same.empty()) out.villages = same;
    };
    if (cut.unit != unit_class::none) {
        // 高村村委会 is 高村 with an ending of its own.
        // 株良村 and 株良居委会 share their stem; the ending written chooses.
        auto join = [&](auto const& map, text32 const& key) {
            if (auto const at = map.find(key); at != map.end())
                for (int v : at->second)
                    if (std::ranges::find(out.villages, v) == out.villages.end()) out.villages.push_back(v);
        };
        join(village_names, cut.stem + U"村");
        join(village_names, cut.stem);
        join(village_stems, cut.stem);
        if (!out.villages.empty()) {
            prefer(cut.unit);
            out.alias = std::ranges::none_of(out.villages, [&](int v) { return unit_of(at(v)) == cut.unit; });
            return out;
        }
    }
    if (take(village_stems, text)) return out;
    if (take(village_aliases, text) || (cut.unit != unit_class::none && take(village_aliases, cut.stem))) {
        out.alias = true;
        return out;
    }
    return {};
}

place_index::inside::hits place_index::inside::lookup(view32 text, bool is_address) const {
    if (auto h = whole(text); !h.villages.empty()) return h;
    static constexpr view32 numbers = U"0123456789第一二三四五六七八九十东西南北";
    for (std::size_t k = text.size() - 1; k >= 2 && k < text.size(); --k) {
        auto const head = text.substr(0, k);
        auto const tail = text.substr(k);
        bool const ended = without_village_ending(head).unit != unit_class::none;
        // 龙潭社区小厂村: a hamlet behind the community, unless it is a village of its own.
        if (ended && tail.size() >= 2 && tail.size() <= 8 && tail.ends_with(U"村") && whole(tail).villages.empty())
            if (auto h = whole(head); !h.villages.empty()) return h;
        if (!ended && numbers.find(tail[0]) == view32::npos) continue;
        if (!is_below_village(tail, is_address && ended)) continue;
        // 王孟西3组 is a group of 王孟西村; 东街12号 is a house anywhere.
        if (!ended && !(tail.ends_with(U"组") || tail.ends_with(U"队") || tail.ends_with(U"社"))) continue;
        if (auto h = whole(head); !h.villages.empty()) return h;
    }
    return {};
}

std::vector<text32> place_index::inside::without_own_names(text32 const& text) const {
    std::vector<text32> out{text};
    text32 rest = text;
    for (int round = 0; round < 4; ++round) {
        bool cut = false;
        for (auto const& name : own_above) {
            if (rest.size() < name.size() || !rest.starts_with(name)) continue;
            rest.erase(0, name.size());
            out.push_back(rest);
            cut = true;
            break;
        }
        if (!cut) break;
    }
    return out;
}

std::vector<place_index::inside::parse> place_index::inside::parses(text32 const& text) const {
    std::vector<parse> out;
    for (auto const& rest : without_own_names(text)) {
        for (std::size_t k = std::min<std::size_t>(rest.size(), 14); k >= 2; --k) {
            auto const head = rest.substr(0, k);
            if (auto const at = town_names.find(head); at != town_names.end() && at->second.size() == 1)
                out.push_back({at->second[0], false, false, rest.substr(k)});
            if (auto const at = town_stems.find(head); at != town_stems.end() && at->second.size() == 1)
                out.push_back({at->second[0], true, false, rest.substr(k)});
        }
        out.push_back({-1, false, false, rest});
    }
    return out;
}

std::vector<std::string> place_index::inside::codes(std::vector<int> const& list) const {
    std::vector<std::string> out;
    for (int i : list) out.push_back(at(i).code);
    std::ranges::sort(out);
    return out;
}

place_reading place_index::inside::found(int village, place_how how) const {
    place_reading out;
    out.how = how;
    out.village = at(village).code;
    out.town = at(village).parent_code;
    out.region = out.village;
    return out;
}

std::optional<std::string> place_index::inside::other_county(text32 const& text) const {
    // Own names in front are passed over: 河南省许昌市襄城县 begins with the own province.
    for (auto const& rest : without_own_names(text)) {
        if (rest.empty()) return std::nullopt;
        std::size_t province = 0;
        if (starts_with_province(rest, province)) return to_utf8(rest);
        for (auto const& [name, i] : other_counties)
            if (rest.starts_with(name) && (rest.size() == name.size() || name.size() >= 3 || rest.size() >= name.size() + 2))
                return at(i).name;
        for (std::size_t k = 1; k < rest.size() && k < 9; ++k) {
            char32_t const c = rest[k];
            if (c == U'区') {
                static constexpr view32 no_county = U"社小片校园景库厂灾城新牧山矿林湖港";
                if (k < 2 || no_county.find(rest[k - 1]) != view32::npos) continue;
                auto const tail = view32(rest).substr(k + 1);
                if (tail.find(U'镇') == view32::npos && tail.find(U'乡') == view32::npos && tail.find(U"街道") == view32::npos)
                    continue;
                return to_utf8(rest.substr(0, k + 1));
            }
            if (c != U'县' && c != U'旗' && c != U'市' && c != U'盟' && c != U'州') continue;
            if (k == 1 && c != U'县') continue;
            if ((c == U'市' || c == U'州') && rest.size() < k + 3 && k < 2) continue;
            return to_utf8(rest.substr(0, k + 1));
        }
    }
    return std::nullopt;
}

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

place_reading place_index::inside::answer(text32 const& text, place_context const& where, bool is_address) const {
    place_reading out;
    int const line_town = index(where.town_code);
    int const weak_town = index(where.weak_town);

    struct choice {
        parse how;
        hits h;
        std::vector<int> in_town;
        int rank = 0;
    };
    std::optional<choice> best;
    bool own_county_named = false;
    int town_only = -1;
    for (auto const& p : parses(text)) {
        if (p.rest.size() < text.size() && p.town < 0) own_county_named = true;
        if (p.town >= 0 && p.rest.empty()) {
            if (!p.bare || town_only < 0) town_only = p.town;
            continue;
        }
        if (p.rest.empty()) continue;
        auto h = lookup(p.rest, is_address);
        if (h.villages.empty()) continue;
        choice c{p, h, {}, 0};
        int const town = p.town >= 0 ? p.town : line_town;
        for (int v : h.villages)
            if (town < 0 || town_index(v) == town) c.in_town.push_back(v);
        if (p.bare && c.in_town.empty()) continue;
        // An explicit town with its village says most; a bare town name in front is believed last.
        c.rank = c.in_town.empty() ? 1 : (p.town >= 0 && !p.bare ? 4 : p.bare ? 2 : 3);
        if (!best || c.rank > best->rank) best = std::move(c);
    }

    if (best) {
        auto const& b = *best;
        int const said = b.how.town >= 0 ? b.how.town : line_town;
        auto list = b.in_town;
        place_how const how = b.h.alias ? place_how::alias : place_how::exact;
        if (said >= 0 && list.empty()) {
            out = found(b.h.villages[0], place_how::town_mismatch);
            if (b.h.villages.size() > 1) out.candidates = codes(b.h.villages), out.village.clear();
            out.town = at(said).code;
            out.town_written = b.how.town >= 0;
            return out;
        }
        bool by_context = false;
        if (said < 0 && weak_town >= 0) {
            std::vector<int> near;
            for (int v : list)
                if (town_index(v) == weak_town) near.push_back(v);
            if (near.empty()) {
                out = found(list[0], place_how::town_mismatch);
                if (list.size() > 1) out.candidates = codes(list), out.village.clear();
                out.by_context = true;
                out.town = at(weak_town).code;
                return out;
            }
            list = near;
            by_context = true;
        }
        if (list.size() > 1) {
            if (auto const w = index(where.weak_village); w >= 0 && std::ranges::find(list, w) != list.end()) list = {w};
        }
        if (list.size() == 1) {
            out = found(list[0], how);
            out.by_context = by_context;
            out.town_written = b.how.town >= 0;
            out.unique_in_county = b.h.villages.size() == 1;
            return out;
        }
        out.how = place_how::ambiguous;
        out.candidates = codes(list);
        return out;
    }
    if (town_only >= 0) {
        out.how = place_how::town_only;
        out.town = out.region = at(town_only).code;
        out.town_written = true;
        return out;
    }
    for (auto const& rest : without_own_names(text))
        if (rest.empty()) {
            out.how = place_how::county_only;
            out.region = county;
            for (int i = index(county); i >= 0; i = index(at(i).parent_code)) {
                text32 const name = place_text(at(i).name);
                if (text.ends_with(name) || text.ends_with(bare_county(name))) {
                    out.region = at(i).code;
                    break;
                }
            }
            return out;
        }

    if (auto other = other_county(text)) {
        out.how = place_how::other_county;
        out.other_county = *other;
        return out;
    }

    // Slips. First the town, where one stands in front; then the village inside the town, or in the county.
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
    // A place of another county that the divisions hold.
    if (auto const known = other_names.find(text); known != other_names.end() && text.size() >= 3) {
        int up = known->second[0];
        while (up >= 0 && at(up).level > 3) up = index(at(up).parent_code);
        if (up >= 0) {
            out.how = place_how::other_county;
            out.other_county = at(up).name;
            return out;
        }
    }
    out.how = place_how::unknown;
    if (own_county_named) out.region = county;
    return out;
}

place_index::place_index(std::vector<region> regions, std::string_view own, terms::library const& lists)
    : inside_(std::make_unique<inside>(lists)) {
    inside_->build(std::move(regions), own);
}
place_index::~place_index() = default;

place_reading place_index::village(std::string_view raw, place_context const& where, bool is_address) const {
    std::string key = std::string(raw) + '\n' + where.town_code + '\n' + where.weak_town + '\n' + where.weak_village +
                      (is_address ? 'a' : 'v');
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
        if (auto const at = inside_->town_names.find(rest); at != inside_->town_names.end() && at->second.size() == 1) {
            out.how = place_how::town_only;
            out.town = out.region = inside_->at(at->second[0]).code;
            return out;
        }
    }
    for (auto const& rest : inside_->without_own_names(text))
        if (auto const at = inside_->town_stems.find(rest); at != inside_->town_stems.end() && at->second.size() == 1) {
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

std::string const& place_index::county_code() const { return inside_->county; }

}  // namespace guiyan::roster
