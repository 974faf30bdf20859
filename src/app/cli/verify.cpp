#include <fmt/format.h>

#include "app/cli/commands.hpp"

namespace guiyan::app::cli {

void print_error(error const& e) {
    auto const* lang = std::getenv("LANG");
    std::string const language = lang && std::string_view(lang).starts_with("en") ? "en" : "zh-CN";
    auto const& words = embedded_sentences();
    fmt::print(stderr, "{}\n", words.say(language, e.key, e.args));
    for (auto const& f : e.fields)
        fmt::print(stderr, "  {}: {}\n", f.path, words.say(language, f.key, f.args));
}

int verify(house_options where) {
    where.read_only = true;
    house h(where);
    auto const v = h.trail.verify();
    if (v.broken_at) {
        fmt::print(
            "留痕链在第 {} 条断开：此前 {} 条完好。/ the trail is broken at row {}; {} rows before it are "
            "sound.\n",
            v.broken_at, v.checked, v.broken_at, v.checked);
        return 1;
    }
    auto const a = h.anchors.check(*h.database);
    if (a.missing_id || a.broken_line) {
        fmt::print(
            "库外锚点与留痕不符：{}。/ the trail does not agree with its anchors outside the database: {}.\n",
            a.missing_id ? fmt::format("第 {} 条已被删去或改动", a.missing_id)
                         : fmt::format("锚点文件第 {} 行被改动", a.broken_line),
            a.missing_id ? fmt::format("row {} is gone or another", a.missing_id)
                         : fmt::format("line {} of the anchors was changed", a.broken_line));
        return 1;
    }
    fmt::print("留痕链完好：{} 条，链头 {}。/ the trail is sound: {} rows, head {}.\n", v.checked, v.head,
               v.checked, v.head);
    return 0;
}

}  // namespace guiyan::app::cli
