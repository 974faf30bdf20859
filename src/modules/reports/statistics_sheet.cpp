#include "modules/reports/statistics_sheet.hpp"

#include <algorithm>

#include "files/table_writer.hpp"

namespace guiyan::reports {
namespace {

std::vector<files::heading> headings_of(talent_statistics const& table, std::string const& first) {
    std::vector<files::heading> out{{first, {}}};
    std::string open;
    for (auto const& c : table.columns) {
        if (!c.group) {
            out.push_back({c.label, {}});
            open.clear();
            continue;
        }
        if (open != *c.group) out.push_back({*c.group, {}});
        out.back().below.push_back({c.label, {}});
        open = *c.group;
    }
    return out;
}

/// Wide enough for the heading in one line: not every program makes the row of a heading taller. In
/// characters.
double width_of(std::string const& heading) {
    return std::clamp(files::screen_width(heading) + 2, 6.5, 14.0);
}

/// Three texts side by side over the table: at its left, in its middle, at its right.
void write_line(files::table_writer& out, std::uint32_t row, std::uint32_t columns, std::string const& left,
                std::string const& middle, std::string const& right) {
    std::uint32_t const third = columns / 3;
    out.write_row(row, {{0, left, files::look::note, {}},
                        {third, middle, files::look::note, {}},
                        {2 * third, right, files::look::subtitle, {}}});
    out.merge_cells({row, row, 0, third - 1});
    out.merge_cells({row, row, third, 2 * third - 1});
    out.merge_cells({row, row, 2 * third, columns - 1});
}

}  // namespace

void write_statistics_sheet(std::filesystem::path const& path, talent_statistics const& table,
                            actor const& who, instant now, api::sentences const& words) {
    auto const say = [&](std::string_view key, text_args const& args = {}) {
        return words.say(who.language, key, args);
    };
    auto const in_words = [&](date d) {
        return say("reports.day", {{"year", std::to_string(d.year())},
                                   {"month", std::to_string(d.month())},
                                   {"day", std::to_string(d.day())}});
    };
    auto const headings = headings_of(table, say("reports.rows"));
    auto const columns = files::column_count(headings);
    constexpr std::uint32_t head_rows = 4;  // title, line, two of headings
    std::vector<double> widths{26};
    for (auto const& c : table.columns) widths.push_back(width_of(c.label));

    auto out = files::write_xlsx(path);
    out->begin_sheet(
        {.name = table.title,
         .column_widths = std::move(widths),
         .frozen_rows = head_rows,
         .frozen_columns = 1,
         .repeat_rows = head_rows,
         .footer =
             say("reports.footer",
                 {{"unit", who.unit_name},
                  {"name", who.display_name},
                  {"time", format_instant(now + std::chrono::hours(8)).substr(0, 16).replace(10, 1, " ")}})});
    auto row = out->write_title(1, table.region_name + table.title, columns);
    write_line(*out, row++, columns, say("reports.reported_by", {{"unit", who.unit_name}}),
               say("reports.as_of", {{"day", in_words(table.as_of)}}),
               say("reports.unit_line", {{"unit", table.unit}}));
    row = out->write_headings(row, headings);
    for (auto const& r : table.rows) {
        bool const strong = r.level == 0 && r.kind != "region";
        auto const look = strong ? files::look::total : files::look::body;
        std::vector<files::written_cell> cells{{0, (r.level ? "　　" : "") + r.label, look, {}}};
        for (std::size_t c = 0; c < r.cells.size(); ++c)
            cells.push_back(
                {static_cast<std::uint32_t>(c + 1), static_cast<double>(r.cells[c].value), look, {}});
        out->write_row(row++, cells);
    }
    write_line(*out, row++, columns, say("reports.filled_by", {{"name", who.display_name}}),
               say("reports.checked_by"), say("reports.filled_on", {{"day", in_words(china_day(now))}}));
    for (auto const& note : table.notes) row = out->write_note(row, note, columns);
    out->close();
}

}  // namespace guiyan::reports
