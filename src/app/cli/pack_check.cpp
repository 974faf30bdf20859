#include <fmt/format.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/cli/pack.hpp"
#include "app/house.hpp"
#include "base/text.hpp"
#include "embedded/assets.hpp"
#include "modules/schemes/inspection.hpp"
#include "scheme/read.hpp"

namespace guiyan::app::cli {
namespace {

/// A file of the folder; never one outside it.
std::optional<std::string> read_inside(std::filesystem::path const& folder, std::string_view path) {
    std::filesystem::path const relative{path};
    if (relative.is_absolute() || path.find("..") != std::string_view::npos) return {};
    std::ifstream in(folder / relative, std::ios::binary);
    if (!in || std::filesystem::is_directory(folder / relative)) return {};
    // A text of a pack is small; what is larger is not read to its end.
    std::string out(4 << 20, '\0');
    in.read(out.data(), std::streamsize(out.size()));
    out.resize(std::size_t(in.gcount()));
    return out;
}

boost::json::object json_of(scheme::finding const& f, scheme::sentence_of const& words) {
    boost::json::object o{{"kind", scheme::name_of(f.kind)},
                          {"level", scheme::name_of(f.level)},
                          {"file", f.file},
                          {"line", f.at.line},
                          {"column", f.at.column},
                          {"path", f.path},
                          {"key", f.key},
                          {"message", scheme::message(f, words)}};
    text_args args = f.args;
    for (auto& [name, value] : args)
        if (value.starts_with('@')) value = words(value.substr(1));
    o["fix"] = f.fix.empty() ? std::string() : fill(words(f.fix), args);
    return o;
}

}  // namespace

scheme::catalogue const& facts_catalogue() {
    static auto const all = scheme::catalogue::read(embedded::assets().find("schemes/facts.yaml")->bytes);
    return all;
}

scheme::sentence_of sentences_in(std::string const& language) {
    auto wanted = language;
    if (wanted.empty()) {
        auto const* lang = std::getenv("LANG");
        wanted = lang && std::string_view(lang).starts_with("en") ? "en" : "zh-CN";
    }
    return [wanted](std::string_view key) { return embedded_sentences().say(wanted, key); };
}

opened_pack open_pack(pack_options const& o) {
    opened_pack out;
    std::filesystem::path folder = o.folder;
    if (folder.filename() == "scheme.yaml") folder = folder.parent_path();
    out.file = (folder / "scheme.yaml").string();
    out.files = [folder](std::string_view path) { return read_inside(folder, path); };
    auto const text = out.files("scheme.yaml");
    if (!text) {
        out.found.push_back({scheme::finding_kind::shape,
                             scheme::finding_level::error,
                             out.file,
                             {1, 1},
                             "",
                             "scheme.report.no_file",
                             {{"file", "scheme.yaml"}},
                             "scheme.report.no_file.fix"});
        return out;
    }
    auto p = scheme::read_pack(*text, out.file, out.found);
    if (p.at.line > 0) out.book = std::make_unique<scheme::rulebook>(facts_catalogue(), std::move(p));
    return out;
}

int check_pack(pack_options const& o) {
    auto opened = open_pack(o);
    if (opened.book) {
        auto more = scheme::check(*opened.book, opened.files);
        opened.found.insert(opened.found.end(), more.begin(), more.end());
        // Texts and layouts, and files that no pack has: what an installation would say of the folder.
        if (auto folder = schemes::open_pack_folder(o.folder)) {
            auto papers = schemes::check_papers(folder->files);
            for (auto* found : {&folder->found, &papers})
                opened.found.insert(opened.found.end(), found->begin(), found->end());
        }
        // The cases of a pack run at each check; with errors they would say the same once more.
        if (!scheme::has_errors(opened.found)) {
            auto const cases = run_folder_cases(o, opened);
            opened.found.insert(opened.found.end(), cases.found.begin(), cases.found.end());
            for (auto const& r : cases.results)
                if (!r.passed)
                    opened.found.push_back({scheme::finding_kind::sense,
                                            scheme::finding_level::error,
                                            r.file,
                                            r.at,
                                            r.path,
                                            "scheme.case.failed",
                                            {{"name", r.name}, {"expected", r.expected}, {"got", r.got}},
                                            {}});
        }
    }
    scheme::put_in_order(opened.found);
    auto const words = sentences_in(o.language);
    if (o.json) {
        boost::json::array all;
        for (auto const& f : opened.found) all.push_back(json_of(f, words));
        fmt::print("{}\n", boost::json::serialize(all));
        return scheme::has_errors(opened.found) ? 1 : 0;
    }
    int counts[3] = {};
    for (auto const level :
         {scheme::finding_level::error, scheme::finding_level::warning, scheme::finding_level::note}) {
        bool first = true;
        for (auto const& f : opened.found) {
            if (f.level != level) continue;
            ++counts[int(level)];
            if (first && level != scheme::finding_level::error)
                fmt::print("{}\n", words(level == scheme::finding_level::warning ? "scheme.check.warnings"
                                                                                 : "scheme.check.notes"));
            first = false;
            fmt::print("{}\n", scheme::line(f, words));
        }
    }
    fmt::print("{}\n",
               fill(words(counts[0] ? "scheme.check.failed" : "scheme.check.passed"),
                    {{"errors", fmt::to_string(counts[0])}, {"warnings", fmt::to_string(counts[1])}}));
    return counts[0] ? 1 : 0;
}

}  // namespace guiyan::app::cli
