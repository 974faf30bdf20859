#pragma once
// A plain HTTP client over a blocking socket, for the tests: it sends exactly the bytes a test says.

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "api/message.hpp"

namespace guiyan::server::test {

struct answer {
    int status = 0;
    api::header_list headers;
    std::string body;
    bool complete = false;  ///< all of the announced body came

    std::string header(std::string_view lower_case_name) const {
        for (auto const& [name, text] : headers)
            if (name == lower_case_name) return text;
        return {};
    }
};

class client {
public:
    explicit client(std::uint16_t port, int receive_buffer = 0) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
        if (receive_buffer > 0)
            ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
        // Only so that a broken server does not hang the tests.
        timeval const patience{30, 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0)
            throw std::runtime_error("connect");
    }
    ~client() { close(); }
    client(client&& other) noexcept : fd_(std::exchange(other.fd_, -1)), rest_(std::move(other.rest_)) {}
    client& operator=(client&&) = delete;

    void close() {
        if (fd_ >= 0) ::close(fd_);
        fd_ = -1;
    }

    /// False once the peer has gone.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            auto const n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (n <= 0) return false;
            bytes.remove_prefix(std::size_t(n));
        }
        return true;
    }

    /// The next reply; status 0 where the peer closed instead. `to_head`: the reply has no body (HEAD).
    answer receive(bool to_head = false) {
        answer out;
        std::size_t end;
        while ((end = rest_.find("\r\n\r\n")) == std::string::npos)
            if (!more()) return out;
        auto const head = rest_.substr(0, end + 2);
        rest_.erase(0, end + 4);
        out.status = std::atoi(head.c_str() + 9);
        for (std::size_t at = head.find("\r\n") + 2; at < head.size();) {
            auto const stop = head.find("\r\n", at);
            auto const colon = head.find(':', at);
            std::string name = head.substr(at, colon - at);
            for (auto& c : name) c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
            out.headers.emplace_back(std::move(name), head.substr(colon + 2, stop - colon - 2));
            at = stop + 2;
        }
        if (to_head || out.status < 200) {
            out.complete = true;
            return out;
        }
        std::size_t const length = std::size_t(std::atoll(out.header("content-length").c_str()));
        while (rest_.size() < length && more()) {
        }
        out.complete = rest_.size() >= length;
        out.body = rest_.substr(0, length);
        rest_.erase(0, out.body.size());
        return out;
    }

    answer ask(std::string_view bytes) {
        send(bytes);
        return receive();
    }

    /// Waits for the peer to close; false where bytes come instead.
    bool is_closed() {
        char one;
        return rest_.empty() && ::recv(fd_, &one, 1, 0) <= 0;
    }

private:
    bool more() {
        char piece[65536];
        auto const n = ::recv(fd_, piece, sizeof piece, 0);
        if (n <= 0) return false;
        rest_.append(piece, std::size_t(n));
        return true;
    }

    int fd_;
    std::string rest_;
};

inline std::string get(std::string_view target, std::string_view more_headers = {}) {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(more_headers) +
           "\r\n";
}

inline std::string post(std::string_view target, std::string_view body, std::string_view more_headers = {}) {
    return "POST " + std::string(target) +
           " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           std::string(more_headers) + "\r\n" + std::string(body);
}

/// A folder of the test's own, gone afterwards.
class scratch_folder {
public:
    scratch_folder() {
        auto pattern = (std::filesystem::temp_directory_path() / "guiyan-server-XXXXXX").string();
        if (!::mkdtemp(pattern.data())) throw std::runtime_error("mkdtemp");
        path_ = pattern;
    }
    ~scratch_folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    scratch_folder(scratch_folder const&) = delete;
    scratch_folder& operator=(scratch_folder const&) = delete;

    std::filesystem::path const& path() const { return path_; }
    std::size_t files() const {
        std::size_t n = 0;
        for (auto const& entry : std::filesystem::directory_iterator(path_)) n += entry.is_regular_file();
        return n;
    }

private:
    std::filesystem::path path_;
};

}  // namespace guiyan::server::test
