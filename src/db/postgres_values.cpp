#include "db/postgres_values.hpp"

#include <fmt/format.h>

#include <charconv>

#include "db/session.hpp"

namespace guiyan::db {
namespace {

// Object ids of pg_type; they never change.
constexpr Oid oid_bool = 16, oid_bytea = 17, oid_int8 = 20, oid_float8 = 701;

std::string to_text(double v) {
    char buffer[40];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, v).ptr};
}

int nibble(char c) {
    return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

void append_hex(std::string& out, std::string_view bytes) {
    constexpr char digits[] = "0123456789abcdef";
    for (char c : bytes) {
        out += digits[static_cast<unsigned char>(c) >> 4];
        out += digits[c & 15];
    }
}

struct layout {
    std::string& text;
    int& format;
    Oid& type;
    bool operator()(std::monostate) const { return false; }
    bool operator()(std::int64_t v) const {
        text = std::to_string(v);
        type = oid_int8;
        return true;
    }
    bool operator()(double v) const {
        text = to_text(v);
        type = oid_float8;
        return true;
    }
    bool operator()(std::string_view v) const {
        check_text(v);
        text = v;
        return true;
    }
    bool operator()(blob const* v) const {
        type = oid_bytea;
        if (!v) return false;
        text = v->bytes;
        format = 1;
        return true;
    }
};

struct copy_field {
    std::string& out;
    void operator()(std::monostate) const { out += "\\N"; }
    void operator()(std::int64_t v) const { out += std::to_string(v); }
    void operator()(double v) const { out += to_text(v); }
    void operator()(std::string_view v) const {
        check_text(v);
        for (char c : v) {
            switch (c) {
                case '\\':
                    out += "\\\\";
                    break;
                case '\n':
                    out += "\\n";
                    break;
                case '\r':
                    out += "\\r";
                    break;
                case '\t':
                    out += "\\t";
                    break;
                default:
                    out += c;
            }
        }
    }
    void operator()(blob const* v) const {
        if (!v) return operator()(std::monostate());
        out += "\\\\x";
        append_hex(out, v->bytes);
    }
};

failure kind_of(std::string_view state) {
    if (state == "23505" || state == "23P01") return failure::unique;
    if (state == "23503") return failure::foreign_key;
    if (state == "23502") return failure::not_null;
    if (state == "23514" || state == "P0001") return failure::check;
    if (state == "40001" || state == "40P01") return failure::serialization;
    if (state == "55P03" || state == "57014" || state == "53300") return failure::busy;
    if (state == "53100") return failure::disk_full;
    if (state.starts_with("08") || state.starts_with("57P")) return failure::lost;
    return failure::other;
}

// "Key (a, b)=(1, 2) already exists." of table t gives "t.a, t.b" as SQLite says it; an index over an
// expression is known by its name on both. The words of the detail depend on the server's language, the
// brackets do not.
std::string unique_columns(std::string_view table, std::string_view detail, std::string_view name) {
    auto const begin = detail.find('('), end = detail.find(")=(");
    if (table.empty() || begin == detail.npos || end == detail.npos || end < begin) return std::string(name);
    auto columns = detail.substr(begin + 1, end - begin - 1);
    if (columns.find('(') != columns.npos) return std::string(name);
    std::string out;
    while (!columns.empty()) {
        auto const comma = columns.find(", ");
        out += fmt::format("{}{}.{}", out.empty() ? "" : ", ", table, columns.substr(0, comma));
        columns = comma == columns.npos ? std::string_view() : columns.substr(comma + 2);
    }
    return out;
}

}  // namespace

postgres_parameters::postgres_parameters(parameters given)
    : texts_(given.size()),
      values_(given.size()),
      lengths_(given.size()),
      formats_(given.size()),
      types_(given.size()) {
    for (std::size_t i = 0; i < given.size(); ++i) {
        if (!std::visit(layout{texts_[i], formats_[i], types_[i]}, given[i])) continue;
        values_[i] = texts_[i].c_str();
        lengths_[i] = static_cast<int>(texts_[i].size());
    }
}

bool postgres_parameters::fit(std::vector<Oid> const& declared) const {
    for (std::size_t i = 0; i < types_.size(); ++i) {
        if (!values_[i] || types_[i] == declared[i]) continue;
        bool const widened = types_[i] == oid_int8 && declared[i] == oid_float8;
        bool const text_of_any = types_[i] == 0 && declared[i] != oid_bytea;
        if (!widened && !text_of_any) return false;
    }
    return true;
}

void append_copy_line(std::string& out, std::span<parameter const> values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i) out += '\t';
        std::visit(copy_field{out}, values[i]);
    }
    out += '\n';
}

std::int64_t postgres_row::integer(int c) const {
    auto const t = text(c);
    std::int64_t v = 0;
    std::from_chars(t.data(), t.data() + t.size(), v);
    return v;
}

double postgres_row::real(int c) const {
    auto const t = text(c);
    double v = 0;
    std::from_chars(t.data(), t.data() + t.size(), v);
    return v;
}

std::string_view postgres_row::text(int c) const {
    std::string_view const t(PQgetvalue(answer_, index_, c),
                             static_cast<std::size_t>(PQgetlength(answer_, index_, c)));
    if (PQftype(answer_, c) == oid_bool && !t.empty()) return t == "t" ? "1" : "0";
    return t;
}

std::string postgres_row::bytes(int c) const {
    std::string_view t(PQgetvalue(answer_, index_, c),
                       static_cast<std::size_t>(PQgetlength(answer_, index_, c)));
    if (PQftype(answer_, c) != oid_bytea || !t.starts_with("\\x")) return std::string(t);
    t.remove_prefix(2);
    std::string out;
    out.reserve(t.size() / 2);
    for (std::size_t i = 0; i + 1 < t.size(); i += 2)
        out += static_cast<char>(nibble(t[i]) * 16 + nibble(t[i + 1]));
    return out;
}

sql_error postgres_error(PGconn* server, PGresult const* answer, std::string_view sql) {
    auto field = [&](int code) -> std::string_view {
        char const* p = answer ? PQresultErrorField(answer, code) : nullptr;
        return p ? p : "";
    };
    auto const state = field(PG_DIAG_SQLSTATE);
    auto kind = kind_of(state);
    if (PQstatus(server) == CONNECTION_BAD && kind != failure::unique) kind = failure::lost;
    std::string constraint(field(PG_DIAG_CONSTRAINT_NAME));
    auto const table = field(PG_DIAG_TABLE_NAME);
    if (kind == failure::unique)
        constraint = unique_columns(table, field(PG_DIAG_MESSAGE_DETAIL), constraint);
    else if (kind == failure::not_null)
        constraint = fmt::format("{}.{}", table, field(PG_DIAG_COLUMN_NAME));
    else if (state == "P0001")
        constraint = field(PG_DIAG_MESSAGE_PRIMARY);
    std::string_view message = field(PG_DIAG_MESSAGE_PRIMARY);
    if (message.empty()) message = PQerrorMessage(server);
    while (message.ends_with('\n')) message.remove_suffix(1);
    return sql_error(
        kind,
        fmt::format("{} (PostgreSQL {}) in: {}", message, state.empty() ? "-" : state, sql.substr(0, 2000)),
        constraint);
}

}  // namespace guiyan::db
