#include <fmt/format.h>

#include "app/cli/commands.hpp"

namespace guiyan::app::cli {

int import_regions(house_options where, import_options const& asked) {
    auto book = files::open_workbook(asked.file);
    if (!book) return print_error(book.error()), 1;
    house h(where);
    auto const outcome = h.regions.import_file(h.self("import regions"), **book,
                                               std::filesystem::path(asked.file).filename().string(),
                                               {asked.commit, asked.close_left_out});
    if (!outcome) return print_error(outcome.error()), 1;
    for (auto const& p : outcome->problems)
        fmt::print(stderr, "第 {} 行 {}：{}\n", p.row, p.code,
                   embedded_sentences().say("zh-CN", p.message_key, p.args));
    for (auto const& r : outcome->left_out) fmt::print("文件里没有：{} {}\n", r.code, r.name);
    fmt::print("{}：新增 {}，变更 {}，不变 {}，文件里没有 {}{}，有问题 {}。{}\n",
               asked.commit ? "已写入" : "未写入（加 --commit 才写入）", outcome->added, outcome->changed,
               outcome->unchanged, outcome->left_out.size(),
               outcome->left_out.empty() ? ""
               : asked.close_left_out    ? "（自今天起失效）"
                                         : "（加 --close-left-out 标为失效）",
               outcome->problems.size(),
               h.regions.tree()->size() ? fmt::format("现有区划 {} 个。", h.regions.tree()->size()) : "");
    return outcome->problems.empty() ? 0 : 1;
}

}  // namespace guiyan::app::cli
