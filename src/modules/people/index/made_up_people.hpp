#pragma once
// Invented people for tests and benchmarks: the same ones for the same seed, spread as a county's registers
// are. Names are put together at random from common characters; none means anybody.

#include <random>

#include "modules/people/index/entry.hpp"

namespace guiyan::people::made_up {

struct syllable {
    char const* character;
    std::vector<std::string> readings;  ///< the one usual in names first
    int weight = 1;
};

inline std::vector<syllable> const& surnames() {
    static std::vector<syllable> const all = {
        {"王", {"wang"}, 70},        {"李", {"li"}, 68},         {"张", {"zhang"}, 65},
        {"刘", {"liu"}, 50},         {"陈", {"chen"}, 40},       {"杨", {"yang"}, 30},
        {"赵", {"zhao"}, 24},        {"黄", {"huang"}, 22},      {"周", {"zhou"}, 20},
        {"吴", {"wu"}, 19},          {"徐", {"xu"}, 15},         {"孙", {"sun"}, 14},
        {"胡", {"hu"}, 12},          {"朱", {"zhu"}, 12},        {"高", {"gao"}, 10},
        {"林", {"lin"}, 10},         {"何", {"he"}, 10},         {"郭", {"guo"}, 10},
        {"马", {"ma"}, 9},           {"罗", {"luo"}, 8},         {"梁", {"liang"}, 8},
        {"宋", {"song"}, 8},         {"郑", {"zheng"}, 8},       {"谢", {"xie"}, 7},
        {"韩", {"han"}, 7},          {"唐", {"tang"}, 6},        {"冯", {"feng"}, 6},
        {"于", {"yu"}, 6},           {"董", {"dong"}, 6},        {"萧", {"xiao"}, 5},
        {"程", {"cheng"}, 5},        {"曹", {"cao"}, 5},         {"袁", {"yuan"}, 5},
        {"邓", {"deng"}, 5},         {"许", {"xu"}, 5},          {"吕", {"lu", "lv"}, 5},
        {"曾", {"zeng", "ceng"}, 5}, {"单", {"shan", "dan"}, 2}, {"仇", {"qiu", "chou"}, 2},
        {"区", {"ou", "qu"}, 2},     {"解", {"xie", "jie"}, 2},  {"查", {"zha", "cha"}, 2},
        {"覃", {"qin", "tan"}, 2},   {"尉迟", {"yu chi"}, 1},    {"𠮷", {"ji"}, 1},
    };
    return all;
}

inline std::vector<syllable> const& given() {
    static std::vector<syllable> const all = {
        {"建", {"jian"}, 12}, {"国", {"guo"}, 12},      {"华", {"hua"}, 10},  {"明", {"ming"}, 10},
        {"文", {"wen"}, 9},   {"秀", {"xiu"}, 9},       {"英", {"ying"}, 9},  {"玉", {"yu"}, 8},
        {"兰", {"lan"}, 8},   {"红", {"hong"}, 8},      {"军", {"jun"}, 8},   {"平", {"ping"}, 8},
        {"志", {"zhi"}, 7},   {"强", {"qiang"}, 7},     {"春", {"chun"}, 7},  {"海", {"hai"}, 6},
        {"德", {"de"}, 6},    {"林", {"lin"}, 6},       {"广", {"guang"}, 5}, {"中", {"zhong"}, 5},
        {"梅", {"mei"}, 5},   {"芳", {"fang"}, 5},      {"敏", {"min"}, 5},   {"静", {"jing"}, 5},
        {"丽", {"li"}, 5},    {"伟", {"wei"}, 5},       {"勇", {"yong"}, 4},  {"杰", {"jie"}, 4},
        {"涛", {"tao"}, 4},   {"超", {"chao"}, 4},      {"霞", {"xia"}, 4},   {"辉", {"hui"}, 4},
        {"鹏", {"peng"}, 3},  {"磊", {"lei"}, 3},       {"根", {"gen"}, 3},   {"生", {"sheng"}, 3},
        {"立", {"li"}, 3},    {"群", {"qun"}, 3},       {"书", {"shu"}, 3},   {"堂", {"tang"}, 3},
        {"雪", {"xue"}, 3},   {"乐", {"le", "yue"}, 2}, {"长", {"chang"}, 2}, {"重", {"zhong", "chong"}, 1},
        {"安", {"an"}, 3},    {"喆", {"zhe"}, 1},       {"𠮷", {"ji"}, 1},    {"思", {"si"}, 3},
        {"宇", {"yu"}, 3},    {"轩", {"xuan"}, 2},      {"子", {"zi"}, 4},    {"涵", {"han"}, 2},
        {"欣", {"xin"}, 3},   {"怡", {"yi"}, 3},        {"佳", {"jia"}, 3},   {"俊", {"jun"}, 3},
        {"凤", {"feng"}, 4},  {"桂", {"gui"}, 4},       {"金", {"jin"}, 4},   {"银", {"yin"}, 2},
        {"福", {"fu"}, 3},    {"贵", {"gui"}, 3},       {"财", {"cai"}, 2},   {"旺", {"wang"}, 2},
        {"兴", {"xing"}, 3},  {"龙", {"long"}, 3},      {"虎", {"hu"}, 2},    {"飞", {"fei"}, 3},
        {"云", {"yun"}, 4},   {"燕", {"yan"}, 3},       {"艳", {"yan"}, 3},   {"娟", {"juan"}, 3},
        {"爱", {"ai"}, 3},    {"民", {"min"}, 3},       {"忠", {"zhong"}, 3}, {"义", {"yi"}, 3},
        {"仁", {"ren"}, 2},   {"礼", {"li"}, 2},        {"信", {"xin"}, 2},
    };
    return all;
}

inline std::vector<std::string> const& phrases() {
    static std::vector<std::string> const all = {
        "从事蜜瓜种植二十年",    "懂小麦赤霉病防治", "会辣椒酱加工",         "带动村民增收",
        "原县农业局高级农艺师",  "开过修理铺",       "养殖能手，存栏两百头", "电商直播带货",
        "退休教师，愿回村授课",  "参加过技能培训",   "合作社理事长",         "水稻育种和栽培",
        "灌溉技术熟练",          "懂土壤改良",       "会使用植保无人机",     "做过工程测量",
        "擅长剪纸和刺绣",        "获得县级表彰",     "在外经商多年",         "熟悉法律调解",
        "村医，会推拿",          "种烟叶，烤烟好手", "大棚蔬菜，番茄黄瓜",   "建筑工匠，砌筑抹灰",
        "Python 编程与网店运营", "果树嫁接修剪",     "家庭农场主",           "会开收割机",
        "鱼塘养殖，草鱼鲢鱼",    "乡村旅游民宿经营",
    };
    return all;
}

struct county {
    std::uint32_t towns = 16;
    std::uint32_t villages_of_a_town = 23;
    std::uint32_t skills = 400;
    /// Ordinals: the county 0, then each town followed by its villages.
    std::uint32_t regions() const { return 1 + towns * (villages_of_a_town + 1); }
    ordinal_range town(std::uint32_t t) const {
        return {1 + t * (villages_of_a_town + 1), 1 + (t + 1) * (villages_of_a_town + 1)};
    }
};

class maker {
public:
    explicit maker(std::uint64_t seed, county place = {}, unsigned phrases_a_person = 2)
        : random_(seed), place_(place), phrases_(phrases_a_person) {}

    person_entry one(std::int64_t id) {
        person_entry p;
        p.id = id;
        p.pinyin = {""};
        add(p, pick(surnames()), true);
        add(p, pick(given()), false);
        if (below(10) < 7) add(p, pick(given()), false);
        if (below(300) == 0) p.pinyin.clear();
        p.region = below(50) ? 1 + below(place_.regions() - 1) : no_region;
        switch (below(20)) {
            case 0:
                break;
            case 1:
                p.birth = partial_date(year());
                break;
            case 2:
                p.birth = partial_date(year(), 1 + below(12));
                break;
            default:
                p.birth = partial_date(year(), 1 + below(12), 1 + below(28));
        }
        p[code_column::sex] = std::uint8_t(below(100) < 58 ? 2 : below(60) ? 3 : 1);
        p[code_column::education] = skewed(41);
        p[code_column::political_status] = std::uint8_t(below(100) < 65   ? 13
                                                        : below(100) < 80 ? 1
                                                                          : 2 + below(12));
        p[code_column::nation] = std::uint8_t(below(100) < 95 ? 1 : 1 + below(56));
        p[code_column::professional_title] = std::uint8_t(below(100) < 85 ? 0 : 1 + below(64));
        p[code_column::skill_level] = std::uint8_t(below(100) < 80 ? 0 : 1 + below(8));
        p[code_column::availability] = std::uint8_t(below(6));
        p[code_column::state] = std::uint8_t(below(100) < 92 ? 1 : 1 + below(4));
        p[code_column::source] = skewed(9);
        p[code_column::high_level_grade] = std::uint8_t(below(200) ? 0 : 1 + below(5));
        unsigned const sub = skewed(32);
        p.categories.set(sub / 6);  // one of six teams stands for the upper level
        p.categories.set(8 + sub);
        if (below(5) == 0) p.categories.set(8 + skewed(32));
        if (below(4) == 0) p.categories.set(45 + below(22));
        if (below(40) == 0) p.categories.set(120 + below(8));
        if (below(3) == 0) p.practical_lines = std::uint16_t(1u << below(8));
        p.flags = std::uint8_t((below(8) == 0) | (below(12) == 0) << 1 | (below(10) != 0) << 2);
        for (unsigned n = below(4); n; --n)
            p.skills.push_back(std::uint16_t(below(place_.skills / 8) * (1 + below(8))));
        if (below(5)) p.confirmed_on = 20000 + day_number(below(700));
        p.updated_at = 1'760'000'000'000 + std::int64_t(below(1'000'000)) * 30'000;
        for (unsigned n = below(phrases_ * 2 + 1); n; --n) {
            if (!p.text.empty()) p.text += below(3) ? "，" : "\n";
            p.text += phrases()[below(unsigned(phrases().size()))];
        }
        return p;
    }

    std::vector<person_entry> many(std::size_t count, std::int64_t first_id = 1) {
        std::vector<person_entry> all;
        all.reserve(count);
        for (std::size_t i = 0; i < count; ++i) all.push_back(one(first_id + std::int64_t(i)));
        return all;
    }

    unsigned below(unsigned limit) { return limit ? unsigned(random_() % limit) : 0; }
    county const& place() const { return place_; }

private:
    int year() { return 1935 + int(below(35)) + int(below(40)); }
    /// Small numbers are commoner.
    std::uint8_t skewed(unsigned limit) {
        return std::uint8_t(std::uint64_t(below(limit)) * below(limit) / limit);
    }

    syllable const& pick(std::vector<syllable> const& all) {
        int sum = 0;
        for (auto const& s : all) sum += s.weight;
        int at = int(below(unsigned(sum)));
        for (auto const& s : all)
            if ((at -= s.weight) < 0) return s;
        return all.front();
    }
    void add(person_entry& p, syllable const& s, bool first) {
        p.name += s.character;
        std::vector<std::string> all;
        for (auto const& reading : s.readings)
            for (auto const& before : p.pinyin) all.push_back(first ? reading : before + " " + reading);
        p.pinyin = std::move(all);
    }

    std::mt19937_64 random_;
    county place_;
    unsigned phrases_;
};

}  // namespace guiyan::people::made_up
