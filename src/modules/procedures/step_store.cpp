#include "modules/procedures/step_store.hpp"

namespace guiyan::procedures::step_store {

std::vector<taken_step> steps(db::connection& c, scheme::record_key const& of) {
    std::vector<taken_step> out;
    c.each(
        "SELECT id, step, seq, body, done_on, actor_name, unit_name, method, inputs, opinion, result, "
        "notice_id, is_void, void_reason, recorded_at FROM procedure_step WHERE entity = $1 AND entity_id = "
        "$2 ORDER BY id",
        {std::string_view(of.kind), of.id}, [&](db::row const& r) {
            taken_step s;
            s.id = taken_step_id{r.integer(0)};
            s.step = r.text(1);
            s.seq = r.integer(2);
            s.body = r.text(3);
            s.done_on = date::parse(r.text(4)).value_or(date{});
            s.actor_name = r.text(5);
            s.unit_name = r.text(6);
            if (!r.is_null(7)) s.method = std::string(r.text(7));
            s.inputs = store::read_extra(r.text(8));
            if (!r.is_null(9)) s.opinion = std::string(r.text(9));
            s.result = r.text(10);
            if (!r.is_null(11)) s.notice_id = document_id{r.integer(11)};
            s.is_void = r.integer(12) == 1;
            if (!r.is_null(13)) s.void_reason = std::string(r.text(13));
            s.recorded_at = parse_instant(r.text(14)).value_or(instant{});
            out.push_back(std::move(s));
            return true;
        });
    return out;
}

void insert(db::transaction& tx, scheme::record_key const& of, new_step const& s) {
    auto const day = s.what.done_on.iso(), now = format_instant(tx.at),
               inputs = store::write_extra(s.what.inputs);
    auto text = [](std::optional<std::string> const& t) {
        return t ? db::parameter(std::string_view(*t)) : db::parameter(std::monostate{});
    };
    auto id = [](std::int64_t n) { return n ? db::parameter(n) : db::parameter(std::monostate{}); };
    tx.sql.execute(
        "INSERT INTO procedure_step (id, entity, entity_id, step, seq, body, done_on, actor_person_id, "
        "account_id, actor_name, unit_name, method, inputs, opinion, result, rules, notice_id, is_void, "
        "recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 0, "
        "$18)",
        {s.what.id.value, std::string_view(of.kind), of.id, std::string_view(s.what.step), s.what.seq,
         std::string_view(s.what.body), std::string_view(day), id(s.actor_person_id), tx.who.account_id,
         std::string_view(s.what.actor_name), std::string_view(s.what.unit_name), text(s.what.method),
         std::string_view(inputs), text(s.what.opinion), std::string_view(s.what.result),
         std::string_view(s.rules), id(s.what.notice_id.value), std::string_view(now)});
}

}  // namespace guiyan::procedures::step_store
