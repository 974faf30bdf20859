#pragma once
// A case file as it is read; private to the cases.

#include "scheme/cases.hpp"
#include "scheme/describe.hpp"

namespace guiyan::scheme {

struct one_case : node {
    std::string name;
    std::optional<date> as_of;
    std::vector<expectation> expect;
};

struct case_file : node {
    std::string name;
    std::optional<date> as_of;
    std::vector<one_case> cases;
};

shape const& shape_of(expectation const*);
shape const& shape_of(one_case const*);
shape const& shape_of(case_file const*);

}  // namespace guiyan::scheme
