#include "modules/people/index_feed.hpp"

#include <algorithm>

#include "base/pinyin.hpp"
#include "modules/people/facet_layout.hpp"

namespace guiyan::people {
namespace {

/// No code table fills its bytes; nobody has this one.
constexpr std::uint8_t nobody = 255;

}  // namespace

std::string_view table_of(code_column c) {
    switch (c) {
        case code_column::sex:
            return "sex";
        case code_column::education:
            return "education";
        case code_column::political_status:
            return "political_status";
        case code_column::nation:
            return "nation";
        case code_column::professional_title:
            return "professional_title";
        case code_column::skill_level:
            return "skill_level";
        case code_column::availability:
            return "availability";
        case code_column::state:
            return "person_state";
        case code_column::source:
            return "person_source";
        case code_column::high_level_grade:
            return "high_level_grade";
    }
    return "";
}

index_feed::index_feed(codes::code_tables const& tables, std::shared_ptr<regions::region_tree const> tree)
    : tables_(tables), tree_(std::move(tree)) {
    for (std::size_t c = 0; c < code_column_count; ++c)
        books_.emplace_back(tables.codes(table_of(static_cast<code_column>(c))));
    for (auto const* table : {"talent_category", "talent_tag"})
        for (auto const& code : tables.codes(table)) {
            category_at_.emplace(code, category_codes_.size());
            category_codes_.push_back(code);
        }
    for (auto const& code : tables.codes("practical_line")) {
        line_at_.emplace(code, line_codes_.size());
        line_codes_.push_back(code);
    }
    skill_codes_ = tables.codes("skill");
    // Two digits a level: in order of the codes a node stands right before everything below it.
    std::sort(skill_codes_.begin(), skill_codes_.end());
    facets_ = std::make_unique<facet_layout const>(*this);
}

index_feed::~index_feed() = default;

code_book const& index_feed::book(code_column c) const {
    return books_[static_cast<std::size_t>(c)];
}

std::vector<std::uint8_t> index_feed::dense(code_column c, std::vector<std::string> const& codes) const {
    std::vector<std::uint8_t> out;
    for (auto const& code : codes) {
        auto const d = book(c).dense(code);
        out.push_back(d ? d : nobody);
        // A level of 学历 such as 20 stands for all its kinds.
        if (c == code_column::education)
            for (auto const* row : tables_.rows("education"))
                if (row->parent_code == code) out.push_back(book(c).dense(row->code));
    }
    return out;
}

category_set index_feed::categories(std::vector<std::string> const& codes) const {
    category_set out;
    for (auto const& code : codes) {
        if (auto const at = category_at_.find(code); at != category_at_.end()) out.set(at->second);
        for (auto const* row : tables_.rows("talent_category"))
            if (row->parent_code == code) out.set(category_at_.at(row->code));
    }
    return out;
}

std::uint16_t index_feed::practical_lines(std::vector<std::string> const& codes) const {
    std::uint16_t out = 0;
    for (auto const& code : codes)
        if (auto const at = line_at_.find(code); at != line_at_.end())
            out = static_cast<std::uint16_t>(out | 1u << at->second);
    return out;
}

ordinal_range index_feed::skill(std::string_view code) const {
    auto const first = std::lower_bound(skill_codes_.begin(), skill_codes_.end(), code);
    auto const end = std::partition_point(first, skill_codes_.end(),
                                          [&](std::string const& c) { return c.starts_with(code); });
    return {static_cast<std::uint32_t>(first - skill_codes_.begin()),
            static_cast<std::uint32_t>(end - skill_codes_.begin())};
}

std::vector<ordinal_range> index_feed::skills(std::vector<std::string> const& codes) const {
    std::vector<ordinal_range> out;
    for (auto const& code : codes) out.push_back(skill(code));
    return out;
}

std::vector<ordinal_range> index_feed::skill_nodes() const {
    std::vector<ordinal_range> out;
    for (auto const& code : skill_codes_)
        if (code.size() < 6) out.push_back(skill(code));
    return out;
}

person_entry index_feed::entry(person const& p, bool has_phone) const {
    person_entry e;
    e.id = p.id.value;
    e.name = p.name;
    e.pinyin = name_readings(p.name);
    if (auto const* place = tree_->find(p.region_id)) e.region = tree_->position(place);
    if (p.birth_date) e.birth = *p.birth_date;
    auto put = [&](code_column c, std::optional<std::string> const& code) {
        if (code) e[c] = book(c).dense(*code);
    };
    put(code_column::sex, p.sex);
    put(code_column::education, p.education);
    put(code_column::political_status, p.political_status);
    put(code_column::nation, p.nation);
    put(code_column::professional_title, p.professional_title);
    put(code_column::skill_level, p.skill_level);
    put(code_column::availability, p.availability);
    put(code_column::state, p.state);
    put(code_column::source, p.source);
    put(code_column::high_level_grade, p.high_level_grade);
    for (auto const& c : p.categories) {
        if (auto const at = category_at_.find(c.category); at != category_at_.end())
            e.categories.set(at->second);
        if (auto const at = line_at_.find(c.category); at != line_at_.end())
            e.practical_lines = static_cast<std::uint16_t>(e.practical_lines | 1u << at->second);
    }
    if (p.is_outside) e.flags |= person_flag::outside;
    if (p.poverty_alleviated) e.flags |= person_flag::poverty_alleviated;
    if (has_phone) e.flags |= person_flag::has_phone;
    if (!p.birth_date) e.flags |= feed_flag::birth_unknown;
    bool const in_team = std::any_of(p.categories.begin(), p.categories.end(), [&](auto const& c) {
        return tables_.has("talent_category", c.category);
    });
    if (!in_team && !e.practical_lines) e.flags |= feed_flag::unclassified;
    for (auto const& code : p.skills) {
        auto const at = std::lower_bound(skill_codes_.begin(), skill_codes_.end(), code);
        if (at != skill_codes_.end() && *at == code)
            e.skills.push_back(static_cast<std::uint16_t>(at - skill_codes_.begin()));
    }
    if (p.confirmed_on) e.confirmed_on = to_day_number(*p.confirmed_on);
    e.updated_at = unix_ms(p.updated_at);
    for (auto const* part : {&p.strengths, &p.biography, &p.employer_name, &p.post_title})
        if (*part) e.text += (e.text.empty() ? "" : "\n") + **part;
    return e;
}

}  // namespace guiyan::people
