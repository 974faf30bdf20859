#pragma once
// What crosses the line between the transport and the program: plain structs. No Beast here and none above.

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace guiyan::api {

enum class method { get, post, put, patch, del, head, options };

/// Header names are kept in lower case.
using header_list = std::vector<std::pair<std::string, std::string>>;

struct request {
    method verb = method::get;
    std::string target;  ///< as sent, path and query, still encoded
    header_list headers;
    std::string body;  ///< small bodies only; a large one lies in body_file
    std::string
        body_file;        ///< path of a temporary file holding the body, removed by the transport afterwards
    std::string remote;   ///< address of the peer, without port
    bool secure = false;  ///< came over TLS

    std::string_view header(std::string_view lower_case_name) const {
        for (auto const& [name, text] : headers)
            if (name == lower_case_name) return text;
        return {};
    }
};

/// A header that many replies have: text that outlives the program.
struct fixed_header {
    std::string_view name, text;
};

struct reply {
    int status = 200;
    header_list headers;
    std::string body;
    std::string body_file;          ///< path of a file to send instead of `body`
    bool remove_body_file = false;  ///< the file was made for this reply only
    std::string_view static_body;   ///< bytes that outlive the program (web files), instead of `body`
    /// Sent as well, but for those whose name stands in `headers`.
    std::span<fixed_header const> fixed_headers = {};
};

/// Answers one request. Called on a worker thread, where it may block, or on an I/O thread where
/// hooks::lane_of says so; must not throw.
using service = std::function<reply(request const&)>;

}  // namespace guiyan::api
