#include "modules/documents/document_store.hpp"

// The rule by which a document is public, as it stood when it was put out.

namespace guiyan::documents::document_store {

void set_publicity(db::transaction& tx, document_id id, publicity_row const& p) {
    auto number = [](std::optional<std::int64_t> const& n) {
        return n ? db::parameter(*n) : db::parameter(std::monostate{});
    };
    tx.sql.execute("DELETE FROM document_publicity WHERE document_id = $1", {id.value});
    tx.sql.execute(
        "INSERT INTO document_publicity (document_id, entity, entity_id, step, rule, basis, objections_to, "
        "objections_to_names, named, secret, reply_days, reply_workdays) VALUES ($1, $2, $3, $4, $5, $6, $7, "
        "$8, $9, $10, $11, $12)",
        {id.value, std::string_view(p.entity), p.entity_id, std::string_view(p.step),
         std::string_view(p.rule), std::string_view(p.basis), std::string_view(p.objections_to),
         std::string_view(p.objections_to_names), static_cast<std::int64_t>(p.named),
         static_cast<std::int64_t>(p.secret), number(p.reply_days), number(p.reply_workdays)});
}

std::optional<publicity_row> publicity(db::connection& c, document_id id) {
    std::optional<publicity_row> out;
    c.each(
        "SELECT entity, entity_id, step, rule, basis, objections_to, objections_to_names, named, secret, "
        "reply_days, reply_workdays FROM document_publicity WHERE document_id = $1",
        {id.value}, [&](db::row const& r) {
            auto& p = out.emplace();
            p.entity = r.text(0);
            p.entity_id = r.integer(1);
            p.step = r.text(2);
            p.rule = r.text(3);
            p.basis = r.text(4);
            p.objections_to = r.text(5);
            p.objections_to_names = r.text(6);
            p.named = r.integer(7) != 0;
            p.secret = r.integer(8) != 0;
            if (!r.is_null(9)) p.reply_days = r.integer(9);
            if (!r.is_null(10)) p.reply_workdays = r.integer(10);
            return false;
        });
    return out;
}

std::vector<document_id> running_publicities(db::connection& c, std::string_view entity,
                                             std::int64_t entity_id, std::string_view step) {
    std::vector<document_id> out;
    c.each(
        "SELECT d.id FROM document d JOIN document_publicity n ON n.document_id = d.id WHERE n.entity = $1 "
        "AND n.entity_id = $2 AND n.step = $3 AND d.is_void = 0 AND d.state = 'publicized' ORDER BY d.id",
        {entity, entity_id, step}, [&](db::row const& r) {
            out.push_back(document_id{r.integer(0)});
            return true;
        });
    return out;
}

}  // namespace guiyan::documents::document_store
