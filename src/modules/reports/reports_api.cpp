#include "modules/reports/reports_api.hpp"

#include "api/reading.hpp"

namespace guiyan::reports {

std::vector<api::endpoint> endpoints(reports& door) {
    std::vector<api::endpoint> out;
    out.push_back(
        {.path = "/api/reports/talent_statistics",
         .operation = "count_talent_statistics",
         .permission = "reports.read",
         .query = &record_of(static_cast<statistics_query const*>(nullptr)),
         .output = &record_of(static_cast<talent_statistics const*>(nullptr)),
         .handle = api::reading<api::in_query<statistics_query>>(
             [&door](api::call& c, statistics_query const& asked) { return door.count(c.who, asked); })});
    out.push_back({.path = "/api/reports/talent_statistics.xlsx",
                   .operation = "export_talent_statistics",
                   .permission = "reports.read",
                   .query = &record_of(static_cast<statistics_sheet_query const*>(nullptr)),
                   .file = true,
                   .handle = api::reading<api::in_query<statistics_sheet_query>>(
                       [&door](api::call& c, statistics_sheet_query const& asked) -> result<api::reply> {
                           auto const file = door.sheet(c.who, asked);
                           if (!file) return fail(file.error());
                           api::reply r;
                           r.headers = {{"content-type",
                                         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
                                        {"content-disposition", api::attachment_name(file->name)}};
                           r.body_file = file->path.string();
                           r.remove_body_file = true;
                           return r;
                       })});
    return out;
}

}  // namespace guiyan::reports
