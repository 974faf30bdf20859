#include "modules/documents/documents.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "modules/documents/document_rights.hpp"
#include "modules/documents/document_store.hpp"
#include "record/diff.hpp"
#include "record/json.hpp"
#include "store/state_history.hpp"

namespace guiyan::documents {
namespace {

/// What the trail tells: no views, no whole texts (those stay in their versions), and places by their codes.
std::vector<db::change> changes_between(document const* before, document const* after) {
    static constexpr std::string_view views[] = {
        "region_id",       "acts",           "is_mine",    "content",   "has_file",     "state",
        "open_objections", "activity_title", "version_no", "notice_of", "notice_of_id", "notice_basis"};
    std::vector<db::change> out;
    for (auto& d : record::diff(document_type(), before, after))
        if (!d.field.ends_with("_name") &&
            std::find(std::begin(views), std::end(views), d.field) == std::end(views))
            out.push_back({d.field, d.before, d.after});
    return out;
}

error wrong_fields(std::vector<field_error> fields) {
    return {fault::invalid, "error.invalid", {}, std::move(fields), {}};
}

/// The text of the record becomes a version of it.
void write_version(db::transaction& tx, document& d, std::int64_t no, std::optional<std::string> note) {
    document_version v;
    v.no = no;
    v.made_on = china_day(tx.at);
    v.made_by_name = tx.who.display_name;
    v.contributors = d.contributor_names;
    v.note = std::move(note);
    v.sections = d.content;
    d.version_no = no;
    d.contributors = static_cast<std::int64_t>(v.contributors.size());
    d.sections.clear();
    for (auto const& s : v.sections) d.sections.push_back(s.code);
    document_store::insert_version(tx, d.id, v);
}

}  // namespace

documents::documents(db::database& database, store::vault const& v, regions::regions& places,
                     people::people& bank, codes::code_tables const& tables, notices::notices& inbox,
                     audit::trail const& events, terms::workdays const& calendar, schemes::schemes const& all)
    : db_(database),
      vault_(v),
      regions_(places),
      people_(bank),
      codes_(tables),
      notices_(inbox),
      trail_(events),
      workdays_(calendar),
      schemes_(all) {}

void documents::finish(db::connection& c, actor const& who, kept& k, known_rules& known) const {
    auto const tree = regions_.tree();
    if (auto const* place = tree->find(k.what.region_id)) k.what.region_name = tree->display(*place);
    k.what.acts = acts_of(who, k, has_procedure(c, k.what, known));
    k.what.is_mine = is_author(who, k);
}

result<document> documents::find(actor const& who, document_id id) const {
    std::optional<kept> found;
    db_.read([&](db::connection& c) {
        found = document_store::find(c, who, id, vault_);
        if (!found) return;
        if (auto newest = document_store::version(c, id, 0)) {
            found->what.content = std::move(newest->sections);
            found->what.contributor_names = std::move(newest->contributors);
        }
        known_rules known;
        finish(c, who, *found, known);
    });
    if (!found) return fail(fault::not_found, "error.not_found");
    return std::move(found->what);
}

bool documents::may_read(actor const& who, document_id id) const {
    return db_.query([&](db::connection& c) { return document_store::find(c, who, id, vault_).has_value(); });
}

result<document_page> documents::list(actor const& who, document_list_query const& asked) const {
    document_store::filter f;
    f.scheme = asked.scheme_id;
    f.kinds = asked.kind;
    f.states = asked.state;
    f.regions = asked.region;
    f.person = asked.person_id;
    f.engagement = asked.engagement_id;
    f.activity = asked.activity_id;
    f.from = asked.from;
    f.to = asked.to;
    f.text = asked.q.value_or("");
    f.waits_for_me = asked.waits_for_me;
    f.voided = asked.voided;
    auto sort = asked.sort.value_or("-updated_at");
    bool const descending = sort.starts_with('-');
    if (descending) sort.erase(0, 1);
    if (sort != "updated_at" && sort != "title")
        return fail_field("/sort", "error.unknown_code", {{"code", sort}});
    document_page out;
    out.page = asked.page;
    out.size = asked.size;
    db_.read([&](db::connection& c) {
        known_rules known;
        out.total = document_store::count(c, who, f);
        for (auto& k : document_store::page(c, who, f, sort == "title", descending,
                                            (asked.page - 1) * asked.size, asked.size, vault_)) {
            finish(c, who, k, known);
            out.items.push_back(std::move(k.what));
        }
    });
    return out;
}

result<audit::timeline> documents::history(actor const& who, document_id id) const {
    if (!may_read(who, id)) return fail(fault::not_found, "error.not_found");
    return audit::timeline_of(db_, trail_, "document", id.value);
}

result<document> documents::draft(actor const& who, document asked) {
    auto id = db_.write<document_id>(who, [&](db::transaction& tx) -> result<document_id> {
        kept k{asked, who.person_key, who.account_id, 1};
        document& d = k.what;
        auto wrong = settle(d);
        auto const misplaced = place(tx, d, nullptr);
        wrong.insert(wrong.end(), misplaced.begin(), misplaced.end());
        if (!wrong.empty()) return fail(wrong_fields(std::move(wrong)));
        d.id = document_id{tx.mint()};
        d.created_at = d.updated_at = tx.at;
        d.row_version = 1;
        document_store::insert(tx, k, vault_);
        if (!d.content.empty()) {
            write_version(tx, d, 1, std::nullopt);
            document_store::save(tx, k, vault_);
        }
        std::string said;
        auto const today = china_day(tx.at);
        for (bool after : {false, true})
            if (auto ok = pass(tx, d, "draft", today, after, said); !ok) return fail(ok.error());
        store::note_state(tx, "document", d.id.value, "draft", today);
        tx.record({.what = "created",
                   .entity = "document",
                   .entity_id = d.id.value,
                   .label = d.title,
                   .changes = changes_between(nullptr, &d),
                   .reason = said});
        return d.id;
    });
    if (!id) return fail(id.error());
    return find(who, *id);
}

result<document> documents::change(actor const& who, document_id id, std::int64_t version, std::string reason,
                                   change_of const& f) {
    bool old = false;
    auto const asked = reason;
    auto written = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        reason = asked;
        auto have = document_store::find(tx.sql, who, id, vault_);
        if (!have) return fail(fault::not_found, "error.not_found");
        if (have->what.row_version != version) {
            old = true;
            return fail(fault::stale, "error.stale");
        }
        kept next = *have;
        next.what.updated_at = tx.at;
        next.what.row_version = version + 1;
        auto event = f(*have, next, reason, tx);
        if (!event) return fail(event.error());
        if (!document_store::save(tx, next, vault_)) {
            old = true;
            return fail(fault::stale, "error.stale");
        }
        tx.record({.what = *event,
                   .entity = "document",
                   .entity_id = id.value,
                   .label = next.what.title,
                   .changes = changes_between(&have->what, &next.what),
                   .reason = reason});
        return done{};
    });
    if (old) {
        error e{fault::stale, "error.stale", {}, {}, {}};
        if (auto current = find(who, id))
            e.current = boost::json::serialize(record::write_json(document_type(), &*current));
        return fail(std::move(e));
    }
    if (!written) return fail(written.error());
    return find(who, id);
}

result<document> documents::amend(actor const& who, document_id id, std::int64_t version,
                                  std::function<result<done>(document&)> const& f) {
    return change(
        who, id, version, "",
        [&](kept const& before, kept& next, std::string&, db::transaction& tx) -> result<std::string> {
            if (!may_write(who, before)) return fail(fault::forbidden, "documents.only_looking");
            if (before.what.is_void) return fail(fault::refused, "documents.is_void");
            if (before.what.notice_of) return fail(fault::refused, "documents.put_out_by_a_step");
            if (before.what.state != "draft") return fail(fault::refused, "documents.not_a_draft");
            document& d = next.what;
            d.content.clear();
            d.contributor_names.clear();
            if (auto ok = f(d); !ok) return fail(ok.error());
            auto wrong = settle(d);
            if (!d.content.empty() || !d.contributor_names.empty())
                wrong.push_back({"/content", "documents.text_by_version", {}});
            if (d.scheme_id != before.what.scheme_id)
                wrong.push_back({"/scheme_id", "documents.scheme_stays", {}});
            auto const misplaced = place(tx, d, &before.what);
            wrong.insert(wrong.end(), misplaced.begin(), misplaced.end());
            if (!wrong.empty()) return fail(wrong_fields(std::move(wrong)));
            if (!is_author(who, before)) next.author_keys += " " + who.person_key;
            return std::string("changed");
        });
}

result<document> documents::add_version(actor const& who, document_id id, std::int64_t version,
                                        document_version v) {
    return change(
        who, id, version, v.note.value_or(""),
        [&](kept const& before, kept& next, std::string&, db::transaction& tx) -> result<std::string> {
            if (!may_write(who, before)) return fail(fault::forbidden, "documents.only_looking");
            if (before.what.is_void) return fail(fault::refused, "documents.is_void");
            if (before.what.notice_of) return fail(fault::refused, "documents.put_out_by_a_step");
            if (before.what.state != "draft") return fail(fault::refused, "documents.not_a_draft");
            next.what.content = v.sections;
            next.what.contributor_names = v.contributors;
            if (auto wrong = settle(next.what); !wrong.empty()) {
                for (auto& w : wrong)
                    if (w.path.starts_with("/content")) w.path.replace(0, 8, "/sections");
                return fail(wrong_fields(std::move(wrong)));
            }
            write_version(tx, next.what, before.what.version_no + 1, v.note);
            if (!is_author(who, before)) next.author_keys += " " + who.person_key;
            return std::string("version");
        });
}

result<std::vector<document_version>> documents::versions(actor const& who, document_id id) const {
    if (!may_read(who, id)) return fail(fault::not_found, "error.not_found");
    return db_.query([&](db::connection& c) { return document_store::versions(c, id); });
}

result<document_version> documents::version(actor const& who, document_id id, std::int64_t no) const {
    if (no <= 0 || !may_read(who, id)) return fail(fault::not_found, "error.not_found");
    auto found = db_.query([&](db::connection& c) { return document_store::version(c, id, no); });
    if (!found) return fail(fault::not_found, "error.not_found");
    return std::move(*found);
}

result<comparison> documents::compare_versions(actor const& who, document_id id, std::int64_t from,
                                               std::int64_t to) const {
    auto before = version(who, id, from);
    if (!before) return fail(before.error());
    auto after = version(who, id, to);
    if (!after) return fail(after.error());
    return compare(*before, *after);
}

}  // namespace guiyan::documents
