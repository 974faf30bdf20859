// Columns by their cells: an unknown heading over ID numbers is still the ID number, and 1985.1 means January
// only where its neighbours keep their zeros.
#include <algorithm>
#include <map>
#include <optional>

#include "base/text.hpp"
#include "roster/cell_text.hpp"
#include "roster/id_number.hpp"
#include "roster/phone.hpp"
#include "roster/table_plan.hpp"

namespace guiyan::roster {
namespace {

struct counts {
    int filled = 0, id = 0, phone = 0, sex = 0, nation = 0, education = 0, political = 0, name = 0,
        village = 0, town = 0, figures = 0, age = 0, date = 0, ticks = 0, category = 0, address = 0,
        bare_village = 0;
    bool first_filled = false;
    int after_first = 0;
    int crosses = 0;
};

bool mostly(int part, int whole, double share = 0.8) {
    return whole > 0 && part >= share * whole;
}

counts count_cells(std::vector<files::cell const*> const& cells, toolbox const& tools) {
    counts n;
    for (auto const* c : cells) {
        if (!c) continue;
        std::string const text = tidy(c->text);
        if (is_nothing(text) || is_ditto(text)) continue;
        ++n.filled;
        bool const digits = all_digits(text);
        if (looks_like_id_number(text)) ++n.id;
        if (auto const p = only_digits(text); p.size() >= 11 && p.size() != 15 && p.size() != 18 &&
                                              p.size() <= 26 && !read_phone(text).numbers.empty())
            ++n.phone;
        if (digits) ++n.figures;
        if (digits && text.size() <= 3) {
            if (auto const a = std::stoi(text); a >= 12 && a <= 110) ++n.age;
        }
        if (is_tick(text)) ++n.ticks;
        if (text == "×" || text == "否" || text == "0" || text == "N" || text == "✗") ++n.crosses;
        if (!digits && length(text) <= 12) {
            if (tools.words.knows_sex(text)) ++n.sex;
            if (tools.words.knows_nation(text)) ++n.nation;
            if (tools.words.knows_education(text)) ++n.education;
            if (tools.words.knows_political(text)) ++n.political;
            if (tools.words.knows_category(text)) ++n.category;
            if (looks_like_name(text, tools.surnames)) ++n.name;
        }
        if (!digits && length(text) >= 2) {
            auto const v = tools.places.village(text, {}, true);
            if (!v.village.empty() || v.how == place_how::ambiguous) ++n.village;
            if (!v.village.empty() &&
                (text.ends_with("村") || text.ends_with("社区") || text.ends_with("委会")))
                ++n.bare_village;
            if (v.how == place_how::town_only) ++n.town;
            if (length(text) >= 6 && v.how != place_how::unknown) ++n.address;
        }
        if (c->kind == files::cell_kind::day || read_birth(*c, tools.today).value) ++n.date;
    }
    return n;
}

/// Of a column that holds ticks: what its heading is a value of. Below a group heading (文化程度/大专及以上)
/// that one says it; alone (种植能手) the word must be a value of one list.
std::optional<column_use> use_of_ticks(plan_column const& column, toolbox const& tools) {
    if (column.path.empty()) return std::nullopt;
    std::string const& leaf = column.path.back();
    if (column.path.size() >= 2) {
        switch (auto const above = tools.headings.match(column.path[column.path.size() - 2]).use) {
            case column_use::sex:
            case column_use::nation:
            case column_use::political_status:
            case column_use::education:
            case column_use::education_degree:
            case column_use::category:
            case column_use::practical_category:
            case column_use::professional_title:
            case column_use::skill_level:
            case column_use::availability:
            case column_use::skills:
            case column_use::strengths:
            case column_use::industry:
                return above;
            default:
                return std::nullopt;
        }
    }
    if (column.use != column_use::none && column.score >= 0.9) return std::nullopt;
    auto plainly = [](word_reading const& w) { return w.value && w.findings.empty(); };
    if (tools.words.knows_sex(leaf)) return column_use::sex;
    if (tools.words.knows_political(leaf)) return column_use::political_status;
    if (tools.words.knows_education(leaf)) return column_use::education;
    if (plainly(tools.words.practical_category(leaf))) return column_use::practical_category;
    if (plainly(tools.words.category(leaf))) return column_use::category;
    return std::nullopt;
}

}  // namespace

void study_columns(table_plan& plan, row_window const& rows, std::size_t from, merge_map const& merges,
                   toolbox const& tools, bool csv) {
    // Lines below the headings that hold at least three cells; notes and groups are left out.
    std::vector<std::size_t> lines;
    for (std::size_t i = from; i < rows.size() && lines.size() < 50; ++i) {
        auto const cells = filled_cells(rows[i]);
        if (cells.size() >= 3 || (!plan.columns.empty() && plan.columns.size() < 3 && !cells.empty()))
            lines.push_back(i);
    }
    // Cells under no heading: a merged heading reaches over them, or it was forgotten.
    for (auto i : lines)
        for (auto const* c : filled_cells(rows[i])) {
            if (plan.columns.size() >= 200 ||
                std::ranges::find(plan.columns, c->column, &plan_column::index) != plan.columns.end())
                continue;
            plan_column column;
            column.index = c->column;
            column.heading = files::column_letters(c->column) + "列";
            plan.columns.insert(std::ranges::upper_bound(plan.columns, c->column, {}, &plan_column::index),
                                std::move(column));
        }
    std::map<int, counts> seen;
    for (std::size_t k = 0; k < plan.columns.size(); ++k) {
        auto& column = plan.columns[k];
        std::vector<files::cell const*> cells;
        int covered = 0;
        // A block begins with another value than the block before; a column with holes repeats itself.
        bool gap = false;
        bool filled_after_gap = false;
        bool repeats = false;
        std::string before;
        for (auto i : lines) {
            auto const* c = rows[i].at(column.index);
            bool const blank = !c || trim(c->text).empty();
            cells.push_back(blank ? nullptr : c);
            if (blank) {
                gap = true;
            } else {
                filled_after_gap = filled_after_gap || gap;
                repeats = repeats || before == c->text;
                before = c->text;
            }
            if (blank && merges.covering(rows[i].number, column.index)) ++covered;
        }
        auto const n = count_cells(cells, tools);
        seen[static_cast<int>(k)] = n;
        column.filled = lines.empty() ? 0 : double(n.filled + covered) / double(lines.size());
        bool const first = !cells.empty() && cells.front();
        column.sparse = covered == 0 && lines.size() >= 4 && first &&
                        n.filled * 2 < static_cast<int>(lines.size()) + 1 &&
                        (filled_after_gap || n.filled == 1) && n.filled >= 1 && !repeats;
    }
    auto taken = [&](column_use use) {
        return std::ranges::any_of(plan.columns,
                                   [&](auto const& c) { return c.use == use && c.score >= 0.5; });
    };
    auto become = [&](plan_column& column, column_use use) {
        column.use = use;
        column.by_content = true;
        column.score = std::max(column.score, 0.6);
    };
    for (std::size_t k = 0; k < plan.columns.size(); ++k) {
        auto& column = plan.columns[k];
        auto const& n = seen[static_cast<int>(k)];
        if (n.filled == 0 || column.remembered || !column.tick_code.empty()) continue;
        if (n.ticks > 0 && n.ticks + n.crosses == n.filled)
            if (auto const use = use_of_ticks(column, tools)) {
                column.use = *use;
                column.score = 1;
                if (*use == column_use::sex)
                    column.tick_code = tools.words.sex(column.path.back()).value.value_or("");
                column.ticked = column.tick_code.empty();
                continue;
            }
        // A heading that its cells contradict: the columns were moved, their heads were not.
        if (column.use == column_use::phone || column.use == column_use::contact ||
            column.use == column_use::name || column.use == column_use::birth_date ||
            column.use == column_use::number) {
            if (n.filled >= 2 && mostly(n.id, n.filled)) become(column, column_use::id_number);
        }
        if (column.use == column_use::id_number || column.use == column_use::name) {
            if (n.filled >= 2 && mostly(n.phone, n.filled) && n.id == 0) become(column, column_use::phone);
            if (n.filled >= 3 && mostly(n.sex, n.filled)) become(column, column_use::sex);
        }
        if (column.use == column_use::sex && n.filled >= 3 && mostly(n.name, n.filled) && n.sex == 0)
            become(column, column_use::name);
        if (column.use == column_use::birth_date && n.filled >= 3 && mostly(n.age, n.filled))
            become(column, column_use::age);
        if (column.use == column_use::age && n.filled >= 3 && mostly(n.date, n.filled) &&
            n.age * 2 < n.filled && !taken(column_use::birth_date))
            become(column, column_use::birth_date);
        if (column.use == column_use::village && n.filled >= 3 && n.village * 4 < n.filled &&
            n.town * 2 > n.filled && !taken(column_use::town))
            become(column, column_use::town);
        if (column.use == column_use::village && column.score < 0.7 && n.filled >= 3 &&
            n.village * 4 < n.filled)
            become(column, n.town * 2 > n.filled ? column_use::town : column_use::address);
        if (column.use == column_use::town && n.filled >= 3 && n.village * 2 > n.filled &&
            !taken(column_use::village))
            become(column, column_use::village);
        if (column.use == column_use::political_status && n.ticks == n.filled)
            column.use = column_use::party_member;
        if (column.use == column_use::party_member && mostly(n.political, n.filled))
            column.use = column_use::political_status;
        if (column.use == column_use::category && mostly(n.political, n.filled) &&
            !taken(column_use::political_status))
            become(column, column_use::political_status);
        // 单位 over villages is the village, not an employer.
        if (column.use == column_use::employer && n.filled >= 2 && mostly(n.bare_village, n.filled) &&
            !taken(column_use::village))
            become(column, column_use::village);
        if (column.use == column_use::employer && n.filled >= 3 && mostly(n.town, n.filled) &&
            !taken(column_use::town))
            become(column, column_use::town);
        if (column.use == column_use::group && n.filled >= 3 && mostly(n.village, n.filled) &&
            !taken(column_use::village))
            become(column, column_use::village);
        if (column.use == column_use::county && n.filled >= 2 && mostly(n.town, n.filled) &&
            !taken(column_use::town))
            become(column, column_use::town);
    }
    for (std::size_t k = 0; k < plan.columns.size(); ++k) {
        auto& column = plan.columns[k];
        auto const& n = seen[static_cast<int>(k)];
        bool const weak =
            column.use == column_use::none || (column.score < 0.5 && column.use != column_use::ignore);
        if (!weak || n.filled == 0 || column.remembered) continue;
        if (mostly(n.id, n.filled) && !taken(column_use::id_number))
            become(column, column_use::id_number);
        else if (n.filled >= 2 && mostly(n.phone, n.filled))
            become(column, taken(column_use::phone) ? column_use::contact : column_use::phone);
        else if (n.filled >= 3 && mostly(n.sex, n.filled) && !taken(column_use::sex))
            become(column, column_use::sex);
        else if (n.filled >= 3 && mostly(n.political, n.filled) && !taken(column_use::political_status))
            become(column, column_use::political_status);
        else if (n.filled >= 3 && mostly(n.education, n.filled) && !taken(column_use::education))
            become(column, column_use::education);
        else if (n.filled >= 3 && mostly(n.nation, n.filled) && !taken(column_use::nation))
            become(column, column_use::nation);
        else if (n.filled >= 3 && mostly(n.town, n.filled) && !taken(column_use::town))
            become(column, column_use::town);
        else if (n.filled >= 3 && mostly(n.village, n.filled) && !taken(column_use::village))
            become(column, column_use::village);
        else if (n.filled >= 3 && mostly(n.name, n.filled, 0.7) && !taken(column_use::name))
            become(column, column_use::name);
    }
    // Without any name column the column of names is taken, whatever stands above it.
    if (!taken(column_use::name)) {
        int best = -1;
        for (std::size_t k = 0; k < plan.columns.size(); ++k) {
            auto const& n = seen[static_cast<int>(k)];
            if (n.filled >= 2 && mostly(n.name, n.filled, 0.7) && n.village * 2 < n.filled &&
                plan.columns[k].use != column_use::ignore && (best < 0 || n.name > seen[best].name))
                best = static_cast<int>(k);
        }
        if (best >= 0) become(plan.columns[std::size_t(best)], column_use::name);
    }

    // How dates and numbers of this table were treated.
    int short_month = 0;
    int padded = 0;
    int ten = 0;
    std::map<int, int> years;
    for (auto i : lines) {
        for (auto const& column : plan.columns) {
            auto const* c = rows[i].at(column.index);
            if (!c) continue;
            if (column.use == column_use::birth_date) {
                std::string const text = tidy(c->text);
                auto const dot = text.find('.');
                if (dot == 4 && text.find('.', 5) == std::string::npos) {
                    std::string const month = text.substr(5);
                    if (month == "10")
                        ++ten;
                    else if (month.size() == 2 && month[0] == '0')
                        ++padded;
                    else if (month.size() == 1)
                        ++short_month;
                }
            }
            if (column.use == column_use::id_number) {
                std::string const text = only_digits(tidy(c->text));
                if (text.size() == 18 && text.ends_with("000") && !is_valid_id_number(text))
                    plan.zeros_suspect = true;
                if (c->text.find("E+") != std::string::npos) plan.zeros_suspect = true;
            }
        }
    }
    // csv has lost what was text and what was number. A column that writes 1985.10 or 1985.03 keeps its
    // zeros, and there 1985.1 is January as it stands; else October may have lost its zero.
    plan.dates.trailing_zero_lost = csv && ten == 0 && padded == 0;
    (void)short_month;

    // The year in which the ages were true: most lines agree on birth + age.
    int age_column = -1;
    int birth_column = -1;
    int id_column = -1;
    for (auto const& column : plan.columns) {
        if (column.use == column_use::age && age_column < 0) age_column = static_cast<int>(column.index);
        if (column.use == column_use::birth_date && birth_column < 0)
            birth_column = static_cast<int>(column.index);
        if (column.use == column_use::id_number && id_column < 0) id_column = static_cast<int>(column.index);
    }
    if (age_column < 0) return;
    int lines_with = 0;
    for (auto i : lines) {
        auto const* a = rows[i].at(std::uint32_t(age_column));
        auto const age = a ? read_age(tidy(a->text)) : std::nullopt;
        if (!age) continue;
        std::optional<int> year;
        if (id_column >= 0)
            if (auto const* c = rows[i].at(std::uint32_t(id_column)))
                if (auto const id = read_id_number(*c, tools.today); id.value) year = id.birth().year();
        if (!year && birth_column >= 0)
            if (auto const* c = rows[i].at(std::uint32_t(birth_column)))
                if (auto const b = read_birth(*c, tools.today); b.value) year = b.value->year();
        if (!year) continue;
        ++years[*year + *age];
        ++lines_with;
    }
    if (lines_with < 4) return;
    auto const most = std::ranges::max_element(years, {}, [](auto const& y) { return y.second; });
    int near = 0;
    for (auto const& [year, n] : years)
        if (std::abs(year - most->first) <= 1) near += n;
    if (near * 3 >= lines_with * 2) plan.counted_in = most->first;
}

std::optional<table_plan> plan_without_headings(row_window const& rows, merge_map const& merges,
                                                toolbox const& tools, bool csv) {
    table_plan plan;
    study_columns(plan, rows, 0, merges, tools, csv);
    auto has = [&](column_use use) {
        return std::ranges::any_of(plan.columns, [&](auto const& c) { return c.use == use; });
    };
    bool const people = has(column_use::name) &&
                        (has(column_use::id_number) || (has(column_use::phone) && has(column_use::sex)));
    if (!people || rows.size() < 3) return std::nullopt;
    return plan;
}

}  // namespace guiyan::roster
