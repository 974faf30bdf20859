#include "roster/cards.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "roster/cell_text.hpp"
#include "roster/choices.hpp"

namespace guiyan::roster {
namespace {

struct label {
    std::size_t row = 0;
    std::uint32_t column = 0;
    std::string text;
    heading_match match;
    std::optional<files::cell> value;  ///< of a cell that holds label and value: 姓名：张三
};

/// "姓名：张三 性别：男" as its pairs; nothing where a colon stands behind no known label.
std::vector<label> pairs_of(files::cell const& cell, std::size_t row, toolbox const& tools) {
    std::vector<label> out;
    std::string const text = tidy(cell.text);
    if (text.find(':') == std::string::npos || text.ends_with(':')) return out;
    for (std::size_t at = 0; at < text.size();) {
        auto const end = std::min(text.find(' ', at), text.size());
        std::string const word = text.substr(at, end - at);
        at = end + 1;
        auto const colon = word.find(':');
        std::string const name = word.substr(0, colon);
        auto const m = colon == std::string::npos ? heading_match{} : tools.headings.match(name);
        if (m.use != column_use::none && m.score >= 0.9) {
            out.push_back({row, cell.column, name, m, cell});
            out.back().value->kind = files::cell_kind::text;
            out.back().value->text = word.substr(colon + 1);
        } else if (out.empty()) {
            return out;
        } else {
            auto& value = out.back().value->text;
            value += (value.empty() ? "" : " ") + word;
        }
    }
    return out;
}

std::vector<label> labels_of(row_window const& rows, toolbox const& tools) {
    std::vector<label> out;
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (auto const* c : filled_cells(rows[i])) {
            std::string const text = tidy(c->text);
            if (auto pairs = pairs_of(*c, i, tools); !pairs.empty()) {
                for (auto& p : pairs) out.push_back(std::move(p));
                continue;
            }
            if (length(text) > 20 || has_empty_box(text)) continue;
            auto const m = tools.headings.match(text);
            if (m.use == column_use::none || m.score < 0.6 || m.use == column_use::number) continue;
            // 云龙社区 is a value, though 社区 is a label.
            if (m.score < 0.9 && !tools.places.village(text, {}, false).village.empty()) continue;
            if (tools.words.knows_political(text) && m.use == column_use::party_member) continue;
            out.push_back({i, c->column, text, m, std::nullopt});
        }
    return out;
}

class form_builder {
public:
    /// The column that stands for a label; the same label twice in one person gets a second column.
    std::uint32_t column_of(label const& l) {
        std::string const key = heading_words::key_of(l.text);
        if (auto const at = columns_.find(key); at != columns_.end()) return at->second;
        plan_column column;
        column.index = static_cast<std::uint32_t>(form_.plan.columns.size());
        column.path = {l.text};
        column.heading = l.text;
        column.keys = {key};
        column.use = l.match.use;
        column.score = l.match.score;
        column.filled = 1;
        columns_[key] = column.index;
        form_.plan.columns.push_back(std::move(column));
        return form_.plan.columns.back().index;
    }
    void begin(std::uint32_t row_number) {
        form_.people.emplace_back();
        form_.people.back().number = row_number;
    }
    std::size_t people() const { return form_.people.size(); }
    void put(std::uint32_t column, files::cell cell) { put(people() - 1, column, std::move(cell)); }
    void put(std::size_t person, std::uint32_t column, files::cell cell) {
        auto& cells = form_.people[person].cells;
        cell.column = column;
        auto const at = std::ranges::lower_bound(cells, column, {}, &files::cell::column);
        if (at != cells.end() && at->column == column) return;
        cells.insert(at, std::move(cell));
    }
    unfolded_form take(std::string_view layout) {
        form_.layout = layout;
        form_.plan.transposed_or_card = true;
        std::uint64_t h = 1469598103934665603ull;
        for (auto const& c : form_.plan.columns)
            for (unsigned char b : c.keys[0] + "\n") h = (h ^ b) * 1099511628211ull;
        static constexpr char hex[] = "0123456789abcdef";
        for (int shift = 60; shift >= 0; shift -= 4) form_.plan.fingerprint += hex[(h >> shift) & 15];
        return std::move(form_);
    }
    bool empty() const { return form_.people.empty(); }

private:
    std::map<std::string, std::uint32_t> columns_;
    unfolded_form form_;
};

/// Headings in one of the first columns, a person in each column to the right.
std::optional<unfolded_form> unfold_side(row_window const& rows, std::vector<label> const& labels) {
    std::map<std::uint32_t, std::vector<label const*>> by_column;
    for (auto const& l : labels)
        if (!l.value) by_column[l.column].push_back(&l);
    for (auto const& [column, list] : by_column) {
        if (column > 3 || list.size() < 3) continue;
        auto const name = std::ranges::find_if(
            list, [](auto const* l) { return l->match.use == column_use::name && l->match.score >= 0.9; });
        if (name == list.end()) continue;
        // The rows of the labels hold no other labels, else it is a card.
        auto const others = std::ranges::count_if(labels, [&](label const& l) { return l.column > column; });
        if (others > static_cast<std::ptrdiff_t>(list.size()) / 3) continue;
        std::vector<std::uint32_t> people;
        for (auto const& c : rows[(*name)->row].cells)
            if (c.column > column && !is_nothing(tidy(c.text))) people.push_back(c.column);
        if (people.empty()) continue;
        form_builder form;
        for (auto const* l : list) form.column_of(*l);
        for (auto person : people) {
            form.begin(rows[(*name)->row].number);
            for (auto const* l : list)
                if (auto const* cell = rows[l->row].at(person)) form.put(form.column_of(*l), *cell);
        }
        auto out = form.take("transposed");
        out.last_row = rows[list.back()->row].number;
        return out;
    }
    return std::nullopt;
}

/// Labels with their value to the right; every 姓名 begins a person.
std::optional<unfolded_form> unfold_cards(row_window const& rows, std::vector<label> const& labels,
                                          merge_map const& merges, toolbox const& tools) {
    form_builder form;
    bool real_name = false;
    int fields = 0;
    std::uint32_t last = 0;
    // Cards stand abreast where a row begins several: what follows belongs to the one above it.
    struct beginning {
        std::size_t row, person;
        std::uint32_t column;
    };
    std::vector<beginning> abreast;
    for (std::size_t k = 0; k < labels.size(); ++k) {
        auto const& l = labels[k];
        if (l.match.use == column_use::ignore) continue;
        bool const begins = l.match.use == column_use::name && l.match.score >= 0.9;
        auto const& row = rows[l.row];
        std::uint32_t right = l.column + 1;
        if (auto const* m = merges.covering(row.number, l.column)) right = m->last_column + 1;
        files::cell const* value = nullptr;
        for (auto const& c : row.cells)
            if (c.column >= right && !trim(c.text).empty()) {
                value = &c;
                break;
            }
        // The next label is no value.
        if (value && std::ranges::any_of(labels, [&](label const& other) {
                return other.row == l.row && other.column == value->column;
            }))
            value = nullptr;
        if (l.value) value = l.value->text.empty() ? nullptr : &*l.value;
        if (begins) {
            if (!value || !looks_like_name(tidy(value->text), tools.surnames)) continue;
            if (!abreast.empty() && abreast.front().row != l.row) abreast.clear();
            form.begin(row.number);
            abreast.push_back({l.row, form.people() - 1, l.column});
            real_name = true;
        }
        if (form.empty() || !value) continue;
        std::size_t person = abreast.front().person;
        for (auto const& b : abreast)
            if (b.column <= l.column) person = b.person;
        form.put(person, form.column_of(l), *value);
        ++fields;
        last = row.number;
    }
    if (!real_name || fields < 3) return std::nullopt;
    auto out = form.take("cards");
    out.last_row = last;
    return out;
}

}  // namespace

std::optional<unfolded_form> unfold(row_window const& rows, merge_map const& merges, toolbox const& tools) {
    auto const labels = labels_of(rows, tools);
    if (labels.size() < 3) return std::nullopt;
    if (auto side = unfold_side(rows, labels)) return side;
    return unfold_cards(rows, labels, merges, tools);
}

}  // namespace guiyan::roster
