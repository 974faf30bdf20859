#include "files/xml2003_workbook.hpp"

#include <charconv>

#include "base/text.hpp"
#include "files/cell_text.hpp"
#include "files/number_format.hpp"
#include "files/refusal.hpp"
#include "files/row_builder.hpp"

namespace guiyan::files {
namespace {

using token = xml_reader::token;

std::uint32_t whole_number(std::string_view text, std::uint32_t otherwise) {
    if (text.empty()) return otherwise;
    std::uint32_t n = 0;
    auto const parsed = std::from_chars(text.data(), text.data() + text.size(), n);
    if (parsed.ec != std::errc{} || n > 1u << 24) refuse_truncated();
    return n;
}

}  // namespace

xml2003_workbook::xml2003_workbook(std::shared_ptr<random_file> file, read_limits const& limits,
                                   progress_hook progress)
    : file_(std::move(file)),
      limits_(limits),
      progress_(std::move(progress)),
      encoding_(find_encoding(file_)) {
    survey();
    if (sheets_.empty()) refuse("empty", "empty");
}

void xml2003_workbook::survey() {
    auto text = open_text(file_, encoding_, progress_);
    xml_reader xml(*text);
    xml.encoding_is_known();
    for (token t = xml.next(); t != token::end; t = xml.next()) {
        if (t != token::open) continue;
        if (xml.name() == "Worksheet") {
            if (sheets_.size() >= limits_.sheets) {
                refuse("too_many_sheets", "too_many_sheets", {{"limit", std::to_string(limits_.sheets)}});
            }
            sheets_.emplace_back().name = xml.attribute("Name");
            check_text(sheets_.back().name, limits_);
            merges_.emplace_back();
        } else if (xml.name() == "Table" && !sheets_.empty()) {
            sheets_.back().columns_hint = whole_number(xml.raw_attribute("ExpandedColumnCount"), 0);
            std::uint32_t last = 0;
            read_sheet(
                xml,
                [&](row const& r) {
                    last = r.number;
                    return true;
                },
                &merges_.back());
            sheets_.back().rows_hint = last;
        } else if (xml.name() == "Visible" && !sheets_.empty()) {
            xml.read_text(value_, 64);
            sheets_.back().very_hidden = value_ == "SheetVeryHidden";
            sheets_.back().hidden = value_ == "SheetHidden" || value_ == "SheetVeryHidden";
        }
    }
}

result<done> xml2003_workbook::read(std::size_t sheet, row_hook const& on_row) {
    return guarded([&] {
        auto text = open_text(file_, encoding_, progress_);
        xml_reader xml(*text);
        xml.encoding_is_known();
        std::size_t at = sheets_.size();
        std::size_t seen = 0;
        for (token t = xml.next(); t != token::end; t = xml.next()) {
            if (t != token::open) continue;
            if (xml.name() == "Worksheet") at = seen++;
            if (xml.name() != "Table" || at != sheet) continue;
            read_sheet(xml, on_row, nullptr);
            break;
        }
        return done{};
    });
}

/// At the opening of Table; goes to its end, or to where the caller wants no more.
void xml2003_workbook::read_sheet(xml_reader& xml, row_hook const& on_row, std::vector<merge>* merges) {
    row_builder rows(limits_, on_row);
    next_row_ = 1;
    std::size_t const outside = xml.depth() - 1;
    while (true) {
        token const t = xml.next();
        if (t == token::close && xml.depth() == outside) return;
        if (t == token::end) refuse_truncated();
        if (t != token::open) continue;
        if (xml.name() != "Row")
            xml.skip();
        else if (!read_row(xml, rows, merges))
            return;
    }
}

bool xml2003_workbook::read_row(xml_reader& xml, row_builder& rows, std::vector<merge>* merges) {
    std::uint32_t const number = whole_number(xml.raw_attribute("Index"), next_row_);
    if (number == 0) refuse_truncated();
    next_row_ = number + 1 + whole_number(xml.raw_attribute("Span"), 0);
    rows.begin(number, xml.raw_attribute("Hidden") == "1");
    std::uint32_t next_column = 0;
    std::size_t const outside = xml.depth() - 1;
    while (true) {
        token t = xml.next();
        if (t == token::close && xml.depth() == outside) return rows.finish();
        if (t == token::end) refuse_truncated();
        if (t != token::open) continue;
        if (xml.name() != "Cell") {
            xml.skip();
            continue;
        }
        std::uint32_t const index = whole_number(xml.raw_attribute("Index"), next_column + 1);
        if (index == 0) refuse_truncated();
        merge m{number, number, index - 1, index - 1};
        m.last_column += whole_number(xml.raw_attribute("MergeAcross"), 0);
        m.last_row += whole_number(xml.raw_attribute("MergeDown"), 0);
        next_column = m.last_column + 1;
        if (merges != nullptr && (m.last_column > m.first_column || m.last_row > m.first_row)) {
            if (merges->size() >= limits_.merges) refuse_too_large("too_many_merges", limits_.merges);
            merges->push_back(m);
        }
        std::size_t const outside_cell = xml.depth() - 1;
        while (true) {
            t = xml.next();
            if (t == token::close && xml.depth() == outside_cell) break;
            if (t == token::end) refuse_truncated();
            if (t != token::open) continue;
            if (xml.name() != "Data") {
                xml.skip();  // comments and names
                continue;
            }
            cell& c = rows.add(index - 1);
            read_data(xml, c);
            if (c.text.empty()) rows.take_back();
        }
    }
}

void xml2003_workbook::read_data(xml_reader& xml, cell& c) {
    std::string const type(xml.raw_attribute("Type"));
    xml.read_text(value_, std::size_t{limits_.cell_characters} * 4);
    check_text(value_, limits_);
    double number = 0;
    bool plain = false;
    if (type == "Number" && parse_number(trim(value_), number, plain)) {
        set_number(c, number, {}, false);
    } else if (type == "Boolean") {
        c.kind = cell_kind::boolean;
        c.number = value_ == "1" ? 1 : 0;
        c.text = value_ == "1" ? "TRUE" : "FALSE";
    } else if (type == "Error") {
        c.kind = cell_kind::error;
        c.text = value_;
    } else if (type != "DateTime" || !set_iso_time(c, value_)) {
        c.text = value_;
    }
}

}  // namespace guiyan::files
