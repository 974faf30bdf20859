#pragma once
// Reads one line of a table into a person. Its parts are in files of their own, by what they read; they share
// the cells of the line and what the ID number said.

#include <array>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "roster/id_number.hpp"
#include "roster/person_line.hpp"

namespace guiyan::roster {

class line_reader {
public:
    line_reader(table_plan const& plan, plan_block const& block, files::row const& row,
                merge_map const& merges, toolbox const& tools, surroundings const& around,
                carried_cells& carried, row_result& out)
        : plan_(plan),
          block_(block),
          row_(row),
          merges_(merges),
          tools_(tools),
          around_(around),
          carried_(carried),
          out_(out) {}

    void read();

private:
    struct slot {
        carried_cells::cell_now now;
        int column = -1;
        std::string_view text() const {
            return now.cell ? std::string_view(now.cell->text) : std::string_view();
        }
    };

    void gather();
    void read_options(slot& s, plan_column const& column);
    slot* first(column_use use);
    std::vector<slot>& all(column_use use) { return slots_[static_cast<std::size_t>(use)]; }
    void add(int column, std::string_view field_word, finding f);
    void add_all(int column, field f, std::vector<finding> findings);
    /// Says that a value stands in a line above.
    void note_carried(slot const& s, field f);

    // line_swaps.cpp: cells that stand in each other's place
    void swap(slot& a, slot& b);
    void swap_back();
    template <class KnowsA, class KnowsB>
    void swap_words(column_use a_use, column_use b_use, KnowsA knows_a, KnowsB knows_b);

    // line_who.cpp: name, numbers, dates
    void name();
    std::optional<files::cell> parted_id_number(slot const& s) const;
    void id_number();
    birth_reading birth_cells(int& column);
    void birth_date();
    void age();
    void sex();
    void phones();

    // line_words.cpp: coded columns
    void put(word_reading w, int column, field f);
    void coded(column_use use, field f, word_reading (vocabulary::*reader)(std::string_view) const);
    void political();
    void schooling();
    void degree(std::string const& code);

    // line_where.cpp: village, addresses, native place
    void places();
    static bool is_own_place_word(std::string_view text);
    void problem(int column, kind what, std::string before, text_args args = {},
                 std::optional<std::string> suggestion = {});
    place_reading before_a_post(std::string const& text, place_context const& where,
                                place_reading const& whole);
    void village(place_context const& where, place_reading const& by_town, slot* town_slot);
    bool village_of_work(place_context const& where);
    std::string labels(std::vector<std::string> const& codes) const;
    void take_village(place_reading const& v, int column, std::string const& text, place_context const& where,
                      bool must);
    void addresses(place_context const&, bool);
    void native(place_context const& where);

    // line_work.cpp: talents, skills, work, remarks
    void talents();
    void category_cell(slot& s);
    void titles();
    void work();
    void employer_and_post(std::string const& text);
    void texts();
    void only_name();

    table_plan const& plan_;
    plan_block const& block_;
    files::row const& row_;
    merge_map const& merges_;
    toolbox const& tools_;
    surroundings const& around_;
    carried_cells& carried_;
    row_result& out_;
    std::array<std::vector<slot>, column_use_count> slots_;
    std::list<files::cell> own_cells_;  ///< what was read out of cells with options
    std::vector<std::string> remarks_;
    std::vector<slot*> class_texts_;  ///< cells of class columns that say more than a class
    id_reading id_;
};

}  // namespace guiyan::roster
