#include "modules/requests/request_states.hpp"

namespace guiyan::requests {

step const* find_step(std::string_view state, std::string_view event) {
    static constexpr step all[] = {
        {"draft", "submit", "submitted", doer::requester, false, "submitted"},
        {"draft", "withdraw", "withdrawn", doer::requester, false, "withdrawn"},
        {"returned", "submit", "submitted", doer::requester, false, "submitted"},
        {"returned", "withdraw", "withdrawn", doer::requester, false, "withdrawn"},
        {"submitted", "accept", "accepted", doer::desk, false, "accepted"},
        {"submitted", "return", "returned", doer::desk, true, "returned"},
        {"submitted", "withdraw", "withdrawn", doer::requester, false, "withdrawn"},
        {"accepted", "assign", "assigned", doer::desk, false, "assigned"},
        {"accepted", "decide", "handled", doer::desk, true, "decided"},
        {"assigned", "take", "taken", doer::handler, false, "taken"},
        {"assigned", "refuse", "accepted", doer::handler, true, "refused"},
        {"taken", "handle", "handled", doer::handler, true, "handled"},
        {"taken", "transfer", "accepted", doer::handler, true, "transferred"},
        {"handled", "confirm", "closed", doer::requester, false, "confirmed"},
        {"handled", "dispute", "assigned", doer::requester, true, "disputed"},
        {"handled", "close", "closed", doer::clock, false, "closed"},
    };
    for (auto const& s : all)
        if (s.from == state && s.event == event) return &s;
    return nullptr;
}

kind_rule const* rule_of(std::string_view kind) {
    using word = std::string_view;
    static constexpr word round[] = {"engagement_id", "channel",   "asked",     "votes_for",
                                     "votes_against", "abstained", "person_id", "submitted_on"};
    static constexpr word round_needed[] = {"engagement_id", "channel",       "asked",
                                            "votes_for",     "votes_against", "abstained"};
    static constexpr word against[] = {"document_id", "author", "submitted_on"};
    static constexpr word against_needed[] = {"document_id"};
    static constexpr word against_events[] = {"submit", "accept", "decide", "close"};
    static constexpr kind_rule all[] = {
        {"opinion_round", round, round_needed, {}, true},
        {"objection", against, against_needed, against_events, false},
    };
    for (auto const& r : all)
        if (r.kind == kind) return &r;
    return nullptr;
}

}  // namespace guiyan::requests
