#pragma once
// Private to this folder: how a guesser sees a password. It is cut into pieces a guesser would try as a whole
// (common words, also with figures for letters; rows of figures, letters or keys; repeats; years and dates;
// what belongs to the owner), and single characters for the rest.

#include <string>
#include <string_view>
#include <vector>

namespace guiyan::crypto {

struct guess {
    std::size_t units = 0;            ///< pieces plus single characters: what a guesser has to combine
    std::vector<std::string> pieces;  ///< as typed, in order, each once
};

/// `own_words` in lower case (login name, pinyin of name and places, Chinese as it is).
guess cut_for_guessing(std::string_view password, std::vector<std::string> const& own_words);

}  // namespace guiyan::crypto
