#pragma once
// Tables of demo/, and the end of a demonstration that cannot be made.

#include <string>

#include "base/result.hpp"
#include "terms/terms.hpp"

namespace guiyan::app::demo {

terms::sheet table(std::string const& name);

/// Throws with what could not be made: the files travel in the program, so it is our own fault.
void check(bool ok, std::string const& what);

template <class T>
T take(result<T> r, std::string const& what) {
    if (!r) {
        std::string fields;
        for (auto const& f : r.error().fields) fields += " " + f.path + " " + f.key;
        check(false, what + ": " + r.error().key + fields +
                         (r.error().args.empty() ? "" : " " + r.error().args.front().second));
    }
    return std::move(*r);
}

}  // namespace guiyan::app::demo
