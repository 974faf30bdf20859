#include "db/connection.hpp"

#include <cstring>

#include "base/text.hpp"
#include "db/session.hpp"

namespace guiyan::db {

std::int64_t connection::integer(std::string_view sql, std::initializer_list<parameter> values,
                                 std::int64_t otherwise) {
    each(sql, values, [&](row const& r) {
        otherwise = r.integer(0);
        return false;
    });
    return otherwise;
}

std::string connection::text(std::string_view sql, std::initializer_list<parameter> values) {
    std::string out;
    each(sql, values, [&](row const& r) {
        out = r.text(0);
        return false;
    });
    return out;
}

bool connection::exists(std::string_view sql, std::initializer_list<parameter> values) {
    bool found = false;
    each(sql, values, [&](row const&) {
        found = true;
        return false;
    });
    return found;
}

savepoint::savepoint(connection& sql) : sql_(sql) {
    sql_.execute("SAVEPOINT part");
}

savepoint::~savepoint() {
    if (!open_) return;
    try {
        sql_.execute("ROLLBACK TO SAVEPOINT part");
        sql_.execute("RELEASE SAVEPOINT part");
    } catch (sql_error const&) {
        // The transaction as a whole is gone; whoever ends it finds that out.
    }
}

void savepoint::keep() {
    sql_.execute("RELEASE SAVEPOINT part");
    open_ = false;
}

void check_text(std::string_view text) {
    // Nearly every text is short and most are ASCII: look at eight bytes at a time before asking ICU.
    bool plain = true;
    std::size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
        std::uint64_t word;
        std::memcpy(&word, text.data() + i, 8);
        // The top bit of a byte, or a byte that is zero (exact while no top bit is set).
        if ((word | ((word - 0x0101010101010101u) & ~word)) & 0x8080808080808080u) {
            plain = false;
            break;
        }
    }
    for (; plain && i < text.size(); ++i) plain = text[i] > 0;
    if (plain) return;
    if (text.find('\0') != text.npos) throw sql_error(failure::other, "a text holds the character NUL");
    if (!is_valid_utf8(text)) throw sql_error(failure::other, "a text is not valid UTF-8");
}

}  // namespace guiyan::db
