#include "modules/requests/request_store.hpp"

#include "store/columns.hpp"
#include "store/condition.hpp"
#include "store/scope.hpp"

namespace guiyan::requests::request_store {
namespace {

std::string const& all_columns() {
    static std::string const all =
        store::columns(request_type(), "q") +
        ", q.extra, q.created_by, s.name, r.code, p.name, d.title, coalesce(ac.display_name, ''), "
        "coalesce(n.objections_to, ''), coalesce(n.objections_to_names, '')";
    return all;
}

constexpr std::string_view source =
    " FROM request q JOIN region r ON r.id = q.region_id LEFT JOIN scheme s ON s.id = q.scheme_id LEFT JOIN "
    "person p "
    "ON p.id = q.person_id LEFT JOIN document d ON d.id = q.document_id LEFT JOIN account ac ON ac.id = "
    "q.created_by LEFT JOIN document_publicity n ON n.document_id = q.document_id WHERE ";

std::string reach(actor const& who) {
    std::string const mine = "q.created_by = " + std::to_string(who.account_id);
    if (!who.may("requests.read")) return who.account_id && who.may("requests.own") ? mine : "1 = 0";
    return store::scope_sql(who, "r.code");
}

void narrow(store::condition& where, filter const& f) {
    where.also(f.voided ? "q.is_void = 1" : "q.is_void = 0");
    if (f.scheme) where.is("q.scheme_id", f.scheme.value);
    if (f.engagement) where.is("q.engagement_id", f.engagement.value);
    if (f.document) where.is("q.document_id", f.document.value);
    where.any_of("q.kind", f.kinds);
    where.any_of("q.state", f.states);
    where.below("r.code", f.regions);
    if (f.from) where.at_least("q.submitted_on", f.from->iso());
    if (f.to) where.at_most("q.submitted_on", f.to->iso());
    if (!f.text.empty()) where.contains({"q.title", "q.content"}, f.text);
}

kept read(db::row const& row, store::vault const& v) {
    kept out;
    auto& q = out.what;
    store::load(request_type(), &q, row, 0, v);
    int at = static_cast<int>(store::column_count(request_type()));
    auto optional = [&](int column) {
        return row.is_null(column) ? std::optional<std::string>()
                                   : std::optional(std::string(row.text(column)));
    };
    q.extra = store::read_extra(row.text(at++));
    out.created_by = row.integer(at++);
    out.saved_version = q.row_version;
    q.scheme_name = optional(at++);
    q.region_code = row.text(at++);
    q.person_name = optional(at++);
    q.document_title = optional(at++);
    q.created_by_name = row.text(at++);
    out.goes_to = row.text(at++);
    out.goes_to_names = row.text(at);
    return out;
}

}  // namespace

std::optional<kept> find(db::connection& c, actor const& who, request_id id, store::vault const& v) {
    std::optional<kept> out;
    c.each("SELECT " + all_columns() + std::string(source) + "q.id = $1 AND " + reach(who), {id.value},
           [&](db::row const& r) {
               out = read(r, v);
               return false;
           });
    return out;
}

std::int64_t count(db::connection& c, actor const& who, filter const& f) {
    store::condition where(reach(who));
    narrow(where, f);
    std::int64_t n = 0;
    c.each("SELECT count(*)" + std::string(source) + where.sql, where.values, [&](db::row const& r) {
        n = r.integer(0);
        return false;
    });
    return n;
}

std::vector<kept> page(db::connection& c, actor const& who, filter const& f, bool descending,
                       std::int64_t skip, std::int64_t most, store::vault const& v) {
    store::condition where(reach(who));
    narrow(where, f);
    std::string const turned = descending ? " DESC" : "";
    auto const limit = where.add(most), offset = where.add(skip);
    std::vector<kept> out;
    c.each("SELECT " + all_columns() + std::string(source) + where.sql + " ORDER BY q.submitted_on" + turned +
               " NULLS LAST, q.id" + turned + " LIMIT " + limit + " OFFSET " + offset,
           where.values, [&](db::row const& r) {
               out.push_back(read(r, v));
               return true;
           });
    return out;
}

void insert(db::transaction& tx, kept const& k, store::vault const& v) {
    auto const extra = store::write_extra(k.what.extra);
    store::insert(tx.sql, request_type(), &k.what, v,
                  {{"extra", std::string_view(extra)}, {"created_by", tx.who.account_id}});
}

bool save(db::transaction& tx, kept& k, store::vault const& v) {
    if (!store::update(tx.sql, request_type(), &k.what, k.saved_version, v)) return false;
    k.saved_version = k.what.row_version;
    auto const extra = store::write_extra(k.what.extra);
    tx.sql.execute("UPDATE request SET extra = $1 WHERE id = $2", {std::string_view(extra), k.what.id.value});
    return true;
}

void set_receipt(db::transaction& tx, request_id id, std::string_view receipt) {
    tx.sql.execute("UPDATE request SET receipt = $1 WHERE id = $2", {receipt, id.value});
}

std::optional<receipt_row> by_receipt(db::connection& c, std::string_view receipt) {
    std::optional<receipt_row> out;
    c.each(
        "SELECT d.title, q.state, q.submitted_on, q.handled_on, q.result, q.adopted FROM request q JOIN "
        "document d ON "
        "d.id = q.document_id WHERE q.receipt = $1 AND q.is_void = 0",
        {receipt}, [&](db::row const& r) {
            auto& one = out.emplace();
            one.title = r.text(0);
            one.state = r.text(1);
            one.submitted_on = r.text(2);
            one.handled_on = r.text(3);
            one.result = r.text(4);
            if (!r.is_null(5)) one.adopted = r.integer(5) != 0;
            return false;
        });
    return out;
}

std::optional<engagement_row> engagement(db::connection& c, engagement_id id) {
    std::optional<engagement_row> out;
    c.each(
        "SELECT e.person_id, e.scheme_id, coalesce(r.code, seat.code, ''), e.state FROM engagement e LEFT "
        "JOIN region "
        "r ON r.id = e.region_id LEFT JOIN organization o ON o.id = e.org_id LEFT JOIN region seat ON "
        "seat.id = "
        "o.region_id WHERE e.id = $1 AND e.is_void = 0",
        {id.value}, [&](db::row const& r) {
            out = {person_id{r.integer(0)}, scheme_id{r.integer(1)}, std::string(r.text(2)),
                   std::string(r.text(3))};
            return false;
        });
    return out;
}

std::optional<document_row> document(db::connection& c, document_id id) {
    std::optional<document_row> out;
    c.each(
        "SELECT d.title, d.state, r.code, d.scheme_id, d.public_from, d.public_to FROM document d JOIN "
        "region r ON r.id "
        "= d.region_id WHERE d.id = $1 AND d.is_void = 0",
        {id.value}, [&](db::row const& r) {
            out = {std::string(r.text(0)),  std::string(r.text(1)), std::string(r.text(2)),
                   scheme_id{r.integer(3)}, date::parse(r.text(4)), date::parse(r.text(5))};
            return false;
        });
    return out;
}

std::optional<objection_rule> objection_rule_of(db::connection& c, document_id id) {
    std::optional<objection_rule> out;
    c.each(
        "SELECT objections_to, objections_to_names, named, reply_days, reply_workdays FROM "
        "document_publicity WHERE document_id = $1",
        {id.value}, [&](db::row const& r) {
            auto& rule = out.emplace();
            rule.goes_to = r.text(0);
            rule.goes_to_names = r.text(1);
            rule.named = r.integer(2) != 0;
            if (!r.is_null(3)) rule.reply_days = r.integer(3);
            if (!r.is_null(4)) rule.reply_workdays = r.integer(4);
            return false;
        });
    return out;
}

std::optional<scheme_row> scheme(db::connection& c, scheme_id id) {
    std::optional<scheme_row> out;
    c.each("SELECT s.name, s.state, r.code FROM scheme s JOIN region r ON r.id = s.region_id WHERE s.id = $1",
           {id.value}, [&](db::row const& r) {
               out = {std::string(r.text(0)), std::string(r.text(1)), std::string(r.text(2))};
               return false;
           });
    return out;
}

}  // namespace guiyan::requests::request_store
