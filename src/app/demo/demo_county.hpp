#pragma once
// The demonstration: real places of five counties, invented people of three of them, and an account for every
// role. Passwords are printed once; nothing of it belongs in a real installation.

#include "app/house.hpp"

namespace guiyan::app::demo {

void fill(house&);

}  // namespace guiyan::app::demo
