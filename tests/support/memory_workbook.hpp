#pragma once
// A workbook made of cells in memory, for tests that need no file.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "files/sheet.hpp"

namespace guiyan::test {

class memory_workbook final : public files::workbook {
public:
    explicit memory_workbook(std::string format = "xlsx") : format_(std::move(format)) {}

    std::size_t add_sheet(std::string name, bool hidden = false) {
        files::sheet_info info;
        info.name = std::move(name);
        info.hidden = hidden;
        sheets_.push_back(std::move(info));
        rows_.emplace_back();
        merges_.emplace_back();
        return sheets_.size() - 1;
    }

    /// Cells by column; "" leaves a cell empty. A text "#31133" is a number, "@1985-03-27" a day, anything
    /// else text;
    /// "\\n" is a line break.
    void add_row(std::size_t sheet, std::uint32_t number, std::vector<std::string> const& cells,
                 bool hidden = false) {
        files::row row;
        row.number = number;
        row.hidden = hidden;
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (!cells[i].empty()) row.cells.push_back(cell_of(static_cast<std::uint32_t>(i), cells[i]));
        if (!row.cells.empty()) rows_[sheet].push_back(std::move(row));
    }

    void merge(std::size_t sheet, files::merge range) { merges_[sheet].push_back(range); }

    static files::cell cell_of(std::uint32_t column, std::string_view text) {
        files::cell c;
        c.column = column;
        if (text.starts_with('#') && text.size() > 1 && text[1] >= '0' && text[1] <= '9') {
            c.kind = files::cell_kind::number;
            c.text = std::string(text.substr(1));
            c.number = std::strtod(c.text.c_str(), nullptr);
            c.stored_as_number = true;
        } else if (text.starts_with('@')) {
            c.kind = files::cell_kind::day;
            c.text = std::string(text.substr(1));
            c.stored_as_number = true;
            c.format = "yyyy-mm-dd";
        } else if (text.starts_with('#')) {
            c.kind = files::cell_kind::error;
            c.text = std::string(text);
        } else {
            std::string plain(text);
            for (std::size_t at = 0; (at = plain.find("\\n", at)) != std::string::npos;)
                plain.replace(at, 2, "\n");
            c.text = std::move(plain);
        }
        return c;
    }

    std::string_view format() const override { return format_; }
    std::vector<files::sheet_info> const& sheets() const override { return sheets_; }
    result<done> read(std::size_t sheet, files::row_hook const& on_row) override {
        for (auto const& row : rows_[sheet])
            if (!on_row(row)) break;
        return done{};
    }
    result<std::vector<files::merge>> merges(std::size_t sheet) override { return merges_[sheet]; }

private:
    std::string format_;
    std::vector<files::sheet_info> sheets_;
    std::vector<std::vector<files::row>> rows_;
    std::vector<std::vector<files::merge>> merges_;
};

}  // namespace guiyan::test
