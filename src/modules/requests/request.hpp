#pragma once
// E08 需求与办件: anything asked for and to be answered. Of its kinds two are open now: an opinion round on
// somebody proposed for a post (征求意见), and an objection to a document that is public for objections
// (公示异议).

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "modules/people/person.hpp"
#include "modules/regions/region.hpp"
#include "modules/schemes/gate.hpp"
#include "record/field.hpp"
#include "store/extra_values.hpp"

namespace guiyan::requests {

using request_id = id<struct request_tag>;
using engagement_id = id<struct engagement_tag>;  ///< of the room of engagements
using document_id = id<struct document_tag>;
using service_item_id = id<struct service_item_tag>;
using project_id = id<struct project_tag>;
using people::organization_id;
using people::person_id;
using regions::region_id;
using schemes::scheme_id;
using store::extra_value;

struct request {
    request_id id;
    requests::scheme_id scheme_id;
    std::optional<std::string> scheme_name;
    std::string kind;
    std::string title;
    std::string content;
    std::optional<std::string> category;
    requests::person_id person_id;  ///< who asks; of an opinion round whom it is about
    std::optional<std::string> person_name;
    organization_id org_id;
    requests::region_id region_id;
    std::string region_code;
    std::string region_name;
    requests::engagement_id engagement_id;
    requests::document_id document_id;  ///< the one objected to
    std::optional<std::string> document_title;
    requests::service_item_id service_item_id;
    requests::project_id project_id;
    request_id parent_id;
    organization_id assigned_org_id;
    std::optional<std::int64_t> quantity;
    std::optional<money> amount;
    std::vector<std::string> skills;
    std::optional<date> wanted_on, submitted_on, taken_on, due_on, handled_on, closed_on;
    std::optional<std::string> result;  ///< the answer in words
    std::optional<bool> resolved;
    std::optional<std::int64_t> satisfaction;
    std::optional<bool> confirmed_by_requester;
    bool green_channel = false;
    std::int64_t priority = 0;
    std::optional<std::string> channel;  ///< by which an opinion round asked
    std::optional<std::int64_t> asked, votes_for, votes_against, abstained;
    std::optional<bool> adopted;        ///< of an objection: it was upheld
    std::optional<std::string> author;  ///< who objects and how to reach him, where he said so; shown masked
    std::vector<extra_value> extra;
    std::string state = "draft";
    bool is_void = false;
    std::optional<std::string> void_reason;
    std::string created_by_name;
    std::vector<std::string> acts;  ///< what the reader may do with it now
    instant created_at{};
    instant updated_at{};
    std::int64_t row_version = 0;
};
record::type const& record_of(request const*);
inline record::type const& request_type() {
    return record_of(static_cast<request const*>(nullptr));
}

}  // namespace guiyan::requests
