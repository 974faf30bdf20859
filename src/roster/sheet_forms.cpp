// Sheets that are no table: a form for one person, cards, a table on its side, names without headings.
#include "roster/sheet_reader.hpp"

namespace guiyan::roster {
namespace {

constexpr std::size_t form_rows = 20'000;  ///< a sheet of cards longer than this is none

}  // namespace

bool sheet_reader::try_forms(bool whole_sheet) {
    if (form_seen_ && !whole_sheet && window_.size() <= form_rows) return false;
    bool table_in_form = false;
    for (std::size_t i = 0; i < window_.size() && i < lookahead && !table_in_form; ++i) {
        auto const here = window_.begin() + static_cast<std::ptrdiff_t>(i);
        if (!plan_table(row_window(here, window_.end()), index_, merges_, tools_, opt_)) continue;
        // Somebody's family stands in a table below his own form.
        table_in_form = i >= 2 && unfold(row_window(window_.begin(), here), merges_, tools_).has_value();
        if (!table_in_form) return settled_no_table_ = true;
    }
    if (table_in_form) {
        form_seen_ = true;
    } else if (auto plan = plan_without_headings(window_, merges_, tools_, csv_)) {
        plan->first_heading_row = plan->last_heading_row = 0;
        settle_columns(*plan, index_, opt_);
        use_plan(std::move(*plan));
        return settled_no_table_ = true;
    }
    bool const looks_like_form = whole_sheet || form_seen_ || unfold(window_, merges_, tools_).has_value();
    if (!looks_like_form || window_.size() > form_rows) return settled_no_table_ = true;
    form_seen_ = true;
    if (!whole_sheet) return false;
    auto form = unfold(window_, merges_, tools_);
    settled_no_table_ = true;
    if (form) read_form(*form);
    return true;
}

void sheet_reader::read_form(unfolded_form& form) {
    for (auto const& row : window_) {
        if (row.number >= form.people.front().number) break;
        kind_above_table(row, around_, tools_);
    }
    settle_columns(form.plan, index_, opt_);
    info_.layout = std::string(form.layout);
    use_plan(std::move(form.plan));
    info_.first_heading_row = info_.last_heading_row = 0;
    row_window const cells = std::move(window_);
    window_.clear();
    merge_map const none;
    for (auto const& row : form.people) {
        if (stop_) return;
        window_.assign(1, row);
        person(row, plan_->blocks.front(), none);
    }
    // Rows between the cards hold their labels; those before the first are titles.
    for (auto const& row : cells) {
        if (stop_) break;
        if (row.number < form.people.front().number) ignore(row.number, kind::row_title);
    }
    window_.clear();
}

}  // namespace guiyan::roster
