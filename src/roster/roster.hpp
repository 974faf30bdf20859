#pragma once
// Rosters of people as township clerks send them: from the cells of a workbook to persons with the fields of
// E03, and to what has to be decided before they can be written. Pure: no database, no HTTP, no files of its
// own. A number is never guessed: what is damaged is reported and left out.
//
// A line is `ok` when nothing in it waits for a person: repairs that leave one answer (张 三, 1985.3, 15
// digits) are made in its values and listed in its reports. It is `reported` when something has to be decided
// or could not be read; its values hold what is certain, null stands for a field that is written but not
// readable, and a field that the form or the line does not fill is absent. It is `ignored` when it is no
// person: a title, a subtotal, a note. A file is `import` when every person's line is ok, `partial` when some
// are reported, `reject` when it holds no table of people or cannot be read.

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "files/sheet.hpp"
#include "roster/headings.hpp"
#include "roster/kinds.hpp"
#include "roster/places.hpp"
#include "terms/terms.hpp"

namespace guiyan::roster {

/// Fields of a person that a roster can fill, in the order in which they are written.
enum class field : std::uint8_t {
    name,
    sex,                  ///< GB/T 2261.1: "1", "2"
    birth_date,           ///< "1985", "1985-03" or "1985-03-27": what is known
    id_number,            ///< 18 characters
    phone,                ///< the first that is valid
    contact,              ///< further ones
    nation,               ///< GB/T 3304
    political_status,     ///< GB/T 4762
    education,            ///< GB/T 4658; a bare 大专 is the group 30
    degree,               ///< GB/T 6864, first digit
    village_code,         ///< 12 digits: the village of the line
    native_village_code,  ///< 12 digits, from 籍贯 only
    native_region_code,   ///< 12 digits, any level, from 籍贯 only
    residence_note,       ///< address as written
    category,             ///< talent_teams
    practical_category,   ///< practical_talent_categories
    professional_title,   ///< professional_titles
    skill_level,          ///< skill_levels
    employer_name,
    post_title,
    availability,  ///< availability
    strengths,     ///< text as written
    remarks,       ///< text as written
    skills,        ///< leaf codes of skills; a list
};
inline constexpr std::size_t field_count = static_cast<std::size_t>(field::skills) + 1;
std::string_view word_of(field f);
std::optional<field> field_of(std::string_view word);

/// Values of one line.
class person_values {
public:
    void set(field f, std::string value);
    void set_unreadable(field f);  ///< written, but not readable: null
    void clear(field f);
    bool has(field f) const { return state_[index(f)] == state::set; }
    bool is_null(field f) const { return state_[index(f)] == state::null; }
    /// "" where there is none. Skills are joined by '|'.
    std::string const& get(field f) const { return text_[index(f)]; }
    std::vector<std::string> skills() const;

private:
    enum class state : std::uint8_t { absent, null, set };
    static std::size_t index(field f) { return static_cast<std::size_t>(f); }
    std::array<std::string, field_count> text_;
    std::array<state, field_count> state_{};
};

struct report {
    std::string column;  ///< the heading as the clerk wrote it, without line breaks; "" of a whole line
    int column_index = -1;
    std::string field;  ///< word of a field; "" where none is concerned
    finding what;
};

/// The other record of a suspected duplicate.
struct duplicate_of {
    std::string person_id;  ///< of somebody in the bank; "" of a line of this file
    std::size_t sheet = 0;
    std::uint32_t row = 0;
    std::string name;
    std::string why;  ///< id_number, name_birth_village, name_phone
};

enum class verdict : std::uint8_t { ok, reported, ignored };
std::string_view word_of(verdict v);

struct row_result {
    std::size_t sheet = 0;
    std::string_view sheet_name;  ///< lives as long as the workbook
    std::uint32_t row = 0;        ///< as the sheet shows it
    roster::verdict verdict = verdict::ok;
    person_values values;
    std::vector<report> reports;  ///< of an ignored line one, whose kind begins with row_
    std::optional<duplicate_of> duplicate;
};

/// Told of every line with a cell, in order; false cancels.
using row_sink = std::function<bool(row_result const&)>;

/// A person whom the bank holds already.
struct known_person {
    std::string id;
    std::string name;
    std::optional<partial_date> birth_date;
    std::string village_code;
    std::string phone;
    bool has_id_number = false;
};

/// The bank, as far as a roster asks it. Implemented by the application; `no_known_people` knows nobody.
class known_people {
public:
    virtual ~known_people() = default;
    virtual std::vector<known_person> by_id_number(std::string_view id_number) const = 0;
    virtual std::vector<known_person> by_name(std::string_view name) const = 0;
};

class no_known_people final : public known_people {
public:
    std::vector<known_person> by_id_number(std::string_view) const override { return {}; }
    std::vector<known_person> by_name(std::string_view) const override { return {}; }
};

/// People held in memory.
class listed_people final : public known_people {
public:
    void add(known_person person, std::string id_number);
    std::vector<known_person> by_id_number(std::string_view id_number) const override;
    std::vector<known_person> by_name(std::string_view name) const override;

private:
    std::vector<known_person> people_;
    std::multimap<std::string, std::size_t, std::less<>> by_id_, by_name_;
};

/// How a form's columns were mapped, by the fingerprint of its headings.
struct form_mapping {
    std::string fingerprint;
    std::string name;                                         ///< given by people; may be empty
    std::vector<std::pair<std::string, column_use>> columns;  ///< heading → use
};

struct reference {
    std::vector<region> const* regions = nullptr;
    terms::library const* lists = nullptr;
    known_people const* people = nullptr;  ///< may be nullptr
};

/// A choice of the person who imports, for one column of one sheet.
struct chosen_column {
    std::size_t sheet = 0;
    std::uint32_t column = 0;
    column_use use = column_use::none;
};

struct options {
    std::string region_code;  ///< county, town or village the file belongs to
    date today;
    std::string file_name;  ///< without folder; a town in it helps to tell villages of one name apart
    std::vector<form_mapping> remembered;
    std::vector<chosen_column> chosen;
    std::vector<std::size_t> hidden_sheets;  ///< hidden sheets to import like others
    std::vector<std::size_t> left_out;       ///< sheets not to import
};

struct column_info {
    std::uint32_t index = 0;
    std::string heading;  ///< as written, levels joined by "/"
    column_use use = column_use::none;
    confidence sure = confidence::high;
    bool remembered = false;
    bool by_content = false;  ///< told by its cells, not by its heading
};

struct sheet_info {
    std::size_t index = 0;
    std::string name;
    bool hidden = false;
    bool used = false;
    std::string title;
    std::string unit_line;
    std::uint32_t first_heading_row = 0;
    std::uint32_t last_heading_row = 0;
    std::uint32_t first_row = 0;  ///< of people
    std::uint32_t last_row = 0;
    std::string layout;  ///< "table", "transposed", "cards" or ""
    std::string fingerprint;
    std::vector<column_info> columns;
    std::size_t ok = 0, reported = 0, ignored = 0;
};

enum class file_verdict : std::uint8_t { import, partial, reject };
std::string_view word_of(file_verdict v);

struct analysis {
    file_verdict verdict = file_verdict::reject;
    std::string
        reject_kind;  ///< "" unless rejected: no_people, empty, cancelled, or a word of files::reject_kind
    std::vector<sheet_info> sheets;
    std::size_t ok = 0, reported = 0, ignored = 0;
    std::size_t repaired = 0;                  ///< of `ok`: lines with at least one repair
    std::map<std::string, std::size_t> kinds;  ///< word of a kind → how often
    std::vector<form_mapping> mappings;        ///< of the forms found, to be remembered
};

/// Reads a workbook to the end, telling every line to `sink`. Memory is bounded by the lookahead of 64 rows
/// and 64 bytes a person for finding duplicates. Fails only where the workbook cannot be read on; a file
/// without people is an analysis with verdict reject.
result<analysis> analyse(files::workbook& book, reference const& ref, options const& opt,
                         row_sink const& sink);

}  // namespace guiyan::roster
