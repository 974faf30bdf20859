#include "modules/exports/people_file.hpp"

#include <algorithm>

#include "files/table_writer.hpp"
#include "record/diff.hpp"

namespace guiyan::exports {
namespace {

constexpr std::size_t at_once = 500;

constexpr std::string_view town_name = "town_name", practical_line = "practical_line",
                           categories = "categories";

/// Turns one field of a person into a cell.
class cell_maker {
public:
    cell_maker(regions::region_tree const& tree, codes::code_tables const& tables,
               api::sentences const& words, std::string_view language)
        : tree_(tree),
          tables_(tables),
          yes_(words.say(language, "exports.yes")),
          no_(words.say(language, "exports.no")) {}

    files::cell_value operator()(people::person const& p, std::string_view column) const {
        if (column == town_name) {
            auto const* place = tree_.find(p.region_id);
            auto const* town = place ? tree_.town_of(*place) : nullptr;
            return town ? town->short_name : "";
        }
        if (column == categories || column == practical_line) {
            std::vector<std::string> held;
            for (auto const& c : p.categories)
                if (tables_.has(practical_line, c.category) == (column == practical_line) &&
                    std::find(held.begin(), held.end(), c.category) == held.end())
                    held.push_back(c.category);
            return names("category", held);
        }
        auto const& f = *people::person_type().find(column);
        auto const v = f.get(&p);
        if (std::holds_alternative<std::monostate>(v)) return {};
        if (auto const* yes = std::get_if<bool>(&v)) return *yes ? yes_ : no_;
        if (f.is == record::kind::day)
            if (auto const d = date::parse(std::get<std::string>(v))) return *d;
        if (f.form == "region_code") {
            auto const* place = tree_.find(std::get<std::string>(v));
            return place ? tree_.display(*place) : std::string();
        }
        if (!f.table.empty()) {
            if (auto const* list = std::get_if<std::vector<std::string>>(&v)) return names(f.table, *list);
            return tables_.name(f.table, std::get<std::string>(v));
        }
        return record::as_text(v);
    }

private:
    std::string names(std::string_view table, std::vector<std::string> const& codes) const {
        std::vector<std::string> out;
        for (auto const& code : codes) out.push_back(tables_.name(table, code));
        return record::as_text(out);
    }

    regions::region_tree const& tree_;
    codes::code_tables const& tables_;
    std::string const yes_, no_;
};

double width_of(std::string_view column) {
    if (column == "biography" || column == "strengths") return 48;
    if (column == "id_number" || column == "employer_name" || column == "skills" || column == categories)
        return 22;
    if (column.ends_with("region_code") || column == "residence_note" || column == "contact") return 22;
    if (column == "phone" || column == "professional_title" || column == "education") return 16;
    if (column == "sex" || column == "is_outside" || column == "poverty_alleviated" || column == "state")
        return 8;
    return 12;
}

}  // namespace

bool is_column(std::string_view name) {
    if (name == town_name || name == practical_line || name == categories) return true;
    auto const* f = people::person_type().find(name);
    return f && !f->inner && f->is != record::kind::id && f->is != record::kind::moment &&
           f->name != "row_version";
}

std::int64_t write_people(std::filesystem::path const& path, people_file const& wanted,
                          std::span<std::int64_t const> ids, actor const& who, people::people const& bank,
                          regions::region_tree const& tree, codes::code_tables const& tables,
                          api::sentences const& words) {
    bool const csv = wanted.format == "csv";
    std::vector<files::heading> headings{{words.say(who.language, "exports.number"), {}}};
    std::vector<double> widths{7};
    for (auto const& column : wanted.columns) {
        headings.push_back({words.say(who.language, "people.field." + column), {}});
        widths.push_back(std::max(width_of(column), files::screen_width(headings.back().text) + 2));
    }
    auto const columns = files::column_count(headings);
    std::uint32_t const head_rows = csv ? 1 : 2;  // csv is read by programs too: headings first

    auto out = csv ? files::write_csv(path) : files::write_xlsx(path);
    out->begin_sheet({.name = words.say(who.language, "exports.sheet"),
                      .column_widths = std::move(widths),
                      .frozen_rows = head_rows,
                      .frozen_columns = std::min<std::uint32_t>(2, columns),
                      .repeat_rows = head_rows,
                      .header = wanted.watermark,
                      .footer = wanted.watermark});
    std::uint32_t row = csv ? 1 : out->write_title(1, wanted.title, columns);
    row = out->write_headings(row, headings);
    cell_maker const cell(tree, tables, words, who.language);
    std::int64_t written = 0;
    for (std::size_t from = 0; from < ids.size(); from += at_once)
        for (auto& p : bank.records(who, ids.subspan(from, std::min(at_once, ids.size() - from)))) {
            if (!wanted.unmasked) mask(p);
            std::vector<files::written_cell> cells{
                {0, static_cast<double>(++written), files::look::centered, {}}};
            for (std::size_t c = 0; c < wanted.columns.size(); ++c)
                cells.push_back(
                    {static_cast<std::uint32_t>(c + 1), cell(p, wanted.columns[c]), files::look::body, {}});
            out->write_row(row++, cells);
        }
    out->write_note(row, wanted.watermark, columns);
    out->close();
    return written;
}

}  // namespace guiyan::exports
