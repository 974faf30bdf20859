#include <fmt/format.h>

#include "app/cli/pack.hpp"
#include "scheme/explain.hpp"

namespace guiyan::app::cli {

int explain_pack(pack_options const& o) {
    auto const opened = open_pack(o);
    auto const words = sentences_in(o.language);
    // A pack whose shape is wrong would be explained wrongly.
    if (scheme::has_errors(opened.found) || !opened.book) {
        for (auto const& f : opened.found) fmt::print(stderr, "{}\n", scheme::line(f, words));
        return 1;
    }
    // The explanation is Chinese, whatever language the messages have.
    fmt::print("{}", scheme::explain(*opened.book, sentences_in("zh-CN")));
    return 0;
}

}  // namespace guiyan::app::cli
