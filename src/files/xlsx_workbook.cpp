#include "files/xlsx_workbook.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/text.hpp"
#include "files/cell_text.hpp"
#include "files/refusal.hpp"
#include "files/row_builder.hpp"

namespace guiyan::files {
namespace {

using token = xml_reader::token;

struct relation {
    std::string type;
    std::string target;
};

/// "/xl/worksheets/sheet1.xml" of "worksheets/sheet1.xml" beside "xl/workbook.xml".
std::string resolve(std::string_view base, std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    std::size_t const slash = base.rfind('/');
    std::vector<std::string_view> steps;
    std::string const joined = slash == base.npos
                                   ? std::string(target)
                                   : std::string(base.substr(0, slash + 1)) + std::string(target);
    for (auto step : split(joined, '/')) {
        if (step == "..") {
            if (steps.empty()) refuse_hostile("hostile_names");
            steps.pop_back();
        } else if (!step.empty() && step != ".") {
            steps.push_back(step);
        }
    }
    std::string out;
    for (auto step : steps) {
        if (!out.empty()) out += '/';
        out += step;
    }
    return out;
}

std::map<std::string, relation> read_relations(zip_reader& zip, std::string const& of) {
    std::size_t const slash = of.rfind('/');
    std::string const folder = slash == of.npos ? "" : of.substr(0, slash + 1);
    std::string const file = slash == of.npos ? of : of.substr(slash + 1);
    std::map<std::string, relation> out;
    zip_entry const* e = zip.find(folder + "_rels/" + file + ".rels");
    if (e == nullptr) return out;
    auto part = zip.open(*e);
    xml_reader xml(*part);
    for (token t = xml.next(); t != token::end; t = xml.next()) {
        if (t != token::open || xml.name() != "Relationship") continue;
        std::string const id(xml.attribute("Id"));
        std::string const type(xml.attribute("Type"));
        std::string const target(xml.attribute("Target"));
        if (xml.raw_attribute("TargetMode") == "External") continue;
        out.emplace(id, relation{type, resolve(of, target)});
    }
    return out;
}

std::uint32_t whole_number(std::string_view text) {
    std::uint32_t n = 0;
    std::from_chars(text.data(), text.data() + text.size(), n);
    return n;
}

bool is_true(std::string_view text) {
    return text == "1" || text == "true" || text == "on";
}

}  // namespace

xlsx_workbook::xlsx_workbook(std::unique_ptr<zip_reader> zip) : zip_(std::move(zip)) {
    std::string path;
    for (auto const& [id, r] : read_relations(*zip_, "")) {
        if (r.type.ends_with("/officeDocument")) path = r.target;
    }
    if (path.empty()) refuse("not_a_table", "not_a_table");
    if (path.ends_with(".bin")) refuse("unsupported", "unsupported_xlsb");
    if (ascii_lower(path).find("word/") == 0) refuse("not_a_table", "not_a_table_word");
    read_workbook(path);
    if (sheets_.empty()) refuse("empty", "empty");
    for (std::size_t i = 0; i < sheets_.size(); ++i) read_sheet_head(i);
}

zip_entry const& xlsx_workbook::entry(std::string const& path) const {
    zip_entry const* e = zip_->find(path);
    if (e == nullptr) refuse_truncated();
    return *e;
}

void xlsx_workbook::read_workbook(std::string const& path) {
    auto const relations = read_relations(*zip_, path);
    for (auto const& [id, r] : relations) {
        if (r.type.ends_with("/sharedStrings")) strings_path_ = r.target;
        if (r.type.ends_with("/styles")) read_styles(r.target);
    }
    auto part = zip_->open(entry(path));
    xml_reader xml(*part);
    bool of_excel = false;
    for (token t = xml.next(); t != token::end; t = xml.next()) {
        if (t != token::open) continue;
        if (xml.name() == "workbook") of_excel = true;
        if (xml.name() == "workbookPr") base_1904_ = is_true(xml.raw_attribute("date1904"));
        if (xml.name() != "sheet" || xml.depth() != 3) continue;
        sheet_info info;
        info.name = xml.attribute("name");
        undo_ooxml_escapes(info.name);
        check_text(info.name, zip_->limits());
        std::string const state(xml.raw_attribute("state"));
        info.hidden = state == "hidden" || state == "veryHidden";
        info.very_hidden = state == "veryHidden";
        auto const found = relations.find(std::string(xml.attribute("id")));
        if (found == relations.end()) refuse_truncated();
        if (!found->second.type.ends_with("/worksheet")) continue;  // a chart or a dialog, no cells
        if (sheets_.size() >= zip_->limits().sheets) {
            refuse("too_many_sheets", "too_many_sheets", {{"limit", std::to_string(zip_->limits().sheets)}});
        }
        sheets_.push_back(std::move(info));
        parts_.push_back({found->second.target, {}});
    }
    if (!of_excel) refuse("not_a_table", "not_a_table");
}

void xlsx_workbook::read_styles(std::string const& path) {
    zip_entry const* e = zip_->find(path);
    if (e == nullptr) return;
    auto part = zip_->open(*e);
    xml_reader xml(*part);
    std::map<std::uint32_t, number_format> own;
    bool in_cell_formats = false;
    for (token t = xml.next(); t != token::end; t = xml.next()) {
        if (t == token::close && xml.name() == "cellXfs") in_cell_formats = false;
        if (t != token::open) continue;
        if (xml.name() == "cellXfs") in_cell_formats = true;
        if (xml.name() == "numFmt") {
            std::string code(xml.attribute("formatCode"));
            check_text(code, zip_->limits());
            if (code.size() > 1024 || own.size() > 65536) refuse_hostile("hostile_xml");
            if (code == "General") code.clear();
            number_shape const shape = shape_of(code);
            own[whole_number(xml.raw_attribute("numFmtId"))] = {shape, std::move(code)};
        }
        if (in_cell_formats && xml.name() == "xf") {
            std::uint32_t const id = whole_number(xml.raw_attribute("numFmtId"));
            auto const found = own.find(id);
            if (formats_.size() > 65536) refuse_hostile("hostile_xml");
            formats_.push_back(found != own.end() ? found->second
                                                  : built_in_format(id).value_or(number_format{}));
        }
    }
}

/// The size of a sheet by its own word; it stands in front of the rows.
void xlsx_workbook::read_sheet_head(std::size_t sheet) {
    auto part = zip_->open(entry(parts_[sheet].path));
    xml_reader xml(*part, 16u << 10);
    for (token t = xml.next(); t != token::end; t = xml.next()) {
        if (t != token::open) continue;
        if (xml.name() == "sheetData") return;
        merge range;
        if (xml.name() == "dimension" && parse_range(xml.raw_attribute("ref"), range)) {
            sheets_[sheet].rows_hint = range.last_row;
            sheets_[sheet].columns_hint = range.last_column + 1;
        }
    }
}

/// <si> and <is>: plain text or runs; what is said about pronunciation (rPh) is no text of the cell.
void xlsx_workbook::read_rich_text(xml_reader& xml, std::string& into) {
    into.clear();
    std::size_t const outside = xml.depth() - 1;
    std::size_t const limit = std::size_t{zip_->limits().cell_characters} * 8;
    while (true) {
        token const t = xml.next();
        if (t == token::close && xml.depth() == outside) break;
        if (t != token::open) continue;
        if (xml.name() == "rPh") {
            xml.skip();
        } else if (xml.name() == "t") {
            xml.read_text(piece_, limit);
            if (into.size() + piece_.size() > limit)
                refuse_too_large("too_long_text", zip_->limits().cell_characters);
            into += piece_;
        }
    }
    undo_ooxml_escapes(into);
    check_text(into, zip_->limits());
}

void xlsx_workbook::need_strings() {
    if (strings_read_) return;
    strings_read_ = true;
    if (strings_path_.empty()) return;
    zip_entry const* e = zip_->find(strings_path_);
    if (e == nullptr) return;
    auto part = zip_->open(*e);
    xml_reader xml(*part);
    for (token t = xml.next(); t != token::end; t = xml.next()) {
        if (t != token::open || xml.name() != "si") continue;
        read_rich_text(xml, value_);
        if (!strings_.add(value_, zip_->limits().shared_string_bytes)) {
            refuse_too_large("too_many_strings", zip_->limits().shared_string_bytes >> 20);
        }
    }
}

result<done> xlsx_workbook::read(std::size_t sheet, row_hook const& on_row) {
    return guarded([&] {
        need_strings();
        read_sheet(sheet, on_row);
        return done{};
    });
}

void xlsx_workbook::read_sheet(std::size_t sheet, row_hook const& on_row) {
    auto part = zip_->open(entry(parts_.at(sheet).path));
    xml_reader xml(*part);
    row_builder rows(zip_->limits(), on_row);
    std::vector<merge> merges;
    for (token t = xml.next(); t != token::end; t = xml.next()) {
        if (t != token::open) continue;
        if (xml.name() == "row") {
            if (!read_row(xml, rows)) return;
        } else if (xml.name() == "mergeCells") {
            merges = read_merges(xml);
        }
    }
    parts_[sheet].merges = std::move(merges);
}

bool xlsx_workbook::read_row(xml_reader& xml, row_builder& rows) {
    std::string_view const r = xml.raw_attribute("r");
    std::uint32_t number = rows.number() + 1;
    if (!r.empty()) {
        auto const parsed = std::from_chars(r.data(), r.data() + r.size(), number);
        if (parsed.ec != std::errc{} || parsed.ptr != r.data() + r.size() || number == 0) refuse_truncated();
    }
    rows.begin(number, is_true(xml.raw_attribute("hidden")));
    std::uint32_t next_column = 0;
    std::size_t const outside = xml.depth() - 1;
    while (true) {
        token const t = xml.next();
        if (t == token::open) {
            if (xml.name() == "c") {
                read_cell(xml, rows, next_column);
            } else {
                xml.skip();
            }
        } else if (t == token::close && xml.depth() == outside) {
            return rows.finish();
        } else if (t == token::end) {
            refuse_truncated();
        }
    }
}

number_format const& xlsx_workbook::format_of(std::string_view style) const {
    static number_format const general;
    if (style.empty()) return general;
    std::uint32_t const index = whole_number(style);
    return index < formats_.size() ? formats_[index] : general;
}

xlsx_workbook::stored xlsx_workbook::stored_as(std::string_view type) {
    if (type.empty() || type == "n") return stored::number;
    if (type == "s") return stored::shared;
    if (type == "inlineStr") return stored::inside;
    if (type == "str") return stored::text;
    if (type == "b") return stored::boolean;
    if (type == "e") return stored::error;
    if (type == "d") return stored::iso;
    refuse_truncated();
}

/// What stands in a cell, into value_: the general way, for formulas, strings inside and texts with
/// references.
void xlsx_workbook::read_value(xml_reader& xml, stored& kind) {
    std::size_t const outside = xml.depth() - 1;
    value_.clear();
    while (true) {
        token const t = xml.next();
        if (t == token::close && xml.depth() == outside) return;
        if (t == token::end) refuse_truncated();
        if (t != token::open) continue;
        if (xml.name() == "v") {
            xml.read_text(value_, std::size_t{zip_->limits().cell_characters} * 8);
        } else if (xml.name() == "is") {
            read_rich_text(xml, value_);
            kind = stored::inside;
        } else {
            xml.skip();  // the formula: its last value is in v
        }
    }
}

void xlsx_workbook::read_cell(xml_reader& xml, row_builder& rows, std::uint32_t& next_column) {
    std::uint32_t column = next_column;
    std::uint32_t row_again = 0;
    std::string_view const r = xml.raw_attribute("r");
    if (!r.empty() && !parse_reference(r, column, row_again)) refuse_truncated();
    next_column = column + 1;
    stored kind = stored_as(xml.raw_attribute("t"));
    number_format const& format = format_of(xml.raw_attribute("s"));

    std::string_view value;
    if (!xml.take_plain_value(value)) {
        read_value(xml, kind);
        value = value_;
    }
    if (value.empty()) return;

    cell& c = rows.add(column);
    fill_cell(c, kind, value, format);
    if (c.text.empty()) rows.take_back();
}

void xlsx_workbook::fill_cell(cell& c, stored kind, std::string_view value, number_format const& format) {
    switch (kind) {
        case stored::shared: {
            std::uint32_t index = 0;
            auto const parsed = std::from_chars(value.data(), value.data() + value.size(), index);
            if (parsed.ec != std::errc{} || index >= strings_.size()) refuse_truncated();
            c.text = strings_[index];
            break;
        }
        case stored::text:
            c.text = value;
            undo_ooxml_escapes(c.text);
            check_text(c.text, zip_->limits());
            break;
        case stored::inside:
            c.text = value;
            break;
        case stored::boolean:
            c.kind = cell_kind::boolean;
            c.number = is_true(value) ? 1 : 0;
            c.text = c.number != 0 ? "TRUE" : "FALSE";
            break;
        case stored::error:
            check_text(value, zip_->limits());
            c.kind = cell_kind::error;
            c.text = value;
            break;
        case stored::iso:
            check_text(value, zip_->limits());
            if (!set_iso_time(c, value)) c.text = value;
            break;
        case stored::number: {
            value = trim(value);
            double number = 0;
            bool plain = false;
            if (!parse_number(value, number, plain)) {
                check_text(value, zip_->limits());  // careless writers leave out that it is text
                c.text = value;
            } else if (plain && format.shape == number_shape::number) {
                c.kind = cell_kind::number;
                c.stored_as_number = true;
                c.number = number;
                c.format = format.code;
                c.text = value;
            } else {
                set_number(c, number, format, base_1904_);
            }
            break;
        }
    }
}

std::vector<merge> xlsx_workbook::read_merges(xml_reader& xml) {
    std::vector<merge> out;
    std::size_t const outside = xml.depth() - 1;
    while (true) {
        token const t = xml.next();
        if (t == token::close && xml.depth() == outside) return out;
        if (t == token::end) refuse_truncated();
        if (t != token::open || xml.name() != "mergeCell") continue;
        merge range;
        if (!parse_range(xml.raw_attribute("ref"), range)) continue;
        if (out.size() >= zip_->limits().merges) refuse_too_large("too_many_merges", zip_->limits().merges);
        out.push_back(range);
    }
}

result<std::vector<merge>> xlsx_workbook::merges(std::size_t sheet) {
    return guarded([&] {
        auto& known = parts_.at(sheet).merges;
        if (!known) {
            auto part = zip_->open(entry(parts_[sheet].path));
            xml_reader xml(*part);
            std::vector<merge> found;
            for (token t = xml.next(); t != token::end; t = xml.next()) {
                if (t != token::open) continue;
                if (xml.name() == "sheetData")
                    xml.leap();
                else if (xml.name() == "mergeCells")
                    found = read_merges(xml);
            }
            known = std::move(found);
        }
        return *known;
    });
}

}  // namespace guiyan::files
