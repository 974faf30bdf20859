#pragma once
// Excel 97–2003 (.xls, BIFF8) and Excel 5/95 (BIFF5), [MS-XLS]. Own reader: the one library at hand tells
// neither merged ranges nor hidden sheets, keeps a sheet in memory, and must not be given bytes of a
// stranger.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "files/biff_stream.hpp"
#include "files/number_format.hpp"
#include "files/shared_strings.hpp"
#include "files/sheet.hpp"

namespace guiyan::files {

class xls_workbook final : public workbook {
public:
    /// Of the stream "Workbook" or "Book". Refuses (throws) what is damaged or protected.
    xls_workbook(std::unique_ptr<stream_view> stream, read_limits const& limits, progress_hook progress);

    std::string_view format() const override { return "xls"; }
    std::vector<sheet_info> const& sheets() const override { return sheets_; }
    result<done> read(std::size_t sheet, row_hook const& on_row) override;
    result<std::vector<merge>> merges(std::size_t sheet) override;

private:
    struct sheet_part {
        std::uint64_t at = 0;
        bool surveyed = false;
        bool rows_rise = true;
        std::vector<merge> merges;
        std::vector<bool> hidden_rows;
    };

    /// Where cells go: false wants no more.
    using cell_sink = std::function<bool(std::uint32_t row, std::uint32_t column, cell&& c)>;

    void read_globals();
    void read_strings();
    void read_sheet_entry();
    void begin_sheet(std::size_t sheet);
    bool next_in_sheet();
    void survey(std::size_t sheet);
    void read_cells(std::size_t sheet, cell_sink const& sink);
    void tell_in_order(std::size_t sheet, row_hook const& on_row);
    void tell_sorted(std::size_t sheet, row_hook const& on_row);
    void read_text(std::string& into);
    void number_cell(cell& c, double value, std::uint16_t style) const;
    std::string decode(std::string const& bytes) const;

    std::unique_ptr<stream_view> stream_;
    read_limits limits_;
    progress_hook progress_;
    biff_stream records_;
    bool wide_ = true;  ///< BIFF8: text is Unicode
    std::uint16_t code_page_ = 936;
    bool base_1904_ = false;
    std::vector<sheet_info> sheets_;
    std::vector<sheet_part> parts_;
    shared_strings strings_;
    std::vector<number_format> formats_;  ///< by style index
    std::size_t depth_ = 0;               ///< of substreams inside the sheet (charts)
    std::uint64_t told_at_ = 0;
};

}  // namespace guiyan::files
