#include "modules/exports/exports.hpp"

#include <boost/json.hpp>

#include <set>

#include "modules/accounts/holders.hpp"
#include "record/diff.hpp"
#include "record/json.hpp"

namespace guiyan::exports {
namespace {

constexpr std::string_view approve_right = "exports.approve", unmasked_right = "people.export_unmasked";

/// The smallest place that holds everything the actor reaches, as a code; zeros for the whole country.
std::string place_of(actor const& who) {
    std::string common = who.areas.empty() ? "" : who.areas.front().prefix;
    for (auto const& a : who.areas) {
        std::size_t same = 0;
        while (same < common.size() && same < a.prefix.size() && common[same] == a.prefix[same]) ++same;
        common.resize(same);
    }
    std::size_t keep = 0;
    for (std::size_t const digits : {2, 4, 6, 9, 12})
        if (digits <= common.size()) keep = digits;
    common.resize(keep);
    return common + std::string(12 - keep, '0');
}

/// What the trail keeps of a wish. Words that were searched for may be a number or a name: only that there
/// were any.
std::vector<db::change> noted(export_wish const& wish, std::int64_t rows) {
    auto filters = wish.filters;
    if (filters.q) filters.q = "***";
    return {{"rows", "", std::to_string(rows)},
            {"columns", "", record::as_text(wish.columns)},
            {"format", "", wish.format},
            {"unmasked", "", wish.unmasked ? "true" : "false"},
            {"filters", "", to_query_string(filters)}};
}

result<done> check(export_wish const& wish) {
    error wrong{fault::invalid, "error.invalid", {}, {}, {}};
    if (wish.format != "xlsx" && wish.format != "csv")
        wrong.fields.push_back({"/format", "exports.unknown_format", {}});
    if (wish.columns.empty()) wrong.fields.push_back({"/columns", "exports.no_columns", {}});
    for (std::size_t i = 0; i < wish.columns.size(); ++i)
        if (!is_column(wish.columns[i]))
            wrong.fields.push_back(
                {"/columns/" + std::to_string(i), "exports.unknown_column", {{"column", wish.columns[i]}}});
    if (!wrong.fields.empty()) return fail(std::move(wrong));
    return done{};
}

}  // namespace

exports::exports(db::database& database, store::vault const& v, people::people& bank,
                 regions::regions& places, codes::code_tables const& tables, api::sentences const& words,
                 clock const& time, std::filesystem::path folder, export_rules rules)
    : db_(database),
      vault_(v),
      people_(bank),
      regions_(places),
      codes_(tables),
      words_(words),
      clock_(time),
      folder_(std::move(folder)),
      rules_(rules) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
}

std::string exports::place_name(actor const& who, people::people_list_query const& asked) const {
    auto const tree = regions_.tree();
    if (asked.region.size() == 1 && who.reaches(asked.region.front()))
        if (auto const* place = tree->find(asked.region.front())) return place->short_name;
    auto const roots = tree->roots(who.areas);
    return roots.size() == 1 ? roots.front()->short_name : "";
}

result<made_file> exports::make(actor const& who, export_wish const& wish,
                                std::vector<std::int64_t> const& ids, db::event event,
                                std::function<result<done>(db::transaction&)> const& note) {
    auto const say = [&](std::string_view key, text_args const& args = {}) {
        return words_.say(who.language, key, args);
    };
    auto const now = clock_.now();
    auto const place = place_name(who, wish.filters);
    auto const time = format_instant(now + std::chrono::hours(8)).substr(0, 16).replace(10, 1, " ");
    made_file file{folder_ / ("people_" + std::to_string(db_.ids().next()) + "." + wish.format),
                   say("exports.sheet") + (place.empty() ? "" : "_" + place) + "_" + china_day(now).iso() +
                       "." + wish.format,
                   wish.format, 0};
    try {
        file.rows = write_people(file.path,
                                 {.format = wish.format,
                                  .columns = wish.columns,
                                  .unmasked = wish.unmasked,
                                  .title = say("exports.title", {{"place", place}}),
                                  .watermark = say("exports.watermark", {{"unit", who.unit_name},
                                                                         {"name", who.display_name},
                                                                         {"time", time},
                                                                         {"reason", wish.reason}})},
                                 ids, who, people_, *regions_.tree(), codes_, words_);
        event.what = "exported";
        event.label = file.name;
        event.changes = noted(wish, file.rows);
        event.reason = wish.reason;
        auto const written = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
            if (auto ok = note(tx); !ok) return ok;
            tx.record(event);
            return done{};
        });
        if (!written) {
            std::filesystem::remove(file.path);
            return fail(written.error());
        }
    } catch (...) {
        std::filesystem::remove(file.path);
        throw;
    }
    return file;
}

result<std::variant<made_file, export_request>> exports::ask(actor const& who, export_wish const& wish) {
    if (auto ok = check(wish); !ok) return fail(ok.error());
    if (wish.unmasked && !who.may(unmasked_right))
        return fail(fault::forbidden, "exports.unmasked_forbidden");
    auto const ids = people_.ids(who, wish.filters);
    if (!ids) return fail(ids.error());
    if (ids->empty()) return fail(fault::refused, "exports.nobody");
    auto const rows = static_cast<std::int64_t>(ids->size());
    if (!wish.unmasked && rows <= rules_.rows_at_once) {
        auto file = make(who, wish, *ids, {.entity = "person"},
                         [](db::transaction&) { return result<done>(done{}); });
        if (!file) return fail(file.error());
        return std::move(*file);
    }

    export_request request;
    auto const query = to_query_string(wish.filters);
    if (!query.empty()) request.query = query;
    request.columns = wish.columns;
    request.format = wish.format;
    request.unmasked = wish.unmasked;
    request.reason = wish.reason;
    request.rows_counted = rows;
    request.region_code = place_of(who);
    request.requested_by = account_id{who.account_id};
    request.requested_by_name = who.display_name;
    request.requested_unit = who.unit_name;
    auto written = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        request.id = export_id{tx.mint()};
        request.requested_at = tx.at;
        export_store::insert(tx, request, vault_);
        tx.record({.what = "proposed",
                   .entity = "export_request",
                   .entity_id = request.id.value,
                   .label = words_.say(who.language, "exports.sheet"),
                   .changes = noted(wish, rows),
                   .reason = wish.reason});
        tell_approvers(tx, request);
        return done{};
    });
    if (!written) return fail(written.error());
    return request;
}

result<export_page> exports::list(actor const& who, export_list_query const& asked) const {
    return db_.query(
        [&](db::connection& c) { return export_store::list(c, who, who.may(approve_right), asked, vault_); });
}

result<export_request> exports::approve(actor const& who, export_id id, std::int64_t version) {
    return decide(who, id, version, "approved", "");
}

result<export_request> exports::reject(actor const& who, export_id id, std::int64_t version,
                                       std::string const& reason) {
    return decide(who, id, version, "rejected", reason);
}

result<export_request> exports::decide(actor const& who, export_id id, std::int64_t version,
                                       std::string const& state, std::string const& reason) {
    return db_.write<export_request>(who, [&](db::transaction& tx) -> result<export_request> {
        bool const approves = who.may(approve_right);
        auto const have = export_store::find(tx.sql, who, approves, id, vault_);
        // Who sees a request only because it is his own, or may not approve, decides nothing.
        if (!have || !approves) return fail(fault::not_found, "error.not_found");
        auto const about = [&](std::string outcome) {
            return db::event{.what = state,
                             .entity = "export_request",
                             .entity_id = id.value,
                             .label = have->shown.requested_by_name,
                             .changes = {{"state", have->shown.state, state}},
                             .reason = reason,
                             .outcome = std::move(outcome)};
        };
        // Two persons, not two accounts.
        if (have->shown.requested_by.value == who.account_id || have->requested_person == who.person_key) {
            tx.record_always(about("refused"));
            return fail(fault::refused, "exports.own_request");
        }
        if (!who.reaches(have->shown.region_code)) return fail(fault::not_found, "error.not_found");
        if (have->shown.row_version != version) {
            error old{fault::stale, "error.stale", {}, {}, {}};
            old.current = boost::json::serialize(
                record::write_json(record_of(static_cast<export_request const*>(nullptr)), &have->shown));
            return fail(std::move(old));
        }
        if (!export_store::decide(tx, id, version, state, reason))
            return fail(fault::refused, "exports.not_waiting");
        tx.record(about("done"));
        tell_requester(tx, have->shown, state, reason);
        return export_store::find(tx.sql, who, approves, id, vault_)->shown;
    });
}

result<export_request> exports::withdraw(actor const& who, export_id id, std::int64_t version) {
    return db_.write<export_request>(who, [&](db::transaction& tx) -> result<export_request> {
        auto const have = export_store::find(tx.sql, who, false, id, vault_);
        if (!have) return fail(fault::not_found, "error.not_found");
        if (have->shown.state != "proposed") return fail(fault::refused, "exports.not_waiting");
        if (!export_store::withdraw(tx, id, version)) {
            error old{fault::stale, "error.stale", {}, {}, {}};
            old.current = boost::json::serialize(
                record::write_json(record_of(static_cast<export_request const*>(nullptr)), &have->shown));
            return fail(std::move(old));
        }
        tx.record({.what = "withdrawn",
                   .entity = "export_request",
                   .entity_id = id.value,
                   .label = have->shown.requested_by_name,
                   .changes = {{"state", "proposed", "withdrawn"}}});
        return export_store::find(tx.sql, who, false, id, vault_)->shown;
    });
}

void exports::tell_by(notices::notices const& inbox) {
    notices_ = &inbox;
}

export_limits exports::limits() const {
    return {rules_.rows_at_once,
            std::chrono::duration_cast<std::chrono::days>(rules_.approval_holds).count()};
}

void exports::tell_approvers(db::transaction& tx, export_request const& request) const {
    if (!notices_) return;
    std::set<std::int64_t> told;
    for (auto const& holder :
         accounts::holders_of(tx.sql, codes_, approve_right, china_day(tx.at), tx.who.person_key))
        if (request.region_code.starts_with(regions::prefix_of(holder.region_code)) &&
            told.insert(holder.account_id).second)
            notices_->notify(tx, {.account_id = holder.account_id,
                                  .rule = "export.proposed",
                                  .entity = "export_request",
                                  .entity_id = request.id.value,
                                  .text_key = "exports.notice.proposed",
                                  .args = {{"unit", request.requested_unit},
                                           {"name", request.requested_by_name},
                                           {"rows", std::to_string(request.rows_counted)}},
                                  .url = "/exports"});
}

void exports::tell_requester(db::transaction& tx, export_request const& request, std::string const& state,
                             std::string const& reason) const {
    if (!notices_) return;
    notices_->notify(tx, {.account_id = request.requested_by.value,
                          .rule = "export." + state,
                          .entity = "export_request",
                          .entity_id = request.id.value,
                          .text_key = "exports.notice." + state,
                          .args = {{"name", tx.who.display_name},
                                   {"rows", std::to_string(request.rows_counted)},
                                   {"reason", reason},
                                   {"days", std::to_string(limits().approval_days)}},
                          .url = "/exports"});
}

result<made_file> exports::content(actor const& who, export_id id) {
    auto const have =
        db_.query([&](db::connection& c) { return export_store::find(c, who, false, id, vault_); });
    if (!have) return fail(fault::not_found, "error.not_found");
    auto const& request = have->shown;
    if (request.state == "proposed") return fail(fault::refused, "exports.waiting");
    if (request.state == "withdrawn") return fail(fault::refused, "exports.withdrawn");
    if (request.state == "rejected") return fail(fault::refused, "exports.rejected");
    if (!request.decided_at || clock_.now() - *request.decided_at > rules_.approval_holds)
        return fail(fault::refused, "exports.expired");
    // What was approved was a list of this identity; another one may reach more.
    if (have->requested_grant != who.grant_id) return fail(fault::refused, "exports.other_identity");
    if (request.unmasked && !who.may(unmasked_right))
        return fail(fault::forbidden, "exports.unmasked_forbidden");

    export_wish wish{request.format, request.columns, request.reason, request.unmasked, {}};
    if (request.query) {
        auto const asked = people::from_query_string(*request.query, codes_.checker());
        if (!asked) return fail(asked.error());
        wish.filters = *asked;
    }
    auto const ids = people_.ids(who, wish.filters);
    if (!ids) return fail(ids.error());
    return make(who, wish, *ids, {.entity = "export_request", .entity_id = id.value},
                [&](db::transaction& tx) -> result<done> {
                    if (!export_store::mark_fetched(tx, id)) return fail(fault::refused, "exports.waiting");
                    return done{};
                });
}

}  // namespace guiyan::exports
