#pragma once
// A scheme pack as it stands in its folder: scheme.yaml read, nothing judged yet. The shape of every struct
// is described once, in the *_shape.cpp files; the strict reader, the JSON Schema and the checks come from
// there. This room is pure: no database, no clock, no rules of any one scheme.

#include "scheme/counts.hpp"
#include "scheme/ground.hpp"
#include "scheme/money.hpp"
#include "scheme/papers.hpp"
#include "scheme/reviews.hpp"
#include "scheme/rules.hpp"

namespace guiyan::scheme {

struct pack : node {
    int language = 0;
    scheme::meta meta;
    std::vector<scheme::module> modules;
    named<body> bodies;
    named<param> params;
    named<code_table> codes;
    named<named<extra_field>> fields;  ///< by kind of record
    named<standard_table> tables;
    named<record_set> sets;
    named<measure> measures;
    named<role> roles;
    named<procedure> procedures;
    named<guard> guards;
    named<quota> quotas;
    named<obligation> obligations;
    named<review> reviews;
    named<account> accounts;
    named<posting> postings;
    named<consequence> consequences;
    named<credential> credentials;
    named<service> services;
    named<scheme::publicity> publicity;
    named<scheme::matching> matching;
    named<indicator> indicators;
    std::optional<scheme::tasks> tasks;
    named<figure_check> checks;
    std::vector<report> reports;

    std::string file;  ///< name of the file read, for messages
};

}  // namespace guiyan::scheme
