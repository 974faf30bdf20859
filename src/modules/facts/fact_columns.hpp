#pragma once
// The tables as the translation of expressions sees them: columns, refs and lists of the kinds in facts.yaml,
// the fields that the pack adds, states as of a day.

#include "cel/to_sql.hpp"
#include "db/connection.hpp"
#include "modules/facts/fact_tables.hpp"
#include "modules/facts/facts.hpp"
#include "scheme/facts_source.hpp"
#include "scheme/rulebook.hpp"

namespace guiyan::facts {

class fact_columns : public cel::sql_mapping {
public:
    /// `as_of_state`: states are read as they stood on `as_of`, else as they are. `names` may be null.
    fact_columns(view const&, date as_of, bool as_of_state, scheme::row_names const* names);

    std::optional<cel::sql_source> source(std::string_view kind, std::string const& alias) const override;
    std::optional<std::string> key(std::string_view kind, std::string const& alias) const override;
    std::optional<cel::sql_column> column(std::string_view kind, std::string_view field,
                                          std::string const& alias) const override;
    std::optional<std::string> ref(std::string_view kind, std::string_view field,
                                   std::string const& alias) const override;
    std::optional<std::string> link(std::string_view kind, std::string_view list, std::string const& outer,
                                    std::string const& inner) const override;
    std::optional<cel::sql_column> name(std::string_view path, std::string const& alias,
                                        cel::sql_parameters& values) const override;
    std::optional<std::string> within(std::string const& inner, std::string const& outer) const override;

    /// "project.contracted_on" of a row, through scalar subqueries.
    std::optional<cel::sql_column> path(std::string_view kind, std::string_view path,
                                        std::string const& alias) const;
    /// The place a row belongs to, as SQL of a region's id; nothing where the kind has none.
    std::optional<std::string> place(std::string_view kind, std::string const& alias) const;

    /// The kind that a `name` call is about: the record in question. Set before a translation.
    void about(std::string_view kind) { self_ = kind; }

private:
    std::string json_text(std::string const& column, std::string_view member) const;
    std::string as_number(std::string const& text) const;
    /// Tags on a person or unit that day, as a JSON array: those of the scheme, and what others share.
    std::string marks(std::string_view kind, std::string const& alias) const;
    /// The number of a measure for the row `alias` of the kind in question: a scalar subquery.
    std::optional<cel::sql_column> measured(scheme::measured_rows const&, std::string const& alias,
                                            cel::sql_parameters& values) const;
    cel::dialect speaks() const;

    view const& what_;
    scheme::rulebook const& rules_;
    db::engine engine_;
    date as_of_;
    bool as_of_state_;
    scheme::row_names const* names_;
    std::string self_;
};

}  // namespace guiyan::facts
