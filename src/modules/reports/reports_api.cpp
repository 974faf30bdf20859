#include "modules/reports/reports_api.hpp"

#include "api/reading.hpp"

namespace guiyan::reports {

std::vector<api::endpoint> endpoints(reports& door) {
    std::vector<api::endpoint> out;
    out.push_back(
        {.path = "/api/reports/talent_statistics",
         .operation = "count_talent_statistics",
         .permission = "reports.read",
         .query = api::type_of<statistics_query>(),
         .output = api::type_of<talent_statistics>(),
         .handle = api::reading<api::in_query<statistics_query>>(
             [&door](api::call& c, statistics_query const& asked) { return door.count(c.who, asked); })});
    out.push_back({.path = "/api/reports/talent_statistics.xlsx",
                   .operation = "export_talent_statistics",
                   .permission = "reports.read",
                   .query = api::type_of<statistics_sheet_query>(),
                   .file = true,
                   .handle = api::reading<api::in_query<statistics_sheet_query>>(
                       [&door](api::call& c, statistics_sheet_query const& asked) -> result<api::reply> {
                           auto const file = door.sheet(c.who, asked);
                           if (!file) return fail(file.error());
                           return api::file_reply(file->path, api::xlsx_content, file->name);
                       })});
    return out;
}

}  // namespace guiyan::reports
