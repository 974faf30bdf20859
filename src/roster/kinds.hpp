#pragma once
// What can be said about a cell or a line of a roster: a closed list of words. Each has a title (locale key
// "roster.kind.<word>") and a sentence ("roster.report.<word>"); docs/import-kinds.md explains them to
// people.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace guiyan::roster {

// clang-format off
#define GUIYAN_ROSTER_KINDS(X)                                                                                      \
    /* spelling that is put right */                                                                                \
    X(width) X(invisible) X(blanks) X(blank_in_name) X(name_dot) X(remark_in_cell) X(date_form) X(date_from_id)     \
    X(id_form) X(id_case) X(id_15_digits) X(phone_form) X(phone_many) X(word)                                       \
    X(village_alias) X(village_typo) X(carried_down) X(ditto)                                                       \
    /* about a person's name */                                                                                     \
    X(name_missing) X(name_form) X(name_many) X(name_damaged) X(title_after_name) X(person_gone) X(only_name)       \
    /* about ID numbers */                                                                                          \
    X(id_checksum) X(id_length) X(id_date) X(id_area) X(id_damaged) X(id_many) X(id_other)                          \
    X(id_birth_mismatch) X(id_sex_mismatch)                                                                         \
    /* about dates */                                                                                               \
    X(date_ambiguous) X(date_impossible) X(date_unlikely) X(date_lunar) X(date_age_only) X(date_unreadable)         \
    X(age_mismatch)                                                                                                 \
    /* about phones, words, places */                                                                               \
    X(phone_wrong) X(phone_damaged) X(word_unknown) X(word_ambiguous) X(education_unfinished) X(skill_ambiguous)    \
    X(village_ambiguous) X(village_unknown) X(village_missing) X(village_other_county) X(village_typo_unsure)       \
    X(town_only) X(town_mismatch) X(town_unknown)                                                                   \
    /* about the line */                                                                                            \
    X(columns_swapped) X(cell_error) X(duplicate_in_file) X(duplicate_in_bank) X(sheet_hidden) X(row_hidden)        \
    X(rows_joined)                                                                                                  \
    /* why a line is no person */                                                                                   \
    X(row_title) X(row_unit) X(row_heading) X(row_column_numbers) X(row_group) X(row_subtotal) X(row_note)          \
    X(row_signature) X(row_numbered_only) X(row_continued) X(row_no_table)
// clang-format on

enum class kind : std::uint8_t {
#define X(word) word,
    GUIYAN_ROSTER_KINDS(X)
#undef X
};

/// The snake_case word of a kind.
std::string_view word_of(kind k);

/// All words, in the order of the list.
std::size_t kind_count();
kind kind_at(std::size_t index);

/// How sure a proposal is. Low is never applied to a value.
enum class confidence : std::uint8_t { high, medium, low };
std::string_view word_of(confidence c);

/// What a reader of one cell has to say; the line adds column and field.
struct finding {
    kind what;
    std::string before;                     ///< what the cell says
    std::optional<std::string> suggestion;  ///< what should stand there, where that is known
    confidence sure = confidence::high;
    bool decide = false;  ///< a person has to decide: the line is reported, not ok
    text_args args = {};
};

}  // namespace guiyan::roster
