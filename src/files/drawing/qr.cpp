#include "files/drawing/qr.hpp"

#include <qrencode.h>

#include <memory>
#include <stdexcept>

namespace guiyan::drawing {
namespace {

constexpr int quiet = 4;

struct free_code {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

qr_path to_qr(std::string_view text) {
    if (text.empty() || text.size() > 500) throw std::invalid_argument("a QR code of 1 to 500 bytes");
    std::unique_ptr<QRcode, free_code> const code(QRcode_encodeData(
        static_cast<int>(text.size()), reinterpret_cast<unsigned char const*>(text.data()), 0, QR_ECLEVEL_M));
    if (!code) throw std::runtime_error("libqrencode made no code");
    qr_path out{code->width + 2 * quiet, {}};
    for (int y = 0; y < code->width; ++y)
        for (int x = 0; x < code->width;) {
            int const begin = x;
            while (x < code->width && (code->data[y * code->width + x] & 1)) ++x;
            // Runs of dark modules as one box: no hair lines between them.
            if (x > begin)
                out.path += "M" + std::to_string(begin + quiet) + " " + std::to_string(y + quiet) + "h" +
                            std::to_string(x - begin) + "v1h-" + std::to_string(x - begin) + "z";
            else
                ++x;
        }
    return out;
}

}  // namespace guiyan::drawing
