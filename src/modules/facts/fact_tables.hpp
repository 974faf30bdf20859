#pragma once
// How the kinds of schemes/facts.yaml lie in the tables: names are the same on both sides, and this file
// knows the few that are not. A kind without a table has no rows yet.

#include <optional>
#include <string>
#include <string_view>

#include "scheme/catalogue.hpp"

namespace guiyan::facts {

/// Kinds that have a table in this program.
bool is_kept(std::string_view kind);

/// Whether the table has the JSON column `extra` for fields that packs add; elsewhere such a field is
/// unknown.
bool keeps_extra(std::string_view kind);

/// The column of a ref: "org_id", "employer_org_id"; nothing where the table does not keep it.
std::optional<std::string> ref_column(std::string_view kind, std::string_view ref);

/// The ref of a kind whose column this is: "employer" of "employer_org_id"; "" for none.
std::string ref_of_column(scheme::fact_kind const&, std::string_view column);

/// The column of the list's kind that points back to its owner: engagements of a person lie under
/// "person_id".
std::optional<std::string> back_column(scheme::catalogue const&, scheme::fact_kind const& owner,
                                       std::string_view list);

/// Where the value of a field lies.
enum class field_place {
    column,    ///< under its own name, or `column`
    profile,   ///< in the JSON column `profile`
    marks,     ///< tags, in record_mark
    computed,  ///< worked out; not in SQL
    absent,    ///< not kept, or sealed
};
struct field_where {
    field_place at = field_place::column;
    std::string column;
};
field_where where_is(std::string_view kind, std::string_view field);

/// Rows that are seen at all: not void, nor belonging to a void record. "" for all; `x` is the row's alias.
std::string seen_condition(std::string_view kind, std::string const& x);
/// Rows of the scheme; "" where the kind belongs to none.
std::string scheme_condition(std::string_view kind, std::string const& x, std::int64_t scheme_id);
/// States of this kind are kept with the day they began.
bool has_history(std::string_view kind);

}  // namespace guiyan::facts
