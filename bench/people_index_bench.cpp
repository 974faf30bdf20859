// Times the questions of the list page against the in-memory index, at 100,000 and 1,000,000 invented people,
// with the plain version (a pass over everybody) beside it. Answers are compared before anything is timed.
//   people_index_bench [PEOPLE...]        default: 100000 1000000

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>

#include "modules/people/index/made_up_people.hpp"
#include "modules/people/index/people_index.hpp"
#include "modules/people/index/plain_people.hpp"

using namespace guiyan;
using namespace guiyan::people;
using steady = std::chrono::steady_clock;

namespace {

double microseconds(steady::time_point from) {
    return std::chrono::duration<double, std::micro>(steady::now() - from).count();
}

/// Median of enough runs.
double timed(std::function<void()> const& run, double budget_us = 200'000) {
    std::vector<double> all;
    auto const start = steady::now();
    while (all.size() < 5 || (microseconds(start) < budget_us && all.size() < 2000)) {
        auto const from = steady::now();
        run();
        all.push_back(microseconds(from));
        if (all.size() >= 3 && microseconds(start) > budget_us * 5) break;
    }
    std::sort(all.begin(), all.end());
    return all[all.size() / 2];
}

std::size_t resident() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.rfind("VmRSS:", 0) == 0) return std::size_t(std::atoll(line.c_str() + 6)) * 1024;
    return 0;
}

struct named_query {
    char const* name;
    people_query query;
};

std::vector<named_query> questions(made_up::county const& place) {
    std::vector<named_query> all;
    date const today(2026, 11, 21);
    people_query base(people_scope::within({{0, place.regions()}}));
    base.filter.codes.push_back({code_column::state, {1}});
    base.want_total = false;

    auto page = base;
    page.filter.codes.push_back({code_column::education, {1, 2, 3, 4}});
    all.push_back({"page of 20, 2 filters, by name", page});
    auto confirmed = page;
    confirmed.sort = sort_by::confirmed_on, confirmed.descending = true;
    all.push_back({"page of 20, 2 filters, newest confirmed", confirmed});
    auto deep = page;
    deep.page = 200;
    all.push_back({"page 200", deep});
    auto total = page;
    total.want_total = true;
    all.push_back({"the same page + total", total});
    auto facets = total;
    facets.facets = {facet_request::of(facet_request::kind::categories),
                     facet_request::of(code_column::education), facet_request::of(code_column::availability),
                     facet_request::of(code_column::state), facet_request::of(code_column::political_status)};
    all.push_back({"page + total + 5 facets", facets});
    auto list = total;
    list.facets = {
        facet_request::of(facet_request::kind::categories),
        facet_request::of_skills(
            {{0, 50}, {50, 100}, {100, 150}, {150, 200}, {200, 250}, {250, 300}, {300, 350}, {350, 400}}),
        facet_request::of_ages({{0, 34}, {35, 44}, {45, 54}, {55, 59}, {60, 200}}, today),
        facet_request::of(code_column::availability), facet_request::of(code_column::state)};
    for (std::uint32_t t = 0; t < place.towns; ++t) list.region_counts.push_back(place.town(t));
    all.push_back({"list page: + class, skill, age facets, 16 towns", list});
    auto town = facets;
    town.scope = people_scope::within({place.town(7)});
    all.push_back({"page + total + 5 facets, one town's scope", town});

    auto const word = [&](char const* name, std::vector<word_meaning> meanings, bool best = false) {
        auto q = base;
        q.want_total = true;
        q.terms.push_back({std::move(meanings)});
        if (best) q.sort = sort_by::relevance;
        all.push_back({name, std::move(q)});
    };
    word("name, 1 character (王) + total", {word_meaning::name("王")});
    word("name, 1 character (曾) + total", {word_meaning::name("曾")});
    word("name, 2 characters (建国) + total", {word_meaning::name("建国")});
    word("name, 3 characters (王建国) + total", {word_meaning::name("王建国")});
    word("name, 1 character (王), best first", {word_meaning::name("王")}, true);
    word("pinyin zhang + total", {word_meaning::pinyin("zhang")});
    word("pinyin zengguangping + total", {word_meaning::pinyin("zengguangping")});
    word("pinyin guangp + total", {word_meaning::pinyin("guangp")});
    word("initials z + total", {word_meaning::initials("z")});
    word("initials zg + total", {word_meaning::initials("zg")});
    word("initials zgp + total", {word_meaning::initials("zgp")});
    word("letters zgp: pinyin or initials, best first",
         {word_meaning::pinyin("zgp"), word_meaning::initials("zgp")}, true);
    word("letters wang: pinyin or initials, best first",
         {word_meaning::pinyin("wang"), word_meaning::initials("wang")}, true);
    word("text, 1 character (瓜) + total", {word_meaning::text("瓜")});
    word("text, 2 characters (灌溉) + total", {word_meaning::text("灌溉")});
    word("text, 4 characters (土壤改良) + total", {word_meaning::text("土壤改良")});
    word("水稻: name, text or skill, best first",
         {word_meaning::name("水稻"), word_meaning::text("水稻"), word_meaning::skills({{20, 24}})}, true);
    return all;
}

void run(std::size_t count) {
    made_up::county place;
    std::vector<ordinal_range> nodes;
    for (std::uint32_t s = 0; s < 400; s += 50) nodes.push_back({s, s + 50});
    auto everybody = made_up::maker(1, place).many(count);

    std::size_t const before = resident();
    people_index index({nodes});
    auto start = steady::now();
    index.load(everybody);
    double const load = microseconds(start);
    std::size_t const grown = resident() - before;
    auto const memory = index.memory();
    std::printf(
        "\n%zu people: load %.0f ms, columns and indexes %.1f MiB + texts %.1f MiB (resident +%.1f MiB)\n",
        count, load / 1e3, double(memory.people) / 1048576, double(memory.texts) / 1048576,
        double(grown) / 1048576);

    auto const file =
        std::filesystem::temp_directory_path() / ("guiyan_bench_" + std::to_string(std::random_device{}()));
    start = steady::now();
    index.save(file, 1);
    double const save = microseconds(start);
    people_index again({nodes});
    double const open = timed([&] {
        if (!again.open(file, 1)) std::abort();
    });
    std::printf("snapshot: save %.0f ms, open %.1f ms, %.1f MiB\n", save / 1e3, open / 1e3,
                double(std::filesystem::file_size(file)) / 1048576);
    std::filesystem::remove(file);

    plain::people truth;
    for (auto const& p : everybody) truth.put(p);
    auto const all = questions(place);

    std::printf("%-52s %10s %12s %8s %10s\n", "question", "us", "plain us", "times", "total");
    std::vector<double> clean;
    for (auto const& [name, q] : all) {
        auto const mine = index.find(q), right = truth.find(q);
        bool same = mine.total == right.total && mine.facets == right.facets &&
                    mine.region_counts == right.region_counts && mine.rows.size() == right.rows.size();
        for (std::size_t i = 0; same && i < mine.rows.size(); ++i) same = mine.rows[i].id == right.rows[i].id;
        if (!same) {
            std::printf("%-52s WRONG\n", name);
            std::exit(1);
        }
        double const us = timed([&] { index.find(q); });
        double const plain_us = timed([&] { truth.find(q); }, 1);
        clean.push_back(us);
        std::printf("%-52s %10.1f %12.0f %8.0f %10s\n", name, us, plain_us, plain_us / us,
                    mine.total ? std::to_string(*mine.total).c_str() : "-");
    }

    people_query all_active(people_scope::within({{0, place.regions()}}));
    all_active.filter.codes.push_back({code_column::state, {1}});
    all_active.size = 0;
    auto groups = all_active;
    groups.want_total = false;
    groups.facets = {facet_request::of(facet_request::kind::categories),
                     facet_request::of(code_column::education), facet_request::of(code_column::sex),
                     facet_request::of(code_column::political_status),
                     facet_request::of(code_column::professional_title)};
    auto filtered = groups;
    filtered.filter.codes.push_back({code_column::nation, {1}});
    filtered.filter.flags_set = person_flag::has_phone;
    for (auto const& [name, q] : {named_query{"five group-bys of the active", groups},
                                  named_query{"five group-bys, 3 filters", filtered}}) {
        if (index.find(q).facets != truth.find(q).facets) std::abort();
        double const us = timed([&] { index.find(q); }), plain_us = timed([&] { truth.find(q); }, 1);
        std::printf("%-52s %10.1f %12.0f %8.0f\n", name, us, plain_us, plain_us / us);
    }

    std::vector<people_filter> rows(1), towns(1), columns(1);
    for (unsigned c = 0; c < 6; ++c) rows.emplace_back().categories.emplace().set(c);
    for (unsigned c = 8; c < 40; ++c) rows.emplace_back().categories.emplace().set(c);
    for (std::uint32_t t = 0; t < place.towns; ++t) towns.emplace_back().regions = {place.town(t)};
    auto const code = [&](code_column c, std::vector<std::uint8_t> any) {
        columns.emplace_back().codes.push_back({c, std::move(any)});
    };
    code(code_column::sex, {3});
    code(code_column::political_status, {1, 2});
    date const today(2026, 11, 21);
    for (auto const& [from, to] : {std::pair{0, 34}, {35, 44}, {45, 54}, {55, 59}, {60, 200}})
        columns.emplace_back().age = age_range{from, to, today};
    for (std::uint8_t e = 0; e < 40; e += 8)
        code(code_column::education,
             {e, std::uint8_t(e + 1), std::uint8_t(e + 2), std::uint8_t(e + 3), std::uint8_t(e + 4)});
    for (std::uint8_t t = 1; t < 5; ++t)
        code(code_column::professional_title, {t, std::uint8_t(t + 5), std::uint8_t(t + 10)});
    for (auto const& [name, r] : {std::pair{"statistics table: 39 class rows x 17", &rows},
                                  {"statistics table: 16 towns + total x 17", &towns}}) {
        auto const right = steady::now();
        auto const plain_table = truth.tabulate(all_active, *r, columns);
        double const plain_us = microseconds(right);
        if (index.tabulate(all_active, *r, columns).cells != plain_table.cells) std::abort();
        double const us = timed([&] { index.tabulate(all_active, *r, columns); });
        std::printf("%-52s %10.1f %12.0f %8.0f\n", name, us, plain_us, plain_us / us);
    }

    // The same after a thousand changes that no compaction has taken in yet.
    made_up::maker more(2, place);
    start = steady::now();
    for (int i = 0; i < 1000; ++i) index.upsert(more.one(1 + more.below(unsigned(count))));
    std::printf("upsert: %.1f us each; after 1000 changes:\n", microseconds(start) / 1000);
    for (std::size_t i = 0; i < all.size(); ++i) {
        double const us = timed([&] { index.find(all[i].query); });
        std::printf("%-52s %10.1f %19.2f x\n", all[i].name, us, us / clean[i]);
    }
    start = steady::now();
    index.compact();
    std::printf("compact: %.0f ms\n", microseconds(start) / 1e3);
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::size_t> sizes;
    for (int i = 1; i < argc; ++i)
        if (argv[i][0] != '-') sizes.push_back(std::size_t(std::atoll(argv[i])));
    if (sizes.empty()) sizes = {100'000, 1'000'000};
    for (auto const n : sizes) run(n);
}
