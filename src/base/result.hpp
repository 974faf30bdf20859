#pragma once
// What a function returns when a clerk can cause its failure. Faults that only an administrator or a
// programmer can cure are thrown instead and become a 500 with an incident number, in one place (api/router).

#include <chrono>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace guiyan {

/// Named values for a sentence of locales/: "{limit}" is replaced by the argument of that name.
using text_args = std::vector<std::pair<std::string, std::string>>;

/// Protocol-neutral kinds of failure; api/problem maps each to one HTTP status.
enum class fault {
    invalid,                ///< input does not obey the rules; `fields` says where
    unauthenticated,        ///< nobody is logged in, or the session ended
    forbidden,              ///< the function is not granted (data out of scope is not_found)
    not_found,              ///< does not exist, or is not yours: the same answer
    conflict,               ///< collides with another record or state
    stale,                  ///< somebody changed the record since it was read
    precondition_required,  ///< If-Match or Idempotency-Key is missing
    refused,                ///< a rule refused; the message names it
    too_large,              ///< a limit on size was passed
    too_many,               ///< a limit on rate was passed
    unsupported,            ///< a form of content that is not read here
    busy,                   ///< try again later
};

/// One field that has to be changed. `path` is a JSON pointer such as "/birth_date" or "/categories/0/since".
struct field_error {
    std::string path;
    std::string key;  ///< locale key of the sentence
    text_args args;
};

/// A failure in words: `key` names a sentence in locales/, `args` fill it, `fields` lists all wrong fields at
/// once.
struct error {
    fault code = fault::invalid;
    std::string key;
    text_args args;
    std::vector<field_error> fields;
    std::string current;                  ///< fault::stale: the record as it stands now, as JSON
    std::chrono::seconds retry_after{0};  ///< fault::too_many, fault::busy: when it is worth trying again
};

template <class T>
using result = tl::expected<T, error>;

inline tl::unexpected<error> fail(fault code, std::string key, text_args args = {}) {
    return tl::unexpected<error>(error{code, std::move(key), std::move(args), {}, {}});
}

/// Too often: says when to come back.
inline tl::unexpected<error> fail_until(std::chrono::seconds wait, std::string key, text_args args = {}) {
    return tl::unexpected<error>(error{fault::too_many, std::move(key), std::move(args), {}, {}, wait});
}

inline tl::unexpected<error> fail(error e) {
    return tl::unexpected<error>(std::move(e));
}

/// Failure of one field, the commonest case.
inline tl::unexpected<error> fail_field(std::string path, std::string key, text_args args = {}) {
    error e{fault::invalid, "error.invalid", {}, {}, {}};
    e.fields.push_back({std::move(path), std::move(key), std::move(args)});
    return tl::unexpected<error>(std::move(e));
}

/// For results that carry nothing but success.
struct done {};

}  // namespace guiyan
