#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <system_error>

#include "base/text.hpp"
#include "files/number_format.hpp"
#include "files/table_writer.hpp"

namespace guiyan::files {
namespace {

class csv_table_writer final : public table_writer {
public:
    explicit csv_table_writer(std::filesystem::path const& path)
        : out_(path, std::ios::binary | std::ios::trunc) {
        if (!out_) throw std::system_error(errno, std::generic_category(), "csv: the file cannot be written");
        out_ << "\xef\xbb\xbf";
    }

    void begin_sheet(sheet_layout const&) override {
        if (begun_) out_ << "\r\n";
        begun_ = true;
        row_ = 0;
    }

    void write_row(std::uint32_t number, std::vector<written_cell> const& cells, bool) override {
        if (number <= row_) throw std::logic_error("csv: rows have to rise");
        for (; row_ + 1 < number; ++row_) out_ << "\r\n";
        row_ = number;
        std::uint32_t column = 0;
        for (auto const& c : cells) {
            for (; column < c.column; ++column) out_ << ',';
            write_value(c.value);
        }
        out_ << "\r\n";
        if (!out_) throw std::runtime_error("csv: the file cannot be written");
    }

    void merge_cells(merge const&) override {}
    void set_widths(std::vector<double> const&) override {}
    void offer_choices(choice_list const&) override {}

    void close() override {
        out_.close();
        if (!out_) throw std::runtime_error("csv: the file cannot be written");
    }

private:
    void write_value(cell_value const& value) {
        if (auto const* number = std::get_if<double>(&value)) {
            number_text(*number, text_);
            out_ << text_;
        } else if (auto const* day = std::get_if<date>(&value)) {
            out_ << day->iso();
        } else if (auto const* text = std::get_if<std::string>(&value)) {
            text_ = looks_executable(*text) ? "'" + *text : *text;
            if (text_.find_first_of("\",\r\n\t") == text_.npos && trim(text_).size() == text_.size()) {
                out_ << text_;
                return;
            }
            out_ << '"';
            for (char c : text_) {
                if (c == '"') out_ << '"';
                out_ << c;
            }
            out_ << '"';
        }
    }

    std::ofstream out_;
    std::string text_;
    std::uint32_t row_ = 0;
    bool begun_ = false;
};

}  // namespace

std::unique_ptr<table_writer> write_csv(std::filesystem::path const& path) {
    return std::make_unique<csv_table_writer>(path);
}

}  // namespace guiyan::files
