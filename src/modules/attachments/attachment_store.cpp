#include "modules/attachments/attachment_store.hpp"

#include "store/columns.hpp"

namespace guiyan::attachments::attachment_store {
namespace {

std::string const& select() {
    static std::string const text = "SELECT " + store::columns(attachment_type(), "a") +
                                    ", a.stored_as, coalesce(by.display_name, '') FROM attachment a "
                                    "LEFT JOIN account by ON by.id = a.created_by WHERE ";
    return text;
}

stored read(db::row const& r, store::vault const& v) {
    stored out;
    store::load(attachment_type(), &out.what, r, 0, v);
    auto const n = static_cast<int>(store::column_count(attachment_type()));
    out.stored_as = r.text(n);
    out.what.created_by_name = r.text(n + 1);
    return out;
}

}  // namespace

std::optional<stored> find(db::connection& c, attachment_id id, store::vault const& v) {
    std::optional<stored> out;
    c.each(select() + "a.id = $1", {id.value}, [&](db::row const& r) {
        out = read(r, v);
        return false;
    });
    return out;
}

std::vector<attachment> of_records(db::connection& c, std::string_view entity,
                                   std::span<std::int64_t const> ids, store::vault const& v) {
    std::vector<attachment> out;
    if (ids.empty()) return out;
    std::string list;
    for (auto id : ids) list += (list.empty() ? "" : ", ") + std::to_string(id);
    c.each(select() + "a.entity = $1 AND a.entity_id IN (" + list + ") ORDER BY a.id", {entity},
           [&](db::row const& r) {
               out.push_back(read(r, v).what);
               return true;
           });
    return out;
}

std::string stored_name(db::connection& c, std::string_view sha256) {
    return c.text("SELECT stored_as FROM attachment WHERE sha256 = $1 LIMIT 1", {sha256});
}

std::unordered_set<std::string> stored_names(db::connection& c) {
    std::unordered_set<std::string> out;
    c.each("SELECT stored_as FROM attachment", {}, [&](db::row const& r) {
        out.emplace(r.text(0));
        return true;
    });
    return out;
}

void insert(db::transaction& tx, attachment const& a, std::string_view stored_as, store::vault const& v) {
    store::insert(tx.sql, attachment_type(), &a, v,
                  {{"stored_as", stored_as}, {"created_by", tx.who.account_id}});
}

bool update(db::transaction& tx, attachment const& a, std::int64_t expected, store::vault const& v) {
    return store::update(tx.sql, attachment_type(), &a, expected, v);
}

}  // namespace guiyan::attachments::attachment_store
