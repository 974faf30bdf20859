// The empty form: headings that the reader knows, lists to choose from, and a second sheet that says how to
// fill it.
#include "files/table_writer.hpp"
#include "modules/imports/imports.hpp"
#include "modules/imports/value_reader.hpp"

namespace guiyan::imports {
namespace {

using roster::field;

struct form_column {
    char const* use;  ///< word of the column: its heading is "roster.column.<use>", always in Chinese
    field fills;
    double width;
    bool free_words;  ///< other words than those of the list are let in
};

constexpr form_column form[] = {
    {"name", field::name, 12, true},
    {"sex", field::sex, 8, false},
    {"birth_date", field::birth_date, 14, true},
    {"id_number", field::id_number, 22, true},
    {"nation", field::nation, 10, false},
    {"political_status", field::political_status, 18, false},
    {"education", field::education, 18, true},
    {"degree", field::degree, 10, false},
    {"phone", field::phone, 16, true},
    {"contact", field::contact, 16, true},
    {"town", field::village_code, 14, true},
    {"village", field::village_code, 14, true},
    {"native_place", field::native_region_code, 18, true},
    {"address", field::residence_note, 24, true},
    {"category", field::category, 18, true},
    {"practical_category", field::practical_category, 14, true},
    {"professional_title", field::professional_title, 16, true},
    {"skill_level", field::skill_level, 12, true},
    {"strengths", field::strengths, 24, true},
    {"employer", field::employer_name, 22, true},
    {"post_title", field::post_title, 14, true},
    {"availability", field::availability, 14, true},
    {"remarks", field::remarks, 20, true},
};
constexpr std::uint32_t form_lines = 2000;
constexpr std::string_view chinese = "zh-CN";  // the reader of forms knows Chinese headings

}  // namespace

std::filesystem::path imports::make_template(actor const&) const {
    std::filesystem::create_directories(root_);
    auto const path = root_ / (std::to_string(parts_.database.ids().next()) + ".plain");
    auto out = files::write_xlsx(path);
    files::sheet_layout people;
    people.name = say(chinese, "import.template.sheet");
    people.frozen_rows = 2;
    people.frozen_columns = 1;
    people.repeat_rows = 2;
    std::vector<files::heading> headings;
    for (auto const& c : form) {
        people.column_widths.push_back(c.width);
        people.text_columns.push_back(true);  // a number typed into an ID column stays whole
        headings.push_back({say(chinese, "roster.column." + std::string(c.use)), {}});
    }
    out->begin_sheet(people);
    auto const columns = static_cast<std::uint32_t>(headings.size());
    auto const first =
        out->write_headings(out->write_title(1, say(chinese, "import.template.title"), columns), headings);
    for (std::uint32_t i = 0; i < columns; ++i) {
        auto const table = table_of(form[i].fills);
        if (table.empty()) continue;
        files::choice_list list;
        list.column = i;
        list.first_row = first;
        list.last_row = first + form_lines - 1;
        list.only_these = !form[i].free_words;
        for (auto const* row : parts_.codes.rows(table)) list.words.push_back(row->name);
        out->offer_choices(list);
    }

    files::sheet_layout notes;
    notes.name = say(chinese, "import.template.notes");
    notes.column_widths = {100};
    out->begin_sheet(notes);
    // One cell a line: items and examples side by side would read like a person's card.
    auto row = out->write_title(1, say(chinese, "import.template.notes_title"), 1);
    for (auto const& c : form) {
        std::string const word = c.use;
        out->write_row(row++, {{0,
                                say(chinese, "import.template.line",
                                    {{"item", say(chinese, "roster.column." + word)},
                                     {"how", say(chinese, "import.template.how." + word)},
                                     {"example", say(chinese, "import.template.example." + word)}}),
                                files::look::body,
                                {}}});
    }
    out->write_note(row, say(chinese, "import.template.note"), 1);
    out->close();
    return path;
}

}  // namespace guiyan::imports
