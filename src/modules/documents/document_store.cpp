#include "modules/documents/document_store.hpp"

#include "store/columns.hpp"
#include "store/condition.hpp"
#include "store/scope.hpp"

namespace guiyan::documents::document_store {
namespace {

std::string const& all_columns() {
    static std::string const all =
        store::columns(document_type(), "d") +
        ", d.extra, d.author_key, d.created_by, s.name, r.code, o.name, p.name, act.title, ac.display_name, "
        "(SELECT count(*) FROM request q WHERE q.document_id = d.id AND q.kind = 'objection' AND q.is_void = "
        "0 AND "
        "q.state NOT IN ('handled', 'closed', 'withdrawn')), "
        "(SELECT max(v.no) FROM document_version v WHERE v.document_id = d.id), "
        "CASE WHEN f.document_id IS NULL THEN 0 ELSE 1 END, n.entity, n.entity_id, n.basis";
    return all;
}

constexpr std::string_view source =
    " FROM document d JOIN region r ON r.id = d.region_id LEFT JOIN scheme s ON s.id = d.scheme_id LEFT JOIN "
    "organization o ON o.id = d.org_id LEFT JOIN person p ON p.id = d.person_id LEFT JOIN activity act ON "
    "act.id = "
    "d.activity_id LEFT JOIN account ac ON ac.id = d.created_by LEFT JOIN document_file f ON f.document_id = "
    "d.id LEFT JOIN document_publicity n ON n.document_id = d.id WHERE ";

std::string reach(actor const& who) {
    auto const place = who.may("documents.read") ? store::scope_sql(who, "r.code") : std::string("1 = 0");
    if (!who.person_id || !who.may("documents.own")) return place;
    auto const me = std::to_string(who.person_id);
    return "(" + place + " OR (d.state = 'published' AND (d.person_id = " + me +
           " OR EXISTS (SELECT 1 FROM engagement e WHERE e.id = d.engagement_id AND e.person_id = " + me +
           "))))";
}

void narrow(store::condition& where, actor const& who, filter const& f) {
    where.also(f.voided ? "d.is_void = 1" : "d.is_void = 0");
    if (f.scheme) where.is("d.scheme_id", f.scheme.value);
    if (f.person) where.is("d.person_id", f.person.value);
    if (f.engagement) where.is("d.engagement_id", f.engagement.value);
    if (f.activity) where.is("d.activity_id", f.activity.value);
    where.any_of("d.kind", f.kinds);
    where.any_of("d.state", f.states);
    where.below("r.code", f.regions);
    if (f.from) where.at_least("coalesce(d.published_on, d.issued_on)", f.from->iso());
    if (f.to) where.at_most("coalesce(d.published_on, d.issued_on)", f.to->iso());
    if (!f.text.empty())
        where.contains({"d.title", "coalesce(d.doc_no, '')", "coalesce(p.name, '')"}, f.text);
    if (f.waits_for_me) {
        where.also(who.may("documents.approve") ? "d.state = 'in_review'" : "1 = 0");
        if (!who.person_key.empty())
            where.also("' ' || d.author_key || ' ' NOT LIKE " + where.add("% " + who.person_key + " %"));
    }
}

kept read(db::row const& row, store::vault const& v) {
    kept out;
    auto& d = out.what;
    store::load(document_type(), &d, row, 0, v);
    int at = static_cast<int>(store::column_count(document_type()));
    auto optional = [&](int column) {
        return row.is_null(column) ? std::optional<std::string>()
                                   : std::optional(std::string(row.text(column)));
    };
    d.extra = store::read_extra(row.text(at++));
    out.author_keys = row.text(at++);
    out.created_by = row.integer(at++);
    out.saved_version = d.row_version;
    d.scheme_name = optional(at++);
    d.region_code = row.text(at++);
    d.org_name = optional(at++);
    d.person_name = optional(at++);
    d.activity_title = optional(at++);
    d.created_by_name = row.text(at++);
    d.open_objections = row.integer(at++);
    d.version_no = row.integer(at++);
    d.has_file = row.integer(at++) != 0;
    // A document that is public by itself has a rule too, but no record that it is put out for.
    bool const of_a_step = !row.is_null(at) && row.integer(at + 1) != d.id.value;
    if (of_a_step) {
        d.notice_of = std::string(row.text(at));
        d.notice_of_id = std::to_string(row.integer(at + 1));
    }
    if (!row.is_null(at)) d.notice_basis = std::string(row.text(at + 2));
    return out;
}

std::vector<kept> read_all(db::connection& c, std::string const& rest, db::parameters values,
                           store::vault const& v) {
    std::vector<kept> out;
    c.each("SELECT " + all_columns() + std::string(source) + rest, values, [&](db::row const& r) {
        out.push_back(read(r, v));
        return true;
    });
    return out;
}

std::optional<kept> one(db::connection& c, std::string const& rest, db::parameter value,
                        store::vault const& v) {
    auto all = read_all(c, rest, db::parameters(&value, 1), v);
    return all.empty() ? std::nullopt : std::optional(std::move(all.front()));
}

}  // namespace

std::optional<kept> find(db::connection& c, actor const& who, document_id id, store::vault const& v) {
    return one(c, "d.id = $1 AND " + reach(who), id.value, v);
}

std::optional<kept> find_any(db::connection& c, document_id id, store::vault const& v) {
    return one(c, "d.id = $1", id.value, v);
}

std::optional<kept> by_code(db::connection& c, std::string_view code, store::vault const& v) {
    return one(c, "d.verify_code = $1 AND d.is_void = 0", code, v);
}

std::optional<kept> by_digest(db::connection& c, std::string_view sha256, store::vault const& v) {
    return one(c, "d.sha256 = $1 AND d.is_void = 0 AND d.verify_code IS NOT NULL", sha256, v);
}

std::int64_t count(db::connection& c, actor const& who, filter const& f) {
    store::condition where(reach(who));
    narrow(where, who, f);
    std::int64_t n = 0;
    c.each("SELECT count(*)" + std::string(source) + where.sql, where.values, [&](db::row const& r) {
        n = r.integer(0);
        return false;
    });
    return n;
}

std::vector<kept> page(db::connection& c, actor const& who, filter const& f, bool by_title, bool descending,
                       std::int64_t skip, std::int64_t most, store::vault const& v) {
    store::condition where(reach(who));
    narrow(where, who, f);
    std::string const turned = descending ? " DESC" : "";
    auto const limit = where.add(most), offset = where.add(skip);
    return read_all(c,
                    where.sql + " ORDER BY " + (by_title ? "d.title" : "d.updated_at") + turned + ", d.id" +
                        turned + " LIMIT " + limit + " OFFSET " + offset,
                    where.values, v);
}

std::vector<kept> published(db::connection& c, std::vector<std::string> const& kinds, std::int64_t skip,
                            std::int64_t most, store::vault const& v) {
    store::condition where("d.state = 'published' AND d.is_void = 0");
    where.any_of("d.kind", kinds);
    auto const limit = where.add(most), offset = where.add(skip);
    return read_all(
        c, where.sql + " ORDER BY d.published_on DESC, d.id DESC LIMIT " + limit + " OFFSET " + offset,
        where.values, v);
}

void insert(db::transaction& tx, kept const& k, store::vault const& v) {
    auto const extra = store::write_extra(k.what.extra);
    store::insert(tx.sql, document_type(), &k.what, v,
                  {{"extra", std::string_view(extra)},
                   {"author_key", std::string_view(k.author_keys)},
                   {"created_by", tx.who.account_id}});
}

bool save(db::transaction& tx, kept& k, store::vault const& v) {
    if (!store::update(tx.sql, document_type(), &k.what, k.saved_version, v)) return false;
    k.saved_version = k.what.row_version;
    auto const extra = store::write_extra(k.what.extra);
    tx.sql.execute("UPDATE document SET extra = $1, author_key = $2 WHERE id = $3",
                   {std::string_view(extra), std::string_view(k.author_keys), k.what.id.value});
    return true;
}

}  // namespace guiyan::documents::document_store
