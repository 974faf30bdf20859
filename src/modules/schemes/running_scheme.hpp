#pragma once
// E04 方案: one running instance of a pack in a place and a period, and the values of its parameters by date.

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/id.hpp"
#include "modules/organizations/organization.hpp"
#include "modules/regions/region.hpp"
#include "modules/schemes/gate.hpp"
#include "record/field.hpp"

namespace guiyan::schemes {

using organizations::organization_id;
using regions::region_id;

struct running_scheme {
    scheme_id id;
    std::string pack_id;
    std::string pack_edition;  ///< the newest it runs; scheme_edition knows since when
    std::string pack_name;
    std::string name;
    schemes::region_id region_id;
    std::string region_code;
    std::string region_name;
    organization_id lead_org_id;
    std::optional<std::string> lead_org_name;
    date starts_on;
    std::optional<date> ends_on;
    std::string state = "draft";  ///< draft, active, closed (C.4 scheme)
    instant created_at{};
    instant updated_at{};
    std::int64_t row_version = 0;
};
record::type const& record_of(running_scheme const*);

/// A value somebody chose for a parameter.
struct param_value {
    std::string name;
    std::string value;
    date from_on;
    std::string reason;
    instant set_at{};
    std::string set_by_name;
};
record::type const& record_of(param_value const*);

/// The edition a scheme runs from a day on.
struct edition_span {
    std::string pack_edition;
    date from_on;
    std::string reason;
    instant set_at{};
    std::string set_by_name;
};
record::type const& record_of(edition_span const*);

}  // namespace guiyan::schemes
