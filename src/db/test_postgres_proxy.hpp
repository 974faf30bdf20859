#pragma once
// Stands between the program and PostgreSQL and cuts the line at a COMMIT: before the server hears it, or
// after the server did it and before its answer arrives.

#include <arpa/inet.h>
#include <libpq-fe.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "db/test_engines.hpp"

namespace guiyan::db::testing {

class postgres_proxy {
public:
    enum class cut { never, before_commit, after_commit };
    std::atomic<cut> when = cut::never;  // goes back to never once done
    std::atomic<bool> refuse = false;    // new connections are closed at once

    postgres_proxy() {
        listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        auto const address = unix_address(folder_.path());
        if (::bind(listener_, reinterpret_cast<sockaddr const*>(&address), sizeof address) ||
            ::listen(listener_, 16))
            throw std::runtime_error("the proxy has no socket");
        acceptor_ = std::thread([this] { accept_all(); });
    }
    ~postgres_proxy() {
        stop_ = true;
        acceptor_.join();
        for (auto& line : lines_) line.join();
        ::close(listener_);
    }
    postgres_proxy(postgres_proxy const&) = delete;

    std::string url() const {
        auto const& real = postgres_url();
        return fmt::format("{}{}host={}&port=5432", real, real.find('?') == real.npos ? "?" : "&",
                           folder_.path());
    }

private:
    static sockaddr_un unix_address(std::string const& folder, std::string const& port = "5432") {
        sockaddr_un a{};
        a.sun_family = AF_UNIX;
        auto const path = folder + "/.s.PGSQL." + port;
        path.copy(a.sun_path, sizeof a.sun_path - 1);
        return a;
    }

    // The real server, as the URL of the tests names it.
    static int connect_server() {
        std::string host, port = "5432";
        auto* const options = PQconninfoParse(postgres_url().c_str(), nullptr);
        for (auto* o = options; o && o->keyword; ++o) {
            if (o->val && std::string_view(o->keyword) == "host") host = o->val;
            if (o->val && std::string_view(o->keyword) == "port") port = o->val;
        }
        PQconninfoFree(options);
        bool const local = host.starts_with('/');
        int const fd = ::socket(local ? AF_UNIX : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        auto const path = unix_address(host, port);
        sockaddr_in internet{};
        internet.sin_family = AF_INET;
        internet.sin_port = htons(static_cast<std::uint16_t>(std::stoi(port)));
        internet.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        int const failed = local
                               ? ::connect(fd, reinterpret_cast<sockaddr const*>(&path), sizeof path)
                               : ::connect(fd, reinterpret_cast<sockaddr const*>(&internet), sizeof internet);
        if (!failed) return fd;
        ::close(fd);
        return -1;
    }

    void accept_all() {
        while (!stop_) {
            pollfd p{listener_, POLLIN, 0};
            if (::poll(&p, 1, 50) != 1) continue;
            int const client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (refuse) {
                ::close(client);
            } else if (client >= 0) {
                lines_.emplace_back([this, client] { carry(client); });
            }
        }
    }

    void carry(int client) {
        int const server = connect_server();
        bool cut_at_answer = false;
        char buffer[65536];
        while (!stop_ && server >= 0) {
            pollfd p[2] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
            if (::poll(p, 2, 50) <= 0) continue;
            if (p[1].revents) {
                auto const n = ::read(server, buffer, sizeof buffer);
                if (n <= 0 || cut_at_answer || ::write(client, buffer, static_cast<std::size_t>(n)) != n)
                    break;
            }
            if (p[0].revents) {
                auto const n = ::read(client, buffer, sizeof buffer);
                if (n <= 0) break;
                std::string_view const said(buffer, static_cast<std::size_t>(n));
                if (said.find(std::string_view("COMMIT\0", 7)) != said.npos && when != cut::never) {
                    if (when.exchange(cut::never) == cut::before_commit) break;
                    cut_at_answer = true;
                }
                if (::write(server, buffer, static_cast<std::size_t>(n)) != n) break;
            }
        }
        ::close(client);
        if (server >= 0) ::close(server);
    }

    scratch_folder folder_;
    int listener_ = -1;
    std::atomic<bool> stop_ = false;
    std::thread acceptor_;
    std::vector<std::thread> lines_;  // only the acceptor's thread adds, and it ends first
};

}  // namespace guiyan::db::testing
