#pragma once
// An endpoint is a row of a table: path, permission, described input and output, and a handler that parses,
// calls one front door and replies. The router, OpenAPI and the rights matrix of the tests all read the same
// table.

#include <boost/json/fwd.hpp>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/message.hpp"
#include "base/actor.hpp"
#include "base/result.hpp"
#include "record/field.hpp"
#include "record/json.hpp"

namespace guiyan::api {

/// Who may call: the rest is a permission such as "people.read".
inline constexpr std::string_view anybody = "";             ///< no session needed
inline constexpr std::string_view any_account = "session";  ///< whoever is logged in

/// How T is described: for the rows of a table of endpoints.
template <class T>
record::type const* type_of() {
    return &record_of(static_cast<T const*>(nullptr));
}

/// One call under way.
class call {
public:
    call(request const& raw_, actor const& who_, record::code_check const& codes)
        : raw(raw_), who(who_), codes_(codes) {}

    request const& raw;
    actor const& who;
    std::vector<std::pair<std::string, std::string>> path;   ///< decoded values of {names}
    std::vector<std::pair<std::string, std::string>> query;  ///< decoded, in order

    std::string_view path_text(std::string_view name) const;
    /// A number above 0, else fault::not_found: an id that cannot exist does not exist.
    result<std::int64_t> path_id(std::string_view name) const;
    /// Version named by If-Match ("12"), else fault::precondition_required.
    result<std::int64_t> if_match() const;

    template <class T>
    result<T> body(record::input mode = record::input::create) const {
        T out{};
        if (auto ok = record::read_json(*type_of<T>(), &out, raw.body, mode, codes_); !ok)
            return fail(ok.error());
        return out;
    }
    /// The same into `out`, which holds every field that could be read also when others could not: rules over
    /// several fields are then told in the same answer.
    template <class T>
    result<done> body_into(T& out) const {
        return record::read_json(*type_of<T>(), &out, raw.body, record::input::create, codes_);
    }
    /// Changes `into` by the fields that are there.
    template <class T>
    result<done> amend(T& into) const {
        return record::read_json(*type_of<T>(), &into, raw.body, record::input::amend, codes_);
    }
    template <class T>
    result<T> parameters() const {
        T out{};
        if (auto ok = record::read_query(*type_of<T>(), &out, query, codes_); !ok) return fail(ok.error());
        return out;
    }

private:
    record::code_check const& codes_;
};

using handler = std::function<result<reply>(call&)>;

struct endpoint {
    method verb = method::get;
    std::string path;                ///< "/api/people/{id}"
    std::string operation;           ///< operationId of OpenAPI: "amend_person"
    std::string permission;          ///< anybody, any_account, or a permission
    std::string or_permission = {};  ///< another permission that opens it as well; the front door shows less
    record::type const* query = nullptr;
    record::type const* input = nullptr;
    record::type const* output = nullptr;  ///< null with `file`: bytes; null without: 204
    bool amends = false;                   ///< the body may leave fields out, and If-Match is needed
    bool versioned = false;                ///< If-Match is needed although nothing but a state changes
    bool file = false;                     ///< answers with bytes of a file
    bool upload = false;                   ///< takes bytes of a file
    bool before_password =
        false;  ///< may be called while the password has to be changed or a second factor bound
    bool safe_to_repeat = false;  ///< a POST without an effect to guard: no Idempotency-Key
    handler handle;
};

/// Replies.
reply json_reply(boost::json::value const&, int status = 200);
/// JSON that is written already.
reply json_text_reply(std::string text, int status = 200);
reply no_content();
template <class T>
reply record_reply(T const& object, int status = 200);
reply record_reply(record::type const&, void const* object, int status, std::int64_t row_version);
/// A record that holds a secret: not compressed, lest its length tell of it.
template <class T>
reply secret_reply(T const& object);
/// A download of a file that was made for this reply: it is removed once it is sent. The reader saves it as
/// `utf8_name` (RFC 5987).
reply file_reply(std::filesystem::path const&, std::string_view content_type, std::string_view utf8_name);
/// The same of bytes in memory.
reply bytes_reply(std::string bytes, std::string_view content_type, std::string_view utf8_name);
inline constexpr std::string_view xlsx_content =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

template <class T>
reply record_reply(T const& object, int status) {
    std::int64_t version = -1;
    if constexpr (requires { object.row_version; }) version = object.row_version;
    return record_reply(*type_of<T>(), &object, status, version);
}

template <class T>
reply secret_reply(T const& object) {
    auto r = record_reply(object);
    r.headers.emplace_back("x-no-compress", "1");
    return r;
}

}  // namespace guiyan::api
