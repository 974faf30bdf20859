#include "files/mark_copy.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/text.hpp"
#include "files/table_writer.hpp"

namespace guiyan::files {
namespace {

constexpr std::size_t noted_cells =
    2000;  // notes of a sheet stay in memory; the last column says all of them anyway
constexpr double remark_width = 48;

cell_value value_of(cell const& c) {
    if (c.kind == cell_kind::number) return c.number;
    if (c.kind == cell_kind::day) {
        if (auto const day = date::parse(c.text)) return *day;
    }
    return c.text;
}

std::string joined(row_marks const& marks) {
    std::string out;
    auto const add = [&](std::string const& message) {
        if (!out.empty()) out += "\n";
        out += message;
    };
    for (auto const& m : marks.cells) add(m.message);
    for (auto const& m : marks.whole_row) add(m);
    return out;
}

/// What one pass over a sheet tells before it is copied.
struct outline {
    std::uint32_t columns = 0;
    std::uint32_t first_marked = 0;
    std::vector<double> widths;
};

result<outline> look_through(workbook& source, std::size_t sheet, std::vector<merge> const& merges,
                             mark_hook const& marks) {
    outline about;
    for (auto const& m : merges) about.columns = std::max(about.columns, std::min(m.last_column, 1023u) + 1);
    auto read = source.read(sheet, [&](row const& r) {
        about.columns = std::max(about.columns, r.cells.back().column + 1);
        if (about.first_marked == 0 && !marks(sheet, r.number).empty()) about.first_marked = r.number;
        about.widths.resize(about.columns, 8);
        for (auto const& c : r.cells) {
            if (r.cells.size() == 1) continue;  // titles and notes run over the cells beside them
            for (auto line : split(c.text, '\n')) {
                about.widths[c.column] = std::clamp(screen_width(line) + 2, about.widths[c.column], 40.0);
            }
        }
        return true;
    });
    if (!read) return fail(std::move(read.error()));
    about.widths.resize(about.columns, 8);
    about.widths.push_back(remark_width);
    return about;
}

class marked_sheet {
public:
    marked_sheet(table_writer& out, std::uint32_t remark_column, std::uint32_t heading_row,
                 mark_copy_options const& o, std::vector<merge> const& merges)
        : out_(out), remark_column_(remark_column), heading_row_(heading_row), options_(o) {
        for (auto const& m : merges) merged_.insert(place(m.first_row, m.first_column));
    }

    void copy(row const& r, row_marks const& marks) {
        if (options_.only_marked && r.number > heading_row_ && marks.empty()) return;
        cells_.clear();
        for (auto const& c : r.cells) {
            // Titles and headings over several columns nearly always stand in the middle.
            bool const merged = merged_.contains(place(r.number, c.column));
            cells_.push_back({c.column, value_of(c), merged ? look::middle : look::plain, {}});
        }
        for (auto const& m : marks.cells) {
            if (m.column < remark_column_) mark(m);
        }
        if (r.number == heading_row_)
            cells_.push_back({remark_column_, options_.remark_heading, look::heading, {}});
        else if (!marks.empty())
            cells_.push_back({remark_column_, joined(marks), look::remark, {}});
        out_.write_row(r.number, cells_, r.hidden);
    }

private:
    static std::uint64_t place(std::uint32_t row, std::uint32_t column) {
        return std::uint64_t{row} << 32 | column;
    }

    void mark(cell_mark const& m) {
        auto at =
            std::lower_bound(cells_.begin(), cells_.end(), m.column,
                             [](written_cell const& c, std::uint32_t column) { return c.column < column; });
        if (at == cells_.end() || at->column != m.column)
            at = cells_.insert(at, {m.column, {}, look::marked, {}});
        at->style = look::marked;
        if (at->comment.empty() && noted_ == noted_cells) return;
        if (at->comment.empty())
            ++noted_;
        else
            at->comment += '\n';
        at->comment += m.message;
    }

    table_writer& out_;
    std::uint32_t remark_column_;
    std::uint32_t heading_row_;
    mark_copy_options const& options_;
    std::unordered_set<std::uint64_t> merged_;
    std::vector<written_cell> cells_;
    std::size_t noted_ = 0;
};

}  // namespace

result<done> mark_copy(workbook& source, mark_hook const& marks, std::filesystem::path const& out,
                       mark_copy_options const& options) {
    auto writer = write_xlsx(out);
    for (std::size_t sheet = 0; sheet < source.sheets().size(); ++sheet) {
        auto merges = source.merges(sheet);
        if (!merges) return fail(std::move(merges.error()));
        auto about = look_through(source, sheet, *merges, marks);
        if (!about) return fail(std::move(about.error()));

        std::uint32_t heading_row = sheet < options.heading_rows.size() ? options.heading_rows[sheet] : 0;
        if (heading_row == 0 && about->first_marked > 1) heading_row = about->first_marked - 1;
        sheet_info const& info = source.sheets()[sheet];
        sheet_layout layout;
        layout.name = info.name.empty() ? "Sheet1" : info.name;
        layout.hidden = info.hidden;
        layout.frozen_rows = heading_row;
        layout.column_widths = about->widths;
        writer->begin_sheet(layout);
        marked_sheet copy(*writer, about->columns, heading_row, options, *merges);
        auto read = source.read(sheet, [&](row const& r) {
            copy.copy(r, marks(sheet, r.number));
            return true;
        });
        if (!read) return fail(std::move(read.error()));
        for (auto const& m : *merges) writer->merge_cells(m);
    }
    writer->close();
    return done{};
}

}  // namespace guiyan::files
