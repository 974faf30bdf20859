#pragma once
// What a scheme's pack says before a record changes its state, for every module that has states. The modules
// ask here and know no rule; the house hands the one gate over.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "db/database.hpp"

namespace guiyan::schemes {

using scheme_id = id<struct scheme_tag>;

/// A record on its way: `entity` and `event` are the words of schemes/facts.yaml ("activity", "verify").
struct step_of_record {
    scheme_id scheme;  ///< none: no pack rules it
    std::string_view entity;
    std::int64_t id = 0;
    std::string_view event;
    date on;  ///< the day the event counts for
    /// The edition whose guards are asked: that which the record was made under; "" the one of the day.
    std::string_view edition = {};
};

/// What the rules answered where they did not refuse.
struct passage {
    /// Rules with `else: ask` or `warn` that did not hold, in words: the caller keeps them with the reason
    /// given.
    std::vector<std::string> remarks;
};

class gate {
public:
    virtual ~gate() = default;

    /// Guards (`before: event`). The record stands in the transaction with its new values and its old state.
    /// fault::refused names rule and clause; `reason` non-empty answers the rules that only ask for one.
    virtual result<passage> guards(db::transaction&, step_of_record const&,
                                   std::string_view reason) const = 0;

    /// Quotas (`at: event`). The record stands in the transaction with its new state: refuses when a bound is
    /// now passed, and says how many there are and who holds the places.
    virtual result<passage> quotas(db::transaction&, step_of_record const&,
                                   std::string_view reason) const = 0;
};

}  // namespace guiyan::schemes
