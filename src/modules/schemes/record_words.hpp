#pragma once
// A record in words: how a list, a notice or a comparison names it, and the page where it is read.

#include <string>

#include "modules/schemes/schemes.hpp"

namespace guiyan::schemes {

/// "张三", the title of an activity, the name of a place; the id where it has no words.
std::string record_label(scheme_reckoner const&, scheme::record_key const&);

/// Name of the place it belongs to, "" where it has none or is one itself.
std::string record_place(scheme_reckoner const&, scheme::record_key const&);

/// "/engagements/12"; "" where the kind has no page of its own.
std::string record_page(scheme_reckoner const&, scheme::record_key const&);

}  // namespace guiyan::schemes
