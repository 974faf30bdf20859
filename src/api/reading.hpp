#pragma once
// Handlers said in one line: what of a call is read, and the function of a front door it goes to.
//
//     .handle = reading<in_path<person_id>, in_body<distinction_request>>(
//         [&bank](call& c, person_id id, distinction_request const& asked) {
//             return bank.tell_apart(c.who, id, asked.other_id);
//         })
//
// The parts are read in order; the first that cannot be read is the reply, and the function is not called.
// A part is any type with `static result<X> read(call const&)`; a module may have its own.
// What the function returns is told by its type: a record is its JSON, `done` is 204, a `reply` goes as it
// is; a result that failed is its problem.

#include <utility>

#include "api/endpoint.hpp"
#include "api/upload.hpp"

namespace guiyan::api {

/// {id} of the path.
template <class Id>
struct in_path {
    static result<Id> read(call const& c) {
        auto const id = c.path_id("id");
        if (!id) return fail(id.error());
        return Id{*id};
    }
};

/// The version of If-Match, for endpoints that amend or are versioned.
struct in_version {
    static result<std::int64_t> read(call const& c) { return c.if_match(); }
};

template <class T>
struct in_body {
    static result<T> read(call const& c) { return c.body<T>(); }
};

template <class T>
struct in_query {
    static result<T> read(call const& c) { return c.parameters<T>(); }
};

/// The file that is the body.
struct in_upload {
    static result<upload> read(call const& c) { return uploaded_file(c.raw); }
};

inline result<reply> told(reply r, int) {
    return r;
}
inline result<reply> told(done, int) {
    return no_content();
}
template <class T>
result<reply> told(T const& record, int status) {
    return record_reply(record, status);
}
template <class T>
result<reply> told(result<T> answer, int status) {
    if (!answer) return fail(std::move(answer.error()));
    return told(std::move(*answer), status);
}

/// Reads the parts that are left and calls.
template <class... Parts>
struct parts_left {
    template <class F, class... Read>
    static result<reply> call_with(call& c, int status, F const& f, Read&... read) {
        return told(f(c, read...), status);
    }
};
template <class First, class... Rest>
struct parts_left<First, Rest...> {
    template <class F, class... Read>
    static result<reply> call_with(call& c, int status, F const& f, Read&... read) {
        auto part = First::read(c);
        if (!part) return fail(std::move(part.error()));
        return parts_left<Rest...>::call_with(c, status, f, read..., *part);
    }
};

/// `status` is that of a reply that holds a record: 201 where one was made.
template <class... Parts, class F>
handler reading(F f, int status = 200) {
    return [f = std::move(f), status](call& c) { return parts_left<Parts...>::call_with(c, status, f); };
}

}  // namespace guiyan::api
