#pragma once
// Chinese names and places in pinyin, without tones, for search, sorting and same-sound comparison. Readings
// of single characters come from a table made of ICU's Han-Latin (pinyin_table.inc); surnames, compound
// surnames and characters with two living readings from pinyin_names.inc. ü is written v ("lv"), as people
// type it.

#include <string>
#include <string_view>
#include <vector>

namespace guiyan {

struct pinyin_reading {
    std::string full;      ///< "zengguangping"
    std::string initials;  ///< "zgp"
    friend bool operator==(pinyin_reading const&, pinyin_reading const&) = default;
};

/// All ways a personal name may be read, the likeliest first, at least one, at most eight: 曾广平
/// zengguangping, 覃勇 qinyong and tanyong, 吕布 lvbu, lubu and lyubu. The surname reading applies to the
/// first character or to a compound surname. ASCII letters and figures are kept in lower case; blanks, dots
/// (·) and characters without a known reading are dropped. The text has to be valid UTF-8.
std::vector<pinyin_reading> name_pinyin(std::string_view name);

/// The same readings with the syllables apart, "zeng guang ping": what the people index takes.
std::vector<std::string> name_readings(std::string_view name);

/// "zeng guang ping": one reading, syllables apart, so that a sort by it is a sort by pinyin. Surname
/// readings apply. A character without a known reading stays as it is, after all letters.
std::string name_sort_key(std::string_view name);

/// The same for places and other text: ordinary readings, but 召陵 shao ling, and a settlement named for its
/// first family as that family is called (单庄 shan zhuang). Texts that sound alike, tones aside, have the
/// same key.
std::string pinyin_key(std::string_view text);

}  // namespace guiyan
