#pragma once
// Tables in files: xlsx, xls, csv and tsv become a stream of rows. No domain here: this room knows cells, not
// people. What a file is, is told by its content, never by its name. Every refusal is named (see
// reject_kind).

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace guiyan::files {

enum class cell_kind : std::uint8_t {
    text,
    number,
    day,      ///< a civil day; text is "1976-03-27", or "1976-03" where the cell shows no day
    instant,  ///< a day with a time, or a bare time; text is "1976-03-27 08:30:00" or "08:30:00"
    boolean,  ///< text is "TRUE" or "FALSE"
    error,    ///< text is what the sheet shows, such as "#N/A"
};

struct cell {
    std::uint32_t column = 0;  ///< 0-based: A is 0
    cell_kind kind = cell_kind::text;
    /// UTF-8, as far as can be known what the clerk sees. Of a number: its shortest exact decimal digits
    /// without exponent, so an ID number that the spreadsheet damaged shows its damaged digits
    /// (411122197603279940).
    std::string text;
    double number = 0;  ///< of number, day, instant (days since the base of the workbook) and boolean
    bool stored_as_number = false;  ///< true of number, day and instant: the file holds a number, not text
    std::string format;             ///< number format code where it is not "General", such as "0.00E+00"
};

/// A row as the sheet has it. Empty cells are left out; cells rise by column.
struct row {
    std::uint32_t number =
        0;  ///< 1-based, as the sheet shows it (in csv: the count of records, not of lines)
    bool hidden = false;
    std::vector<cell> cells;

    /// The cell of a column, or nullptr where it is empty.
    cell const* at(std::uint32_t column) const;
    /// Its text, or "".
    std::string_view text(std::uint32_t column) const;
};

/// A merged range. Its value stands in its first cell.
struct merge {
    std::uint32_t first_row = 0;  ///< 1-based
    std::uint32_t last_row = 0;
    std::uint32_t first_column = 0;  ///< 0-based
    std::uint32_t last_column = 0;
    friend bool operator==(merge const&, merge const&) = default;
};

struct sheet_info {
    std::string name;  ///< UTF-8; csv has one sheet with an empty name
    bool hidden = false;
    bool very_hidden = false;  ///< can be shown only by a macro; hidden is true too
    std::uint32_t rows_hint =
        0;  ///< last row by the file's own word, 0 if it says nothing: for progress only
    std::uint32_t columns_hint = 0;  ///< the same for columns
};

/// What a file may cost. Passing one is refused by name, before unpacking where the file declares its sizes,
/// else at the byte that passes it. The defaults let 1,048,576 rows of a roster through.
struct read_limits {
    std::uint64_t file_bytes = 200ull << 20;
    std::uint64_t part_bytes = 2048ull << 20;   ///< unpacked size of one part of an xlsx
    std::uint64_t total_bytes = 4096ull << 20;  ///< unpacked size of all parts read
    std::uint32_t ratio = 300;                  ///< unpacked : packed, of parts above 16 MiB
    std::uint32_t entries = 4000;               ///< in the zip directory
    std::uint32_t sheets = 50;
    std::uint32_t rows = 1048576;
    std::uint32_t columns = 1024;
    std::uint32_t cell_characters = 32767;             ///< longer text is refused
    std::uint64_t shared_string_bytes = 192ull << 20;  ///< the only thing of a sheet that stays in memory
    std::uint32_t merges = 200000;                     ///< per sheet
};

/// Told now and then while reading: the place in the file and its size, in bytes; false cancels. A file may
/// be read more than once (to find merges, to tell the encoding), and each time counts from the front.
using progress_hook = std::function<bool(std::uint64_t done, std::uint64_t total)>;

/// Sees every row that has a cell (in csv also stands for blank lines: they count but are not told); false
/// stops.
using row_hook = std::function<bool(row const&)>;

/// An open file. Not for two threads at once. Sheets can be read in any order and again.
class workbook {
public:
    virtual ~workbook() = default;

    /// "xlsx", "xls", "csv" or "xml2003".
    virtual std::string_view format() const = 0;

    virtual std::vector<sheet_info> const& sheets() const = 0;

    /// Streams a sheet from its first row, hidden rows included. The row is valid only inside the call.
    /// Success also when on_row stopped it. Rows rise strictly by number.
    virtual result<done> read(std::size_t sheet, row_hook const& on_row) = 0;

    /// Merged ranges of a sheet, in the file's order. Reads past the rows of the sheet; keeps the answer.
    virtual result<std::vector<merge>> merges(std::size_t sheet) = 0;
};

/// Opens by content. An error carries the argument "reject_kind" (see below) and a sentence of
/// locales/*/files.json. The file has to stay where it is until the workbook is gone.
result<std::unique_ptr<workbook>> open_workbook(std::filesystem::path const& path,
                                                read_limits const& limits = {}, progress_hook progress = {});

/// The stable word of a refusal, "" of an error that is none:
///   not_found       no such file, or no right to read it
///   password        protected by a password
///   truncated       cut off or damaged
///   html            a web page named .xls
///   not_a_table     a picture, PDF, Word file, archive or other bytes
///   empty           no bytes, or no sheet
///   too_large       passes a limit on size, rows, columns or length of text
///   too_many_sheets
///   hostile         made to do harm: zip bomb, entities, deep nesting, names that lead out, parts twice
///   unsupported     a spreadsheet of a kind not read here (ods, et, xlsb, …): the sentence says how to save
///   it cancelled       the progress hook said so
std::string_view reject_kind(error const& e);

/// "A" for 0, "AA" for 26: the column as the sheet shows it.
std::string column_letters(std::uint32_t column);

}  // namespace guiyan::files
