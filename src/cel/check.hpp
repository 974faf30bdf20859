#pragma once
// Names resolved, types proved, constants of packs looked up in their code tables: everything that is wrong
// is found at once, with its place and what was probably meant.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cel/environment.hpp"
#include "cel/parse.hpp"

namespace guiyan::cel {

/// A checked expression. It keeps what it needs of its environment, is not changed by evaluation and may be
/// used by many threads.
struct program {
    std::string source;
    node root;
    type is;
    mode how = mode::plain;
    std::string self;  ///< kind of the record in question
    int bound_names = 0;
};

struct checked {
    std::optional<program> good;
    std::vector<issue> issues;  ///< in the order of their places
    explicit operator bool() const { return good.has_value(); }
    program const& operator*() const { return *good; }
    program const* operator->() const { return &*good; }
};

/// `wanted`: what the place asks for, such as type::boolean() of a condition; dyn takes anything. A number
/// takes any unit unless one is written.
checked check(std::string_view text, environment const&, type const& wanted = type::dyn());
checked check(parsed, environment const&, type const& wanted = type::dyn());

/// The names a program reads, each once, in order: "role", "person.birth_date", "m.service_days",
/// "engagements", "engagements.role".
std::vector<std::string> names_read(program const&);

}  // namespace guiyan::cel
