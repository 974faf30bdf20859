#pragma once
// Turns records into index entries: codes into dense bytes, places and skills into positions of their trees.
// One feed belongs to one region tree; another tree needs another feed and the index loaded anew.

#include <map>
#include <memory>

#include "modules/codes/codes.hpp"
#include "modules/people/index/code_book.hpp"
#include "modules/people/index/people_index.hpp"
#include "modules/people/person.hpp"
#include "modules/regions/region_tree.hpp"

namespace guiyan::people {

/// Meanings of the bits that the index leaves free.
namespace feed_flag {
inline constexpr std::uint8_t birth_unknown = 8;
inline constexpr std::uint8_t unclassified =
    16;  ///< in no team and no practical line, whatever tags there are
}  // namespace feed_flag

class facet_layout;

class index_feed {
public:
    index_feed(codes::code_tables const&, std::shared_ptr<regions::region_tree const>);
    ~index_feed();

    person_entry entry(person const&, bool has_phone) const;

    code_book const& book(code_column) const;
    /// Codes of a filter as dense bytes; unknown ones are 255, which nobody has.
    std::vector<std::uint8_t> dense(code_column, std::vector<std::string> const& codes) const;
    /// Classes as the index's set; a team of level 1 stands for all its sub-groups.
    category_set categories(std::vector<std::string> const& codes) const;
    std::uint16_t practical_lines(std::vector<std::string> const& codes) const;
    std::vector<ordinal_range> skills(std::vector<std::string> const& codes) const;
    ordinal_range skill(std::string_view code) const;
    std::vector<std::string> const& category_codes() const { return category_codes_; }
    std::vector<std::string> const& line_codes() const { return line_codes_; }
    std::vector<std::string> const& skill_codes() const { return skill_codes_; }
    regions::region_tree const& tree() const { return *tree_; }
    std::shared_ptr<regions::region_tree const> shared_tree() const { return tree_; }
    codes::code_tables const& tables() const { return tables_; }
    facet_layout const& facets() const { return *facets_; }
    /// Fields and groups of the skill tree, which are counted often.
    std::vector<ordinal_range> skill_nodes() const;

private:
    codes::code_tables const& tables_;
    std::shared_ptr<regions::region_tree const> tree_;
    std::vector<code_book> books_;
    std::vector<std::string> category_codes_, line_codes_, skill_codes_;
    std::map<std::string, std::size_t, std::less<>> category_at_, line_at_;
    std::unique_ptr<facet_layout const> facets_;
};

/// Table of codes.hpp behind a column of the index.
std::string_view table_of(code_column);

}  // namespace guiyan::people
