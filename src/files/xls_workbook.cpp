#include "files/xls_workbook.hpp"

#include <algorithm>
#include <bit>
#include <map>

#include "files/cell_text.hpp"
#include "files/refusal.hpp"
#include "files/row_builder.hpp"
#include "files/text_encoding.hpp"

namespace guiyan::files {
namespace {

enum record : std::uint16_t {
    formula = 0x0006,
    end_of_substream = 0x000a,
    date_mode = 0x0022,
    file_pass = 0x002f,
    code_page = 0x0042,
    bound_sheet = 0x0085,
    many_rk = 0x00bd,
    rich_label = 0x00d6,
    extended_format = 0x00e0,
    merged_cells = 0x00e5,
    string_table = 0x00fc,
    label_of_table = 0x00fd,
    dimensions = 0x0200,
    number = 0x0203,
    label = 0x0204,
    boolean_or_error = 0x0205,
    formula_string = 0x0207,
    row_record = 0x0208,
    array_formula = 0x0221,
    data_table = 0x0236,
    rk_number = 0x027e,
    number_format_record = 0x041e,
    shared_formula = 0x04bc,
    begin_of_substream = 0x0809,
};

constexpr std::uint32_t rows_of_sheet = 65536;
constexpr std::size_t unsorted_cells = 2'000'000;
constexpr std::uint64_t tell_every = 256u << 10;

double of_rk(std::uint32_t rk) {
    double const value = (rk & 2) != 0 ? static_cast<double>(static_cast<std::int32_t>(rk) >> 2)
                                       : std::bit_cast<double>(std::uint64_t{rk & 0xfffffffcu} << 32);
    return (rk & 1) != 0 ? value / 100 : value;
}

char const* error_text(std::uint8_t code) {
    switch (code) {
        case 0x00:
            return "#NULL!";
        case 0x07:
            return "#DIV/0!";
        case 0x0f:
            return "#VALUE!";
        case 0x17:
            return "#REF!";
        case 0x1d:
            return "#NAME?";
        case 0x24:
            return "#NUM!";
        default:
            return "#N/A";
    }
}

bool looks_like_gbk(std::string_view bytes) {
    bool any = false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (static_cast<unsigned char>(bytes[i]) < 0x80) continue;
        if (i + 1 >= bytes.size() || static_cast<unsigned char>(bytes[i]) < 0x81 ||
            static_cast<unsigned char>(bytes[i + 1]) < 0x40) {
            return false;
        }
        any = true;
        ++i;
    }
    return any;
}

}  // namespace

xls_workbook::xls_workbook(std::unique_ptr<stream_view> stream, read_limits const& limits,
                           progress_hook progress)
    : stream_(std::move(stream)), limits_(limits), progress_(std::move(progress)), records_(*stream_) {
    read_globals();
    if (sheets_.empty()) refuse("empty", "empty");
}

/// Text of a code page. Programs of Chinese makers write GBK and often name page 1252 or none.
std::string xls_workbook::decode(std::string const& bytes) const {
    bool const western = code_page_ == 1252 || code_page_ == 0x8001 || code_page_ == 367;
    return from_code_page(bytes, western && looks_like_gbk(bytes) ? 936 : code_page_);
}

/// A text with a count of two bytes, in the manner of the version.
void xls_workbook::read_text(std::string& into) {
    if (wide_)
        records_.unicode_string(false, into);
    else
        into = decode(records_.bytes(records_.word()));
}

void xls_workbook::read_globals() {
    if (!records_.next() || (records_.type() & 0x00ff) != 0x09) refuse_truncated();
    if (records_.type() != begin_of_substream)
        refuse("unsupported", "unsupported_old_xls");  // BIFF2 to BIFF4
    std::uint16_t const version = records_.word();
    if (version != 0x0600 && version != 0x0500) refuse("unsupported", "unsupported_old_xls");
    wide_ = version == 0x0600;

    std::map<std::uint16_t, std::string> codes;
    std::vector<std::uint16_t> styles;
    std::string text;
    while (true) {
        if (!records_.next()) refuse_truncated();
        switch (records_.type()) {
            case file_pass:
                refuse("password", "password");
            case code_page:
                code_page_ = records_.word();
                break;
            case date_mode:
                base_1904_ = records_.word() == 1;
                break;
            case bound_sheet:
                read_sheet_entry();
                break;
            case number_format_record: {
                std::uint16_t const id = records_.word();
                if (wide_)
                    records_.unicode_string(false, text);
                else
                    text = decode(records_.bytes(records_.byte()));
                codes[id] = text == "General" ? "" : text;
                break;
            }
            case extended_format:
                records_.word();
                styles.push_back(records_.word());
                if (styles.size() > 65536) refuse_hostile("hostile_entries");
                break;
            case string_table:
                read_strings();
                break;
            case end_of_substream:
                for (std::uint16_t id : styles) {
                    auto const own = codes.find(id);
                    formats_.push_back(own != codes.end() ? number_format{shape_of(own->second), own->second}
                                                          : built_in_format(id).value_or(number_format{}));
                }
                for (std::size_t i = 0; i < sheets_.size(); ++i) {
                    begin_sheet(i);
                    // The size of the sheet stands near its front.
                    for (int steps = 0; steps < 64 && next_in_sheet(); ++steps) {
                        if (records_.type() != dimensions) continue;
                        if (wide_)
                            records_.dword();
                        else
                            records_.word();
                        sheets_[i].rows_hint =
                            std::min(wide_ ? records_.dword() : records_.word(), rows_of_sheet);
                        records_.word();
                        sheets_[i].columns_hint = records_.word();
                        break;
                    }
                }
                return;
            default:
                break;
        }
    }
}

void xls_workbook::read_sheet_entry() {
    std::uint64_t const at = records_.dword();
    std::uint8_t const state = records_.byte() & 3;
    std::uint8_t const type = records_.byte();
    sheet_info info;
    if (wide_)
        records_.unicode_string(true, info.name);
    else
        info.name = decode(records_.bytes(records_.byte()));
    info.hidden = state != 0;
    info.very_hidden = state == 2;
    if (type != 0) return;  // macros, charts
    if (sheets_.size() >= limits_.sheets) {
        refuse("too_many_sheets", "too_many_sheets", {{"limit", std::to_string(limits_.sheets)}});
    }
    sheets_.push_back(std::move(info));
    parts_.emplace_back();
    parts_.back().at = at;
}

void xls_workbook::read_strings() {
    records_.dword();
    std::uint32_t const count = records_.dword();
    std::string text;
    for (std::uint32_t i = 0; i < count; ++i) {
        // Writers are known to promise more than they give.
        if (records_.left() == 0 && !records_.next_part()) return;
        records_.unicode_string(false, text);
        check_text(text, limits_);
        if (!strings_.add(text, limits_.shared_string_bytes)) {
            refuse_too_large("too_many_strings", limits_.shared_string_bytes >> 20);
        }
    }
}

void xls_workbook::begin_sheet(std::size_t sheet) {
    records_.seek(parts_.at(sheet).at);
    told_at_ = parts_[sheet].at;
    depth_ = 0;
    if (!records_.next() || records_.type() != begin_of_substream) refuse_truncated();
}

/// The next record of the sheet itself; charts inside it are passed. False at its end.
bool xls_workbook::next_in_sheet() {
    while (true) {
        if (!records_.next()) refuse_truncated();
        if (progress_ && records_.position() > told_at_ + tell_every) {
            told_at_ = records_.position();
            if (!progress_(told_at_, stream_->size())) refuse("cancelled", "cancelled");
        }
        if (records_.type() == begin_of_substream) {
            ++depth_;
        } else if (records_.type() == end_of_substream) {
            if (depth_ == 0) return false;
            --depth_;
        } else if (depth_ == 0) {
            return true;
        }
    }
}

/// What has to be known before the first row is told: merges, hidden rows, and whether rows rise.
void xls_workbook::survey(std::size_t sheet) {
    sheet_part& about = parts_.at(sheet);
    if (about.surveyed) return;
    about.merges.clear();
    about.rows_rise = true;
    about.hidden_rows.assign(rows_of_sheet, false);
    std::uint16_t last = 0;
    begin_sheet(sheet);
    while (next_in_sheet()) {
        switch (records_.type()) {
            case row_record: {
                std::uint16_t const row = records_.word();
                records_.pass(10);
                about.hidden_rows[row] = (records_.word() & 0x20) != 0;
                break;
            }
            case formula:
            case many_rk:
            case rich_label:
            case label_of_table:
            case number:
            case label:
            case boolean_or_error:
            case rk_number: {
                std::uint16_t const row = records_.word();
                about.rows_rise = about.rows_rise && row >= last;
                last = row;
                break;
            }
            case merged_cells: {
                std::uint16_t const count = records_.word();
                for (std::uint16_t i = 0; i < count; ++i) {
                    merge m;
                    m.first_row = records_.word() + 1u;
                    m.last_row = records_.word() + 1u;
                    m.first_column = records_.word();
                    m.last_column = records_.word();
                    if (m.first_row > m.last_row || m.first_column > m.last_column) refuse_truncated();
                    if (about.merges.size() >= limits_.merges)
                        refuse_too_large("too_many_merges", limits_.merges);
                    about.merges.push_back(m);
                }
                break;
            }
            default:
                break;
        }
    }
    about.surveyed = true;
}

void xls_workbook::number_cell(cell& c, double value, std::uint16_t style) const {
    static number_format const general;
    set_number(c, value, style < formats_.size() ? formats_[style] : general, base_1904_);
}

void xls_workbook::read_cells(std::size_t sheet, cell_sink const& sink) {
    begin_sheet(sheet);
    bool string_follows = false;
    std::uint16_t row = 0;
    std::uint16_t column = 0;
    while (next_in_sheet()) {
        std::uint16_t const type = records_.type();
        if (type == formula_string) {
            if (!string_follows) continue;
            string_follows = false;
            cell c;
            read_text(c.text);
            if (!sink(row, column, std::move(c))) return;
            continue;
        }
        bool const has_place = type == formula || type == many_rk || type == rich_label ||
                               type == label_of_table || type == number || type == label ||
                               type == boolean_or_error || type == rk_number;
        if (!has_place) continue;
        row = records_.word();
        column = records_.word();
        if (type == many_rk) {
            // Pairs of style and number, then the last column.
            while (records_.left() >= 8) {
                std::uint16_t const style = records_.word();
                cell c;
                number_cell(c, of_rk(records_.dword()), style);
                if (!sink(row, column++, std::move(c))) return;
            }
            continue;
        }
        std::uint16_t const style = records_.word();
        cell c;
        switch (type) {
            case label_of_table: {
                std::uint32_t const index = records_.dword();
                if (index >= strings_.size()) refuse_truncated();
                c.text = strings_[index];
                break;
            }
            case label:
            case rich_label:
                read_text(c.text);
                break;
            case number:
                number_cell(c, records_.real(), style);
                break;
            case rk_number:
                number_cell(c, of_rk(records_.dword()), style);
                break;
            case boolean_or_error: {
                std::uint8_t const value = records_.byte();
                bool const is_error = records_.byte() != 0;
                c.kind = is_error ? cell_kind::error : cell_kind::boolean;
                c.number = is_error ? 0 : value;
                c.text = is_error ? error_text(value) : value != 0 ? "TRUE" : "FALSE";
                break;
            }
            case formula: {
                double const value = records_.real();
                auto const bits = std::bit_cast<std::uint64_t>(value);
                if (bits >> 48 != 0xffff) {
                    number_cell(c, value, style);
                    break;
                }
                auto const what = static_cast<std::uint8_t>(bits);
                auto const code = static_cast<std::uint8_t>(bits >> 16);
                if (what == 0) string_follows = true;
                if (what == 1) {
                    c.kind = cell_kind::boolean;
                    c.number = code;
                    c.text = code != 0 ? "TRUE" : "FALSE";
                }
                if (what == 2) {
                    c.kind = cell_kind::error;
                    c.text = error_text(code);
                }
                break;
            }
            default:
                break;
        }
        if (c.text.empty()) continue;
        if (!sink(row, column, std::move(c))) return;
    }
}

void xls_workbook::tell_in_order(std::size_t sheet, row_hook const& on_row) {
    row_builder rows(limits_, on_row);
    bool open = false;
    bool stopped = false;
    read_cells(sheet, [&](std::uint32_t row, std::uint32_t column, cell&& c) {
        if (open && rows.number() != row + 1) {
            stopped = !rows.finish();
            open = false;
            if (stopped) return false;
        }
        if (!open) rows.begin(row + 1, parts_[sheet].hidden_rows[row]);
        open = true;
        check_text(c.text, limits_);
        c.column = column;
        rows.add(column) = std::move(c);
        return true;
    });
    if (open && !stopped) rows.finish();
}

void xls_workbook::tell_sorted(std::size_t sheet, row_hook const& on_row) {
    std::map<std::uint32_t, std::vector<cell>> all;
    std::size_t count = 0;
    read_cells(sheet, [&](std::uint32_t row, std::uint32_t column, cell&& c) {
        if (++count > unsorted_cells) refuse_too_large("too_many_rows", limits_.rows);
        check_text(c.text, limits_);
        c.column = column;
        all[row].push_back(std::move(c));
        return true;
    });
    row_builder rows(limits_, on_row);
    for (auto& [row, cells] : all) {
        rows.begin(row + 1, parts_[sheet].hidden_rows[row]);
        for (auto& c : cells) {
            std::uint32_t const column = c.column;
            rows.add(column) = std::move(c);
        }
        if (!rows.finish()) return;
    }
}

result<done> xls_workbook::read(std::size_t sheet, row_hook const& on_row) {
    return guarded([&] {
        survey(sheet);
        if (parts_[sheet].rows_rise)
            tell_in_order(sheet, on_row);
        else
            tell_sorted(sheet, on_row);
        return done{};
    });
}

result<std::vector<merge>> xls_workbook::merges(std::size_t sheet) {
    return guarded([&] {
        survey(sheet);
        return parts_[sheet].merges;
    });
}

}  // namespace guiyan::files
