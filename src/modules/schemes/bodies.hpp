#pragma once
// Bodies (主体) of a pack: their names in the words of a clerk, and as which of them an account acts.

#include <string>
#include <string_view>

#include "base/actor.hpp"
#include "modules/schemes/schemes.hpp"

namespace guiyan::schemes {

/// "work_group" by the pack, "township" by the language; "" for one that nobody knows.
std::string body_name(scheme::pack const&, std::string_view body);
/// The class of account that a body is made of: itself where the language brings it, else `is` of the pack.
std::string body_class(scheme::pack const&, std::string_view body);
/// Whether an account of class `own` ("county") acts as the body; `subject`: the person a record is about.
bool acts_as(scheme_reckoner const&, actor const&, std::string_view own, std::string_view body,
             std::int64_t subject);

}  // namespace guiyan::schemes
