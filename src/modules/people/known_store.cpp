#include "modules/people/person_store.hpp"
#include "store/scope.hpp"

namespace guiyan::people::person_store {
namespace {

constexpr std::string_view living = "p.state IN ('active', 'archived')";

std::vector<known_one> known(db::connection& c, actor const& who, std::string const& where,
                             std::string_view value, store::vault const& v) {
    std::vector<known_one> out;
    c.each(
        "SELECT p.id, p.name, p.birth_date, r.code, p.phone_sealed, p.id_number_blind FROM person p JOIN "
        "region r "
        "ON r.id = p.region_id WHERE " +
            where + " AND " + std::string(living) + " AND " + store::scope_sql(who, "r.code") +
            " ORDER BY p.id",
        {value}, [&](db::row const& r) {
            auto& one = out.emplace_back();
            one.id = person_id{r.integer(0)};
            one.name = r.text(1);
            if (!r.is_null(2)) one.birth_date = partial_date::parse(r.text(2));
            one.region_code = r.text(3);
            if (!r.is_null(4)) one.phone = v.open("person.phone", r.bytes(4), one.id.value);
            one.has_id_number = !r.is_null(5);
            return true;
        });
    return out;
}

}  // namespace

std::string number_digest(std::string_view id_number, store::vault const& v) {
    return v.blind("person.id_number", id_number);
}

std::optional<known_one> active_one(db::connection& c, person_id id) {
    std::optional<known_one> out;
    c.each(
        "SELECT p.name, r.code FROM person p JOIN region r ON r.id = p.region_id WHERE p.id = $1 AND p.state "
        "= "
        "'active'",
        {id.value}, [&](db::row const& r) {
            out.emplace();
            out->id = id;
            out->name = r.text(0);
            out->region_code = r.text(1);
            return false;
        });
    return out;
}

std::vector<known_one> known_by_number(db::connection& c, actor const& who, std::string_view id_number,
                                       store::vault const& v) {
    return known(c, who, "p.id_number_blind = $1", number_digest(id_number, v), v);
}

std::vector<known_one> known_by_name(db::connection& c, actor const& who, std::string_view name,
                                     store::vault const& v) {
    return known(c, who, "p.name = $1", name, v);
}

void each_key(db::connection& c, std::function<void(std::string_view, std::string_view)> const& f) {
    // In pages by key: PostgreSQL would hold the whole answer in memory.
    constexpr std::int64_t at_once = 10000;
    for (std::int64_t last = 0, seen = at_once; seen == at_once;) {
        seen = 0;
        c.each("SELECT p.id, p.name, p.id_number_blind FROM person p WHERE p.id > $1 AND " +
                   std::string(living) + " ORDER BY p.id LIMIT $2",
               {last, at_once}, [&](db::row const& r) {
                   last = r.integer(0);
                   ++seen;
                   f(r.text(1), r.text(2));
                   return true;
               });
    }
}

std::vector<person_id> holders(db::connection& c, std::span<std::string const> all) {
    std::vector<person_id> out(all.size());
    // One shape of statement, so that it is prepared once: a short part is filled up with its first digest.
    constexpr std::size_t at_once = 100;
    static std::string const sql = [] {
        std::string marks;
        for (std::size_t i = 1; i <= at_once; ++i) marks += (i > 1 ? ", $" : "$") + std::to_string(i);
        return "SELECT p.id, p.id_number_blind FROM person p WHERE p.id_number_blind IN (" + marks +
               ") AND " + std::string(living);
    }();
    for (std::size_t from = 0; from < all.size(); from += at_once) {
        auto const digests = all.subspan(from, std::min(at_once, all.size() - from));
        std::vector<db::parameter> values;
        for (std::size_t i = 0; i < at_once; ++i)
            values.emplace_back(std::string_view(digests[i < digests.size() ? i : 0]));
        c.each(sql, values, [&](db::row const& r) {
            for (std::size_t i = 0; i < digests.size(); ++i)
                if (digests[i] == r.text(1)) out[from + i] = person_id{r.integer(0)};
            return true;
        });
    }
    return out;
}

std::vector<known_one> changed_since_import(db::connection& c, batch_id batch) {
    std::vector<known_one> out;
    c.each(
        "SELECT p.id, p.name FROM person p WHERE p.import_batch_id = $1 AND (p.row_version <> 1 OR p.state "
        "<> "
        "'active') ORDER BY p.id",
        {batch.value}, [&](db::row const& r) {
            auto& one = out.emplace_back();
            one.id = person_id{r.integer(0)};
            one.name = r.text(1);
            return true;
        });
    return out;
}

std::vector<std::int64_t> void_batch(db::transaction& tx, batch_id batch) {
    std::vector<std::int64_t> ids;
    tx.sql.each("SELECT id FROM person WHERE import_batch_id = $1 AND state = 'active' ORDER BY id",
                {batch.value}, [&](db::row const& r) {
                    ids.push_back(r.integer(0));
                    return true;
                });
    auto const at = format_instant(tx.at);
    tx.sql.execute(
        "UPDATE person SET state = 'void', updated_at = $1, row_version = row_version + 1 WHERE "
        "import_batch_id = $2 AND state = 'active'",
        {std::string_view(at), batch.value});
    return ids;
}

}  // namespace guiyan::people::person_store
