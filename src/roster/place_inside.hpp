#pragma once
// What place_index keeps: names of the own county by every spelling, and the steps from a text to a village.
// For the files of this room only.

#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "roster/place_names.hpp"
#include "roster/places.hpp"

namespace guiyan::roster {

using text32 = std::u32string;
using view32 = std::u32string_view;

/// Without the sign of its level, where two characters remain: 河南省 河南, 临颍县 临颍.
text32 bare_county(view32 name);

struct place_index::inside {
    std::vector<region> regions;
    std::unordered_map<std::string, int> by_code;
    std::string county;      // 12 digits
    std::string own_prefix;  // of all its places
    std::vector<int> towns, villages;
    std::unordered_map<text32, std::vector<int>> village_names;    // full names, with their ending
    std::unordered_map<text32, std::vector<int>> village_stems;    // without
    std::unordered_map<text32, std::vector<int>> village_aliases;  // other and old names, in both forms
    std::unordered_map<text32, std::vector<int>> town_names;       // every form with an ending, and old names
    std::unordered_map<text32, std::vector<int>> town_stems;
    std::vector<text32> own_above;  // names of province, city, county, long ones first
    std::vector<std::pair<text32, int>> other_counties;
    std::unordered_map<text32, std::vector<int>> other_names;  // villages and towns of other counties
    std::vector<std::vector<text32>> forms;  // per entry of `villages`, to compare slips with
    look_alikes alike;
    mutable std::unordered_map<std::string, place_reading> seen;

    explicit inside(terms::library const& lists) : alike(lists) {}

    int index(std::string_view code) const {
        auto const at = by_code.find(std::string(code));
        return at == by_code.end() ? -1 : at->second;
    }
    int town_index(int village) const { return index(regions[std::size_t(village)].parent_code); }
    region const& at(int i) const { return regions[std::size_t(i)]; }
    bool is_own(std::string_view code) const { return code.starts_with(own_prefix); }

    void build(std::vector<region> all, std::string_view own);
    void add_village(int i);
    void add_town(int i);

    struct hits {
        std::vector<int> villages;
        bool alias = false;
        std::size_t used = 0;  // characters
    };
    hits whole(view32 text) const;
    hits lookup(view32 text, bool is_address) const;

    struct parse {
        int town = -1;
        bool bare = false;  // the town stands without 镇 or 乡
        bool slip = false;  // the town is misspelt
        text32 rest;
    };
    bool town_follows(view32 text) const;
    std::vector<text32> without_own_names(text32 const& text) const;
    std::vector<parse> parses(text32 const& text) const;

    std::optional<std::string> other_county(text32 const& text) const;
    place_reading answer(text32 const& text, place_context const& where, bool is_address) const;
    /// Of a text that is no name as it stands.
    std::optional<place_reading> misspelt(text32 const& text, int line_town, int weak_town,
                                          bool is_address) const;
    place_reading slip(text32 const& text, int town, bool town_sure) const;
    place_reading found(int village, place_how how) const;
    std::vector<std::string> codes(std::vector<int> const& list) const;
};

}  // namespace guiyan::roster
