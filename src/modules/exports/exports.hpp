#pragma once
// Front door of exports of the talent bank (G-07): a short masked list at once, a long or unmasked one after
// a second person agreed (trust.md decision 4). Every file leaves an event in the trail, and shows only what
// the requester reaches at the moment it is made.

#include <filesystem>
#include <variant>

#include "base/clock.hpp"
#include "db/database.hpp"
#include "modules/exports/export_request.hpp"
#include "modules/exports/export_store.hpp"
#include "modules/exports/people_file.hpp"
#include "modules/notices/notices.hpp"
#include "store/vault.hpp"

namespace guiyan::exports {

/// A file made for one reply, removed after it.
struct made_file {
    std::filesystem::path path;
    std::string name;    ///< as the reader saves it
    std::string format;  ///< xlsx or csv
    std::int64_t rows = 0;
};

/// Defaults of trust.md 4 and interface.md 3.2.
struct export_rules {
    std::int64_t rows_at_once = 1000;           ///< a longer list needs approval
    std::chrono::hours approval_holds{7 * 24};  ///< after that it has to be asked for anew
};

class exports {
public:
    /// Files are made in `folder`, which is this room's own: it is emptied here, so that nothing stays after
    /// a crash.
    exports(db::database&, store::vault const&, people::people&, regions::regions&, codes::code_tables const&,
            api::sentences const&, clock const&, std::filesystem::path folder, export_rules = {});

    /// The file, or the request that now waits for approval. Unmasked needs the right people.export_unmasked.
    result<std::variant<made_file, export_request>> ask(actor const&, export_wish const&);

    /// From now on who can approve is told of a new request, and who asked is told of the decision.
    void tell_by(notices::notices const&);
    export_limits limits() const;

    /// Own requests; for who may approve, also those whose place he reaches. Newest first.
    result<export_page> list(actor const&, export_list_query const&) const;

    /// By another person than the requester, and within the approver's areas.
    result<export_request> approve(actor const&, export_id, std::int64_t version);
    result<export_request> reject(actor const&, export_id, std::int64_t version, std::string const& reason);

    /// By who asked for it, as long as nobody decided.
    result<export_request> withdraw(actor const&, export_id, std::int64_t version);

    /// The approved file, for the requester under the identity he asked with.
    result<made_file> content(actor const&, export_id);

private:
    /// Makes the file, then runs `note` in the transaction of its event; without it no file remains.
    result<made_file> make(actor const&, export_wish const&, std::vector<std::int64_t> const& ids, db::event,
                           std::function<result<done>(db::transaction&)> const& note);
    result<export_request> decide(actor const&, export_id, std::int64_t version, std::string const& state,
                                  std::string const& reason);
    void tell_approvers(db::transaction&, export_request const&) const;
    void tell_requester(db::transaction&, export_request const&, std::string const& state,
                        std::string const& reason) const;
    std::string place_name(actor const&, people::people_list_query const&) const;

    db::database& db_;
    store::vault const& vault_;
    people::people& people_;
    regions::regions& regions_;
    codes::code_tables const& codes_;
    api::sentences const& words_;
    clock const& clock_;
    std::filesystem::path folder_;
    export_rules rules_;
    notices::notices const* notices_ = nullptr;
};

}  // namespace guiyan::exports
