#pragma once
// Front door of papers that are counted: figures from the people the actor reaches, as a page and as the
// office's sheet. What this room is not: it writes no register; a sheet that leaves the house leaves an event
// in the trail.

#include <filesystem>

#include "api/sentences.hpp"
#include "base/clock.hpp"
#include "db/database.hpp"
#include "modules/people/people.hpp"
#include "modules/reports/talent_statistics.hpp"

namespace guiyan::reports {

/// A file made for one reply, removed after it.
struct made_file {
    std::filesystem::path path;
    std::string name;  ///< as the reader saves it
};

class reports {
public:
    /// Sheets are made in `folder`, which is this room's own: it is emptied here, so that nothing stays after
    /// a crash.
    reports(db::database&, people::people&, regions::regions&, codes::code_tables const&,
            api::sentences const&, clock const&, std::filesystem::path folder);

    /// Fails with not_found for a place out of reach, and on `rows` that are none of the three.
    result<talent_statistics> count(actor const&, statistics_query const&) const;
    /// The same as an xlsx in the office's form; the trail keeps who took it and why.
    result<made_file> sheet(actor const&, statistics_sheet_query const&) const;

private:
    db::database& db_;
    people::people& people_;
    regions::regions& regions_;
    codes::code_tables const& codes_;
    api::sentences const& words_;
    clock const& clock_;
    std::filesystem::path folder_;
};

}  // namespace guiyan::reports
