#include "modules/people/facet_layout.hpp"

#include "modules/people/index_feed.hpp"
#include "modules/people/people_views.hpp"
#include "record/json_text.hpp"

namespace guiyan::people {
namespace {

std::vector<age_band> const& age_bands() {
    static std::vector<age_band> const all{{0, 35}, {36, 45}, {46, 55}, {56, 60}, {61, 200}};
    return all;
}

/// The object's JSON without its end, which has to be `end`.
template <class T>
std::string opening(T const& object, std::string_view end) {
    std::string out;
    record::append_json(out, record_of(&object), &object);
    if (!out.ends_with(end)) throw std::logic_error("facets are written in another order: " + out);
    out.resize(out.size() - end.size());
    return out;
}

}  // namespace

facet_layout::facet_layout(index_feed const& feed) {
    auto const& tables = feed.tables();
    add(feed, "category", "category", facet_request::of(facet_request::kind::categories),
        feed.category_codes());
    auto const& classes = lists_.front().values;
    for (std::size_t i = 0; i < classes.size(); ++i)
        if (auto const* row = tables.find("talent_category", classes[i].code);
            row && row->parent_code.empty()) {
            teams_.push_back(i);
            team_filters_.emplace_back().categories = feed.categories({row->code});
        }
    add(feed, "practical_line", "practical_line", facet_request::of(facet_request::kind::practical_lines),
        feed.line_codes());
    std::vector<std::string> fields;
    for (auto const& code : feed.skill_codes())
        if (code.size() == 2) fields.push_back(code);
    add(feed, "skill", "skill", facet_request::of_skills(feed.skills(fields)), fields);
    std::vector<std::string> ages;
    for (auto const& b : age_bands()) ages.push_back(std::to_string(b.from) + "-" + std::to_string(b.to));
    add(feed, "age", "", facet_request::of_ages(age_bands(), {}), ages);
    for (auto const column :
         {code_column::sex, code_column::education, code_column::political_status, code_column::availability,
          code_column::skill_level, code_column::source, code_column::state}) {
        auto const field = column == code_column::state    ? "state"
                           : column == code_column::source ? "source"
                                                           : table_of(column);
        std::vector<std::string> codes;
        for (std::size_t d = 1; d <= feed.book(column).size(); ++d)
            codes.push_back(feed.book(column).code(static_cast<std::uint8_t>(d)));
        add(feed, std::string(field), table_of(column), facet_request::of(column), codes, 1);
    }
}

void facet_layout::add(index_feed const& feed, std::string field, std::string_view table,
                       facet_request counted_by, std::vector<std::string> const& codes,
                       std::size_t first_counter) {
    list out{std::move(field), std::move(counted_by), {}, {}};
    out.text = opening(facet{out.field, {}}, "]}");
    for (std::size_t i = 0; i < codes.size(); ++i) {
        auto name = table.empty() ? std::string() : feed.tables().name(table, codes[i]);
        auto text = opening(facet_value{codes[i], name, 0}, "0}");
        out.values.push_back({codes[i], std::move(name), first_counter + i, std::move(text)});
    }
    lists_.push_back(std::move(out));
}

}  // namespace guiyan::people
