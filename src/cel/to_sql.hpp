#pragma once
// A checked expression of pack mode as SQL text with $n placeholders, for SQLite or PostgreSQL. Row by row it
// says what the evaluator says: TRUE, FALSE, and NULL for unknown.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cel/check.hpp"
#include "cel/surroundings.hpp"

namespace guiyan::cel {

enum class dialect : std::uint8_t { sqlite, postgres };

using sql_value = std::variant<std::monostate, std::int64_t, double, std::string>;

/// The values of a statement's placeholders. Start with those the statement already has.
class sql_parameters {
public:
    std::vector<sql_value> values;
    /// Adds a value; "$4".
    std::string add(sql_value);
};

/// How a column keeps what the field says (migrations/README.md).
enum class stored : std::uint8_t {
    plain,        ///< text, code, whole day, id, count or measure as they are
    truth,        ///< 0 and 1
    fen,          ///< whole fen, read in yuan
    partial_day,  ///< "1985", "1985-03" or a whole day: the earliest possible day is read
    code_list,    ///< JSON array of texts
    predicate,    ///< for names: already a truth value of the dialect
};

struct sql_column {
    std::string sql;
    stored as = stored::plain;
};

/// Where a kind of record lies: "FROM <table> <alias> WHERE <condition>".
struct sql_source {
    std::string table;
    std::string condition;  ///< with the alias written out; empty: none
};

/// What the store says of its tables. Nothing means: not in SQL, evaluate in memory. `alias` is the row's
/// alias in the statement; constants go through `values`.
class sql_mapping {
public:
    virtual ~sql_mapping() = default;
    virtual std::optional<sql_source> source(std::string_view kind, std::string const& alias) const = 0;
    /// The key of a row, such as "p3.id".
    virtual std::optional<std::string> key(std::string_view kind, std::string const& alias) const = 0;
    /// A field that is neither ref nor list, also `x_id` and the pack's own fields.
    virtual std::optional<sql_column> column(std::string_view kind, std::string_view field,
                                             std::string const& alias) const = 0;
    /// The key that a ref of this row points to, such as "e.person_id".
    virtual std::optional<std::string> ref(std::string_view kind, std::string_view field,
                                           std::string const& alias) const = 0;
    /// Which rows of the list's kind belong to the outer row, such as "x.engagement_id = e.id".
    virtual std::optional<std::string> link(std::string_view kind, std::string_view list,
                                            std::string const& outer, std::string const& inner) const = 0;
    /// A variable or a name in a group: "as_of", "period.start", "params.heads", "m.advisers", "s.villages".
    /// `alias` is the row of the record in question.
    virtual std::optional<sql_column> name(std::string_view path, std::string const& alias,
                                           sql_parameters& values) const = 0;
    /// within(inner, outer) over two region ids in SQL: TRUE, FALSE, or NULL where one is NULL.
    virtual std::optional<std::string> within(std::string const& inner, std::string const& outer) const = 0;
};

struct sql_question {
    dialect speaks = dialect::sqlite;
    std::string alias;    ///< of the record in question, in the caller's FROM
    bool filter = true;   ///< only TRUE matters (WHERE): may be NULL or FALSE alike, and is faster
    surroundings around;  ///< code_in and code_rank are written out
};

struct sql_answer {
    std::string sql;  ///< empty: not translatable
    issue why_not;    ///< then: what stands in the way, with its place
    explicit operator bool() const { return !sql.empty(); }
};

/// Appends its constants to `values`. `program` has to be of pack mode.
sql_answer to_sql(program const&, sql_mapping const&, sql_question const&, sql_parameters& values);

}  // namespace guiyan::cel
