#include "modules/imports/bank.hpp"

namespace guiyan::imports {
namespace {

constexpr std::size_t patience =
    500;  // questions after which the keys of the whole bank are worth their reading
constexpr std::size_t most_held = 150'000;  // people in memory, about 25 MiB

std::vector<roster::known_person> all_known(std::vector<people::known_one> const& found) {
    std::vector<roster::known_person> out;
    for (auto const& p : found)
        out.push_back(
            {to_string(p.id), p.name, p.birth_date, p.region_code, p.phone.value_or(""), p.has_id_number});
    return out;
}

std::size_t key_of(char what, std::string_view text) {
    return std::hash<std::string>{}(what + std::string(text));
}

}  // namespace

std::vector<roster::region> roster_regions(regions::region_tree const& tree) {
    std::vector<roster::region> out;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        auto const& r = tree.at(i);
        out.push_back(
            {r.code, r.name, r.short_name, r.aliases, r.level, regions::parent_code(r.code), r.kind});
    }
    return out;
}

void bank::take_keys() const {
    people_.each_key([&](std::string_view name, std::string_view digest) {
        keys_.insert(key_of('n', name));
        if (!digest.empty()) keys_.insert(key_of('i', digest));
    });
    has_keys_ = true;
}

bool bank::may_know(std::size_t key) const {
    return !has_keys_ || keys_.contains(key);
}

std::vector<roster::known_person> bank::by_id_number(std::string_view id_number) const {
    if (!has_keys_ && (++asked_ > patience || people_.indexed() == 0)) take_keys();
    if (has_keys_ && (keys_.empty() || !may_know(key_of('i', people_.number_digest(id_number))))) return {};
    return all_known(people_.known_by_number(who_, id_number));
}

std::vector<roster::known_person> bank::by_name(std::string_view name) const {
    if (!has_keys_ && (++asked_ > patience || people_.indexed() == 0)) take_keys();
    if (!may_know(key_of('n', name))) return {};
    // Common names come again and again in a long file.
    auto const at = namesakes_.find(std::string(name));
    if (at != namesakes_.end()) return at->second;
    auto found = all_known(people_.known_by_name(who_, name));
    if ((held_ += found.size()) > most_held) {
        namesakes_.clear();
        held_ = found.size();
    }
    return namesakes_.emplace(name, std::move(found)).first->second;
}

people::person person_of(roster::person_values const& v, people::person p, std::string const& home,
                         std::string const& basis) {
    using roster::field;
    auto text = [&](field f) { return v.has(f) ? std::optional(v.get(f)) : std::nullopt; };
    p.name = v.get(field::name);
    p.id_number = text(field::id_number);
    p.sex = text(field::sex);
    if (v.has(field::birth_date)) p.birth_date = partial_date::parse(v.get(field::birth_date));
    p.nation = text(field::nation);
    p.political_status = text(field::political_status);
    p.education = text(field::education);
    p.degree = text(field::degree);
    p.professional_title = text(field::professional_title);
    p.skill_level = text(field::skill_level);
    p.phone = text(field::phone);
    p.contact = text(field::contact);
    p.residence_note = text(field::residence_note);
    p.region_code = v.has(field::village_code) ? v.get(field::village_code) : home;
    p.native_region_code = v.has(field::native_village_code) ? text(field::native_village_code)
                                                             : text(field::native_region_code);
    p.employer_name = text(field::employer_name);
    p.post_title = text(field::post_title);
    p.availability = text(field::availability);
    p.strengths = text(field::strengths);
    p.biography = text(field::remarks);
    p.skills = v.skills();
    p.source = "roster";
    for (auto const f : {field::category, field::practical_category})
        if (v.has(f)) {
            people::person_category c;
            c.category = v.get(f);
            c.basis = basis;
            c.source = "roster";
            p.categories.push_back(std::move(c));
        }
    return p;
}

std::optional<roster::field> roster_field_of(std::string_view path) {
    using roster::field;
    std::string_view name = path.starts_with('/') ? path.substr(1) : path;
    name = name.substr(0, name.find('/'));
    if (name == "region_code") return field::village_code;
    if (name == "native_region_code") return field::native_region_code;
    if (name == "biography") return field::remarks;
    if (name == "categories") return field::category;
    return roster::field_of(name);
}

}  // namespace guiyan::imports
