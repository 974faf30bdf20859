#pragma once
// Front door of what is asked for and answered. Which fields and events a request has is told by its kind
// (request_states.hpp). Who objects stays sealed: it is shown masked, and in full only for a reason that the
// trail keeps.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "modules/audit/timeline.hpp"
#include "modules/codes/codes.hpp"
#include "modules/notices/notices.hpp"
#include "modules/people/people.hpp"
#include "modules/regions/regions.hpp"
#include "modules/requests/request.hpp"
#include "modules/requests/request_states.hpp"
#include "modules/schemes/gate.hpp"
#include "store/vault.hpp"
#include "terms/workdays.hpp"

namespace guiyan::requests {

namespace request_store {
struct kept;
}

/// What a list asks for: the parameters of /api/requests. Repeated values of one name are "any of".
struct request_list_query {
    requests::scheme_id scheme_id;
    std::vector<std::string> kind, state, region;
    requests::engagement_id engagement_id;
    requests::document_id document_id;
    std::optional<date> from, to;
    std::optional<std::string> q;
    bool voided = false;
    std::optional<std::string> sort;  ///< submitted_on; "-" turns it round; newest first else
    std::int64_t page = 1;
    std::int64_t size = 20;
};
record::type const& record_of(request_list_query const*);

struct request_page {
    std::vector<request> items;
    std::int64_t total = 0;
    std::int64_t page = 1;
    std::int64_t size = 20;
};
record::type const& record_of(request_page const*);

/// What goes with a step.
struct request_step_request {
    std::optional<std::string> result;   ///< the answer, or why; needed where the step is a decision
    std::optional<std::string> outcome;  ///< of an objection: upheld, dismissed
};
record::type const& record_of(request_step_request const*);

/// An objection as somebody without an account sends it.
struct public_objection {
    std::string content;
    std::optional<std::string> name, contact;  ///< neither has to be said
};
record::type const& record_of(public_objection const*);

struct receipt_view {
    std::string receipt;  ///< for asking what became of it
    std::string title;    ///< of the document
    std::string state;
    std::optional<date> submitted_on, handled_on;
    std::optional<std::string> outcome;  ///< upheld, dismissed
    std::optional<std::string> result;
};
record::type const& record_of(receipt_view const*);

class requests {
public:
    requests(db::database&, store::vault const&, regions::regions&, codes::code_tables const&,
             notices::notices&, audit::trail const&, schemes::gate const&, terms::workdays const&);

    /// What follows where an objection to a document is upheld, in the same transaction. Said once, by the
    /// house.
    using upheld_then = std::function<result<done>(db::transaction&, document_id)>;
    void connect(upheld_then then) { upheld_then_ = std::move(then); }

    result<request> find(actor const&, request_id) const;
    result<request_page> list(actor const&, request_list_query const&) const;
    result<audit::timeline> history(actor const&, request_id) const;
    bool may_read(actor const&, request_id) const;

    result<request> register_request(actor const&, request draft);
    result<request> take_step(actor const&, request_id, std::int64_t version, std::string_view event,
                              request_step_request const&);
    result<request> void_request(actor const&, request_id, std::int64_t version, std::string const& reason);
    result<request> unvoid_request(actor const&, request_id, std::int64_t version, std::string const& reason);
    /// Who objects, in full, for a reason; the trail keeps who saw it.
    result<std::string> reveal_author(actor const&, request_id, std::string const& reason);

    /// From the public page; `from` is nobody. Refused where the document is not public for objections on
    /// that day.
    result<receipt_view> object(actor const& from, document_id, public_objection const&);
    result<receipt_view> follow(std::string_view receipt) const;

private:
    using kept = request_store::kept;
    using change_of = std::function<result<std::string>(kept const& before, kept& next, std::string& reason,
                                                        db::transaction&)>;
    result<request> change(actor const&, request_id, std::int64_t version, std::string reason,
                           change_of const&);
    result<done> pass(db::transaction&, request const&, std::string_view event, date on, bool after,
                      std::string& reason) const;
    result<done> begin(db::transaction&, kept&, kind_rule const&) const;
    std::vector<field_error> settle(db::transaction&, request&, kind_rule const&) const;
    /// Whether the step is this actor's.
    bool may_take(actor const&, kept const&, step const&) const;
    /// Whether an objection goes to his office: the rule of its publicity may name one.
    bool is_addressed(actor const&, kept const&) const;
    void finish(actor const&, kept&) const;

    db::database& db_;
    store::vault const& vault_;
    regions::regions& regions_;
    codes::code_tables const& codes_;
    notices::notices& notices_;
    audit::trail const& trail_;
    schemes::gate const& gate_;
    terms::workdays const& workdays_;
    upheld_then upheld_then_;
};

}  // namespace guiyan::requests
