// The whole program over HTTP, logged in, scoped and masked, at growing numbers of invented people: processor
// time of the server per request, growth from one size to the next, and beside it the plain way (SQL on the
// same file, in this process, without HTTP or JSON). Cold start, memory, durable writes and recovery after
// kill -9 come along.
//   county_bench [PEOPLE...] [--only=WORDS] [--postgres=URL]
//     default: 100000 1000000; WORDS: part of a question's name; URL: the same people on PostgreSQL besides,
//     in a schema of their own, for the questions about single people and pages
// Folders are kept in build/bench-data (GUIYAN_BENCH_DATA) and used again.
// Each figure takes GUIYAN_BENCH_SECONDS (0.7) of the server's processor time.
// Processor time is of all threads of the server (schedstat), so other work on the machine disturbs it
// little.

#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <random>
#include <thread>

#include "api/uri.hpp"
#include "bench/http_client.hpp"
#include "bench/invented_county.hpp"
#include "bench/plain_sql.hpp"
#include "bench/program.hpp"
#include "modules/accounts/accounts_api.hpp"

namespace json = boost::json;
using namespace guiyan;
using namespace guiyan::bench;

namespace {

double thread_seconds() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return double(t.tv_sec) + double(t.tv_nsec) / 1e9;
}

struct login {
    std::string cookie, csrf;
};

login log_in(int port, invented_account const& who) {
    http_client c(port);
    auto const r = c.ask("POST", "/api/session", "",
                         json::serialize(json::value{{"login", who.login}, {"password", password_of_all}}));
    if (r.status != 200) throw std::runtime_error("login: " + r.body);
    auto const set = r.header("set-cookie");
    return {set.substr(0, set.find(';')), std::string(json::parse(r.body).at("csrf_token").as_string())};
}

struct question {
    std::string name;
    double goal_us;                                 ///< 0: none
    std::vector<std::vector<std::string>> targets;  ///< each variant is one or more requests
    std::function<void(plain_sql&, std::size_t variant)> plain;
};

std::string word(std::string const& text) {
    return api::percent_encode(text);
}

std::vector<question> questions(plain_sql& sql) {
    std::mt19937_64 random(7);
    auto any = [&](auto const& all) { return all[random() % all.size()]; };
    std::vector<question> all;

    auto ids = sql.column(
        "SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM person) "
        "WHERE n % max(1, (SELECT count(*) FROM person) / 2000) = 0");
    std::shuffle(ids.begin(), ids.end(), random);
    ids.resize(std::min<std::size_t>(ids.size(), 2000));
    question point{"point read", 26, {}, [ids](plain_sql& s, std::size_t n) {
                       auto const& id = ids[n % ids.size()];
                       s.run(
                           "SELECT p.* FROM person p JOIN region r ON r.id = p.region_id WHERE p.id = "
                           "CAST(?1 AS INTEGER) AND r.code BETWEEN '411122000000' AND '411122999999'",
                           {id});
                       s.run("SELECT * FROM person_category WHERE person_id = CAST(?1 AS INTEGER)", {id});
                   }};
    for (auto const& id : ids) point.targets.push_back({"/api/people/" + id});
    all.push_back(point);

    struct view {
        std::string town, education, sex, page;
    };
    auto const towns = sql.column("SELECT code FROM region WHERE level = 4");
    std::vector<view> views;
    for (int i = 0; i < 200; ++i)
        views.push_back({any(towns), any(std::vector<std::string>{"11", "21", "31", "41"}), i % 2 ? "1" : "2",
                         std::to_string(1 + i % 3)});
    auto query_of = [](view const& v) { return "region=" + v.town + "&education=" + v.education; };
    static std::string const from =
        " FROM person p JOIN region r ON r.id = p.region_id WHERE r.code BETWEEN ?1 AND ?2 AND p.education = "
        "?3 "
        "AND p.state = 'active' ";
    auto const values = [](view const& v) {
        return std::vector<std::string>{v.town, v.town.substr(0, 9) + "999", v.education};
    };
    auto const plain_page = [views, values](plain_sql& s, std::size_t n) {
        s.run("SELECT p.*" + from + "ORDER BY p.name LIMIT 20 OFFSET 20", values(views[n % views.size()]));
    };
    question page{"page: 2 filters, sorted, 20 rows", 110, {}, plain_page};
    for (auto const& v : views)
        page.targets.push_back({"/api/people?" + query_of(v) + "&sort=name&page=" + v.page});
    all.push_back(page);

    // More lines than are kept: each page is read from the file.
    auto const villages = sql.column("SELECT code FROM region WHERE level = 5");
    question unknown{"page: 20 rows nobody turned to", 0, {}, {}};
    for (int n = 1; n <= 8; ++n)
        for (auto const& v : villages)
            unknown.targets.push_back(
                {"/api/people?region=" + v + "&state=active&sort=name&page=" + std::to_string(n)});
    std::shuffle(unknown.targets.begin(), unknown.targets.end(), random);
    all.push_back(unknown);

    auto const plain_groups = [views, values](plain_sql& s, std::size_t n) {
        auto const v = values(views[n % views.size()]);
        for (auto const* column : {"sex", "political_status", "availability", "skill_level", "source"})
            s.run("SELECT p." + std::string(column) + ", count(*)" + from + "GROUP BY 1", v);
    };
    question facets{"page + total + facets (11 lists)",
                    180,
                    {},
                    [plain_page, plain_groups, views, values](plain_sql& s, std::size_t n) {
                        plain_page(s, n);
                        s.run("SELECT count(*)" + from, values(views[n % views.size()]));
                        plain_groups(s, n);
                    }};
    for (auto const& v : views)
        facets.targets.push_back({"/api/people?" + query_of(v) + "&sort=name&page=" + v.page,
                                  "/api/people/facets?" + query_of(v)});
    all.push_back(facets);

    question groups{"group-by: facets alone (11 lists)", 100, {}, plain_groups};
    for (auto const& v : views) groups.targets.push_back({"/api/people/facets?" + query_of(v)});
    all.push_back(groups);

    struct words {
        char const* name;
        std::vector<std::string> texts;
        bool in_sql;
    };
    for (auto const& w :
         {words{"name: one character", {"建", "秀", "芳", "林", "磊", "曾", "单"}, true},
          words{"name: two characters", {"建国", "秀英", "志强", "王建", "李秀", "玉兰", "文明"}, true},
          words{"name: three characters", {"王建国", "李秀英", "张志强", "刘玉兰", "陈文华"}, true},
          words{"name: pinyin", {"zengguang", "wangjian", "xiuying", "zhiqiang", "lihong"}, false},
          words{"name: initials", {"zgp", "wjg", "lxy", "zzq", "jg"}, false}}) {
        question q{w.name, 150, {}, {}};
        for (auto const& text : w.texts) q.targets.push_back({"/api/people?q=" + word(text)});
        if (w.in_sql)
            q.plain = [texts = w.texts](plain_sql& s, std::size_t n) {
                static std::string const named =
                    " FROM person p JOIN region r ON r.id = p.region_id WHERE p.name LIKE '%' || ?1 || '%' "
                    "AND "
                    "r.code BETWEEN '411122000000' AND '411122999999' AND p.state = 'active' ";
                s.run("SELECT p.*" + named + "ORDER BY p.name LIMIT 20", {texts[n % texts.size()]});
                s.run("SELECT count(*)" + named, {texts[n % texts.size()]});
            };
        all.push_back(q);
    }
    question health{"healthz", 0, {{"/healthz"}}, {}};
    all.push_back(health);
    return all;
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

/// What a busy office asks: single people, pages, facets and names, mixed.
std::function<std::string(std::size_t)> office_day(std::vector<question> const& all,
                                                   std::string const& cookie) {
    std::vector<std::string> mixed;
    std::mt19937 random(3);
    for (auto const& q : all)
        for (std::size_t n = 0; n < (q.name == "point read" ? 400 : 80); ++n)
            for (auto const& target : q.targets[n % q.targets.size()]) mixed.push_back(get(target, cookie));
    std::shuffle(mixed.begin(), mixed.end(), random);
    return [mixed = std::move(mixed)](std::size_t n) { return mixed[n % mixed.size()]; };
}

void tell_rush(char const* when, crowd_result const& r) {
    std::printf("%-44s %8.0f/s  p50 %7.2f ms  p99 %7.2f ms (%.1f x)%s\n", when,
                double(r.answered) / r.seconds, r.p50_ms, r.p99_ms, r.p99_ms / r.p50_ms,
                r.wrong ? "  SOME WRONG" : "");
    std::fflush(stdout);
}

/// A roster of people the county does not know yet, as somebody would save it from Excel.
std::string roster(plain_sql& sql, int lines) {
    auto const villages = sql.column("SELECT short_name FROM region WHERE level = 5");
    std::string out = "姓名,性别,所在村,学历,特长\n";
    static char const* const given[] = {"建", "国", "华", "明", "文", "秀", "英", "玉", "兰", "红"};
    for (int n = 0; n < lines; ++n)
        ((((((out += "訾") += given[n % 10]) += given[n / 10 % 10]) += n % 2 ? ",男," : ",女,") +=
          villages[std::size_t(n) % villages.size()]) += n % 3 ? ",高中" : ",大专") +=
            n % 5 ? ",小麦种植\n" : ",果树嫁接\n";
    return out;
}

/// The time of those who ask at 70 % of what the server can answer: alone, and while a roster is read,
/// checked and written. Asking and answering share the machine's cores.
void measure_rush(program const& p, login const& who, std::vector<question> const& all, plain_sql& sql) {
    auto const request = office_day(all, who.cookie);
    auto const most = ask_all(p.port(), 16, 20'000, request);
    tell_rush("an office's day, as fast as answers come", most);
    double const rate = 0.7 * double(most.answered) / most.seconds;
    tell_rush("at 70 % of that", ask_steadily(p.port(), 32, rate, 10, request));

    std::atomic<bool> at_rest = false;
    std::string said;
    std::thread desk([&] {
        try {
            http_client c(p.port());
            auto const headers = [&](char const* key) {
                return "Cookie: " + who.cookie + "\r\nX-Guiyan-Csrf: " + who.csrf +
                       "\r\nIdempotency-Key: " + key + std::to_string(::time(nullptr)) + "\r\n";
            };
            auto const settled = [&](std::string const& id) {
                for (;;) {
                    auto const state = json::parse(c.ask("GET", "/api/imports/" + id, headers("look-")).body)
                                           .at("state")
                                           .as_string();
                    if (state != "reading" && state != "committing") return std::string(state);
                    std::this_thread::sleep_for(std::chrono::milliseconds(50));
                }
            };
            auto const opened =
                c.send_file("/api/imports?entity=people&region=411122000000",
                            headers("roster-open-") + "x-file-name: roster.csv\r\n", roster(sql, 20'000));
            if (opened.status != 201) throw std::runtime_error(opened.body);
            auto const id = std::string(json::parse(opened.body).at("id").as_string());
            settled(id);
            auto const begun = c.ask("POST", "/api/imports/" + id + "/commit", headers("roster-commit-"),
                                     R"({"mode":"only_clean"})");
            said = begun.status < 300 ? settled(id) : begun.body;
        } catch (std::exception const& e) {
            said = e.what();
        }
        at_rest = true;
    });
    crowd_result beside;
    auto const from = std::chrono::steady_clock::now();
    std::vector<crowd_result> turns;
    while (!at_rest) turns.push_back(ask_steadily(p.port(), 32, rate, 1, request));
    desk.join();
    for (auto const& t : turns) {
        beside.answered += t.answered;
        beside.wrong += t.wrong;
        beside.p50_ms += t.p50_ms / double(turns.size());
        beside.p99_ms += t.p99_ms / double(turns.size());
    }
    beside.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
    tell_rush("the same while 20,000 lines are imported", beside);
    std::printf("the import came to: %s\n", said.c_str());
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
    if (sizes.empty()) sizes = {100'000, 1'000'000};
    figures last;
    for (std::size_t i = 0; i < sizes.size(); ++i) last = run(sizes[i], i ? &last : nullptr, only);
    if (!postgres.empty()) run_postgres(sizes.front(), postgres);
} catch (std::exception const& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 1;
}
