#pragma once
// From a request to a reply: finds the endpoint, asks who is calling, checks the right, the CSRF token and
// the conditions, calls the handler, and turns what it returned or threw into an answer. Exceptions are
// caught here and nowhere else.

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "api/endpoint.hpp"
#include "api/pace.hpp"
#include "api/sentences.hpp"
#include "base/clock.hpp"

namespace guiyan::api {

/// Who a request comes from, as the session says.
struct identity {
    actor who;
    std::string csrf_token;
    bool must_change_password = false;  ///< only the session and the password may be touched
    bool must_bind_two_factor = false;  ///< only the session and one's own account may be touched
};

/// What the router needs from above.
struct ports {
    /// fault::unauthenticated when there is no session or it ended.
    std::function<result<identity>(request const&)> identify;
    /// True where identify() answers from memory, with a session that may do this: then it neither waits nor
    /// writes. Without it nothing is brief.
    std::function<bool(request const&, std::string_view permission)> at_hand;
    /// Keeps the reply that an Idempotency-Key got, and gives it back for the second request.
    std::function<std::optional<reply>(actor const&, once_key const&)> replay;
    std::function<void(actor const&, once_key const&, reply const&)> keep;
    /// Files of the web page, "" path → index.
    std::function<std::optional<reply>(request const&, std::string_view path)> page;
    /// A refused call leaves a trace: what was forbidden, and what was asked for and not found, which is how
    /// somebody else's record answers.
    std::function<void(actor const&, endpoint const&, std::string_view target, error const&)> refused;
    record::code_check codes;
};

class router {
public:
    router(std::vector<endpoint>, sentences const&, ports, clock const&);
    reply operator()(request const&) const;
    std::vector<endpoint> const& endpoints() const { return endpoints_; }

    /// True for a reading request that is answered from memory and a few rows, as far as its operation has
    /// shown: it may run on the thread that moves the bytes. A file and a refusal never are: they write.
    bool is_brief(request const&) const;

private:
    struct match {
        endpoint const* found = nullptr;
        std::vector<std::pair<std::string, std::string>> path;
        std::string allowed;  ///< methods of the path when the method did not fit
    };
    /// The endpoint of verb and path, or none.
    endpoint const* endpoint_of(method, std::span<std::string_view const> path) const;
    match find(method, std::string_view path) const;
    reply answer(request const&, std::string_view language, std::string& operation) const;
    reply run(endpoint const&, call&, actor&) const;

    std::vector<endpoint> endpoints_;
    std::vector<std::vector<std::string>> segments_;
    std::vector<std::vector<std::size_t>> by_length_;  ///< endpoints of so many segments
    mutable std::vector<pace> paces_;
    sentences const& words_;
    ports ports_;
    clock const& clock_;
};

}  // namespace guiyan::api
