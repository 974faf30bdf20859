#pragma once
// The scheme of the honorary village heads in 南城县, as its report of 2022 tells it: pool, appointments with
// their certificates, duty records that the villages verified, four exchange meetings with their elected
// experiences. All people are invented.

#include <map>
#include <string>

#include "app/house.hpp"

namespace guiyan::app::demo {

/// Ids of the demonstration's people by their key in demo/persons.csv.
using people_by_key = std::map<std::string, people::person_id>;

/// Whose accounts the demonstration makes, by login: the three of the selection group ("vet1" …), one
/// honorary head.
struct heads_of_demo {
    struct holder {
        people::person_id id;     ///< 0: nobody of the bank
        std::string name;         ///< "" as the account says
        std::string region_code;  ///< of the grant; "" as the account says
    };
    std::map<std::string, holder> holders;
};
heads_of_demo fill_honorary_heads(house&, actor const&, people_by_key const&);

}  // namespace guiyan::app::demo
