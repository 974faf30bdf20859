#pragma once
// The WHERE of a list that is narrowed by whatever its reader chose: text of the condition and the values of
// its placeholders, which live as long as it does.

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.hpp"

namespace guiyan::store {

class condition {
public:
    /// Begins with what always holds: the scope of the reader, from store::scope_sql.
    explicit condition(std::string always) : sql(std::move(always)) {}
    condition(condition const&) = delete;

    /// The placeholder of a value.
    std::string add(std::string text);
    std::string add(std::int64_t number);

    /// The column is one of these; none of them: everything.
    void any_of(std::string_view column, std::vector<std::string> const& allowed);
    void is(std::string_view column, std::int64_t number);
    void is(std::string_view column, std::string text);
    /// From a day on, or up to it.
    void at_least(std::string_view column, std::string day);
    void at_most(std::string_view column, std::string day);
    /// The words stand somewhere in one of the columns; upper and lower case of ASCII are one.
    void contains(std::vector<std::string_view> const& columns, std::string_view words);
    /// The column holds the code of one of these places or of a place below one; 12 digits each.
    void below(std::string_view column, std::vector<std::string> const& places);
    void also(std::string const& sentence) { sql += " AND " + sentence; }

    std::string sql;
    std::vector<db::parameter> values;

private:
    std::deque<std::string> texts_;
};

/// "4,7,9" for IN of ids that the program itself made.
std::string list_of(std::vector<std::int64_t> const& ids);

}  // namespace guiyan::store
