// From a text to a village: names first, then other counties; place_slips.cpp has the slips of the pen.
#include <algorithm>

#include "base/text.hpp"
#include "roster/place_inside.hpp"

namespace guiyan::roster {
namespace {

unit_class unit_of(region const& r) {
    std::string_view const name = r.name;
    if (r.kind == "居委会" || r.kind == "community" || name.ends_with("居委会") ||
        name.ends_with("居民委员会") || name.ends_with("社区"))
        return unit_class::community;
    return unit_class::village;
}

}  // namespace

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
        if (ended && tail.size() >= 2 && tail.size() <= 8 && tail.ends_with(U"村") &&
            whole(tail).villages.empty())
            if (auto h = whole(head); !h.villages.empty()) return h;
        if (!ended && numbers.find(tail[0]) == view32::npos) continue;
        if (!is_below_village(tail, is_address && ended)) continue;
        // 王孟西3组 is a group of 王孟西村; 东街12号 is a house anywhere.
        if (!ended && !(tail.ends_with(U"组") || tail.ends_with(U"队") || tail.ends_with(U"社"))) continue;
        if (auto h = whole(head); !h.villages.empty()) return h;
    }
    return {};
}

bool place_index::inside::town_follows(view32 text) const {
    for (std::size_t k = std::min<std::size_t>(text.size(), 14); k >= 2; --k)
        if (town_names.contains(text32(text.substr(0, k)))) return true;
    return false;
}

std::vector<text32> place_index::inside::without_own_names(text32 const& text) const {
    std::vector<text32> out{text};
    text32 rest = text;
    for (int round = 0; round < 4; ++round) {
        bool cut = false;
        for (auto const& name : own_above) {
            if (rest.size() < name.size()) continue;
            // 临颖县 for 临颍县: the own county misspelt, with its sign behind.
            auto const head = view32(rest).substr(0, name.size());
            bool const sign_behind = name.size() >= 3 && head.back() == name.back();
            bool const slip_of_own =
                head != name && (sign_behind || (name.size() == 2 && town_follows(view32(rest).substr(2)))) &&
                alike.compare(name, head).first <= look_alikes::likeness::look;
            if (!rest.starts_with(name) && !slip_of_own) continue;
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
        // What begins with an own name is looked at without it.
        if (without_own_names(rest).size() > 1) continue;
        std::size_t province = 0;
        if (starts_with_province(rest, province)) return to_utf8(rest);
        for (auto const& [name, i] : other_counties)
            if (rest.starts_with(name) &&
                (rest.size() == name.size() || name.size() >= 3 || rest.size() >= name.size() + 2))
                return at(i).name;
        for (std::size_t k = 1; k < rest.size() && k < 9; ++k) {
            char32_t const c = rest[k];
            if (c == U'区') {
                static constexpr view32 no_county = U"社小片校园景库厂灾新牧山矿林湖港";
                if (k < 2 || no_county.find(rest[k - 1]) != view32::npos) continue;
                auto const tail = view32(rest).substr(k + 1);
                if (tail.empty() && rest.size() <= 4) return to_utf8(rest);
                if (tail.find(U'镇') == view32::npos && tail.find(U'乡') == view32::npos &&
                    tail.find(U"街道") == view32::npos)
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

place_reading place_index::inside::answer(text32 const& text, place_context const& where,
                                          bool is_address) const {
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
            if (auto const w = index(where.weak_village); w >= 0 && std::ranges::find(list, w) != list.end())
                list = {w};
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

    // 临颍县城关镇人民路15号 names an own town and something in it that is no village.
    bool const own_town =
        std::ranges::any_of(parses(text), [](parse const& p) { return p.town >= 0 && !p.bare; });
    if (auto other = own_town ? std::nullopt : other_county(text)) {
        out.how = place_how::other_county;
        out.other_county = *other;
        return out;
    }

    if (auto slips = misspelt(text, line_town, weak_town, is_address)) return *slips;
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

}  // namespace guiyan::roster
