#pragma once
// Code tables as the product names them: national standards and the field's own lists (requirements.md C.2).
// They ship inside the program and are read-only (G-16). What this room is not: regions and skills in
// people's records.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "record/json.hpp"
#include "terms/terms.hpp"

namespace guiyan::codes {

class code_tables {
public:
    /// Throws std::out_of_range when a file of terms/ is missing.
    explicit code_tables(terms::library const&);

    /// True when `code` is a row of `table`. "category" is any talent class: team, trade or tag.
    bool has(std::string_view table, std::string_view code) const;
    /// The row, or nullptr.
    terms::item const* find(std::string_view table, std::string_view code) const;
    /// The name people read; the code itself when the table does not know it.
    std::string name(std::string_view table, std::string_view code) const;
    /// The rows of a table (of all its parts, in order); empty for a name that is no table.
    std::vector<terms::item const*> rows(std::string_view table) const;
    std::vector<std::string> names() const;
    /// Codes of a table in order.
    std::vector<std::string> codes(std::string_view table) const;

    record::code_check checker() const;

private:
    std::map<std::string, std::vector<terms::table const*>, std::less<>> tables_;
};

}  // namespace guiyan::codes
