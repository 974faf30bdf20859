// The fourth step: lines become people. They are staged in parts, so that nobody waits long for the one
// writer; when all of them are durable the batch goes forward whatever happens, before that it is taken back
// whole.
#include <spdlog/spdlog.h>

#include <algorithm>

#include "modules/imports/batch_store.hpp"
#include "modules/imports/imports.hpp"
#include "modules/imports/outcome_file.hpp"
#include "modules/imports/staging.hpp"

namespace guiyan::imports {
namespace {

constexpr std::size_t updates_at_once = 100;
constexpr std::size_t shown_at_once = 2500;
constexpr std::size_t released_at_once = 1000;

error nothing_to_write() {
    return {fault::refused, "import.nothing_to_write", {}, {}, {}};
}

}  // namespace

bool was_left(outcome o) {
    return o == outcome::waits || o == outcome::number_taken || o == outcome::rule || o == outcome::gone;
}

std::optional<error> imports::write(actor const& who, batch_id id, bool only_clean, bool update_existing,
                                    job_state& job) {
    auto const fault_at_end = [&](error e) {
        // A stop of the program leaves the state to its next start.
        if (!job.closing) back_to_ready(who, id, e);
        return std::optional(std::move(e));
    };
    auto b = load(who, id);
    if (!b || b->state != batch_state::committing) return std::nullopt;
    if (b->staged_at) return finish(who, *b);
    try {
        auto const* home = region_of(*b);
        auto const lines = spool_reader::open(folder(id), parts_.vault, id.value);
        if (!lines || !home || !who.reaches(home->code))
            return fault_at_end({fault::refused, "import.not_ready", {}, {}, {}});
        auto const decisions = parts_.database.query(
            [&](db::connection& c) { return batch_store::decisions(c, id, parts_.vault); });
        staging work{parts_, who, *b, folder(id), home->code, decisions, only_clean, update_existing, [&] {
                         return reader_for(*b);
                     }};
        auto staged = work.run(lines->size(), job);
        if (!staged) return fault_at_end(staged.error());
        bool const any = std::ranges::any_of(
            *staged, [](outcome o) { return o == outcome::written || o == outcome::to_update; });
        if (!any) return fault_at_end(nothing_to_write());
        write_outcomes(folder(id), parts_.vault, id, *staged);
        auto const forward = parts_.database.write<done>(who, [&](db::transaction& tx) -> result<done> {
            if (job.stopped()) return fail(fault::refused, "import.stopped");
            tx.housekeeping();  // the event follows when everything can be seen
            batch_store::mark_staged(tx, id);
            return done{};
        });
        if (!forward) return fault_at_end(forward.error());
    } catch (...) {
        fault_at_end({fault::busy, "import.writing_fault", {}, {}, {}});
        throw;
    }
    b = load(who, id);
    return b ? finish(who, *b) : std::nullopt;
}

/// From here on nothing is taken back: what fails is tried again at the next click or start.
std::optional<error> imports::finish(actor const& who, import_batch b) {
    auto const lines = spool_reader::open(folder(b.id), parts_.vault, b.id.value);
    if (!lines) throw std::runtime_error("the lines of a batch that is being written are gone");
    auto outcomes = read_outcomes(folder(b.id), parts_.vault, b.id, lines->size());
    parts_.people.begin_batch(b.id);
    if (auto failed = fill_in_all(who, b, outcomes)) return failed;
    for (bool more = true; more;) {
        people::shown_part part;
        auto const shown = parts_.database.write<done>(who, [&](db::transaction& tx) -> result<done> {
            tx.housekeeping();
            part = parts_.people.show_next(tx, b.id, shown_at_once);
            return done{};
        });
        if (!shown) return shown.error();
        for (auto const& t : part.taken) {
            auto const sheet = std::ranges::find(b.sheets, t.sheet, &roster::sheet_info::name);
            for (std::size_t i = 0; i < lines->size(); ++i)
                if (sheet != b.sheets.end() && lines->brief(i).sheet == sheet->index &&
                    lines->brief(i).row == t.row && outcomes[i] == outcome::written)
                    outcomes[i] = outcome::number_taken;
        }
        if (!part.taken.empty()) write_outcomes(folder(b.id), parts_.vault, b.id, outcomes);
        more = part.more;
    }
    std::vector<std::int64_t> updated;
    for (auto const& c : parts_.database.query(
             [&](db::connection& sql) { return batch_store::changes(sql, b.id, parts_.vault); }))
        updated.push_back(c.person.value);
    auto count = [&](auto const& which) { return std::ranges::count_if(outcomes, which); };
    b.counts.written = count([](outcome o) { return o == outcome::written; });
    b.counts.updated = count([](outcome o) { return o == outcome::updated; });
    b.counts.open = count(was_left);
    b.counts.held = 0;
    b.state = batch_state::committed;
    auto const index = parts_.people.prepare_index(
        b.id, updated, static_cast<std::size_t>(b.counts.written) + updated.size());
    auto const written = parts_.database.write<done>(who, [&](db::transaction& tx) -> result<done> {
        if (!batch_store::update(tx, b, batch_state::committing, parts_.vault))
            return fail(fault::conflict, "import.not_ready");
        batch_store::mark_committed(tx, b.id);
        tx.record({.what = "imported",
                   .entity = "import_batch",
                   .entity_id = b.id.value,
                   .label = b.file_name,
                   .changes = {{"written", "", std::to_string(b.counts.written)},
                               {"updated", "", std::to_string(b.counts.updated)},
                               {"left", "", std::to_string(b.counts.open)}}});
        parts_.people.take_index_after(tx, index);
        return done{};
    });
    if (!written) return written.error();
    return std::nullopt;
}

/// What the roster knows and a record in the bank does not, a few records at a time; each leaves its own
/// event.
std::optional<error> imports::fill_in_all(actor const& who, import_batch const& b,
                                          std::vector<outcome>& outcomes) {
    std::vector<std::size_t> known;
    for (std::size_t i = 0; i < outcomes.size(); ++i)
        if (outcomes[i] == outcome::to_update) known.push_back(i);
    if (known.empty()) return std::nullopt;
    auto spool = spool_reader::open(folder(b.id), parts_.vault, b.id.value);
    auto const* home = region_of(b);
    auto const decisions = parts_.database.query(
        [&](db::connection& c) { return batch_store::decisions(c, b.id, parts_.vault); });
    auto const reader = reader_for(b);
    for (std::size_t from = 0; from < known.size(); from += updates_at_once) {
        auto const part = std::span(known).subspan(from, std::min(updates_at_once, known.size() - from));
        auto const written = parts_.database.write<done>(who, [&](db::transaction& tx) -> result<done> {
            tx.housekeeping();
            for (auto const i : part) {
                auto const l = spool->read(i);
                auto const s = settle_line(l, i, decisions, true, reader.get());
                auto p =
                    person_of(s.values, parts_.people.row_defaults(), home ? home->code : "", b.file_name);
                (void)parts_.people.prepare(who, p);
                outcomes[i] = fill_in(tx, b, l, p);
            }
            return done{};
        });
        if (!written) return written.error();
    }
    write_outcomes(folder(b.id), parts_.vault, b.id, outcomes);
    return std::nullopt;
}

outcome imports::fill_in(db::transaction& tx, import_batch const& b, line const& l,
                         people::person const& from) {
    auto const id = people::person_id{std::stoll(l.duplicate->person_id)};
    // Done before a crash.
    if (batch_store::has_change(tx.sql, b.id, id)) return outcome::updated;
    auto const sheet = std::ranges::find(b.sheets, l.sheet, &roster::sheet_info::index);
    auto const filled = parts_.people.fill_in(tx, id, from,
                                              say(tx.who.language, "import.filled_in_by",
                                                  {{"file", b.file_name},
                                                   {"sheet", sheet == b.sheets.end() ? "" : sheet->name},
                                                   {"row", std::to_string(l.row)}}));
    if (!filled) {
        auto const code = filled.error().code;
        return code == fault::invalid    ? outcome::rule
               : code == fault::conflict ? outcome::number_taken
                                         : outcome::gone;
    }
    if (!*filled) return outcome::known_already;
    batch_store::insert_change(tx, b.id, {id, (*filled)->before, (*filled)->version_after}, parts_.vault);
    return outcome::updated;
}

void imports::release_staged(actor const& who, batch_id id) {
    auto const b =
        parts_.database.query([&](db::connection& c) { return batch_store::find_any(c, id, parts_.vault); });
    if (!b || b->state != batch_state::committing || b->staged_at) return;
    for (bool more = true; more;) {
        auto const released = parts_.database.write<done>(who, [&](db::transaction& tx) -> result<done> {
            tx.housekeeping();  // nobody ever saw them
            more = parts_.people.release_next(tx, id, released_at_once);
            return done{};
        });
        if (!released) return;  // the next start goes on
    }
}

void imports::back_to_ready(actor const& who, batch_id id, error const& why) {
    release_staged(who, id);
    (void)parts_.database.write<done>(who, [&](db::transaction& tx) -> result<done> {
        auto b = batch_store::find_any(tx.sql, id, parts_.vault);
        if (!b || b->state != batch_state::committing || b->staged_at) {
            tx.housekeeping();
            return done{};
        }
        b->state = batch_state::ready;
        b->refused = refusal{"not_written", why.key, why.args};
        batch_store::update(tx, *b, batch_state::committing, parts_.vault);
        tx.record({.what = "import_not_written",
                   .entity = "import_batch",
                   .entity_id = id.value,
                   .label = b->file_name,
                   .reason = why.key,
                   .outcome = "failed"});
        return done{};
    });
}

result<import_batch> imports::undo(actor const& who, batch_id id, std::string const& reason) {
    auto b = load(who, id);
    if (!b) return fail(fault::not_found, "error.not_found");
    if (b->state == batch_state::undone) return std::move(*b);
    if (b->state != batch_state::committed) return fail(fault::refused, "import.not_committed");
    if (parts_.time.now() > *undo_until(*b)) return fail(fault::refused, "import.undo_too_late");
    auto written = parts_.database.write<done>(who, [&](db::transaction& tx) -> result<done> {
        error changed{fault::refused, "import.undo_changed", {}, {}, {}};
        auto const add = [&](std::int64_t person, std::string const& name) {
            changed.fields.push_back(
                {"/people/" + std::to_string(person), "import.changed_since", {{"name", name}}});
        };
        for (auto const& p : parts_.people.changed_since_import(tx, id)) add(p.id.value, p.name);
        auto const put_back = batch_store::changes(tx.sql, id, parts_.vault);
        for (auto const& c : put_back) {
            auto const back = parts_.people.put_back(tx, c.person, c.before, c.version_after, reason);
            if (!back) add(c.person.value, back.error().args.empty() ? "" : back.error().args.front().second);
        }
        if (!changed.fields.empty()) {
            changed.args = {{"count", std::to_string(changed.fields.size())}};
            return fail(std::move(changed));
        }
        auto const voided = parts_.people.void_batch(tx, id);
        auto next = *b;
        next.state = batch_state::undone;
        if (!batch_store::update(tx, next, batch_state::committed, parts_.vault))
            return fail(fault::conflict, "import.not_committed");
        batch_store::mark_undone(tx, id, reason);
        tx.record({.what = "import_undone",
                   .entity = "import_batch",
                   .entity_id = id.value,
                   .label = b->file_name,
                   .changes = {{"voided", "", std::to_string(voided)},
                               {"restored", "", std::to_string(put_back.size())}},
                   .reason = reason});
        return done{};
    });
    if (!written) return fail(written.error());
    return find(who, id);
}

}  // namespace guiyan::imports
