#pragma once
// The transport: HTTP/1.1 over TCP or TLS in front of an api::service. It owns sockets, limits, deadlines and
// threads; it knows no route, no account and no table. All of Boost.Asio and Boost.Beast stays behind this
// header.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/message.hpp"
#include "server/server_metrics.hpp"

namespace guiyan::server {

/// Total times, not pauses between bytes: a peer that sends one byte a second is closed on time.
struct deadlines {
    using ms = std::chrono::milliseconds;
    ms header{
        10'000};       ///< from the first byte (on a new connection from the accept) to the end of the header
    ms body{30'000};   ///< for the body, plus what `slowest_rate` allows for the bytes that have come
    ms write{30'000};  ///< for the reply, plus what `slowest_rate` allows for the bytes that have gone
    ms idle{60'000};   ///< between two requests of one connection
    ms drain{20'000};  ///< how long stop() lets running requests finish
    std::uint64_t slowest_rate = 16 * 1024;  ///< bytes a second that a weak line must reach in the long run
};

struct limits {
    std::size_t header_bytes = 16 * 1024;  ///< request line and header fields
    std::size_t header_fields = 100;
    std::size_t body_in_memory = 1024 * 1024;  ///< a larger body goes to a file in `spool_folder`
    std::size_t bodies_in_memory =
        64 * 1024 * 1024;                       ///< of all connections; beyond it bodies go to files earlier
    std::uint64_t body = 256ull * 1024 * 1024;  ///< where hooks::body_limit is not set
    std::uint64_t spooled = 8ull * 1024 * 1024 * 1024;  ///< bytes of all upload files together; beyond it 503
    std::size_t connections =
        16 * 1024;  ///< also kept below the limit on descriptors; beyond it the oldest idle goes
    std::size_t connections_per_address = 2048;  ///< loopback and trusted proxies are exempt
    std::size_t queue = 1024;  ///< requests waiting for a worker; beyond it 503 with Retry-After
};

struct tls_files {
    std::filesystem::path certificate;  ///< PEM, the leaf first, then what leads to the root
    std::filesystem::path key;          ///< PEM
};

struct server_options {
    std::string address = "127.0.0.1";  ///< IPv4 or IPv6 literal; "::" takes both families
    std::uint16_t port = 0;             ///< 0: any free one, see server::port()
    unsigned io_threads = 0;            ///< 0: one per core, at most four
    unsigned worker_threads = 4;        ///< run ordinary handlers
    unsigned slow_threads = 2;          ///< run handlers of the slow lane: uploads, exports
    server::limits limits;
    server::deadlines deadlines;
    std::filesystem::path spool_folder;  ///< made if absent, leftover upload files in it are removed at start
    std::optional<tls_files> tls;
    std::vector<std::string> trusted_proxies;  ///< addresses whose X-Forwarded-For and -Proto are believed
};

/// Where a request runs.
enum class lane {
    quick,      ///< a worker thread
    slow,       ///< one of the few threads for long work, so that long work never starves short work
    immediate,  ///< the I/O thread itself: only what never waits and takes far less than a millisecond
};

/// One line of the access log. The views live as long as the call. The query is left out: it may hold names.
struct access_entry {
    std::string_view method;
    std::string_view path;
    int status = 0;
    std::uint64_t bytes = 0;  ///< of the reply, header included
    double milliseconds = 0;  ///< from the end of the request's header to the last byte handed to the kernel
    std::string_view remote;
    std::string_view request_id;
};

enum class severity { info, warning, failure };

/// What the program may put into the transport. All may be called from several threads and must not throw;
/// those marked (I/O) run on an I/O thread and must not wait.
struct hooks {
    /// (I/O) Largest body of this request; sees the header only. 0 refuses every body.
    std::function<std::uint64_t(api::request const& head)> body_limit;
    /// (I/O) Lane of a complete request; by default the slow one for bodies in files, else the quick one.
    std::function<lane(api::request const&)> lane_of;
    /// Sentence of a locale key of locales/*/server.json in the language that Accept-Language asks for.
    std::function<std::string(std::string_view key, std::string_view accept_language)> sentence;
    /// (I/O) Called once a request is answered or given up.
    std::function<void(access_entry const&)> on_access;
    std::function<void(severity, std::string_view)> on_log;
};

class engine;

/// Serves until it is stopped. Adds to every request the header `x-request-id` (a client's own is dropped)
/// and repeats it in the reply. A reply is compressed where that pays and the client accepts it, unless it
/// carries the header `x-no-compress` (not sent): set that on replies that hold a secret beside text of the
/// client's choosing.
class server {
public:
    server(server_options, api::service, hooks = {});
    ~server();  ///< stops
    server(server const&) = delete;
    server& operator=(server const&) = delete;

    /// Binds, listens and returns. Throws std::runtime_error where the address is taken or a file is
    /// unreadable.
    void start();

    /// The port listened on.
    std::uint16_t port() const;

    /// Stops accepting, closes idle connections, lets running requests finish for deadlines::drain, then
    /// closes the rest. Returns when all threads have ended; not to be called from a hook or a handler.
    void stop();

    /// Takes a renewed certificate for the connections to come.
    void use_certificate(tls_files const&);

    server_metrics snapshot() const;

private:
    std::unique_ptr<engine> engine_;
};

}  // namespace guiyan::server
