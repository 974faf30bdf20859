#pragma once
// How values travel to PostgreSQL and back: parameters of a prepared statement, lines of COPY, columns of an
// answer.

#include <libpq-fe.h>

#include <span>
#include <string>
#include <vector>

#include "db/connection.hpp"

namespace guiyan::db {

/// Parameters laid out for PQexecPrepared.
class postgres_parameters {
public:
    explicit postgres_parameters(parameters);

    int count() const { return static_cast<int>(texts_.size()); }
    char const* const* values() const { return values_.data(); }
    int const* lengths() const { return lengths_.data(); }
    int const* formats() const { return formats_.data(); }

    /// The type each value asks for: int8, float8, bytea, or 0 ("as the statement says") for texts and NULL.
    /// An integer is always int8: left to itself PostgreSQL makes int4 of `$1 + 1`, and large ids and sums
    /// overflow.
    std::vector<Oid> const& types() const { return types_; }

    /// True when a statement prepared for `declared` takes these values.
    bool fit(std::vector<Oid> const& declared) const;

private:
    std::vector<std::string> texts_;
    std::vector<char const*> values_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
    std::vector<Oid> types_;
};

/// Appends one line in the text format of COPY.
void append_copy_line(std::string& out, std::span<parameter const> values);

class postgres_row final : public row {
public:
    explicit postgres_row(PGresult const* answer) : answer_(answer) {}
    void move_to(int index) { index_ = index; }

    int columns() const override { return PQnfields(answer_); }
    bool is_null(int c) const override { return PQgetisnull(answer_, index_, c) != 0; }
    std::int64_t integer(int c) const override;
    double real(int c) const override;
    std::string_view text(int c) const override;
    std::string bytes(int c) const override;

private:
    PGresult const* answer_;
    int index_ = 0;
};

/// What went wrong, from an answer of the server (or none, when the connection is gone). The message never
/// holds values of rows: it goes to the log.
sql_error postgres_error(PGconn*, PGresult const*, std::string_view sql);

}  // namespace guiyan::db
