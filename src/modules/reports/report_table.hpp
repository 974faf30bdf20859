#pragma once
// Reports of the kinds list and matrix: one table, reckoned from the pack's columns or rows, whose numbers
// open the records behind them. The table is CommonMark before it is a paper, so that it is previewed,
// frozen, compared and printed as texts are.

#include <filesystem>
#include <string>
#include <vector>

#include "files/paper/document.hpp"
#include "modules/indicators/indicators.hpp"
#include "modules/reports/issue.hpp"

namespace guiyan::reports {

struct table_cell {
    std::string text;
    std::string figure;  ///< address of the figure that the text prints; "" for none
};
struct table_column {
    std::string head;
    paper::align side = paper::align::left;
};
struct table_line {
    std::vector<table_cell> cells;
    bool total = false;
};
struct report_table {
    std::string title;
    std::vector<table_cell> remark;  ///< the line above the table
    std::vector<table_column> columns;
    std::vector<table_line> lines;
};

/// A table with the figures it prints, each with the rows behind it.
struct reckoned_table {
    report_table table;
    std::vector<indicators::figure> shown;
    std::vector<frozen_figure> figures;
};

/// What a table is reckoned for.
struct table_question {
    actor const& who;
    schemes::scheme_reckoner const& rules;
    schemes::running_scheme const& scheme;
    regions::region_tree const& tree;
    regions::region const& place;
    date as_of;
    scheme::sentence_of words;
    indicators::indicators const& figures;
    /// The rules over the rows of one place only.
    std::function<std::unique_ptr<schemes::scheme_reckoner>(regions::region const&)> of_place;
};

/// One line for each record of `over` that matches, in the order of places, days and ids.
reckoned_table fill_list(table_question const&, scheme::report const&);
/// One line for each row of the pack, across places, periods or units; more than twelve places stand below
/// each other instead.
result<reckoned_table> fill_matrix(table_question const&, scheme::report const&);

std::string to_markdown(report_table const&);
/// The table of a frozen paper; nothing where it has none.
report_table table_of(paper::document const&);
/// A4 on its side where the columns ask for more than the upright type area has.
bool lies_on_its_side(paper::document const&);
void write_table_sheet(std::filesystem::path const&, report_table const&, std::string const& footer);

}  // namespace guiyan::reports
