// The files beside scheme.yaml: report texts with their holes, layouts that credentials name.

#include "scheme/check_parts.hpp"

namespace guiyan::scheme {
namespace {

/// {{ … }} of a text: each an expression of no record.
void holes(check_desk& desk, std::string const& file, std::string const& text) {
    auto const report = [&](place at, std::string key, text_args args, std::string fix, finding_kind kind) {
        desk.out.push_back(
            {kind, finding_level::error, file, at, "{{}}", std::move(key), std::move(args), std::move(fix)});
    };
    for (std::size_t at = text.find("{{"); at != std::string::npos; at = text.find("{{", at + 2)) {
        auto const where = cel::position_of(text, static_cast<std::uint32_t>(at));
        place const here{int(where.line), int(where.column)};
        auto const end = text.find("}}", at);
        if (end == std::string::npos || text.substr(at, end - at).find('\n') != std::string::npos) {
            report(here, "scheme.report.open_hole", {}, "scheme.report.open_hole.fix", finding_kind::shape);
            continue;
        }
        auto inner = text.substr(at + 2, end - at - 2);
        auto const blank = inner.find_first_not_of(' ');
        if (blank == std::string::npos) {
            report(here, "scheme.report.empty_hole", {}, "scheme.report.empty_hole.fix", finding_kind::shape);
            continue;
        }
        expression e{inner.substr(blank), {here.line, here.column + 2 + int(blank)}, "{{}}"};
        while (e.text.ends_with(' ')) e.text.pop_back();
        auto const before = desk.out.size();
        check_expression(desk, e, desk.book.words().at(""), cel::type::dyn());
        for (auto i = before; i < desk.out.size(); ++i) desk.out[i].file = file;
    }
}

}  // namespace

void check_reports(check_desk& desk) {
    if (!desk.files) return;
    auto const& p = desk.p;
    for (auto const& r : p.reports) {
        if (r.file.empty()) continue;
        auto const text = desk.files(r.file);
        if (!text)
            desk.error(finding_kind::reference, r.place_of("file"), r.path_of("file"),
                       "scheme.report.no_file", {{"file", r.file}}, "scheme.report.no_file.fix");
        else if (r.kind == report_kind::text)
            holes(desk, r.file, *text);
    }
    for (auto const& [id, c] : p.credentials)
        if (!c.paper.empty() && !desk.files(c.paper))
            desk.warn(finding_kind::reference, c.place_of("paper"), c.path_of("paper"),
                      "scheme.report.no_paper", {{"file", c.paper}}, "scheme.report.no_paper.fix");
}

}  // namespace guiyan::scheme
