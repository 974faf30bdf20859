// guiyan pack install and guiyan pack list: the shelf of an installation, without a browser.

#include <fmt/format.h>

#include <boost/json.hpp>

#include "app/cli/commands.hpp"
#include "app/cli/pack.hpp"
#include "base/text.hpp"
#include "record/json.hpp"

namespace guiyan::app::cli {
namespace {

template <class T>
std::string json_of(T const& record) {
    return boost::json::serialize(record::write_json(record_of(static_cast<T const*>(nullptr)), &record));
}

void print(schemes::pack_answer const& answer, scheme::sentence_of const& words) {
    for (auto const& f : answer.findings) {
        if (f.level == "note") continue;
        fmt::print("{}:{}:{} {}{} {}\n", f.file, f.line, f.column, f.path, f.path.empty() ? "" : ":",
                   f.message);
        if (!f.fix.empty()) fmt::print("    {}\n", f.fix);
    }
    if (!answer.assumed.empty()) fmt::print("{}\n", words("scheme.shelf.to_sign"));
    for (auto const& a : answer.assumed) fmt::print("  {}:{} {}: {}\n", a.file, a.line, a.path, a.text);
    fmt::print("{}\n", fill(words("scheme.shelf.outcome." + answer.outcome),
                            {{"name", answer.name},
                             {"edition", answer.edition},
                             {"errors", fmt::to_string(answer.errors)},
                             {"warnings", fmt::to_string(answer.warnings)},
                             {"cases", fmt::to_string(answer.cases)}}));
}

}  // namespace

int install_pack(house_options where, pack_options const& o) {
    auto folder = schemes::open_pack_folder(o.folder);
    if (!folder) {
        print_error(folder.error());
        return 1;
    }
    house all(std::move(where));
    auto who = all.self("pack install");
    auto const words = sentences_in(o.language);
    who.language = words("scheme.language");
    auto const answer = all.schemes.install(who, std::move(*folder));
    if (!answer) {
        print_error(answer.error());
        return 1;
    }
    if (o.json)
        fmt::print("{}\n", json_of(*answer));
    else
        print(*answer, words);
    return answer->outcome == "refused" ? 1 : 0;
}

int list_packs(house_options where, pack_options const& o) {
    where.read_only = true;
    house const all(std::move(where));
    auto const words = sentences_in(o.language);
    auto const list = all.schemes.packs();
    if (o.json) {
        fmt::print("{}\n", json_of(list));
        return 0;
    }
    for (auto const& p : list.items)
        fmt::print("{:<26} {:<8} {}  {}{}\n", p.pack_id, p.edition, p.name,
                   fill(words("scheme.shelf.counts"), {{"errors", fmt::to_string(p.errors)},
                                                       {"warnings", fmt::to_string(p.warnings)},
                                                       {"assumed", fmt::to_string(p.assumed)}}),
                   p.in_use ? words("scheme.shelf.in_use") : std::string());
    return 0;
}

}  // namespace guiyan::app::cli
