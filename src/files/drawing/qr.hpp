#pragma once
// QR codes (ISO/IEC 18004) as the path of an SVG.

#include <string>
#include <string_view>

namespace guiyan::drawing {

struct qr_path {
    int modules = 0;   ///< along one side, the quiet border of four on each side included
    std::string path;  ///< in units of modules, dark ones only
};

/// Error correction M: 15 % may be dirty. At most 500 bytes, else std::invalid_argument.
qr_path to_qr(std::string_view text);

}  // namespace guiyan::drawing
