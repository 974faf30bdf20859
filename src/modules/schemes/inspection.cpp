#include "modules/schemes/inspection.hpp"

#include <algorithm>
#include <charconv>

#include "files/drawing/svg_paper.hpp"
#include "files/paper/markdown.hpp"
#include "scheme/cases.hpp"

namespace guiyan::schemes {
namespace {

using scheme::finding_kind;
using scheme::finding_level;

// As the columns and addresses of the program take them.
constexpr std::size_t most_id = 60, most_edition = 20;

/// An error of a reader of papers, at its line.
scheme::finding at_its_line(std::string const& file, error const& e) {
    auto const& said = e.fields.empty() ? field_error{"", e.key, e.args} : e.fields.front();
    int line = 1;
    for (auto const& [name, value] : said.args)
        if (name == "line") std::from_chars(value.data(), value.data() + value.size(), line);
    return {finding_kind::shape, finding_level::error, file, {line, 1}, {}, said.key, said.args, {}};
}

/// The text with a word in the place of each hole: what a hole says is no mark.
std::string without_holes(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        auto const opens = text.find("{{");
        auto const closes = opens == text.npos ? text.npos : text.find("}}", opens);
        out += text.substr(0, closes == text.npos ? text.npos : opens);
        if (closes == text.npos) break;
        out += "数";
        text.remove_prefix(closes + 2);
    }
    return out;
}

}  // namespace

std::size_t inspection::count(finding_level level) const {
    return static_cast<std::size_t>(std::count_if(found.begin(), found.end(), [&](auto const& f) {
        return f.level == level && f.kind != finding_kind::open;
    }));
}

std::size_t inspection::assumed() const {
    return static_cast<std::size_t>(std::count_if(
        found.begin(), found.end(), [](auto const& f) { return f.kind == finding_kind::open; }));
}

scheme::findings check_papers(pack_files const& files) {
    scheme::findings out;
    for (auto const& [path, text] : files) {
        if (path.starts_with("papers/")) {
            if (auto const svg = drawing::svg_paper::read(text); !svg)
                out.push_back(at_its_line(path, svg.error()));
        } else if (path.starts_with("reports/")) {
            if (auto const paper = paper::from_markdown(without_holes(text)); !paper)
                out.push_back(at_its_line(path, paper.error()));
        }
    }
    return out;
}

inspection inspect(scheme::rulebook const* book, pack_files const& files, scheme::findings read) {
    inspection out{std::move(read)};
    if (book && book->rules().at.line == 0) book = nullptr;
    auto add = [&](scheme::findings more) {
        out.found.insert(out.found.end(), std::make_move_iterator(more.begin()),
                         std::make_move_iterator(more.end()));
    };
    if (book)
        add(scheme::check(*book, [&](std::string_view path) {
            auto const file = files.find(std::string(path));
            return file == files.end() ? std::nullopt : std::optional(file->second);
        }));
    add(check_papers(files));
    if (book)
        if (auto const& meta = book->rules().meta;
            meta.id.size() > most_id || meta.edition.size() > most_edition)
            out.found.push_back({finding_kind::shape,
                                 finding_level::error,
                                 "scheme.yaml",
                                 meta.at,
                                 "meta",
                                 "schemes.pack.long_name",
                                 {{"id", std::to_string(most_id)}, {"edition", std::to_string(most_edition)}},
                                 {}});
    // With errors the cases would say the same once more.
    if (book && !scheme::has_errors(out.found))
        for (auto const& [path, text] : files) {
            if (!path.starts_with("cases/")) continue;
            auto report = scheme::run_cases(*book, text, path);
            add(std::move(report.found));
            out.cases += report.results.size();
            for (auto const& r : report.results) {
                if (r.passed) continue;
                ++out.failed;
                out.found.push_back({finding_kind::sense,
                                     finding_level::error,
                                     r.file,
                                     r.at,
                                     r.path,
                                     "scheme.case.failed",
                                     {{"name", r.name}, {"expected", r.expected}, {"got", r.got}},
                                     {}});
            }
        }
    scheme::put_in_order(out.found);
    return out;
}

}  // namespace guiyan::schemes
