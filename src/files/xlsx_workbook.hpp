#pragma once
// Excel's .xlsx (also WPS's and strict OOXML), ECMA-376. Sheets stream; of the rest only the string table
// stays.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "files/number_format.hpp"
#include "files/shared_strings.hpp"
#include "files/sheet.hpp"
#include "files/xml_reader.hpp"
#include "files/zip_reader.hpp"

namespace guiyan::files {

class row_builder;

class xlsx_workbook final : public workbook {
public:
    /// Refuses (throws `refused`) what is no workbook.
    explicit xlsx_workbook(std::unique_ptr<zip_reader> zip);

    std::string_view format() const override { return "xlsx"; }
    std::vector<sheet_info> const& sheets() const override { return sheets_; }
    result<done> read(std::size_t sheet, row_hook const& on_row) override;
    result<std::vector<merge>> merges(std::size_t sheet) override;

private:
    /// How a cell holds what it holds (its attribute t).
    enum class stored : std::uint8_t { number, shared, text, inside, boolean, error, iso };

    struct sheet_part {
        std::string path;
        std::optional<std::vector<merge>> merges;
    };

    void read_workbook(std::string const& path);
    void read_styles(std::string const& path);
    void read_sheet_head(std::size_t sheet);
    void need_strings();
    void read_rich_text(xml_reader& xml, std::string& into);
    void read_sheet(std::size_t sheet, row_hook const& on_row);
    bool read_row(xml_reader& xml, row_builder& rows);
    static stored stored_as(std::string_view type);
    void read_value(xml_reader& xml, stored& kind);
    void fill_cell(cell& c, stored kind, std::string_view value, number_format const& format);
    void read_cell(xml_reader& xml, row_builder& rows, std::uint32_t& next_column);
    std::vector<merge> read_merges(xml_reader& xml);
    number_format const& format_of(std::string_view style) const;
    zip_entry const& entry(std::string const& path) const;

    std::unique_ptr<zip_reader> zip_;
    std::vector<sheet_info> sheets_;
    std::vector<sheet_part> parts_;
    std::string strings_path_;
    bool strings_read_ = false;
    shared_strings strings_;
    std::vector<number_format> formats_;  ///< by style index
    bool base_1904_ = false;
    std::string value_;
    std::string piece_;
};

}  // namespace guiyan::files
