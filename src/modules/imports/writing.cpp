// The fourth step: lines become people, all in one transaction. Killed in the middle, nothing of it is there.
#include <algorithm>
#include <unordered_set>

#include "modules/imports/bank.hpp"
#include "modules/imports/batch_store.hpp"
#include "modules/imports/imports.hpp"
#include "modules/imports/line_check.hpp"
#include "modules/imports/outcome_file.hpp"

namespace guiyan::imports {
namespace {

constexpr std::size_t at_once = 500;  ///< people in memory

class batch_writer {
public:
    batch_writer(db::transaction& tx, surroundings const& parts, import_batch const& b, std::string home,
                 value_reader const& reader, decision_set const& decisions, bool only_clean,
                 bool update_existing)
        : tx_(tx),
          parts_(parts),
          batch_(b),
          home_(std::move(home)),
          reader_(reader),
          decisions_(decisions),
          only_clean_(only_clean),
          update_existing_(update_existing),
          defaults_(parts.people.row_defaults()),
          bank_is_empty_(parts.people.is_empty(tx)) {
        defaults_.import_batch_id = b.id;
        defaults_.created_at = defaults_.updated_at = tx.at;
        defaults_.confirmed_on = china_day(tx.at);
    }

    result<done> run(spool_reader& spool, job_state& job) {
        job.done = 0;
        job.total = static_cast<std::int64_t>(spool.size());
        outcomes.assign(spool.size(), outcome::none);
        for (std::size_t i = 0; i < spool.size(); ++i) {
            if (job.stopped()) return fail(fault::refused, "import.stopped");
            ++job.done;
            if (spool.brief(i).verdict == roster::verdict::ignored) continue;
            take(spool.read(i), i);
            if (waiting_.size() == at_once) flush();
        }
        flush();
        return done{};
    }

    std::vector<outcome> outcomes;
    std::vector<std::int64_t> updated;
    std::int64_t written = 0;

private:
    void take(line const& l, std::size_t number) {
        auto const s = settle_line(l, number, decisions_, update_existing_, &reader_);
        if (s.left_out) return note(number, outcome::left_out);
        if (s.waits && (only_clean_ || s.waits_for_line)) return note(number, outcome::waits);
        auto p = person_of(s.values, defaults_, home_, batch_.file_name);
        p.import_sheet = sheet_name(l.sheet);
        p.import_row = l.row;
        // A line without reports was held against every rule when it was read.
        auto const wrong = l.reports.empty() ? parts_.people.prepare(tx_.who, p)
                                             : broken_rules(parts_.people, tx_.who, parts_.codes, p);
        if (!wrong.empty()) return note(number, outcome::rule);
        if (s.twin == twin_choice::update && l.duplicate) return fill_in(l, number, p);
        waiting_.push_back(std::move(p));
        waiting_lines_.push_back(number);
    }

    void fill_in(line const& l, std::size_t number, people::person const& from) {
        auto const id = people::person_id{std::stoll(l.duplicate->person_id)};
        auto const filled = parts_.people.fill_in(tx_, id, from, "import " + to_string(batch_.id));
        if (!filled) {
            auto const code = filled.error().code;
            return note(number, code == fault::invalid    ? outcome::rule
                                : code == fault::conflict ? outcome::number_taken
                                                          : outcome::gone);
        }
        if (!*filled) return note(number, outcome::known_already);
        batch_store::insert_change(tx_, batch_.id, {id, (*filled)->before, (*filled)->version_after},
                                   parts_.vault);
        updated.push_back(id.value);
        note(number, outcome::updated);
    }

    void flush() {
        std::vector<std::string> numbers;
        std::vector<std::size_t> holders_of;
        for (std::size_t i = 0; i < waiting_.size(); ++i)
            if (waiting_[i].id_number) {
                numbers.push_back(*waiting_[i].id_number);
                holders_of.push_back(i);
            }
        std::vector<bool> taken(waiting_.size());
        auto const holders = bank_is_empty_ ? std::vector<people::person_id>(numbers.size())
                                            : parts_.people.holders(tx_, numbers);
        for (std::size_t n = 0; n < numbers.size(); ++n)
            taken[holders_of[n]] =
                holders[n] || !in_this_file_.insert(std::hash<std::string>{}(numbers[n])).second;
        std::vector<people::person> good;
        for (std::size_t i = 0; i < waiting_.size(); ++i) {
            note(waiting_lines_[i], taken[i] ? outcome::number_taken : outcome::written);
            if (taken[i]) continue;
            waiting_[i].id = people::person_id{tx_.mint()};
            good.push_back(std::move(waiting_[i]));
        }
        parts_.people.insert_unindexed(tx_, good);
        written += static_cast<std::int64_t>(good.size());
        waiting_.clear();
        waiting_lines_.clear();
    }

    std::string sheet_name(std::size_t index) const {
        auto const at = std::ranges::find(batch_.sheets, index, &roster::sheet_info::index);
        return at == batch_.sheets.end() ? "" : at->name;
    }

    void note(std::size_t number, outcome o) { outcomes[number] = o; }

    db::transaction& tx_;
    surroundings const& parts_;
    import_batch const& batch_;
    std::string const home_;
    value_reader const& reader_;
    decision_set const& decisions_;
    bool const only_clean_, update_existing_;
    people::person defaults_;
    bool const bank_is_empty_;
    std::vector<people::person> waiting_;
    std::vector<std::size_t> waiting_lines_;
    std::unordered_set<std::size_t> in_this_file_;  ///< hashes of the numbers written by this batch
};

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
    try {
        auto b = load(who, id);
        if (!b || b->state != batch_state::committing) return std::nullopt;
        auto spool = spool_reader::open(folder(id), parts_.vault, id.value);
        auto const* home = region_of(*b);
        if (!spool || !home || !who.reaches(home->code))
            return fault_at_end({fault::refused, "import.not_ready", {}, {}, {}});
        auto const reader = reader_for(*b);
        auto const decisions = parts_.database.query(
            [&](db::connection& c) { return batch_store::decisions(c, id, parts_.vault); });
        auto const home_code = home->code;
        auto const written = parts_.database.write<done>(who, [&](db::transaction& tx) -> result<done> {
            batch_writer writer(tx, parts_, *b, home_code, *reader, decisions, only_clean, update_existing);
            if (auto ran = writer.run(*spool, job); !ran) return ran;
            if (writer.written == 0 && writer.updated.empty())
                return fail(fault::refused, "import.nothing_to_write");
            write_outcomes(folder(id), parts_.vault, id, writer.outcomes);
            auto count = [&](auto const& which) { return std::ranges::count_if(writer.outcomes, which); };
            auto next = *b;
            next.state = batch_state::committed;
            next.counts.written = writer.written;
            next.counts.updated = count([](outcome o) { return o == outcome::updated; });
            next.counts.open = count(was_left);
            if (!batch_store::update(tx, next, batch_state::committing, parts_.vault))
                return fail(fault::conflict, "import.not_ready");
            batch_store::mark_committed(tx, id);
            parts_.people.index_batch_after(tx, id, writer.updated);
            tx.record({.what = "imported",
                       .entity = "import_batch",
                       .entity_id = id.value,
                       .label = b->file_name,
                       .changes = {{"written", "", std::to_string(next.counts.written)},
                                   {"updated", "", std::to_string(next.counts.updated)},
                                   {"left", "", std::to_string(next.counts.open)}},
                       .reason = only_clean ? "only_clean" : "all"});
            return done{};
        });
        if (!written) return fault_at_end(written.error());
        return std::nullopt;
    } catch (...) {
        fault_at_end({fault::busy, "import.writing_fault", {}, {}, {}});
        throw;
    }
}

void imports::back_to_ready(actor const& who, batch_id id, error const& why) {
    (void)parts_.database.write<done>(who, [&](db::transaction& tx) -> result<done> {
        auto b = batch_store::find_any(tx.sql, id, parts_.vault);
        if (!b || b->state != batch_state::committing) {
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
