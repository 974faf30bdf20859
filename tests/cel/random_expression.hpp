#pragma once
// Well-typed pack expressions out of a string of choices: the shorter the string and the smaller its numbers,
// the simpler the expression, so that a failure shrinks to its core.

#include <cstdint>
#include <string>
#include <vector>

namespace guiyan::cel::testing {

enum class wanted { boolean, number, text, day };

/// An expression about an engagement of county.hpp.
std::string random_expression(wanted, std::vector<std::uint8_t> const& choices);

}  // namespace guiyan::cel::testing
