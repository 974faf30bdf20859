#include "files/paper/json.hpp"

#include <array>
#include <boost/json.hpp>

namespace guiyan::paper {
namespace {

namespace json = boost::json;

json::array runs_json(std::vector<run> const& runs) {
    json::array out;
    for (auto const& r : runs) {
        json::object o{{"text", r.text}};
        if (r.bold) o["bold"] = true;
        if (r.kai) o["kai"] = true;
        if (!r.figure.empty()) o["figure"] = r.figure;
        out.push_back(std::move(o));
    }
    return out;
}

json::object row_json(table_row const& row) {
    json::array cells;
    for (auto const& cell : row.cells) cells.push_back(runs_json(cell));
    json::object out{{"cells", std::move(cells)}};
    if (row.head) out["head"] = true;
    if (row.total) out["total"] = true;
    return out;
}

json::object block_json(block const& b) {
    constexpr std::array<char const*, 3> sides{"left", "center", "right"};
    json::object out{{"kind", name_of(b.kind)}};
    if (b.level) out["level"] = b.level;
    if (!b.label.empty()) out["label"] = b.label;
    if (!b.runs.empty()) out["runs"] = runs_json(b.runs);
    if (b.kind != block_kind::table) return out;
    json::array columns, rows;
    for (auto const side : b.columns) columns.push_back(sides[static_cast<std::size_t>(side)]);
    for (auto const& row : b.rows) rows.push_back(row_json(row));
    out["columns"] = std::move(columns);
    out["rows"] = std::move(rows);
    return out;
}

}  // namespace

std::string_view name_of(block_kind kind) {
    constexpr std::array<std::string_view, 9> names{"title",      "heading",   "text", "item",   "table",
                                                    "page_break", "signature", "note", "caption"};
    return names[static_cast<std::size_t>(kind)];
}

std::string to_json(document const& paper) {
    json::array blocks;
    for (auto const& b : paper.body) blocks.push_back(block_json(b));
    json::object out{{"title", paper.title}};
    if (!paper.organ.empty()) out["organ"] = paper.organ;
    if (!paper.number.empty()) out["number"] = paper.number;
    out["blocks"] = std::move(blocks);
    return json::serialize(out);
}

}  // namespace guiyan::paper
