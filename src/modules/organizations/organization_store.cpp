#include "modules/organizations/organization_store.hpp"

#include <algorithm>
#include <deque>
#include <unordered_map>

#include "base/text.hpp"
#include "store/columns.hpp"
#include "store/scope.hpp"

namespace guiyan::organizations::organization_store {
namespace {

constexpr std::string_view source =
    " FROM organization o JOIN region r ON r.id = o.region_id LEFT JOIN region s ON s.id = "
    "o.serves_region_id WHERE ";

std::string const& organization_columns() {
    static std::string const all = store::columns(organization_type(), "o");
    return all;
}

/// The seat or the area served is within reach.
std::string reach(actor const& who) {
    return "(" + store::scope_sql(who, "r.code") + " OR " + store::scope_sql(who, "s.code") + ")";
}

/// The condition of a filter with its parameters, which live as long as it.
class condition {
public:
    condition(actor const& who, filter const& f) : sql(reach(who)) {
        if (!f.text.empty()) {
            std::string pattern = "%";
            for (char c : ascii_lower(f.text)) {
                if (c == '%' || c == '_' || c == '\\') pattern += '\\';
                pattern += c;
            }
            auto const mark = add(pattern + "%");
            sql += " AND (lower(o.name) LIKE " + mark + " ESCAPE '\\' OR lower(o.uscc) LIKE " + mark +
                   " ESCAPE '\\')";
        }
        any_of("o.kind", f.kinds);
        any_of("o.state", f.states);
        if (!f.prefixes.empty()) {
            std::string places;
            for (auto const& p : f.prefixes) {
                auto const first = add(p + std::string(12 - p.size(), '0')),
                           last = add(p + std::string(12 - p.size(), '9'));
                for (char const* column : {"r.code", "s.code"})
                    places += (places.empty() ? "" : " OR ") + std::string(column) + " BETWEEN " + first +
                              " AND " + last;
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
    std::vector<db::parameter> values;

private:
    void any_of(char const* column, std::vector<std::string> const& allowed) {
        if (allowed.empty()) return;
        std::string list;
        for (auto const& one : allowed) list += (list.empty() ? "" : ", ") + add(one);
        sql += " AND " + std::string(column) + " IN (" + list + ")";
    }
    std::deque<std::string> texts_;
};

std::string list_of(std::span<std::int64_t const> ids) {
    std::string list;
    for (auto id : ids) list += (list.empty() ? "" : ", ") + std::to_string(id);
    return list;
}

}  // namespace

std::optional<organization> find(db::connection& c, actor const& who, organization_id id,
                                 store::vault const& v) {
    std::optional<organization> out;
    c.each("SELECT " + organization_columns() + std::string(source) + "o.id = $1 AND " + reach(who),
           {id.value}, [&](db::row const& r) {
               store::load(organization_type(), &out.emplace(), r, 0, v);
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

std::vector<organization> page(db::connection& c, actor const& who, filter const& f, order by,
                               bool descending, std::int64_t skip, std::int64_t most, store::vault const& v) {
    condition where(who, f);
    char const* column = by == order::kind         ? "o.kind"
                         : by == order::region     ? "r.code"
                         : by == order::founded_on ? "o.founded_on"
                                                   : "o.updated_at";
    auto const limit = where.add(most), offset = where.add(skip);
    std::vector<organization> out;
    c.each("SELECT " + organization_columns() + std::string(source) + where.sql + " ORDER BY " + column +
               (descending ? " DESC" : "") + " NULLS LAST, o.id LIMIT " + limit + " OFFSET " + offset,
           where.values, [&](db::row const& r) {
               store::load(organization_type(), &out.emplace_back(), r, 0, v);
               return true;
           });
    return out;
}

std::vector<std::pair<std::int64_t, std::string>> names_of(db::connection& c, actor const& who,
                                                           filter const& f) {
    condition where(who, f);
    std::vector<std::pair<std::int64_t, std::string>> out;
    c.each("SELECT o.id, o.name" + std::string(source) + where.sql, where.values, [&](db::row const& r) {
        out.emplace_back(r.integer(0), r.text(1));
        return true;
    });
    return out;
}

std::vector<organization> find_all(db::connection& c, actor const& who, std::span<std::int64_t const> ids,
                                   store::vault const& v) {
    std::vector<organization> out;
    if (ids.empty()) return out;
    c.each("SELECT " + organization_columns() + std::string(source) + "o.id IN (" + list_of(ids) + ") AND " +
               reach(who),
           {}, [&](db::row const& r) {
               store::load(organization_type(), &out.emplace_back(), r, 0, v);
               return true;
           });
    std::unordered_map<std::int64_t, std::size_t> place;
    for (std::size_t i = 0; i < ids.size(); ++i) place[ids[i]] = i;
    std::sort(out.begin(), out.end(),
              [&](auto const& a, auto const& b) { return place[a.id.value] < place[b.id.value]; });
    return out;
}

std::map<std::int64_t, std::string> names(db::connection& c, actor const& who,
                                          std::span<std::int64_t const> ids) {
    std::map<std::int64_t, std::string> out;
    if (ids.empty()) return out;
    c.each("SELECT o.id, o.name" + std::string(source) + "o.id IN (" + list_of(ids) + ") AND " + reach(who),
           {}, [&](db::row const& r) {
               out.emplace(r.integer(0), r.text(1));
               return true;
           });
    return out;
}

organization_id by_uscc(db::connection& c, std::string_view uscc) {
    return organization_id{c.integer("SELECT id FROM organization WHERE uscc = $1", {uscc})};
}

bool is_name_taken(db::connection& c, organization const& o) {
    return c.exists(
        "SELECT id FROM organization WHERE name = $1 AND kind = $2 AND region_id = $3 AND id <> $4",
        {std::string_view(o.name), std::string_view(o.kind), o.region_id.value, o.id.value});
}

organization_id next_of(db::connection& c, organization_id id, link by) {
    return organization_id{c.integer(by == link::parent
                                         ? "SELECT parent_id FROM organization WHERE id = $1"
                                         : "SELECT host_org_id FROM organization WHERE id = $1",
                                     {id.value})};
}

std::int64_t count_below(db::connection& c, organization_id id) {
    return c.integer(
        "SELECT count(*) FROM organization WHERE (parent_id = $1 OR host_org_id = $1) AND state <> "
        "'dissolved'",
        {id.value});
}

void insert(db::transaction& tx, organization const& o, store::vault const& v) {
    store::insert(tx.sql, organization_type(), &o, v, {{"created_by", tx.who.account_id}});
}

bool update(db::transaction& tx, organization const& o, std::int64_t expected, store::vault const& v) {
    return store::update(tx.sql, organization_type(), &o, expected, v);
}

}  // namespace guiyan::organizations::organization_store
