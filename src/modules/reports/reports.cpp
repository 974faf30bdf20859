#include "modules/reports/reports.hpp"

#include "modules/reports/statistics_plan.hpp"
#include "modules/reports/statistics_sheet.hpp"

namespace guiyan::reports {
namespace {

std::string names_of(std::vector<regions::region const*> const& places) {
    std::string out;
    for (auto const* place : places) out += (out.empty() ? "" : "、") + place->name;
    return out;
}

}  // namespace

reports::reports(db::database& database, people::people& bank, regions::regions& places,
                 codes::code_tables const& tables, api::sentences const& words, clock const& time,
                 std::filesystem::path folder)
    : db_(database),
      people_(bank),
      regions_(places),
      codes_(tables),
      words_(words),
      clock_(time),
      folder_(std::move(folder)) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
}

result<talent_statistics> reports::count(actor const& who, statistics_query const& asked) const {
    if (asked.rows != rows_by_class && asked.rows != rows_by_region && asked.rows != rows_by_both)
        return fail_field("/rows", "reports.unknown_rows");
    auto const tree = regions_.tree();
    std::vector<regions::region const*> roots;
    if (asked.region) {
        auto const* place = who.reaches(*asked.region) ? tree->find(*asked.region) : nullptr;
        if (!place) return fail(fault::not_found, "error.not_found");
        roots = {place};
    } else {
        roots = tree->roots(who.areas);
    }

    auto const say = [&](std::string_view key) { return words_.say(who.language, key); };
    talent_statistics out;
    out.title = say("reports.talent_statistics");
    out.unit = say("reports.unit");
    out.as_of = asked.as_of.value_or(china_day(clock_.now()));
    out.region_name = names_of(roots);
    for (auto const* note : {"reports.note.scope", "reports.note.once", "reports.note.as_of",
                             "reports.note.missing", "reports.note.bands"})
        out.notes.push_back(say(note));
    if (people_.age_day(who, out.as_of) != out.as_of) out.notes.push_back(say("reports.note.age_by_year"));

    people::people_list_query table;
    table.as_of = out.as_of;
    row_places places;
    for (auto const* root : roots) table.region.push_back(root->code);
    places.parts = roots;
    if (roots.size() == 1)
        if (auto below = tree->children(*roots.front()); !below.empty()) {
            places.parts = std::move(below);
            places.itself = roots.front();
        }
    if (roots.empty()) table.at_region = {"000000000000"};  // reaches nothing: a list of nobody
    // A place that was given up, and a line for records above the places, stand there only while somebody is
    // in them.
    auto count_of = [&](std::vector<std::string> region, std::vector<std::string> at_region) {
        return people_.count(who, {.region = std::move(region), .at_region = std::move(at_region)});
    };
    std::erase_if(places.parts, [&](auto const* place) {
        return place->valid_to && *place->valid_to < out.as_of && count_of({place->code}, {}) == 0;
    });
    if (places.itself && count_of({}, {places.itself->code}) == 0) places.itself = nullptr;

    auto const rows = asked.rows == rows_by_class    ? class_rows(codes_, say)
                      : asked.rows == rows_by_region ? region_rows(places, say)
                                                     : class_region_rows(codes_, places, say);
    auto const& columns = statistics_columns();
    std::vector<people::people_list_query> row_people, column_people;
    for (auto const& r : rows) row_people.push_back(r.people);
    for (auto const& c : columns) column_people.push_back(c.people);
    auto const counted = people_.tabulate(who, table, row_people, column_people);

    for (auto const& c : columns)
        out.columns.push_back(
            {std::string(c.key), say("reports.column." + std::string(c.key)),
             c.group.empty() ? std::nullopt : std::optional(say("reports.group." + std::string(c.group)))});
    bool const doors = who.may("people.read");
    for (std::size_t r = 0; r < rows.size(); ++r) {
        statistics_row row{rows[r].key, rows[r].label, std::string(rows[r].kind), rows[r].level, {}};
        for (std::size_t c = 0; c < columns.size(); ++c) {
            statistics_cell cell{counted.at(r, c), {}};
            if (doors)
                cell.query = "/people?" + to_query_string(met_by_all(table, row_people[r], column_people[c]));
            row.cells.push_back(std::move(cell));
        }
        out.rows.push_back(std::move(row));
    }
    return out;
}

result<made_file> reports::sheet(actor const& who, statistics_sheet_query const& asked) const {
    auto const counted = count(who, asked);
    if (!counted) return fail(counted.error());
    made_file file{folder_ / ("statistics_" + std::to_string(db_.ids().next()) + ".xlsx"),
                   counted->title + "_" + counted->region_name + "_" + counted->as_of.iso() + ".xlsx"};
    try {
        write_statistics_sheet(file.path, *counted, who, clock_.now(), words_);
        auto noted = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
            tx.record({.what = "exported",
                       .entity = "report",
                       .label = counted->title,
                       .changes = {{"region", "", counted->region_name},
                                   {"as_of", "", counted->as_of.iso()},
                                   {"rows", "", asked.rows}},
                       .reason = asked.reason});
            return done{};
        });
        if (!noted) {
            std::filesystem::remove(file.path);
            return fail(noted.error());
        }
    } catch (...) {
        std::filesystem::remove(file.path);
        throw;
    }
    return file;
}

}  // namespace guiyan::reports
