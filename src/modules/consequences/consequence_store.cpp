#include "modules/consequences/consequence_store.hpp"

namespace guiyan::consequences::consequence_store {

std::vector<holding> open(db::connection& c, scheme_id scheme, std::string_view rule) {
    std::vector<holding> out;
    c.each(
        "SELECT id, entity_id, period, since, told_on FROM consequence_holding WHERE scheme_id = $1 AND rule "
        "= $2 "
        "AND ended_on IS NULL ORDER BY entity_id",
        {scheme.value, rule}, [&](db::row const& r) {
            out.push_back({r.integer(0), r.integer(1), std::string(r.text(2)),
                           date::parse(r.text(3)).value_or(date(1, 1, 1)), date::parse(r.text(4))});
            return true;
        });
    return out;
}

bool begin(db::transaction& tx, scheme_id scheme, std::string_view rule, std::string_view entity,
           std::int64_t entity_id, std::string_view period, date since) {
    auto const on = since.iso();
    return tx.sql.execute(
               "INSERT INTO consequence_holding (id, scheme_id, rule, entity, entity_id, period, since) "
               "VALUES "
               "($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
               {tx.mint(), scheme.value, rule, entity, entity_id, period, std::string_view(on)}) == 1;
}

void renew(db::transaction& tx, std::int64_t id, std::string_view period) {
    tx.sql.execute("UPDATE consequence_holding SET period = $2, told_on = NULL WHERE id = $1", {id, period});
}

void end(db::transaction& tx, std::int64_t id, date on) {
    auto const day = on.iso();
    tx.sql.execute("UPDATE consequence_holding SET ended_on = $2 WHERE id = $1", {id, std::string_view(day)});
}

void mark_told(db::transaction& tx, scheme_id scheme, std::string_view rule, date on) {
    auto const day = on.iso();
    tx.sql.execute(
        "UPDATE consequence_holding SET told_on = $3 WHERE scheme_id = $1 AND rule = $2 AND told_on IS NULL "
        "AND "
        "ended_on IS NULL",
        {scheme.value, rule, std::string_view(day)});
}

std::optional<run> last_run(db::connection& c, scheme_id scheme, std::string_view rule) {
    std::optional<run> out;
    c.each("SELECT ran_on, period FROM consequence_run WHERE scheme_id = $1 AND rule = $2",
           {scheme.value, rule}, [&](db::row const& r) {
               if (auto const on = date::parse(r.text(0))) out = run{*on, std::string(r.text(1))};
               return false;
           });
    return out;
}

void keep_run(db::transaction& tx, scheme_id scheme, std::string_view rule, date on,
              std::string_view period) {
    auto const day = on.iso();
    tx.sql.execute(
        "INSERT INTO consequence_run (scheme_id, rule, ran_on, period) VALUES ($1, $2, $3, $4) ON CONFLICT "
        "(scheme_id, rule) DO UPDATE SET ran_on = excluded.ran_on, period = excluded.period",
        {scheme.value, rule, std::string_view(day), period});
}

std::vector<rule_of_scheme> holding_rules(db::connection& c) {
    std::vector<rule_of_scheme> out;
    c.each("SELECT DISTINCT scheme_id, rule FROM consequence_holding WHERE ended_on IS NULL", {},
           [&](db::row const& r) {
               out.push_back({scheme_id{r.integer(0)}, std::string(r.text(1))});
               return true;
           });
    return out;
}

void add_mark(db::transaction& tx, scheme_id scheme, std::string_view rule, std::int64_t cause_id,
              mark const& m, date from) {
    auto const on = from.iso(), until = m.until_on ? m.until_on->iso() : std::string();
    auto text = [](std::string const& s) {
        return s.empty() ? db::parameter(std::monostate{}) : db::parameter(std::string_view(s));
    };
    tx.sql.execute(
        "INSERT INTO record_mark (id, scheme_id, rule, cause_id, entity, entity_id, mark, also_in, from_on, "
        "until_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        {tx.mint(), scheme.value, rule, cause_id, std::string_view(m.entity), m.entity_id,
         std::string_view(m.mark), text(m.also_in), std::string_view(on), text(until)});
}

void end_marks(db::transaction& tx, scheme_id scheme, std::string_view rule, std::int64_t cause_id, date on) {
    auto const day = on.iso();
    tx.sql.execute(
        "UPDATE record_mark SET until_on = $4 WHERE scheme_id = $1 AND rule = $2 AND cause_id = $3 AND "
        "until_on "
        "IS NULL",
        {scheme.value, rule, cause_id, std::string_view(day)});
}

}  // namespace guiyan::consequences::consequence_store
