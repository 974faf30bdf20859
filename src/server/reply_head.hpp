#pragma once
// The text of a reply's header, and the transport's own replies.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "api/message.hpp"
#include "server/head_rules.hpp"

namespace guiyan::server {

std::string_view reason_of(int status);

/// What the transport adds to a reply's own header fields.
struct reply_frame {
    std::uint64_t length = 0;
    bool keep_alive = true;
    bool http_10 = false;
    std::string_view date;        ///< IMF-fixdate
    std::string_view request_id;  ///< empty: none was given out
};

/// Header fields that belong to the transport (Content-Length, Connection, Date …) are taken from the frame
/// only; line breaks and other control characters in values become blanks, so no value can start a header of
/// its own.
std::string reply_head(api::reply const& reply, reply_frame const& frame);

/// 1xx, 204 and 304 have no body whatever the handler says.
bool has_body(int status);

/// RFC 9457 problem of the transport itself. `sentence` may be empty, then only the title speaks.
api::reply problem_reply(refusal const& why, std::string_view sentence);

/// "Sat, 21 Nov 2026 14:02:00 GMT"
std::string http_date(std::int64_t unix_seconds);

}  // namespace guiyan::server
