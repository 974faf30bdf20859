// The village of a line: its own column, the town, the surroundings, an address at last.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "roster/cell_text.hpp"
#include "roster/line_reader.hpp"

namespace guiyan::roster {

namespace {

/// A body of the county, not a place of it.
bool is_body(std::string_view text) {
    static constexpr std::array<std::string_view, 25> ends{
        "局",   "委",   "委员会", "办公室", "中心", "部",     "院",   "学校", "中学",
        "小学", "公司", "站",     "所",     "社",   "联",     "团委", "妇联", "联合会",
        "银行", "支行", "协会",   "县直",   "单位", "人社局", "机关"};
    return std::ranges::any_of(ends, [&](auto e) { return text.ends_with(e); });
}

}  // namespace

void line_reader::places() {
    place_context where;
    where.weak_town = around_.group_town.empty() ? around_.weak_town : around_.group_town;
    where.weak_village = around_.group_village.empty()
                             ? (around_.group_town.empty() ? around_.weak_village : "")
                             : around_.group_village;
    bool foreign = false;
    bool town_unknown = false;
    if (auto* s = first(column_use::county); s && s->now.cell) {
        auto const c = tools_.places.village(s->text(), {}, false);
        if (c.how == place_how::other_county) {
            foreign = true;
            problem(s->column, kind::village_other_county, tidy(s->text()), {{"county", c.other_county}});
        } else if (c.how == place_how::town_only && !first(column_use::town)) {
            where.town_code = c.town;
        }
    }
    place_reading by_town;
    auto* town_slot = first(column_use::town);
    if (town_slot && town_slot->now.cell && !foreign) {
        std::string const text = tidy(town_slot->text());
        if (!is_own_place_word(text)) {
            by_town = tools_.places.town(town_slot->text());
            note_carried(*town_slot, field::village_code);
            if (!by_town.town.empty() && by_town.how != place_how::town_mismatch)
                where.town_code = by_town.town;
            else if (by_town.how == place_how::other_county) {
                foreign = true;
                problem(town_slot->column, kind::village_other_county, text,
                        {{"county", by_town.other_county}});
            } else if (is_body(text)) {
                // 县农业农村局 under 乡镇（部门）names no place.
            } else if (by_town.how == place_how::unknown || by_town.how == place_how::unsure) {
                town_unknown = true;
                problem(town_slot->column, kind::town_unknown, text);
            }
        }
    }
    if (foreign) {
        out_.values.set_unreadable(field::village_code);
    } else {
        village(where, by_town, town_slot);
        // A village of an unknown town may be one of another county that has a namesake here.
        if (town_unknown) out_.values.set_unreadable(field::village_code);
    }
    addresses(where, foreign);
    native(where);
}

bool line_reader::is_own_place_word(std::string_view text) {
    return text == "本村" || text == "本镇" || text == "本乡" || text == "本社区" || text == "本地" ||
           text == "本街道" || text == "本组" || text == "本县";
}

void line_reader::problem(int column, kind what, std::string before, text_args args,
                          std::optional<std::string> suggestion) {
    out_.values.set_unreadable(field::village_code);
    add(column, word_of(field::village_code),
        {what, std::move(before), std::move(suggestion), suggestion ? confidence::medium : confidence::low,
         true, std::move(args)});
}

/// 吕庄村党支部书记 under 所在村及职务: the village before the post.
place_reading line_reader::before_a_post(std::string const& text, place_context const& where,
                                         place_reading const& whole) {
    for (std::string_view end : {"村", "社区"}) {
        auto const at = text.find(end, 3);
        if (at == std::string::npos) continue;
        std::string const rest(trim(std::string_view(text).substr(at + end.size())));
        bool const post = std::ranges::any_of(
            std::initializer_list<std::string_view>{"书记", "支书", "主任", "委员", "村民", "居民", "文书",
                                                    "会计", "组长", "干部", "村医", "网格员", "党员"},
            [&](auto p) { return rest.ends_with(p); });
        if (!post || length(rest) > 14) continue;
        auto v = tools_.places.village(text.substr(0, at + end.size()), where, false);
        if (v.how != place_how::exact && v.how != place_how::alias) continue;
        if (!rest.ends_with("村民") && !rest.ends_with("居民") && !rest.ends_with("党员"))
            out_.values.set(field::post_title, rest);
        return v;
    }
    return whole;
}

void line_reader::village(place_context const& where, place_reading const& by_town, slot* town_slot) {
    auto* s = first(column_use::village);
    std::string const text = s ? tidy(s->text()) : "";
    if (s && s->now.cell && !is_nothing(text) && !is_own_place_word(text)) {
        note_carried(*s, field::village_code);
        auto v = tools_.places.village(s->text(), where, false);
        if (v.how == place_how::unknown || v.how == place_how::unsure) v = before_a_post(text, where, v);
        take_village(v, s->column, text, where, true);
        return;
    }
    // The town column may name the village too: 王孟镇王孟西村.
    if (town_slot && !by_town.village.empty() && by_town.how != place_how::unsure &&
        by_town.how != place_how::town_mismatch) {
        take_village(by_town, town_slot->column, tidy(town_slot->text()), where, true);
        return;
    }
    if (!where.weak_village.empty() &&
        (where.town_code.empty() || tools_.places.town_of(where.weak_village) == where.town_code)) {
        out_.values.set(field::village_code, where.weak_village);
        return;
    }
    if (is_own_place_word(text)) {
        problem(s->column, kind::village_unknown, text);
        return;
    }
    // The registered home before the place where somebody lives now; what names no village of this county is
    // told only where no other column does.
    std::optional<std::pair<place_reading, slot*>> doubtful;
    for (column_use use : {column_use::registered, column_use::address})
        for (auto& a : all(use)) {
            if (!a.now.cell || is_nothing(tidy(a.text()))) continue;
            auto const v = tools_.places.village(a.text(), where, true);
            if (v.how == place_how::exact || v.how == place_how::alias || v.how == place_how::typo) {
                take_village(v, a.column, tidy(a.text()), where, false);
                return;
            }
            if (!doubtful) doubtful.emplace(v, &a);
        }
    if (doubtful && (!s || plan_.columns[std::size_t(s->column)].filled < 0.05)) {
        take_village(doubtful->first, doubtful->second->column, tidy(doubtful->second->text()), where, false);
        return;
    }
    if (out_.values.is_null(field::village_code)) return;
    // Only a 籍贯 is there: the village of the line is the native one.
    if (!s && all(column_use::address).empty() && all(column_use::registered).empty())
        if (auto* n = first(column_use::native_place); n && n->now.cell) {
            auto const v = tools_.places.village(n->text(), where, true);
            if (v.how == place_how::exact || v.how == place_how::alias || (v.how == place_how::typo)) {
                take_village(v, n->column, tidy(n->text()), where, true);
                return;
            }
        }
    if (!s && !town_slot && all(column_use::address).empty() && all(column_use::registered).empty() &&
        village_of_work(where))
        return;
    if (s && plan_.columns[std::size_t(s->column)].filled > 0.6)
        add(s->column, word_of(field::village_code),
            {kind::village_missing, "", std::nullopt, confidence::low, false, {}});
}

/// 轩庄村卫生室, 轩庄村党支部书记 and the party branch of a village name the village of a line that has no
/// column for places.
bool line_reader::village_of_work(place_context const& where) {
    for (column_use use : {column_use::employer, column_use::employer_post, column_use::ignore})
        for (auto& s : all(use)) {
            if (!s.now.cell) continue;
            auto const& heading = plan_.columns[std::size_t(s.column)].heading;
            if (use == column_use::ignore && heading.find("支部") == std::string::npos &&
                heading.find("党组织") == std::string::npos)
                continue;
            std::string text = tidy(s.text());
            for (std::string_view front : {"中国共产党", "中共"})
                if (text.starts_with(front)) text.erase(0, front.size());
            for (std::string_view body :
                 {"村卫生", "村党", "村支部", "村委", "村民委员会", "村幼儿园", "村小学", "村教学点",
                  "社区居委会", "社区卫生", "社区党", "社区支部"}) {
                auto const at = text.find(body);
                if (at == std::string::npos || at < 3) continue;
                std::size_t const end = at + (body.starts_with("社区") ? 6 : 3);
                auto const v = tools_.places.village(text.substr(0, end), where, false);
                if (v.how != place_how::exact && v.how != place_how::alias) continue;
                take_village(v, s.column, text, where, false);
                return true;
            }
        }
    return false;
}

std::string line_reader::labels(std::vector<std::string> const& codes) const {
    std::string out;
    for (auto const& c : codes) out += (out.empty() ? "" : "、") + tools_.places.label(c) + "(" + c + ")";
    return out;
}

void line_reader::take_village(place_reading const& v, int column, std::string const& text,
                               place_context const& where, bool must) {
    auto set = [&] { out_.values.set(field::village_code, v.village); };
    auto tell = [&](kind what, confidence sure, bool decide) {
        add(column, word_of(field::village_code),
            {what,
             text,
             tools_.places.label(v.village),
             sure,
             decide,
             {{"village", tools_.places.label(v.village)}}});
    };
    switch (v.how) {
        case place_how::exact:
            set();
            break;
        case place_how::alias:
            set();
            tell(kind::village_alias, confidence::high, false);
            break;
        case place_how::typo: {
            bool const sure =
                v.certain || v.town_written || !where.town_code.empty() || !where.weak_town.empty();
            set();
            tell(kind::village_typo, sure ? confidence::high : confidence::medium, !sure);
            break;
        }
        case place_how::unsure:
            if (must || !text.empty())
                problem(column, kind::village_typo_unsure, text,
                        {{"village", tools_.places.label(v.village)}}, tools_.places.label(v.village));
            break;
        case place_how::ambiguous:
            problem(column, kind::village_ambiguous, text, {{"choices", labels(v.candidates)}});
            break;
        case place_how::town_mismatch:
            problem(column, kind::town_mismatch, text,
                    {{"village", v.village.empty() ? labels(v.candidates) : tools_.places.label(v.village)},
                     {"town", tools_.places.label(v.town)}},
                    v.village.empty() ? std::nullopt
                                      : std::optional<std::string>(tools_.places.label(v.village)));
            break;
        case place_how::town_only:
            if (must) problem(column, kind::town_only, text, {{"town", tools_.places.label(v.town)}});
            break;
        case place_how::other_county:
            // An address elsewhere is where somebody lives; a village elsewhere is a line of another county.
            if (must) {
                problem(column, kind::village_other_county, text, {{"county", v.other_county}});
            } else {
                add(column, word_of(field::village_code),
                    {kind::village_other_county,
                     text,
                     std::nullopt,
                     confidence::low,
                     true,
                     {{"county", v.other_county}}});
                out_.values.set_unreadable(field::village_code);
            }
            break;
        case place_how::county_only:
        case place_how::unknown:
            if (must) {
                problem(column, kind::village_unknown, text);
            } else {
                add(column, word_of(field::village_code),
                    {kind::village_unknown, text, std::nullopt, confidence::low, false, {}});
            }
            break;
        case place_how::none:
            break;
    }
}

void line_reader::addresses(place_context const&, bool) {
    std::string text;
    for (auto& a : all(column_use::address))
        if (a.now.cell && text.empty()) text = tidy_free_text(a.text());
    if (text.empty())
        for (auto& a : all(column_use::registered))
            if (a.now.cell && text.empty()) text = tidy_free_text(a.text());
    if (!is_nothing(text)) out_.values.set(field::residence_note, text);
}

void line_reader::native(place_context const& where) {
    auto* s = first(column_use::native_place);
    if (!s || !s->now.cell) return;
    auto const n = tools_.places.native(s->text(), where);
    bool const sure = n.how == place_how::exact || n.how == place_how::alias;
    if (sure) out_.values.set(field::native_village_code, n.village);
    if (sure || n.how == place_how::town_only || n.how == place_how::county_only ||
        n.how == place_how::other_county)
        if (!n.region.empty()) out_.values.set(field::native_region_code, n.region);
}

}  // namespace guiyan::roster
