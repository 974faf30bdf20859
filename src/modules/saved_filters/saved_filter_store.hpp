#pragma once
// SQL of the saved filters, one function per statement. Every one of them is of one account's own.

#include <optional>
#include <vector>

#include "modules/saved_filters/saved_filters.hpp"

namespace guiyan::saved_filters::saved_filter_store {

std::vector<saved_filter> all(db::connection&, std::int64_t account_id, std::string_view list);
std::optional<saved_filter> find(db::connection&, std::int64_t account_id, saved_filter_id);
std::int64_t count(db::connection&, std::int64_t account_id, std::string_view list);
bool is_name_taken(db::connection&, std::int64_t account_id, std::string_view list, std::string_view name);
void insert(db::transaction&, saved_filter const&);
void remove(db::transaction&, saved_filter_id);

}  // namespace guiyan::saved_filters::saved_filter_store
