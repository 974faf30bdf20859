#include "modules/saved_filters/saved_filters.hpp"

#include "api/uri.hpp"
#include "base/text.hpp"
#include "modules/saved_filters/saved_filter_store.hpp"
#include "record/forms.hpp"
#include "record/personal_numbers.hpp"

namespace guiyan::saved_filters {
namespace {
constexpr std::int64_t most_per_list = 50;
}

std::optional<std::string> without_numbers(std::string_view query) {
    if (query.starts_with('?')) query.remove_prefix(1);
    if (query.find('#') != query.npos) return std::nullopt;
    auto const parts = api::split_target("/?" + std::string(query));
    if (!parts) return std::nullopt;
    std::string out;
    for (auto const& [name, text] : parts->query) {
        auto const plain = narrow(text);
        bool const searched = name == "q" && record::has_long_number(plain);
        if (searched || record::is_id_number(plain) || record::is_phone(plain)) continue;
        out += (out.empty() ? "" : "&") + api::percent_encode(name) + "=" + api::percent_encode(text);
    }
    return out;
}

saved_filters::saved_filters(db::database& database) : db_(database) {}

std::vector<saved_filter> saved_filters::list(actor const& who, std::string_view list) const {
    return db_.query([&](db::connection& c) { return saved_filter_store::all(c, who.account_id, list); });
}

result<saved_filter> saved_filters::save(actor const& who, saved_filter draft) {
    auto const kept = without_numbers(draft.query);
    if (!kept) return fail_field("/query", "saved_filters.not_a_query");
    if (kept->empty()) return fail_field("/query", "saved_filters.nothing_to_keep");
    draft.query = *kept;
    // A name can carry a number as well.
    draft.name = record::hide_numbers(draft.name);
    return db_.write<saved_filter>(who, [&](db::transaction& tx) -> result<saved_filter> {
        if (saved_filter_store::count(tx.sql, who.account_id, draft.list) >= most_per_list)
            return fail(fault::refused, "saved_filters.too_many", {{"limit", std::to_string(most_per_list)}});
        if (saved_filter_store::is_name_taken(tx.sql, who.account_id, draft.list, draft.name))
            return fail_field("/name", "saved_filters.name_taken");
        saved_filter f = draft;
        f.id = saved_filter_id{tx.mint()};
        f.created_at = tx.at;
        saved_filter_store::insert(tx, f);
        tx.record({.what = "created", .entity = "saved_filter", .entity_id = f.id.value, .label = f.name});
        return f;
    });
}

result<done> saved_filters::drop(actor const& who, saved_filter_id id) {
    return db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        auto const have = saved_filter_store::find(tx.sql, who.account_id, id);
        if (!have) return fail(fault::not_found, "error.not_found");
        saved_filter_store::remove(tx, id);
        tx.record({.what = "removed", .entity = "saved_filter", .entity_id = id.value, .label = have->name});
        return done{};
    });
}

}  // namespace guiyan::saved_filters
