#include "files/paper/document.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "files/paper/layout.hpp"

namespace guiyan::paper {
namespace {

constexpr std::string_view annex_title = "数据底稿";

table_row row_of(std::vector<std::string> const& cells) {
    table_row row;
    for (auto const& text : cells) row.cells.push_back({run{text}});
    return row;
}

table_row fact(std::string name, std::string value) {
    table_row row;
    row.cells = {{run{std::move(name), true}}, {run{std::move(value)}}};
    return row;
}

block facts_of(figure_entry const& figure) {
    block table;
    table.kind = block_kind::table;
    table.columns = {align::center, align::left};
    table.rows.push_back(fact("印作", figure.printed));
    table.rows.push_back(fact("数值", figure.value));
    table.rows.push_back(fact("口径", figure.definition));
    table.rows.push_back(fact("截至", figure.as_of));
    std::string count = std::to_string(figure.row_count) + "行";
    if (figure.rows.size() < static_cast<std::size_t>(figure.row_count))
        count += "（此处列出" + std::to_string(figure.rows.size()) + "行）";
    table.rows.push_back(fact("明细", count));
    if (!figure.note.empty()) table.rows.push_back(fact("说明", figure.note));
    return table;
}

block rows_of(figure_entry const& figure) {
    block table;
    table.kind = block_kind::table;
    std::vector<std::string> head{"序号"};
    head.insert(head.end(), figure.columns.begin(), figure.columns.end());
    table.columns.assign(head.size(), align::left);
    table.columns.front() = align::center;
    table.rows.push_back(row_of(head));
    table.rows.back().head = true;
    std::size_t number = 0;
    for (auto const& cells : figure.rows) {
        std::vector<std::string> row{std::to_string(++number)};
        row.insert(row.end(), cells.begin(), cells.end());
        row.resize(head.size());
        table.rows.push_back(row_of(row));
    }
    return table;
}

}  // namespace

std::string text_of(std::vector<run> const& runs) {
    std::string out;
    for (auto const& r : runs) out += r.text;
    return out;
}

double grid_width(std::string_view text) {
    double width = 0;
    for (char32_t c : to_code_points(text))
        width += c < 0x2E80 && c != U'“' && c != U'”' && c != U'—' ? 0.5 : 1;
    return width;
}

std::vector<block> annex_blocks(std::vector<figure_entry> const& annex) {
    std::vector<block> out;
    if (annex.empty()) return out;
    block page, mark, title;
    page.kind = block_kind::page_break;
    mark.kind = block_kind::heading;
    mark.runs = {run{"附件"}};
    title.kind = block_kind::title;
    title.runs = {run{std::string(annex_title)}};
    out.assign({page, mark, title});
    for (auto const& figure : annex) {
        block name;
        name.kind = block_kind::caption;
        name.anchor = figure.id;
        name.runs = {run{figure.id + "　" + figure.name, true}};
        out.push_back(name);
        out.push_back(facts_of(figure));
        if (!figure.columns.empty() && !figure.rows.empty()) {
            block caption;
            caption.kind = block_kind::caption;
            caption.runs = {run{"明细"}};
            out.push_back(caption);
            out.push_back(rows_of(figure));
        }
    }
    return out;
}

std::vector<block> all_blocks(document const& paper) {
    auto out = paper.body;
    if (paper.annex.empty()) return out;
    // GB/T 9704-2012, 7.3.4: below the text, one line left free, two characters in.
    block free_line, told;
    told.runs = {run{"附件：" + std::string(annex_title)}};
    auto const at = std::find_if(out.begin(), out.end(), [](block const& b) {
        return b.kind == block_kind::signature || b.kind == block_kind::note;
    });
    out.insert(at, {free_line, told});
    for (auto& each : annex_blocks(paper.annex)) out.push_back(std::move(each));
    return out;
}

std::size_t tied_to_signature(std::vector<block> const& blocks, std::size_t at) {
    for (std::size_t next = at + 1; next < blocks.size(); ++next) {
        if (blocks[next].kind == block_kind::signature) return next - at;
        // Between the text and the signature stand the free line and 附件：… only (all_blocks).
        auto const text = text_of(blocks[next].runs);
        if (blocks[next].kind != block_kind::text || !(text.empty() || text.starts_with("附件："))) return 0;
    }
    return 0;
}

bool has_entry(document const& paper, std::string_view figure) {
    return std::any_of(paper.annex.begin(), paper.annex.end(), [&](auto const& f) { return f.id == figure; });
}

namespace {

/// A letter or digit in a table: types that stand in for 仿宋 have wider ones than the half square of the
/// grid.
constexpr double wider_letter = 0.3;

double cell_width(std::string_view text) {
    double width = grid_width(text) + 1.5;
    for (char c : text) width += static_cast<unsigned char>(c) < 0x80 ? wider_letter : 0;
    return width;
}

std::vector<double> column_widths(block const& table) {
    std::vector<double> widths(table.columns.size(), 2);
    for (auto const& row : table.rows)
        for (std::size_t c = 0; c < row.cells.size() && c < widths.size(); ++c)
            // A long cell may wrap: beyond twenty characters it asks for no more.
            widths[c] = std::max(widths[c], std::min(20.0, cell_width(text_of(row.cells[c]))));
    return widths;
}

}  // namespace

double wanted_width(block const& table) {
    double sum = 0;
    for (double w : column_widths(table)) sum += w;
    return sum;
}

double type_size(block const& table, double width) {
    return wanted_width(table) * layout::table_size > width ? layout::tight_table_size : layout::table_size;
}

std::vector<double> column_shares(block const& table) {
    auto shares = column_widths(table);
    double sum = 0;
    for (double s : shares) sum += s;
    for (double& s : shares) s /= sum;
    return shares;
}

}  // namespace guiyan::paper
