// guiyan pack test and guiyan pack schema.

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>

#include "app/cli/pack.hpp"
#include "base/text.hpp"
#include "scheme/cases.hpp"
#include "scheme/schema.hpp"

namespace guiyan::app::cli {

scheme::case_report run_folder_cases(pack_options const& o, opened_pack const& opened) {
    std::filesystem::path folder = o.folder;
    if (folder.filename() == "scheme.yaml") folder = folder.parent_path();
    std::vector<std::filesystem::path> files;
    std::error_code none;
    for (auto const& entry : std::filesystem::directory_iterator(folder / "cases", none))
        if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    std::ranges::sort(files);
    scheme::case_report all;
    for (auto const& file : files) {
        auto const text = opened.files("cases/" + file.filename().string());
        if (!text) continue;
        auto one = scheme::run_cases(*opened.book, *text, file.string());
        all.found.insert(all.found.end(), one.found.begin(), one.found.end());
        all.results.insert(all.results.end(), one.results.begin(), one.results.end());
    }
    return all;
}

int test_pack(pack_options const& o) {
    auto opened = open_pack(o);
    auto const words = sentences_in(o.language);
    if (scheme::has_errors(opened.found) || !opened.book) {
        for (auto const& f : opened.found) fmt::print("{}\n", scheme::line(f, words));
        return 1;
    }
    auto const report = run_folder_cases(o, opened);
    for (auto const& f : report.found) fmt::print(stderr, "{}\n", scheme::line(f, words));
    bool const broken = scheme::has_errors(report.found);
    std::size_t const count = report.results.size();
    std::size_t failed = 0;
    boost::json::array all;
    for (auto const& r : report.results) {
        failed += !r.passed;
        if (o.json)
            all.push_back(boost::json::object{{"file", r.file},
                                              {"line", r.at.line},
                                              {"column", r.at.column},
                                              {"path", r.path},
                                              {"name", r.name},
                                              {"passed", r.passed},
                                              {"expected", r.expected},
                                              {"got", r.got}});
        else if (!r.passed)
            fmt::print("{}:{}:{} {}: {}\n", r.file, r.at.line, r.at.column, r.path,
                       fill(words("scheme.case.failed"),
                            {{"name", r.name}, {"expected", r.expected}, {"got", r.got}}));
    }
    if (o.json)
        fmt::print("{}\n", boost::json::serialize(all));
    else
        fmt::print("{}\n", fill(words(count == 0 ? "scheme.case.none"
                                      : failed   ? "scheme.case.some_failed"
                                                 : "scheme.case.passed"),
                                {{"count", fmt::to_string(count)}, {"failed", fmt::to_string(failed)}}));
    return failed || broken || count == 0 ? 1 : 0;
}

int print_pack_schema() {
    fmt::print("{}\n", scheme::json_schema());
    return 0;
}

}  // namespace guiyan::app::cli
