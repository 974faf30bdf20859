#pragma once
// The rules of people's record, asked of a line while it is read: what would be refused when it is written is
// told beforehand.

#include "modules/codes/codes.hpp"
#include "modules/imports/line_spool.hpp"
#include "modules/people/people.hpp"

namespace guiyan::imports {

/// Errors of people's rules for a record, each field by its own rule and all together; the record comes out
/// placed.
std::vector<field_error> broken_rules(people::people const&, actor const&, codes::code_tables const&,
                                      people::person&);

/// Adds reports for what the rules refuse and for a village out of reach; the line is `reported` then.
void check_line(line&, people::people const&, actor const&, codes::code_tables const&,
                std::string const& home);

}  // namespace guiyan::imports
