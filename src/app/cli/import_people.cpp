#include <fmt/format.h>

#include <iostream>

#include "app/cli/commands.hpp"
#include "modules/imports/bank.hpp"
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
    std::vector<people::person> good;
    std::size_t refused = 0;
    auto found = roster::analyse(**book, reference, options, [&](roster::row_result const& row) {
        if (asked.json) writer.row(row);
        if (!asked.commit || row.verdict != roster::verdict::ok) return true;
        auto p = imports::person_of(row.values, h.people.row_defaults(), home, options.file_name);
        if (h.people.prepare(who, p).empty())
            good.push_back(std::move(p));
        else
            ++refused;
        return true;
    });
    if (!found)
        return refuse(asked, files::reject_kind(found.error()),
                      embedded_sentences().say("zh-CN", found.error().key, found.error().args));
    if (asked.commit && !good.empty()) {
        auto written = h.database->write<done>(who, [&](db::transaction& tx) -> result<done> {
            for (auto& p : good) {
                p.id = people::person_id{tx.mint()};
                p.confirmed_on = china_day(tx.at);
            }
            h.people.insert_all(tx, good);
            tx.record({.what = "imported",
                       .entity = "person",
                       .label = options.file_name,
                       .changes = {{"rows", "", std::to_string(good.size())}},
                       .reason = "command line"});
            return done{};
        });
        if (!written) return print_error(written.error()), 1;
    }
    if (asked.json) {
        writer.end(*found);
    } else {
        fmt::print("{}：可直接入库 {} 行（其中有修正 {}），须人定 {} 行，不入库 {} 行。{}\n",
                   options.file_name, found->ok, found->repaired, found->reported, found->ignored,
                   asked.commit ? fmt::format("已写入 {} 人，规则不符 {} 人。", good.size(), refused)
                                : "未写入（加 --commit 才写入）。");
        for (auto const& [kind, count] : found->kinds)
            fmt::print("  {}  {}\n", sentence("roster.kind." + kind), count);
    }
    return found->verdict == roster::file_verdict::reject ? 1 : 0;
}

}  // namespace guiyan::app::cli
