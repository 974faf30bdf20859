// What is told of a sheet: lines of people, lines that are none, the sheet itself.
#include "roster/sheet_reader.hpp"

namespace guiyan::roster {

void sheet_reader::flush_pending(std::optional<kind> instead) {
    for (auto const& [row, why] : pending_) {
        if (stop_) break;
        ignore(row, instead.value_or(why));
    }
    pending_.clear();
}

void sheet_reader::ignore(std::uint32_t row, kind why) {
    row_result r;
    r.sheet = index_;
    r.sheet_name = book_.sheets()[index_].name;
    r.row = row;
    r.verdict = verdict::ignored;
    r.reports.push_back({"", -1, "", {why, "", std::nullopt, confidence::high, false, {}}});
    tell(r);
}

void sheet_reader::person(files::row const& row, plan_block const& block, merge_map const& merges) {
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
    if (goes_on_rows_) {
        auto const last = std::to_string(row.number + goes_on_rows_);
        auto const rows = goes_on_rows_ == 1 ? last : std::to_string(row.number + 1) + "–" + last;
        r.reports.push_back(
            {"", -1, "", {kind::rows_joined, "", std::nullopt, confidence::high, false, {{"rows", rows}}}});
    }
    if (row.hidden)
        r.reports.push_back({"", -1, "", {kind::row_hidden, "", std::nullopt, confidence::low, false, {}}});
    find_twins(r);
    bool const decide = std::ranges::any_of(r.reports, [](report const& p) { return p.what.decide; });
    r.verdict = decide ? verdict::reported : verdict::ok;
    if (!info_.first_row) info_.first_row = row.number;
    info_.last_row = row.number;
    tell(r);
}

void sheet_reader::find_twins(row_result& r) {
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

void sheet_reader::tell(row_result const& r) {
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

void sheet_reader::finish() {
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

}  // namespace guiyan::roster
