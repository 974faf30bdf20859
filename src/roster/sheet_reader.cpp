#include "roster/sheet_reader.hpp"

#include "base/text.hpp"
#include "roster/cell_text.hpp"
#include "roster/rows_below.hpp"

namespace guiyan::roster {

result<done> sheet_reader::read() {
    auto const& from = book_.sheets()[index_];
    info_.index = index_;
    info_.name = from.name;
    info_.hidden = from.hidden;
    left_out_ = std::ranges::find(opt_.left_out, index_) != opt_.left_out.end();
    ask_ = from.hidden && std::ranges::find(opt_.hidden_sheets, index_) == opt_.hidden_sheets.end();
    auto merges = book_.merges(index_);
    if (!merges) return fail(merges.error());
    merges_ = merge_map(*merges);
    csv_ = book_.format() == "csv";
    set_surroundings();

    auto read = book_.read(index_, [&](files::row const& row) {
        if (filled_cells(row).empty()) return true;
        window_.push_back(row);
        if (!plan_ && !settled_no_table_ && window_.size() < lookahead) return true;
        if (!plan_ && !settled_no_table_ && !try_forms(false)) return true;
        while (window_.size() > lookahead && !stop_) step();
        return !stop_;
    });
    if (!read) return fail(read.error());
    if (!stop_ && !plan_ && !settled_no_table_) try_forms(true);
    while (!window_.empty() && !stop_) step();
    finish();
    return done{};
}

void sheet_reader::set_surroundings() {
    auto const* region = tools_.places.find(opt_.region_code);
    if (region && region->level == 4) base_.weak_town = region->code;
    if (region && region->level == 5) {
        base_.weak_village = region->code;
        base_.weak_town = region->parent_code;
    }
    if (base_.weak_town.empty()) take_place(opt_.file_name);
    if (!info_.name.empty()) {
        auto place = tools_.places.village(info_.name, {"", base_.weak_town, ""}, false);
        if (place.how == place_how::exact || place.how == place_how::alias ||
            place.how == place_how::town_only) {
            base_.weak_town = place.village.empty() ? place.town : tools_.places.town_of(place.village);
            base_.weak_village = place.village;
        } else {
            take_place(info_.name);
        }
    }
    around_ = base_;
}

void sheet_reader::take_place(std::string_view text) {
    auto const place = tools_.places.mentioned(text);
    if (!place.town.empty()) base_.weak_town = place.town;
    if (!place.village.empty()) base_.weak_village = place.village;
}

void sheet_reader::use_plan(table_plan plan) {
    bool const first_plan = !plan_;
    plan_ = std::move(plan);
    carried_ = carried_cells();
    if (!first_plan && info_.used) return;
    info_.used = !left_out_;
    if (info_.layout.empty()) info_.layout = "table";
    info_.first_heading_row = plan_->first_heading_row;
    info_.last_heading_row = plan_->last_heading_row;
    info_.fingerprint = plan_->fingerprint;
    for (auto const& c : plan_->columns)
        info_.columns.push_back({c.index, c.heading, c.use,
                                 c.remembered || c.score >= 0.9 ? confidence::high
                                 : c.score >= 0.6               ? confidence::medium
                                                                : confidence::low,
                                 c.remembered, c.by_content});
}

void sheet_reader::step() {
    if (!plan_ || restart_) {
        restart_ = false;
        if (auto plan = plan_table(window_, index_, merges_, tools_, opt_)) {
            begin_table(std::move(*plan));
            return;
        }
        if (!plan_) {
            auto const why = kind_above_table(window_.front(), around_, tools_);
            pending_.emplace_back(window_.front().number, why);
            // A sheet without a table is told as such, and not remembered line by line.
            if (pending_.size() > 2 * lookahead) flush_pending(kind::row_no_table);
            window_.pop_front();
            return;
        }
    }
    auto const& row = window_.front();
    if (row.number == goes_on_) {
        ignore(row.number, kind::row_continued);
        ++goes_on_;
        if (--goes_on_rows_ == 0) goes_on_ = 0;
        window_.pop_front();
        return;
    }
    auto const what = kind_of_line(*plan_, window_, merges_, tools_, around_);
    if (what.new_table) {
        restart_ = true;
        if (auto plan = plan_table(window_, index_, merges_, tools_, opt_)) {
            restart_ = false;
            // A title between two tables belongs to the second.
            if (!around_.group_fresh) {
                around_.group_town.clear();
                around_.group_village.clear();
            }
            begin_table(std::move(*plan));
            return;
        }
        restart_ = false;
    }
    if (what.ignored) {
        if (*what.ignored == kind::row_group) carried_.start_group();
        ignore(row.number, *what.ignored);
    } else {
        bool any = false;
        add_rows_below();
        for (std::size_t b = 0; b < plan_->blocks.size() && !stop_; ++b) {
            auto const& block = plan_->blocks[b];
            if (plan_->blocks.size() > 1 && !block_filled(row, block)) continue;
            person(row, block, merges_);
            any = true;
        }
        if (!any) ignore(row.number, kind::row_numbered_only);
    }
    window_.pop_front();
}

void sheet_reader::add_rows_below() {
    std::uint32_t const first = window_.front().number;
    while (goes_on_rows_ + 1 < window_.size()) {
        auto const& next = window_[goes_on_rows_ + 1];
        if (next.number != first + goes_on_rows_ + 1 || !goes_on_with(*plan_, window_.front(), next)) break;
        window_.front() = put_together(*plan_, window_.front(), next);
        ++goes_on_rows_;
    }
    goes_on_ = goes_on_rows_ ? first + 1 : 0;
}

bool sheet_reader::block_filled(files::row const& row, plan_block const& block) const {
    int const name = block.first(column_use::name);
    if (name >= 0 && !is_nothing(tidy(row.text(plan_->columns[std::size_t(name)].index)))) return true;
    int const id = block.first(column_use::id_number);
    return id >= 0 && !is_nothing(tidy(row.text(plan_->columns[std::size_t(id)].index)));
}

void sheet_reader::begin_table(table_plan plan) {
    flush_pending(std::nullopt);
    std::size_t const rows = plan.heading_rows;
    study_columns(plan, window_, rows, merges_, tools_, csv_);
    settle_columns(plan, index_, opt_);
    bool const usable =
        std::ranges::any_of(plan.columns, [](auto const& c) { return c.use == column_use::name; });
    for (std::size_t i = 0; i < rows && !window_.empty(); ++i) {
        ignore(window_.front().number, kind::row_heading);
        window_.pop_front();
    }
    if (usable || !plan_) use_plan(std::move(plan));
}

}  // namespace guiyan::roster
