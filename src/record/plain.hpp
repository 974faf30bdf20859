#pragma once
// Descriptions of small types that say nothing about a natural person: views, lists and requests of the
// interface whose fields need no rule of their own.

#include "record/describe.hpp"

namespace guiyan::record {

/// Like describe(), with every field that has no rule of class `none`. Use it only where that is true.
template <class T>
type describe_plain(std::string_view name, std::initializer_list<rule> rules = {}) {
    type t = describe<T>(name, rules);
    for (auto& f : t.fields)
        if (f.personal == privacy::unclassified) f.personal = privacy::none;
    return t;
}

}  // namespace guiyan::record
