#pragma once
// Names of people as cells hold them: blanks between the characters, remarks behind, titles, dots of every
// kind.

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "roster/kinds.hpp"
#include "terms/terms.hpp"

namespace guiyan::roster {

class surname_list {
public:
    explicit surname_list(terms::library const& lists);
    bool single(char32_t c) const { return single_.contains(c); }
    bool compound(std::u32string_view two) const { return compound_.contains(std::u32string(two)); }

private:
    std::unordered_set<char32_t> single_;
    std::unordered_set<std::u32string> compound_;
};

struct name_reading {
    std::optional<std::string> value;
    std::vector<finding> findings;
    std::vector<std::string>
        remarks;  ///< what stood in brackets, for sex, nation or party where no column says it
    bool present = false;
};

name_reading read_name(std::string_view raw, surname_list const& surnames);

/// True of two to four Chinese characters that begin with a surname, or of a name with dots.
bool looks_like_name(std::string_view tidy_text, surname_list const& surnames);

}  // namespace guiyan::roster
