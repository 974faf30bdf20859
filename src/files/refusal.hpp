#pragma once
// Inside this room a reader that meets a bad file throws `refused`; the public functions of sheet.hpp turn it
// into an error. Parsers are deep, and every step of them may find the file bad: passing results up by hand
// would hide the formats. Nothing outside this room sees the exception.

#include <exception>

#include "base/result.hpp"

namespace guiyan::files {

struct refused : std::exception {
    explicit refused(error e) : reason(std::move(e)) {}
    char const* what() const noexcept override { return reason.key.c_str(); }
    error reason;
};

/// An error whose sentence is "files.<what>" and whose argument "reject_kind" is `kind`.
error refusal(std::string kind, std::string what, text_args args = {});

[[noreturn]] void refuse(std::string kind, std::string what, text_args args = {});

// The commonest ones.
[[noreturn]] void refuse_truncated();
[[noreturn]] void refuse_hostile(std::string what);
[[noreturn]] void refuse_too_large(std::string what, std::uint64_t limit);

/// Runs a reader and turns its refusal into an error.
template <class Read>
auto guarded(Read&& read) -> result<decltype(read())> {
    try {
        return read();
    } catch (refused& r) {
        return fail(std::move(r.reason));
    }
}

}  // namespace guiyan::files
