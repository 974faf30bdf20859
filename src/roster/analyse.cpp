#include <algorithm>

#include "base/text.hpp"
#include "roster/cards.hpp"
#include "roster/cell_text.hpp"
#include "roster/duplicates.hpp"
#include "roster/line_kinds.hpp"
#include "roster/person_line.hpp"
#include "roster/roster.hpp"
#include "roster/table_plan.hpp"

namespace guiyan::roster {
namespace {

constexpr std::size_t lookahead = 64;      ///< rows that headings and columns are judged by
constexpr std::size_t form_rows = 20'000;  ///< a sheet of cards longer than this is none

class sheet_reader {
public:
    sheet_reader(files::workbook& book, std::size_t index, toolbox const& tools, reference const& ref,
                 options const& opt, row_sink const& sink, duplicate_finder& duplicates, analysis& out,
                 bool& cancelled)
        : book_(book),
          index_(index),
          tools_(tools),
          ref_(ref),
          opt_(opt),
          sink_(sink),
          duplicates_(duplicates),
          out_(out),
          cancelled_(cancelled) {}

    result<done> read() {
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

private:
    void set_surroundings() {
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

    void take_place(std::string_view text) {
        auto const place = tools_.places.mentioned(text);
        if (!place.town.empty()) base_.weak_town = place.town;
        if (!place.village.empty()) base_.weak_village = place.village;
    }

    /// No table in the first rows: a card, a table on its side, or a table further down. True once that is
    /// known.
    bool try_forms(bool whole_sheet) {
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
        bool const looks_like_form =
            whole_sheet || form_seen_ || unfold(window_, merges_, tools_).has_value();
        if (!looks_like_form || window_.size() > form_rows) return settled_no_table_ = true;
        form_seen_ = true;
        if (!whole_sheet) return false;
        auto form = unfold(window_, merges_, tools_);
        settled_no_table_ = true;
        if (form) read_form(*form);
        return true;
    }

    void read_form(unfolded_form& form) {
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

    void use_plan(table_plan plan) {
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

    void step() {
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

    /// A person over several rows: what the rows below only add is read with the first.
    void add_rows_below() {
        std::uint32_t const first = window_.front().number;
        while (goes_on_rows_ + 1 < window_.size()) {
            auto const& next = window_[goes_on_rows_ + 1];
            if (next.number != first + goes_on_rows_ + 1 || !goes_on_with(*plan_, window_.front(), next))
                break;
            window_.front() = put_together(*plan_, window_.front(), next);
            ++goes_on_rows_;
        }
        goes_on_ = goes_on_rows_ ? first + 1 : 0;
    }

    bool block_filled(files::row const& row, plan_block const& block) const {
        int const name = block.first(column_use::name);
        if (name >= 0 && !is_nothing(tidy(row.text(plan_->columns[std::size_t(name)].index)))) return true;
        int const id = block.first(column_use::id_number);
        return id >= 0 && !is_nothing(tidy(row.text(plan_->columns[std::size_t(id)].index)));
    }

    void begin_table(table_plan plan) {
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

    void flush_pending(std::optional<kind> instead) {
        for (auto const& [row, why] : pending_) {
            if (stop_) break;
            ignore(row, instead.value_or(why));
        }
        pending_.clear();
    }

    void ignore(std::uint32_t row, kind why) {
        row_result r;
        r.sheet = index_;
        r.sheet_name = book_.sheets()[index_].name;
        r.row = row;
        r.verdict = verdict::ignored;
        r.reports.push_back({"", -1, "", {why, "", std::nullopt, confidence::high, false, {}}});
        tell(r);
    }

    void person(files::row const& row, plan_block const& block, merge_map const& merges) {
        if (left_out_) return ignore(row.number, kind::row_no_table);
        row_result r;
        around_.group_fresh = false;
        r.sheet = index_;
        r.sheet_name = book_.sheets()[index_].name;
        r.row = row.number;
        read_person(*plan_, block, row, merges, tools_, around_, carried_, r);
        if (ask_)
            r.reports.push_back(
                {"", -1, "", {kind::sheet_hidden, info_.name, std::nullopt, confidence::low, true, {}}});
        if (row.hidden)
            r.reports.push_back(
                {"", -1, "", {kind::row_hidden, "", std::nullopt, confidence::low, false, {}}});
        find_twins(r);
        bool const decide = std::ranges::any_of(r.reports, [](report const& p) { return p.what.decide; });
        r.verdict = decide ? verdict::reported : verdict::ok;
        if (!info_.first_row) info_.first_row = row.number;
        info_.last_row = row.number;
        tell(r);
    }

    void find_twins(row_result& r) {
        bool same = false;
        if (auto twin = duplicates_.seen_before(r, same)) {
            std::string const sheet = book_.sheets()[twin->sheet].name;
            r.reports.push_back({"",
                                 -1,
                                 "",
                                 {kind::duplicate_in_file,
                                  r.values.get(field::name),
                                  std::nullopt,
                                  twin->why == "id_number" || same ? confidence::high : confidence::medium,
                                  true,
                                  {{"sheet", sheet},
                                   {"other_row", std::to_string(twin->row)},
                                   {"why", twin->why},
                                   {"same", same ? "1" : "0"}}}});
            r.duplicate = std::move(twin);
            return;
        }
        if (!ref_.people) return;
        if (auto known = duplicate_finder::in_bank(r, *ref_.people)) {
            r.reports.push_back({"",
                                 -1,
                                 "",
                                 {kind::duplicate_in_bank,
                                  r.values.get(field::name),
                                  std::nullopt,
                                  known->why == "id_number" ? confidence::high : confidence::medium,
                                  true,
                                  {{"name", known->name}, {"why", known->why}}}});
            r.duplicate = std::move(known);
        }
    }

    void tell(row_result const& r) {
        switch (r.verdict) {
            case verdict::ok:
                ++info_.ok;
                ++out_.ok;
                if (!r.reports.empty()) ++out_.repaired;
                break;
            case verdict::reported:
                ++info_.reported;
                ++out_.reported;
                break;
            case verdict::ignored:
                ++info_.ignored;
                ++out_.ignored;
                break;
        }
        for (auto const& p : r.reports) ++out_.kinds[std::string(word_of(p.what.what))];
        if (!sink_(r)) stop_ = cancelled_ = true;
    }

    void finish() {
        if (!stop_) flush_pending(plan_ ? std::nullopt : std::optional<kind>(kind::row_no_table));
        info_.title = around_.title;
        info_.unit_line = around_.unit_line;
        if (info_.used) {
            form_mapping form;
            form.fingerprint = info_.fingerprint;
            form.name = info_.title.empty() ? info_.name : info_.title;
            for (auto const& c : info_.columns) form.columns.emplace_back(c.heading, c.use);
            if (std::ranges::find(out_.mappings, form.fingerprint, &form_mapping::fingerprint) ==
                out_.mappings.end())
                out_.mappings.push_back(std::move(form));
        }
        out_.sheets.push_back(std::move(info_));
    }

    files::workbook& book_;
    std::size_t index_;
    toolbox const& tools_;
    reference const& ref_;
    options const& opt_;
    row_sink const& sink_;
    duplicate_finder& duplicates_;
    analysis& out_;
    bool& cancelled_;

    sheet_info info_;
    merge_map merges_;
    row_window window_;
    surroundings base_, around_;
    carried_cells carried_;
    std::optional<table_plan> plan_;
    std::vector<std::pair<std::uint32_t, kind>> pending_;
    std::uint32_t goes_on_ = 0;       ///< row that goes on with the person above it; 0: none does
    std::uint32_t goes_on_rows_ = 0;  ///< and how many such rows are left
    bool csv_ = false;
    bool ask_ = false;
    bool left_out_ = false;
    bool stop_ = false;
    bool restart_ = false;
    bool settled_no_table_ = false;
    bool form_seen_ = false;
};

}  // namespace

result<analysis> analyse(files::workbook& book, reference const& ref, options const& opt,
                         row_sink const& sink) {
    toolbox const tools(ref, opt);
    duplicate_finder duplicates;
    analysis out;
    bool cancelled = false;
    for (std::size_t i = 0; i < book.sheets().size() && !cancelled; ++i) {
        auto read = sheet_reader(book, i, tools, ref, opt, sink, duplicates, out, cancelled).read();
        if (!read) return fail(read.error());
    }
    if (cancelled) {
        out.reject_kind = "cancelled";
    } else if (out.ok + out.reported == 0) {
        bool const any = std::ranges::any_of(out.sheets, [](auto const& s) { return s.ignored > 0; });
        out.reject_kind = any ? "no_people" : "empty";
    } else {
        out.verdict = out.reported ? file_verdict::partial : file_verdict::import;
    }
    return out;
}

}  // namespace guiyan::roster
