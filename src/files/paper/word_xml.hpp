#pragma once
// Private to this folder: small pieces of WordprocessingML (ECMA-376 part 1, chapter 17).

#include <pugixml.hpp>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "files/paper/layout.hpp"

namespace guiyan::paper::word {

struct type {
    layout::face const* face = &layout::fang_song;
    double size = layout::body_size;  ///< points
    bool bold = false;
    std::string_view colour = "";  ///< "FF0000"; empty: automatic
};

pugi::xml_node add(pugi::xml_node parent, char const* name);
pugi::xml_node add(pugi::xml_node parent, char const* name, std::string_view value);  ///< with w:val
void put(pugi::xml_node node, char const* attribute, std::string_view value);
void put(pugi::xml_node node, char const* attribute, long value);

/// Run properties: the type for every class of characters, and the hint that signs are Chinese.
void run_properties(pugi::xml_node parent, type const& t);

/// A run; "\n" becomes a line break. Control characters are left out.
void add_run(pugi::xml_node paragraph, std::string_view text, type const& t);

long twips(double mm);  ///< twentieths of a point
long twips_of_points(double points);

std::string to_text(pugi::xml_document const& part);

/// Names of bookmarks: a letter first, at most 40 characters of letters, figures and _; one name for each id.
class bookmark_names {
public:
    /// "fig_S0_F02" for the prefix "fig_".
    std::string const& of(std::string_view prefix, std::string_view id);

private:
    std::unordered_map<std::string, std::string> names_;
    std::set<std::string> taken_;
};

}  // namespace guiyan::paper::word
