#include "base/pinyin.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace guiyan;

namespace {

bool reads(std::string_view name, std::string_view full, std::string_view initials) {
    auto const all = name_pinyin(name);
    return std::find(all.begin(), all.end(), pinyin_reading{std::string(full), std::string(initials)}) !=
           all.end();
}

std::string first(std::string_view name) {
    return name_pinyin(name).front().full;
}

}  // namespace

TEST_CASE("surnames have their own readings, given names the ordinary ones") {
    CHECK(name_pinyin("曾广平") == std::vector<pinyin_reading>{{"zengguangping", "zgp"}});
    CHECK(first("单立群") == "shanliqun");
    CHECK(first("王单") == "wangdan");
    CHECK(first("仇小军") == "qiuxiaojun");
    CHECK(first("区大海") == "oudahai");
    CHECK(first("解文") == "xiewen");
    CHECK(first("查良") == "zhaliang");
    CHECK(first("翟明") == "zhaiming");
    CHECK(first("乐嘉") == "yuejia");
    CHECK(first("盖一") == "geyi");
    CHECK(first("冼星") == "xianxing");
    CHECK(first("缪可") == "miaoke");
    CHECK(first("繁星") == "poxing");
    CHECK(first("逄先") == "pangxian");
    CHECK(first("褚健") == "chujian");
    CHECK(first("任重") == "renzhong");
    CHECK(first("李长江") == "lichangjiang");
}

TEST_CASE("compound surnames win over single ones") {
    CHECK(first("尉迟恭") == "yuchigong");
    CHECK(first("尉文") == "weiwen");
    CHECK(name_pinyin("万俟卨").front() == pinyin_reading{"moqixie", "mqx"});
    CHECK(first("欧阳修") == "ouyangxiu");
    CHECK(first("司马光") == "simaguang");
    CHECK(first("上官婉儿") == "shangguanwaner");
    CHECK(first("长孙无忌") == "zhangsunwuji");
    CHECK(first("单于") == "shanyu");
    CHECK(first("单于明") == "chanyuming");
}

TEST_CASE("a name with two living readings is found by both") {
    CHECK(first("覃勇") == "qinyong");
    CHECK(reads("覃勇", "tanyong", "ty"));
    CHECK(first("吕布") == "lvbu");
    CHECK(reads("吕布", "lubu", "lb"));
    CHECK(reads("吕布", "lyubu", "lb"));
    CHECK(first("朴成") == "piaocheng");
    CHECK(reads("朴成", "pucheng", "pc"));
    CHECK(reads("张绿", "zhanglu", "zl"));
    CHECK(first("张绿") == "zhanglv");
    CHECK(name_pinyin("覃乐行长朝").size() == 8);
}

TEST_CASE("the readings with syllables apart are the same readings") {
    CHECK(name_readings("曾广平") == std::vector<std::string>{"zeng guang ping"});
    CHECK(name_readings("覃勇") == std::vector<std::string>{"qin yong", "tan yong"});
    CHECK(name_readings("Tom Lee 明") == std::vector<std::string>{"tom lee ming"});
    CHECK(name_readings("") == std::vector<std::string>{""});
}

TEST_CASE("names of other writing and rare characters pass") {
    CHECK(first("买买提·艾力") == "maimaitiaili");
    CHECK(name_pinyin("Tom Lee").front() == pinyin_reading{"tomlee", "tl"});
    CHECK(name_pinyin("Ａ１").front() == pinyin_reading{"a1", "a"});
    CHECK(first("\U00020BB7野") == "jiye");
    CHECK(first("\U0003FFFD明") == "ming");
    CHECK(name_pinyin("") == std::vector<pinyin_reading>{{"", ""}});
    CHECK(name_pinyin("\xe5\x8d").size() == 1);
    CHECK(name_pinyin("\xf0").size() == 1);
    CHECK(first("张䶮") == "zhangyan");
    CHECK(first("李〇") == "liling");
}

TEST_CASE("keys sort by syllable and tell same sounds") {
    CHECK(name_sort_key("曾广平") == "zeng guang ping");
    CHECK(name_sort_key("西安") < name_sort_key("先"));
    CHECK(name_sort_key("单立群") == "shan li qun");
    CHECK(pinyin_key("王孟镇") == pinyin_key("王梦镇"));
    CHECK(pinyin_key("繁城回族镇") == "fan cheng hui zu zhen");
    CHECK(pinyin_key("单庄村") == "shan zhuang cun");
    CHECK(pinyin_key("翟庄") == pinyin_key("宅庄"));
    CHECK(pinyin_key("召陵区") == "shao ling qu");
    CHECK(pinyin_key("长葛市") == "chang ge shi");
    CHECK(pinyin_key("重庆") == "chong qing");
    CHECK(pinyin_key("第 3 组, B2 号") == "di 3 zu b2 hao");
    CHECK(pinyin_key("") == "");
}
