#pragma once
// Tables out: xlsx (constant memory) and csv. Nothing written here is ever run by a spreadsheet: text is
// stored as text, never as formula or link, and in csv a text that begins with = + - @ (also full-width), tab
// or CR gets a leading apostrophe.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "files/sheet.hpp"

namespace guiyan::files {

/// How a cell looks. One word per purpose, so that every table of the product looks alike.
enum class look : std::uint8_t {
    body,      ///< thin border, left, wrapped
    centered,  ///< body, in the middle
    title,     ///< 18 pt bold, in the middle, no border
    subtitle,  ///< unit line, date line: right, no border
    heading,   ///< bold on light grey, in the middle, border
    total,     ///< 合计: bold, border
    note,      ///< remarks below a table: left, no border
    marked,    ///< body on light red: to be corrected
    remark,    ///< dark red text: what has to be corrected
    middle,    ///< plain, in the middle
    plain,     ///< no border, no colour
};

/// What a cell holds: nothing, text (also ID numbers and phones), a number, or a day.
using cell_value = std::variant<std::monostate, std::string, double, date>;

struct written_cell {
    std::uint32_t column = 0;  ///< 0-based
    cell_value value;
    look style = look::body;
    std::string comment;  ///< a note on the cell (xlsx only)
};

/// A heading and the narrower headings below it; a leaf is a column.
struct heading {
    std::string text;
    std::vector<heading> below;
};

/// Cells that take one of some words (xlsx only).
struct choice_list {
    std::uint32_t column = 0;
    std::uint32_t first_row = 1;  ///< 1-based
    std::uint32_t last_row = 1;
    std::vector<std::string> words;
    bool only_these = true;  ///< false: other words are let in with a warning
    std::string prompt;      ///< shown when the cell is chosen; may be empty
};

struct sheet_layout {
    std::string name = "Sheet1";        ///< cleaned of characters that Excel refuses, cut at 31 characters
    bool hidden = false;                ///< the first sheet that is not hidden is the one shown
    std::vector<double> column_widths;  ///< in characters, 0: default
    std::vector<bool> text_columns;     ///< blank cells of these columns are text cells too (for templates)
    std::uint32_t frozen_rows = 0;
    std::uint32_t frozen_columns = 0;
    std::uint32_t repeat_rows = 0;  ///< print the first rows on every page
    bool landscape = true;          ///< A4, one page wide
    std::string header;             ///< printed at the top of each page, such as a watermark line
    std::string footer;             ///< printed at the bottom beside the page number
};

/// Writes sheet after sheet, row after row. Faults of the disk are thrown as std::runtime_error: no clerk can
/// cure them. A file is complete only after close(); before, the path holds nothing or a part.
class table_writer {
public:
    virtual ~table_writer() = default;

    /// Starts the next sheet (csv: a blank line parts sheets).
    virtual void begin_sheet(sheet_layout const& layout) = 0;

    /// Rows have to rise within a sheet. Rows left out stay empty.
    virtual void write_row(std::uint32_t number, std::vector<written_cell> const& cells,
                           bool hidden = false) = 0;

    /// Merges a range; its value is that of its first cell. Overlaps and single cells are ignored.
    virtual void merge_cells(merge const& range) = 0;

    /// Widths known only after the rows; overrides those of the layout.
    virtual void set_widths(std::vector<double> const& widths) = 0;

    virtual void offer_choices(choice_list const& choices) = 0;

    virtual void close() = 0;

    // Parts of an office's table, made of the above. `row` is where the part begins; they return the row
    // after it.

    /// A title across all columns.
    std::uint32_t write_title(std::uint32_t row, std::string const& title, std::uint32_t columns);

    /// A line of the kind "单位：人" or "截至 2026-09-30", at the right of the table.
    std::uint32_t write_subtitle(std::uint32_t row, std::string const& text, std::uint32_t columns);

    /// A line below or above the table at its left, such as 填表说明 or the watermark.
    std::uint32_t write_note(std::uint32_t row, std::string const& text, std::uint32_t columns);

    /// Headings of any depth, with the merges they need.
    std::uint32_t write_headings(std::uint32_t row, std::vector<heading> const& headings);
};

/// Columns (leaves) of headings.
std::uint32_t column_count(std::vector<heading> const& headings);

std::unique_ptr<table_writer> write_xlsx(std::filesystem::path const& path);

/// UTF-8 with a byte order mark, CRLF: what Excel and WPS open without asking.
std::unique_ptr<table_writer> write_csv(std::filesystem::path const& path);

/// Width of a line on screen in half-width characters, as column widths are given: Chinese characters count
/// two.
double screen_width(std::string_view text);

/// True of text that a spreadsheet might run when it reads it from csv: begins with = + - @ or a full-width
/// form of these, a tab, CR or LF.
bool looks_executable(std::string_view text);

}  // namespace guiyan::files
