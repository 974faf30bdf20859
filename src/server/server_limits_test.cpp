// Deadlines, limits, queues and exhaustion. Deadlines are short here and compared with generous bounds: what
// counts is that a connection ends by itself and that others do not notice.

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <atomic>
#include <fstream>
#include <mutex>
#include <sstream>
#include <thread>

#include "server/server.hpp"
#include "server/test_client.hpp"

using namespace guiyan;
using namespace guiyan::server::test;
using namespace std::chrono_literals;
using server::lane;
using server::server_options;
using std::chrono::steady_clock;

namespace {

api::reply ok(api::request const& r) {
    api::reply out;
    out.body = std::to_string(r.body.size());
    return out;
}

template <class Condition>
bool comes_true(Condition&& condition) {
    for (auto const until = steady_clock::now() + 30s; steady_clock::now() < until;) {
        if (condition()) return true;
        std::this_thread::sleep_for(2ms);
    }
    return false;
}

server_options short_deadlines() {
    server_options o;
    o.deadlines.header = 400ms;
    o.deadlines.body = 400ms;
    o.deadlines.write = 400ms;
    o.deadlines.idle = 300ms;
    o.deadlines.slowest_rate = 1 << 20;
    return o;
}

}  // namespace

TEST_CASE("a slow header, a slow body and a silent connection are closed on time") {
    server::server s(short_deadlines(), ok);
    s.start();
    SUBCASE("one byte of header at a time") {
        client c(s.port());
        c.send("GET / HTTP/1.1\r\nHost: a\r\nX: ");
        auto const start = steady_clock::now();
        while (c.send("x") && steady_clock::now() < start + 20s && s.snapshot().connections_timed_out == 0)
            std::this_thread::sleep_for(50ms);
        CHECK(s.snapshot().connections_timed_out == 1);
        auto const a = c.receive();
        CHECK(a.status == 408);
        CHECK(a.header("connection") == "close");
    }
    SUBCASE("one byte of body at a time") {
        client c(s.port());
        c.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
        auto const start = steady_clock::now();
        while (c.send("x") && steady_clock::now() < start + 20s && s.snapshot().connections_timed_out == 0)
            std::this_thread::sleep_for(50ms);
        CHECK(c.receive().status == 408);
    }
    SUBCASE("nothing on a new connection") {
        CHECK(client(s.port()).is_closed());
    }
    SUBCASE("nothing after a request") {
        client c(s.port());
        CHECK(c.ask(get("/")).status == 200);
        CHECK(c.is_closed());
    }
    CHECK(comes_true([&] { return s.snapshot().connections_open == 0; }));
}

TEST_CASE("a reader that does not read is let go") {
    std::string const bytes(32 << 20, 'x');
    server::server s(short_deadlines(), [&](api::request const&) {
        api::reply a;
        a.static_body = std::string_view(bytes).substr(0, 8 << 20);
        return a;
    });
    s.start();
    client c(s.port(), 4096);
    c.send(get("/"));
    CHECK(comes_true([&] { return s.snapshot().connections_timed_out == 1; }));
    CHECK(comes_true([&] { return s.snapshot().connections_open == 0; }));
    CHECK_FALSE(c.receive().complete);
}

TEST_CASE("a large body goes to a file, which is gone afterwards") {
    scratch_folder folder;
    std::ofstream(folder.path() / "upload-left-by-a-crash") << "x";
    std::ofstream(folder.path() / "not-ours") << "x";
    server_options o;
    o.spool_folder = folder.path();
    o.limits.body_in_memory = 100'000;
    std::string seen, keep;
    server::server s(o, [&](api::request const& r) {
        api::reply a;
        std::ostringstream text;
        if (!r.body_file.empty()) text << std::ifstream(r.body_file, std::ios::binary).rdbuf();
        seen = r.body_file.empty() ? r.body : text.str();
        a.body = r.body_file.empty() ? "memory" : "file";
        if (r.target == "/keep")
            std::filesystem::rename(r.body_file, keep = (folder.path() / "kept").string());
        if (r.target == "/throw") throw std::runtime_error("as planned");
        return a;
    });
    s.start();
    CHECK(folder.files() == 1);
    std::string body(5'000'000, '\0');
    for (std::size_t i = 0; i < body.size(); ++i) body[i] = char(i * 7 >> 2);

    client c(s.port());
    CHECK(c.ask(post("/", body.substr(0, 100'000))).body == "memory");
    CHECK(c.ask(post("/", body)).body == "file");
    CHECK(seen == body);
    c.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (std::size_t at = 0; at < body.size(); at += 500'000)
        c.send("7a120\r\n" + body.substr(at, 500'000) + "\r\n");
    CHECK(c.ask("0\r\n\r\n").body == "file");
    CHECK(seen == body);
    CHECK(c.ask(post("/throw", body)).status == 500);
    CHECK(folder.files() == 1);
    CHECK(c.ask(post("/keep", body)).status == 200);
    CHECK(folder.files() == 2);
    CHECK(std::filesystem::file_size(keep) == body.size());
    {
        client gone(s.port());
        gone.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n\r\n" +
                  body.substr(0, 2'000'000));
        CHECK(comes_true([&] { return folder.files() == 3; }));
    }
    CHECK(comes_true([&] { return folder.files() == 2; }));
    CHECK(s.snapshot().spooled == 0);
    s.stop();
    CHECK(folder.files() == 2);
}

TEST_CASE("many bodies at once leave memory for files, and handlers do not notice") {
    scratch_folder folder;
    server_options o;
    o.spool_folder = folder.path();
    o.limits.bodies_in_memory = 1;
    server::server s(o, [](api::request const& r) {
        api::reply a;
        a.body = r.body_file.empty() ? "memory " + std::to_string(r.body.size()) : "file";
        return a;
    });
    s.start();
    client c(s.port());
    CHECK(c.ask(post("/", std::string(900'000, 'x'))).body == "memory 900000");
    CHECK(comes_true([&] { return folder.files() == 0; }));
    o.limits.spooled = 100'000;
    server::server small(o, ok);
    small.start();
    CHECK(client(small.port()).ask(post("/", std::string(200'000, 'x'))).status == 503);
}

TEST_CASE("a body beyond the limit of its request is refused early") {
    server_options o;
    std::atomic<int> handled = 0;
    server::hooks h;
    h.body_limit = [](api::request const& r) -> std::uint64_t {
        return r.verb == api::method::post && r.target == "/import" && r.header("cookie") == "s=1" ? 1000
                                                                                                   : 10;
    };
    server::server s(
        o, [&](api::request const& r) { return ++handled, ok(r); }, h);
    s.start();
    SUBCASE("by its announced length, before a byte of it is sent") {
        client c(s.port());
        auto const a =
            c.ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\nExpect: 100-continue\r\n\r\n");
        CHECK(a.status == 413);
        CHECK(c.is_closed());
    }
    SUBCASE("while it is being sent: the reply still arrives") {
        client c(s.port());
        c.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
        c.send(std::string(1000000, 'x'));
        CHECK(c.receive().status == 413);
    }
    SUBCASE("in chunks") {
        client c(s.port());
        CHECK(c.ask("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
                    "chunked\r\n\r\n8\r\n12345678\r\n8\r\n12345678\r\n")
                  .status == 413);
    }
    CHECK(handled == 0);
    CHECK(client(s.port()).ask(post("/import", std::string(1000, 'x'), "Cookie: s=1\r\n")).body == "1000");
    CHECK(client(s.port()).ask(post("/import", std::string(1000, 'x'))).status == 413);
}

TEST_CASE("Expect: 100-continue is answered before the body") {
    server::server s({}, ok);
    s.start();
    client c(s.port());
    c.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    CHECK(c.receive().status == 100);
    auto const a = c.ask("12345");
    CHECK(a.status == 200);
    CHECK(a.body == "5");
    CHECK(c.ask(get("/")).status == 200);
}

TEST_CASE("hundreds of trickling connections disturb nobody") {
    server_options o;
    o.deadlines.header = 3s;
    server::server s(o, ok);
    s.start();
    std::vector<client> crowd;
    for (int i = 0; i < 800; ++i) {
        crowd.emplace_back(s.port());
        crowd.back().send("GET / HTTP/1.1\r\n");
    }
    for (int i = 0; i < 50; ++i) CHECK(client(s.port()).ask(get("/")).status == 200);
    CHECK(comes_true([&] { return s.snapshot().connections_timed_out >= 800; }));
    CHECK(comes_true([&] { return s.snapshot().connections_open == 0; }));
    CHECK(crowd[0].receive().status == 408);
}

TEST_CASE("beyond the cap the oldest silent connection goes") {
    server_options o;
    o.limits.connections = 20;
    o.io_threads = 1;
    server::server s(o, ok);
    s.start();
    std::vector<client> crowd;
    for (int i = 0; i < 20; ++i) crowd.emplace_back(s.port());
    CHECK(comes_true([&] { return s.snapshot().connections_open == 20; }));
    client late(s.port());
    CHECK(late.ask(get("/")).status == 200);
    CHECK(s.snapshot().connections_shed >= 1);
    CHECK(crowd[0].is_closed());
    CHECK(crowd[19].ask(get("/")).status == 200);
}

TEST_CASE("a full queue answers 503, and the slow lane leaves the quick one alone") {
    server_options o;
    o.worker_threads = 1;
    o.slow_threads = 1;
    o.limits.queue = 2;
    std::atomic<bool> release = false;
    server::hooks h;
    h.lane_of = [](api::request const& r) {
        return r.target == "/slow" ? lane::slow : r.target == "/at-once" ? lane::immediate : lane::quick;
    };
    server::server s(
        o,
        [&](api::request const& r) {
            while (r.target == "/slow" && !release) std::this_thread::sleep_for(1ms);
            return ok(r);
        },
        h);
    s.start();
    std::vector<client> slow;
    for (int i = 0; i < 3; ++i) {
        slow.emplace_back(s.port());
        slow.back().send(get("/slow"));
        CHECK(comes_true([&] { return s.snapshot().slow_queue == std::uint64_t(i); }));
    }
    auto const refused = client(s.port()).ask(get("/slow"));
    CHECK(refused.status == 503);
    CHECK(refused.header("retry-after") == "1");
    CHECK(s.snapshot().queue_refused == 1);
    CHECK(client(s.port()).ask(get("/quick")).status == 200);
    CHECK(client(s.port()).ask(get("/at-once")).status == 200);
    release = true;
    for (auto& c : slow) CHECK(c.receive().status == 200);
}

namespace {

/// Runs in a process of its own: serves while no descriptor is left, then with some again.
int serve_without_descriptors(int tell_port) {
    rlimit const few{64, 64};
    ::setrlimit(RLIMIT_NOFILE, &few);
    std::atomic<int> lines = 0;
    server::hooks h;
    h.on_log = [&](server::severity, std::string_view) { ++lines; };
    server::server s({}, ok, h);
    s.start();
    auto const port = s.port();
    std::vector<int> hoard;
    for (int fd; (fd = ::open("/dev/null", O_RDONLY | O_CLOEXEC)) >= 0;) hoard.push_back(fd);
    if (::write(tell_port, &port, sizeof port) != sizeof port) return 1;
    if (!comes_true([&] { return s.snapshot().descriptors_exhausted >= 3; })) return 2;
    auto const failures = s.snapshot().descriptors_exhausted;
    for (int fd : hoard) ::close(fd);
    if (!comes_true([&] { return s.snapshot().requests[2] >= 3; })) return 3;
    // Ten failures a second at most, one line a second at most: no spinning, no flood.
    return failures < 100 && lines >= 1 && lines <= 10 ? 0 : 4;
}

}  // namespace

TEST_CASE("without descriptors the server waits and recovers by itself") {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    auto const child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) ::_exit(serve_without_descriptors(ends[1]));
    std::uint16_t port = 0;
    REQUIRE(::read(ends[0], &port, sizeof port) == sizeof port);
    std::vector<client> waiting;
    for (int i = 0; i < 3; ++i) {
        waiting.emplace_back(port);
        waiting.back().send(get("/"));
    }
    for (auto& c : waiting) CHECK(c.receive().status == 200);
    int status = -1;
    ::waitpid(child, &status, 0);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
    ::close(ends[0]);
    ::close(ends[1]);
}
