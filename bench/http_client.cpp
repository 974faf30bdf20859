#include "bench/http_client.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <mutex>
#include <random>
#include <stdexcept>
#include <thread>

namespace guiyan::bench {
namespace {

int connect_to(int port) {
    int const s = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_port = htons(static_cast<std::uint16_t>(port));
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (s < 0 || ::connect(s, reinterpret_cast<sockaddr*>(&at), sizeof at) != 0) {
        if (s >= 0) ::close(s);
        throw std::runtime_error("no connection to port " + std::to_string(port));
    }
    int const on = 1;
    ::setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return s;
}

void send_all(int s, std::string_view bytes) {
    while (!bytes.empty()) {
        auto const n = ::send(s, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (n <= 0) throw std::runtime_error("the server hung up");
        bytes.remove_prefix(std::size_t(n));
    }
}

std::string find_header(std::string_view head, std::string_view name) {
    for (std::size_t line = head.find("\r\n"); line != head.npos; line = head.find("\r\n", line)) {
        line += 2;
        auto const text = head.substr(line, head.find("\r\n", line) - line);
        if (text.size() <= name.size() || text[name.size()] != ':') continue;
        if (std::equal(name.begin(), name.end(), text.begin(),
                       [](char a, char b) { return a == (b | 0x20) || a == b; }))
            return std::string(text.substr(text.find_first_not_of(' ', name.size() + 1)));
    }
    return {};
}

/// Reads one reply; what came beyond it stays in `in`.
http_reply receive(int s, std::string& in) {
    auto more = [&] {
        char piece[65536];
        auto const n = ::recv(s, piece, sizeof piece, 0);
        if (n <= 0) throw std::runtime_error("the server hung up");
        in.append(piece, std::size_t(n));
    };
    std::size_t end;
    while ((end = in.find("\r\n\r\n")) == in.npos) more();
    http_reply r;
    r.head = in.substr(0, end + 2);
    std::from_chars(r.head.data() + 9, r.head.data() + 12, r.status);
    std::size_t length = 0;
    if (auto const text = r.header("content-length"); !text.empty())
        std::from_chars(text.data(), text.data() + text.size(), length);
    while (in.size() < end + 4 + length) more();
    r.body = in.substr(end + 4, length);
    in.erase(0, end + 4 + length);
    return r;
}

}  // namespace

std::string http_reply::header(std::string_view name) const {
    return find_header(head, name);
}

http_client::http_client(int port) : socket_(connect_to(port)) {}

http_client::~http_client() {
    if (socket_ >= 0) ::close(socket_);
}

http_reply http_client::ask(std::string_view method, std::string_view target, std::string_view headers,
                            std::string_view body) {
    std::string out;
    out.append(method).append(" ").append(target).append(" HTTP/1.1\r\nHost: localhost\r\n").append(headers);
    if (!body.empty() || method != "GET")
        out += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    out.append("\r\n").append(body);
    send_all(socket_, out);
    return receive(socket_, in_);
}

http_reply http_client::send_file(std::string_view target, std::string_view headers, std::string_view bytes) {
    std::string out = "POST ";
    out.append(target).append(" HTTP/1.1\r\nHost: localhost\r\n").append(headers);
    out += "Content-Type: application/octet-stream\r\nContent-Length: " + std::to_string(bytes.size()) +
           "\r\n\r\n";
    send_all(socket_, out);
    send_all(socket_, bytes);
    return receive(socket_, in_);
}

std::string get(std::string_view target, std::string_view cookie) {
    std::string out = "GET ";
    out.append(target).append(" HTTP/1.1\r\nHost: localhost\r\nCookie: ").append(cookie).append("\r\n\r\n");
    return out;
}

namespace {

using steady = std::chrono::steady_clock;

/// Runs `one(add)` on so many threads and puts their results together. `add(from, reply)` notes an answer.
template <class One>
crowd_result together(std::size_t connections, One one) {
    crowd_result out;
    std::vector<double> times;
    std::mutex guard;
    auto const start = steady::now();
    std::vector<std::thread> crowd;
    for (std::size_t c = 0; c < connections; ++c)
        crowd.emplace_back([&, c] {
            crowd_result mine;
            std::vector<double> my_times;
            try {
                one(c, [&](steady::time_point from, http_reply const& r) {
                    my_times.push_back(
                        std::chrono::duration<double, std::milli>(steady::now() - from).count());
                    ++mine.answered;
                    mine.wrong += r.status < 200 || r.status > 204;
                    mine.bytes += r.head.size() + 2 + r.body.size();
                });
            } catch (std::exception const&) {
                ++mine.wrong;
            }
            std::lock_guard lock(guard);
            out.answered += mine.answered;
            out.wrong += mine.wrong;
            out.bytes += mine.bytes;
            times.insert(times.end(), my_times.begin(), my_times.end());
        });
    for (auto& t : crowd) t.join();
    out.seconds = std::chrono::duration<double>(steady::now() - start).count();
    std::sort(times.begin(), times.end());
    if (!times.empty()) {
        out.p50_ms = times[times.size() / 2];
        out.p99_ms = times[times.size() * 99 / 100];
    }
    return out;
}

class kept_connection {
public:
    explicit kept_connection(int port) : socket_(connect_to(port)) {}
    ~kept_connection() { ::close(socket_); }
    kept_connection(kept_connection const&) = delete;
    http_reply ask(std::string const& text) {
        send_all(socket_, text);
        return receive(socket_, in_);
    }

private:
    int const socket_;
    std::string in_;
};

}  // namespace

crowd_result ask_all(int port, std::size_t connections, std::size_t count,
                     std::function<std::string(std::size_t)> const& request) {
    std::atomic<std::size_t> next = 0;
    return together(connections, [&](std::size_t, auto add) {
        kept_connection c(port);
        for (std::size_t n; (n = next++) < count;) {
            auto const text = request(n);
            auto const from = steady::now();
            add(from, c.ask(text));
        }
    });
}

crowd_result ask_steadily(int port, std::size_t connections, double rate, double seconds,
                          std::function<std::string(std::size_t)> const& request) {
    std::atomic<std::size_t> next = 0;
    return together(connections, [&](std::size_t own, auto add) {
        kept_connection c(port);
        std::mt19937_64 random(own);
        std::exponential_distribution<double> pause(rate / double(connections));
        auto const begin = steady::now();
        for (double due = pause(random); due < seconds; due += pause(random)) {
            auto const text = request(next++);
            auto const from =
                begin + std::chrono::duration_cast<steady::duration>(std::chrono::duration<double>(due));
            std::this_thread::sleep_until(from);
            add(from, c.ask(text));
        }
    });
}

}  // namespace guiyan::bench
