#pragma once
// XML Spreadsheet 2003: what many county systems export under the name .xls.

#include <memory>
#include <string>
#include <vector>

#include "files/sheet.hpp"
#include "files/text_encoding.hpp"
#include "files/xml_reader.hpp"

namespace guiyan::files {

class row_builder;

class xml2003_workbook final : public workbook {
public:
    /// Reads the file once for the names and merges of its sheets.
    xml2003_workbook(std::shared_ptr<random_file> file, read_limits const& limits, progress_hook progress);

    std::string_view format() const override { return "xml2003"; }
    std::vector<sheet_info> const& sheets() const override { return sheets_; }
    result<done> read(std::size_t sheet, row_hook const& on_row) override;
    result<std::vector<merge>> merges(std::size_t sheet) override { return merges_.at(sheet); }

private:
    void survey();
    void read_sheet(xml_reader& xml, row_hook const& on_row, std::vector<merge>* merges);
    bool read_row(xml_reader& xml, row_builder& rows, std::vector<merge>* merges);
    void read_data(xml_reader& xml, cell& c);

    std::shared_ptr<random_file> file_;
    read_limits limits_;
    progress_hook progress_;
    encoded_text encoding_;
    std::vector<sheet_info> sheets_;
    std::vector<std::vector<merge>> merges_;
    std::string value_;
    std::uint32_t next_row_ = 1;
};

}  // namespace guiyan::files
