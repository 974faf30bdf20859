#include "modules/engagements/engagement_store.hpp"

#include <deque>

#include "base/text.hpp"
#include "store/columns.hpp"
#include "store/extra_values.hpp"
#include "store/scope.hpp"

namespace guiyan::engagements::engagement_store {
namespace {

record::type const& type() {
    return record_of(static_cast<engagement const*>(nullptr));
}

std::string const& all_columns() {
    static std::string const all = store::columns(type(), "e") +
                                   ", e.extra, p.name, r.code, r.name, t.name, o.name, "
                                   "(SELECT s.on_day FROM state_change s WHERE s.entity = 'engagement' AND "
                                   "s.entity_id = e.id ORDER BY s.on_day DESC, s.id DESC LIMIT 1)";
    return all;
}

constexpr std::string_view source =
    " FROM engagement e JOIN person p ON p.id = e.person_id LEFT JOIN region r ON r.id = e.region_id "
    "LEFT JOIN region t ON t.id = r.parent_id LEFT JOIN organization o ON o.id = e.org_id "
    "LEFT JOIN region seat ON seat.id = o.region_id WHERE ";

std::string reach(actor const& who) {
    auto const own = "e.person_id = " + std::to_string(who.person_id);
    // Who may only see his own has an area for nothing else.
    if (who.may("engagements.own") && !who.may("engagements.read")) return who.person_id ? own : "1 = 0";
    auto const place = store::scope_sql(who, "coalesce(r.code, seat.code)");
    return who.person_id == 0 ? place : "(" + place + " OR " + own + ")";
}

engagement read(db::row const& row, store::vault const& v) {
    engagement out;
    store::load(type(), &out, row, 0, v);
    int at = static_cast<int>(store::column_count(type()));
    out.extra = store::read_extra(row.text(at++));
    out.person_name = row.text(at++);
    auto optional = [&](int column) {
        return row.is_null(column) ? std::optional<std::string>()
                                   : std::optional(std::string(row.text(column)));
    };
    out.region_code = optional(at++);
    out.region_name = optional(at++);
    out.township_name = optional(at++);
    out.org_name = optional(at++);
    out.state_since = date::parse(row.text(at));
    return out;
}

/// The condition of a filter with its parameters, which live as long as it.
class condition {
public:
    condition(actor const& who, filter const& f) : sql(reach(who)) {
        if (f.scheme) sql += " AND e.scheme_id = " + std::to_string(f.scheme.value);
        sql += f.voided ? " AND e.is_void = 1" : " AND e.is_void = 0";
        any_of("e.role", f.roles);
        if (f.as_of) {
            auto const day = add(f.as_of->iso());
            state =
                "(SELECT s.state FROM state_change s WHERE s.entity = 'engagement' AND s.entity_id = e.id "
                "AND "
                "s.on_day <= " +
                day + " ORDER BY s.on_day DESC, s.id DESC LIMIT 1)";
            sql += " AND " + state + " IS NOT NULL";
        }
        any_of(state, f.states);
        if (f.person_id) sql += " AND e.person_id = " + std::to_string(*f.person_id);
        if (f.region_id) sql += " AND e.region_id = " + std::to_string(*f.region_id);
        if (f.ends_by) sql += " AND e.term_end <= " + add(f.ends_by->iso());
        if (!f.text.empty()) {
            std::string pattern = "%";
            for (char c : f.text) {
                if (c == '%' || c == '_' || c == '\\') pattern += '\\';
                pattern += c;
            }
            sql += " AND p.name LIKE " + add(pattern + "%") + " ESCAPE '\\'";
        }
        if (!f.prefixes.empty()) {
            std::string places;
            for (auto const& p : f.prefixes) {
                auto const first = add(p + std::string(12 - p.size(), '0')),
                           last = add(p + std::string(12 - p.size(), '9'));
                places += (places.empty() ? "" : " OR ") +
                          std::string("coalesce(r.code, seat.code) BETWEEN ") + first + " AND " + last;
            }
            sql += " AND (" + places + ")";
        }
    }
    condition(condition const&) = delete;

    std::string add(std::string text) {
        values.emplace_back(std::string_view(texts_.emplace_back(std::move(text))));
        return "$" + std::to_string(values.size());
    }
    std::string add(std::int64_t n) {
        values.emplace_back(n);
        return "$" + std::to_string(values.size());
    }

    std::string sql;
    std::string state = "e.state";
    std::vector<db::parameter> values;

private:
    void any_of(std::string const& column, std::vector<std::string> const& allowed) {
        if (allowed.empty()) return;
        std::string list;
        for (auto const& one : allowed) list += (list.empty() ? "" : ", ") + add(one);
        sql += " AND " + column + " IN (" + list + ")";
    }
    std::deque<std::string> texts_;
};

}  // namespace

std::optional<engagement> find(db::connection& c, actor const& who, engagement_id id, store::vault const& v) {
    std::optional<engagement> out;
    c.each("SELECT " + all_columns() + std::string(source) + "e.id = $1 AND " + reach(who), {id.value},
           [&](db::row const& r) {
               out = read(r, v);
               return false;
           });
    return out;
}

std::int64_t count(db::connection& c, actor const& who, filter const& f) {
    condition where(who, f);
    std::int64_t n = 0;
    c.each("SELECT count(*)" + std::string(source) + where.sql, where.values, [&](db::row const& r) {
        n = r.integer(0);
        return false;
    });
    return n;
}

std::vector<engagement> page(db::connection& c, actor const& who, filter const& f, order by, bool descending,
                             std::int64_t skip, std::int64_t most, store::vault const& v) {
    condition where(who, f);
    char const* column = by == order::name        ? "p.name"
                         : by == order::since     ? "e.updated_at"
                         : by == order::appointed ? "e.appointed_on"
                                                  : "coalesce(r.code, seat.code)";
    auto const limit = where.add(most), offset = where.add(skip);
    std::vector<engagement> out;
    c.each("SELECT " + all_columns() + ", " + where.state + std::string(source) + where.sql + " ORDER BY " +
               column + (descending ? " DESC" : "") + " NULLS LAST, e.id LIMIT " + limit + " OFFSET " +
               offset,
           where.values, [&](db::row const& r) {
               out.push_back(read(r, v));
               out.back().state = r.text(r.columns() - 1);
               return true;
           });
    return out;
}

std::vector<std::pair<std::string, std::int64_t>> by_state(db::connection& c, actor const& who,
                                                           filter const& f) {
    condition where(who, f);
    std::vector<std::pair<std::string, std::int64_t>> out;
    c.each("SELECT x.state, count(*) FROM (SELECT " + where.state + " AS state" + std::string(source) +
               where.sql + ") x GROUP BY x.state ORDER BY x.state",
           where.values, [&](db::row const& r) {
               out.emplace_back(std::string(r.text(0)), r.integer(1));
               return true;
           });
    return out;
}

engagement_id live_entry(db::connection& c, scheme_id scheme, std::string_view role, std::int64_t person_id,
                         engagement_id but) {
    return engagement_id{
        c.integer("SELECT id FROM engagement WHERE scheme_id = $1 AND role = $2 AND person_id = $3 "
                  "AND id <> $4 AND is_void = 0 AND state NOT IN ('ended', 'tracked', 'declined', "
                  "'rejected') LIMIT 1",
                  {scheme.value, role, person_id, but.value})};
}

void insert(db::transaction& tx, engagement const& e, store::vault const& v) {
    auto const extra = store::write_extra(e.extra);
    store::insert(tx.sql, type(), &e, v,
                  {{"extra", std::string_view(extra)}, {"created_by", tx.who.account_id}});
}

bool update(db::transaction& tx, engagement const& e, std::int64_t expected_version, store::vault const& v) {
    if (!store::update(tx.sql, type(), &e, expected_version, v)) return false;
    auto const extra = store::write_extra(e.extra);
    tx.sql.execute("UPDATE engagement SET extra = $1 WHERE id = $2", {std::string_view(extra), e.id.value});
    return true;
}

void note_state(db::transaction& tx, engagement const& e, date on) {
    auto const day = on.iso(), now = format_instant(tx.at);
    tx.sql.execute(
        "INSERT INTO state_change (id, entity, entity_id, state, on_day, recorded_at, account_id) VALUES "
        "($1, 'engagement', $2, $3, $4, $5, $6)",
        {tx.mint(), e.id.value, std::string_view(e.state), std::string_view(day), std::string_view(now),
         tx.who.account_id});
}

void begin_by(db::transaction& tx, engagement_id id, date on) {
    auto const day = on.iso();
    tx.sql.execute(
        "UPDATE state_change SET on_day = $1 WHERE entity = 'engagement' AND entity_id = $2 AND on_day > $1",
        {std::string_view(day), id.value});
}

std::vector<state_row> states(db::connection& c, engagement_id id) {
    std::vector<state_row> out;
    c.each(
        "SELECT state, on_day, recorded_at FROM state_change WHERE entity = 'engagement' AND entity_id = $1 "
        "ORDER "
        "BY on_day, id",
        {id.value}, [&](db::row const& r) {
            out.push_back({std::string(r.text(0)), std::string(r.text(1)), std::string(r.text(2))});
            return true;
        });
    return out;
}

}  // namespace guiyan::engagements::engagement_store
