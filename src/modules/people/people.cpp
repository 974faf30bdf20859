#include "modules/people/people.hpp"

#include <boost/json.hpp>

#include "modules/people/person_store.hpp"
#include "modules/people/trail_store.hpp"
#include "record/json.hpp"
#include "record/mask.hpp"

namespace guiyan::people {
namespace {

std::vector<db::change> changes_between(person const* before, person const* after) {
    std::vector<db::change> out;
    for (auto& d : trail_of(before, after)) out.push_back({d.field, d.before, d.after});
    return out;
}

/// A masked value that comes back from a form is the value that was masked.
void keep_masked(person& p, person const& before) {
    for (auto const& f : person_type().fields) {
        if (!f.sealed) continue;
        auto const was = f.get(&before), is = f.get(&p);
        auto const *old_text = std::get_if<std::string>(&was), *text = std::get_if<std::string>(&is);
        if (old_text && text && *text == record::masked(f, *old_text)) f.set(&p, was);
    }
}

error wrong_fields(std::vector<field_error> fields) {
    return {fault::invalid, "error.invalid", {}, std::move(fields), {}};
}

}  // namespace

people::people(db::database& database, store::vault const& v, regions::regions& places,
               codes::code_tables const& tables, clock const& time, std::filesystem::path index_folder)
    : db_(database),
      vault_(v),
      regions_(places),
      codes_(tables),
      clock_(time),
      index_folder_(std::move(index_folder)),
      // On PostgreSQL another program may write: rows are read each time.
      lines_(database.kind() == db::engine::sqlite ? 8192 : 0) {
    if (!open_index()) load_index();
    regions_.on_change([this] { follow_places(); });
}

void people::load_index() {
    auto feed = std::make_shared<index_feed const>(codes_, regions_.tree());
    auto fresh = std::make_shared<people_index>(index_settings{feed->skill_nodes()});
    std::vector<person_entry> entries;
    std::set<std::int64_t> unfinished;
    {
        std::shared_lock lock(guard_);
        unfinished = unfinished_;
    }
    db_.read([&](db::connection& c) {
        person_store::each_for_index(c, 0, [&](person&& p, bool has_phone) {
            if (!unfinished.contains(p.import_batch_id.value)) entries.push_back(feed->entry(p, has_phone));
        });
    });
    fresh->load(entries);
    {
        std::unique_lock lock(guard_);
        feed_ = std::move(feed);
        index_ = std::move(fresh);
    }
    lines_.forget_all();
}

void people::reindex(std::int64_t id) {
    lines_.forget(id);
    auto const s = now();
    db_.read([&](db::connection& c) {
        person_store::each_for_index(
            c, id, [&](person&& p, bool has_phone) { s.index->upsert(s.feed->entry(p, has_phone)); });
    });
}

people::snapshot people::now() const {
    std::shared_lock lock(guard_);
    return {feed_, index_};
}

void people::name_places(person& p) const {
    auto const& tree = now().feed->tree();
    auto code = [&](regions::region_id id) {
        auto const* r = id ? tree.find(id) : nullptr;
        return r ? std::optional(r->code) : std::nullopt;
    };
    p.region_code = code(p.region_id).value_or("");
    p.native_region_code = code(p.native_region_id);
    p.registered_region_code = code(p.registered_region_id);
    p.residence_region_code = code(p.residence_region_id);
}

result<done> people::place(actor const& who, person& p) const {
    auto const& tree = now().feed->tree();
    std::vector<field_error> wrong;
    auto resolve = [&](std::optional<std::string> const& code, regions::region_id& id, char const* path) {
        id = {};
        if (!code || code->empty()) return;
        if (auto const* r = tree.find(*code))
            id = r->id;
        else
            wrong.push_back({path, "people.unknown_place", {{"code", *code}}});
    };
    resolve(p.region_code, p.region_id, "/region_code");
    resolve(p.native_region_code, p.native_region_id, "/native_region_code");
    resolve(p.registered_region_code, p.registered_region_id, "/registered_region_code");
    resolve(p.residence_region_code, p.residence_region_id, "/residence_region_code");
    // A place out of reach answers like one that is not there.
    if (p.region_id && !who.reaches(p.region_code))
        wrong.push_back({"/region_code", "people.unknown_place", {{"code", p.region_code}}});
    if (!wrong.empty()) return fail(wrong_fields(std::move(wrong)));
    return done{};
}

result<person> people::find(actor const& who, person_id id) const {
    auto found = db_.query([&](db::connection& c) { return person_store::find(c, who, id, vault_); });
    if (!found) return fail(fault::not_found, "error.not_found");
    name_places(*found);
    mask(*found);
    return std::move(*found);
}

std::vector<person> people::records(actor const& who, std::span<std::int64_t const> ids) const {
    auto out = db_.query([&](db::connection& c) { return person_store::find_all(c, who, ids, vault_); });
    for (auto& p : out) name_places(p);
    return out;
}

error people::stale(actor const& who, person_id id) const {
    error e{fault::stale, "error.stale", {}, {}, {}};
    if (auto current = find(who, id))
        e.current = boost::json::serialize(record::write_json(person_type(), &*current));
    return e;
}

error people::taken(actor const& who, person_id owner) const {
    // What is out of reach must not be told apart from an answer that says nothing (decision 5).
    if (auto known = find(who, owner))
        return {fault::conflict,
                "people.id_number_taken",
                {{"name", known->name}},
                {{"/id_number", "people.id_number_taken", {{"name", known->name}}}},
                {}};
    return {fault::conflict,
            "people.id_number_unavailable",
            {},
            {{"/id_number", "people.id_number_unavailable", {}}},
            {}};
}

result<person> people::register_person(actor const& who, person draft) {
    if (auto wrong = prepare(who, draft); !wrong.empty()) return fail(wrong_fields(std::move(wrong)));
    std::optional<person_id> owner;
    auto written = db_.write<person_id>(who, [&](db::transaction& tx) -> result<person_id> {
        if (draft.employer_org_id && !person_store::reaches_unit(tx.sql, who, draft.employer_org_id))
            return fail_field("/employer_org_id", "people.unknown_unit");
        if (draft.id_number)
            if (auto same = person_store::by_id_number(tx.sql, *draft.id_number, vault_); !same.empty()) {
                owner = same.front();
                return fail(fault::conflict, "people.id_number_unavailable");
            }
        draft.id = person_id{tx.mint()};
        draft.state = "active";
        draft.created_at = draft.updated_at = tx.at;
        draft.confirmed_on = china_day(tx.at);
        draft.row_version = 1;
        person_store::insert(tx, draft, vault_);
        tx.record({.what = "created",
                   .entity = "person",
                   .entity_id = draft.id.value,
                   .label = draft.name,
                   .changes = changes_between(nullptr, &draft)});
        tx.after_commit([this, id = draft.id.value] { reindex(id); });
        return draft.id;
    });
    if (!written) return fail(owner ? taken(who, *owner) : written.error());
    return find(who, *written);
}

result<person> people::change(actor const& who, person_id id, std::int64_t version, std::string const& event,
                              std::string const& reason, std::function<result<done>(person&)> const& f) {
    std::optional<person_id> owner;
    bool old = false;
    auto written = db_.write<person_id>(who, [&](db::transaction& tx) -> result<person_id> {
        auto have = person_store::find(tx.sql, who, id, vault_);
        if (!have) return fail(fault::not_found, "error.not_found");
        name_places(*have);
        if (have->row_version != version) {
            old = true;
            return fail(fault::stale, "error.stale");
        }
        person next = *have;
        if (auto ok = f(next); !ok) return fail(ok.error());
        // A unit that stood there before may stay.
        if (next.employer_org_id && next.employer_org_id != have->employer_org_id &&
            !person_store::reaches_unit(tx.sql, who, next.employer_org_id))
            return fail_field("/employer_org_id", "people.unknown_unit");
        // A void record does not hold its number: on its way back it may be somebody else's.
        if (next.id_number && (next.id_number != have->id_number || have->state == "void"))
            for (auto const same : person_store::by_id_number(tx.sql, *next.id_number, vault_))
                if (same != id) {
                    owner = same;
                    return fail(fault::conflict, "people.id_number_unavailable");
                }
        next.updated_at = tx.at;
        next.row_version = version + 1;
        if (!person_store::update(tx, next, version, vault_)) {
            old = true;
            return fail(fault::stale, "error.stale");
        }
        tx.record({.what = event,
                   .entity = "person",
                   .entity_id = id.value,
                   .label = next.name,
                   .changes = changes_between(&*have, &next),
                   .reason = reason});
        tx.after_commit([this, id] { reindex(id.value); });
        return id;
    });
    if (old) return fail(stale(who, id));
    if (!written) return fail(owner ? taken(who, *owner) : written.error());
    return find(who, id);
}

result<person> people::amend(actor const& who, person_id id, std::int64_t version,
                             std::function<result<done>(person&)> const& f) {
    return change(who, id, version, "changed", "", [&](person& p) -> result<done> {
        if (p.state != "active") return fail(fault::refused, "people.not_active");
        person const before = p;
        auto const& number = before.id_number;
        auto const& birth = before.birth_date;
        auto const& sex = before.sex;
        // Edited is what is shown beside a number: the year.
        std::optional<partial_date> const shown = number && birth ? partial_date(birth->year()) : birth;
        p.birth_date = shown;
        if (auto ok = f(p); !ok) return ok;
        keep_masked(p, before);
        bool const same_birth = p.birth_date == shown;
        if (same_birth) p.birth_date = birth;
        // Whether a guess is right or wrong is not told: who may not see the number would learn it guess by
        // guess.
        if (number && p.id_number == number && p.birth_date && !same_birth)
            return fail(wrong_fields({{"/birth_date", "people.birth_follows_number", {}}}));
        // A new number brings its own birth date and sex, unless they were given with it.
        if (p.id_number != number && p.id_number) {
            if (same_birth) p.birth_date.reset();
            if (p.sex == sex) p.sex.reset();
        }
        if (auto wrong = prepare(who, p); !wrong.empty()) return fail(wrong_fields(std::move(wrong)));
        return done{};
    });
}

result<person> people::archive(actor const& who, person_id id, std::int64_t version,
                               std::string const& reason) {
    return change(who, id, version, "archived", reason, [](person& p) -> result<done> {
        if (p.state != "active") return fail(fault::refused, "people.not_active");
        p.state = "archived";
        return done{};
    });
}

result<person> people::restore(actor const& who, person_id id, std::int64_t version,
                               std::string const& reason) {
    return change(who, id, version, "restored", reason, [](person& p) -> result<done> {
        if (p.state != "archived") return fail(fault::refused, "people.not_archived");
        p.state = "active";
        return done{};
    });
}

result<person> people::void_person(actor const& who, person_id id, std::int64_t version,
                                   std::string const& reason) {
    return change(who, id, version, "voided", reason, [&](person& p) -> result<done> {
        if (p.state == "void") return fail(fault::refused, "people.void.already");
        if (p.state == "merged") return fail(fault::refused, "people.void.is_merged");
        if (p.state != "active" && p.state != "archived") return fail(fault::refused, "people.not_active");
        p.voided_from = p.state;
        p.void_reason = reason;
        p.state = "void";
        return done{};
    });
}

result<person> people::unvoid_person(actor const& who, person_id id, std::int64_t version,
                                     std::string const& reason) {
    return change(who, id, version, "unvoided", reason, [](person& p) -> result<done> {
        if (p.state != "void") return fail(fault::refused, "people.void.is_not");
        if (!p.void_reason) return fail(fault::refused, "people.void.with_import");
        p.state = p.voided_from.value_or("active");
        p.voided_from.reset();
        p.void_reason.reset();
        return done{};
    });
}

result<person> people::confirm(actor const& who, person_id id, std::int64_t version) {
    return change(who, id, version, "confirmed", "", [this](person& p) -> result<done> {
        if (p.state != "active") return fail(fault::refused, "people.not_active");
        p.confirmed_on = china_day(clock_.now());
        return done{};
    });
}

namespace {

/// A clerk on the telephone looks at some dozens of numbers; who needs more asks for an export, which a
/// second person approves (trust.md, Personal data).
constexpr std::int64_t most_revealed = 60;
constexpr std::chrono::minutes reveal_window{60};

}  // namespace

result<revealed> people::reveal(actor const& who, person_id id, std::string const& field,
                                std::string const& reason) {
    auto const* f = person_type().find(field);
    if (!f || !(f->sealed || field == "birth_date")) return fail_field("/field", "people.nothing_to_reveal");
    return db_.write<revealed>(who, [&](db::transaction& tx) -> result<revealed> {
        auto const have = person_store::find(tx.sql, who, id, vault_);
        if (!have) return fail(fault::not_found, "error.not_found");
        // Counted in the trail itself, inside the writer: restarts and clicks at once make no difference.
        auto const since = format_instant(tx.at - reveal_window);
        auto const shown = trail_store::acts_since(tx.sql, who.account_id, "revealed", since);
        if (shown.count >= most_revealed) {
            auto const first = parse_instant(shown.first_at).value_or(tx.at);
            auto const wait = std::chrono::ceil<std::chrono::seconds>(first + reveal_window - tx.at);
            return fail_until(
                std::max(wait, std::chrono::seconds(1)), "people.reveal_limit",
                {{"limit", std::to_string(most_revealed)},
                 {"minutes", std::to_string(std::chrono::ceil<std::chrono::minutes>(wait).count())}});
        }
        tx.record({.what = "revealed",
                   .entity = "person",
                   .entity_id = id.value,
                   .label = have->name,
                   .changes = {{field, "", ""}},
                   .reason = reason});
        return revealed{field, record::as_text(f->get(&*have)), 60};
    });
}

}  // namespace guiyan::people
