#include "modules/people/list_filter.hpp"

#include <algorithm>

namespace guiyan::people {
namespace {

/// Nobody has this byte (index_feed::dense gives it for unknown codes).
constexpr std::uint8_t nobody = 255;
/// Ages begin here where only an upper bound is given: on an earlier day somebody may not have been born yet,
/// and belongs to the youngest all the same.
constexpr int unborn = -200;

std::vector<std::string> titles_of(index_feed const& feed, std::vector<std::string> const& levels) {
    std::vector<std::string> out;
    for (auto const& level : levels) {
        auto const name = feed.tables().name("title_level", level);
        for (auto const* row : feed.tables().rows("professional_title"))
            if (auto const is = row->other.find("level"); is != row->other.end() && is->second == name)
                out.push_back(row->code);
    }
    return out;
}

/// 少数民族 as the census counts them: every known nation but 汉.
std::vector<std::string> nations(index_feed const& feed, bool minority) {
    std::vector<std::string> out;
    for (auto const& code : feed.tables().codes("nation"))
        if ((code != "01") == minority) out.push_back(code);
    return out;
}

void restrict_missing(people_filter& f, index_feed const& feed, std::string_view field) {
    auto unknown = [&](code_column c, std::vector<std::string> const& said = {}) {
        auto any_of = feed.dense(c, said);
        any_of.push_back(0);
        restrict_column(f, c, std::move(any_of));
    };
    if (field == "sex") unknown(code_column::sex, {"0", "9"});
    if (field == "nation") unknown(code_column::nation);
    if (field == "political_status") unknown(code_column::political_status);
    if (field == "education") unknown(code_column::education);
    if (field == "professional_title") unknown(code_column::professional_title);
    if (field == "skill_level") unknown(code_column::skill_level);
    if (field == "availability") unknown(code_column::availability);
    if (field == "birth_date") f.flags_set |= feed_flag::birth_unknown;
    if (field == "category") f.flags_set |= feed_flag::unclassified;
}

}  // namespace

void restrict_column(people_filter& f, code_column column, std::vector<std::uint8_t> any_of) {
    auto const have =
        std::find_if(f.codes.begin(), f.codes.end(), [&](auto const& c) { return c.column == column; });
    if (have == f.codes.end()) {
        f.codes.push_back({column, std::move(any_of)});
        return;
    }
    std::erase_if(have->any_of, [&](std::uint8_t code) {
        return std::find(any_of.begin(), any_of.end(), code) == any_of.end();
    });
    if (have->any_of.empty()) have->any_of = {nobody};
}

people_filter list_filter(index_feed const& feed, people_list_query const& asked, date age_day, date today) {
    people_filter f;
    auto const& tree = feed.tree();
    for (auto const& code : asked.region) {
        auto const [first, end] = tree.below(regions::prefix_of(code));
        f.regions.push_back({first, end});
    }
    if (!asked.at_region.empty()) {
        std::vector<ordinal_range> exact;
        for (auto const& code : asked.at_region)
            if (auto const* place = tree.find(code)) {
                auto const at = tree.position(place);
                // Both conditions on places hold together.
                bool const within =
                    f.regions.empty() || std::any_of(f.regions.begin(), f.regions.end(),
                                                     [&](auto const& r) { return r.contains(at); });
                if (within) exact.push_back({at, at + 1});
            }
        if (exact.empty()) exact.push_back({0, 0});
        f.regions = std::move(exact);
    }
    auto restrict_to = [&](code_column c, std::vector<std::string> const& codes) {
        if (!codes.empty()) restrict_column(f, c, feed.dense(c, codes));
    };
    restrict_to(code_column::sex, asked.sex);
    restrict_to(code_column::education, asked.education);
    restrict_to(code_column::political_status, asked.political_status);
    restrict_to(code_column::nation, asked.nation);
    if (asked.minority) restrict_to(code_column::nation, nations(feed, *asked.minority));
    restrict_to(code_column::professional_title, asked.professional_title);
    restrict_to(code_column::professional_title, titles_of(feed, asked.title_level));
    restrict_to(code_column::skill_level, asked.skill_level);
    restrict_to(code_column::availability, asked.availability);
    restrict_to(code_column::source, asked.source);
    if (!asked.category.empty()) {
        f.categories = feed.categories(asked.category);
        f.category_lines = feed.practical_lines(asked.category);
    }
    if (!asked.practical_line.empty()) f.practical_lines = feed.practical_lines(asked.practical_line);
    f.skills = feed.skills(asked.skill);
    if (asked.age_from || asked.age_to)
        f.age = age_range{static_cast<int>(asked.age_from.value_or(unborn)),
                          static_cast<int>(asked.age_to.value_or(200)), age_day};
    if (asked.stale) (*asked.stale ? f.confirmed_before : f.confirmed_since) = fresh_since(today);
    for (auto const& field : asked.missing) restrict_missing(f, feed, field);
    return f;
}

}  // namespace guiyan::people
