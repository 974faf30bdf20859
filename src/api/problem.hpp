#pragma once
// The one place where an error becomes RFC 9457 application/problem+json.

#include <boost/json/fwd.hpp>
#include <string_view>

#include "api/message.hpp"
#include "api/sentences.hpp"
#include "base/result.hpp"

namespace guiyan::api {

int status_of(fault);
std::string_view name_of(fault);

reply problem_reply(error const&, sentences const&, std::string_view language);

/// A fault of ours: the incident number is all that leaves the house.
reply incident_reply(sentences const&, std::string_view language, std::string_view incident);

}  // namespace guiyan::api
