#pragma once
// What a request's header must be before anything else looks at it. Two parties that read one header
// differently can be played against each other (request smuggling), so whatever has two readings is refused.

#include <string>
#include <string_view>

#include "api/message.hpp"

namespace guiyan::server {

/// Why a request is not served: a status and a locale key of locales/*/server.json. Status 0: nothing is
/// refused.
struct refusal {
    int status = 0;
    std::string_view key;
    explicit operator bool() const { return status != 0; }
};

/// Host exactly once (HTTP/1.1), one Content-Length or one `Transfer-Encoding: chunked` or neither, a target
/// that is a path. Brings the target into origin form and percent-encodes raw bytes beyond ASCII. `version`:
/// 10 or 11. RFC 9112 sections 3.2, 6.1 and 6.3.
refusal check_head(api::request& head, int version);

/// Whether a header carries a line that goes on with the one before it (obsolete line folding). A server must
/// refuse it or replace it (RFC 9112 section 5.2); others on the way may read it as a header of its own.
bool has_folded_line(std::string_view raw_header);

/// The client waits for "100 Continue" before it sends the body. Any other expectation is a refusal (417).
bool expects_continue(api::request const& head, int version);

/// Everything before the query.
std::string_view path_of(std::string_view target);

std::string_view name_of(api::method);

/// "192.0.2.7" of "::ffff:192.0.2.7" too; the last address in X-Forwarded-For that is no trusted proxy, if
/// the peer is one; else the peer.
std::string true_remote(api::request const& head, std::string_view peer,
                        std::vector<std::string> const& trusted_proxies);

}  // namespace guiyan::server
