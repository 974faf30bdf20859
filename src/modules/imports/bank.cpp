#include "modules/imports/bank.hpp"

namespace guiyan::imports {
namespace {

roster::known_person known(people::person const& p) {
    return {to_string(p.id), p.name, p.birth_date, p.region_code, p.phone.value_or(""), p.id_number.has_value()};
}

std::vector<roster::known_person> all_known(std::vector<people::person> const& found) {
    std::vector<roster::known_person> out;
    for (auto const& p : found) out.push_back(known(p));
    return out;
}

}  // namespace

std::vector<roster::region> roster_regions(regions::region_tree const& tree) {
    std::vector<roster::region> out;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        auto const& r = tree.at(i);
        out.push_back({r.code, r.name, r.short_name, r.aliases, r.level, regions::parent_code(r.code), r.kind});
    }
    return out;
}

std::vector<roster::known_person> bank::by_id_number(std::string_view id_number) const {
    return all_known(people_.with_id_number(who_, id_number));
}

std::vector<roster::known_person> bank::by_name(std::string_view name) const {
    return all_known(people_.with_name(who_, name));
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
    p.native_region_code =
        v.has(field::native_village_code) ? text(field::native_village_code) : text(field::native_region_code);
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

}  // namespace guiyan::imports
