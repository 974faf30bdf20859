#include "files/csv_workbook.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "files/cell_text.hpp"
#include "files/refusal.hpp"
#include "files/row_builder.hpp"

namespace guiyan::files {
namespace {

constexpr std::size_t sniffed_bytes = 64u << 10;
constexpr std::size_t sniffed_records = 200;

/// ="4111…" is how some programs keep Excel from reading digits as a number; the clerk sees what is inside.
void unwrap_formula_text(std::string& text) {
    if (text.size() >= 3 && text.starts_with("=\"") && text.back() == '"')
        text = text.substr(2, text.size() - 3);
}

struct separator_score {
    double score = 0;      ///< how well it explains the first records
    double share = 0;      ///< records that have it at all
    double same = 0;       ///< records of the most frequent width
    unsigned columns = 0;  ///< that width
};

/// How well a separator explains the first records: records that agree on a number of columns above one, and
/// how many columns that is.
separator_score score_of(std::string const& separator, std::string_view head, bool whole) {
    read_limits limits;
    limits.columns = 16384;
    std::map<std::uint32_t, std::size_t> widths;
    std::size_t records = 0;
    row_hook const count = [&](row const& r) {
        ++widths[r.cells.back().column + 1];
        return ++records < sniffed_records;
    };
    csv_parser parser(separator, limits, count);
    try {
        if (parser.feed(head) && whole) parser.finish();
    } catch (refused const&) {
        return {};
    }
    separator_score out;
    double best = 0;
    double most = 0;
    for (auto const& [width, times] : widths) {
        if (width <= 1) continue;
        best = std::max(best, static_cast<double>(times) * std::min<double>(width, 12));
        if (static_cast<double>(times) <= most) continue;
        most = static_cast<double>(times);
        out.columns = width;
    }
    // Sums of all records that have the separator at all, so that blank ends of lines do no harm.
    double any = 0;
    for (auto const& [width, times] : widths) {
        if (width > 1) any += static_cast<double>(times);
    }
    if (records == 0) return {};
    out.share = any / static_cast<double>(records);
    out.same = most / static_cast<double>(records);
    out.score = best + out.share;
    return out;
}

}  // namespace

struct csv_parser::state {
    state(std::string s, read_limits const& l, row_hook const& h)
        : separator(std::move(s)), limits(l), rows(limits, h) {}

    enum class where : std::uint8_t { field_start, plain, quoted, quote_seen } at = where::field_start;
    std::string separator;
    read_limits limits;
    row_builder rows;
    std::string field;
    std::uint32_t number = 0;
    std::uint32_t column = 0;
    bool in_row = false;
    bool after_cr = false;
    bool stopped = false;

    void begin_row() {
        if (in_row) return;
        in_row = true;
        column = 0;
        rows.begin(++number, false);
    }

    void end_field() {
        begin_row();
        unwrap_formula_text(field);
        if (!field.empty()) {
            check_text(field, limits);
            rows.add(column).text = field;
        }
        ++column;
        field.clear();
        at = where::field_start;
    }

    void end_row() {
        if (separator != " " || at != where::field_start) end_field();
        begin_row();
        in_row = false;
        if (!rows.finish()) stopped = true;
    }

    void put(char c) {
        if (field.size() > std::size_t{limits.cell_characters} * 4) {
            if (at == where::quoted) refuse("truncated", "open_quote", {{"row", std::to_string(number)}});
            refuse_too_large("too_long_text", limits.cell_characters);
        }
        field += c;
    }

    void see(char c) {
        if (after_cr) {
            after_cr = false;
            if (c == '\n') return;
        }
        if (at == where::quoted) {
            if (c == '"')
                at = where::quote_seen;
            else
                put(c);
            return;
        }
        if (at == where::quote_seen && c == '"') {
            put(c);
            at = where::quoted;
            return;
        }
        if (c == separator[0] && separator.size() == 1) {
            // Blanks stand in rows of any length: they part two cells, they do not make empty ones.
            if (c != ' ' || at != where::field_start) end_field();
            return;
        }
        if (c == '\n' || c == '\r') {
            after_cr = c == '\r';
            end_row();
            return;
        }
        begin_row();
        if (at == where::field_start && c == '"') {
            at = where::quoted;
            return;
        }
        if (at == where::field_start) at = where::plain;
        put(c);
        if (separator.size() > 1 && field.ends_with(separator)) {
            field.resize(field.size() - separator.size());
            end_field();
        }
    }
};

csv_parser::csv_parser(std::string separator, read_limits const& limits, row_hook const& on_row)
    : state_(std::make_unique<state>(std::move(separator), limits, on_row)) {}

csv_parser::~csv_parser() = default;

bool csv_parser::feed(std::string_view text) {
    for (char c : text) {
        state_->see(c);
        if (state_->stopped) return false;
    }
    return true;
}

bool csv_parser::finish() {
    if (state_->at == state::where::quoted) {
        refuse("truncated", "open_quote", {{"row", std::to_string(state_->number)}});
    }
    if (state_->in_row) state_->end_row();
    return !state_->stopped;
}

csv_workbook::csv_workbook(std::shared_ptr<random_file> file, read_limits const& limits,
                           progress_hook progress)
    : file_(std::move(file)), limits_(limits), progress_(std::move(progress)) {
    encoding_ = find_encoding(file_);
    find_separator();
}

void csv_workbook::find_separator() {
    auto text = open_text(file_, encoding_, {});
    std::string head(sniffed_bytes, '\0');
    std::size_t used = 0;
    while (used < head.size()) {
        std::size_t const n = text->read(std::span(head).subspan(used));
        if (n == 0) break;
        used += n;
    }
    bool const whole = used < head.size();
    head.resize(used);
    if (trim(head).empty()) refuse("empty", "empty");

    // "sep=;" in the first line is an order to Excel.
    std::string const first = ascii_lower(std::string_view(head).substr(0, head.find_first_of("\r\n")));
    std::string_view order = first;
    if (order.size() > 1 && order.front() == '"' && order.back() == '"')
        order = order.substr(1, order.size() - 2);
    if (order.starts_with("sep=") && length(order) == 5) {
        separator_ = order.substr(4);
        prologue_ = first.size();
        if (prologue_ < head.size() && head[prologue_] == '\r') ++prologue_;
        if (prologue_ < head.size() && head[prologue_] == '\n') ++prologue_;
        return;
    }
    double best = 0;
    double share = 0;
    for (std::string const candidate : {",", "\t", ";", "|", "，"}) {
        auto const found = score_of(candidate, head, whole);
        double const score = found.score * (candidate == "，" ? 0.5 : 1);
        if (score > best) {
            best = score;
            share = found.share;
            separator_ = candidate;
        }
    }
    if (share >= 0.3) return;
    // Signs that also stand inside words are believed where nearly all records agree on three columns.
    best = 0;
    for (std::string const candidate : {"；", "｜", "^", "~", "#", "$", "、", ":", "：", " "}) {
        auto const found = score_of(candidate, head, whole);
        if (found.columns < 3 || found.same < 0.8 || found.score <= best) continue;
        best = found.score;
        separator_ = candidate;
    }
}

result<done> csv_workbook::read(std::size_t, row_hook const& on_row) {
    return guarded([&] {
        auto text = open_text(file_, encoding_, progress_);
        csv_parser parser(separator_, limits_, on_row);
        std::string buffer(128u << 10, '\0');
        std::size_t skip = prologue_;
        while (std::size_t const n = text->read(buffer)) {
            std::string_view part(buffer.data(), n);
            std::size_t const cut = std::min(skip, part.size());
            part.remove_prefix(cut);
            skip -= cut;
            if (!parser.feed(part)) return done{};
        }
        parser.finish();
        return done{};
    });
}

}  // namespace guiyan::files
