#pragma once
// The lists of values beside the talent list, in their order: what stands in them whoever asks, and how each
// is counted. Codes and names do not change while the program runs, so their JSON is written once and only
// the counts are put in.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "modules/codes/codes.hpp"
#include "modules/people/index/query.hpp"

namespace guiyan::people {

class index_feed;

class facet_layout {
public:
    explicit facet_layout(index_feed const&);

    struct value {
        std::string code, name;
        std::size_t counter = 0;  ///< of the index's counts for this list
        std::string text;         ///< JSON up to the count
    };
    struct list {
        std::string field;
        facet_request counted_by;
        std::vector<value> values;
        std::string text;  ///< JSON up to the first value
    };
    std::vector<list> const& lists() const { return lists_; }

    /// A team counts everybody of its sub-groups once, which their sum would not: the values of the first
    /// list that are teams, and what finds them.
    std::span<std::size_t const> teams() const { return teams_; }
    std::span<people_filter const> team_filters() const { return team_filters_; }

private:
    void add(index_feed const&, std::string field, std::string_view table, facet_request counted_by,
             std::vector<std::string> const& codes, std::size_t first_counter = 0);

    std::vector<list> lists_;
    std::vector<std::size_t> teams_;
    std::vector<people_filter> team_filters_;
};

}  // namespace guiyan::people
