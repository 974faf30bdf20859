#include <fmt/format.h>

#include <iostream>

#include "app/cli/commands.hpp"
#include "modules/imports/bank.hpp"
#include "modules/imports/imports.hpp"
#include "roster/roster_json.hpp"

namespace guiyan::app::cli {
namespace {

std::string sentence(std::string_view key) {
    return embedded_sentences().say("zh-CN", key);
}

std::string full_code(std::string code) {
    if (code.size() == 6 || code.size() == 9) code.append(12 - code.size(), '0');
    return code;
}

/// A folder that was never used is made only when something is to be written.
bool is_new(house_options const& where) {
    return where.postgres_url.empty() && !std::filesystem::exists(where.data / "guiyan.db");
}

int refuse(import_options const& asked, std::string_view kind, std::string const& message) {
    if (asked.json)
        roster::json_writer(std::cout, sentence).reject(kind, message);
    else
        fmt::print(stderr, "{}\n", message);
    return 1;
}

/// Through the import desk, so that the file is kept, the batch can be seen and undone on the page, and
/// memory does not grow with the file. Only lines that wait for nobody are written.
result<imports::import_batch> write_batch(house& h, actor const& who, std::string const& home,
                                          std::string const& name, std::filesystem::path const& file) {
    auto const opened = h.imports.open(who, home, name, file);
    if (!opened) return opened;
    h.imports.wait();
    auto const done = h.imports.commit(who, opened->id, true, false);
    if (!done) return done;
    h.imports.wait();
    return h.imports.find(who, opened->id);
}

}  // namespace

int import_people(house_options where, import_options const& asked) {
    if (is_new(where) && !asked.commit) return refuse(asked, "no_regions", sentence("import.no_regions"));
    where.read_only = !asked.commit;
    house h(where);
    auto const who = h.self("import people");
    auto const tree = h.regions.tree();
    auto const home = full_code(asked.region);
    if (!tree->find(home)) return refuse(asked, "no_regions", sentence("import.no_regions"));

    auto book = files::open_workbook(asked.file);
    if (!book)
        return refuse(asked, files::reject_kind(book.error()),
                      embedded_sentences().say("zh-CN", book.error().key, book.error().args));
    auto const places = imports::roster_regions(*tree);
    imports::bank const known(h.people, who);
    roster::reference const reference{&places, &embedded_terms(), &known};
    roster::options options;
    options.region_code = home;
    options.today = china_day(h.time.now());
    options.file_name = std::filesystem::path(asked.file).filename().string();

    roster::json_writer writer(std::cout, sentence);
    auto found = roster::analyse(**book, reference, options, [&](roster::row_result const& row) {
        if (asked.json) writer.row(row);
        return true;
    });
    if (!found)
        return refuse(asked, files::reject_kind(found.error()),
                      embedded_sentences().say("zh-CN", found.error().key, found.error().args));
    std::int64_t written = 0, left = static_cast<std::int64_t>(found->reported);
    if (asked.commit && found->ok) {
        auto const batch = write_batch(h, who, home, options.file_name, asked.file);
        if (!batch) return print_error(batch.error()), 1;
        written = batch->counts.written;
        left = batch->counts.open;
    }
    if (asked.json) {
        writer.end(*found);
    } else {
        fmt::print("{}：可直接入库 {} 行（其中有修正 {}），须人定 {} 行，不入库 {} 行。{}\n",
                   options.file_name, found->ok, found->repaired, found->reported, found->ignored,
                   asked.commit ? fmt::format("已写入 {} 人，未写入 {} 人。", written, left)
                                : "未写入（加 --commit 才写入）。");
        for (auto const& [kind, count] : found->kinds)
            fmt::print("  {}  {}\n", sentence("roster.kind." + kind), count);
    }
    return found->verdict == roster::file_verdict::reject ? 1 : 0;
}

}  // namespace guiyan::app::cli
