#pragma once
// Words of coded columns: what people write for a sex, nation, schooling, party, title. A word that two codes
// claim is left to a person; a word that none claims is told.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "roster/kinds.hpp"
#include "terms/terms.hpp"

namespace guiyan::roster {

struct word_reading {
    std::optional<std::string> value;
    std::vector<std::string> all;  ///< codes of every word of a list cell, in order; `value` is the first
    std::vector<finding> findings;
    bool present = false;
};

/// A word of no list; `decide` where a person has to say what it means.
finding unknown_word(std::string_view text, bool decide, std::optional<std::string> suggestion = {});

/// One code list with its spellings.
class word_list {
public:
    word_list() = default;
    /// `suffixes` are endings that say nothing: 学历, 文化, 族.
    word_list(terms::table const& table, terms::sheet const& more, std::string_view list,
              std::vector<std::string> suffixes);

    struct hit {
        std::string code;
        bool ambiguous = false;
        bool known = false;  ///< the word is known, also where it has no code ("本科及以上")
    };
    hit find(std::string_view word) const;

    terms::table const& table() const { return *table_; }
    bool is_code(std::string_view word) const { return table_ && table_->find(word); }

    /// Codes of the words of at least `shortest` characters that stand inside a text, longest first; what one
    /// word covers no shorter one is looked for in.
    std::vector<std::string> inside(std::string_view text, std::size_t shortest) const;

    /// Nearest spelling with one character more, less or other, where it is the only one of its code.
    std::optional<std::string> nearest(std::string_view word) const;

private:
    void add(std::string_view word, std::string_view code);
    terms::table const* table_ = nullptr;
    std::unordered_map<std::string, std::vector<std::string>> codes_;
    std::vector<std::string> suffixes_;
};

/// All coded columns of a roster.
class vocabulary {
public:
    explicit vocabulary(terms::library const& lists);

    word_reading sex(std::string_view raw) const;
    word_reading nation(std::string_view raw) const;
    word_reading political_status(std::string_view raw) const;
    /// Cells of 是否党员: 是 is 01, 否 says only that he is none.
    word_reading party_member(std::string_view raw) const;
    /// Also takes "本科/学士" and "大专 临颍农校"; the highest of several counts.
    word_reading education(std::string_view raw) const;
    word_reading degree(std::string_view raw) const;
    word_reading category(std::string_view raw) const;
    word_reading practical_category(std::string_view raw) const;
    word_reading professional_title(std::string_view raw) const;
    word_reading skill_level(std::string_view raw) const;
    word_reading availability(std::string_view raw) const;

    /// The higher of two codes of GB/T 4658: groups stand by their graduates.
    static std::string const& higher(std::string const& a, std::string const& b);

    bool knows_sex(std::string_view word) const { return known(sex_, word); }
    bool knows_nation(std::string_view word) const { return known(nation_, word); }
    bool knows_education(std::string_view word) const { return known(education_, word); }
    bool knows_political(std::string_view word) const { return known(political_, word); }
    bool knows_category(std::string_view word) const {
        return known(category_, word) || known(practical_, word) || known(tags_, word);
    }

private:
    /// Cells of a column repeat: what a text was read as is kept, up to a bound. One vocabulary serves one
    /// thread.
    template <class Read>
    word_reading once(int column, std::string_view raw, Read&& read) const {
        auto& kept = kept_[static_cast<std::size_t>(column)];
        std::string key(raw);
        if (auto const at = kept.find(key); at != kept.end()) return at->second;
        if (kept.size() > 5'000) kept.clear();
        return kept.emplace(std::move(key), read()).first->second;
    }
    word_reading read_political_status(std::string_view raw) const;
    word_reading read_education(std::string_view raw) const;
    mutable std::array<std::unordered_map<std::string, word_reading>, 11> kept_;

    static bool known(word_list const& list, std::string_view word) { return !list.find(word).code.empty(); }
    word_reading plain(word_list const& list, std::string_view raw, bool several, bool must) const;
    /// 水稻种植大户, 农村电商带头人: a class word inside a longer text, where all of them mean one code.
    static word_reading by_inside(word_list const& list, word_reading read, std::string_view raw,
                                  std::size_t shortest);

    word_list sex_, nation_, education_, degree_, political_, category_, tags_, practical_, title_, level_,
        availability_;
};

/// True of a tick in a box: √ ✓ 是 1 ● 有 V.
bool is_tick(std::string_view tidy_text);

}  // namespace guiyan::roster
