#include "base/pinyin.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>

#include "base/text.hpp"

namespace guiyan {
namespace {

struct reading {
    std::string_view written;
    std::string_view syllables;
};

struct same_sound {
    std::string_view syllable;
    std::string_view characters;
};

constexpr same_sound table[] = {
#include "base/pinyin_table.inc"
};

#include "base/pinyin_names.inc"

using syllable = std::uint16_t;  ///< number of a spelling; 0 is none
using syllables = std::vector<syllable>;

constexpr char32_t first_common = 0x3400, end_common = 0xa000;
constexpr std::size_t most_readings = 8;

constexpr std::uint16_t syllable_bits = 0x0fff;
constexpr std::uint16_t has_surname_reading = 0x1000;
constexpr std::uint16_t starts_compound = 0x2000;
constexpr std::uint16_t has_several = 0x4000;
constexpr std::uint16_t starts_place_word = 0x8000;

std::uint64_t pair_of(char32_t a, char32_t b) {
    return std::uint64_t{a} << 32 | b;
}

/// The data files, once in memory: one 16-bit cell for every common character, so that most take one look.
class readings {
public:
    static readings const& instance() {
        static readings const made;
        return made;
    }

    std::uint16_t cell(char32_t c) const {
        if (c >= first_common && c < end_common) return common_[c - first_common];
        auto const at = std::lower_bound(rare_.begin(), rare_.end(), std::pair{c, std::uint16_t{0}});
        return at != rare_.end() && at->first == c ? at->second : 0;
    }

    std::string const& spelling(syllable s) const { return spellings_[s]; }
    syllables const& surname(char32_t c) const { return surnames_.at(c); }
    syllables const& several(char32_t c) const { return several_.at(c); }
    syllables const* compound(char32_t a, char32_t b) const { return find(compounds_, pair_of(a, b)); }
    syllables const* place_word(char32_t a, char32_t b) const { return find(place_words_, pair_of(a, b)); }
    bool is_settlement(char32_t c) const { return settlements_.find(c) != std::u32string::npos; }

private:
    readings() : common_(end_common - first_common) {
        for (auto const& row : table) {
            syllable const s = number_of(row.syllable);
            for (char32_t const c : to_code_points(row.characters)) {
                if (c >= first_common && c < end_common) {
                    common_[c - first_common] = s;
                } else {
                    rare_.emplace_back(c, s);
                }
            }
        }
        std::sort(rare_.begin(), rare_.end());
        for (auto const& each : character_readings) {
            char32_t const c = to_code_points(each.written)[0];
            auto list = numbers_of(each.syllables);
            if (auto* at = mutable_cell(c)) {
                *at = static_cast<std::uint16_t>((*at & ~syllable_bits) | list[0] |
                                                 (list.size() > 1 ? has_several : 0));
            } else {
                auto const place =
                    std::lower_bound(rare_.begin(), rare_.end(), std::pair{c, std::uint16_t{0}});
                rare_.emplace(place, c, list[0]);
            }
            if (list.size() > 1) several_.emplace(c, std::move(list));
        }
        // lv is typed lu as well, and LYU stands in passports (GB/T 28039-2011).
        for (char32_t c = first_common; c < end_common; ++c) {
            auto& at = common_[c - first_common];
            auto const& text = spellings_[at & syllable_bits];
            if (text.size() < 2 || text[1] != 'v' || (at & has_several)) continue;
            several_.emplace(c, with_u_umlaut(at & syllable_bits));
            at |= has_several;
        }
        for (auto const& each : surname_readings) add_surname(each);
        add_surname({"吕", "lv lu lyu"});
        add_surname({"闾", "lv lu lyu"});
        for (auto const& each : compound_surnames)
            compounds_.emplace(marked_pair(each.written, starts_compound), numbers_of(each.syllables));
        for (auto const& each : place_words)
            place_words_.emplace(marked_pair(each.written, starts_place_word), numbers_of(each.syllables));
        settlements_ = to_code_points(settlements);
    }

    static syllables const* find(std::unordered_map<std::uint64_t, syllables> const& in, std::uint64_t key) {
        auto const at = in.find(key);
        return at == in.end() ? nullptr : &at->second;
    }

    syllable number_of(std::string_view text) {
        auto const [at, fresh] =
            numbers_.emplace(std::string(text), static_cast<syllable>(spellings_.size()));
        if (fresh) spellings_.emplace_back(text);
        return at->second;
    }

    syllables numbers_of(std::string_view list) {
        syllables out;
        for (auto const text : split(list, ' ')) out.push_back(number_of(text));
        return out;
    }

    syllables with_u_umlaut(syllable s) {
        std::string other = spellings_[s];
        other[1] = 'u';
        return {s, number_of(other)};
    }

    std::uint16_t* mutable_cell(char32_t c) {
        if (c >= first_common && c < end_common) return &common_[c - first_common];
        auto const at = std::lower_bound(rare_.begin(), rare_.end(), std::pair{c, std::uint16_t{0}});
        return at != rare_.end() && at->first == c ? &at->second : nullptr;
    }

    void add_surname(reading const& each) {
        char32_t const c = to_code_points(each.written)[0];
        if (auto* at = mutable_cell(c)) *at |= has_surname_reading;
        surnames_.emplace(c, numbers_of(each.syllables));
    }

    std::uint64_t marked_pair(std::string_view written, std::uint16_t mark) {
        auto const two = to_code_points(written);
        if (auto* at = mutable_cell(two[0])) *at |= mark;
        return pair_of(two[0], two[1]);
    }

    std::vector<std::uint16_t> common_;
    std::vector<std::pair<char32_t, std::uint16_t>> rare_;
    std::vector<std::string> spellings_{""};
    std::unordered_map<std::string, syllable> numbers_;
    std::unordered_map<char32_t, syllables> surnames_;
    std::unordered_map<char32_t, syllables> several_;
    std::unordered_map<std::uint64_t, syllables> compounds_;
    std::unordered_map<std::uint64_t, syllables> place_words_;
    std::u32string settlements_;
};

/// One step through a text: the choices for one character, or a letter or figure to keep, or nothing to say.
struct step {
    std::array<syllable, 4> choices{};
    unsigned count = 0;
    char letter = 0;
    char32_t unknown = 0;
};

void choose(step& s, syllables const& list) {
    s.count = static_cast<unsigned>(std::min(list.size(), s.choices.size()));
    std::copy_n(list.begin(), s.count, s.choices.begin());
}

enum class kind { name, place };

std::size_t code_points(std::string_view text, std::vector<char32_t>& out) {
    out.clear();
    for (std::size_t i = 0; i < text.size();) {
        auto const lead = static_cast<unsigned char>(text[i]);
        unsigned const more = lead < 0x80 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
        char32_t c = more == 0 ? lead : lead & (0x3fu >> more);
        for (unsigned k = 1; k <= more && i + k < text.size(); ++k)
            c = c << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3f);
        i += more + 1;
        if (c >= 0xff01 && c <= 0xff5e) c -= 0xfee0;
        out.push_back(c);
    }
    return out.size();
}

/// What each character of `text` may sound like. The vector belongs to the thread and is used up by the next
/// call.
std::vector<step> const& steps_of(std::string_view text, kind what) {
    thread_local std::vector<char32_t> chars;
    thread_local std::vector<step> out;
    out.clear();
    auto const& all = readings::instance();
    auto const size = code_points(text, chars);
    bool at_start = true;
    for (std::size_t i = 0; i < size; ++i) {
        char32_t const c = chars[i];
        step s;
        if (c < 0x80) {
            if (c >= U'A' && c <= U'Z') s.letter = static_cast<char>(c - U'A' + U'a');
            if ((c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9')) s.letter = static_cast<char>(c);
            out.push_back(s);
            continue;
        }
        auto const cell = all.cell(c);
        char32_t const next = i + 1 < size ? chars[i + 1] : 0;
        if (cell == 0) {
            s.unknown = is_han(c) ? c : 0;
            out.push_back(s);
            continue;
        }
        syllables const* two = nullptr;
        // A compound surname needs a given name behind it: 单于 alone is Mr Yu.
        if (what == kind::name && at_start && (cell & starts_compound) && i + 2 < size)
            two = all.compound(c, next);
        if (what == kind::place && (cell & starts_place_word)) two = all.place_word(c, next);
        if (two) {
            for (syllable const each : *two) {
                step part;
                choose(part, {each});
                out.push_back(part);
            }
            ++i;
        } else {
            bool const as_surname = at_start && (cell & has_surname_reading) &&
                                    (what == kind::name || (next != 0 && all.is_settlement(next)));
            if (as_surname) {
                choose(s, all.surname(c));
            } else if (cell & has_several) {
                choose(s, all.several(c));
            } else {
                s.choices[0] = cell & syllable_bits;
                s.count = 1;
            }
            out.push_back(s);
        }
        at_start = false;
    }
    return out;
}

std::string key_of(std::string_view text, kind what) {
    auto const& all = readings::instance();
    std::string out;
    out.reserve(text.size() * 2);
    bool in_word = false;
    for (step const& s : steps_of(text, what)) {
        bool const silent = s.count == 0 && s.letter == 0 && s.unknown == 0;
        if (!silent && !out.empty() && !(in_word && s.letter)) out += ' ';
        in_word = s.letter != 0;
        if (s.count > 0) {
            out += all.spelling(s.choices[0]);
        } else if (s.letter) {
            out += s.letter;
        } else if (s.unknown) {
            out += to_utf8(s.unknown);
        }
    }
    return out;
}

}  // namespace

std::vector<std::string> name_readings(std::string_view name) {
    auto const& all = readings::instance();
    std::vector<std::string> out(1);
    auto begin_syllable = [](std::string& each) {
        if (!each.empty()) each += ' ';
    };
    bool in_word = false;
    for (step const& s : steps_of(name, kind::name)) {
        if (s.letter)
            for (auto& each : out) {
                if (!in_word) begin_syllable(each);
                each += s.letter;
            }
        in_word = s.letter != 0;
        if (s.count == 0) continue;
        auto const before = out.size();
        for (std::size_t i = 0; i < before; ++i) begin_syllable(out[i]);
        for (unsigned k = 1; k < s.count; ++k)
            for (std::size_t i = 0; i < before && out.size() < most_readings; ++i)
                out.push_back(out[i] + all.spelling(s.choices[k]));
        for (std::size_t i = 0; i < before; ++i) out[i] += all.spelling(s.choices[0]);
    }
    return out;
}

std::vector<pinyin_reading> name_pinyin(std::string_view name) {
    std::vector<pinyin_reading> out;
    for (auto const& spaced : name_readings(name)) {
        pinyin_reading each;
        bool at_start = true;
        for (char const c : spaced) {
            if (c != ' ') each.full += c;
            if (c != ' ' && at_start) each.initials += c;
            at_start = c == ' ';
        }
        out.push_back(std::move(each));
    }
    return out;
}

std::string name_sort_key(std::string_view name) {
    return key_of(name, kind::name);
}

std::string pinyin_key(std::string_view text) {
    return key_of(text, kind::place);
}

}  // namespace guiyan
