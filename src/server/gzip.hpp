#pragma once
// Compression of a reply on its way out.

#include <string>
#include <string_view>

#include "api/message.hpp"

namespace guiyan::server {

/// RFC 1952, level 1: a page of JSON shrinks to a fifth for little time. Empty where zlib has no memory.
std::string gzip(std::string_view bytes);

/// True where "gzip" (or "*") is listed and not at q=0.
bool accepts_gzip(std::string_view accept_encoding);

/// Compresses the body in place where it pays: text of more than 1 KiB, not encoded yet, and `x-no-compress`
/// not set (set it where the body holds a secret beside text that the client chose: BREACH). Says Vary.
void compress_reply(api::reply& reply, std::string_view accept_encoding);

}  // namespace guiyan::server
