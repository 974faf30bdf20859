#pragma once
// Every written value of a pack in the order of its shape, with where it stands and which records its
// expressions speak of. The checks and the explanation are loops over this.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "scheme/shape.hpp"

namespace guiyan::scheme {

/// What encloses a value.
struct surround {
    std::string part;                   ///< key of the pack: "quotas"
    std::string for_kind;               ///< of the nearest `for`
    std::string over;                   ///< of the nearest `over`, also by `of`
    std::string per;                    ///< of the nearest `per`
    std::string entity;                 ///< kind of an extra field
    expression const* where = nullptr;  ///< of the rule: which records it speaks of at all
    std::string counted;                ///< of the quota around: kind of record its measure counts
    review const* scored = nullptr;     ///< the review around
};

struct visited {
    member const& m;
    shape const& is;
    void const* value;
    node const* owner;  ///< the struct that the value belongs to
    place at;
    std::string path;
    surround const& in;

    template <class T>
    T const& as() const {
        return *static_cast<T const*>(value);
    }
};

/// Called for each leaf, and for each struct before its members (is.is == object).
void walk(pack const&, std::function<void(visited const&)> const& see);

/// The kind of record that a need counts; "" for none.
std::string counted_kind(pack const&, need const&);

/// The kind of record whose fields are the bare names of an expression; "" where there is none.
std::string self_of(sees, surround const&);

}  // namespace guiyan::scheme
