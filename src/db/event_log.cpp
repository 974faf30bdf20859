#include "db/event_log.hpp"

#include <fmt/format.h>

#include <array>

#include "base/clock.hpp"

namespace guiyan::db {
namespace {

constexpr std::string_view columns =
    "id, at, account_id, account_name, role, unit_name, remote, request_id, what, entity, entity_id, label, "
    "changes, "
    "reason, outcome, previous_hash, hash";

void append_json(std::string& out, std::string_view text) {
    out += '"';
    for (char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
            out += c;
        }
    }
    out += '"';
}

std::string to_json(std::vector<change> const& changes) {
    if (changes.empty()) return {};
    std::string out = "[";
    for (auto const& c : changes) {
        if (out.size() > 1) out += ',';
        out += "{\"field\":";
        append_json(out, c.field);
        out += ",\"before\":";
        append_json(out, c.before);
        out += ",\"after\":";
        append_json(out, c.after);
        out += '}';
    }
    return out + ']';
}

event_row to_row(row const& r) {
    event_row e;
    int i = 0;
    auto text = [&](std::string& field) { field = r.text(i++); };
    e.id = r.integer(i++);
    text(e.at);
    e.account_id = r.integer(i++);
    for (auto* field : {&e.account_name, &e.role, &e.unit_name, &e.remote, &e.request_id, &e.what, &e.entity})
        text(*field);
    e.entity_id = r.integer(i++);
    for (auto* field : {&e.label, &e.changes, &e.reason, &e.outcome, &e.previous_hash, &e.hash}) text(*field);
    return e;
}

}  // namespace

std::string canonical(event_row const& e) {
    std::string const id = std::to_string(e.id), account = std::to_string(e.account_id),
                      entity = std::to_string(e.entity_id);
    std::string out = "guiyan event 1\n";
    for (std::string_view field : std::initializer_list<std::string_view>{
             id, e.at, account, e.account_name, e.role, e.unit_name, e.remote, e.request_id, e.what, e.entity,
             entity, e.label, e.changes, e.reason, e.outcome}) {
        out += std::to_string(field.size());
        out += ':';
        out += field;
    }
    return out;
}

chain_head read_head(connection& sql) {
    chain_head head;
    sql.each("SELECT id, hash FROM event_log ORDER BY id DESC LIMIT 1", {}, [&](row const& r) {
        head.id = r.integer(0);
        head.hash = r.text(1);
        return false;
    });
    return head;
}

void append_event(connection& sql, chain_link const& link, chain_head& head, event const& what,
                  actor const& who, instant at) {
    event_row e;
    e.id = head.id + 1;
    e.at = format_instant(at);
    e.account_id = who.account_id;
    e.account_name = who.display_name.empty() ? who.login : who.display_name;
    e.role = who.role;
    e.unit_name = who.unit_name;
    e.remote = who.remote;
    e.request_id = who.request_id;
    e.what = what.what;
    e.entity = what.entity;
    e.entity_id = what.entity_id;
    e.label = what.label;
    e.changes = to_json(what.changes);
    e.reason = what.reason;
    e.outcome = what.outcome;
    e.previous_hash = head.hash;
    e.hash = link(head.hash, canonical(e));
    static std::string const insert = fmt::format(
        "INSERT INTO event_log ({}) VALUES "
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        columns);
    sql.execute(insert, {e.id, e.at, e.account_id, e.account_name, e.role, e.unit_name, e.remote,
                         e.request_id, e.what, e.entity, e.entity_id, e.label, e.changes, e.reason, e.outcome,
                         e.previous_hash, e.hash});
    head = {e.id, e.hash};
}

void each_event(connection& sql, std::int64_t after, std::function<bool(event_row const&)> const& on_row) {
    // Pages by the key: bounded memory also on PostgreSQL, whose answers arrive whole.
    constexpr int page = 1000;
    static std::string const select =
        fmt::format("SELECT {} FROM event_log WHERE id > $1 ORDER BY id LIMIT {}", columns, page);
    for (bool more = true; more;) {
        int rows = 0;
        bool stopped = false;
        sql.each(select, {after}, [&](row const& r) {
            ++rows;
            auto const e = to_row(r);
            after = e.id;
            stopped = !on_row(e);
            return !stopped;
        });
        more = rows == page && !stopped;
    }
}

verification verify_trail(connection& sql, chain_link const& link) {
    verification out;
    chain_head head;
    each_event(sql, 0, [&](event_row const& e) {
        if (e.id != head.id + 1 || e.previous_hash != head.hash || e.hash != link(head.hash, canonical(e))) {
            out.broken_at = head.id + 1;
            return false;
        }
        head = {e.id, e.hash};
        ++out.checked;
        return true;
    });
    out.head = head.hash;
    return out;
}

}  // namespace guiyan::db
