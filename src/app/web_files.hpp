#pragma once
// The built pages as replies: content types, caching, gzip twins, and the one page for every route of the
// browser.

#include <optional>

#include "api/message.hpp"
#include "base/embedded.hpp"

namespace guiyan::app {

std::optional<api::reply> web_page(embedded_files const&, api::request const&, std::string_view path);

}  // namespace guiyan::app
