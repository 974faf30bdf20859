#include "modules/people/person_store.hpp"

#include <unordered_map>

#include "store/columns.hpp"
#include "store/scope.hpp"

namespace guiyan::people::person_store {
namespace {

std::string const& person_columns() {
    static std::string const all = store::columns(person_type(), "p");
    return all;
}

constexpr std::string_view category_columns =
    "c.category, c.since, c.until, c.basis, c.source, c.key_target, "
    "c.confirmed";

person_category read_category(db::row const& r, int at) {
    person_category c;
    c.category = r.text(at);
    if (!r.is_null(at + 1)) c.since = date::parse(r.text(at + 1));
    if (!r.is_null(at + 2)) c.until = date::parse(r.text(at + 2));
    c.basis = r.text(at + 3);
    c.source = r.text(at + 4);
    c.key_target = r.integer(at + 5) != 0;
    c.confirmed = r.integer(at + 6) != 0;
    return c;
}

void write_categories(db::transaction& tx, person const& p) {
    for (auto const& c : p.categories) {
        auto const since = c.since ? c.since->iso() : "", until = c.until ? c.until->iso() : "";
        auto day = [](std::string const& s) {
            return s.empty() ? db::parameter(std::monostate{}) : db::parameter(std::string_view(s));
        };
        tx.sql.execute(
            "INSERT INTO person_category (id, person_id, category, since, until, basis, source, key_target, "
            "confirmed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            {tx.mint(), p.id.value, std::string_view(c.category), day(since), day(until),
             std::string_view(c.basis), std::string_view(c.source), std::int64_t{c.key_target},
             std::int64_t{c.confirmed}});
    }
}

void read_categories(db::connection& c, person& p) {
    c.each("SELECT " + std::string(category_columns) +
               " FROM person_category c WHERE c.person_id = $1 ORDER BY c.since, c.id",
           {p.id.value}, [&](db::row const& r) {
               p.categories.push_back(read_category(r, 0));
               return true;
           });
}

std::vector<person_id> by_blind(db::connection& c, std::string const& column, std::string_view value,
                                store::vault const& v) {
    std::vector<person_id> out;
    auto const blind = v.blind("person." + column, value);
    c.each("SELECT id FROM person WHERE " + column +
               "_blind = $1 AND state IN ('active', 'archived') ORDER BY id",
           {std::string_view(blind)}, [&](db::row const& r) {
               out.push_back(person_id{r.integer(0)});
               return true;
           });
    return out;
}

}  // namespace

std::optional<person> find(db::connection& c, actor const& who, person_id id, store::vault const& v) {
    std::optional<person> out;
    store::scope const reach(who);
    std::vector<db::parameter> values{id.value};
    reach.bind(values);
    c.each("SELECT " + person_columns() +
               " FROM person p JOIN region r ON r.id = p.region_id WHERE p.id = $1 AND " +
               reach.sql("r.code", 2),
           values, [&](db::row const& r) {
               store::load(person_type(), &out.emplace(), r, 0, v);
               return false;
           });
    if (out) read_categories(c, *out);
    return out;
}

std::vector<person> find_all(db::connection& c, actor const& who, std::span<std::int64_t const> ids,
                             store::vault const& v) {
    std::vector<person> out;
    std::unordered_map<std::int64_t, std::size_t> place;
    constexpr std::size_t at_once = 500;
    for (std::size_t from = 0; from < ids.size(); from += at_once) {
        auto const part = ids.subspan(from, std::min(at_once, ids.size() - from));
        std::string list;
        for (auto id : part) list += (list.empty() ? "" : ", ") + std::to_string(id);
        c.each("SELECT " + person_columns() +
                   " FROM person p JOIN region r ON r.id = p.region_id WHERE p.id IN (" + list + ") AND " +
                   store::scope_sql(who, "r.code"),
               {}, [&](db::row const& r) {
                   store::load(person_type(), &out.emplace_back(), r, 0, v);
                   place[out.back().id.value] = out.size() - 1;
                   return true;
               });
        c.each("SELECT c.person_id, " + std::string(category_columns) +
                   " FROM person_category c WHERE c.person_id IN (" + list + ") ORDER BY c.since, c.id",
               {}, [&](db::row const& r) {
                   if (auto const at = place.find(r.integer(0)); at != place.end())
                       out[at->second].categories.push_back(read_category(r, 1));
                   return true;
               });
    }
    std::unordered_map<std::int64_t, std::size_t> order;
    for (std::size_t i = 0; i < ids.size(); ++i) order[ids[i]] = i;
    std::sort(out.begin(), out.end(),
              [&](auto const& a, auto const& b) { return order[a.id.value] < order[b.id.value]; });
    return out;
}

namespace {

/// `categories_where` is over person_category c, `where` over person.
void each_for_index_where(db::connection& c, std::string const& categories_where, std::string const& where,
                          std::vector<db::parameter> const& values, index_sink const& f) {
    std::unordered_map<std::int64_t, std::vector<person_category>> categories;
    c.each(
        "SELECT c.person_id, " + std::string(category_columns) + " FROM person_category c" + categories_where,
        values, [&](db::row const& r) {
            categories[r.integer(0)].push_back(read_category(r, 1));
            return true;
        });
    auto text = [](db::row const& r, int at) {
        return r.is_null(at) ? std::optional<std::string>() : std::optional<std::string>(r.text(at));
    };
    c.each(
        "SELECT id, name, sex, birth_date, nation, political_status, education, professional_title, "
        "skill_level, "
        "region_id, employer_name, post_title, is_outside, poverty_alleviated, high_level_grade, skills, "
        "availability, strengths, biography, confirmed_on, source, state, updated_at, phone_blind, "
        "import_batch_id FROM "
        "person "
        "WHERE (state <> 'void' OR void_reason IS NOT NULL)" +
            where,
        values, [&](db::row const& r) {
            person p;
            p.id = person_id{r.integer(0)};
            p.name = r.text(1);
            p.sex = text(r, 2);
            if (!r.is_null(3)) p.birth_date = partial_date::parse(r.text(3));
            p.nation = text(r, 4);
            p.political_status = text(r, 5);
            p.education = text(r, 6);
            p.professional_title = text(r, 7);
            p.skill_level = text(r, 8);
            p.region_id = regions::region_id{r.integer(9)};
            p.employer_name = text(r, 10);
            p.post_title = text(r, 11);
            p.is_outside = r.integer(12) != 0;
            p.poverty_alleviated = r.integer(13) != 0;
            p.high_level_grade = text(r, 14);
            p.availability = text(r, 16);
            p.strengths = text(r, 17);
            p.biography = text(r, 18);
            if (!r.is_null(19)) p.confirmed_on = date::parse(r.text(19));
            p.source = text(r, 20);
            p.state = r.text(21);
            p.updated_at = parse_instant(r.text(22)).value_or(instant{});
            p.import_batch_id = batch_id{r.integer(24)};
            // The list of skills is a JSON array of plain codes: cutting at the quotes is all it takes.
            auto const skills = r.text(15);
            for (std::size_t open = skills.find('"'); open != skills.npos; open = skills.find('"', open)) {
                auto const close = skills.find('"', open + 1);
                p.skills.emplace_back(skills.substr(open + 1, close - open - 1));
                open = close + 1;
            }
            if (auto const have = categories.find(p.id.value); have != categories.end())
                p.categories = std::move(have->second);
            f(std::move(p), !r.is_null(23));
            return true;
        });
}

}  // namespace

void each_for_index(db::connection& c, std::int64_t only, index_sink const& f) {
    if (!only) return each_for_index_where(c, "", "", {}, f);
    each_for_index_where(c, " WHERE c.person_id = $1", " AND id = $1", {only}, f);
}

void each_of_batch_for_index(db::connection& c, batch_id batch, index_sink const& f) {
    each_for_index_where(c, " JOIN person p ON p.id = c.person_id WHERE p.import_batch_id = $1",
                         " AND import_batch_id = $1", {batch.value}, f);
}

std::vector<std::int64_t> ids_of_batch(db::connection& c, batch_id batch) {
    std::vector<std::int64_t> out;
    c.each("SELECT id FROM person WHERE import_batch_id = $1", {batch.value}, [&](db::row const& r) {
        out.push_back(r.integer(0));
        return true;
    });
    return out;
}

std::vector<std::int64_t> ids_at_unit(db::connection& c, organization_id unit) {
    std::vector<std::int64_t> out;
    c.each("SELECT id FROM person WHERE employer_org_id = $1", {unit.value}, [&](db::row const& r) {
        out.push_back(r.integer(0));
        return true;
    });
    return out;
}

std::int64_t count_at_unit(db::connection& c, organization_id unit) {
    return c.integer(
        "SELECT count(*) FROM person WHERE employer_org_id = $1 AND state IN ('active', 'archived')",
        {unit.value});
}

std::vector<person_id> by_id_number(db::connection& c, std::string_view id_number, store::vault const& v) {
    return by_blind(c, "id_number", id_number, v);
}
std::vector<person_id> by_phone(db::connection& c, std::string_view phone, store::vault const& v) {
    return by_blind(c, "phone", phone, v);
}

void insert(db::transaction& tx, person const& p, store::vault const& v) {
    store::insert(tx.sql, person_type(), &p, v, {{"created_by", tx.who.account_id}});
    write_categories(tx, p);
}

void insert_all(db::transaction& tx, std::span<person const> all, store::vault const& v) {
    std::size_t next = 0;
    store::bulk_insert(tx.sql, person_type(),
                       [&]() -> void const* { return next < all.size() ? &all[next++] : nullptr; }, v,
                       {{"created_by", tx.who.account_id}});
    struct line {
        person const* p;
        person_category const* c;
    };
    std::vector<line> lines;
    for (auto const& p : all)
        for (auto const& c : p.categories) lines.push_back({&p, &c});
    static constexpr std::string_view columns[] = {"id",    "person_id", "category",   "since",    "until",
                                                   "basis", "source",    "key_target", "confirmed"};
    std::size_t at = 0;
    std::string since, until;
    tx.sql.bulk("person_category", columns, [&](std::vector<db::parameter>& values) {
        if (at == lines.size()) return false;
        auto const& [p, c] = lines[at++];
        since = c->since ? c->since->iso() : "";
        until = c->until ? c->until->iso() : "";
        auto day = [](std::string const& s) {
            return s.empty() ? db::parameter(std::monostate{}) : db::parameter(std::string_view(s));
        };
        values = {tx.mint(),
                  p->id.value,
                  std::string_view(c->category),
                  day(since),
                  day(until),
                  std::string_view(c->basis),
                  std::string_view(c->source),
                  std::int64_t{c->key_target},
                  std::int64_t{c->confirmed}};
        return true;
    });
}

bool reaches_unit(db::connection& c, actor const& who, organization_id unit) {
    return c.integer(
               "SELECT COUNT(*) FROM organization o JOIN region r ON r.id = o.region_id LEFT JOIN region s "
               "ON "
               "s.id = o.serves_region_id WHERE o.id = $1 AND (" +
                   store::scope_sql(who, "r.code") + " OR " + store::scope_sql(who, "s.code") + ")",
               {unit.value}) > 0;
}

bool update(db::transaction& tx, person const& p, std::int64_t expected, store::vault const& v) {
    if (!store::update(tx.sql, person_type(), &p, expected, v)) return false;
    tx.sql.execute("DELETE FROM person_category WHERE person_id = $1", {p.id.value});
    write_categories(tx, p);
    return true;
}

}  // namespace guiyan::people::person_store
