#pragma once
// A report of a scheme: a draft that is reckoned at every look, or an issue that never changes again (G-09).

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/id.hpp"
#include "modules/schemes/gate.hpp"
#include "record/field.hpp"

namespace guiyan::reports {

using issue_id = id<struct report_issue_tag>;
using schemes::scheme_id;

struct report_issue {
    issue_id id;
    schemes::scheme_id scheme_id;
    std::string report;
    std::string title;
    std::string region_code, region_name;
    date as_of;
    std::string pack_edition;
    std::string text;  ///< a writer's words in place of the pack's; "" takes the pack's; of an issue what was
                       ///< filled in
    std::string state = "draft";  ///< draft, issued, withdrawn
    std::optional<std::int64_t> number;
    std::optional<std::string> sha256;  ///< of the Word file of an issue
    std::optional<instant> issued_at;
    std::optional<std::string> issued_by_name;
    instant created_at{};
    instant updated_at{};
    std::int64_t row_version = 0;
};
record::type const& record_of(report_issue const*);

/// A row behind a frozen figure.
struct frozen_row {
    std::string entity, id, label, place;
    std::string day;
    std::optional<double> value;
};
record::type const& record_of(frozen_row const*);

/// A figure as it stood when the report was issued.
struct frozen_figure {
    std::string figure, name;
    std::optional<double> value;
    std::string unit, printed, phrase, definition;
    std::vector<frozen_row> rows;
};
record::type const& record_of(frozen_figure const*);

}  // namespace guiyan::reports
