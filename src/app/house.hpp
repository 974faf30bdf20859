#pragma once
// The composition root: every part of one installation, made once, in the order of tiers, and wired.

#include <filesystem>
#include <memory>
#include <string>

#include "api/router.hpp"
#include "api/sentences.hpp"
#include "base/clock.hpp"
#include "base/embedded.hpp"
#include "crypto/keyring.hpp"
#include "crypto/password.hpp"
#include "db/database.hpp"
#include "modules/accounts/accounts.hpp"
#include "modules/activities/activities.hpp"
#include "modules/attachments/attachments.hpp"
#include "modules/audit/anchor.hpp"
#include "modules/audit/audit.hpp"
#include "modules/codes/codes.hpp"
#include "modules/consequences/consequences.hpp"
#include "modules/documents/documents.hpp"
#include "modules/engagements/engagements.hpp"
#include "modules/exports/exports.hpp"
#include "modules/imports/imports.hpp"
#include "modules/indicators/indicators.hpp"
#include "modules/indicators/standings.hpp"
#include "modules/notices/notices.hpp"
#include "modules/organizations/organizations.hpp"
#include "modules/people/people.hpp"
#include "modules/people/people_batches.hpp"
#include "modules/portal/portal.hpp"
#include "modules/regions/regions.hpp"
#include "modules/reports/reports.hpp"
#include "modules/reports/scheme_reports.hpp"
#include "modules/requests/requests.hpp"
#include "modules/saved_filters/saved_filters.hpp"
#include "modules/schemes/schemes.hpp"
#include "store/vault.hpp"
#include "terms/terms.hpp"

namespace guiyan::app {

struct house_options {
    std::filesystem::path data = "data";
    std::string postgres_url;
    std::string postgres_schema;
    bool read_only = false;        ///< takes no lock, migrates nothing, writes nothing
    std::string public_address;    ///< where anybody reaches the public pages; printed on certificates
    bool quick_passwords = false;  ///< least cost of hashing: demonstration and tests
};

/// Sentences and code lists that travel in the binary.
terms::library const& embedded_terms();
api::sentences const& embedded_sentences();
std::vector<db::migration> embedded_migrations();

class house {
public:
    /// Throws db::cannot_open or crypto::keyring_error with a sentence for the administrator.
    explicit house(house_options);

    house_options const options;
    system_clock time;
    crypto::keyring keys;
    store::vault vault;
    codes::code_tables codes;
    std::unique_ptr<db::database> database;
    crypto::password_hasher hasher;
    accounts::accounts accounts;
    regions::regions regions;
    people::people people;
    people::people_batches people_batches;
    audit::trail trail;
    audit::anchor_file anchors;
    organizations::organizations organizations;
    terms::workdays workdays;
    schemes::schemes schemes;
    engagements::engagements engagements;
    notices::notices notices;
    saved_filters::saved_filters saved_filters;
    requests::requests requests;
    activities::activities activities;
    documents::documents documents;
    consequences::consequences consequences;
    portal::portal portal;
    indicators::indicators indicators;
    indicators::standings standings;
    reports::reports reports;
    reports::scheme_reports scheme_reports;
    exports::exports exports;
    attachments::attachments attachments;
    imports::imports imports;

    /// All endpoints, in the order of the modules.
    std::vector<api::endpoint> endpoints();
    /// The program itself as an actor: command line, jobs. Reaches everything; its acts stand in the trail as
    /// such.
    actor self(std::string const& what) const;

private:
    void check_keys();
    /// As which body of packs a role acts: column `body` of terms/role.csv.
    std::string body_of(std::string_view role) const;
    attachments::attachment_ports attachment_ports();
    engagements::ports engagement_ports();
    procedures::ports procedure_ports();
    imports::surroundings import_surroundings();
};

}  // namespace guiyan::app
