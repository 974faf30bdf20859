#pragma once
// Skills in the words of a cell: 小麦种植、会嫁接，养猪 becomes leaf codes of terms/skills.csv. Only what the
// cell says plainly becomes a code; the text itself is kept beside it.

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "roster/kinds.hpp"
#include "terms/terms.hpp"

namespace guiyan::roster {

struct skill_reading {
    std::vector<std::string> codes;
    std::vector<finding> findings;  ///< words that two skills claim
};

class skill_words {
public:
    explicit skill_words(terms::library const& lists);

    /// `must_choose`: the column asks for skills, so a word with two meanings waits for a person.
    skill_reading read(std::string_view raw, bool must_choose) const;

private:
    skill_reading read_anew(std::string_view raw, bool must_choose) const;
    mutable std::unordered_map<std::string, skill_reading> kept_;  // cells of a column repeat

    struct sense {
        std::vector<std::string> codes;
        bool is_name = false;
    };
    sense const* exact(std::string const& word) const;
    std::unordered_map<std::string, sense> words_;
    std::vector<std::pair<std::string, std::string>>
        inside_;  // words that may stand inside a sentence, code; none where two skills claim the word
    std::vector<std::pair<std::string, std::string>> stems_;  // crops and animals of leaf names, code
    std::unordered_map<std::string, std::string> names_;      // leaf name → code
    std::unordered_map<std::string, std::string> label_;      // code → leaf name
};

}  // namespace guiyan::roster
