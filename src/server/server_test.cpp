#include "server/server.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <thread>

#include "server/test_client.hpp"

using namespace guiyan;
using namespace guiyan::server::test;
using server::lane;
using server::server_options;

namespace {

/// Says what arrived.
api::reply echo(api::request const& r) {
    api::reply out;
    out.headers.emplace_back("content-type", "text/plain");
    out.body = std::to_string(int(r.verb)) + " " + r.target + " " + r.body;
    return out;
}

struct running {
    explicit running(api::service service, server_options o = {}, server::hooks h = {})
        : it(std::move(o), std::move(service), std::move(h)) {
        it.start();
    }
    client connect() { return client(it.port()); }
    server::server it;
};

}  // namespace

TEST_CASE("one connection serves many requests") {
    running s(echo);
    auto c = s.connect();
    for (int i = 0; i < 5; ++i) {
        auto const a = c.ask(get("/n" + std::to_string(i)));
        CHECK(a.status == 200);
        CHECK(a.body == "0 /n" + std::to_string(i) + " ");
        CHECK(a.header("date").size() == 29);
        CHECK(a.header("x-request-id").size() == 13);
        CHECK(a.header("connection").empty());
    }
    CHECK(c.ask(post("/p", "body")).body == "1 /p body");
    CHECK(c.ask("\r\n" + get("/after-blank-line")).status == 200);
    auto const last = c.ask(get("/bye", "Connection: close\r\n"));
    CHECK(last.header("connection") == "close");
    CHECK(c.is_closed());
    CHECK(s.it.snapshot().requests[2] == 8);
    CHECK(s.it.snapshot().connections_total == 1);
}

TEST_CASE("pipelined requests are answered in order") {
    running s(echo);
    auto c = s.connect();
    std::string all;
    for (int i = 0; i < 50; ++i)
        all += i % 2 ? get("/" + std::to_string(i))
                     : post("/" + std::to_string(i), std::string(std::size_t(i * 37), 'x'));
    c.send(all);
    for (int i = 0; i < 50; ++i) {
        auto const a = c.receive();
        CHECK(a.status == 200);
        CHECK(a.body.substr(2, a.body.find(' ', 2) - 2) == "/" + std::to_string(i));
    }
}

TEST_CASE("a request may come in pieces of one byte") {
    running s(echo);
    auto c = s.connect();
    for (char byte : post("/slowly", "in pieces")) c.send(std::string_view(&byte, 1));
    CHECK(c.receive().body == "1 /slowly in pieces");
    auto const chunked = std::string("POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n") +
                         "4\r\nwiki\r\n5;x=y\r\npedia\r\n0\r\nX-Checksum: 99\r\n\r\n";
    for (char byte : chunked) c.send(std::string_view(&byte, 1));
    CHECK(c.receive().body == "1 /c wikipedia");
    CHECK(c.ask(get("/still-in-step")).status == 200);
}

TEST_CASE("HEAD, HTTP/1.0 and replies without a body") {
    running s([](api::request const& r) {
        auto a = echo(r);
        if (r.target == "/none") a.status = 204;
        return a;
    });
    auto c = s.connect();
    c.send("HEAD /h HTTP/1.1\r\nHost: a\r\n\r\n");
    auto const head = c.receive(true);
    CHECK(head.header("content-length") == "5");
    CHECK(c.ask(get("/next")).body == "0 /next ");
    CHECK(c.ask(get("/none")).header("content-length").empty());
    CHECK(c.ask("GET /old HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").header("connection") == "keep-alive");
    CHECK(c.ask("GET /old HTTP/1.0\r\n\r\n").body == "0 /old ");
    CHECK(c.is_closed());
}

TEST_CASE("what is not HTTP is refused with a problem and closed") {
    running s(echo);
    std::pair<std::string, int> const cases[] = {
        {"nonsense\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: a\r\nX: a\x01z\r\n\r\n", 400},
        {"GET a HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: a\r\nX: one\r\n two\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: a\r\nX: one\r\n\tContent-Length: 5\r\n\r\n", 400},
        {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
        {"PROPFIND / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
        {"CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n", 501},
        {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400},
        {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400},
        {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         400},
        {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
         400},
        {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501},
        {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400},
        {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n", 400},
        {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400},
        {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: 9\r\n\r\n",
         400},
        {"GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(20000, 'x') + "\r\n\r\n", 431},
        {"GET /" + std::string(20000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n", 431},
        {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;" + std::string(100000, 'x'),
         400},
    };
    for (auto const& [bytes, status] : cases) {
        CAPTURE(bytes.substr(0, 90));
        auto c = s.connect();
        auto const a = c.ask(bytes);
        CHECK(a.status == status);
        CHECK(a.complete);
        CHECK(a.header("content-type") == "application/problem+json");
        CHECK(a.header("connection") == "close");
        CHECK(c.is_closed());
    }
    std::string many = "GET / HTTP/1.1\r\nHost: a\r\n";
    for (int i = 0; i < 200; ++i) many += "X" + std::to_string(i) + ": y\r\n";
    CHECK(s.connect().ask(many + "\r\n").status == 431);
}

TEST_CASE("problems speak the client's language") {
    server::hooks h;
    h.sentence = [](std::string_view key, std::string_view language) {
        return std::string(key) + " in " + std::string(language);
    };
    running s(echo, {}, h);
    auto c = s.connect();
    auto const a = c.ask("GET / HTTP/1.1\r\nAccept-Language: zh-CN\r\n\r\n");
    CHECK(a.body.find("\"detail\":\"server.bad_host in zh-CN\"") != std::string::npos);
}

TEST_CASE("a client's request id is replaced, its address is known, the log has no query") {
    std::mutex guard;
    std::vector<std::string> lines;
    server::hooks h;
    h.on_access = [&](server::access_entry const& e) {
        std::lock_guard lock(guard);
        lines.push_back(std::string(e.method) + " " + std::string(e.path) + " " + std::to_string(e.status) +
                        " " + std::string(e.remote) + " " + std::string(e.request_id));
    };
    std::string seen;
    {
        running s(
            [&](api::request const& r) {
                seen = std::string(r.header("x-request-id")) + " " + r.remote + (r.secure ? " secure" : "");
                return echo(r);
            },
            {}, h);
        auto const a =
            s.connect().ask(get("/p?name=secret", "X-Request-Id: mine\r\nX-Forwarded-For: 192.0.2.1\r\n"));
        CHECK(seen == a.header("x-request-id") + " 127.0.0.1");
        CHECK(a.header("x-request-id") != "mine");
        s.it.stop();
        CHECK(lines == std::vector<std::string>{"GET /p 200 127.0.0.1 " + a.header("x-request-id")});
    }
}

TEST_CASE("a handler that throws costs one reply") {
    running s([](api::request const& r) -> api::reply {
        if (r.target == "/throw") throw std::runtime_error("as planned");
        return echo(r);
    });
    auto c = s.connect();
    CHECK(c.ask(get("/throw")).status == 500);
    CHECK(c.ask(get("/well")).status == 200);
}

TEST_CASE("files and static bytes are sent whole, and removed where asked") {
    scratch_folder folder;
    std::string bytes(3'000'000, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = char(i * 31 >> 3);
    auto const path = (folder.path() / "report.bin").string();
    std::ofstream(path, std::ios::binary) << bytes;
    running s([&](api::request const& r) {
        api::reply a;
        if (r.target == "/static") a.static_body = bytes;
        if (r.target == "/file" || r.target == "/once") a.body_file = path;
        if (r.target == "/missing") a.body_file = path + ".not";
        a.remove_body_file = r.target == "/once";
        return a;
    });
    auto c = s.connect();
    CHECK(c.ask(get("/static")).body == bytes);
    CHECK(c.ask(get("/file")).body == bytes);
    CHECK(folder.files() == 1);
    CHECK(c.ask(get("/once")).body == bytes);
    CHECK(folder.files() == 0);
    CHECK(c.ask(get("/missing")).status == 500);
    CHECK(c.ask(get("/static")).body == bytes);
}

TEST_CASE("a long reply is compressed for those who can read it") {
    running s([](api::request const&) {
        api::reply a;
        a.headers.emplace_back("content-type", "application/json");
        a.body = std::string(100'000, ' ');
        return a;
    });
    auto c = s.connect();
    auto const packed = c.ask(get("/", "Accept-Encoding: gzip, br\r\n"));
    CHECK(packed.header("content-encoding") == "gzip");
    CHECK(packed.body.size() < 1000);
    auto const plain = c.ask(get("/"));
    CHECK(plain.body.size() == 100'000);
    CHECK(plain.header("vary") == "Accept-Encoding");
}

TEST_CASE("stop lets a running request finish and closes idle connections") {
    std::mutex guard;
    std::condition_variable changed;
    bool inside = false, released = false;
    running s([&](api::request const& r) {
        if (r.target == "/long") {
            std::unique_lock lock(guard);
            inside = true;
            changed.notify_all();
            changed.wait(lock, [&] { return released; });
        }
        return echo(r);
    });
    auto idle = s.connect();
    CHECK(idle.ask(get("/")).status == 200);
    auto busy = s.connect();
    busy.send(get("/long"));
    {
        std::unique_lock lock(guard);
        changed.wait(lock, [&] { return inside; });
    }
    std::thread stopper([&] { s.it.stop(); });
    CHECK(idle.is_closed());
    {
        std::lock_guard lock(guard);
        released = true;
    }
    changed.notify_all();
    auto const a = busy.receive();
    CHECK(a.status == 200);
    CHECK(a.header("connection") == "close");
    stopper.join();
    CHECK_THROWS(client(s.it.port()));
}

TEST_CASE("a server with work under way can be stopped hard and destroyed") {
    server_options o;
    o.deadlines.drain = std::chrono::milliseconds(100);
    o.worker_threads = 1;
    std::atomic<bool> release = false;
    std::vector<client> clients;
    std::thread releaser;
    {
        running s(
            [&](api::request const& r) {
                while (!release) std::this_thread::sleep_for(std::chrono::milliseconds(1));
                return echo(r);
            },
            o);
        // One at work, others in the queue, one in the middle of its body.
        for (int i = 0; i < 5; ++i) {
            clients.push_back(s.connect());
            clients.back().send(get("/"));
        }
        clients.push_back(s.connect());
        clients.back().send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
        while (s.it.snapshot().queue < 4) std::this_thread::yield();
        releaser = std::thread([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(800));
            release = true;
        });
    }
    releaser.join();
    for (auto& c : clients) c.receive();
}

TEST_CASE("an address in use or unreadable is said at the start") {
    running s(echo);
    server_options o;
    o.port = s.it.port();
    CHECK_THROWS_AS(running(echo, o), std::runtime_error);
    o.address = "no address";
    CHECK_THROWS_AS(running(echo, o), std::runtime_error);
}

TEST_CASE("IPv6 and IPv4 on one socket") {
    server_options o;
    o.address = "::";
    std::string remote;
    running s(
        [&](api::request const& r) {
            remote = r.remote;
            return echo(r);
        },
        o);
    CHECK(s.connect().ask(get("/")).status == 200);
    CHECK(remote == "127.0.0.1");
}
