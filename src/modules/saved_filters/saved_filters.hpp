#pragma once
// Conditions of a list that an account keeps under a name. Search words that look like somebody's number are
// left out: what is kept is readable on the disk.

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "db/database.hpp"
#include "record/field.hpp"

namespace guiyan::saved_filters {

using saved_filter_id = id<struct saved_filter_tag>;

struct saved_filter {
    saved_filter_id id;
    std::string list = "people";  ///< the list it belongs to
    std::string name;
    std::string query;  ///< "region=411122108000&sex=2", without "?"
    instant created_at{};
};
record::type const& record_of(saved_filter const*);

/// `query` without conditions that hold a person's number: search words with seven digits or more, and any
/// value that is an ID number or a phone. Not a query string: nothing.
std::optional<std::string> without_numbers(std::string_view query);

class saved_filters {
public:
    explicit saved_filters(db::database&);

    /// The actor's own, by list where `list` is not "", in the order of their making.
    std::vector<saved_filter> list(actor const&, std::string_view list) const;
    /// At most 50 per list; a name is used once per list.
    result<saved_filter> save(actor const&, saved_filter);
    result<done> drop(actor const&, saved_filter_id);

private:
    db::database& db_;
};

}  // namespace guiyan::saved_filters
