// What goes back to the clerk: the original, the workbook of errors, the empty form.
#include <algorithm>

#include "files/mark_copy.hpp"
#include "files/table_writer.hpp"
#include "modules/imports/bank.hpp"
#include "modules/imports/batch_store.hpp"
#include "modules/imports/imports.hpp"
#include "modules/imports/line_check.hpp"
#include "modules/imports/outcome_file.hpp"
#include "modules/imports/sealed_file.hpp"

namespace guiyan::imports {
namespace {

struct place_in_file {
    std::size_t sheet = 0;
    std::uint32_t row = 0;
    std::size_t line = 0;
    friend auto operator<=>(place_in_file const&, place_in_file const&) = default;
};

}  // namespace

result<std::filesystem::path> imports::original(actor const& who, batch_id id) {
    auto const b = load(who, id);
    if (!b) return fail(fault::not_found, "error.not_found");
    auto const path = folder(id) / (std::to_string(parts_.database.ids().next()) + ".plain");
    auto noted = parts_.database.write<done>(who, [&](db::transaction& tx) -> result<done> {
        tx.record({.what = "original_fetched",
                   .entity = "import_batch",
                   .entity_id = id.value,
                   .label = b->file_name});
        return done{};
    });
    if (!noted) return fail(noted.error());
    plain_copy const plain(folder(id) / "original", parts_.vault, id.value);
    std::filesystem::copy_file(plain.path(), path);
    std::filesystem::permissions(path,
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    return path;
}

result<std::filesystem::path> imports::error_workbook(actor const& who, batch_id id) {
    auto const b = load(who, id);
    if (!b) return fail(fault::not_found, "error.not_found");
    auto spool = spool_reader::open(folder(id), parts_.vault, id.value);
    if (!spool || b->state == batch_state::reading) return fail(fault::refused, "import.not_ready");
    auto const decisions =
        parts_.database.query([&](db::connection& c) { return batch_store::decisions(c, id, parts_.vault); });
    bool const written = b->state == batch_state::committed || b->state == batch_state::undone;
    auto const outcomes = written ? read_outcomes(folder(id), parts_.vault, id, spool->size())
                                  : std::vector<outcome>(spool->size(), outcome::none);
    auto const* home = region_of(*b);
    auto const reader = reader_for(*b);

    std::vector<place_in_file> problems;
    for (std::size_t i = 0; i < spool->size(); ++i) {
        auto const& brief = spool->brief(i);
        if (brief.verdict == roster::verdict::ignored) continue;
        bool wrong = was_left(outcomes[i]);
        if (!wrong && brief.has_reports) {
            auto const s = settle_line(spool->read(i), i, decisions, false, reader.get());
            bool const done = outcomes[i] == outcome::updated || outcomes[i] == outcome::known_already;
            wrong = !s.left_out && !done && (s.waits || s.blanked);
        }
        if (wrong) problems.push_back({brief.sheet, brief.row, i});
    }
    std::ranges::sort(problems);

    auto const marks = [&](std::size_t sheet, std::uint32_t row) {
        files::row_marks out;
        auto const from = std::ranges::lower_bound(problems, place_in_file{sheet, row, 0});
        for (auto at = from; at != problems.end() && at->sheet == sheet && at->row == row; ++at) {
            auto const l = spool->read(at->line);
            auto add = [&](int column, std::string message) {
                if (column >= 0)
                    out.cells.push_back({static_cast<std::uint32_t>(column), std::move(message)});
                else
                    out.whole_row.push_back(std::move(message));
            };
            for (std::size_t r = 0; r < l.reports.size(); ++r) {
                auto const& report = l.reports[r];
                auto const what = decisions.of(at->line, r, report).what;
                bool const settled = what == verdict_of_clerk::accepted || what == verdict_of_clerk::edited;
                if (!settled && (report.decide || report.suggestion))
                    add(report.column_index, message_of(l, report, who.language));
            }
            if (outcomes[at->line] == outcome::number_taken)
                add(-1, say(who.language, "import.outcome.number_taken"));
            if (outcomes[at->line] == outcome::gone) add(-1, say(who.language, "import.outcome.gone"));
            if (outcomes[at->line] == outcome::rule) {
                auto p = person_of(settle_line(l, at->line, decisions, false, reader.get()).values, {},
                                   home ? home->code : "", "");
                for (auto const& e : broken_rules(parts_.people, who, parts_.codes, p)) {
                    auto const f = roster_field_of(e.path);
                    auto const field =
                        f ? say(who.language, "import.field." + std::string(roster::word_of(*f))) : "";
                    add(-1, say(who.language, "import.report.broken_rule",
                                {{"row", std::to_string(l.row)},
                                 {"column", field},
                                 {"rule", say(who.language, e.key, e.args)}}));
                }
            }
        }
        return out;
    };

    files::mark_copy_options options;
    options.remark_heading = say(who.language, "import.remark_heading");
    options.heading_rows.resize(b->sheets.empty() ? 0 : b->sheets.back().index + 1);
    for (auto const& s : b->sheets) options.heading_rows[s.index] = s.last_heading_row;
    auto noted = parts_.database.write<done>(who, [&](db::transaction& tx) -> result<done> {
        tx.record({.what = "error_workbook_fetched",
                   .entity = "import_batch",
                   .entity_id = id.value,
                   .label = b->file_name,
                   .changes = {{"rows", "", std::to_string(problems.size())}}});
        return done{};
    });
    if (!noted) return fail(noted.error());
    plain_copy const plain(folder(id) / "original", parts_.vault, id.value);
    auto book = files::open_workbook(plain.path());
    if (!book) return fail(book.error());
    auto const path = folder(id) / (std::to_string(parts_.database.ids().next()) + ".plain");
    if (auto copied = files::mark_copy(**book, marks, path, options); !copied) {
        std::filesystem::remove(path);
        return fail(copied.error());
    }
    return path;
}

}  // namespace guiyan::imports
