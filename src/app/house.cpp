#include "app/house.hpp"

#include "app/once_store.hpp"
#include "app/paper_maker.hpp"
#include "crypto/chain.hpp"
#include "embedded/assets.hpp"
#include "modules/accounts/accounts_api.hpp"
#include "modules/activities/activities_api.hpp"
#include "modules/attachments/attachments_api.hpp"
#include "modules/codes/codes_api.hpp"
#include "modules/consequences/consequences_api.hpp"
#include "modules/documents/documents_api.hpp"
#include "modules/documents/papers.hpp"
#include "modules/engagements/engagements_api.hpp"
#include "modules/exports/exports_api.hpp"
#include "modules/imports/imports_api.hpp"
#include "modules/indicators/indicators_api.hpp"
#include "modules/indicators/standings_api.hpp"
#include "modules/notices/notices_api.hpp"
#include "modules/organizations/organizations_api.hpp"
#include "modules/people/people_api.hpp"
#include "modules/people/people_batches_api.hpp"
#include "modules/portal/portal_api.hpp"
#include "modules/regions/regions_api.hpp"
#include "modules/reports/reports_api.hpp"
#include "modules/reports/scheme_reports_api.hpp"
#include "modules/requests/requests_api.hpp"
#include "modules/saved_filters/saved_filters_api.hpp"
#include "modules/schemes/schemes_api.hpp"
#include "modules/search/search.hpp"

namespace guiyan::app {
namespace {

crypto::keyring open_keys(house_options const& o) {
    auto const file = o.data / "keys" / "keyring.json";
    bool const fresh = o.postgres_url.empty() && !std::filesystem::exists(o.data / "guiyan.db");
    // Fresh keys beside old data would hide that the old ones are lost.
    if ((fresh || !o.postgres_url.empty()) && !std::filesystem::exists(file) && !o.read_only)
        return crypto::keyring::create(file, crypto::suite::sm, system_clock());
    return crypto::keyring::load(file);
}

/// Names of kinds and fields: what is said of packs is Chinese, as they are.
std::string chinese_word(std::string_view key) {
    return embedded_sentences().say("zh-CN", key, {});
}

db::settings database_settings(house_options const& o) {
    db::settings s;
    s.data_folder = o.data.string();
    s.postgres_url = o.postgres_url;
    s.postgres_schema = o.postgres_schema;
    s.migrations = embedded_migrations();
    s.read_only = o.read_only;
    s.guard = take_once_key;
    // A file can be read by every thread of the program at once, so that a short read on an I/O thread never
    // waits for a long one elsewhere.
    if (s.postgres_url.empty()) s.readers = 64;
    return s;
}

}  // namespace

terms::library const& embedded_terms() {
    static terms::library const all = [] {
        std::map<std::string, std::string, std::less<>> files;
        for (auto const& f : embedded::assets().under("terms/"))
            files.emplace(std::string(f.path.substr(6)), std::string(f.bytes));
        return terms::library(std::move(files));
    }();
    return all;
}

api::sentences const& embedded_sentences() {
    static api::sentences const all = [] {
        api::sentences s;
        for (auto const& f : embedded::assets().under("locales/")) {
            auto const rest = f.path.substr(8);
            s.add(rest.substr(0, rest.find('/')), f.bytes);
        }
        return s;
    }();
    return all;
}

std::map<std::string, std::string> embedded_packs() {
    std::map<std::string, std::string> out;
    for (auto const& f : embedded::assets().under("schemes/"))
        out.emplace(std::string(f.path.substr(8)), std::string(f.bytes));
    return out;
}

std::vector<db::migration> embedded_migrations() {
    std::vector<db::migration> out;
    for (auto const& f : embedded::assets().under("migrations/"))
        if (f.path.ends_with(".sql"))
            out.push_back({std::string(f.path.substr(11, f.path.size() - 15)), std::string(f.bytes)});
    return out;
}

house::house(house_options o)
    : options(std::move(o)),
      keys(open_keys(options)),
      vault(keys),
      codes(embedded_terms()),
      database(db::database::open(database_settings(options), time, crypto::chain_next)),
      hasher(options.quick_passwords ? crypto::password_cost::least() : crypto::password_cost{}),
      accounts(*database, vault, codes, time, hasher),
      regions(*database, vault, codes),
      people(*database, vault, regions, codes, time,
             options.read_only ? std::filesystem::path() : options.data / "index"),
      people_batches(*database, vault, people, codes, time),
      trail(*database, crypto::chain_next),
      anchors(options.data / "anchors" / "trail.txt", keys),
      organizations(*database, vault, regions, codes),
      workdays(embedded_terms()),
      schemes(*database, vault, regions, codes, workdays, time, embedded_packs(),
              embedded_packs().at("facts.yaml")),
      engagements(*database, vault, regions, people, schemes),
      notices(*database, embedded_sentences()),
      saved_filters(*database),
      requests(*database, vault, regions, codes, notices, trail, schemes, workdays),
      activities(*database, vault, regions, people, codes, notices, trail, embedded_sentences(), schemes),
      documents(*database, vault, regions, people, codes, notices, trail, workdays, schemes),
      consequences(
          *database, regions, codes, notices, schemes, chinese_word,
          [this](db::connection& c, schemes::running_scheme const& s, schemes::scheme_reckoner const& rules,
                 std::string const& procedure,
                 std::string const& step) { return engagements.overdue(c, s, rules, procedure, step); }),
      portal(*database, vault, time, requests,
             [this](crypto::certificate_content const& said, std::string_view signature) {
                 return crypto::verify_certificate(keys, said, signature);
             }),
      indicators(*database, regions, schemes),
      standings(*database, indicators, schemes),
      reports(*database, people, regions, codes, embedded_sentences(), time, options.data / "papers"),
      scheme_reports(*database, regions, schemes, indicators, options.data / "papers"),
      exports(*database, vault, people, regions, codes, embedded_sentences(), time, options.data / "exports"),
      attachments(*database, vault, options.data / "attachments", attachment_ports()),
      imports(import_surroundings()) {
    organizations.ask_people(
        {.names = [this](db::connection& c, actor const& who,
                         std::span<std::int64_t const> ids) { return people.names(c, who, ids); },
         .working_here = [this](
                             db::connection& c,
                             organizations::organization_id id) { return people.working_at(c, id.value); }});
    accounts.ask_people(
        [this](db::connection& c, accounts::person_id id) -> std::optional<accounts::holder_in_bank> {
            auto const found = people.who_is(c, people::person_id{id.value});
            if (!found) return std::nullopt;
            return accounts::holder_in_bank{found->name, found->region_code};
        });
    exports.tell_by(notices);
    engagements.connect(engagement_ports());
    requests.connect([this](db::transaction& tx, requests::document_id id) {
        return documents.reopen_after(tx, documents::document_id{id.value});
    });
    documents.connect(procedure_ports(), document_paper_maker(*this, options.public_address));
    schemes.speak([](std::string_view language, std::string_view key) {
        return embedded_sentences().say(language, key, {});
    });
    schemes.know_bodies([this](std::string_view role) { return body_of(role); });
    check_keys();
    regions.on_who_keeps([this] { return accounts.kept_places(); });
}

void house::check_keys() {
    // Keys of another installation would open nothing and find nobody: say so at the start, not at the first
    // record.
    auto const own = keys.fingerprint(keys.first());
    auto const known =
        database->query([](db::connection& c) { return accounts::account_store::setting(c, "keyring"); });
    if (known == own) return;
    if (!known.empty())
        throw crypto::keyring_error(
            "密钥与数据库不匹配，请放回原来的 keys/keyring.json。/ these keys belong to another database: "
            "put back the "
            "keys/keyring.json that goes with it.");
    if (options.read_only) return;
    (void)database->write<done>(self("start"), [&](db::transaction& tx) -> result<done> {
        tx.housekeeping();
        accounts::account_store::set_setting(tx, "keyring", own);
        return done{};
    });
}

actor house::self(std::string const& what) const {
    actor who;
    who.display_name = "guiyan " + what;
    who.login = "guiyan";
    who.role = "program";
    who.unit_name = "guiyan";
    who.person_key = "program";
    who.areas = {{""}};
    who.request_id = what;
    return who;
}

imports::surroundings house::import_surroundings() {
    return {*database,
            vault,
            people,
            regions,
            codes,
            embedded_terms(),
            time,
            [](std::string_view language, std::string_view key, text_args const& args) {
                return embedded_sentences().say(language, key, args);
            },
            options.data};
}

std::string house::body_of(std::string_view role) const {
    auto const* row = codes.find("role", role);
    if (!row) return {};
    auto const at = row->other.find("body");
    return at == row->other.end() ? std::string() : at->second;
}

engagements::ports house::engagement_ports() {
    engagements::ports p;
    p.make_paper = paper_maker(*this, options.public_address);
    p.papers = [this](db::connection& c, engagements::engagement_id id) {
        std::vector<engagements::paper_line> out;
        auto const today = schemes.today();
        for (auto const& paper : documents::papers_of(c, vault, documents::engagement_id{id.value})) {
            auto const& d = paper.what;
            auto day = [](std::optional<date> const& on) { return on ? on->iso() : std::string(); };
            out.push_back({to_string(d.id), d.kind, d.title, d.doc_no.value_or(""), day(d.issued_on),
                           day(d.valid_to),
                           d.revoked_on                        ? "revoked"
                           : d.valid_to && *d.valid_to < today ? "expired"
                                                               : "valid",
                           paper.code});
        }
        return out;
    };
    static_cast<procedures::ports&>(p) = procedure_ports();
    return p;
}

procedures::ports house::procedure_ports() {
    procedures::ports p;
    p.body_of = [this](std::string_view role) { return body_of(role); };
    p.say = [](std::string_view language, std::string_view key, text_args const& args) {
        return embedded_sentences().say(language, key, args);
    };
    p.workdays = &workdays;
    p.put_out = [this](db::transaction& tx, procedures::notice_draft const& draft) -> result<std::int64_t> {
        auto const id = documents.put_out(tx, draft);
        if (!id) return fail(id.error());
        return id->value;
    };
    p.take_down = [this](db::transaction& tx, std::int64_t notice, std::string const& reason) {
        return documents.take_down(tx, documents::document_id{notice}, reason);
    };
    p.standing = [this](db::connection& c, std::int64_t notice, date on) {
        auto const now = documents::documents::standing(c, documents::document_id{notice}, on, vault);
        procedures::notice_standing out;
        out.begun = now.begun;
        out.over = now.over;
        out.title = now.title;
        out.url = "/documents/" + std::to_string(notice);
        out.from = now.from;
        out.until = now.until;
        out.open_objections = now.open_objections;
        out.upheld = now.upheld;
        return out;
    };
    return p;
}

attachments::attachment_ports house::attachment_ports() {
    attachments::attachment_ports p;
    p.may_read = [this](actor const& who, std::string_view entity, std::int64_t id) {
        return (entity == "person" && people.may_read(who, people::person_id{id})) ||
               (entity == "activity" && activities.may_read(who, activities::activity_id{id})) ||
               (entity == "request" && requests.may_read(who, requests::request_id{id})) ||
               (entity == "document" && documents.may_read(who, documents::document_id{id}));
    };
    p.belonging = [this](actor const& who, std::string_view entity, std::int64_t id) {
        return entity == "person" ? people.with_merged(who, people::person_id{id})
                                  : std::vector<std::int64_t>{id};
    };
    return p;
}

std::vector<api::endpoint> house::endpoints() {
    std::vector<api::endpoint> all;
    auto add = [&](std::vector<api::endpoint> more) {
        all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    };
    add(accounts::endpoints(accounts, [this](actor const& who) {
        return std::pair<std::int64_t, std::int64_t>(people.count(who, {}), [&] {
            std::int64_t n = 0;
            auto const tree = regions.tree();
            for (auto const& a : who.areas) {
                auto const [first, end] = tree->below(a.prefix);
                n += end - first;
            }
            return n;
        }());
    }));
    add(audit::endpoints(trail, [this](actor const& who, std::string_view entity, std::int64_t id) {
        return entity == "person" && people.may_read(who, people::person_id{id});
    }));
    add(codes::endpoints(codes));
    add(regions::endpoints(regions));
    add(people::endpoints(people));
    add(people::endpoints(people_batches));
    add(organizations::endpoints(organizations));
    add(requests::endpoints(requests));
    add(activities::endpoints(activities));
    add(schemes::endpoints(schemes));
    add(engagements::endpoints(engagements));
    add(documents::endpoints(documents));
    add(consequences::endpoints(consequences));
    add(notices::endpoints(notices));
    add(saved_filters::endpoints(saved_filters));
    add(indicators::endpoints(indicators));
    add(indicators::endpoints(standings));
    add(reports::endpoints(reports));
    add(reports::endpoints(scheme_reports));
    add(exports::endpoints(exports));
    add(attachments::endpoints(attachments));
    add(imports::endpoints(imports));
    add(portal::endpoints(portal));
    add(search::endpoints(people, regions, organizations));
    return all;
}

}  // namespace guiyan::app
