#pragma once
// A county of invented people in a data folder, written through the front doors: divisions of 临颍县,
// accounts and as many people as asked for, the same ones for the same number. Names are put together at
// random; ID numbers use the sequence numbers 990 to 999, phones the unassigned range 14000…: none belongs to
// anybody.

#include "app/house.hpp"

namespace guiyan::bench {

struct invented_account {
    char const* login;
    char const* role;
    char const* region;
};
inline constexpr invented_account county_officer{"county", "county_officer", "411122000000"};
inline constexpr invented_account township_officer{"township", "township_officer", "411122107000"};
/// Of every account here; the folder holds nobody's data.
inline constexpr char const* password_of_all = "Quiet-melon-ferry-42";

/// Fills an empty folder; people come in groups of `at_once`. Throws where a record breaks the program's
/// rules.
void fill(app::house&, std::size_t people, std::size_t at_once = 100'000);

}  // namespace guiyan::bench
