#pragma once
// The gate of an installation in which no pack rules yet: everything passes. The one place to put the rules
// of the running schemes in is the member `gate` of the house.

#include "modules/schemes/gate.hpp"

namespace guiyan::app {

struct open_gate final : schemes::gate {
    result<schemes::passage> guards(db::transaction&, schemes::step_of_record const&,
                                    std::string_view) const override {
        return schemes::passage{};
    }
    result<schemes::passage> quotas(db::transaction&, schemes::step_of_record const&,
                                    std::string_view) const override {
        return schemes::passage{};
    }
};

}  // namespace guiyan::app
