#include "modules/audit/event_store.hpp"

#include <boost/json.hpp>
#include <charconv>

namespace guiyan::audit::event_store {
namespace {

constexpr std::string_view columns =
    "id, at, account_name, role, unit_name, remote, request_id, what, entity, "
    "entity_id, label, changes, reason, outcome, hash";

event_view read(db::row const& r) {
    event_view e;
    e.id = r.integer(0);
    e.at = r.text(1);
    e.account_name = r.text(2);
    e.role = r.text(3);
    e.unit_name = r.text(4);
    e.remote = r.text(5);
    e.request_id = r.text(6);
    e.what = r.text(7);
    e.entity = r.text(8);
    e.entity_id = r.integer(9) ? std::to_string(r.integer(9)) : "";
    e.label = r.text(10);
    if (auto const text = r.text(11); !text.empty()) {
        auto const list = boost::json::parse(boost::json::string_view(text.data(), text.size()));
        for (auto const& c : list.as_array())
            e.changes.push_back({std::string(c.at("field").as_string()),
                                 std::string(c.at("before").as_string()),
                                 std::string(c.at("after").as_string())});
    }
    e.reason = r.text(12);
    e.outcome = r.text(13);
    e.hash = r.text(14);
    return e;
}

/// The text itself in a LIKE: its % and _ stand for nothing else.
std::string escaped(std::string_view text) {
    std::string out;
    for (char const c : text) {
        if (c == '%' || c == '_' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

/// The UTC moment at which a day begins in China.
std::string day_begin(date const& d) {
    return format_instant(instant(std::chrono::sys_days(d.ymd()).time_since_epoch()) - std::chrono::hours(8));
}

}  // namespace

std::vector<event_view> page(db::connection& c, event_query const& q, std::int64_t& total) {
    std::string where;
    std::vector<std::string> texts;
    texts.reserve(8);
    std::vector<db::parameter> values;
    auto add = [&](std::string const& condition, std::string text) {
        texts.push_back(std::move(text));
        values.emplace_back(std::string_view(texts.back()));
        where += (where.empty() ? " WHERE " : " AND ") + condition + std::to_string(values.size());
    };
    if (q.entity) add("entity = $", *q.entity);
    if (q.what) add("what = $", *q.what);
    if (q.account) add("account_name LIKE '%' || $", escaped(*q.account));
    if (q.account) where += " || '%' ESCAPE '\\'";
    if (q.from) add("at >= $", day_begin(*q.from));
    if (q.to) {
        date const next{
            std::chrono::year_month_day(std::chrono::sys_days(q.to->ymd()) + std::chrono::days(1))};
        add("at < $", day_begin(next));
    }
    if (q.entity_id) {
        std::int64_t id = 0;
        std::from_chars(q.entity_id->data(), q.entity_id->data() + q.entity_id->size(), id);
        where += (where.empty() ? " WHERE entity_id = " : " AND entity_id = ") + std::to_string(id);
    }
    c.each("SELECT COUNT(*) FROM event_log" + where, values, [&](db::row const& r) {
        total = r.integer(0);
        return false;
    });
    std::vector<event_view> out;
    c.each("SELECT " + std::string(columns) + " FROM event_log" + where + " ORDER BY id DESC LIMIT " +
               std::to_string(q.size) + " OFFSET " + std::to_string((q.page - 1) * q.size),
           values, [&](db::row const& r) {
               out.push_back(read(r));
               return true;
           });
    return out;
}

std::vector<event_view> of_record(db::connection& c, std::string_view entity, std::int64_t entity_id) {
    std::vector<event_view> out;
    c.each("SELECT " + std::string(columns) +
               " FROM event_log WHERE entity = $1 AND entity_id = $2 ORDER BY id DESC LIMIT 500",
           {entity, entity_id}, [&](db::row const& r) {
               out.push_back(read(r));
               return true;
           });
    return out;
}

std::string hash_of(db::connection& c, std::int64_t id) {
    return c.text("SELECT hash FROM event_log WHERE id = $1", {id});
}

}  // namespace guiyan::audit::event_store
