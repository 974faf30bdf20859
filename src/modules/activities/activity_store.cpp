#include "modules/activities/activity_store.hpp"

#include <algorithm>

#include "store/columns.hpp"
#include "store/condition.hpp"
#include "store/scope.hpp"

namespace guiyan::activities::activity_store {
namespace {

record::type const& participant_type() {
    return record_of(static_cast<activity_participant const*>(nullptr));
}

std::string const& all_columns() {
    static std::string const all =
        store::columns(activity_type(), "a") +
        ", a.extra, a.author_key, a.created_by, s.name, r.code, o.name, ac.display_name, "
        "(SELECT h.recorded_at FROM state_change h WHERE h.entity_id = a.id AND h.entity = 'activity' AND "
        "h.state = "
        "'held' ORDER BY h.id LIMIT 1)";
    return all;
}

constexpr std::string_view source =
    " FROM activity a JOIN region r ON r.id = a.region_id LEFT JOIN scheme s ON s.id = a.scheme_id LEFT JOIN "
    "organization o ON o.id = a.org_id LEFT JOIN account ac ON ac.id = a.created_by WHERE ";

std::string reach(actor const& who) {
    std::string own;
    if (who.person_id && who.may("activities.own"))
        own =
            "EXISTS (SELECT 1 FROM activity_participant me WHERE me.activity_id = a.id AND me.person_id = " +
            std::to_string(who.person_id) + ")";
    auto const place = who.may("activities.read") ? store::scope_sql(who, "r.code") : std::string("1 = 0");
    return own.empty() ? place : "(" + place + " OR " + own + ")";
}

/// Held, of a place that the reader verifies for, not of his own writing and not with himself in it.
std::string waits_for(actor const& who, store::condition& where) {
    if (!who.may("activities.verify")) return "1 = 0";
    actor local = who;
    std::erase_if(local.areas, [](area const& a) { return a.prefix.size() < 9; });
    std::string sql = "a.state = 'held' AND (r.level <= 3 OR " + store::scope_sql(local, "r.code") + ")";
    if (!who.person_key.empty())
        sql += " AND ' ' || a.author_key || ' ' NOT LIKE " + where.add("% " + who.person_key + " %");
    if (who.person_id)
        sql +=
            " AND NOT EXISTS (SELECT 1 FROM activity_participant me WHERE me.activity_id = a.id AND "
            "me.person_id = " +
            std::to_string(who.person_id) + ")";
    return sql;
}

void narrow(store::condition& where, actor const& who, filter const& f) {
    where.also(f.voided ? "a.is_void = 1" : "a.is_void = 0");
    if (f.scheme) where.is("a.scheme_id", f.scheme.value);
    where.any_of("a.kind", f.kinds);
    where.any_of("a.state", f.states);
    where.any_of("a.duty", f.duties);
    where.any_of("a.evidence", f.evidence);
    where.below("r.code", f.regions);
    if (f.from) where.at_least("a.starts_at", f.from->iso());
    if (f.to) where.at_most("a.starts_at", f.to->iso());
    if (!f.text.empty()) where.contains({"a.title", "a.summary"}, f.text);
    for (auto const& [column, id] :
         {std::pair("engagement_id", f.engagement.value), {"person_id", f.person.value}})
        if (id)
            where.also("EXISTS (SELECT 1 FROM activity_participant q WHERE q.activity_id = a.id AND q." +
                       std::string(column) + " = " + where.add(id) + ")");
    if (f.waits_for_me) where.also(waits_for(who, where));
}

/// Days between the activity and its report, by the civil days of China.
std::int64_t late(date on, std::string_view recorded_at) {
    auto const at = parse_instant(recorded_at);
    if (!at) return 0;
    auto const days = std::chrono::sys_days(china_day(*at).ymd()) - std::chrono::sys_days(on.ymd());
    return std::max<std::int64_t>(0, days.count());
}

kept read(db::row const& row, store::vault const& v) {
    kept out;
    auto& a = out.what;
    store::load(activity_type(), &a, row, 0, v);
    int at = static_cast<int>(store::column_count(activity_type()));
    auto optional = [&](int column) {
        return row.is_null(column) ? std::optional<std::string>()
                                   : std::optional(std::string(row.text(column)));
    };
    a.extra = store::read_extra(row.text(at++));
    out.author_keys = row.text(at++);
    out.created_by = row.integer(at++);
    out.saved_version = a.row_version;
    a.scheme_name = optional(at++);
    a.region_code = row.text(at++);
    a.org_name = optional(at++);
    a.created_by_name = row.text(at++);
    a.late_days = late(a.starts_at, row.text(at));
    return out;
}

void load_participants(db::connection& c, std::vector<kept>& all, store::vault const& v) {
    if (all.empty()) return;
    std::vector<std::int64_t> ids;
    for (auto const& one : all) ids.push_back(one.what.id.value);
    int const own = static_cast<int>(store::column_count(participant_type()));
    c.each("SELECT " + store::columns(participant_type(), "q") +
               ", q.activity_id, p.name FROM activity_participant q LEFT JOIN person p ON p.id = q.person_id "
               "WHERE "
               "q.activity_id IN (" +
               store::list_of(ids) + ") ORDER BY q.id",
           {}, [&](db::row const& r) {
               auto const of = std::find_if(all.begin(), all.end(),
                                            [&](kept const& k) { return k.what.id.value == r.integer(own); });
               auto& p = of->what.participants.emplace_back();
               store::load(participant_type(), &p, r, 0, v);
               if (!r.is_null(own + 1)) p.person_name = r.text(own + 1);
               return true;
           });
}

std::vector<kept> read_all(db::connection& c, std::string const& sql,
                           std::vector<db::parameter> const& values, store::vault const& v) {
    std::vector<kept> out;
    c.each(sql, values, [&](db::row const& r) {
        out.push_back(read(r, v));
        return true;
    });
    load_participants(c, out, v);
    return out;
}

}  // namespace

std::optional<kept> find(db::connection& c, actor const& who, activity_id id, store::vault const& v) {
    auto all = read_all(c, "SELECT " + all_columns() + std::string(source) + "a.id = $1 AND " + reach(who),
                        {id.value}, v);
    return all.empty() ? std::nullopt : std::optional(std::move(all.front()));
}

sums sum(db::connection& c, actor const& who, filter const& f) {
    store::condition where(reach(who));
    narrow(where, who, f);
    sums out;
    auto one_row = [&](std::string const& sql, auto const& read_it) {
        c.each(sql, where.values, [&](db::row const& r) {
            read_it(r);
            return false;
        });
    };
    one_row("SELECT count(*)" + std::string(source) + where.sql,
            [&](db::row const& r) { out.activities = r.integer(0); });
    one_row(
        "SELECT coalesce(sum(q.headcount), 0), count(DISTINCT q.person_id), coalesce(sum(q.days * "
        "q.headcount), 0) "
        "FROM activity_participant q WHERE q.activity_id IN (SELECT a.id" +
            std::string(source) + where.sql + ")",
        [&](db::row const& r) {
            out.person_times = r.integer(0);
            out.persons = r.integer(1);
            out.days = r.real(2);
        });
    return out;
}

std::vector<kept> page(db::connection& c, actor const& who, filter const& f, order by, bool descending,
                       std::int64_t skip, std::int64_t most, store::vault const& v) {
    store::condition where(reach(who));
    narrow(where, who, f);
    char const* column = by == order::place      ? "r.code"
                         : by == order::recorded ? "a.created_at"
                                                 : "a.starts_at";
    auto const turned = std::string(descending ? " DESC" : "");
    auto const limit = where.add(most), offset = where.add(skip);
    return read_all(c,
                    "SELECT " + all_columns() + std::string(source) + where.sql + " ORDER BY " + column +
                        turned + ", a.id" + turned + " LIMIT " + limit + " OFFSET " + offset,
                    where.values, v);
}

std::optional<kept> last_of(db::connection& c, actor const& who, store::vault const& v) {
    auto all =
        read_all(c,
                 "SELECT " + all_columns() + std::string(source) +
                     "a.created_by = $1 AND a.is_void = 0 AND " + reach(who) + " ORDER BY a.id DESC LIMIT 1",
                 {who.account_id}, v);
    return all.empty() ? std::nullopt : std::optional(std::move(all.front()));
}

void insert(db::transaction& tx, activity const& a, store::vault const& v) {
    auto const extra = store::write_extra(a.extra);
    store::insert(tx.sql, activity_type(), &a, v,
                  {{"extra", std::string_view(extra)},
                   {"author_key", std::string_view(tx.who.person_key)},
                   {"created_by", tx.who.account_id}});
    replace_participants(tx, a, v);
}

bool save(db::transaction& tx, kept& k, store::vault const& v) {
    if (!store::update(tx.sql, activity_type(), &k.what, k.saved_version, v)) return false;
    k.saved_version = k.what.row_version;
    auto const extra = store::write_extra(k.what.extra);
    tx.sql.execute("UPDATE activity SET extra = $1, author_key = $2 WHERE id = $3",
                   {std::string_view(extra), std::string_view(k.author_keys), k.what.id.value});
    return true;
}

void set_verifier(db::transaction& tx, activity_id id) {
    tx.sql.execute("UPDATE activity SET verified_by = $1 WHERE id = $2", {tx.who.account_id, id.value});
}

void replace_participants(db::transaction& tx, activity const& a, store::vault const& v) {
    tx.sql.execute("DELETE FROM activity_participant WHERE activity_id = $1", {a.id.value});
    auto const day = a.starts_at.iso();
    for (auto one : a.participants) {
        if (!one.id) one.id = participant_id{tx.mint()};
        store::insert(
            tx.sql, participant_type(), &one, v,
            {{"activity_id", a.id.value}, {"day", std::string_view(day)}, {"extra", std::string_view("{}")}});
    }
}

void confirm_participants(db::transaction& tx, activity_id id) {
    tx.sql.execute("UPDATE activity_participant SET confirmed = 1 WHERE activity_id = $1", {id.value});
}

}  // namespace guiyan::activities::activity_store
