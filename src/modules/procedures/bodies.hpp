#pragma once
// Bodies as procedures ask for them: who they are is said by a pack, and read in `schemes/bodies.hpp`.

#include "modules/schemes/bodies.hpp"

namespace guiyan::procedures {

using schemes::acts_as;
using schemes::body_class;
using schemes::body_name;

}  // namespace guiyan::procedures
