#include "modules/attachments/attachments.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "modules/attachments/accepted_file.hpp"
#include "modules/attachments/attachment_store.hpp"
#include "modules/attachments/picture.hpp"
#include "modules/attachments/sealed_file.hpp"
#include "record/json.hpp"

namespace guiyan::attachments {
namespace fs = std::filesystem;
namespace {

/// An area of a county or more.
bool is_county(actor const& who) {
    return std::any_of(who.areas.begin(), who.areas.end(),
                       [](area const& a) { return a.prefix.size() <= 6; });
}

std::vector<db::change> facts_of(attachment const& a) {
    return {{"entity", "", a.entity},
            {"entity_id", "", std::to_string(a.entity_id.value)},
            {"size", "", std::to_string(a.size)},
            {"sha256", "", a.sha256}};
}

}  // namespace

attachments::attachments(db::database& database, store::vault const& v, fs::path folder,
                         attachment_ports ports, attachment_rules rules)
    : db_(database), vault_(v), folder_(std::move(folder)), ports_(std::move(ports)), rules_(rules) {
    fs::remove_all(folder_ / "work");
    fs::create_directories(folder_ / "work");
    fs::permissions(folder_, fs::perms::owner_all);
    fs::permissions(folder_ / "work", fs::perms::owner_all);
}

result<std::vector<attachment>> attachments::list(actor const& who, std::string_view entity,
                                                  std::int64_t entity_id) const {
    if (!ports_.may_read(who, entity, entity_id)) return fail(fault::not_found, "error.not_found");
    auto const ids = ports_.belonging(who, entity, entity_id);
    return db_.query([&](db::connection& c) { return attachment_store::of_records(c, entity, ids, vault_); });
}

result<attachment> attachments::attach(actor const& who, std::string_view entity, std::int64_t entity_id,
                                       std::string_view name, fs::path const& plain) {
    if (!ports_.may_read(who, entity, entity_id)) return fail(fault::not_found, "error.not_found");
    auto const size = fs::file_size(plain);
    if (size == 0) return fail(fault::invalid, "error.empty_file");
    if (size > rules_.most_bytes)
        return fail(fault::too_large, "attachments.too_large",
                    {{"limit", std::to_string(rules_.most_bytes >> 20)}});
    auto const taken = accept(name, plain);
    if (!taken) return fail(taken.error());

    work_file const remade(folder_ / "work");
    bool const picture = taken->kind == files::content_kind::jpeg || taken->kind == files::content_kind::png;
    if (picture) {
        std::lock_guard one_at_a_time(picture_guard_);
        auto const remake = taken->kind == files::content_kind::jpeg ? remake_jpeg : remake_png;
        if (auto ok = remake(plain, remade.path(), rules_.most_pixels); !ok) return fail(ok.error());
    }
    auto const& content = picture ? remade.path() : plain;
    auto const digest = digest_of(content);

    auto stored_as =
        db_.query([&](db::connection& c) { return attachment_store::stored_name(c, digest.sha256); });
    bool const fresh = stored_as.empty() || !fs::exists(folder_ / stored_as);
    if (fresh) {
        stored_as = new_stored_name();
        seal_file(vault_, content, folder_, stored_as);
    }
    auto written = result<attachment>(fail(fault::busy, "error.busy"));
    try {
        written = db_.write<attachment>(who, [&](db::transaction& tx) -> result<attachment> {
            std::int64_t const own[] = {entity_id};
            auto const have = attachment_store::of_records(tx.sql, entity, own, vault_);
            if (have.size() >= rules_.most_per_record)
                return fail(fault::refused, "attachments.too_many",
                            {{"limit", std::to_string(rules_.most_per_record)}});
            for (auto const& other : have)
                if (other.state == "active" && other.sha256 == digest.sha256)
                    return fail(fault::conflict, "attachments.same_file", {{"name", other.name}});
            attachment a;
            a.id = attachment_id{tx.mint()};
            a.entity = entity;
            a.entity_id = record_id{entity_id};
            a.name = taken->name;
            a.mime = taken->mime;
            a.size = digest.size;
            a.sha256 = digest.sha256;
            a.created_at = tx.at;
            a.created_by_name = who.display_name;
            a.row_version = 1;
            attachment_store::insert(tx, a, stored_as, vault_);
            tx.record({.what = "attached",
                       .entity = "attachment",
                       .entity_id = a.id.value,
                       .label = a.name,
                       .changes = facts_of(a)});
            return a;
        });
    } catch (...) {
        if (fresh) fs::remove(folder_ / stored_as);
        throw;
    }
    if (!written && fresh) fs::remove(folder_ / stored_as);
    return written;
}

result<opened_attachment> attachments::open(actor const& who, attachment_id id) {
    auto const have = db_.query([&](db::connection& c) { return attachment_store::find(c, id, vault_); });
    if (!have || !ports_.may_read(who, have->what.entity, have->what.entity_id.value))
        return fail(fault::not_found, "error.not_found");
    work_file plain(folder_ / "work");
    auto const opened = open_sealed_file(vault_, folder_, have->stored_as, plain.path());
    if (opened.sha256 != have->what.sha256)
        throw std::runtime_error("the attachment " + have->stored_as + " is not the file that was kept");
    auto const noted = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        tx.record({.what = "downloaded",
                   .entity = "attachment",
                   .entity_id = id.value,
                   .label = have->what.name,
                   .changes = facts_of(have->what)});
        return done{};
    });
    if (!noted) return fail(noted.error());
    return opened_attachment{have->what, plain.release()};
}

result<attachment> attachments::change_state(actor const& who, attachment_id id, std::int64_t version,
                                             std::string const& reason, std::string const& from,
                                             std::string const& to) {
    auto const have = db_.query([&](db::connection& c) { return attachment_store::find(c, id, vault_); });
    if (!have || !ports_.may_read(who, have->what.entity, have->what.entity_id.value))
        return fail(fault::not_found, "error.not_found");
    return db_.write<attachment>(who, [&](db::transaction& tx) -> result<attachment> {
        auto now = attachment_store::find(tx.sql, id, vault_);
        if (!now) return fail(fault::not_found, "error.not_found");
        if (now->what.row_version != version) {
            error e{fault::stale, "error.stale", {}, {}, {}};
            e.current = boost::json::serialize(record::write_json(attachment_type(), &now->what));
            return fail(std::move(e));
        }
        auto& a = now->what;
        if (a.state != from)
            return fail(fault::refused, from == "active" ? "attachments.is_void" : "attachments.not_void");
        a.state = to;
        a.void_reason = to == "void" ? std::optional(reason) : std::nullopt;
        a.row_version = version + 1;
        if (!attachment_store::update(tx, a, version, vault_)) return fail(fault::stale, "error.stale");
        tx.record({.what = to == "void" ? "voided" : "restored",
                   .entity = "attachment",
                   .entity_id = id.value,
                   .label = a.name,
                   .changes = {{"state", from, to}},
                   .reason = reason});
        return a;
    });
}

result<attachment> attachments::void_attachment(actor const& who, attachment_id id, std::int64_t version,
                                                std::string const& reason) {
    return change_state(who, id, version, reason, "active", "void");
}

result<attachment> attachments::restore(actor const& who, attachment_id id, std::int64_t version,
                                        std::string const& reason) {
    if (!is_county(who)) return fail(fault::forbidden, "attachments.county_restores");
    return change_state(who, id, version, reason, "void", "active");
}

std::size_t attachments::remove_orphans(std::chrono::hours age) const {
    std::size_t removed = 0;
    auto const before = fs::file_time_type::clock::now() - age;
    auto const named = db_.query([](db::connection& c) { return attachment_store::stored_names(c); });
    for (auto const& sub : fs::directory_iterator(folder_)) {
        if (!sub.is_directory() || sub.path().filename().string().size() != 2) continue;
        for (auto const& file : fs::directory_iterator(sub)) {
            auto const name = sub.path().filename().string() + "/" + file.path().filename().string();
            if (file.last_write_time() <= before && !named.contains(name)) removed += fs::remove(file.path());
        }
    }
    return removed;
}

}  // namespace guiyan::attachments
