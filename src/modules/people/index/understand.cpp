#include "modules/people/index/understand.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace guiyan::people {

namespace {

using kind = understood_word::kind;

constexpr std::size_t most_words = 8, longest_word = 64;

bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}
bool is_letter(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || c == U'ü' || c == U'Ü';
}
/// Inside a word: o'clock-like marks between syllables belong to the letters.
bool joins_letters(char32_t c) {
    return c == U'\'' || c == U'’';
}

bool parts_words(char32_t c) {
    return c <= U' ' || c == 0xa0 || c == 0x3000 || c == U',' || c == U'，' || c == U'、' || c == U';' ||
           c == U'；' || (c >= 0x2000 && c <= 0x200d) || c == 0xfeff;
}

/// The digits of "138 0000-1111", "+86…" and the like, with X at the end of an ID number; empty when anything
/// else is in it.
std::string number_in(std::u32string const& typed) {
    std::string digits;
    for (std::size_t i = 0; i < typed.size(); ++i) {
        char32_t const c = typed[i];
        if (is_digit(c))
            digits += char(c);
        else if ((c == U'x' || c == U'X') && digits.size() == 17)
            digits += 'X';
        else if (!(parts_words(c) || c == U'-' || c == U'－' || (c == U'+' && digits.empty())) || c == U',' ||
                 c == U'，' || c == U'、' || c == U';' || c == U'；')
            return {};
    }
    return digits;
}

/// GB 11643: an ID number of 15 digits was issued until 1999; the same person's 18 digits follow from it.
std::string to_18(std::string const& old) {
    std::string id = old.substr(0, 6) + "19" + old.substr(6);
    constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i) sum += (id[i] - '0') * weights[i];
    return id + "10X98765432"[sum % 11];
}

std::optional<kind> number_kind(std::string& number) {
    if (number.size() == 18) return kind::id_number;
    if (number.size() == 13 && number.starts_with("861")) number.erase(0, 2);
    if (number.size() == 15) {
        number = to_18(number);
        return kind::id_number;
    }
    if (number.size() == 11 && number[0] == '1') return kind::phone;
    if (number.size() >= 10 && number.size() <= 12 && number[0] == '0')
        return kind::phone;  // area code and number
    if (number.size() == 7 || number.size() == 8) return kind::phone;
    return std::nullopt;
}

understood_word of_number(std::string text, kind what, std::string const& number,
                          search_dictionaries const& known) {
    understood_word w{std::move(text), what, {}, {}, {}};
    auto const& look_up = what == kind::id_number ? known.id_number : known.phone;
    w.term.any_of.push_back(word_meaning::any_id(look_up ? look_up(number) : std::vector<std::int64_t>{}));
    // Seven or eight digits may also be a year and month or a certificate's number somebody wrote down.
    if (number.size() <= 8) w.term.any_of.push_back(word_meaning::text(w.text));
    return w;
}

/// Takes what a dictionary says into the word; the first dictionary that knows it gives the word its kind.
void take_known(understood_word& w, kind what, std::vector<known_word> const& found) {
    if (found.empty()) return;
    std::vector<ordinal_range> ranges;
    category_set categories;
    std::string label;
    for (auto const& k : found) {
        ranges.insert(ranges.end(), k.ranges.begin(), k.ranges.end());
        categories |= k.categories;
        if (!label.empty()) label += "、";
        label += k.label;
    }
    if (what == kind::region) w.term.any_of.push_back(word_meaning::regions(std::move(ranges)));
    if (what == kind::skill) w.term.any_of.push_back(word_meaning::skills(std::move(ranges)));
    if (what == kind::category) w.term.any_of.push_back(word_meaning::of_categories(categories));
    if (!w.code.empty()) return;
    w.what = what;
    w.code = found.front().code;
    w.label = std::move(label);
}

understood_word of_characters(std::string text, std::size_t length, search_dictionaries const& known) {
    bool const digits = text.find_first_of("0123456789") != std::string::npos;
    understood_word w{std::move(text), length <= 4 && !digits ? kind::name : kind::text, {}, {}, {}};
    w.term.any_of.push_back(word_meaning::name(w.text));
    // One character is a name or part of a text; every dictionary holds it somewhere.
    if (length > 1) {
        if (known.regions) take_known(w, kind::region, known.regions(w.text));
        if (known.categories) take_known(w, kind::category, known.categories(w.text));
        if (known.skills) take_known(w, kind::skill, known.skills(w.text));
    }
    w.term.any_of.push_back(word_meaning::text(w.text));
    return w;
}

understood_word of_letters(std::u32string const& typed, search_dictionaries const& known) {
    std::string letters;
    for (char32_t c : typed) letters += c == U'ü' || c == U'Ü' ? "v" : joins_letters(c) ? "" : to_utf8(c);
    letters = ascii_lower(letters);
    bool const vowels = letters.find_first_of("aeiouv") != std::string::npos;
    understood_word w{to_utf8(typed), vowels ? kind::pinyin : kind::initials, {}, {}, {}};
    w.term.any_of = {word_meaning::pinyin(letters), word_meaning::initials(letters),
                     word_meaning::name(w.text)};
    if (letters.size() > 1) {
        if (known.skills) take_known(w, kind::skill, known.skills(w.text));
        w.term.any_of.push_back(word_meaning::text(w.text));
    }
    return w;
}

}  // namespace

std::vector<understood_word> understand(std::string_view typed, search_dictionaries const& known) {
    if (!is_valid_utf8(typed)) return {};
    std::u32string const text = to_code_points(narrow(nfc(typed)));
    std::vector<understood_word> words;

    // A number may be typed in groups.
    if (auto number = number_in(text); number.size() > 8 || text.size() == number.size())
        if (auto const what = number_kind(number)) {
            words.push_back(of_number(std::string(trim(to_utf8(text))), *what, number, known));
            return words;
        }

    for (std::size_t at = 0; at < text.size() && words.size() < most_words;) {
        if (parts_words(text[at])) {
            ++at;
            continue;
        }
        std::size_t word_end = at;
        while (word_end < text.size() && !parts_words(text[word_end])) ++word_end;
        auto const whole = text.substr(at, std::min(word_end - at, longest_word));
        at = word_end;

        if (auto number = number_in(whole); !number.empty())
            if (auto const what = number_kind(number)) {
                words.push_back(of_number(to_utf8(whole), *what, number, known));
                continue;
            }
        // 王jg is a character and two letters; with digits in it a word is left as it is.
        bool const digits = std::any_of(whole.begin(), whole.end(), is_digit);
        auto const latin = [](char32_t c) { return is_letter(c) || joins_letters(c); };
        for (std::size_t from = 0; from < whole.size() && words.size() < most_words;) {
            std::size_t end = whole.size();
            if (!digits) {
                end = from + 1;
                while (end < whole.size() && latin(whole[end]) == latin(whole[from])) ++end;
            }
            auto const part = whole.substr(from, end - from);
            from = end;
            bool const all_latin = !digits && std::any_of(part.begin(), part.end(), is_letter);
            auto word =
                all_latin ? of_letters(part, known) : of_characters(to_utf8(part), part.size(), known);
            bool const said =
                std::any_of(words.begin(), words.end(), [&](auto const& w) { return w.text == word.text; });
            if (!said) words.push_back(std::move(word));
        }
    }
    return words;
}

}  // namespace guiyan::people
