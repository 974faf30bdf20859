#pragma once
// The acts that are done to many people at once, as a table: which list a value is of, what is changed, what
// stood there before, and how it is put back.

#include <string_view>

#include "modules/people/person.hpp"

namespace guiyan::people {

struct person_act {
    std::string_view word;
    std::string_view table;  ///< code list of its value; empty: takes none
    bool needs_reason;
    std::string_view event;  ///< as the trail names it
    /// Changes the record and returns what stood there (to be kept in person_batch_item.before), or fails
    /// with the reason why this person is not done.
    result<std::optional<std::string>> (*apply)(person&, std::string const& value, std::string const& reason,
                                                date today);
    void (*put_back)(person&, std::string const& value, std::optional<std::string> const& before);
};

/// nullptr for a word that is no act.
person_act const* find_act(std::string_view word);

}  // namespace guiyan::people
