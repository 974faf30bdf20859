#include <algorithm>

#include "modules/people/index/understand.hpp"
#include "modules/people/list_filter.hpp"
#include "modules/people/list_store.hpp"
#include "modules/people/people.hpp"
#include "modules/people/person_store.hpp"

namespace guiyan::people {
namespace {

std::string_view name_of(understood_word::kind k) {
    using kind = understood_word::kind;
    switch (k) {
        case kind::id_number:
            return "id_number";
        case kind::phone:
            return "phone";
        case kind::name:
            return "name";
        case kind::pinyin:
            return "pinyin";
        case kind::initials:
            return "initials";
        case kind::region:
            return "region";
        case kind::category:
            return "category";
        case kind::skill:
            return "skill";
        case kind::text:
            return "text";
    }
    return "";
}

std::string_view name_of(match_kind k) {
    switch (k) {
        case match_kind::listed:
            return "number";
        case match_kind::name_exact:
        case match_kind::name_prefix:
        case match_kind::name_part:
            return "name";
        case match_kind::pinyin_exact:
        case match_kind::pinyin_prefix:
        case match_kind::pinyin_part:
            return "pinyin";
        case match_kind::initials_exact:
        case match_kind::initials_prefix:
        case match_kind::initials_part:
            return "initials";
        case match_kind::skill:
            return "skill";
        case match_kind::category:
            return "category";
        case match_kind::region:
            return "region";
        case match_kind::text:
            return "text";
    }
    return "";
}

/// Rows of a table whose name is the word, or that have it as a synonym.
template <class Make>
std::vector<known_word> look_up(codes::code_tables const& tables, std::string_view table,
                                std::string_view word, Make&& make) {
    std::vector<known_word> out;
    for (auto const* row : tables.rows(table)) {
        bool const is = row->name == word ||
                        std::find(row->synonyms.begin(), row->synonyms.end(), word) != row->synonyms.end();
        if (is) out.push_back(make(*row));
    }
    return out;
}

bool is_stale(std::optional<date> const& seen, date today) {
    return !seen || date(seen->year() + 1, seen->month(), seen->day()) < today;
}

std::vector<std::int64_t> plain_ids(std::vector<person_id> const& ids) {
    std::vector<std::int64_t> out;
    for (auto id : ids) out.push_back(id.value);
    return out;
}

}  // namespace

people_query people::question(snapshot const& s, actor const& who, people_list_query const& asked,
                              std::vector<understood>* words) const {
    auto const& feed = *s.feed;
    auto const& tree = feed.tree();
    std::vector<ordinal_range> reach;
    for (auto const& a : who.areas) {
        auto const [first, end] = tree.below(a.prefix);
        reach.push_back({first, end});
    }
    people_query q(people_scope::within(std::move(reach)));

    q.filter = list_filter(feed, asked, china_day(clock_.now()));
    restrict_column(q.filter, code_column::state,
                    feed.dense(code_column::state,
                               asked.state.empty() ? std::vector<std::string>{"active"} : asked.state));

    if (asked.q) {
        search_dictionaries known;
        known.regions = [&](std::string_view word) {
            std::vector<known_word> out;
            for (std::uint32_t i = 0; i < tree.size(); ++i) {
                auto const& r = tree.at(i);
                // 王孟 stands for 王孟镇: the name without the character that says what kind of place it is.
                auto const stem =
                    std::string_view(r.short_name)
                        .substr(0, r.short_name.size() - std::min<std::size_t>(r.short_name.size(), 3));
                bool const is = r.name == word || r.short_name == word ||
                                (word.size() >= 6 && stem == word) ||
                                std::find(r.aliases.begin(), r.aliases.end(), word) != r.aliases.end();
                if (!is || r.level < 3 || !who.reaches(r.code)) continue;
                auto const [first, end] = tree.below(regions::prefix_of(r.code));
                out.push_back({r.code, tree.display(r), {{first, end}}, {}});
            }
            return out;
        };
        known.categories = [&](std::string_view word) {
            return look_up(codes_, "category", word, [&](terms::item const& row) {
                return known_word{row.code, row.name, {}, feed.categories({row.code})};
            });
        };
        known.skills = [&](std::string_view word) {
            return look_up(codes_, "skill", word, [&](terms::item const& row) {
                return known_word{row.code, row.name, {feed.skill(row.code)}, {}};
            });
        };
        known.id_number = [&](std::string_view number) {
            return plain_ids(
                db_.query([&](db::connection& c) { return person_store::by_id_number(c, number, vault_); }));
        };
        known.phone = [&](std::string_view number) {
            return plain_ids(
                db_.query([&](db::connection& c) { return person_store::by_phone(c, number, vault_); }));
        };
        for (auto& w : understand(*asked.q, known)) {
            if (words) {
                bool const personal =
                    w.what == understood_word::kind::id_number || w.what == understood_word::kind::phone;
                words->push_back({personal ? "" : w.text, std::string(name_of(w.what)), w.code, w.label});
            }
            q.terms.push_back(std::move(w.term));
        }
    }

    std::string_view sort = asked.sort ? std::string_view(*asked.sort) : (asked.q ? "relevance" : "name");
    if (sort.starts_with('-')) {
        q.descending = true;
        sort.remove_prefix(1);
    }
    q.sort = sort == "birth_date"     ? sort_by::birth
             : sort == "confirmed_on" ? sort_by::confirmed_on
             : sort == "updated_at"   ? sort_by::updated_at
             : sort == "region"       ? sort_by::region
             : sort == "relevance"    ? sort_by::relevance
                                      : sort_by::name;
    if (q.sort == sort_by::relevance) q.descending = false;
    q.page = static_cast<std::uint32_t>(asked.page);
    q.size = static_cast<std::uint32_t>(asked.size);
    return q;
}

person_row people::row_of(person const& p) const {
    auto const feed = now().feed;
    person_row row;
    row.id = p.id;
    row.name = p.name;
    row.sex = p.sex;
    row.birth_date = p.birth_date;
    if (row.birth_date && p.id_number) row.birth_date = partial_date(row.birth_date->year());
    for (auto const& c : p.categories)
        if (std::find(row.categories.begin(), row.categories.end(), c.category) == row.categories.end())
            row.categories.push_back(c.category);
    row.skills = p.skills;
    row.education = p.education;
    row.availability = p.availability;
    row.professional_title = p.professional_title;
    row.employer_name = p.employer_name;
    row.post_title = p.post_title;
    row.state = p.state;
    row.confirmed_on = p.confirmed_on;
    row.row_version = p.row_version;
    if (auto const* place = feed->tree().find(p.region_id)) {
        row.region_code = place->code;
        row.region_name = place->short_name;
        if (auto const* town = feed->tree().town_of(*place)) row.town_name = town->short_name;
    }
    row.stale = is_stale(p.confirmed_on, china_day(clock_.now()));
    return row;
}

result<people_page> people::list(actor const& who, people_list_query const& asked) const {
    static constexpr std::string_view orders[] = {"name",       "birth_date", "confirmed_on",
                                                  "updated_at", "region",     "relevance"};
    if (asked.sort) {
        auto const name = asked.sort->starts_with('-') ? asked.sort->substr(1) : *asked.sort;
        if (std::find(std::begin(orders), std::end(orders), name) == std::end(orders))
            return fail_field("/sort", "error.unknown_order", {{"name", *asked.sort}});
    }
    auto const s = now();
    people_page page;
    page.page = asked.page;
    page.size = asked.size;
    auto const q = question(s, who, asked, &page.understood_words);
    auto const answer = s.index->find(q);
    page.total = answer.total.value_or(0);
    std::vector<std::int64_t> ids;
    for (auto const& row : answer.rows) ids.push_back(row.id);
    page.items = db_.query([&](db::connection& c) { return list_store::lines(c, who, s.feed->tree(), ids); });
    auto const today = china_day(clock_.now());
    auto found = answer.rows.begin();
    for (auto& row : page.items) {
        row.stale = is_stale(row.confirmed_on, today);
        while (found->id != row.id.value) ++found;  // both stand in the order of the list
        auto const& why = found->why;
        if (!why.empty()) row.match = std::string(name_of(*std::max_element(why.begin(), why.end())));
    }
    return page;
}

std::int64_t people::count(actor const& who, people_list_query const& asked) const {
    auto const s = now();
    return s.index->count(question(s, who, asked));
}

result<std::vector<std::int64_t>> people::ids(actor const& who, people_list_query const& asked) const {
    auto const s = now();
    return s.index->find_all(question(s, who, asked));
}

people_table people::tabulate(actor const& who, people_list_query const& asked,
                              std::span<people_list_query const> rows,
                              std::span<people_list_query const> columns) const {
    auto const s = now();
    auto const today = china_day(clock_.now());
    auto filters = [&](std::span<people_list_query const> all) {
        std::vector<people_filter> out;
        for (auto const& one : all) out.push_back(list_filter(*s.feed, one, asked.as_of.value_or(today)));
        return out;
    };
    return s.index->tabulate(question(s, who, asked), filters(rows), filters(columns));
}

std::vector<std::int64_t> people::count_places(actor const& who, people_list_query const& asked,
                                               std::vector<regions::region const*> const& places) const {
    auto const s = now();
    auto q = question(s, who, asked);
    q.size = 0;
    for (auto const* place : places) {
        auto const [first, end] = s.feed->tree().below(regions::prefix_of(place->code));
        q.region_counts.push_back({first, end});
    }
    auto const answer = s.index->find(q);
    return {answer.region_counts.begin(), answer.region_counts.end()};
}

result<facets> people::count_facets(actor const& who, people_list_query const& asked) const {
    auto const s = now();
    auto const& feed = *s.feed;
    auto const today = asked.as_of.value_or(china_day(clock_.now()));
    auto q = question(s, who, asked);
    q.size = 0;
    static constexpr code_column columns[] = {
        code_column::sex,          code_column::education,   code_column::political_status,
        code_column::availability, code_column::skill_level, code_column::source,
        code_column::state};
    static std::vector<age_band> const bands{{0, 35}, {36, 45}, {46, 55}, {56, 60}, {61, 200}};
    std::vector<std::string> groups;
    for (auto const& code : feed.skill_codes())
        if (code.size() == 2) groups.push_back(code);
    q.facets.push_back(facet_request::of(facet_request::kind::categories));
    q.facets.push_back(facet_request::of(facet_request::kind::practical_lines));
    q.facets.push_back(facet_request::of_skills(feed.skills(groups)));
    q.facets.push_back(facet_request::of_ages(bands, today));
    for (auto c : columns) q.facets.push_back(facet_request::of(c));
    auto const answer = s.index->find(q);

    facets out;
    auto add = [&](std::string field, std::vector<std::string> const& codes, std::string_view table,
                   std::vector<std::uint32_t> const& counts) {
        facet f{std::move(field), {}};
        for (std::size_t i = 0; i < codes.size() && i < counts.size(); ++i)
            f.values.push_back({codes[i], codes_.name(table, codes[i]), counts[i]});
        out.items.push_back(std::move(f));
    };
    add("category", feed.category_codes(), "category", answer.facets[0]);
    // A team counts everybody of its sub-groups once, which their sum would not.
    std::vector<facet_value*> teams;
    std::vector<people_filter> team_filters;
    for (auto& v : out.items.back().values)
        if (auto const* row = codes_.find("talent_category", v.code); row && row->parent_code.empty()) {
            teams.push_back(&v);
            team_filters.emplace_back().categories = feed.categories({v.code});
        }
    auto others = asked;
    others.category.clear();
    auto const counted = s.index->tabulate(asked.category.empty() ? q : question(s, who, others),
                                           team_filters, std::vector<people_filter>(1));
    for (std::size_t i = 0; i < teams.size(); ++i) teams[i]->count = counted.at(i, 0);
    add("practical_line", feed.line_codes(), "practical_line", answer.facets[1]);
    add("skill", groups, "skill", answer.facets[2]);
    facet ages{"age", {}};
    for (std::size_t i = 0; i < bands.size(); ++i)
        ages.values.push_back(
            {std::to_string(bands[i].from) + "-" + std::to_string(bands[i].to), "", answer.facets[3][i]});
    out.items.push_back(std::move(ages));
    for (std::size_t i = 0; i < std::size(columns); ++i) {
        facet f{std::string(columns[i] == code_column::state    ? "state"
                            : columns[i] == code_column::source ? "source"
                                                                : table_of(columns[i])),
                {}};
        auto const& counts = answer.facets[4 + i];
        auto const& book = feed.book(columns[i]);
        for (std::size_t d = 1; d <= book.size(); ++d) {
            auto const& code = book.code(static_cast<std::uint8_t>(d));
            f.values.push_back({code, codes_.name(table_of(columns[i]), code), counts[d]});
        }
        out.items.push_back(std::move(f));
    }
    return out;
}

}  // namespace guiyan::people
