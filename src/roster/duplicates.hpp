#pragma once
// The same person twice: inside a file, across its sheets, and in the bank. Two people of one name are not
// the same where an ID number, a birth date or a phone of theirs differ.

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "roster/roster.hpp"

namespace guiyan::roster {

/// Remembers of every person a few hashes, never the values themselves.
class duplicate_finder {
public:
    /// The line above that is the same person, and remembers this one. `same_lines` tells whether every value
    /// is alike.
    std::optional<duplicate_of> seen_before(row_result const& person, bool& same_lines);

    /// Somebody in the bank.
    static std::optional<duplicate_of> in_bank(row_result const& person, known_people const& bank);

private:
    struct entry {
        std::uint64_t name = 0, id = 0, phone = 0, all = 0;
        std::uint32_t village = 0, row = 0;
        std::int16_t year = 0;
        std::int8_t month = 0, day = 0;
        std::uint16_t sheet = 0;
        std::uint32_t next_of_name = 0;  ///< position + 1 of the entry before with this name
    };
    std::vector<entry> entries_;
    std::unordered_map<std::uint64_t, std::uint32_t> by_id_;
    std::unordered_map<std::uint64_t, std::uint32_t> last_of_name_;
};

}  // namespace guiyan::roster
