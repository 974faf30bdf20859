#include "modules/schemes/scheme_store.hpp"

#include <boost/json.hpp>

#include "store/columns.hpp"
#include "store/scope.hpp"

namespace guiyan::schemes::scheme_store {
namespace {

record::type const& type() {
    return record_of(static_cast<running_scheme const*>(nullptr));
}

std::string const& all_columns() {
    static std::string const all = store::columns(type(), "s") + ", r.code, r.name, o.name";
    return all;
}
constexpr std::string_view source =
    " FROM scheme s JOIN region r ON r.id = s.region_id LEFT JOIN organization o ON o.id = s.lead_org_id "
    "WHERE ";

running_scheme read(db::row const& row, store::vault const& v) {
    running_scheme out;
    store::load(type(), &out, row, 0, v);
    int const at = static_cast<int>(store::column_count(type()));
    out.region_code = row.text(at);
    out.region_name = row.text(at + 1);
    if (!row.is_null(at + 2)) out.lead_org_name = std::string(row.text(at + 2));
    return out;
}

/// In reach, or above a place in reach.
std::string reach(actor const& who) {
    std::string sql = "(" + store::scope_sql(who, "r.code");
    for (auto const& a : who.areas)
        for (std::size_t n : {std::size_t{2}, std::size_t{4}, std::size_t{6}, std::size_t{9}})
            if (a.prefix.size() > n)
                sql += " OR r.code = '" + a.prefix.substr(0, n) + std::string(12 - n, '0') + "'";
    return sql + ")";
}

}  // namespace

std::vector<installed_edition> editions(db::connection& c) {
    std::vector<installed_edition> out;
    c.each(
        "SELECT pack_id, edition, name, sha256, files, installed_at FROM pack_edition ORDER BY pack_id, "
        "edition",
        {}, [&](db::row const& r) {
            installed_edition e{std::string(r.text(0)),
                                std::string(r.text(1)),
                                std::string(r.text(2)),
                                std::string(r.text(3)),
                                {},
                                std::string(r.text(5))};
            auto const files = boost::json::parse(r.text(4)).as_object();
            for (auto const& [path, text] : files)
                e.files.emplace(std::string(path), std::string(text.as_string()));
            out.push_back(std::move(e));
            return true;
        });
    return out;
}

bool is_installed(db::connection& c, std::string_view pack_id, std::string_view edition) {
    return c.exists("SELECT id FROM pack_edition WHERE pack_id = $1 AND edition = $2", {pack_id, edition});
}

void install(db::transaction& tx, installed_edition const& e) {
    boost::json::object files;
    for (auto const& [path, text] : e.files) files[path] = text;
    auto const all = boost::json::serialize(files), at = format_instant(tx.at);
    tx.sql.execute(
        "INSERT INTO pack_edition (id, pack_id, edition, name, sha256, files, installed_at, installed_by) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        {tx.mint(), std::string_view(e.pack_id), std::string_view(e.edition), std::string_view(e.name),
         std::string_view(e.sha256), std::string_view(all), std::string_view(at), tx.who.account_id});
}

void remove(db::transaction& tx, std::string_view pack_id, std::string_view edition) {
    tx.sql.execute("DELETE FROM pack_edition WHERE pack_id = $1 AND edition = $2", {pack_id, edition});
}

std::vector<edition_use> uses(db::connection& c) {
    std::vector<edition_use> out;
    c.each(
        "SELECT DISTINCT s.pack_id, e.pack_edition, s.state FROM scheme_edition e JOIN scheme s ON s.id = "
        "e.scheme_id",
        {}, [&](db::row const& r) {
            out.push_back({std::string(r.text(0)), std::string(r.text(1)), std::string(r.text(2))});
            return true;
        });
    return out;
}

std::vector<running_scheme> list(db::connection& c, actor const& who, store::vault const& v) {
    std::vector<running_scheme> out;
    c.each("SELECT " + all_columns() + std::string(source) + reach(who) +
               " ORDER BY CASE s.state WHEN 'active' THEN 0 WHEN 'draft' THEN 1 ELSE 2 END, r.code, s.id",
           {}, [&](db::row const& r) {
               out.push_back(read(r, v));
               return true;
           });
    return out;
}

std::optional<running_scheme> find(db::connection& c, actor const& who, scheme_id id, store::vault const& v) {
    std::optional<running_scheme> out;
    c.each("SELECT " + all_columns() + std::string(source) + "s.id = $1 AND " + reach(who), {id.value},
           [&](db::row const& r) {
               out = read(r, v);
               return false;
           });
    return out;
}

std::optional<running_scheme> any(db::connection& c, scheme_id id, store::vault const& v) {
    std::optional<running_scheme> out;
    c.each("SELECT " + all_columns() + std::string(source) + "s.id = $1", {id.value}, [&](db::row const& r) {
        out = read(r, v);
        return false;
    });
    return out;
}

bool unit_exists(db::connection& c, organization_id id, std::string_view county) {
    auto const prefix = std::string(county) + "%";
    return c.exists(
        "SELECT o.id FROM organization o LEFT JOIN region r ON r.id = o.region_id WHERE o.id = $1 AND "
        "o.state <> 'dissolved' AND r.code LIKE $2",
        {id.value, std::string_view(prefix)});
}

std::vector<rival> running(db::connection& c, std::string_view pack_id, scheme_id but) {
    std::vector<rival> out;
    c.each(
        "SELECT s.name, r.code, r.name FROM scheme s JOIN region r ON r.id = s.region_id WHERE s.pack_id = "
        "$1 "
        "AND s.state = 'active' AND s.id <> $2 ORDER BY r.code",
        {pack_id, but.value}, [&](db::row const& r) {
            out.push_back({std::string(r.text(0)), std::string(r.text(1)), std::string(r.text(2))});
            return true;
        });
    return out;
}

void insert(db::transaction& tx, running_scheme const& s, store::vault const& v) {
    store::insert(tx.sql, type(), &s, v, {{"created_by", tx.who.account_id}});
}

bool update(db::transaction& tx, running_scheme const& s, std::int64_t expected_version,
            store::vault const& v) {
    return store::update(tx.sql, type(), &s, expected_version, v);
}

std::vector<param_value> params(db::connection& c, scheme_id id) {
    std::vector<param_value> out;
    c.each(
        "SELECT name, value, from_on, reason, set_at, set_by_name FROM scheme_param WHERE scheme_id = $1 "
        "ORDER BY "
        "name, from_on, id",
        {id.value}, [&](db::row const& r) {
            out.push_back({std::string(r.text(0)), std::string(r.text(1)),
                           date::parse(r.text(2)).value_or(date{}), std::string(r.text(3)),
                           parse_instant(r.text(4)).value_or(instant{}), std::string(r.text(5))});
            return true;
        });
    return out;
}

void add_param(db::transaction& tx, scheme_id id, param_value const& p) {
    auto const from = p.from_on.iso(), at = format_instant(tx.at);
    tx.sql.execute(
        "INSERT INTO scheme_param (id, scheme_id, name, value, from_on, reason, set_at, set_by, set_by_name) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        {tx.mint(), id.value, std::string_view(p.name), std::string_view(p.value), std::string_view(from),
         std::string_view(p.reason), std::string_view(at), tx.who.account_id,
         std::string_view(tx.who.display_name)});
}

std::vector<edition_span> spans(db::connection& c, scheme_id id) {
    std::vector<edition_span> out;
    c.each(
        "SELECT pack_edition, from_on, reason, set_at, set_by_name FROM scheme_edition WHERE scheme_id = $1 "
        "ORDER BY from_on",
        {id.value}, [&](db::row const& r) {
            out.push_back({std::string(r.text(0)), date::parse(r.text(1)).value_or(date{}),
                           std::string(r.text(2)), parse_instant(r.text(3)).value_or(instant{}),
                           std::string(r.text(4))});
            return true;
        });
    return out;
}

void add_span(db::transaction& tx, scheme_id id, edition_span const& s) {
    auto const from = s.from_on.iso(), at = format_instant(tx.at);
    tx.sql.execute(
        "INSERT INTO scheme_edition (scheme_id, pack_edition, from_on, reason, set_at, set_by, set_by_name) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7)",
        {id.value, std::string_view(s.pack_edition), std::string_view(from), std::string_view(s.reason),
         std::string_view(at), tx.who.account_id, std::string_view(tx.who.display_name)});
}

void withdraw_span(db::transaction& tx, scheme_id id, date from_on) {
    auto const from = from_on.iso();
    tx.sql.execute("DELETE FROM scheme_edition WHERE scheme_id = $1 AND from_on = $2",
                   {id.value, std::string_view(from)});
}

}  // namespace guiyan::schemes::scheme_store
