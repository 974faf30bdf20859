#pragma once
// Understands what was typed into the search box: splits it into words and says what each may be. Pure; what
// the county knows (names of regions, categories, skills with their synonyms) comes through callbacks.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/people/index/query.hpp"

namespace guiyan::people {

/// A name of the county's dictionaries that a word stands for.
struct known_word {
    std::string code;
    std::string label;                  ///< its own name: 灌溉技术 for 浇园
    std::vector<ordinal_range> ranges;  ///< skills, regions
    category_set categories;            ///< categories
};

struct search_dictionaries {
    using look_up = std::function<std::vector<known_word>(std::string_view word)>;
    look_up regions;
    look_up categories;
    look_up skills;
    /// Blind look-ups of personal numbers: full ID number (18 characters, X in upper case) or phone digits.
    std::function<std::vector<std::int64_t>(std::string_view number)> id_number;
    std::function<std::vector<std::int64_t>(std::string_view number)> phone;
};

/// For the chips above the list: “浇园” 按 灌溉技术 理解 ×
struct understood_word {
    enum class kind : std::uint8_t {
        id_number,
        phone,
        name,
        pinyin,
        initials,
        region,
        category,
        skill,
        text
    };
    std::string
        text;  ///< as typed; of an ID number or phone only the kind may be shown again (it is personal data)
    kind what = kind::name;  ///< the main reading; the term looks for the others too
    std::string code;        ///< region, category, skill
    std::string label;       ///
    search_term term;
};

/// Words are parted by blanks (also ideographic), commas and 、. At most 8 words of at most 64 characters
/// each are read. An empty text gives no words.
std::vector<understood_word> understand(std::string_view typed, search_dictionaries const& known);

}  // namespace guiyan::people
