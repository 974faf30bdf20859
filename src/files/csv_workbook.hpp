#pragma once
// Text with separators. Every cell is text: what looks like a number or a date is left to those who know the
// column.

#include <memory>
#include <string>
#include <vector>

#include "files/sheet.hpp"
#include "files/text_encoding.hpp"

namespace guiyan::files {

/// Splits a stream of UTF-8 into records: quotes as in RFC 4180, line ends LF, CR LF or CR, a quote inside an
/// unquoted field stands for itself.
class csv_parser {
public:
    csv_parser(std::string separator, read_limits const& limits, row_hook const& on_row);
    ~csv_parser();

    /// False once the caller wants no more.
    bool feed(std::string_view text);
    /// At the end of the text. Refuses where a quote is still open.
    bool finish();

private:
    struct state;
    std::unique_ptr<state> state_;
};

class csv_workbook final : public workbook {
public:
    csv_workbook(std::shared_ptr<random_file> file, read_limits const& limits, progress_hook progress);

    std::string_view format() const override { return "csv"; }
    std::vector<sheet_info> const& sheets() const override { return sheets_; }
    result<done> read(std::size_t sheet, row_hook const& on_row) override;
    result<std::vector<merge>> merges(std::size_t) override { return std::vector<merge>{}; }

private:
    void find_separator();

    std::shared_ptr<random_file> file_;
    read_limits limits_;
    progress_hook progress_;
    std::vector<sheet_info> sheets_{1};
    encoded_text encoding_;
    std::string separator_ = ",";
    std::size_t prologue_ = 0;  ///< bytes of UTF-8 of a first line "sep=;", which is no row
};

}  // namespace guiyan::files
