#pragma once
// A record on its way through a procedure, as the engine sees it: by its field table and what the room of the
// record says of it. To let another kind of record run a procedure, make one of these of it.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "db/database.hpp"
#include "modules/procedures/steps.hpp"
#include "scheme/facts_source.hpp"
#include "scheme/rules.hpp"
#include "terms/workdays.hpp"

namespace guiyan::procedures {

struct traveller {
    scheme::record_key key;              ///< {"engagement", 7}: kind of facts.yaml and id
    record::type const* type = nullptr;  ///< field table of `row`
    void const* row = nullptr;
    std::vector<extra_value> const* extra = nullptr;  ///< values of fields that the pack adds
    std::int64_t region_id = 0;          ///< the place by whose scope it is seen; 0: the scheme's
    std::int64_t person_id = 0;          ///< whom it is about: "subject" in a step's `by`; 0 for nobody
    std::string channel;                 ///< by which it came, for `channels` of a procedure
    std::optional<date> since;           ///< first day of its state
    bool over = false;                   ///< void or ended: no step is open
    scheme::role const* role = nullptr;  ///< whose conditions are judged; nullptr for a record without a role
    std::string role_id;
    std::string appoints;            ///< the state that is the appointment; "" where there is none
    bool closes_with_last = false;   ///< the last step is the decision, so that its publicity comes before it
    std::vector<std::string> shown;  ///< paths a publicity shows where the pack lists none
};

/// Classes of account, as packs call them: county, township, village … of a role; "" for an officer of the
/// house.
using body_of_role = std::function<std::string(std::string_view role)>;

/// A publicity as a step puts it out, for the room of documents.
struct notice_draft {
    std::int64_t scheme_id = 0;
    scheme::record_key of;
    std::string step;
    std::string rule;   ///< entry of `publicity`
    std::string basis;  ///< its clause, printed
    std::string title;
    std::vector<std::string> lines;  ///< of its text: "姓名：章文义"
    std::int64_t region_id = 0;
    date from, until;
    std::vector<std::string> channels;
    std::vector<std::string> objections_to;        ///< classes of account
    std::vector<std::string> objections_to_names;  ///< as people say it
    bool named = false;                            ///< an objection has to be signed
    bool secret = false;                           ///< who objects is promised secrecy
    std::optional<int> reply_days, reply_workdays;
};

/// How a publicity stands on a day.
struct notice_standing {
    bool begun = false;  ///< false too where it was withdrawn or voided: it is to be done again
    bool over = false;
    std::string title, url;
    std::optional<date> from, until;
    std::int64_t open_objections = 0;
    std::int64_t upheld = 0;  ///< the decision is to be taken anew
    bool holds() const { return begun && upheld == 0; }
};

/// What rooms above do for procedures, inside their transaction. Said once, by the house.
struct ports {
    body_of_role body_of;
    /// A sentence of locales/ in a reader's language.
    std::function<std::string(std::string_view language, std::string_view key, text_args const&)> say;
    terms::workdays const* workdays = nullptr;
    /// Puts a publicity out; gives the document's id.
    std::function<result<std::int64_t>(db::transaction&, notice_draft const&)> put_out;
    /// Takes one down before its end: what it announces is decided anew, or not at all.
    std::function<result<done>(db::transaction&, std::int64_t notice, std::string const& reason)> take_down;
    std::function<notice_standing(db::connection&, std::int64_t notice, date on)> standing;
};

}  // namespace guiyan::procedures
