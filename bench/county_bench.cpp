// The whole program over HTTP, logged in, scoped and masked, at growing numbers of invented people: processor
// time of the server per request, growth from one size to the next, and beside it the plain way (SQL on the
// same file, in this process, without HTTP or JSON). Cold start, memory, durable writes and recovery after
// kill -9 come along.
//   county_bench [PEOPLE...] [--only=WORDS] [--postgres=URL]
//     default: 100000 1000000; WORDS: part of a question's name; URL (default: GUIYAN_TEST_POSTGRES, which
//     tools/test_postgres start prints): the same people on PostgreSQL besides, in a schema of their own, for
//     the questions about single people and pages
// Folders are kept in build/bench-data (GUIYAN_BENCH_DATA) and used again.
// Each figure takes GUIYAN_BENCH_SECONDS (0.7) of the server's processor time.
// Processor time is of all threads of the server (schedstat), so other work on the machine disturbs it
// little.

#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "bench/county_questions.hpp"
#include "bench/http_client.hpp"
#include "bench/invented_county.hpp"
#include "bench/plain_sql.hpp"
#include "bench/program.hpp"
#include "bench/rush.hpp"

namespace json = boost::json;
using namespace guiyan;
using namespace guiyan::bench;

namespace {

double thread_seconds() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return double(t.tv_sec) + double(t.tv_nsec) / 1e9;
}

struct figures {
    std::map<std::string, double> us;
};

/// Processor time of the server per question, in microseconds; wrong answers end the program.
double measure(program const& p, std::string const& cookie, question const& q, crowd_result& last) {
    auto const each = q.targets.front().size();
    auto const request = [&](std::size_t n) {
        return get(q.targets[n / each % q.targets.size()][n % each], cookie);
    };
    ask_all(p.port(), 8, q.targets.size() * each + 200, request);  // everything touched once
    static char const* const asked = std::getenv("GUIYAN_BENCH_SECONDS");
    static double const enough = asked ? std::atof(asked) : 0.7;
    std::size_t count = 2000;
    for (;;) {
        double const before = p.cpu();
        last = ask_all(p.port(), 8, count * each, request);
        double const used = p.cpu() - before;
        if (last.wrong) throw std::runtime_error(q.name + ": wrong answers");
        if (used > enough || count > 400'000) return used / double(count) * 1e6;
        count = used > 0.01 ? std::size_t(1.4 * enough * double(count) / used) : count * 8;
    }
}

double measure_plain(plain_sql& sql, question const& q) {
    if (!q.plain) return 0;
    q.plain(sql, 0);
    double const start = thread_seconds();
    std::size_t n = 0;
    while (n < 3 || thread_seconds() - start < 0.3) q.plain(sql, n++);
    return (thread_seconds() - start) / double(n) * 1e6;
}

void measure_writes(program const& p, login const& who, question const& point) {
    // Each write amends another person.
    std::vector<std::string> ids;
    for (auto const& t : point.targets) ids.push_back(t.front());
    constexpr std::size_t writers = 16, count = 2000;
    std::vector<std::string> versions(ids.size());
    http_client c(p.port());
    for (std::size_t i = 0; i < ids.size(); ++i)
        versions[i] = c.ask("GET", ids[i], "Cookie: " + who.cookie + "\r\n").header("etag");
    double const before = p.cpu();
    auto const done = ask_all(p.port(), writers, std::min(count, ids.size()), [&](std::size_t n) {
        std::string const body = "{\"strengths\":\"第" + std::to_string(n) + "次登记\"}";
        return "PATCH " + ids[n] + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + who.cookie +
               "\r\nX-Guiyan-Csrf: " + who.csrf + "\r\nIf-Match: " + versions[n] +
               "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
               "\r\n\r\n" + body;
    });
    std::printf(
        "durable writes (PATCH, trail, index; %zu writers): %.0f/s, %.0f us CPU each, p50 %.1f ms, p99 %.1f "
        "ms%s\n",
        writers, double(done.answered) / done.seconds, (p.cpu() - before) / double(done.answered) * 1e6,
        done.p50_ms, done.p99_ms, done.wrong ? "  SOME REFUSED" : "");
}

/// A folder of its own for every schema: one that was filled under another is not opened.
std::filesystem::path folder_of(std::size_t count) {
    std::string schema;
    for (auto const& m : app::embedded_migrations()) schema += m.sql;
    char mark[20];
    std::snprintf(mark, sizeof mark, "-%08x", unsigned(std::hash<std::string>{}(schema)));
    char const* const named = std::getenv("GUIYAN_BENCH_DATA");
    return std::filesystem::path(named ? named : "build/bench-data") / (std::to_string(count) + mark);
}

figures run(std::size_t count, figures const* smaller, std::string const& only) {
    auto const data = folder_of(count);
    if (!std::filesystem::exists(data / "guiyan.db")) {
        std::filesystem::create_directories(data);
        app::house_options where;
        where.data = data;
        where.quick_passwords = true;
        double const start = thread_seconds();
        app::house h(where);
        fill(h, count);
        std::printf("filled %s in %.1f s of this thread\n", data.c_str(), thread_seconds() - start);
    }
    std::printf("\n%zu people\n", count);
    { program once(data); }  // a start that only leaves things as a clean stop does
    plain_sql sql(data / "guiyan.db");
    auto all = questions(sql);
    program p(data);
    std::printf("cold start to the first 200: %.0f ms (%.0f ms CPU); resident %.0f MiB, own %.0f MiB\n",
                p.start_ms(), p.start_cpu_ms(), p.resident_mib(), p.own_mib());
    auto const county = log_in(p.port(), county_officer);
    auto const township = log_in(p.port(), township_officer);

    figures out;
    std::printf("%-36s %9s %7s %7s %9s %9s %11s %8s%s\n", "question", "us CPU", "goal", "x goal", "p50 ms",
                "p99 ms", "plain us", "ratio", smaller ? "   growth" : "");
    for (auto const& q : all) {
        if (q.name.find(only) == std::string::npos) continue;
        crowd_result r;
        double const us = measure(p, county.cookie, q, r), plain = measure_plain(sql, q);
        out.us[q.name] = us;
        std::printf("%-36s %9.1f ", q.name.c_str(), us);
        if (q.goal_us > 0)
            std::printf("%7.0f %7.2f ", q.goal_us, us / q.goal_us);
        else
            std::printf("%7s %7s ", "", "");
        std::printf("%9.2f %9.2f ", r.p50_ms, r.p99_ms);
        if (plain > 0)
            std::printf("%11.0f %8.1f", plain, plain / us);
        else
            std::printf("%11s %8s", "-", "-");
        if (smaller) std::printf("%9.2f", us / smaller->us.at(q.name));
        std::printf("\n");
        std::fflush(stdout);
    }
    if (!only.empty() && only != "writes") return out;
    auto town_page = all[1];
    crowd_result r;
    for (auto& t : town_page.targets) t = {"/api/people?sort=name"};
    std::printf("%-36s %9.1f\n", "page of a township officer", measure(p, township.cookie, town_page, r));
    std::fflush(stdout);
    std::printf("after the load: resident %.0f MiB, own %.0f MiB\n", p.resident_mib(), p.own_mib());
    measure_writes(p, county, all.front());
    p.kill();
    program again(data);
    std::printf("start after kill -9, 2,000 people changed since the index was kept: %.0f ms (%.0f ms CPU)\n",
                again.start_ms(), again.start_cpu_ms());
    std::printf("clean stop: %.2f s\n", again.stop());

    // What follows adds people: in a copy, so that the next run finds the same county.
    auto const copy = data.string() + "-rush";
    std::filesystem::remove_all(copy);
    std::filesystem::copy(data, copy, std::filesystem::copy_options::recursive);
    {
        program rush(copy);
        measure_rush(rush, log_in(rush.port(), county_officer), all, sql);
        rush.kill();
        program after(copy);
        std::printf("start after kill -9 right after an import: %.0f ms (%.0f ms CPU)\n", after.start_ms(),
                    after.start_cpu_ms());
    }
    std::filesystem::remove_all(copy);
    return out;
}

/// The same people on PostgreSQL, beside SQLite: each read is a question to another process, and its
/// processor time is not the server's, so it is told by the clock as well.
void run_postgres(std::size_t count, std::string const& url) {
    auto const data = folder_of(count).string() + "-postgres";
    std::filesystem::remove_all(data);
    std::filesystem::create_directories(data);
    auto const schema = "bench_" + std::to_string(::getpid());
    {
        app::house_options where;
        where.data = data;
        where.postgres_url = url;
        where.postgres_schema = schema;
        where.quick_passwords = true;
        app::house h(where);
        fill(h, count);
    }
    plain_sql sql(folder_of(count) / "guiyan.db");
    program p(data, {"--database", url, "--schema", schema});
    std::printf("\n%zu people on PostgreSQL: start %.0f ms (%.0f ms CPU), resident %.0f MiB\n", count,
                p.start_ms(), p.start_cpu_ms(), p.resident_mib());
    auto const county = log_in(p.port(), county_officer);
    // Ids are minted anew: those of the people that this bank has.
    http_client c(p.port());
    auto const first = c.ask("GET", "/api/people?size=200", "Cookie: " + county.cookie + "\r\n");
    auto all = questions(sql);
    all.front().targets.clear();
    auto const page = json::parse(first.body);
    for (auto const& person : page.at("items").as_array())
        all.front().targets.push_back({"/api/people/" + std::string(person.at("id").as_string())});
    for (auto const& q : all) {
        if (!q.name.starts_with("point") && !q.name.starts_with("page")) continue;
        crowd_result r;
        double const us = measure(p, county.cookie, q, r);
        std::printf("%-36s %9.1f us CPU of the server, %7.0f/s, p50 %.2f ms, p99 %.2f ms\n", q.name.c_str(),
                    us, double(r.answered) / r.seconds, r.p50_ms, r.p99_ms);
        std::fflush(stdout);
    }
}

}  // namespace

int main(int argc, char** argv) try {
    std::vector<std::size_t> sizes;
    std::string only, postgres;
    for (int i = 1; i < argc; ++i)
        if (std::string_view(argv[i]).starts_with("--only="))
            only = argv[i] + 7;
        else if (std::string_view(argv[i]).starts_with("--postgres="))
            postgres = argv[i] + 11;
        else if (argv[i][0] != '-')
            sizes.push_back(std::strtoull(argv[i], nullptr, 10));
    if (auto const* url = std::getenv("GUIYAN_TEST_POSTGRES"); url && postgres.empty()) postgres = url;
    if (sizes.empty()) sizes = {100'000, 1'000'000};
    figures last;
    for (std::size_t i = 0; i < sizes.size(); ++i) last = run(sizes[i], i ? &last : nullptr, only);
    if (!postgres.empty()) run_postgres(sizes.front(), postgres);
} catch (std::exception const& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 1;
}
