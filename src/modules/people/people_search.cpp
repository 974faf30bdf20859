#include <algorithm>

#include "modules/people/index/understand.hpp"
#include "modules/people/list_filter.hpp"
#include "modules/people/list_store.hpp"
#include "modules/people/people.hpp"
#include "modules/people/people_views.hpp"
#include "modules/people/person_store.hpp"
#include "record/json_text.hpp"

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
    return !seen || to_day_number(*seen) < fresh_since(today);
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

    q.filter = list_filter(feed, asked, age_day(who, asked.as_of), china_day(clock_.now()));
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

    // After the words, so that list() can leave them out of what it says about why a line was found.
    auto only = [&](std::vector<std::int64_t> ids) {
        q.terms.push_back({{word_meaning::any_id(std::move(ids))}});
    };
    if (asked.import_batch)
        only(db_.query([&](db::connection& c) { return person_store::ids_of_batch(c, asked.import_batch); }));
    if (asked.employer_org_id)
        only(db_.query(
            [&](db::connection& c) { return person_store::ids_at_unit(c, asked.employer_org_id); }));

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
    row.void_reason = p.void_reason;
    row.row_version = p.row_version;
    if (auto const* place = feed->tree().find(p.region_id)) {
        row.region_code = place->code;
        row.region_name = place->short_name;
        if (auto const* town = feed->tree().town_of(*place)) row.town_name = town->short_name;
    }
    row.stale = is_stale(p.confirmed_on, china_day(clock_.now()));
    return row;
}

date people::age_day(actor const& who, std::optional<date> const& as_of) const {
    auto const day = as_of.value_or(china_day(clock_.now()));
    return who.may("people.reveal") ? day : date(day.year(), 12, 31);
}

struct people::page_found {
    snapshot from;
    people_page page;  ///< but for the items
    std::vector<std::int64_t> ids;
    std::vector<std::optional<std::string>> matches;  ///< of the ids
};

result<done> people::check_order(actor const& who, people_list_query const& asked) {
    static constexpr std::string_view orders[] = {"name",       "birth_date", "confirmed_on",
                                                  "updated_at", "region",     "relevance"};
    if (asked.sort) {
        auto const name = asked.sort->starts_with('-') ? asked.sort->substr(1) : *asked.sort;
        if (std::find(std::begin(orders), std::end(orders), name) == std::end(orders))
            return fail_field("/sort", "error.unknown_order", {{"name", *asked.sort}});
        // Between two known birthdays a third one can be found.
        if (name == "birth_date" && !who.may("people.reveal"))
            return fail_field("/sort", "people.order_needs_reveal");
    }
    return done{};
}

result<people::page_found> people::find_page(actor const& who, people_list_query const& asked) const {
    if (auto ok = check_order(who, asked); !ok) return fail(ok.error());
    page_found out;
    out.from = now();
    out.page.page = asked.page;
    out.page.size = asked.size;
    auto const answer = out.from.index->find(question(out.from, who, asked, &out.page.understood_words));
    out.page.total = answer.total.value_or(0);
    for (auto const& row : answer.rows) {
        out.ids.push_back(row.id);
        auto& match = out.matches.emplace_back();
        std::span const why(row.why.data(),
                            row.why.size() - (asked.import_batch ? 1 : 0) - (asked.employer_org_id ? 1 : 0));
        if (!why.empty()) match = std::string(name_of(*std::max_element(why.begin(), why.end())));
    }
    return out;
}

result<people_page> people::list(actor const& who, people_list_query const& asked) const {
    auto found = find_page(who, asked);
    if (!found) return fail(found.error());
    auto& page = found->page;
    page.items = db_.query(
        [&](db::connection& c) { return list_store::lines(c, who, found->from.feed->tree(), found->ids); });
    auto const today = china_day(clock_.now());
    std::size_t at = 0;
    for (auto& row : page.items) {
        row.stale = is_stale(row.confirmed_on, today);
        while (found->ids[at] != row.id.value) ++at;  // both stand in the order of the list
        row.match = found->matches[at];
    }
    return std::move(page);
}

namespace {

/// Where the fields stand that a kept line leaves open.
struct open_fields {
    record::type const& type = record_of(static_cast<person_row const*>(nullptr));
    std::size_t stale = at("stale"), match = at("match"), end = type.fields.size();

    std::size_t at(std::string_view name) const {
        return static_cast<std::size_t>(type.find(name) - type.fields.data());
    }
};

std::shared_ptr<kept_line const> written_out(person_row const& row, open_fields const& open) {
    auto line = std::make_shared<kept_line>();
    line->place = row.region_code;
    line->confirmed_on = row.confirmed_on;
    std::string text;
    auto part = [&](std::string& into, std::size_t first, std::size_t last, char before, char after) {
        text = before;
        record::append_json_members(text, open.type, &row, first, last);
        if (first < last) text += after;
        into.assign(text);  // no longer than it has to be
    };
    part(line->head, 0, open.stale, '{', ',');
    part(line->middle, open.stale + 1, open.match, ',', ',');
    part(line->tail, open.match + 1, open.end, ',', '}');
    return line;
}

}  // namespace

result<std::string> people::list_text(actor const& who, people_list_query const& asked) const {
    static open_fields const open;
    auto const read_at = lines_.moment();
    auto found = find_page(who, asked);
    if (!found) return fail(found.error());

    std::vector<std::shared_ptr<kept_line const>> lines;
    std::vector<std::int64_t> unknown;
    for (auto const id : found->ids)
        if (!lines.emplace_back(lines_.find(id))) unknown.push_back(id);
    if (!unknown.empty()) {
        auto const rows = db_.query(
            [&](db::connection& c) { return list_store::lines(c, who, found->from.feed->tree(), unknown); });
        auto row = rows.begin();
        for (std::size_t i = 0; i < lines.size() && row != rows.end(); ++i)
            if (!lines[i] && row->id.value == found->ids[i]) {
                lines[i] = written_out(*row++, open);
                lines_.keep(found->ids[i], lines[i], read_at);
            }
    }

    auto const today = china_day(clock_.now());
    std::string out = "{\"items\":[";
    out.reserve(lines.size() * 600 + 200);
    person_row shown;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        // Row scope once more: a line that is kept may have been read by somebody who reaches further.
        if (!lines[i] || !who.reaches(lines[i]->place)) continue;
        auto const& line = *lines[i];
        if (out.back() != '[') out += ',';
        shown.stale = is_stale(line.confirmed_on, today);
        shown.match = std::move(found->matches[i]);
        out += line.head;
        record::append_json_members(out, open.type, &shown, open.stale, open.stale + 1);
        out += line.middle;
        record::append_json_members(out, open.type, &shown, open.match, open.match + 1);
        out += line.tail;
    }
    out += "],";
    // The items stand first in the page.
    auto const& page = record_of(&found->page);
    record::append_json_members(out, page, &found->page, 1, page.fields.size());
    out += '}';
    return out;
}

std::map<std::int64_t, std::string> people::names(db::connection& c, actor const& who,
                                                  std::span<std::int64_t const> ids) const {
    std::map<std::int64_t, std::string> out;
    if (!who.may("people.read")) return out;
    for (auto const& row : list_store::lines(c, who, now().feed->tree(), ids))
        out.emplace(row.id.value, row.name);
    return out;
}

std::optional<known_one> people::who_is(db::connection& c, person_id id) const {
    return person_store::active_one(c, id);
}

std::int64_t people::working_at(db::connection& c, std::int64_t unit) const {
    return person_store::count_at_unit(c, organization_id{unit});
}

std::int64_t people::count(actor const& who, people_list_query const& asked) const {
    auto const s = now();
    return s.index->count(question(s, who, asked));
}

result<std::vector<std::int64_t>> people::ids(actor const& who, people_list_query const& asked) const {
    if (auto ok = check_order(who, asked); !ok) return fail(ok.error());
    auto const s = now();
    return s.index->find_all(question(s, who, asked));
}

people_table people::tabulate(actor const& who, people_list_query const& asked,
                              std::span<people_list_query const> rows,
                              std::span<people_list_query const> columns) const {
    auto const s = now();
    auto const today = china_day(clock_.now()), on = age_day(who, asked.as_of);
    auto filters = [&](std::span<people_list_query const> all) {
        std::vector<people_filter> out;
        for (auto const& one : all) out.push_back(list_filter(*s.feed, one, on, today));
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

}  // namespace guiyan::people
