#include "modules/imports/batch_store.hpp"

#include "modules/imports/batch_json.hpp"
#include "store/scope.hpp"

namespace guiyan::imports::batch_store {
namespace {

using text = std::string_view;

constexpr text columns =
    "b.id, b.entity, b.file_name, b.size, b.sha256, b.region_id, b.state, b.reject_kind, "
    "b.reject_key, b.reject_args, b.sheets_sealed, b.kinds, b.mapping, b.reader, b.rows_ok, "
    "b.rows_proposed, b.rows_open, b.rows_ignored, b.rows_written, b.rows_updated, b.created_at, "
    "b.created_by_name, b.committed_at, b.row_version, b.rows_held, b.staged_at, b.committer, b.undone_at, "
    "b.undone_by_name, b.undo_reason";

import_batch load(db::row const& r, store::vault const& v) {
    import_batch b;
    b.id = batch_id{r.integer(0)};
    b.entity = r.text(1);
    b.file_name = r.text(2);
    b.size = r.integer(3);
    b.sha256 = r.text(4);
    b.region_id = regions::region_id{r.integer(5)};
    b.state = batch_state_of(r.text(6));
    if (!r.is_null(8))
        b.refused = refusal{std::string(r.text(7)), std::string(r.text(8)), read_args(r.text(9))};
    if (!r.is_null(10)) b.sheets = read_sheets(v.open("import_batch.sheets", r.bytes(10), b.id.value));
    b.kinds = read_kinds(r.text(11));
    b.choices = read_choices(r.text(12));
    b.reader = read_actor(r.text(13));
    b.counts = {r.integer(14), r.integer(15), r.integer(16), r.integer(17), r.integer(18), r.integer(19)};
    b.created_at = parse_instant(r.text(20)).value_or(instant{});
    b.created_by_name = r.text(21);
    if (!r.is_null(22)) b.committed_at = parse_instant(r.text(22));
    b.row_version = r.integer(23);
    b.counts.held = r.integer(24);
    if (!r.is_null(25)) b.staged_at = parse_instant(r.text(25));
    if (!r.is_null(26)) b.committer = read_actor(r.text(26));
    if (!r.is_null(27)) b.undone_at = parse_instant(r.text(27));
    if (!r.is_null(28)) b.undone_by_name = std::string(r.text(28));
    if (!r.is_null(29)) b.undo_reason = std::string(r.text(29));
    return b;
}

/// What several areas have in common, as a code: "411122108000".
std::string reach_of(actor const& who) {
    std::string common = who.areas.empty() ? std::string() : who.areas.front().prefix;
    for (auto const& a : who.areas)
        while (!a.prefix.starts_with(common)) common.pop_back();
    common.resize(12, '0');
    return common;
}

}  // namespace

void insert(db::transaction& tx, import_batch const& b, store::vault const&) {
    auto const at = format_instant(b.created_at), choices = write_choices(b.choices),
               reader = write_actor(b.reader), reach = reach_of(b.reader);
    tx.sql.execute(
        "INSERT INTO import_batch (id, entity, file_name, size, sha256, region_id, reach_code, state, "
        "reject_args, kinds, mapping, reader, rows_ok, rows_proposed, rows_open, rows_ignored, rows_written, "
        "rows_updated, created_at, created_by, created_by_name, row_version) VALUES ($1, $2, $3, $4, $5, $6, "
        "$7, $8, '[]', '[]', $9, $10, 0, 0, 0, 0, 0, 0, $11, $12, $13, 1)",
        {b.id.value, text(b.entity), text(b.file_name), b.size, text(b.sha256), b.region_id.value,
         text(reach), word_of(b.state), text(choices), text(reader), text(at), tx.who.account_id,
         text(b.created_by_name)});
}

std::optional<import_batch> find(db::connection& c, actor const& who, batch_id id, store::vault const& v) {
    std::optional<import_batch> out;
    c.each("SELECT " + std::string(columns) + " FROM import_batch b WHERE b.id = $1 AND " +
               store::scope_sql(who, "b.reach_code"),
           {id.value}, [&](db::row const& r) {
               out = load(r, v);
               return false;
           });
    return out;
}

std::optional<import_batch> find_any(db::connection& c, batch_id id, store::vault const& v) {
    std::optional<import_batch> out;
    c.each("SELECT " + std::string(columns) + " FROM import_batch b WHERE b.id = $1", {id.value},
           [&](db::row const& r) {
               out = load(r, v);
               return false;
           });
    return out;
}

std::vector<import_batch> list(db::connection& c, actor const& who, std::int64_t page, std::int64_t size,
                               store::vault const& v) {
    std::vector<import_batch> out;
    c.each("SELECT " + std::string(columns) + " FROM import_batch b WHERE " +
               store::scope_sql(who, "b.reach_code") + " ORDER BY b.id DESC LIMIT $1 OFFSET $2",
           {size, (page - 1) * size}, [&](db::row const& r) {
               out.push_back(load(r, v));
               return true;
           });
    return out;
}

std::int64_t count(db::connection& c, actor const& who) {
    return c.integer("SELECT count(*) FROM import_batch b WHERE " + store::scope_sql(who, "b.reach_code"));
}

std::vector<batch_id> in_state(db::connection& c, batch_state s) {
    std::vector<batch_id> out;
    c.each("SELECT id FROM import_batch WHERE state = $1 ORDER BY id", {word_of(s)}, [&](db::row const& r) {
        out.push_back(batch_id{r.integer(0)});
        return true;
    });
    return out;
}

bool exists(db::connection& c, batch_id id) {
    return c.exists("SELECT 1 FROM import_batch WHERE id = $1", {id.value});
}

bool update(db::transaction& tx, import_batch const& b, batch_state from, store::vault const& v) {
    db::blob const sheets{v.seal("import_batch.sheets", write_sheets(b.sheets), b.id.value)};
    auto const args = write_args(b.refused ? b.refused->args : text_args{}), kinds = write_kinds(b.kinds),
               choices = write_choices(b.choices);
    auto word = [&](std::string refusal::*part) {
        return b.refused ? db::parameter(text((*b.refused).*part)) : db::parameter(std::monostate{});
    };
    return tx.sql.execute(
               "UPDATE import_batch SET state = $1, reject_kind = $2, reject_key = $3, reject_args = $4, "
               "sheets_sealed = $5, kinds = $6, mapping = $7, rows_ok = $8, rows_proposed = $9, rows_open = "
               "$10, "
               "rows_ignored = $11, rows_written = $12, rows_updated = $13, rows_held = $14, row_version = "
               "row_version + 1 "
               "WHERE "
               "id = $15 AND state = $16",
               {word_of(b.state), word(&refusal::kind), word(&refusal::key), text(args), &sheets, text(kinds),
                text(choices), b.counts.ok, b.counts.proposed, b.counts.open, b.counts.ignored,
                b.counts.written, b.counts.updated, b.counts.held, b.id.value, word_of(from)}) == 1;
}

void mark_staged(db::transaction& tx, batch_id id) {
    auto const at = format_instant(tx.at), who = write_actor(tx.who);
    tx.sql.execute(
        "UPDATE import_batch SET staged_at = $1, committer = $2 WHERE id = $3 AND state = 'committing'",
        {text(at), text(who), id.value});
}

void mark_committed(db::transaction& tx, batch_id id) {
    auto const at = format_instant(tx.at);
    tx.sql.execute("UPDATE import_batch SET committed_at = $1, committed_by = $2 WHERE id = $3",
                   {text(at), tx.who.account_id, id.value});
}

void mark_undone(db::transaction& tx, batch_id id, std::string const& reason) {
    auto const at = format_instant(tx.at);
    tx.sql.execute(
        "UPDATE import_batch SET undone_at = $1, undone_by = $2, undone_by_name = $3, undo_reason = $4 "
        "WHERE id = $5",
        {text(at), tx.who.account_id, text(tx.who.display_name), text(reason), id.value});
}

decision_set decisions(db::connection& c, batch_id id, store::vault const& v) {
    decision_set out;
    c.each("SELECT kind, line, report, decision, value_sealed FROM import_decision WHERE batch_id = $1",
           {id.value}, [&](db::row const& r) {
               decision d{*verdict_of(r.text(3)), ""};
               if (!r.is_null(4)) d.value = v.open("import_decision.value", r.bytes(4), id.value);
               if (r.integer(1) < 0)
                   out.decide_kind(std::string(r.text(0)), std::move(d));
               else
                   out.decide(static_cast<std::size_t>(r.integer(1)), static_cast<std::size_t>(r.integer(2)),
                              std::string(r.text(0)), std::move(d));
               return true;
           });
    return out;
}

namespace {

void put(db::transaction& tx, batch_id id, std::string const& kind, std::int64_t line, std::int64_t report,
         decision const& d, db::parameter value) {
    tx.sql.execute(
        "DELETE FROM import_decision WHERE batch_id = $1 AND kind = $2 AND line = $3 AND report = $4",
        {id.value, text(kind), line, report});
    auto const at = format_instant(tx.at);
    tx.sql.execute(
        "INSERT INTO import_decision (batch_id, kind, line, report, decision, value_sealed, decided_by, "
        "decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        {id.value, text(kind), line, report, word_of(d.what), value, tx.who.account_id, text(at)});
}

}  // namespace

void decide_kind(db::transaction& tx, batch_id id, std::string const& kind, decision const& d,
                 store::vault const& v) {
    // The whole kind anew: what was decided about single reports of it no longer holds.
    tx.sql.execute("DELETE FROM import_decision WHERE batch_id = $1 AND kind = $2", {id.value, text(kind)});
    if (d.value.empty()) return put(tx, id, kind, -1, 0, d, std::monostate{});
    db::blob const value{v.seal("import_decision.value", d.value, id.value)};
    put(tx, id, kind, -1, 0, d, &value);
}

void decide_report(db::transaction& tx, batch_id id, std::string const& kind, std::int64_t line,
                   std::int64_t report, decision const& d, store::vault const& v) {
    db::blob const value{v.seal("import_decision.value", d.value, id.value)};
    put(tx, id, kind, line, report, d, &value);
}

void forget_reports(db::transaction& tx, batch_id id) {
    tx.sql.execute("DELETE FROM import_decision WHERE batch_id = $1 AND line >= 0", {id.value});
}

bool has_change(db::connection& c, batch_id id, people::person_id person) {
    return c.exists("SELECT 1 FROM import_change WHERE batch_id = $1 AND person_id = $2",
                    {id.value, person.value});
}

void insert_change(db::transaction& tx, batch_id id, change_of_person const& c, store::vault const& v) {
    db::blob const before{v.seal("import_change.before", c.before, c.person.value)};
    tx.sql.execute(
        "INSERT INTO import_change (batch_id, person_id, before_sealed, version_after) VALUES ($1, $2, $3, "
        "$4) ON CONFLICT (batch_id, person_id) DO UPDATE SET version_after = $4",
        {id.value, c.person.value, &before, c.version_after});
}

std::vector<change_of_person> changes(db::connection& c, batch_id id, store::vault const& v) {
    std::vector<change_of_person> out;
    c.each(
        "SELECT person_id, before_sealed, version_after FROM import_change WHERE batch_id = $1 ORDER BY "
        "person_id",
        {id.value}, [&](db::row const& r) {
            out.push_back({people::person_id{r.integer(0)},
                           v.open("import_change.before", r.bytes(1), r.integer(0)), r.integer(2)});
            return true;
        });
    return out;
}

std::vector<roster::form_mapping> forms(db::connection& c, regions::region_id county) {
    std::vector<roster::form_mapping> out;
    c.each(
        "SELECT fingerprint, name, mapping FROM form_mapping WHERE entity = 'people' AND region_id = $1 "
        "ORDER BY "
        "updated_at",
        {county.value}, [&](db::row const& r) {
            out.push_back({std::string(r.text(0)), std::string(r.text(1)), read_columns(r.text(2))});
            return true;
        });
    return out;
}

void remember_form(db::transaction& tx, regions::region_id county, roster::form_mapping const& form) {
    auto const mapping = write_columns(form.columns), at = format_instant(tx.at);
    tx.sql.execute(
        "INSERT INTO form_mapping (id, entity, fingerprint, region_id, name, mapping, updated_at, "
        "updated_by) "
        "VALUES ($1, 'people', $2, $3, $4, $5, $6, $7) ON CONFLICT (entity, fingerprint, region_id) DO "
        "UPDATE SET name = $4, mapping = $5, updated_at = $6, updated_by = $7",
        {tx.mint(), text(form.fingerprint), county.value, text(form.name), text(mapping), text(at),
         tx.who.account_id});
}

}  // namespace guiyan::imports::batch_store
