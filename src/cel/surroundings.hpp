#pragma once
// What functions of packs ask of the rest of the program. Whoever checks or evaluates passes its own; an
// absent one (nullptr) makes the functions that need it unknown.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "cel/value.hpp"

namespace guiyan::cel {

/// Code tables by name, those of the pack included.
class code_tables {
public:
    virtual ~code_tables() = default;
    virtual std::vector<std::string> tables() const = 0;
    virtual bool has_table(std::string_view table) const = 0;
    virtual bool has_code(std::string_view table, std::string_view code) const = 0;
    /// In order; for suggestions, and for code_in as an IN list.
    virtual std::vector<std::string> codes(std::string_view table) const = 0;
    virtual std::vector<std::string> groups(std::string_view table) const = 0;
    virtual bool in_group(std::string_view table, std::string_view code, std::string_view group) const = 0;
    /// Greater is higher; without ranks the place in the list. Nothing for a code the table does not have.
    virtual std::optional<double> rank(std::string_view table, std::string_view code) const = 0;
};

/// The tree of places. Ids as the records give them.
class region_tree {
public:
    virtual ~region_tree() = default;
    /// Whether `inner` is `outer` or lies in it; nothing where a place is not known.
    virtual std::optional<bool> within(value const& inner, value const& outer) const = 0;
};

class work_calendar {
public:
    virtual ~work_calendar() = default;
    /// Nothing for a day whose year has no holiday table.
    virtual std::optional<bool> is_workday(date) const = 0;
};

struct surroundings {
    code_tables const* codes = nullptr;
    region_tree const* regions = nullptr;
    work_calendar const* calendar = nullptr;
};

}  // namespace guiyan::cel
