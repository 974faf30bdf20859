#include "modules/people/person.hpp"
#include "record/describe.hpp"
#include "record/forms.hpp"
#include "record/mask.hpp"

namespace guiyan::people {

BOOST_DESCRIBE_STRUCT(person_category, (), (category, since, until, basis, source, key_target, confirmed))
BOOST_DESCRIBE_STRUCT(person, (),
                      (id, name, id_number, sex, birth_date, nation, political_status, education, degree,
                       professional_title, skill_level, phone, contact, residence_note, bank_card, region_id,
                       region_code, native_region_id, native_region_code, registered_region_id,
                       registered_region_code, residence_region_id, residence_region_code, employer_org_id,
                       employer_name, post_title, is_outside, poverty_alleviated, high_level_grade, skills,
                       availability, strengths, biography, categories, consent_on, consent_scope,
                       confirmed_on, source, state, merged_into_id, void_reason, voided_from, import_batch_id,
                       import_sheet, import_row, created_at, updated_at, row_version))

record::type const& record_of(person_category const*) {
    using record::privacy;
    static auto const t = record::describe<person_category>(
        "person_category",
        {{.name = "category", .personal = privacy::career, .required = true, .table = "category"},
         {.name = "since", .personal = privacy::career},
         {.name = "until", .personal = privacy::career},
         {.name = "basis", .personal = privacy::career},
         {.name = "source", .personal = privacy::career, .table = "category_source"},
         {.name = "key_target", .personal = privacy::career},
         {.name = "confirmed", .personal = privacy::none}});
    return t;
}

record::type const& record_of(person const*) {
    using record::privacy;
    constexpr auto statistics = "people.purpose.statistics";
    constexpr auto contact = "people.purpose.contact";
    constexpr auto matching = "people.purpose.matching";
    constexpr auto identify = "people.purpose.identify";
    static auto const t = record::describe<person>(
        "person",
        {{.name = "id", .personal = privacy::none, .read_only = true},
         {.name = "name",
          .personal = privacy::identity,
          .required = true,
          .max_length = 40,
          .purpose = identify},
         {.name = "id_number",
          .personal = privacy::number,
          .sealed = true,
          .max_length = 18,
          .form = "id_number",
          .purpose = identify},
         {.name = "sex", .personal = privacy::identity, .table = "sex", .purpose = statistics},
         {.name = "birth_date", .personal = privacy::identity, .purpose = statistics},
         {.name = "nation", .personal = privacy::identity, .table = "nation", .purpose = statistics},
         {.name = "political_status",
          .personal = privacy::sensitive,
          .table = "political_status",
          .purpose = statistics},
         {.name = "education", .personal = privacy::career, .table = "education", .purpose = statistics},
         {.name = "degree", .personal = privacy::career, .table = "degree", .purpose = statistics},
         {.name = "professional_title",
          .personal = privacy::career,
          .table = "professional_title",
          .purpose = statistics},
         {.name = "skill_level", .personal = privacy::career, .table = "skill_level", .purpose = statistics},
         {.name = "phone",
          .personal = privacy::contact,
          .sealed = true,
          .max_length = 20,
          .form = "phone",
          .purpose = contact},
         {.name = "contact",
          .personal = privacy::contact,
          .sealed = true,
          .max_length = 100,
          .purpose = contact},
         {.name = "residence_note", .personal = privacy::contact, .sealed = true, .purpose = contact},
         {.name = "bank_card",
          .personal = privacy::contact,
          .sealed = true,
          .max_length = 30,
          .purpose = "people.purpose.payment"},
         {.name = "region_id", .personal = privacy::none, .read_only = true},
         {.name = "region_code",
          .personal = privacy::identity,
          .required = true,
          .stored = false,
          .form = "region_code",
          .purpose = statistics},
         {.name = "native_region_id", .personal = privacy::none, .read_only = true},
         {.name = "native_region_code",
          .personal = privacy::identity,
          .stored = false,
          .form = "region_code",
          .purpose = matching},
         {.name = "registered_region_id", .personal = privacy::none, .read_only = true},
         {.name = "registered_region_code",
          .personal = privacy::identity,
          .stored = false,
          .form = "region_code",
          .purpose = statistics},
         {.name = "residence_region_id", .personal = privacy::none, .read_only = true},
         {.name = "residence_region_code",
          .personal = privacy::identity,
          .stored = false,
          .form = "region_code",
          .purpose = matching},
         {.name = "employer_org_id", .personal = privacy::career},
         {.name = "employer_name", .personal = privacy::career, .max_length = 100, .purpose = contact},
         {.name = "post_title", .personal = privacy::career, .max_length = 100, .purpose = contact},
         {.name = "is_outside", .personal = privacy::identity, .purpose = statistics},
         {.name = "poverty_alleviated", .personal = privacy::sensitive, .purpose = statistics},
         {.name = "high_level_grade",
          .personal = privacy::career,
          .table = "high_level_grade",
          .purpose = statistics},
         {.name = "skills",
          .personal = privacy::career,
          .max_length = 20,
          .table = "skill",
          .purpose = matching},
         {.name = "availability", .personal = privacy::career, .table = "availability", .purpose = matching},
         {.name = "strengths", .personal = privacy::career, .max_length = 2000, .purpose = matching},
         {.name = "biography", .personal = privacy::career, .max_length = 2000, .purpose = matching},
         {.name = "categories", .personal = privacy::career, .purpose = statistics},
         {.name = "consent_on", .personal = privacy::none},
         {.name = "consent_scope", .personal = privacy::none, .max_length = 40},
         {.name = "confirmed_on", .personal = privacy::none, .read_only = true},
         {.name = "source", .personal = privacy::none, .table = "person_source"},
         {.name = "state", .personal = privacy::none, .read_only = true, .table = "person_state"},
         {.name = "merged_into_id", .personal = privacy::none, .read_only = true},
         {.name = "void_reason", .personal = privacy::identity, .read_only = true},
         {.name = "voided_from", .personal = privacy::none, .read_only = true, .table = "person_state"},
         {.name = "import_batch_id", .personal = privacy::none, .read_only = true},
         {.name = "import_sheet", .personal = privacy::none, .read_only = true},
         {.name = "import_row", .personal = privacy::none, .read_only = true},
         {.name = "created_at", .personal = privacy::none, .read_only = true},
         {.name = "updated_at", .personal = privacy::none, .read_only = true},
         {.name = "row_version", .personal = privacy::none, .read_only = true}});
    return t;
}

void mask(person& p) {
    // County, full birth date and the last four would give the number away (trust.md, Controls).
    if (p.id_number && p.birth_date) p.birth_date = partial_date(p.birth_date->year());
    for (auto const& f : person_type().fields) {
        if (!f.sealed) continue;
        auto const v = f.get(&p);
        if (auto const* s = std::get_if<std::string>(&v)) f.set(&p, record::masked(f, *s));
    }
}

std::vector<record::difference> trail_of(person const* before, person const* after) {
    auto out = record::diff(person_type(), before, after);
    auto hide = [](std::string& day) {
        // "1985-03-12" and "1985-03" become "1985-**-**" and "1985-**": that a part changed stays visible.
        for (std::size_t i = 4; i < day.size(); ++i)
            if (day[i] != '-') day[i] = '*';
    };
    for (auto& d : out)
        if (d.field == "birth_date") hide(d.before), hide(d.after);
    return out;
}

std::vector<field_error> settle(person& p) {
    std::vector<field_error> out;
    if (p.id_number) {
        partial_date const stated(*record::id_number_birth(*p.id_number));
        std::string const sex(record::id_number_sex(*p.id_number));
        if (p.birth_date && !p.birth_date->agrees_with(stated))
            out.push_back({"/birth_date",
                           "people.birth_disagrees",
                           {{"stated", stated.iso()}, {"given", p.birth_date->iso()}}});
        else
            p.birth_date = stated;
        if (p.sex && (*p.sex == "1" || *p.sex == "2") && *p.sex != sex)
            out.push_back({"/sex", "people.sex_disagrees", {}});
        else
            p.sex = sex;
    }
    for (std::size_t i = 0; i < p.categories.size(); ++i) {
        auto const& c = p.categories[i];
        auto const where = "/categories/" + std::to_string(i);
        if (c.since && c.until && *c.until < *c.since)
            out.push_back({where + "/until", "error.range_reversed", {}});
        for (std::size_t j = 0; j < i; ++j)
            if (!c.category.empty() && p.categories[j].category == c.category &&
                p.categories[j].since == c.since)
                out.push_back({where, "people.category_twice", {}});
    }
    return out;
}

}  // namespace guiyan::people
