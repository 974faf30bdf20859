#pragma once
// Private to this folder: parts of a batch as JSON columns.

#include <string>
#include <string_view>

#include "modules/imports/import_batch.hpp"

namespace guiyan::imports {

std::string write_args(text_args const&);
text_args read_args(std::string_view);
std::string write_sheets(std::vector<roster::sheet_info> const&);
std::vector<roster::sheet_info> read_sheets(std::string_view);
std::string write_kinds(std::vector<kind_count> const&);
std::vector<kind_count> read_kinds(std::string_view);
std::string write_choices(sheet_choices const&);
sheet_choices read_choices(std::string_view);
std::string write_actor(actor const&);
actor read_actor(std::string_view);
std::string write_columns(std::vector<std::pair<std::string, roster::column_use>> const&);
std::vector<std::pair<std::string, roster::column_use>> read_columns(std::string_view);

}  // namespace guiyan::imports
