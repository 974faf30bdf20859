#pragma once
// An export of the talent bank: what somebody wants, and, where a second person has to agree, how far that
// got.

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "modules/people/people.hpp"
#include "record/field.hpp"

namespace guiyan::exports {

using export_id = id<struct export_request_tag>;
using account_id = id<struct account_tag>;  ///< of the accounts room, which this one need not know

struct export_wish {
    std::string format{"xlsx"};  ///< xlsx or csv
    std::vector<std::string>
        columns;  ///< fields of a person, in the order of the file; also town_name, practical_line
    std::string reason;
    bool unmasked = false;
    people::people_list_query filters;  ///< page and size do not count: the whole list goes
};

struct export_request {
    export_id id;
    std::string list{"people"};
    std::optional<std::string> query;  ///< of the list, as in its address; none: everybody
    std::vector<std::string> columns;
    std::string format;
    bool unmasked = false;
    std::string reason;
    std::int64_t rows_counted = 0;  ///< when it was asked for
    std::string region_code;  ///< place that holds all the requester reaches: who reaches it may approve
    std::string state{"proposed"};  ///< proposed, approved, rejected, fetched, withdrawn
    account_id requested_by;
    std::string requested_by_name;
    std::string requested_unit;
    instant requested_at{};
    std::optional<std::string> decided_by_name;
    std::optional<instant> decided_at;
    std::optional<std::string> decision_reason;
    std::optional<instant> fetched_at;
    std::int64_t row_version = 1;
};

struct export_list_query {
    std::optional<std::string> state;
    std::int64_t page = 1;
    std::int64_t size = 20;
};

struct export_page {
    std::vector<export_request> items;
    std::int64_t total = 0;
    std::int64_t page = 1;
    std::int64_t size = 20;
};

/// What everybody who exports has to know beforehand.
struct export_limits {
    std::int64_t rows_at_once = 0;   ///< a longer list waits for approval
    std::int64_t approval_days = 0;  ///< so long an approved file can be fetched
};

struct rejection {
    std::string reason;
};

record::type const& record_of(export_wish const*);
record::type const& record_of(export_request const*);
record::type const& record_of(export_list_query const*);
record::type const& record_of(export_page const*);
record::type const& record_of(export_limits const*);
record::type const& record_of(rejection const*);

}  // namespace guiyan::exports
