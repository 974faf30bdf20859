#pragma once
// The server's inside, shared by engine.cpp (threads, accepting, stopping) and connection.cpp (one
// connection's life). Private to the transport: this header includes Asio.
//
// Every I/O thread has an io_context of its own, and a connection never leaves its thread, so connections
// need no locks. Deadlines are a time point per connection, looked at ten times a second by its thread: that
// costs nothing per request, where a timer per read would.

#include <atomic>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <list>
#include <mutex>
#include <thread>

#include "server/address_quota.hpp"
#include "server/counters.hpp"
#include "server/head_rules.hpp"
#include "server/server.hpp"
#include "server/worker_pool.hpp"

namespace boost::asio::ssl {
class context;
}

namespace guiyan::server {

namespace asio = boost::asio;
using boost::system::error_code;
using steady = std::chrono::steady_clock;
using executor = asio::io_context::executor_type;
using tcp_socket = asio::basic_stream_socket<asio::ip::tcp, executor>;
using tcp_acceptor = asio::basic_socket_acceptor<asio::ip::tcp, executor>;
using timer = asio::basic_waitable_timer<steady, asio::wait_traits<steady>, executor>;

/// What a thread has to know of a connection to end it.
class connection {
public:
    enum class phase { handshake, idle, header, body, running, writing, closing };

    virtual ~connection() = default;

    /// Ends the pending operation. Only on the connection's own thread.
    virtual void interrupt() = 0;

    /// Not in the middle of a request: may be closed to make room or to stop.
    bool waits_for_request() const { return at_ <= phase::header; }

    void evict() {
        evicted_ = true;
        interrupt();
    }

    bool evicted() const { return evicted_; }
    bool overdue(steady::time_point now) const { return now >= due_; }

protected:
    void enter(phase at, steady::time_point due) {
        at_ = at;
        due_ = due;
    }

    phase at_ = phase::handshake;
    steady::time_point due_ = steady::time_point::max();
    bool evicted_ = false;
};

struct io_thread {
    explicit io_thread(std::uint64_t seed) : request_seed(seed) {}

    /// Text of the Date header, made once a second.
    std::string const& date();
    /// Thirteen characters that no other request of this server has.
    std::string next_request_id();
    /// Looks after deadlines while connections are open.
    void arm_sweep();

    std::list<connection*> open;  ///< oldest first
    std::uint64_t request_seed;
    std::uint64_t request_count = 0;
    std::int64_t date_second = -1;
    std::string date_text;
    bool sweeping = false;
    // Declared after what the connections inside it touch when they are destroyed with it.
    asio::io_context context{1};
    asio::executor_work_guard<executor> keep_running{context.get_executor()};
    timer sweep{context};
    std::thread thread;
};

/// One admitted connection; gives its place back when it goes.
class ticket {
public:
    ticket() = default;
    ticket(engine* owner, std::string counted_address)
        : owner_(owner), counted_address_(std::move(counted_address)) {}
    ticket(ticket&& other) noexcept
        : owner_(std::exchange(other.owner_, nullptr)), counted_address_(std::move(other.counted_address_)) {}
    ticket& operator=(ticket&&) = delete;
    ~ticket();

private:
    engine* owner_ = nullptr;
    std::string counted_address_;  ///< empty: an address that is not limited
};

class engine {
public:
    engine(server_options, api::service, hooks);
    ~engine();

    void start();
    void stop();
    void use_certificate(tls_files const&);
    std::uint16_t port() const { return port_; }
    server_metrics snapshot() const;

    // For connections, from any thread.
    bool stopping() const { return stopping_.load(std::memory_order_relaxed); }
    std::shared_ptr<asio::ssl::context> tls() const;
    std::string sentence(std::string_view key, std::string_view accept_language) const;
    void log(severity, std::string_view) const;
    /// At most one line a second for faults that come in floods.
    void log_sparsely(severity, std::string_view) const;

    server_options const options;
    api::service const service;
    hooks const given;
    mutable counters counts;
    worker_pool quick, slow;
    worker_pool
        files;  ///< writes bodies to disk and reads reply files, so that a slow disk holds up no socket

private:
    friend class ticket;

    void listen();
    void accept_next();
    void accepted(error_code, io_thread& home, tcp_socket);
    void pause_accepting(error_code);
    std::optional<ticket> admit(asio::ip::address const&);
    void release(std::string const& counted_address);
    void shed_one();
    void on_every_thread(void (*what)(io_thread&));
    void wait_until_empty(steady::duration longest) const;

    std::vector<std::unique_ptr<io_thread>> threads_;
    std::unique_ptr<tcp_acceptor> acceptor_;
    std::unique_ptr<timer> accept_pause_;
    std::size_t next_thread_ = 0, next_shed_ = 0;
    std::size_t connection_cap_ = 0;
    std::uint16_t port_ = 0;
    bool running_ = false;
    std::atomic<bool> stopping_{false};
    mutable std::atomic<std::int64_t> last_sparse_line_{0};
    address_quota per_address_;
    mutable std::mutex guard_;
    std::shared_ptr<asio::ssl::context> tls_;
};

/// Takes over an accepted connection: reads requests, answers them, closes. Returns at once.
void serve_connection(engine&, io_thread& home, tcp_socket, ticket, std::string peer);

}  // namespace guiyan::server
