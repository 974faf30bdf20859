#include "modules/reports/statistics_plan.hpp"

#include <algorithm>

namespace guiyan::reports {
namespace {

using people::people_list_query;

people_list_query ages(std::optional<std::int64_t> from, std::optional<std::int64_t> to) {
    people_list_query q;
    q.age_from = from;
    q.age_to = to;
    return q;
}

/// The groups above the single codes, so that a cell's list can be refined by people who read it.
planned_row team_row(terms::item const& team) {
    planned_row r{team.code, team.name, "class", team.parent_code.empty() ? 0 : 1, {}};
    r.people.category = {team.code};
    return r;
}

planned_row practical_row(codes::code_tables const& tables, row_word const& word) {
    planned_row r{"practical", word("reports.row.practical"), "line", 0, {}};
    r.people.practical_line = tables.codes("practical_line");
    return r;
}

planned_row unclassified_row(row_word const& word) {
    planned_row r{"unclassified", word("reports.row.unclassified"), "unclassified", 0, {}};
    r.people.missing = {"category"};
    return r;
}

planned_row total_row(row_word const& word) {
    return {"total", word("reports.row.total"), "total", 0, {}};
}

}  // namespace

std::vector<planned_column> const& statistics_columns() {
    static std::vector<planned_column> const all{
        {"total", "", {}},
        {"female", "sex", {.sex = {"2"}}},
        {"sex_missing", "sex", {.missing = {"sex"}}},
        {"minority", "nation", {.minority = true}},
        {"nation_missing", "nation", {.missing = {"nation"}}},
        {"party_member", "political_status", {.political_status = {"01", "02"}}},
        {"political_status_missing", "political_status", {.missing = {"political_status"}}},
        {"age_to_35", "age", ages({}, 35)},
        {"age_36_45", "age", ages(36, 45)},
        {"age_46_55", "age", ages(46, 55)},
        {"age_56_60", "age", ages(56, 60)},
        {"age_from_61", "age", ages(61, {})},
        {"age_missing", "age", {.missing = {"birth_date"}}},
        {"postgraduate", "education", {.education = {"10"}}},
        {"undergraduate", "education", {.education = {"20"}}},
        {"junior_college", "education", {.education = {"30"}}},
        {"secondary", "education", {.education = {"40", "60"}}},
        {"junior_secondary", "education", {.education = {"70", "80", "90"}}},
        {"education_missing", "education", {.missing = {"education"}}},
        {"title_senior", "professional_title", {.title_level = {"1"}}},
        {"title_associate_senior", "professional_title", {.title_level = {"2"}}},
        {"title_intermediate", "professional_title", {.title_level = {"3"}}},
        {"title_junior", "professional_title", {.title_level = {"4", "5"}}},
        {"title_none", "professional_title", {.title_level = {"9"}}},
        {"title_missing", "professional_title", {.missing = {"professional_title"}}},
    };
    return all;
}

std::vector<planned_row> class_rows(codes::code_tables const& tables, row_word const& word) {
    std::vector<planned_row> out;
    for (auto const* team : tables.rows("talent_category")) out.push_back(team_row(*team));
    out.push_back(practical_row(tables, word));
    for (auto const* line : tables.rows("practical_line")) {
        planned_row r{line->code, line->name, "line", 1, {}};
        r.people.practical_line = {line->code};
        out.push_back(std::move(r));
    }
    out.push_back(unclassified_row(word));
    out.push_back(total_row(word));
    return out;
}

std::vector<planned_row> region_rows(row_places const& places, row_word const& word) {
    std::vector<planned_row> out;
    for (auto const* place : places.parts) {
        planned_row r{place->code, place->short_name, "region", 0, {}};
        r.people.region = {place->code};
        out.push_back(std::move(r));
    }
    if (places.itself) {
        planned_row r{places.itself->code, word("reports.row.itself"), "region", 0, {}};
        r.people.at_region = {places.itself->code};
        out.push_back(std::move(r));
    }
    out.push_back(total_row(word));
    return out;
}

std::vector<planned_row> class_region_rows(codes::code_tables const& tables, row_places const& places,
                                           row_word const& word) {
    std::vector<planned_row> classes;
    for (auto const* team : tables.rows("talent_category"))
        if (team->parent_code.empty()) classes.push_back(team_row(*team));
    classes.push_back(practical_row(tables, word));
    classes.push_back(unclassified_row(word));
    classes.push_back(total_row(word));
    auto parts = region_rows(places, word);
    parts.pop_back();

    std::vector<planned_row> out;
    for (auto const& of_class : classes) {
        out.push_back(of_class);
        for (auto part : parts) {
            part.key = of_class.key + "/" + part.key;
            part.level = 1;
            part.people = met_by_all({}, of_class.people, part.people);
            out.push_back(std::move(part));
        }
    }
    return out;
}

people_list_query met_by_all(people_list_query const& table, people_list_query const& row,
                             people_list_query const& column) {
    static people_list_query const everybody;
    people_list_query out = table;
    // Rows name places inside those of the table, so the narrower place stands alone.
    if (!row.region.empty() || !row.at_region.empty()) out.region.clear();
    for (auto const* narrower : {&row, &column})
        for (auto const& f : record_of(&everybody).fields) {
            auto const v = f.get(narrower);
            if (f.name != "missing" && v != f.get(&everybody)) f.set(&out, v);
        }
    for (auto const* narrower : {&row, &column})
        for (auto const& field : narrower->missing)
            if (std::find(out.missing.begin(), out.missing.end(), field) == out.missing.end())
                out.missing.push_back(field);
    return out;
}

}  // namespace guiyan::reports
