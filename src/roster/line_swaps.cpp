// Cells that stand in each other's place on a single line: 男 in the name column, an ID number under the
// phone.
#include "roster/cell_text.hpp"
#include "roster/line_reader.hpp"
#include "roster/phone.hpp"

namespace guiyan::roster {

void line_reader::swap(slot& a, slot& b) {
    std::swap(a.now, b.now);
    for (auto* s : {&a, &b}) {
        if (!s->now.cell) continue;
        auto const& other = s == &a ? b : a;
        add(s->column, "",
            {kind::columns_swapped,
             other.now.cell ? tidy(other.now.cell->text) : "",
             tidy(s->now.cell->text),
             confidence::medium,
             true,
             {}});
    }
}

void line_reader::swap_back() {
    auto* name_slot = first(column_use::name);
    auto* sex_slot = first(column_use::sex);
    if (name_slot && sex_slot && plan_.columns[std::size_t(sex_slot->column)].tick_code.empty()) {
        std::string const n = tidy(name_slot->text());
        std::string const s = tidy(sex_slot->text());
        if (tools_.words.knows_sex(n) && !n.empty() && looks_like_name(s, tools_.surnames))
            swap(*name_slot, *sex_slot);
    }
    if (auto* id = first(column_use::id_number)) {
        std::string const id_text = tidy(id->text());
        if (!looks_like_id_number(id_text)) {
            for (column_use use :
                 {column_use::phone, column_use::contact, column_use::birth_date, column_use::name,
                  column_use::sex, column_use::age, column_use::nation, column_use::none, column_use::ignore,
                  column_use::political_status, column_use::education, column_use::village}) {
                bool done = false;
                for (auto& s : all(use))
                    if (s.now.cell && looks_like_id_number(tidy(s.text())) &&
                        (is_nothing(id_text) || !read_phone(id_text).numbers.empty() ||
                         use != column_use::none)) {
                        swap(*id, s);
                        done = true;
                        break;
                    }
                if (done) break;
            }
        }
    }
    swap_words(
        column_use::sex, column_use::nation, [&](auto t) { return tools_.words.knows_sex(t); },
        [&](auto t) { return tools_.words.knows_nation(t); });
    swap_words(
        column_use::nation, column_use::education, [&](auto t) { return tools_.words.knows_nation(t); },
        [&](auto t) { return tools_.words.knows_education(t); });
    swap_words(
        column_use::education, column_use::political_status,
        [&](auto t) { return tools_.words.knows_education(t); },
        [&](auto t) { return tools_.words.knows_political(t); });
    swap_words(
        column_use::nation, column_use::political_status,
        [&](auto t) { return tools_.words.knows_nation(t); },
        [&](auto t) { return tools_.words.knows_political(t); });
    swap_words(
        column_use::name, column_use::village, [&](auto t) { return looks_like_name(t, tools_.surnames); },
        [&](auto t) { return t.ends_with("村") && !tools_.places.village(t, {}, false).village.empty(); });
}

template <class KnowsA, class KnowsB>
void line_reader::swap_words(column_use a_use, column_use b_use, KnowsA knows_a, KnowsB knows_b) {
    auto* a = first(a_use);
    auto* b = first(b_use);
    if (!a || !b || !a->now.cell || !b->now.cell) return;
    std::string const x = tidy(a->text());
    std::string const y = tidy(b->text());
    if (x.empty() || y.empty() || knows_a(x) || knows_b(y)) return;
    if (knows_b(x) && knows_a(y)) swap(*a, *b);
}

}  // namespace guiyan::roster
