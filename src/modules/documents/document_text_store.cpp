#include <boost/json.hpp>

#include "modules/documents/document_store.hpp"

// Versions, publications, and the bytes and numbers of papers.

namespace guiyan::documents::document_store {
namespace {

namespace json = boost::json;

document_version read_version(db::row const& r, bool with_text) {
    document_version out;
    out.no = r.integer(0);
    out.made_on = date::parse(r.text(1)).value_or(date{});
    out.made_by_name = r.text(2);
    auto const names = json::parse(r.text(3));
    for (auto const& name : names.as_array()) out.contributors.emplace_back(name.as_string());
    if (!r.is_null(4)) out.note = r.text(4);
    if (!with_text) return out;
    auto const parts = json::parse(r.text(5));
    for (auto const& part : parts.as_array())
        out.sections.push_back(
            {std::string(part.at("code").as_string()), std::string(part.at("text").as_string())});
    return out;
}

constexpr std::string_view version_columns =
    "SELECT no, made_on, made_by_name, contributors, note, sections FROM ";

db::parameter text_or_null(std::optional<std::string> const& text) {
    return text ? db::parameter(std::string_view(*text)) : db::parameter(std::monostate{});
}

}  // namespace

std::vector<document_version> versions(db::connection& c, document_id id) {
    std::vector<document_version> out;
    c.each(std::string(version_columns) + "document_version WHERE document_id = $1 ORDER BY no DESC",
           {id.value}, [&](db::row const& r) {
               out.push_back(read_version(r, false));
               return true;
           });
    return out;
}

std::optional<document_version> version(db::connection& c, document_id id, std::int64_t no) {
    std::optional<document_version> out;
    c.each(std::string(version_columns) +
               "document_version WHERE document_id = $1 AND ($2 = 0 OR no = $2) ORDER BY no DESC LIMIT 1",
           {id.value, no}, [&](db::row const& r) {
               out = read_version(r, true);
               return false;
           });
    return out;
}

void insert_version(db::transaction& tx, document_id id, document_version const& v) {
    json::array sections, names;
    for (auto const& s : v.sections) sections.push_back({{"code", s.code}, {"text", s.text}});
    for (auto const& n : v.contributors) names.emplace_back(n);
    auto const parts = json::serialize(sections), who = json::serialize(names), day = v.made_on.iso();
    tx.sql.execute(
        "INSERT INTO document_version (id, document_id, no, made_on, sections, contributors, note, made_by, "
        "made_by_name) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        {tx.mint(), id.value, v.no, std::string_view(day), std::string_view(parts), std::string_view(who),
         text_or_null(v.note), tx.who.account_id, std::string_view(v.made_by_name)});
}

std::vector<publication> publications(db::connection& c, document_id id) {
    std::vector<publication> out;
    c.each(
        "SELECT channel, on_day, link, note, recorded_at FROM document_publication WHERE document_id = $1 "
        "ORDER BY "
        "on_day, id",
        {id.value}, [&](db::row const& r) {
            auto& p = out.emplace_back();
            p.channel = r.text(0);
            p.on_day = date::parse(r.text(1)).value_or(date{});
            if (!r.is_null(2)) p.link = r.text(2);
            if (!r.is_null(3)) p.note = r.text(3);
            p.recorded_at = parse_instant(r.text(4));
            return true;
        });
    return out;
}

void put_publication(db::transaction& tx, document_id id, publication const& p) {
    auto const day = p.on_day.iso(), now = format_instant(tx.at);
    tx.sql.execute(
        "INSERT INTO document_publication (id, document_id, channel, on_day, link, note, recorded_at, "
        "recorded_by) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (document_id, channel) DO UPDATE SET on_day = "
        "excluded.on_day, link = excluded.link, note = excluded.note, recorded_at = excluded.recorded_at, "
        "recorded_by = excluded.recorded_by",
        {tx.mint(), id.value, std::string_view(p.channel), std::string_view(day), text_or_null(p.link),
         text_or_null(p.note), std::string_view(now), tx.who.account_id});
}

void set_paper(db::transaction& tx, document_id id, paper_row const& p) {
    tx.sql.execute(
        "UPDATE document SET said = $1, verify_code = $2, signature = $3, sha256 = $4 WHERE id = $5",
        {std::string_view(p.said), std::string_view(p.verify_code), std::string_view(p.signature),
         std::string_view(p.sha256), id.value});
}

std::optional<paper_row> paper(db::connection& c, document_id id) {
    std::optional<paper_row> out;
    c.each(
        "SELECT said, verify_code, signature, sha256 FROM document WHERE id = $1 AND verify_code IS NOT NULL",
        {id.value}, [&](db::row const& r) {
            out = {std::string(r.text(0)), std::string(r.text(1)), std::string(r.text(2)),
                   std::string(r.text(3))};
            return false;
        });
    return out;
}

void insert_file(db::transaction& tx, document_id id, std::string_view mime, std::string const& bytes,
                 std::string_view sha256) {
    db::blob const body{bytes};
    tx.sql.execute("INSERT INTO document_file (document_id, mime, bytes, sha256) VALUES ($1, $2, $3, $4)",
                   {id.value, mime, &body, sha256});
}

std::optional<file_row> file(db::connection& c, document_id id) {
    std::optional<file_row> out;
    c.each("SELECT mime, bytes, sha256 FROM document_file WHERE document_id = $1", {id.value},
           [&](db::row const& r) {
               out = {std::string(r.text(0)), r.bytes(1), std::string(r.text(2))};
               return false;
           });
    return out;
}

std::int64_t next_number(db::transaction& tx, std::string_view series) {
    tx.sql.execute(
        "INSERT INTO paper_number (series, last) VALUES ($1, 1) ON CONFLICT (series) DO UPDATE SET last = "
        "paper_number.last + 1",
        {series});
    return tx.sql.integer("SELECT last FROM paper_number WHERE series = $1", {series});
}

}  // namespace guiyan::documents::document_store
