#pragma once
// A type inside a PDF, cut to what its signs need. Cairo keeps every subroutine of a Chinese type, used or
// not: half a megabyte for the sixty characters of a certificate.

#include <string>
#include <string_view>

namespace guiyan::drawing {

/// The same signs under the same numbers, their subroutines written out. A type that is not understood comes
/// back as it was.
std::string lean_cff(std::string_view cff);

}  // namespace guiyan::drawing
