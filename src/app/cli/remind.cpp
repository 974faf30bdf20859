// guiyan remind: the day's reminders without a server, for a machine that runs no service, or a day that was
// missed.

#include <fmt/format.h>

#include "app/cli/commands.hpp"
#include "app/daily_round.hpp"

namespace guiyan::app::cli {

int remind(house_options const& where, std::string const& on) {
    auto const asked = on.empty() ? std::nullopt : date::parse(on);
    if (!on.empty() && !asked) {
        fmt::print(stderr, "--on {}: 日期应写成 2022-12-31 / a day is written 2022-12-31\n", on);
        return 1;
    }
    house all(where);
    auto const day = asked.value_or(all.schemes.today());
    std::int64_t notices = 0;
    bool failed = false;
    for (auto const& one : app::remind(all, day)) {
        notices += one.notices;
        if (!one.problem.empty()) {
            fmt::print(stderr, "{}  {}（{}）：{}\n", one.scheme, one.name, one.rule, one.problem);
            failed = true;
        }
        if (one.holding + one.begun + one.ended + one.notices == 0) continue;
        fmt::print("{}  {}（{}）：在列 {}，新增 {}，解除 {}，提醒 {} 条\n", one.scheme, one.name, one.rule,
                   one.holding, one.begun, one.ended, one.notices);
    }
    fmt::print("{} 共发出提醒 {} 条 / {} notices\n", day.iso(), notices, notices);
    return failed ? 1 : 0;
}

}  // namespace guiyan::app::cli
