#include "roster/place_names.hpp"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/pinyin.hpp"
#include "base/text.hpp"
#include "roster/cell_text.hpp"

namespace guiyan::roster {
namespace {

/// Traditional characters that place names have, simplified. ICU does it, but takes long to load and
/// microseconds for each text, so it is asked only for texts with a character that simplified writing does
/// not use.
std::string simplified(std::string const& text) {
    static auto const transliterator = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> t(icu::Transliterator::createInstance(
            icu::UnicodeString::fromUTF8("Traditional-Simplified"), UTRANS_FORWARD, status));
        return U_SUCCESS(status) ? std::move(t) : nullptr;
    }();
    if (!transliterator) return text;
    auto u = icu::UnicodeString::fromUTF8(text);
    transliterator->transliterate(u);
    std::string out;
    u.toUTF8String(out);
    return out;
}

bool ends_with(std::u32string_view text, std::u32string_view end) {
    return text.ends_with(end);
}

struct ending {
    std::u32string_view text;
    unit_class unit;
};

constexpr std::array<ending, 20> endings{{{U"村村民委员会", unit_class::village},
                                          {U"村民委员会", unit_class::village},
                                          {U"社区居民委员会", unit_class::community},
                                          {U"社区村民委员会", unit_class::community},
                                          {U"居民委员会", unit_class::community},
                                          {U"社区居委会", unit_class::community},
                                          {U"社区村委会", unit_class::community},
                                          {U"村村委会", unit_class::village},
                                          {U"村委会", unit_class::village},
                                          {U"村居委会", unit_class::community},
                                          {U"居委会", unit_class::community},
                                          {U"行政村", unit_class::village},
                                          {U"村社区", unit_class::community},
                                          {U"社区", unit_class::community},
                                          {U"村委", unit_class::village},
                                          {U"居委", unit_class::community},
                                          {U"大队", unit_class::village},
                                          {U"村居", unit_class::none},
                                          {U"村村", unit_class::village},
                                          {U"村", unit_class::village}}};

constexpr std::array<std::u32string_view, 16> town_endings{
    U"街道办事处", U"镇人民政府", U"乡人民政府", U"街道办", U"办事处", U"民族乡", U"回族镇", U"回族乡",
    U"镇政府",     U"乡政府",     U"街道",       U"街办",   U"镇",     U"乡",     U"办",     U"场"};

constexpr std::array<std::u32string_view, 34> provinces{
    U"北京",   U"天津", U"上海", U"重庆", U"河北", U"山西", U"内蒙古", U"辽宁", U"吉林",
    U"黑龙江", U"江苏", U"浙江", U"安徽", U"福建", U"江西", U"山东",   U"河南", U"湖北",
    U"湖南",   U"广东", U"广西", U"海南", U"四川", U"贵州", U"云南",   U"西藏", U"陕西",
    U"甘肃",   U"青海", U"宁夏", U"新疆", U"台湾", U"香港", U"澳门"};

bool is_number_sign(char32_t c) {
    static constexpr std::u32string_view han = U"一二三四五六七八九十〇零两百";
    return (c >= '0' && c <= '9') || han.find(c) != std::u32string_view::npos;
}

constexpr std::u32string_view directions = U"东西南北中前后上下左右大小新老内外里一二三四五六七八九十頭头尾";

}  // namespace

ended_name without_village_ending(std::u32string_view name) {
    for (auto const& e : endings)
        if (name.size() > e.text.size() && ends_with(name, e.text))
            return {std::u32string(name.substr(0, name.size() - e.text.size())), e.unit};
    return {std::u32string(name), unit_class::none};
}

std::u32string town_stem(std::u32string_view name) {
    std::u32string stem(name);
    for (auto e : town_endings)
        if (stem.size() > e.size() && ends_with(stem, e)) {
            stem.resize(stem.size() - e.size());
            break;
        }
    // 繁城回族镇, 某某满族蒙古族乡
    for (bool cut = true; cut;) {
        cut = false;
        for (std::u32string_view n :
             {U"回族", U"满族", U"蒙古族", U"彝族", U"白族", U"苗族", U"土家族", U"藏族", U"壮族", U"裕固族",
              U"东乡族", U"哈萨克族", U"维吾尔族", U"瑶族", U"侗族", U"畲族", U"傣族", U"哈尼族"})
            if (stem.size() > n.size() + 1 && ends_with(stem, n)) {
                stem.resize(stem.size() - n.size());
                cut = true;
            }
    }
    return stem;
}

std::u32string place_text(std::string_view raw) {
    std::string const text = without_blanks(split_brackets(tidy(raw)).text);
    auto points = to_code_points(text);
    // Characters outside the 6,763 of GB 2312 are rare in names and frequent among traditional ones; the
    // cheap test here is a list of the traditional forms that places have.
    static constexpr std::u32string_view traditional =
        U"莊鎮鄉縣區馬劉張陳楊趙黃吳孫鄭馮蔣韓範龍龔嚴呂蘇盧譚賈鄒陸閻崗溝橋樓廟灣壩壟廠廣東興豐華寧靈觀園團"
        U"結塢"
        U"門閣關鋪頭後羅蘆葉衛賀鍾韋顧畢萬葛鄧婁聶荊欒紀郟賴長澤潔濱澗瀘濮漢漯雙鳳鳥鹿雞鴨鵝魚鯉岡嶺崗島峽峪"
        U"嵐莊";
    if (std::ranges::any_of(points,
                            [&](char32_t c) { return traditional.find(c) != std::u32string_view::npos; })) {
        // 长 and others of the list are written alike in both; then nothing changes.
        points = to_code_points(simplified(text));
    }
    std::erase_if(points, [](char32_t c) {
        return c == ',' || c == U'，' || c == U'、' || c == ';' || c == ':' || c == U'。' || c == '-' ||
               c == '/' || c == U'—' || c == '.' || c == '_' || c == U'·' || c == '"' || c == U'“' ||
               c == U'”' || c == '*' || c == '\\';
    });
    return points;
}

bool is_below_village(std::u32string_view tail, bool is_address) {
    if (tail.empty()) return true;
    if (is_address) return true;
    if (tail.size() > 16) return false;
    static constexpr std::array<std::u32string_view, 27> ends{
        U"组",   U"队",       U"社", U"自然村", U"屯",   U"号",   U"户",   U"片",   U"巷",
        U"小区", U"楼",       U"室", U"单元",   U"栋",   U"排",   U"湾",   U"庄",   U"院",
        U"营",   U"村民小组", U"街", U"路",     U"东头", U"西头", U"村头", U"胡同", U"附近"};
    for (auto e : ends)
        if (tail.ends_with(e)) return true;
    return std::ranges::all_of(tail, is_number_sign);
}

bool starts_with_province(std::u32string_view text, std::size_t& length) {
    for (auto p : provinces)
        if (text.starts_with(p)) {
            length = p.size();
            for (std::u32string_view e :
                 {U"壮族自治区", U"回族自治区", U"维吾尔自治区", U"自治区", U"省", U"市"})
                if (text.substr(length).starts_with(e)) {
                    length += e.size();
                    break;
                }
            return true;
        }
    return false;
}

look_alikes::look_alikes(terms::library const& lists) {
    auto const& rows = lists.raw("place_variants");
    for (std::size_t r = 0; r < rows.size(); ++r) {
        auto& groups = rows.at(r, "kind") == "written" ? written_ : look_;
        for (char32_t c : to_code_points(rows.at(r, "characters"))) groups[c].push_back(static_cast<int>(r));
    }
}

std::string const& look_alikes::sound(char32_t c) const {
    auto& s = sounds_[c];
    if (s.empty()) s = pinyin_key(to_utf8(c));
    return s;
}

look_alikes::likeness look_alikes::compare(char32_t a, char32_t b) const {
    if (a == b) return likeness::same;
    auto share = [&](auto const& groups) {
        auto const x = groups.find(a);
        auto const y = groups.find(b);
        if (x == groups.end() || y == groups.end()) return false;
        return std::ranges::any_of(x->second,
                                   [&](int g) { return std::ranges::find(y->second, g) != y->second.end(); });
    };
    if (share(written_)) return likeness::written;
    // 东庄 and 西庄 are two villages, whatever their other characters say.
    if (directions.find(a) != std::u32string_view::npos && directions.find(b) != std::u32string_view::npos)
        return likeness::direction;
    if (sound(a) == sound(b)) return likeness::sound;
    if (share(look_)) return likeness::look;
    return likeness::other;
}

std::pair<look_alikes::likeness, int> look_alikes::compare(std::u32string_view a,
                                                           std::u32string_view b) const {
    likeness worst = likeness::same;
    int differ = 0;
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
        if (a[i] == b[i]) continue;
        ++differ;
        worst = std::max(worst, compare(a[i], b[i]));
    }
    return {worst, differ};
}

}  // namespace guiyan::roster
