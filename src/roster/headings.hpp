#pragma once
// What a column means, by its heading: terms/roster_headings.csv, exact words first, then the longest known
// word inside the heading.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "terms/terms.hpp"

namespace guiyan::roster {

/// What a column of a roster may hold. More than the fields of a person: several columns make one field.
enum class column_use : std::uint8_t {
    none,  ///< a heading that nothing here knows
    ignore,
    number,
    name,
    sex,
    birth_date,
    birth_year,
    birth_month,
    birth_day,
    age,
    id_number,
    phone,
    contact,
    education,
    education_fulltime,
    education_onjob,
    education_degree,
    degree,
    political_status,
    party_member,
    nation,
    village,
    town,
    group,
    county,
    address,
    registered,
    native_place,
    skills,
    strengths,
    industry,
    category,
    practical_category,
    professional_title,
    skill_level,
    post_title,
    employer,
    employer_post,
    availability,
    remarks,
};
inline constexpr std::size_t column_use_count = static_cast<std::size_t>(column_use::remarks) + 1;

std::string_view word_of(column_use use);
std::optional<column_use> column_use_of(std::string_view word);

struct heading_match {
    column_use use = column_use::none;
    double score = 0;  ///< 1 for a word of the list, less for a word inside
};

class heading_words {
public:
    explicit heading_words(terms::library const& lists);

    /// Of one heading text, line breaks and notes in brackets included.
    heading_match match(std::string_view raw) const;

    /// Of a heading under group headings: {"学历", "全日制"}, {"联系方式", "手机"}, {"出生", "年"}.
    heading_match match(std::vector<std::string> const& path) const;

    /// The form in which headings are compared and remembered.
    static std::string key_of(std::string_view raw);

private:
    struct entry {
        column_use use;
        double weight;
    };
    std::unordered_map<std::string, entry> words_;
    std::vector<std::pair<std::string, entry>> inside_;  // long ones first
};

}  // namespace guiyan::roster
