#include "roster/table_plan.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "roster/cell_text.hpp"
#include "roster/choices.hpp"
#include "roster/id_number.hpp"

namespace guiyan::roster {
namespace {

std::string fingerprint_of(std::vector<plan_column> const& columns) {
    std::uint64_t hash = 1469598103934665603ull;  // FNV-1a
    for (auto const& c : columns)
        for (unsigned char b : heading_words::key_of(c.heading) + "\n") hash = (hash ^ b) * 1099511628211ull;
    static constexpr char hex[] = "0123456789abcdef";
    std::string out;
    for (int shift = 60; shift >= 0; shift -= 4) out += hex[(hash >> shift) & 15];
    return out;
}

bool is_person_field(column_use u) {
    return u == column_use::sex || u == column_use::id_number || u == column_use::birth_date ||
           u == column_use::age || u == column_use::education || u == column_use::political_status ||
           u == column_use::nation || u == column_use::party_member || u == column_use::education_fulltime ||
           u == column_use::education_degree;
}

/// Figures, long sentences and known values are no headings.
bool may_be_heading(std::string const& text, toolbox const& tools) {
    if (text.empty() || length(text) > 40 || has_empty_box(text)) return false;
    if (only_digits(text).size() > 4 && only_digits(text).size() * 2 > text.size()) return false;
    if (text == "男" || text == "女" || looks_like_id_number(text)) return false;
    return !(tools.words.knows_nation(text) && text.ends_with("族") && length(text) > 1 && text != "民族");
}

/// A heading row above that groups columns: its cells span several of them, but not all.
bool is_group_row(row_window const& rows, std::size_t index, merge_map const& merges, std::size_t width) {
    auto const cells = filled_cells(rows[index]);
    if (cells.size() < 2) return false;
    bool spans = false;
    for (auto const* c : cells) {
        std::string const text = tidy(c->text);
        if (text.find(':') != std::string::npos || length(text) > 14) return false;
        if (auto const* m = merges.covering(rows[index].number, c->column)) {
            auto const columns = m->last_column - m->first_column + 1;
            if (columns >= 2 && columns < width) spans = true;
        }
    }
    return spans;
}

/// The row below the headings as sub-headings: it fills only columns that the row above leaves to it.
bool is_sub_heading(row_window const& rows, std::size_t index, std::size_t top, merge_map const& merges,
                    std::uint32_t name_column, toolbox const& tools) {
    auto const& above = rows[index - 1];
    auto const& row = rows[index];
    if (row.number != above.number + 1) return false;
    if (auto const* m = merges.covering(above.number, name_column); m && m->last_row >= row.number)
        return true;
    if (!tidy(row.text(name_column)).empty()) return false;
    auto const cells = filled_cells(row);
    if (cells.empty()) return false;
    int known = 0;
    bool fits = true;
    for (auto const* c : cells) {
        std::string const text = tidy(c->text);
        if (!may_be_heading(text, tools) || all_digits(text) || length(text) > 14) return false;
        bool const blank_above = tidy(above.text(c->column)).empty();
        bool const opens_group =
            !blank_above && tidy(above.text(c->column + 1)).empty() && row.at(c->column + 1);
        auto const* m = merges.covering(above.number, c->column);
        if (!blank_above && !opens_group && !(m && m->last_column > m->first_column)) fits = false;
        std::string parent;
        for (std::uint32_t left = c->column + 1; left-- > 0;)
            if (parent = tidy(above.text(left)); !parent.empty()) break;
        auto const match = tools.headings.match(std::vector<std::string>{parent, text});
        auto const code = tools.words.knows_sex(text) || tools.words.knows_political(text) ||
                          tools.words.knows_education(text);
        if (match.use != column_use::none || code) ++known;
    }
    (void)top;
    // Without merges 学历学位 may stand below 在职教育; a row of nothing but headings is one.
    if (!fits) return cells.size() >= 2 && known == static_cast<int>(cells.size());
    return known * 2 >= static_cast<int>(cells.size());
}

}  // namespace

toolbox::toolbox(reference const& ref, options const& opt)
    : lists(*ref.lists),
      headings(lists),
      words(lists),
      surnames(lists),
      skills(lists),
      places(*ref.regions, opt.region_code, lists),
      today(opt.today) {}

int plan_block::first(column_use use) const {
    auto const& list = by_use[static_cast<std::size_t>(use)];
    return list.empty() ? -1 : list[0];
}

heading_look look_at_headings(row_window const& rows, std::size_t index, merge_map const& merges,
                              toolbox const& tools) {
    heading_look look;
    std::set<column_use> uses;
    std::set<column_use> person;
    std::string right_of_name;
    bool name_before = false;
    for (auto const* c : filled_cells(rows[index])) {
        std::string const text = tidy(c->text);
        ++look.cells;
        if (name_before && right_of_name.empty()) right_of_name = text;
        name_before = false;
        if (!may_be_heading(text, tools)) continue;
        auto const m = tools.headings.match(text);
        if (m.use == column_use::none || m.score < 0.45) continue;
        ++look.known;
        if (m.use == column_use::ignore) continue;
        uses.insert(m.use);
        if (is_person_field(m.use)) person.insert(m.use);
        if (m.use == column_use::name && m.score > look.name) {
            look.name = m.score;
            look.name_column = c->column;
            name_before = true;
            right_of_name.clear();
        }
    }
    (void)merges;
    // A name below 姓名 says more than headings that nobody knows.
    bool name_below = false;
    if (look.name > 0)
        for (std::size_t i = index + 1; i < rows.size() && i <= index + 3; ++i)
            name_below = name_below || looks_like_name(tidy(rows[i].text(look.name_column)), tools.surnames);
    look.distinct = static_cast<int>(uses.size());
    look.has_person_fields = person.size() >= 2;
    // 姓名 | 张三 | 性别 | 男 is a card, not a heading.
    bool const card = !right_of_name.empty() && tools.headings.match(right_of_name).use == column_use::none &&
                      looks_like_name(right_of_name, tools.surnames);
    double const part = look.cells ? double(look.known) / look.cells : 0;
    if (card || look.cells == 0) {
        look.is_heading = false;
    } else if (look.name >= 0.8) {
        look.is_heading = (look.distinct >= 2 && part >= 0.4) || (look.cells == 1 && look.name >= 0.95) ||
                          look.distinct >= 4 || (look.distinct >= 2 && name_below);
    } else if (look.name > 0) {
        look.is_heading = look.distinct >= 4 && part >= 0.5 && (look.has_person_fields || name_below);
    } else {
        look.is_heading = look.distinct >= 4 && part >= 0.6 && look.has_person_fields &&
                          (uses.contains(column_use::id_number) || uses.contains(column_use::phone));
    }
    return look;
}

std::optional<table_plan> plan_table(row_window const& rows, std::size_t sheet, merge_map const& merges,
                                     toolbox const& tools, options const& opt) {
    if (rows.empty()) return std::nullopt;
    // A row of group headings may stand above the one with 姓名.
    std::size_t main = 0;
    heading_look look = look_at_headings(rows, 0, merges, tools);
    if (!look.is_heading) {
        if (rows.size() < 2 || !is_group_row(rows, 0, merges, 1000)) return std::nullopt;
        for (std::size_t i = 1; i < rows.size() && i <= 2; ++i) {
            look = look_at_headings(rows, i, merges, tools);
            if (look.is_heading) {
                main = i;
                break;
            }
        }
        if (main == 0) return std::nullopt;
        for (std::size_t i = 0; i < main; ++i)
            if (rows[i + 1].number != rows[i].number + 1 ||
                !is_group_row(rows, i, merges, filled_cells(rows[main]).size() + 1))
                return std::nullopt;
    }
    std::size_t last = main;
    while (last + 1 < rows.size() && last < main + 3 &&
           is_sub_heading(rows, last + 1, 0, merges, look.name_column, tools))
        ++last;
    // A merged heading may reach below the sub-headings that were seen.
    if (auto const* m = merges.covering(rows[main].number, look.name_column))
        while (last + 1 < rows.size() && rows[last + 1].number <= m->last_row) ++last;

    table_plan plan;
    plan.first_heading_row = rows[0].number;
    plan.last_heading_row = rows[last].number;
    plan.heading_rows = last + 1;
    std::set<std::uint32_t> indices;
    for (std::size_t i = 0; i <= last; ++i)
        for (auto const* c : filled_cells(rows[i])) {
            indices.insert(c->column);
            if (auto const* m = merges.covering(rows[i].number, c->column); m && i < last)
                for (auto k = m->first_column; k <= m->last_column; ++k)
                    for (std::size_t below = i + 1; below <= last; ++below)
                        if (!tidy(rows[below].text(k)).empty()) indices.insert(k);
        }
    for (auto const index : indices) {
        plan_column column;
        column.index = index;
        for (std::size_t i = 0; i <= last; ++i) {
            std::string text = text_at(rows, i, index, merges);
            if (text.empty() && i < last && merges.covering(rows[i].number, index) == nullptr) {
                // Without merges (csv) a group heading stands over the blanks to its right, where something
                // is below.
                bool below = false;
                for (std::size_t k = i + 1; k <= last; ++k)
                    below = below || !tidy(rows[k].text(index)).empty();
                if (below)
                    for (std::uint32_t left = index; left-- > 0 && text.empty();)
                        text = text_at(rows, i, left, merges);
            }
            if (text.empty()) continue;
            if (!column.path.empty() && column.path.back() == text) continue;
            column.path.push_back(text);
        }
        if (column.path.empty()) continue;
        for (auto const& p : column.path) {
            column.heading += (column.heading.empty() ? "" : "/") + p;
            column.keys.push_back(heading_words::key_of(p));
        }
        auto const match = tools.headings.match(column.path);
        column.use = match.use;
        column.score = match.score;
        // 性别/男, 政治面貌/党员: the heading is a value and the cells are ticked.
        if (column.path.size() >= 2) {
            auto const above = tools.headings.match(column.path[column.path.size() - 2]);
            std::string const& leaf = column.path.back();
            auto tick = [&](column_use use, word_reading read) {
                if (above.use != use || !read.value) return;
                column.use = use;
                column.score = 1;
                column.tick_code = *read.value;
            };
            tick(column_use::sex, tools.words.sex(leaf));
            tick(column_use::political_status, tools.words.political_status(leaf));
            if (tools.words.knows_education(leaf)) tick(column_use::education, tools.words.education(leaf));
            if ((above.use == column_use::category || above.use == column_use::practical_category) &&
                tools.words.knows_category(leaf)) {
                column.use = above.use;
                column.score = 1;
                column.ticked = true;
            }
        }
        plan.columns.push_back(std::move(column));
    }
    plan.fingerprint = fingerprint_of(plan.columns);
    (void)sheet;
    (void)opt;
    return plan;
}

void table_plan::index_columns() {
    by_index.clear();
    blocks.clear();
    for (std::size_t i = 0; i < columns.size(); ++i) by_index[columns[i].index] = static_cast<int>(i);
    // Persons side by side: the headings from one 姓名 to the next come again.
    std::vector<std::size_t> names;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].use == column_use::name) names.push_back(i);
    std::vector<std::size_t> starts{0};
    if (names.size() > 1) {
        for (std::size_t n = 1; n < names.size(); ++n) {
            std::size_t const back = names[0];  // columns before the first name
            if (names[n] < back) continue;
            std::size_t const start = names[n] - back;
            if (start <= names[n - 1]) continue;
            bool same = true;
            std::size_t const width = start - starts.back();
            for (std::size_t k = 0; k <= back; ++k) same = same && columns[start + k].use == columns[k].use;
            int again = 0;
            for (std::size_t k = 0; k < width && start + k < columns.size(); ++k)
                again += columns[start + k].keys == columns[k].keys;
            if (same && again >= 2) starts.push_back(start);
        }
    }
    for (std::size_t b = 0; b < starts.size(); ++b) {
        std::size_t const end = b + 1 < starts.size() ? starts[b + 1] : columns.size();
        plan_block block;
        for (std::size_t i = starts[b]; i < end; ++i)
            block.by_use[static_cast<std::size_t>(columns[i].use)].push_back(static_cast<int>(i));
        blocks.push_back(std::move(block));
    }
}

void settle_columns(table_plan& plan, std::size_t sheet, options const& opt) {
    for (auto const& form : opt.remembered) {
        if (form.fingerprint != plan.fingerprint) continue;
        for (auto& column : plan.columns)
            for (auto const& [heading, use] : form.columns)
                if (heading == column.heading) {
                    column.use = use;
                    column.remembered = true;
                    column.by_content = false;
                    if (use == column_use::none || use == column_use::ignore) column.tick_code.clear();
                }
    }
    for (auto const& choice : opt.chosen)
        if (choice.sheet == sheet)
            for (auto& column : plan.columns)
                if (column.index == choice.column) {
                    if (column.use != choice.use) column.ticked = false;
                    column.use = choice.use;
                    column.remembered = true;
                    column.by_content = false;
                    column.tick_code.clear();
                }
    plan.index_columns();
    // Columns of one meaning inside a block: the best heading keeps it.
    for (auto& block : plan.blocks) {
        auto one_of = [&](column_use use, column_use others) {
            auto const list = block.by_use[static_cast<std::size_t>(use)];
            if (list.size() < 2) return;
            int best = list[0];
            for (int i : list)
                if (plan.columns[std::size_t(i)].score > plan.columns[std::size_t(best)].score + 0.05)
                    best = i;
            for (int i : list)
                if (i != best && !plan.columns[std::size_t(i)].remembered &&
                    plan.columns[std::size_t(i)].tick_code.empty() && !plan.columns[std::size_t(i)].ticked)
                    plan.columns[std::size_t(i)].use = others;
        };
        one_of(column_use::name, column_use::ignore);
        one_of(column_use::id_number, column_use::ignore);
        one_of(column_use::birth_date, column_use::ignore);
        one_of(column_use::sex, column_use::ignore);
        one_of(column_use::age, column_use::ignore);
        one_of(column_use::phone, column_use::contact);
        one_of(column_use::village, column_use::registered);
        one_of(column_use::town, column_use::ignore);
        one_of(column_use::address, column_use::registered);
        one_of(column_use::nation, column_use::ignore);
        one_of(column_use::employer, column_use::ignore);
        one_of(column_use::post_title, column_use::ignore);
        one_of(column_use::category, column_use::practical_category);
    }
    plan.index_columns();
}

}  // namespace guiyan::roster
