#pragma once
// One connection to SQLite or PostgreSQL behind one small interface. Placeholders are $1, $2, … on both;
// columns are integers (64 bit), reals, texts (UTF-8) and blobs; truth values are integers 0 and 1. No ORM:
// people write SQL.

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace guiyan::db {

enum class engine { sqlite, postgres };

/// Kinds of failure that callers tell apart; everything else is `other`.
enum class failure { unique, foreign_key, not_null, check, busy, serialization, disk_full, lost, other };

/// Thrown by every call here. A store turns `unique` and the like into an error of its own where a clerk
/// caused it.
class sql_error : public std::runtime_error {
public:
    sql_error(failure kind_, std::string const& message, std::string constraint_ = {})
        : std::runtime_error(message), kind(kind_), constraint(std::move(constraint_)) {}
    failure kind;
    /// Spelled alike on both databases. unique: "account.login" or "link.a, link.b", or the name of an index
    /// over an expression; not_null: "account.login"; check: the name of the constraint, or what a trigger
    /// raised; foreign_key: the constraint's name on PostgreSQL, empty on SQLite (which does not tell).
    std::string constraint;
};

struct blob {
    std::string bytes;
};

/// Text parameters are not copied: they have to live until the call returns. A text that is not UTF-8 or
/// holds NUL is refused on both databases (PostgreSQL cannot store it); such bytes belong into a blob.
using parameter = std::variant<std::monostate, std::int64_t, double, std::string_view, blob const*>;

/// One row of an answer; valid only inside the callback.
class row {
public:
    virtual ~row() = default;
    virtual int columns() const = 0;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;  ///< NULL reads as 0
    virtual double real(int column) const = 0;
    virtual std::string_view text(int column) const = 0;  ///< NULL reads as ""
    virtual std::string bytes(int column) const = 0;      ///< blob columns
};

using parameters = std::span<parameter const>;

class connection {
public:
    virtual ~connection() = default;
    virtual engine kind() const = 0;

    /// Runs a statement (prepared once per connection and text) and calls `on_row` for each row until it
    /// returns false. `on_row` may run other statements here. PostgreSQL holds the whole answer in memory:
    /// walk a big table in pages by its key.
    virtual void each(std::string_view sql, parameters values,
                      std::function<bool(row const&)> const& on_row) = 0;

    /// Runs a statement; returns how many rows it changed. After a failed statement a write has to end with
    /// an error or the failure, unless a `savepoint` stood before it (PostgreSQL refuses everything else).
    virtual std::int64_t execute(std::string_view sql, parameters values = {}) = 0;

    /// Runs several statements parted by ";", none with parameters. For migrations.
    virtual void script(std::string_view sql) = 0;

    /// Writes many rows fast (SQLite: one prepared INSERT; PostgreSQL: COPY). `next` fills `values`, one per
    /// column, and returns false at the end. Returns the number of rows.
    virtual std::int64_t bulk(std::string_view table, std::span<std::string_view const> columns,
                              std::function<bool(std::vector<parameter>& values)> const& next) = 0;

    // Calls with braces: each("…", {id, name}, …).
    void each(std::string_view sql, std::initializer_list<parameter> values,
              std::function<bool(row const&)> const& on_row) {
        each(sql, parameters(values.begin(), values.size()), on_row);
    }
    std::int64_t execute(std::string_view sql, std::initializer_list<parameter> values) {
        return execute(sql, parameters(values.begin(), values.size()));
    }

    /// The first column of the first row, or `otherwise`.
    std::int64_t integer(std::string_view sql, std::initializer_list<parameter> values = {},
                         std::int64_t otherwise = 0);
    std::string text(std::string_view sql, std::initializer_list<parameter> values = {});
    bool exists(std::string_view sql, std::initializer_list<parameter> values = {});
};

/// A part of a write that may fail alone, for rows that are tried one by one: what was written since the
/// construction is undone unless keep() was called.
class savepoint {
public:
    explicit savepoint(connection& sql);
    ~savepoint();
    savepoint(savepoint const&) = delete;
    savepoint& operator=(savepoint const&) = delete;
    void keep();

private:
    connection& sql_;
    bool open_ = true;
};

}  // namespace guiyan::db
