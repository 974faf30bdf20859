#include "bench/rush.hpp"

#include <algorithm>
#include <atomic>
#include <boost/json.hpp>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <random>
#include <stdexcept>
#include <thread>

#include "bench/http_client.hpp"

namespace json = boost::json;

namespace guiyan::bench {

namespace {

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

}  // namespace

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

}  // namespace guiyan::bench
