#pragma once
// OpenAPI 3.1 of an endpoint table, and a page on which a person can read it.

#include <boost/json/fwd.hpp>
#include <string>
#include <vector>

#include "api/endpoint.hpp"
#include "api/sentences.hpp"

namespace guiyan::api {

boost::json::object openapi(std::vector<endpoint> const&, sentences const&);
std::string openapi_page(std::vector<endpoint> const&, sentences const&, std::string_view language);

}  // namespace guiyan::api
