#include "modules/reports/report_text.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "files/paper/markdown.hpp"
#include "scheme/print_figure.hpp"

namespace guiyan::reports {
namespace {

/// The id where a hole is nothing but figure('…'), else nothing.
std::optional<std::string> lone_figure(std::string_view hole) {
    if (!hole.starts_with("figure(")) return std::nullopt;
    auto const open = hole.find_first_of("'\"");
    if (open == hole.npos) return std::nullopt;
    auto const close = hole.find(hole[open], open + 1);
    if (close == hole.npos || trim(hole.substr(close + 1)) != ")") return std::nullopt;
    return std::string(hole.substr(open + 1, close - open - 1));
}

/// The phrase with its print marked, so that it can be opened.
std::string marked(scheme::indicator const& f, cel::value const& v, std::string const& id) {
    auto phrase = scheme::printed(f, v);
    auto print = scheme::printed_value(f, v);
    auto const at = phrase.find(print);
    // In a sentence the place of an unknown number is kept open beside its unit: 提供（未报）项贴心服务.
    if (!v.is(cel::value_kind::number) && at != phrase.npos) {
        auto const open = "（" + print + "）" + (f.print.unit.empty() ? f.unit : f.print.unit);
        phrase.replace(at, print.size(), open);
        print = open;
    }
    if (at == phrase.npos) return paper::figure_mark(phrase, id);
    return paper::escaped(phrase.substr(0, at)) + paper::figure_mark(print, id) +
           paper::escaped(phrase.substr(at + print.size()));
}

}  // namespace

result<filled_text> fill(std::string const& text, schemes::scheme_reckoner const& rules,
                         indicators::indicators const& figures) {
    filled_text out;
    std::size_t at = 0;
    for (;;) {
        auto const open = text.find("{{", at);
        if (open == text.npos) break;
        auto const line = std::to_string(
            1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(open), '\n'));
        auto const close = text.find("}}", open);
        if (close == text.npos) return fail_field("/text", "reports.hole_open", {{"line", line}});
        out.markdown += text.substr(at, open - at);
        auto const hole = std::string(trim(std::string_view(text).substr(open + 2, close - open - 2)));
        at = close + 2;
        if (auto const id = lone_figure(hole)) {
            auto const* f = rules.pack().indicators.find(*id);
            if (!f) return fail_field("/text", "reports.no_such_figure", {{"line", line}, {"figure", *id}});
            auto known = std::find_if(out.figures.begin(), out.figures.end(),
                                      [&](auto const& u) { return u.id == *id; });
            if (known == out.figures.end())
                known = out.figures.insert(known, {*id, f, figures.reckon(rules, *f)});
            out.markdown += marked(*f, known->reading.value, *id);
            continue;
        }
        auto const* program = rules.edition().rules->program(hole, "");
        if (!program) return fail_field("/text", "reports.hole_unread", {{"line", line}, {"hole", hole}});
        auto const v = rules->evaluate(*program, {});
        out.markdown += v.is(cel::value_kind::text)     ? paper::escaped(v.as_text())
                        : v.is(cel::value_kind::number) ? scheme::plain_number(v.as_number())
                                                        : std::string("（未报）");
    }
    out.markdown += text.substr(at);
    return out;
}

}  // namespace guiyan::reports
