#pragma once
// One value of a line as a person gives it in the wizard, or as the cell says it: to the form in which it is
// stored.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "modules/codes/codes.hpp"
#include "modules/regions/region_tree.hpp"
#include "roster/roster.hpp"
#include "roster/skills.hpp"
#include "roster/words.hpp"

namespace guiyan::imports {

class value_reader {
public:
    value_reader(codes::code_tables const&, terms::library const&,
                 std::shared_ptr<regions::region_tree const>, std::string home, date today);

    /// With the same patience as a cell: codes and words, dates of any form, names of villages. Nothing where
    /// it is not legal or has two meanings.
    std::optional<std::string> read(roster::field, std::string_view text) const;

    /// Only what is legal as it stands: for a repair that somebody declined.
    std::optional<std::string> as_written(roster::field, std::string_view text) const;

private:
    std::optional<std::string> coded(std::string_view table, std::string_view text) const;
    std::optional<std::string> village(std::string_view text) const;

    codes::code_tables const& codes_;
    std::shared_ptr<regions::region_tree const> tree_;
    date today_;
    roster::vocabulary words_;
    roster::skill_words skills_;
    roster::place_index places_;
};

/// Code table of a field; "" where its values are no codes.
std::string_view table_of(roster::field);

}  // namespace guiyan::imports
