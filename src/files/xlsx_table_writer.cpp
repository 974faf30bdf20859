#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <map>
#include <queue>
#include <set>
#include <stdexcept>

#include "base/text.hpp"
#include "files/table_writer.hpp"

namespace guiyan::files {
namespace {

constexpr std::size_t cell_characters = 32767;
// Longer lists have to stand on a sheet. The library counts characters but has room for as many bytes.
constexpr std::size_t inline_list_bytes = 255;

enum class holds : std::uint8_t { text, number, day };

void check(lxw_error status) {
    if (status != LXW_NO_ERROR) throw std::runtime_error(std::string("xlsx: ") + lxw_strerror(status));
}

std::string cut(std::string_view text, std::size_t characters) {
    if (text.size() <= characters || length(text) <= characters) return std::string(text);
    return to_utf8(std::u32string_view(to_code_points(text)).substr(0, characters));
}

/// Text as a cell stores it: valid UTF-8, not too long, and "_x000D_" kept from being read as an escape.
std::string stored(std::string const& text) {
    std::string out = is_valid_utf8(text) ? text : to_utf8(to_code_points(text));
    out.erase(std::remove(out.begin(), out.end(), '\0'), out.end());
    for (std::size_t at = out.find("_x"); at != out.npos; at = out.find("_x", at + 2)) {
        if (at + 7 > out.size() || out[at + 6] != '_') continue;
        if (out.find_first_not_of("0123456789abcdefABCDEF", at + 2) != at + 6) continue;
        out.insert(at + 1, "x005F_");
        at += 6;
    }
    return cut(out, cell_characters);
}

/// A name that Excel takes: no []:*?/\, 31 characters, no apostrophe at its ends.
std::string sheet_name(std::string_view wanted, std::set<std::string> const& taken) {
    std::string name;
    for (char c : wanted)
        name += std::string_view("[]:*?/\\").find(c) == std::string_view::npos &&
                        static_cast<unsigned char>(c) >= 0x20
                    ? c
                    : ' ';
    std::string_view clean = trim(name);
    while (clean.starts_with('\'')) clean.remove_prefix(1);
    while (clean.ends_with('\'')) clean.remove_suffix(1);
    std::string const base = clean.empty() || ascii_lower(clean) == "history" ? "Sheet" : std::string(clean);
    std::string out = cut(base, 28);
    if (length(base) <= 31) out = base;
    for (int i = 2; taken.contains(ascii_lower(out)); ++i)
        out = cut(base, 26) + " (" + std::to_string(i) + ")";
    return out;
}

std::string header_text(std::string const& text) {
    std::string out;
    for (char c : cut(text, 120)) {
        if (c == '&') out += '&';
        out += c;
    }
    return out;
}

class xlsx_table_writer final : public table_writer {
public:
    explicit xlsx_table_writer(std::filesystem::path const& path) {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        book_ = workbook_new_opt(path.c_str(), &options);
        if (book_ == nullptr) throw std::bad_alloc();
    }

    ~xlsx_table_writer() override {
        if (book_ != nullptr) lxw_workbook_free(book_);
    }
    xlsx_table_writer(xlsx_table_writer const&) = delete;
    xlsx_table_writer& operator=(xlsx_table_writer const&) = delete;

    void begin_sheet(sheet_layout const& layout) override {
        end_sheet();
        std::string const name = sheet_name(layout.name, names_);
        names_.insert(ascii_lower(name));
        sheet_ = workbook_add_worksheet(book_, name.c_str());
        if (sheet_ == nullptr) throw std::runtime_error("xlsx: the sheet name is not taken");
        row_ = 0;
        if (layout.hidden) {
            worksheet_hide(sheet_);
        } else if (!std::exchange(shown_, true)) {
            worksheet_activate(sheet_);
            worksheet_set_first_sheet(sheet_);
        }
        text_columns_ = layout.text_columns;
        set_widths(layout.column_widths);
        if (layout.frozen_rows > 0 || layout.frozen_columns > 0) {
            worksheet_freeze_panes(sheet_, layout.frozen_rows, static_cast<lxw_col_t>(layout.frozen_columns));
        }
        if (layout.landscape) worksheet_set_landscape(sheet_);
        worksheet_set_paper(sheet_, 9);  // A4
        worksheet_fit_to_pages(sheet_, 1, 0);
        worksheet_set_margins(sheet_, 0.5, 0.5, 0.75, 0.75);
        worksheet_center_horizontally(sheet_);
        if (layout.repeat_rows > 0) check(worksheet_repeat_rows(sheet_, 0, layout.repeat_rows - 1));
        if (!layout.header.empty()) {
            check(worksheet_set_header(sheet_, ("&C" + header_text(layout.header)).c_str()));
        }
        check(worksheet_set_footer(sheet_, ("&L" + header_text(layout.footer) + "&R&P / &N").c_str()));
    }

    void write_row(std::uint32_t number, std::vector<written_cell> const& cells, bool hidden) override {
        if (sheet_ == nullptr) begin_sheet({});
        if (number <= row_) throw std::logic_error("xlsx: rows have to rise");
        row_ = number;
        lxw_row_t const r = number - 1;
        double const height = height_of(cells);
        if (hidden || height > LXW_DEF_ROW_HEIGHT) {
            lxw_row_col_options options{};
            options.hidden = hidden ? LXW_TRUE : LXW_FALSE;
            check(worksheet_set_row_opt(sheet_, r, height, nullptr, &options));
        }
        for (auto const& c : cells) write_cell(r, c);
    }

    void merge_cells(merge const& range) override { merges_.push_back(range); }

    void set_widths(std::vector<double> const& widths) override {
        widths_ = widths;
        for (std::size_t i = 0; i < std::max(widths.size(), text_columns_.size()); ++i) {
            double const width = i < widths.size() ? widths[i] : 0;
            bool const text = i < text_columns_.size() && text_columns_[i];
            auto const c = static_cast<lxw_col_t>(i);
            check(worksheet_set_column(sheet_, c, c, width > 0 ? width : LXW_DEF_COL_WIDTH,
                                       text ? format_of(look::plain, holds::text) : nullptr));
        }
    }

    void offer_choices(choice_list const& choices) override {
        if (sheet_ == nullptr || choices.words.empty()) return;
        std::size_t bytes = choices.words.size() - 1;
        for (auto const& w : choices.words) bytes += w.size();
        bool comma = false;  // a comma parts the words of an inline list
        for (auto const& w : choices.words) comma = comma || w.find(',') != w.npos;
        lxw_data_validation rule{};
        std::vector<std::string> texts = choices.words;  // the library takes char*, though it only reads
        std::string prompt = cut(choices.prompt, 255);
        std::vector<char*> words;
        std::string range;
        if (bytes <= inline_list_bytes && !comma) {
            for (auto& w : texts) words.push_back(w.data());
            words.push_back(nullptr);
        } else {
            std::string const letters = column_letters(static_cast<std::uint32_t>(long_lists_.size()));
            range = "'" + lists_name() + "'!$" + letters + "$1:$" + letters + "$" +
                    std::to_string(choices.words.size());
            long_lists_.push_back(choices.words);
            texts = {"-"};
            words = {texts[0].data(), nullptr};
        }
        rule.validate = LXW_VALIDATION_TYPE_LIST;
        rule.value_list = words.data();
        rule.error_type =
            choices.only_these ? LXW_VALIDATION_ERROR_TYPE_STOP : LXW_VALIDATION_ERROR_TYPE_WARNING;
        if (!prompt.empty()) rule.input_message = prompt.data();
        auto const column = static_cast<lxw_col_t>(choices.column);
        check(worksheet_data_validation_range(sheet_, choices.first_row - 1, column, choices.last_row - 1,
                                              column, &rule));
        if (range.empty()) return;
        // Rules about a range lose memory in libxlsxwriter 1.1.4 (it copies the formula twice), so the rule
        // is made with a word and given its range afterwards.
        lxw_data_val_obj* made = STAILQ_FIRST(sheet_->data_validations);
        while (STAILQ_NEXT(made, list_pointers) != nullptr) made = STAILQ_NEXT(made, list_pointers);
        std::free(made->value_formula);
        made->value_formula = ::strdup(range.c_str());
        made->validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    }

    void close() override {
        if (sheet_ == nullptr) begin_sheet({});
        end_sheet();
        write_long_lists();
        if (!shown_)
            book_->worksheets->stqh_first->hidden = LXW_FALSE;  // a workbook shows at least one sheet
        lxw_workbook* const book = std::exchange(book_, nullptr);
        check(workbook_close(book));  // frees the book also where it fails
    }

private:
    void write_cell(lxw_row_t r, written_cell const& c) {
        auto const column = static_cast<lxw_col_t>(c.column);
        if (auto const* number = std::get_if<double>(&c.value)) {
            check(worksheet_write_number(sheet_, r, column, *number, format_of(c.style, holds::number)));
        } else if (auto const* day = std::get_if<date>(&c.value); day != nullptr && day->year() >= 1900) {
            lxw_datetime at{};
            at.year = day->year();
            at.month = static_cast<int>(day->month());
            at.day = static_cast<int>(day->day());
            check(worksheet_write_datetime(sheet_, r, column, &at, format_of(c.style, holds::day)));
        } else {
            auto const* text = std::get_if<std::string>(&c.value);
            std::string const value = text != nullptr ? stored(*text) : day != nullptr ? day->iso() : "";
            lxw_format* const format = format_of(c.style, holds::text);
            if (value.empty()) {
                check(worksheet_write_blank(sheet_, r, column, format));
            } else {
                check(worksheet_write_string(sheet_, r, column, value.c_str(), format));
            }
        }
        if (!c.comment.empty()) {
            check(worksheet_write_comment(sheet_, r, column, cut(stored(c.comment), 2000).c_str()));
        }
    }

    /// In points: titles are tall, and a remark shows all of its lines (not every program measures them
    /// itself).
    double height_of(std::vector<written_cell> const& cells) const {
        double height = LXW_DEF_ROW_HEIGHT;
        for (auto const& c : cells) {
            if (c.style == look::title) height = std::max(height, 32.0);
            auto const* text = std::get_if<std::string>(&c.value);
            if (c.style != look::remark || text == nullptr) continue;
            double const width =
                c.column < widths_.size() && widths_[c.column] > 4 ? widths_[c.column] - 2 : 8;
            double lines = 0;
            for (auto line : split(*text, '\n'))
                lines += std::max(1.0, std::ceil(screen_width(line) / width));
            height = std::max(height, std::min(lines * LXW_DEF_ROW_HEIGHT, 400.0));
        }
        return height;
    }

    lxw_format* format_of(look style, holds what) {
        lxw_format*& format = formats_[{style, what}];
        if (format != nullptr) return format;
        format = workbook_add_format(book_);
        format_set_font_name(format, "宋体");
        format_set_font_size(format, 11);
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
        if (what == holds::text) format_set_num_format(format, "@");  // typed over, it stays text
        if (what == holds::day) format_set_num_format(format, "yyyy-mm-dd");
        bool const bordered = style == look::body || style == look::centered || style == look::heading ||
                              style == look::total || style == look::marked;
        if (bordered) {
            format_set_border(format, LXW_BORDER_THIN);
            format_set_text_wrap(format);
        }
        switch (style) {
            case look::centered:
            case look::middle:
                format_set_align(format, LXW_ALIGN_CENTER);
                break;
            case look::title:
                format_set_align(format, LXW_ALIGN_CENTER);
                format_set_bold(format);
                format_set_font_size(format, 18);
                break;
            case look::subtitle:
                format_set_align(format, LXW_ALIGN_RIGHT);
                break;
            case look::heading:
                format_set_align(format, LXW_ALIGN_CENTER);
                format_set_bold(format);
                format_set_bg_color(format, 0xF2F2F2);
                break;
            case look::total:
                format_set_bold(format);
                break;
            case look::marked:
                format_set_bg_color(format, 0xFFC7CE);
                break;
            case look::remark:
                format_set_font_color(format, 0x9C0006);
                format_set_text_wrap(format);
                break;
            case look::body:
            case look::note:
            case look::plain:
                break;
        }
        return format;
    }

    void end_sheet() {
        if (sheet_ == nullptr) return;
        apply_merges();
        sheet_ = nullptr;
    }

    /// Excel refuses a file with ranges that overlap, so only those that touch none before them go in. They
    /// are put into the library's list directly: worksheet_merge_range() writes every cell of the range,
    /// which constant memory cannot do for rows gone by and which never ends for a range of a whole sheet.
    void apply_merges() {
        std::stable_sort(merges_.begin(), merges_.end(),
                         [](merge const& a, merge const& b) { return a.first_row < b.first_row; });
        std::map<std::uint32_t, merge> open;  // by first column; ranges that reach the present row
        using ending = std::pair<std::uint32_t, std::uint32_t>;
        std::priority_queue<ending, std::vector<ending>, std::greater<>> endings;
        for (auto const& m : merges_) {
            if (m.first_row == 0 || m.first_row > m.last_row || m.first_column > m.last_column ||
                m.last_row > LXW_ROW_MAX || m.last_column >= LXW_COL_MAX ||
                (m.first_row == m.last_row && m.first_column == m.last_column)) {
                continue;
            }
            while (!endings.empty() && endings.top().first < m.first_row) {
                open.erase(endings.top().second);
                endings.pop();
            }
            auto const next = open.upper_bound(m.last_column);
            if (next != open.begin() && std::prev(next)->second.last_column >= m.first_column) continue;
            open.emplace(m.first_column, m);
            endings.emplace(m.last_row, m.first_column);
            if (sheet_->merged_range_count == UINT16_MAX) break;
            auto* const range = static_cast<lxw_merged_range*>(std::calloc(1, sizeof(lxw_merged_range)));
            if (range == nullptr) throw std::bad_alloc();
            range->first_row = m.first_row - 1;
            range->last_row = m.last_row - 1;
            range->first_col = static_cast<lxw_col_t>(m.first_column);
            range->last_col = static_cast<lxw_col_t>(m.last_column);
            STAILQ_INSERT_TAIL(sheet_->merged_ranges, range, list_pointers);
            ++sheet_->merged_range_count;
        }
        merges_.clear();
    }

    std::string const& lists_name() {
        if (lists_name_.empty()) {
            lists_name_ = sheet_name("选项", names_);
            names_.insert(ascii_lower(lists_name_));
        }
        return lists_name_;
    }

    void write_long_lists() {
        if (long_lists_.empty()) return;
        lxw_worksheet* const lists = workbook_add_worksheet(book_, lists_name_.c_str());
        if (lists == nullptr) throw std::runtime_error("xlsx: the sheet name is not taken");
        worksheet_hide(lists);
        std::size_t rows = 0;
        for (auto const& list : long_lists_) rows = std::max(rows, list.size());
        for (std::size_t r = 0; r < rows; ++r) {
            for (std::size_t c = 0; c < long_lists_.size(); ++c) {
                if (r >= long_lists_[c].size()) continue;
                check(worksheet_write_string(lists, static_cast<lxw_row_t>(r), static_cast<lxw_col_t>(c),
                                             stored(long_lists_[c][r]).c_str(), nullptr));
            }
        }
    }

    lxw_workbook* book_ = nullptr;
    lxw_worksheet* sheet_ = nullptr;
    std::uint32_t row_ = 0;
    bool shown_ = false;
    std::vector<double> widths_;
    std::vector<bool> text_columns_;
    std::map<std::pair<look, holds>, lxw_format*> formats_;
    std::set<std::string> names_;
    std::vector<merge> merges_;
    std::string lists_name_;
    std::vector<std::vector<std::string>> long_lists_;
};

}  // namespace

std::unique_ptr<table_writer> write_xlsx(std::filesystem::path const& path) {
    return std::make_unique<xlsx_table_writer>(path);
}

}  // namespace guiyan::files
