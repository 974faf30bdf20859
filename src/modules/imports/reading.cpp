// The first step: a file is read, understood and checked in the background, and its lines are kept.
#include <spdlog/spdlog.h>

#include <algorithm>

#include "modules/imports/bank.hpp"
#include "modules/imports/batch_store.hpp"
#include "modules/imports/column_fields.hpp"
#include "modules/imports/imports.hpp"
#include "modules/imports/line_check.hpp"
#include "modules/imports/sealed_file.hpp"
#include "modules/imports/tally.hpp"

namespace guiyan::imports {
namespace {

refusal refusal_of(error const& e) {
    return {std::string(files::reject_kind(e)), e.key, e.args};
}

/// Forms whose columns a person chose.
std::vector<roster::form_mapping> chosen_forms(import_batch const& b, roster::analysis const& found) {
    std::vector<roster::form_mapping> out;
    for (auto const& sheet : found.sheets) {
        bool const chosen =
            std::ranges::any_of(b.choices.columns, [&](auto const& c) { return c.sheet == sheet.index; });
        if (!chosen || !sheet.used) continue;
        for (auto const& form : found.mappings)
            if (form.fingerprint == sheet.fingerprint) out.push_back(form);
    }
    return out;
}

}  // namespace

void imports::submit_reading(batch_id id) {
    desk_.submit(id.value, [this, id](job_state& job) { return read(id, job); });
}

std::optional<error> imports::read(batch_id id, job_state& job) {
    auto b =
        parts_.database.query([&](db::connection& c) { return batch_store::find_any(c, id, parts_.vault); });
    if (!b || b->state != batch_state::reading) return std::nullopt;
    auto const tree = parts_.people.tree();
    auto const* home = tree->find(b->region_id);
    auto const forms =
        parts_.database.query([&](db::connection& c) { return batch_store::forms(c, county_of(*b)); });

    bool hinted = false;
    auto const progress = [&](std::uint64_t done, std::uint64_t total) {
        if (!hinted && done > 0 && done < total)
            job.total = static_cast<std::int64_t>(static_cast<double>(job.done) * static_cast<double>(total) /
                                                  static_cast<double>(done));
        return !job.stopped();
    };
    auto const analyse = [&]() -> result<roster::analysis> {
        plain_copy const plain(folder(id) / "original", parts_.vault, id.value);
        auto book = files::open_workbook(plain.path(), {}, progress);
        if (!book) return fail(book.error());
        std::int64_t rows = 0;
        for (auto const& s : (*book)->sheets()) rows += s.rows_hint;
        hinted = rows > 0;
        job.total = rows;

        auto const places = roster_regions(*tree);
        bank const known(parts_.people, b->reader);
        roster::options options;
        options.region_code = home ? home->code : "";
        options.today = china_day(parts_.time.now());
        options.file_name = b->file_name;
        options.remembered = forms;
        options.chosen = b->choices.columns;
        options.hidden_sheets = b->choices.shown;
        options.left_out = b->choices.left_out;
        spool_writer spool(folder(id), parts_.vault, id.value);
        auto found = roster::analyse(
            **book, {&places, &parts_.lists, &known}, options, [&](roster::row_result const& row) {
                auto l = line_of(row);
                check_line(l, parts_.people, b->reader, parts_.codes, options.region_code);
                spool.add(l);
                ++job.done;
                return !job.stopped();
            });
        if (found && found->reject_kind.empty()) spool.finish();
        return found;
    };
    auto found = [&]() -> result<roster::analysis> {
        try {
            return analyse();
        } catch (std::exception const& cause) {
            spdlog::error("import {}: {}", id.value, cause.what());
            return fail(fault::busy, "import.reading_fault");
        }
    }();
    // A stop of the program leaves the batch as it is: it is read again at the next start. A cancelled one
    // has its state from whoever cancelled it.
    if (job.stopped()) return std::nullopt;

    std::vector<roster::form_mapping> to_remember;
    if (!found) {
        b->state = batch_state::rejected;
        b->refused = refusal_of(found.error());
    } else if (!found->reject_kind.empty()) {
        b->state = batch_state::rejected;
        b->refused = refusal{found->reject_kind, "roster.reject." + found->reject_kind, {}};
        b->sheets = found->sheets;
    } else {
        b->state = batch_state::ready;
        b->refused.reset();
        b->sheets = found->sheets;
        to_remember = chosen_forms(*b, *found);
        auto spool = spool_reader::open(folder(id), parts_.vault, id.value);
        auto const decisions = parts_.database.query(
            [&](db::connection& c) { return batch_store::decisions(c, id, parts_.vault); });
        auto t = count_lines(*spool, decisions);
        b->counts = t.counts;
        b->kinds = std::move(t.kinds);
    }
    finish_reading(*b, to_remember);
    return std::nullopt;
}

void imports::finish_reading(import_batch& b, std::vector<roster::form_mapping> const& to_remember) {
    auto const written = parts_.database.write<done>(b.reader, [&](db::transaction& tx) -> result<done> {
        if (!batch_store::update(tx, b, batch_state::reading, parts_.vault)) {
            tx.housekeeping();  // cancelled meanwhile
            return done{};
        }
        for (auto const& form : to_remember) batch_store::remember_form(tx, county_of(b), form);
        tx.record({.what = b.state == batch_state::ready ? "import_read" : "import_rejected",
                   .entity = "import_batch",
                   .entity_id = b.id.value,
                   .label = b.file_name,
                   .changes = {{"ok", "", std::to_string(b.counts.ok)},
                               {"proposed", "", std::to_string(b.counts.proposed)},
                               {"open", "", std::to_string(b.counts.open)}},
                   .reason = b.refused ? b.refused->kind : ""});
        return done{};
    });
    if (!written)
        spdlog::error("import {}: what was read could not be noted: {}", b.id.value, written.error().key);
}

result<import_batch> imports::map_columns(actor const& who, batch_id id, mapping_change const& asked) {
    auto b = load(who, id);
    if (!b) return fail(fault::not_found, "error.not_found");
    if (b->state != batch_state::ready && !(b->state == batch_state::rejected && !b->sheets.empty()))
        return fail(fault::refused, "import.not_ready");
    auto const from = b->state;
    auto const sheet = asked.sheet ? std::ranges::find(b->sheets, *asked.sheet, &roster::sheet_info::name)
                                   : b->sheets.begin();
    if (sheet == b->sheets.end()) return fail_field("/sheet", "import.unknown_sheet");
    error wrong{fault::invalid, "error.invalid", {}, {}, {}};
    for (std::size_t i = 0; i < asked.columns.size(); ++i) {
        auto const& c = asked.columns[i];
        auto const where = "/columns/" + std::to_string(i);
        bool const there =
            std::ranges::any_of(sheet->columns, [&](auto const& have) { return have.index == c.index; });
        auto const use = c.field ? column_use_of_field(*c.field) : std::optional(roster::column_use::ignore);
        if (!there) wrong.fields.push_back({where + "/index", "import.unknown_column", {}});
        if (!use) wrong.fields.push_back({where + "/field", "error.unknown_code", {{"code", *c.field}}});
        if (!there || !use) continue;
        auto const column = static_cast<std::uint32_t>(c.index);
        std::erase_if(b->choices.columns,
                      [&](auto const& old) { return old.sheet == sheet->index && old.column == column; });
        b->choices.columns.push_back({sheet->index, column, *use});
    }
    if (!wrong.fields.empty()) return fail(std::move(wrong));
    if (asked.used) {
        std::erase(b->choices.left_out, sheet->index);
        std::erase(b->choices.shown, sheet->index);
        if (!*asked.used) b->choices.left_out.push_back(sheet->index);
        if (*asked.used && sheet->hidden) b->choices.shown.push_back(sheet->index);
    }
    auto written = parts_.database.write<done>(who, [&](db::transaction& tx) -> result<done> {
        b->state = batch_state::reading;
        // Lines are numbered anew; what was decided about whole kinds still holds.
        batch_store::forget_reports(tx, id);
        if (!batch_store::update(tx, *b, from, parts_.vault))
            return fail(fault::conflict, "import.not_ready");
        tx.record({.what = "import_mapped",
                   .entity = "import_batch",
                   .entity_id = id.value,
                   .label = b->file_name,
                   .reason = sheet->name});
        return done{};
    });
    if (!written) return fail(written.error());
    submit_reading(id);
    return find(who, id);
}

}  // namespace guiyan::imports
