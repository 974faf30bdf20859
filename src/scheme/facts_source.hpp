#pragma once
// Where the reckoner gets its facts. Two things are asked: one record, and the rows that a measure counts.
// The program answers from its tables (modules/facts), cases and trials from memory; both see the same rows.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "cel/check.hpp"
#include "cel/value.hpp"

namespace guiyan::scheme {

/// A record by kind and id.
struct record_key {
    std::string kind;
    std::int64_t id = 0;
    explicit operator bool() const { return id != 0; }
    friend bool operator==(record_key const&, record_key const&) = default;
};

/// A record that a measure counted.
struct counted_row {
    std::int64_t id = 0;
    std::optional<date> day;
    cel::value
        amount;  ///< of the expression that is summed, compared or counted once; null where rows are counted
    cel::value group;        ///< of the expression that a cap goes by; null without
    std::int64_t place = 0;  ///< region the record belongs to, where the question asks; 0: of none
};

struct measured_rows;

/// What the expressions of a question may name beside the row itself.
class row_names {
public:
    virtual ~row_names() = default;
    /// A program of this row, in memory.
    virtual cel::value evaluate(cel::program const&, cel::record_view const& row) const = 0;
    /// The value of a name that is the same for every row: "as_of", "period.start", "params.term_months".
    /// Nothing for a name that depends on the row ("m.x").
    virtual std::optional<cel::value> constant(std::string_view path) const = 0;
    /// The condition of a set over this kind, nullptr for none.
    virtual cel::program const* set(std::string_view kind, std::string_view id) const = 0;
    /// What the measure m.id counts for any subject of a kind, so that all subjects can be asked at once.
    /// Nothing where it can only be asked one by one.
    virtual std::optional<measured_rows> rows_of_measure(std::string_view subject_kind,
                                                         std::string_view id) const;
};

struct row_question {
    std::string_view kind;
    std::vector<cel::program const*> where;  ///< all of them have to be true
    cel::program const* amount = nullptr;
    cel::program const* group = nullptr;
    std::string_view day;  ///< path of the date that places a row in time; "" none
    std::string_view way;  ///< path from a row to its subject; "" where no subject is asked for
    std::int64_t subject = 0;
    std::string_view subject_kind;    ///< a "region" stands for everything inside it
    std::optional<date> from, until;  ///< half-open; without both a row without a day counts too
    date as_of;                       ///< rows of later days are not seen, states are as they stood that day
    row_names const* names = nullptr;
    bool placed = false;  ///< says of each row where it belongs
};

/// How a number is made of rows.
enum class made_of { rows, distinct, sum, avg, max, min };

/// A measure without its subject: the rows that lead to one by `rows.way`, and what is made of them.
struct measured_rows {
    row_question rows;
    std::string_view bearer;      ///< kind of record whose rows they are
    std::string_view bearer_way;  ///< path from the subject to it; "" the subject itself
    made_of made = made_of::rows;
    bool none_is_zero = false;
    cel::program const* calc = nullptr;  ///< then no rows: worked out of the subject
};

inline std::optional<measured_rows> row_names::rows_of_measure(std::string_view, std::string_view) const {
    return std::nullopt;
}

/// Void records are never seen; records that belong to a scheme are those of the scheme in question.
class facts_source {
public:
    virtual ~facts_source() = default;
    /// False for kinds that are not kept yet: what would be counted over them is unknown, not zero.
    virtual bool keeps(std::string_view) const { return true; }
    /// A record value; null where it is not there.
    virtual cel::value record(record_key const&, date as_of) const = 0;
    /// In the order of ids.
    virtual std::vector<counted_row> rows(row_question const&) const = 0;
};

}  // namespace guiyan::scheme
