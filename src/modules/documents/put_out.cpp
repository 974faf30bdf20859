#include "modules/documents/put_out.hpp"

#include "modules/documents/document_store.hpp"

namespace guiyan::documents {

std::vector<notice_put_out> notices_put_out(db::connection& c, date today, std::int64_t most) {
    std::vector<notice_put_out> out;
    for (auto const& row : document_store::notices(c, most)) {
        auto& one = out.emplace_back();
        one.id = row.id;
        one.title = row.title;
        one.region_name = row.region_name;
        one.issued_by = row.org_name;
        one.public_from = date::parse(row.public_from);
        one.public_to = date::parse(row.public_to);
        one.running = row.state == "publicized" && one.public_from && *one.public_from <= today &&
                      (!one.public_to || today <= *one.public_to);
        if (!one.running) continue;
        if (auto const rule = document_store::publicity(c, row.id)) {
            one.basis = rule->basis;
            one.objections_to = rule->objections_to_names;
            one.named = rule->named;
            one.secret = rule->secret;
            one.reply_days = rule->reply_days;
            one.reply_workdays = rule->reply_workdays;
        }
        if (auto text = document_store::version(c, row.id, 0)) one.content = std::move(text->sections);
    }
    return out;
}

std::vector<text_put_out> texts_put_out(db::connection& c, store::vault const& v,
                                        std::vector<std::string> const& kinds, std::int64_t most) {
    std::vector<text_put_out> out;
    for (auto const& k : document_store::published(c, kinds, 0, most, v)) {
        auto const& d = k.what;
        auto& one = out.emplace_back(text_put_out{
            d.id, d.kind, d.title, document_store::name_of_place(c, d.region_id), d.published_on, {}});
        if (auto text = document_store::version(c, d.id, 0)) one.content = std::move(text->sections);
    }
    return out;
}

}  // namespace guiyan::documents
