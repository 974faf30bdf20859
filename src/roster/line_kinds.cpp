#include "roster/line_kinds.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "roster/cell_text.hpp"
#include "roster/id_number.hpp"
#include "roster/line_marks.hpp"
#include "roster/phone.hpp"

namespace guiyan::roster {
namespace {

/// 一、 （二） 1. 2、 第一部分
bool is_numbered(std::string_view text, std::string_view& rest) {
    std::size_t at = 0;
    auto skip = [&](std::string_view w) {
        if (!text.substr(at).starts_with(w)) return false;
        at += w.size();
        return true;
    };
    bool const bracket = skip("(");
    bool any = false;
    while (at < text.size()) {
        if (text[at] >= '0' && text[at] <= '9') {
            ++at;
            any = true;
        } else if (skip("一") || skip("二") || skip("三") || skip("四") || skip("五") || skip("六") ||
                   skip("七") || skip("八") || skip("九") || skip("十")) {
            any = true;
        } else {
            break;
        }
    }
    if (!any) return false;
    bool const mark = bracket ? skip(")") : skip("、") || skip(".") || skip(",") || skip(":");
    if (bracket) skip("、");
    if (!mark) return false;
    rest = trim(text.substr(at));
    return true;
}

/// The row repeats the headings of the table, as on each printed page.
bool repeats_headings(table_plan const& plan, std::vector<files::cell const*> const& cells) {
    int same = 0;
    for (auto const* c : cells) {
        auto const at = plan.by_index.find(c->column);
        if (at == plan.by_index.end()) continue;
        std::string const key = heading_words::key_of(c->text);
        auto const& keys = plan.columns[std::size_t(at->second)].keys;
        if (!key.empty() && std::ranges::find(keys, key) != keys.end()) ++same;
    }
    return same > 0 && same * 5 >= static_cast<int>(cells.size()) * 3 && (same >= 2 || cells.size() == 1);
}

bool is_column_numbers(std::vector<files::cell const*> const& cells) {
    if (cells.size() < 3) return false;
    static constexpr std::array<std::string_view, 10> stems{"甲", "乙", "丙", "丁", "戊",
                                                            "己", "庚", "辛", "壬", "癸"};
    int last = -1;
    std::size_t letters = 0;
    char latin = 0;
    for (auto const* c : cells) {
        std::string text = without_blanks(tidy(c->text));
        if (text.starts_with('(') && text.ends_with(')')) text = text.substr(1, text.size() - 2);
        if (text.size() == 1 && text[0] >= 'A' && text[0] <= 'Z' && last < 0 &&
            (latin ? text[0] == latin + 1 : text[0] <= 'B')) {
            latin = text[0];
            ++letters;
            continue;
        }
        if (std::ranges::find(stems, text) != stems.end()) {
            ++letters;
            continue;
        }
        if (!all_digits(text) || text.size() > 2) return false;
        int const n = std::stoi(text);
        if (n != last + 1 && last >= 0) return false;
        last = n;
    }
    return letters < cells.size() || letters >= 3;
}

/// Lines of a template: an example, or what may be filled in where.
bool is_template_line(std::vector<files::cell const*> const& cells) {
    static constexpr std::array<std::string_view, 22> words{
        "必填",     "选填",     "可选",     "非必填", "下拉选择", "下拉",    "文本", "文本格式",
        "数字",     "日期",     "日期格式", "填写",   "单选",     "多选",    "18位", "11位",
        "自动生成", "下拉选项", "手工填写", "(必填)", "(选填)",   "自动计算"};
    std::string const first = tidy(cells.front()->text);
    for (std::string_view w : {"示例", "样例", "范例", "填写示例", "举例"})
        if (first.starts_with(w)) return true;
    if (first == "例" || first == "例:" || first.starts_with("例如")) return true;
    std::size_t known = 0;
    for (auto const* c : cells) known += std::ranges::find(words, tidy(c->text)) != words.end();
    return known >= 2 && known * 5 >= cells.size() * 3;
}

}  // namespace

namespace {

/// A row without name and number that holds a mark of a person: it is no group, and it is told. A day of
/// these years stands below a table as the day on which it was filled in.
bool marks_somebody(table_plan const& plan, std::vector<files::cell const*> const& cells,
                    std::uint32_t name_column, date const& today) {
    for (auto const* c : cells) {
        auto const at = plan.by_index.find(c->column);
        if (at == plan.by_index.end() || c->column <= name_column) return false;
        std::string const text = tidy(c->text);
        if (is_subtotal(text) || is_signature(text) || is_note(text) || is_unit_line(text)) return false;
        switch (plan.columns[std::size_t(at->second)].use) {
            case column_use::birth_date:
                for (int year = today.year() - 12; year <= today.year(); ++year)
                    if (text.find(std::to_string(year)) != std::string::npos) return false;
                if (only_digits(text).size() < 4) return false;
                return true;
            case column_use::id_number:
                return only_digits(text).size() >= 6;
            default:
                break;
        }
    }
    return false;
}

}  // namespace

line_kind kind_of_line(table_plan const& plan, row_window const& rows, merge_map const& merges,
                       toolbox const& tools, surroundings& around) {
    auto const& row = rows.front();
    auto const cells = filled_cells(row);
    auto const& block = plan.blocks.front();
    int const name_at = block.first(column_use::name);
    auto cell_of = [&](column_use use) -> files::cell const* {
        int const at = block.first(use);
        return at < 0 ? nullptr : row.at(plan.columns[std::size_t(at)].index);
    };
    auto text_of = [&](column_use use) {
        auto const* c = cell_of(use);
        return c ? tidy(c->text) : std::string();
    };
    std::string const name = text_of(column_use::name);
    std::string const sex = text_of(column_use::sex);
    bool const sex_known = !sex.empty() && tools.words.knows_sex(sex);
    bool const name_like = looks_like_name(name, tools.surnames);

    if (is_template_line(cells)) return {kind::row_note, false};

    // Most rows are people and need no more questions.
    auto const* id_cell = cell_of(column_use::id_number);
    bool const id_there = id_cell && looks_like_id_number(tidy(id_cell->text));
    if (id_there || (name_like && sex_known)) {
        around.in_notes = false;
        return {};
    }
    if (repeats_headings(plan, cells)) return {kind::row_heading, false};
    if (auto const look = look_at_headings(rows, 0, merges, tools);
        look.is_heading && !plan.transposed_or_card)
        return {std::nullopt, true};
    if (is_column_numbers(cells)) return {kind::row_column_numbers, false};

    // Only what stands left of the name, and the name itself, can make a subtotal of a line with other cells.
    std::uint32_t const name_column = name_at < 0 ? 0 : plan.columns[std::size_t(name_at)].index;
    for (auto const* c : cells) {
        if (c->column > name_column && !name.empty() && !is_subtotal(name)) break;
        if (is_subtotal(tidy(c->text)) && !id_there) return {kind::row_subtotal, false};
        if (c->column > name_column + 2) break;
    }

    if (name_at >= 0 && is_nothing(name) && plan.blocks.size() == 1 &&
        !merges.covering(row.number, name_column) && marks_somebody(plan, cells, name_column, tools.today))
        return {};

    std::string const first = tidy(cells.front()->text);
    bool const other_proof =
        !name.empty() && name_like &&
        (!text_of(column_use::phone).empty() && !read_phone(text_of(column_use::phone)).numbers.empty());
    if (!other_proof) {
        if (is_note(first)) {
            around.in_notes = true;
            return {kind::row_note, false};
        }
        int signs = 0;
        for (auto const* c : cells) signs += is_signature(tidy(c->text));
        bool const number_cell = all_digits(text_of(column_use::number));
        if (signs > 0 && (!number_cell || is_signature(name)) &&
            (is_signature(first) || signs > 1 || !name_like || cells.size() <= 3)) {
            around.in_notes = true;
            return {kind::row_signature, false};
        }
        if (is_unit_line(first) && cells.size() <= 4) return {kind::row_unit, false};
    }

    // One text in the whole row: a group, a note, a title printed again - or somebody of whom only the name
    // is known.
    auto const* m = merges.covering(row.number, cells.front()->column);
    bool const wide = m && m->last_column > m->first_column;
    if (cells.size() == 1) {
        std::string const text = first;
        if (text == around.title && !text.empty()) return {kind::row_title, false};
        bool const in_name = name_at >= 0 && cells.front()->column == name_column;
        std::string_view rest;
        bool const numbered = is_numbered(text, rest);
        if (in_name && !wide && name_like && !numbered) {
            auto const place = tools.places.village(text, {around.weak_town, "", ""}, false);
            bool const is_place =
                (!place.village.empty() || place.how == place_how::town_only) && text.ends_with("村");
            if (!is_place) return {};
        }
        if (all_digits(text)) return {kind::row_numbered_only, false};
        std::string const bare = numbered ? std::string(rest) : text;
        std::string const subject = split_brackets(bare).text;
        std::string label = subject;
        for (std::string_view front : {"村名:", "行政村:", "村(社区):", "社区:", "村:", "乡镇:", "镇:",
                                       "所在村:", "所属乡镇:", "村别:"})
            if (label.starts_with(front)) label.erase(0, front.size());
        while (label.ends_with(':')) label.pop_back();
        auto place = tools.places.village(label, {"", around.weak_town, ""}, false);
        if (place.how == place_how::unknown || place.how == place_how::none || place.how == place_how::unsure)
            place = tools.places.mentioned(label);
        if (length(label) <= 24 && (!place.village.empty() || place.how == place_how::town_only) &&
            place.how != place_how::unsure) {
            around.group_village = place.village;
            around.group_fresh = true;
            around.group_town = place.village.empty() ? place.town : tools.places.town_of(place.village);
            around.in_notes = false;
            return {kind::row_group, false};
        }
        auto const category = tools.words.category(label);
        auto const practical = tools.words.practical_category(label);
        if (category.value || practical.value) {
            around.group_category = category.value.value_or("");
            around.group_practical = practical.value.value_or("");
            around.in_notes = false;
            return {kind::row_group, false};
        }
        if (around.in_notes || length(text) > 24) return {kind::row_note, false};
        // A sentence in the name column is no name; 阿卜杜拉·买买提 is one.
        bool const sentence = !name_like && (length(text) > 6 || text.find(':') != std::string::npos) &&
                              text.find("·") == std::string::npos;
        if (in_name && sentence) return {kind::row_note, false};
        if (!in_name || wide || numbered) {
            if (numbered || length(text) <= 16) {
                around.group_category.clear();
                around.group_practical.clear();
                return {kind::row_group, false};
            }
            return {kind::row_note, false};
        }
        return {};
    }
    if (around.in_notes && !name_like) return {kind::row_note, false};

    if (is_nothing(name)) {
        // The name may be merged down from the row above: the line goes on with the same person.
        if (name_at >= 0)
            if (auto const* nm = merges.covering(row.number, name_column); nm && nm->first_row < row.number)
                return {kind::row_continued, false};
        bool identity = false;
        bool figures_only = true;
        for (auto const* c : cells) {
            auto const at = plan.by_index.find(c->column);
            auto const use =
                at == plan.by_index.end() ? column_use::none : plan.columns[std::size_t(at->second)].use;
            std::string const text = tidy(c->text);
            if (is_nothing(text)) continue;
            if (use == column_use::id_number || use == column_use::phone || use == column_use::sex ||
                use == column_use::birth_date)
                identity = true;
            if (!all_digits(text)) figures_only = false;
        }
        if (identity) return {};
        if (figures_only && cells.size() > 1 && text_of(column_use::number).empty())
            return {kind::row_subtotal, false};
        return {text_of(column_use::number).empty() ? kind::row_continued : kind::row_numbered_only, false};
    }
    return {};
}

kind kind_above_table(files::row const& row, surroundings& around, toolbox const& tools) {
    auto const cells = filled_cells(row);
    if (cells.empty()) return kind::row_no_table;
    std::string const first = tidy(cells.front()->text);
    bool unit = false;
    for (auto const* c : cells) unit = unit || is_unit_line(tidy(c->text));
    if (unit || is_signature(first)) {
        if (around.unit_line.empty())
            for (auto const* c : cells)
                around.unit_line += (around.unit_line.empty() ? "" : " ") + tidy(c->text);
        for (auto const* c : cells) {
            auto const place = tools.places.mentioned(tidy(c->text));
            if (!place.town.empty()) around.weak_town = place.town;
            if (!place.village.empty()) around.weak_village = place.village;
        }
        return kind::row_unit;
    }
    if (cells.size() <= 2 && around.title.empty() && length(first) >= 4 && !is_note(first) &&
        length(first) <= 80 && !first.starts_with("附件")) {
        around.title = first;
        auto const place = tools.places.mentioned(first);
        if (!place.town.empty()) around.weak_town = place.town;
        if (!place.village.empty())
            around.weak_village = place.village;
        else if (!place.town.empty())
            around.weak_village.clear();
        return kind::row_title;
    }
    // 村名：轩庄村 between the title and the headings
    if (cells.size() <= 2 && length(first) <= 30 && !is_note(first)) {
        auto const place = tools.places.mentioned(cells.size() == 2 ? first + tidy(cells[1]->text) : first);
        if (!place.village.empty()) around.weak_village = place.village;
        if (!place.town.empty()) around.weak_town = place.town;
    }
    return cells.size() == 1 ? (length(first) > 24 || is_note(first) ? kind::row_note : kind::row_title)
                             : kind::row_unit;
}

}  // namespace guiyan::roster
