#pragma once
// SQL of the schemes and of the installed packs, one function per statement.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "modules/schemes/running_scheme.hpp"
#include "store/vault.hpp"

namespace guiyan::schemes::scheme_store {

/// One edition as it was installed: path → text.
struct installed_edition {
    std::string pack_id, edition, name, sha256;
    std::map<std::string, std::string> files;
    std::string installed_at;
};

std::vector<installed_edition> editions(db::connection&);
bool is_installed(db::connection&, std::string_view pack_id, std::string_view edition);
void install(db::transaction&, installed_edition const&);
void remove(db::transaction&, std::string_view pack_id, std::string_view edition);

/// An edition that a scheme runs, ran or is to run.
struct edition_use {
    std::string pack_id, edition, state;  ///< of the scheme
};
std::vector<edition_use> uses(db::connection&);

/// Schemes of the places that the actor reaches, and of the places that hold one he reaches: a village sees
/// the scheme of its county.
std::vector<running_scheme> list(db::connection&, actor const&, store::vault const&);
std::optional<running_scheme> find(db::connection&, actor const&, scheme_id, store::vault const&);
/// Without scope: for rules that a record of the scheme asks.
std::optional<running_scheme> any(db::connection&, scheme_id, store::vault const&);
/// Others that run this pack, wherever.
struct rival {
    std::string name, region_code, region_name;
};
std::vector<rival> running(db::connection&, std::string_view pack_id, scheme_id but);
void insert(db::transaction&, running_scheme const&, store::vault const&);
bool update(db::transaction&, running_scheme const&, std::int64_t expected_version, store::vault const&);

/// A unit that has not been dissolved, with its seat in the county of this prefix.
bool unit_exists(db::connection&, organization_id, std::string_view county);
std::vector<param_value> params(db::connection&, scheme_id);
void add_param(db::transaction&, scheme_id, param_value const&);
std::vector<edition_span> spans(db::connection&, scheme_id);
void add_span(db::transaction&, scheme_id, edition_span const&);
/// Takes back a span that has not begun, or that of a draft.
void withdraw_span(db::transaction&, scheme_id, date from_on);

}  // namespace guiyan::schemes::scheme_store
