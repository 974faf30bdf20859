#include "db/translate.hpp"

#include <cctype>

#include "db/database.hpp"

namespace guiyan::db {
namespace {

enum class section { both, sqlite, postgres };

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

// Rewrites the shared part token by token, so that literals, quoted names and comments stay as they are.
class to_postgres {
public:
    explicit to_postgres(std::string_view sql) : sql_(sql) {}

    std::string run() {
        while (at_ < sql_.size()) {
            char const c = sql_[at_];
            if (c == '\'' || c == '"') {
                copy_until(sql_.find(c, at_ + 1),
                           1);  // a doubled quote reads as two literals, which copies as well
                previous_.clear();
            } else if (sql_.substr(at_).starts_with("--")) {
                copy_until(sql_.find('\n', at_), 1);
            } else if (sql_.substr(at_).starts_with("/*")) {
                copy_until(sql_.find("*/", at_), 2);
            } else if (is_word(c)) {
                word();
            } else {
                if (c == ')') --depth_;
                if (c == '(') ++depth_;
                if (c == ';') depth_ = 0;
                if (!std::isspace(static_cast<unsigned char>(c))) previous_ = c;
                out_ += c;
                ++at_;
            }
        }
        return std::move(out_);
    }

private:
    void copy_until(std::size_t end, std::size_t length) {
        end = end == sql_.npos ? sql_.size() : end + length;
        out_ += sql_.substr(at_, end - at_);
        at_ = end;
    }

    void word() {
        std::size_t end = at_;
        while (end < sql_.size() && is_word(sql_[end])) ++end;
        auto const w = sql_.substr(at_, end - at_);
        at_ = end;
        if (w == "AUTOINCREMENT")
            throw cannot_open("AUTOINCREMENT in a migration: ids are minted by the program.");
        if (w == "INTEGER") {
            out_ += "BIGINT";
        } else if (w == "REAL") {
            out_ += "DOUBLE PRECISION";
        } else if (w == "BLOB") {
            out_ += "BYTEA";
        } else if (w == "TEXT" && previous_ != "AS") {
            // SQLite compares and sorts texts by their bytes; so does PostgreSQL with this collation,
            // whatever the locale of the server, and an index then serves prefixes.
            out_ += "TEXT COLLATE \"C\"";
        } else if (depth_ == 0 && (w == "STRICT" || w == "WITHOUT" || w == "ROWID")) {
            if (previous_ == ",") out_.erase(out_.rfind(','));
        } else {
            out_ += w;
        }
        previous_ = w;
    }

    std::string_view sql_;
    std::size_t at_ = 0;
    int depth_ = 0;
    std::string previous_;
    std::string out_;
};

}  // namespace

std::string translate(std::string_view sql, engine to) {
    std::string out, shared;
    auto flush = [&] {
        out += to == engine::postgres ? to_postgres(shared).run() : shared;
        shared.clear();
    };
    section now = section::both;
    while (!sql.empty()) {
        auto const end = sql.find('\n');
        auto const line = sql.substr(0, end == sql.npos ? sql.size() : end + 1);
        sql.remove_prefix(line.size());
        auto marker = line.substr(0, line.find_last_not_of(" \t\r\n") + 1);
        if (marker == "-- both:" || marker == "-- sqlite:" || marker == "-- postgres:") {
            flush();
            now = marker == "-- both:"     ? section::both
                  : marker == "-- sqlite:" ? section::sqlite
                                           : section::postgres;
        } else if (now == section::both) {
            shared += line;
        } else if ((now == section::sqlite) == (to == engine::sqlite)) {
            out += line;
        }
    }
    flush();
    return out;
}

}  // namespace guiyan::db
