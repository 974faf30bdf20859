#pragma once
// SQL of the issues of reports, one function per statement.

#include <optional>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "modules/reports/issue.hpp"

namespace guiyan::reports::issue_store {

std::vector<report_issue> of_scheme(db::connection&, scheme_id);
std::optional<report_issue> find(db::connection&, issue_id);
void insert(db::transaction&, report_issue const&, std::int64_t region_id);
bool set_text(db::transaction&, report_issue const&, std::int64_t expected_version);
/// Freezes: text, number, file and figures.
bool issue(db::transaction&, report_issue const&, std::string const& docx, std::int64_t expected_version);
bool withdraw(db::transaction&, report_issue const&, std::int64_t expected_version);
void add_figure(db::transaction&, issue_id, frozen_figure const&, std::string const& rows);
std::vector<std::pair<frozen_figure, std::string>> figures(db::connection&, issue_id);
std::string file(db::connection&, issue_id);
/// The number that the next issue of this report of this scheme gets.
std::int64_t next_number(db::connection&, scheme_id, std::string_view report);

}  // namespace guiyan::reports::issue_store
