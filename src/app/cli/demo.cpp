#include <fmt/format.h>

#include "app/cli/commands.hpp"
#include "app/demo/demo_county.hpp"

namespace guiyan::app::cli {

int demo(house_options where) {
    // Whatever lies there belongs to somebody: anchors of another trail would call this one forged.
    if (std::filesystem::exists(where.data) && !std::filesystem::is_empty(where.data)) {
        fmt::print(stderr, "{} 已有数据，演示县只能建在空文件夹里。/ the folder is not empty.\n",
                   where.data.string());
        return 1;
    }
    where.quick_passwords = true;
    where.public_address = "http://127.0.0.1:8080";
    house h(where);
    demo::fill(h);
    return 0;
}

}  // namespace guiyan::app::cli
