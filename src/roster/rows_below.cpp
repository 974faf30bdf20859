#include "roster/rows_below.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "roster/cell_text.hpp"
#include "roster/line_marks.hpp"
#include "roster/phone.hpp"

namespace guiyan::roster {

bool goes_on_with(table_plan const& plan, files::row const& person, files::row const& next) {
    if (plan.blocks.size() != 1 || plan.transposed_or_card) return false;
    int const name_at = plan.blocks.front().first(column_use::name);
    if (name_at < 0) return false;
    std::uint32_t const name_column = plan.columns[std::size_t(name_at)].index;
    if (is_nothing(tidy(person.text(name_column)))) return false;
    bool any = false;
    for (auto const* c : filled_cells(next)) {
        std::string const text = tidy(c->text);
        if (text.empty()) continue;
        auto const at = plan.by_index.find(c->column);
        if (at == plan.by_index.end() || c->column < name_column || c->kind == files::cell_kind::error)
            return false;
        if (is_subtotal(text) || is_signature(text) || is_note(text) || is_unit_line(text) ||
            length(text) > 40)
            return false;
        switch (plan.columns[std::size_t(at->second)].use) {
            case column_use::phone:
            case column_use::contact:
                if (read_phone(text).numbers.empty()) return false;
                break;
            case column_use::skills:
            case column_use::strengths:
            case column_use::industry:
            case column_use::category:
            case column_use::practical_category:
            case column_use::professional_title:
            case column_use::skill_level:
            case column_use::remarks:
                if (all_digits(text) || is_ditto(text)) return false;
                break;
            default:
                return false;
        }
        any = true;
    }
    return any;
}

files::row put_together(table_plan const& plan, files::row const& person, files::row const& next) {
    files::row out = person;
    for (auto const* c : filled_cells(next)) {
        auto const mine = std::ranges::find(out.cells, c->column, &files::cell::column);
        if (mine == out.cells.end()) {
            out.cells.push_back(*c);
        } else if (is_nothing(tidy(mine->text))) {
            *mine = *c;
        } else {
            auto const use = plan.columns[std::size_t(plan.by_index.at(c->column))].use;
            mine->text += (use == column_use::remarks ? "；" : "、") + c->text;
            mine->stored_as_number = false;
        }
    }
    std::ranges::sort(out.cells, {}, &files::cell::column);
    return out;
}

}  // namespace guiyan::roster
