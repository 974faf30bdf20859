#pragma once
// Places of a county as clerks write them: with and without the town, official, short and old names, groups
// and house numbers behind, slips of the pen. A text that two villages may mean is left to a person.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "terms/terms.hpp"

namespace guiyan::roster {

/// A place of the divisions in use; level 1 province … 4 town or sub-district, 5 village or community.
struct region {
    std::string code;  ///< 12 digits
    std::string name;
    std::string short_name;
    std::vector<std::string> aliases;  ///< other and former names
    int level = 0;
    std::string parent_code;
    std::string kind;  ///< 村委会, 居委会, 镇 …; may be empty
};

/// Where a line may be taken to lie, by what stands around it.
struct place_context {
    std::string town_code;     ///< named by the line itself
    std::string weak_town;     ///< named by group row, sheet, title or the choice of the person who imports
    std::string weak_village;  ///< likewise
};

enum class place_how : std::uint8_t {
    none,           ///< nothing written
    exact,          ///< a name of the village, official or short
    alias,          ///< an old or other name, or an ending that the place no longer has
    typo,           ///< characters that sound or look alike, one village only
    unsure,         ///< a likely village; not to be applied
    ambiguous,      ///< several villages of that name; `candidates`
    town_only,      ///< a town, no village
    county_only,    ///< the own county or above
    other_county,   ///< a place of another county
    town_mismatch,  ///< the village lies in another town than the line or the form says; `village` is that
                    ///< one
    unknown,
};

struct place_reading {
    place_how how = place_how::none;
    std::string village;        ///< 12-digit code
    std::string town;           ///< 12-digit code
    std::string region;         ///< the smallest place known, for native places
    bool by_context = false;    ///< the town came from the context
    bool town_written = false;  ///< the text itself names the town
    bool unique_in_county = false;
    bool certain = false;  ///< of a typo: only another way of writing the character (闫 for 阎)
    std::vector<std::string> candidates;  ///< village codes
    std::string other_county;             ///< its name as written
};

/// All places known, seen from one county.
class place_index {
public:
    /// `own` is a code of the county or of a place in it; `lists` gives place_variants.
    place_index(std::vector<region> regions, std::string_view own, terms::library const& lists);
    ~place_index();
    place_index(place_index const&) = delete;
    place_index& operator=(place_index const&) = delete;

    /// What a cell or a heading says about a village. `is_address` allows house numbers and more behind it.
    place_reading village(std::string_view raw, place_context const& where, bool is_address) const;

    /// A town of the own county from a cell that should name one.
    place_reading town(std::string_view raw) const;

    /// Native places: any level, also of another county.
    place_reading native(std::string_view raw, place_context const& where) const;

    /// A town or village named somewhere in a title or the name of a sheet: "临颍县王孟镇乡村人才名册".
    place_reading mentioned(std::string_view raw) const;

    region const* find(std::string_view code) const;
    std::string town_of(std::string_view village_code) const;
    /// "王孟镇王孟西村"
    std::string label(std::string_view code) const;
    std::string const& county_code() const;

private:
    struct inside;
    std::unique_ptr<inside> inside_;
};

}  // namespace guiyan::roster
