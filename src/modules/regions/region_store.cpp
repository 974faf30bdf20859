#include "modules/regions/region_store.hpp"

#include "store/columns.hpp"

namespace guiyan::regions::region_store {
namespace {
record::type const& type() {
    return record_of(static_cast<region const*>(nullptr));
}
}  // namespace

std::vector<region> all(db::connection& c, store::vault const& v) {
    std::vector<region> out;
    c.each("SELECT " + store::columns(type(), "r") + " FROM region r ORDER BY r.code", {},
           [&](db::row const& r) {
               store::load(type(), &out.emplace_back(), r, 0, v);
               return true;
           });
    return out;
}

void insert(db::transaction& tx, region const& r, store::vault const& v) {
    auto const at = format_instant(tx.at);
    store::insert(tx.sql, type(), &r, v,
                  {{"created_at", std::string_view(at)}, {"created_by", tx.who.account_id}});
}

bool update(db::transaction& tx, region const& r, std::int64_t expected, store::vault const& v) {
    return store::update(tx.sql, type(), &r, expected, v);
}

}  // namespace guiyan::regions::region_store
