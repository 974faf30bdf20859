#include "roster/person_line.hpp"

#include "base/text.hpp"
#include "roster/cell_text.hpp"
#include "roster/choices.hpp"
#include "roster/line_reader.hpp"

namespace guiyan::roster {
namespace {

/// The field of a column of which a form may print the possible values.
std::optional<field> field_with_options(column_use use) {
    switch (use) {
        case column_use::sex:
            return field::sex;
        case column_use::nation:
            return field::nation;
        case column_use::political_status:
        case column_use::party_member:
            return field::political_status;
        case column_use::education:
        case column_use::education_fulltime:
        case column_use::education_onjob:
        case column_use::education_degree:
            return field::education;
        case column_use::degree:
            return field::degree;
        case column_use::category:
            return field::category;
        case column_use::practical_category:
            return field::practical_category;
        case column_use::professional_title:
            return field::professional_title;
        case column_use::skill_level:
            return field::skill_level;
        case column_use::availability:
            return field::availability;
        case column_use::skills:
        case column_use::strengths:
        case column_use::industry:
            return field::skills;
        case column_use::post_title:
            return field::post_title;
        default:
            return std::nullopt;
    }
}

/// Columns whose value may stand for the lines below it.
bool may_stand_for_lines(column_use use) {
    switch (use) {
        case column_use::village:
        case column_use::town:
        case column_use::group:
        case column_use::county:
            return true;
        default:
            return false;
    }
}

}  // namespace

void line_reader::read() {
    gather();
    swap_back();
    name();
    id_number();
    birth_date();
    sex();
    phones();
    coded(column_use::nation, field::nation, &vocabulary::nation);
    political();
    schooling();
    places();
    talents();
    work();
    texts();
    if (block_.first(column_use::name) >= 0 && out_.values.has(field::name)) only_name();
}

void line_reader::gather() {
    for (auto const& list : block_.by_use)
        for (int i : list) {
            auto const& column = plan_.columns[std::size_t(i)];
            auto now = carried_.now(row_, column, merges_, may_stand_for_lines(column.use));
            auto& use_slots = slots_[static_cast<std::size_t>(column.use)];
            use_slots.push_back({now, i});
            if (now.cell && now.cell->kind == files::cell_kind::error && column.use != column_use::ignore &&
                column.use != column_use::none && column.use != column_use::number) {
                add(i, "", {kind::cell_error, now.cell->text, std::nullopt, confidence::low, true, {}});
                use_slots.back().now.cell = nullptr;
            }
            if (use_slots.back().now.cell) read_options(use_slots.back(), column);
        }
}

/// ☑男 □女 becomes 男; a tick below 人才类型/种植 becomes 种植.
void line_reader::read_options(slot& s, plan_column const& column) {
    auto const f = field_with_options(column.use);
    if (!f) return;
    std::optional<std::string> text;
    if (column.ticked) {
        if (!is_tick(tidy(s.text()))) return;
        text = column.path.back();
        if (*text == "其他" || *text == "其它") text = "";
    } else if (auto const options = ticked_options(tidy(s.text()))) {
        text.emplace();
        for (auto const& o : *options) *text += (text->empty() ? "" : "、") + o;
        if (!text->empty()) add(s.column, word_of(*f), {kind::word, tidy(s.text()), *text});
    }
    if (!text) return;
    if (text->empty()) {
        s.now.cell = nullptr;
        return;
    }
    auto& cell = own_cells_.emplace_back(*s.now.cell);
    cell.text = *text;
    cell.kind = files::cell_kind::text;
    s.now.cell = &cell;
}

line_reader::slot* line_reader::first(column_use use) {
    auto& list = slots_[static_cast<std::size_t>(use)];
    return list.empty() ? nullptr : &list[0];
}

void line_reader::add(int column, std::string_view field_word, finding f) {
    report r;
    if (column >= 0) {
        r.column = plan_.columns[std::size_t(column)].heading;
        r.column_index = static_cast<int>(plan_.columns[std::size_t(column)].index);
    }
    r.field = std::string(field_word);
    r.what = std::move(f);
    out_.reports.push_back(std::move(r));
}
void line_reader::add_all(int column, field f, std::vector<finding> findings) {
    for (auto& x : findings) add(column, word_of(f), std::move(x));
}
/// Says that a value stands in a line above.
void line_reader::note_carried(slot const& s, field f) {
    if (!s.now.cell || (!s.now.sparse && !s.now.ditto)) return;
    std::string const text = tidy(s.text());
    add(s.column, word_of(f),
        {s.now.ditto ? kind::ditto : kind::carried_down,
         s.now.ditto ? "〃" : "",
         text,
         s.now.ditto ? confidence::high : confidence::medium,
         false,
         {}});
}

void carried_cells::start_group() {
    for (auto& [column, cells] : last_) cells.in_group = false;
}

carried_cells::cell_now carried_cells::now(files::row const& row, plan_column const& column,
                                           merge_map const& merges, bool may_carry) {
    cell_now out;
    if (row.number != row_) {
        row_before_ = row_;
        row_ = row.number;
    }
    auto const* c = row.at(column.index);
    bool const blank = !c || trim(c->text).empty();
    bool const own_value = column.use != column_use::name && column.use != column_use::id_number &&
                           column.use != column_use::number;
    if (!blank && own_value && is_ditto(tidy(c->text))) {
        // Of a blank cell above it repeats nothing.
        auto const at = last_.find(column.index);
        if (at == last_.end() || (at->second.row != row_before_ && at->second.row != row_)) return out;
        out.ditto = true;
        out.cell = &at->second.cell;
        at->second.row = row.number;
        return out;
    }
    if (!blank) {
        out.cell = c;
        if (own_value) {
            auto& keep = last_[column.index];
            keep.cell = *c;
            keep.row = row.number;
            keep.in_group = true;
        }
        return out;
    }
    if (!own_value) return out;
    auto const at = last_.find(column.index);
    if (at == last_.end()) return out;
    if (auto const* m = merges.covering(row.number, column.index);
        m && at->second.row >= m->first_row && at->second.row <= m->last_row) {
        out.cell = &at->second.cell;
        at->second.row = row.number;
        out.merged = true;
    } else if (may_carry && column.sparse && at->second.in_group) {
        out.cell = &at->second.cell;
        at->second.row = row.number;
        out.sparse = true;
    }
    return out;
}

void read_person(table_plan const& plan, plan_block const& block, files::row const& row,
                 merge_map const& merges, toolbox const& tools, surroundings const& around,
                 carried_cells& carried, row_result& out) {
    line_reader(plan, block, row, merges, tools, around, carried, out).read();
}

}  // namespace guiyan::roster
