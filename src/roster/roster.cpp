#include "roster/roster.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace guiyan::roster {
namespace {

constexpr std::array<std::string_view, field_count> field_words{"name",
                                                                "sex",
                                                                "birth_date",
                                                                "id_number",
                                                                "phone",
                                                                "contact",
                                                                "nation",
                                                                "political_status",
                                                                "education",
                                                                "degree",
                                                                "village_code",
                                                                "native_village_code",
                                                                "native_region_code",
                                                                "residence_note",
                                                                "category",
                                                                "practical_category",
                                                                "professional_title",
                                                                "skill_level",
                                                                "employer_name",
                                                                "post_title",
                                                                "availability",
                                                                "strengths",
                                                                "remarks",
                                                                "skills"};

}  // namespace

std::string_view word_of(field f) {
    return field_words[static_cast<std::size_t>(f)];
}

std::optional<field> field_of(std::string_view word) {
    auto const at = std::ranges::find(field_words, word);
    if (at == field_words.end()) return std::nullopt;
    return static_cast<field>(at - field_words.begin());
}

std::string_view word_of(verdict v) {
    return v == verdict::ok ? "ok" : v == verdict::reported ? "reported" : "ignored";
}

std::string_view word_of(file_verdict v) {
    return v == file_verdict::import ? "import" : v == file_verdict::partial ? "partial" : "reject";
}

void person_values::set(field f, std::string value) {
    state_[index(f)] = value.empty() ? state::absent : state::set;
    text_[index(f)] = std::move(value);
}

void person_values::set_unreadable(field f) {
    state_[index(f)] = state::null;
    text_[index(f)].clear();
}

void person_values::clear(field f) {
    state_[index(f)] = state::absent;
    text_[index(f)].clear();
}

std::vector<std::string> person_values::skills() const {
    std::vector<std::string> out;
    if (has(field::skills))
        for (auto code : split(get(field::skills), '|')) out.emplace_back(code);
    return out;
}

void listed_people::add(known_person person, std::string id_number) {
    person.has_id_number = !id_number.empty();
    if (!id_number.empty()) by_id_.emplace(std::move(id_number), people_.size());
    by_name_.emplace(person.name, people_.size());
    people_.push_back(std::move(person));
}

std::vector<known_person> listed_people::by_id_number(std::string_view id_number) const {
    std::vector<known_person> out;
    for (auto [at, end] = by_id_.equal_range(id_number); at != end; ++at) out.push_back(people_[at->second]);
    return out;
}

std::vector<known_person> listed_people::by_name(std::string_view name) const {
    std::vector<known_person> out;
    for (auto [at, end] = by_name_.equal_range(name); at != end; ++at) out.push_back(people_[at->second]);
    return out;
}

}  // namespace guiyan::roster
