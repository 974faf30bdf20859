#include "scheme/finding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/text.hpp"

namespace guiyan::scheme {

std::string_view name_of(finding_kind kind) {
    constexpr std::string_view names[] = {"shape", "reference", "types",         "path",   "units",
                                          "sums",  "sense",     "contradiction", "burden", "open"};
    return names[static_cast<int>(kind)];
}

std::string_view name_of(finding_level level) {
    return level == finding_level::error ? "error" : level == finding_level::warning ? "warning" : "note";
}

std::string message(finding const& f, sentence_of const& text_of) {
    text_args args = f.args;
    for (auto& [name, value] : args)
        if (value.starts_with('@')) value = text_of(value.substr(1));
    auto out = fill(text_of(f.key), args);
    if (!f.fix.empty()) out += text_of("scheme.then") + fill(text_of(f.fix), args);
    return out;
}

std::string line(finding const& f, sentence_of const& text_of) {
    return fmt::format("{}:{}:{} {}: {}", f.file, f.at.line, f.at.column, f.path, message(f, text_of));
}

void put_in_order(findings& all) {
    auto const order = [](finding const& f) {
        return std::tie(f.file, f.at.line, f.at.column, f.level, f.kind, f.path, f.key, f.args);
    };
    std::ranges::stable_sort(all, [&](auto const& a, auto const& b) { return order(a) < order(b); });
    auto const twins =
        std::ranges::unique(all, [&](auto const& a, auto const& b) { return order(a) == order(b); });
    all.erase(twins.begin(), twins.end());
}

bool has_errors(findings const& all) {
    return std::ranges::any_of(all, [](auto const& f) { return f.level == finding_level::error; });
}

}  // namespace guiyan::scheme
