#pragma once
// Front door of the units. A unit is seen by whoever reaches its seat or the area it serves, and changed by
// whoever reaches its seat (the county also changes units outside it that serve it). What this room is not:
// members and services of a unit are bonds, above here.

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "modules/codes/codes.hpp"
#include "modules/organizations/organization.hpp"
#include "modules/organizations/organization_states.hpp"
#include "modules/regions/regions.hpp"
#include "store/vault.hpp"

namespace guiyan::organizations {

/// What a list asks for: the parameters of /api/organizations. Repeated values of one name are "any of".
struct organization_list_query {
    std::optional<std::string> q;
    std::vector<std::string> kind;
    std::vector<std::string> region;
    std::vector<std::string> state;  ///< empty: all but the dissolved
    std::optional<std::string>
        sort;  ///< name (by pinyin), kind, region, founded_on, updated_at; "-" turns it round
    std::int64_t page = 1;
    std::int64_t size = 20;
};
record::type const& record_of(organization_list_query const*);

struct organization_page {
    std::vector<organization> items;
    std::int64_t total = 0;
    std::int64_t page = 1;
    std::int64_t size = 20;
};
record::type const& record_of(organization_page const*);

/// What the room of people, which stands above, answers to this one; inside the connection of the question.
struct asked_of_people {
    /// Names of those whom the actor may read, by id.
    std::function<std::map<std::int64_t, std::string>(db::connection&, actor const&,
                                                      std::span<std::int64_t const>)>
        names;
    /// People of the bank who work here, wherever they are kept.
    std::function<std::int64_t(db::connection&, organization_id)> working_here;
};

class organizations {
public:
    /// Said once, by the house. Until then there are no people.
    void ask_people(asked_of_people);

    organizations(db::database&, store::vault const&, regions::regions&, codes::code_tables const&);

    result<organization> find(actor const&, organization_id) const;
    result<organization_page> list(actor const&, organization_list_query const&) const;

    /// A standing group begins as proposed, any other unit as active. A credit code that belongs to a unit
    /// out of reach is refused without saying whose it is.
    result<organization> register_organization(actor const&, organization draft);
    result<organization> amend(actor const&, organization_id, std::int64_t version,
                               std::function<result<done>(organization&)> const& change);
    /// One step of the state table; fault::refused where no step leads on, fault::forbidden where it is for
    /// the county to decide. A unit with people or units of its own is not dissolved (C.4).
    result<organization> decide(actor const&, organization_id, std::int64_t version, act,
                                std::string const& reason);

private:
    using change_of =
        std::function<result<done>(organization const& before, organization& next, db::transaction&)>;
    result<organization> change(actor const&, organization_id, std::int64_t version,
                                std::string const& reason, std::string& event, change_of const&);
    std::vector<field_error> place(actor const&, organization& next, organization const* before) const;
    result<done> check_in(db::transaction&, organization const& next, organization const* before) const;
    void name_places(organization&) const;
    void name_links(db::connection&, actor const&, std::vector<organization*> const&) const;
    result<done> check_empty(db::transaction&, organization const&) const;

    db::database& db_;
    store::vault const& vault_;
    regions::regions& regions_;
    codes::code_tables const& codes_;
    asked_of_people people_;
};

}  // namespace guiyan::organizations
