// One connection's life, as coroutines: the only file of the program that has any.
//
// GCC 12 destroys some temporaries inside the operand of co_await twice (no warning, any optimisation). So
// here an operand never contains a lambda that captures by value nor a braced aggregate: such things get a
// name first.

#include <sys/socket.h>

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/error.hpp>

#include "server/byte_window.hpp"
#include "server/engine.hpp"
#include "server/errand.hpp"
#include "server/exchange.hpp"

namespace guiyan::server {

namespace {

template <class T>
using task = asio::awaitable<T, executor>;
constexpr asio::use_awaitable_t<executor> use_task;

using tls_stream = asio::ssl::stream<tcp_socket>;

constexpr std::size_t first_read = 2 * 1024;
constexpr std::size_t body_read = 64 * 1024;
constexpr std::size_t spool_piece = 256 * 1024;
constexpr auto farewell = std::chrono::seconds(2);

tcp_socket& socket_of(tcp_socket& s) {
    return s;
}
tcp_socket& socket_of(tls_stream& s) {
    return s.next_layer();
}

template <class Stream>
class session final : public connection {
public:
    template <class... Made>
    session(engine& e, io_thread& home, ticket pass, std::string peer, bool redirects, Made&&... made)
        : engine_(e),
          home_(home),
          pass_(std::move(pass)),
          peer_(std::move(peer)),
          redirects_(redirects),
          x_(e, home, peer_, encrypted),
          stream_(std::forward<Made>(made)...) {
        enter(phase::handshake, steady::now() + e.options.deadlines.header);
    }

    ~session() override {
        if (listed_) home_.open.erase(place_);
    }

    void interrupt() override {
        error_code ignored;
        socket_of(stream_).cancel(ignored);
    }

    /// The whole life. `self` keeps the session while the coroutine runs.
    static task<void> run(std::unique_ptr<session> self);

private:
    static constexpr bool encrypted = !std::is_same_v<Stream, tcp_socket>;

    task<bool> open_tls();
    task<void> converse();
    task<bool> receive_head(bool first);
    task<bool> receive_body();
    task<bool> flush_to_spool();
    task<void> answer();
    task<bool> send();
    task<void> refuse();
    task<void> close_gently();
    task<std::size_t> read_some(std::size_t wanted, error_code& ec);

    void enlist() {
        place_ = home_.open.insert(home_.open.end(), this);
        listed_ = true;
        home_.arm_sweep();
    }

    /// For `co_return give_up(…)`.
    bool give_up(int status, std::string_view key) {
        x_.why = {status, key};
        return false;
    }

    /// After a read failed: where the time is over and `answerable`, says so; else just hangs up.
    bool give_up_reading(bool answerable) {
        if (evicted() || !late()) return false;
        engine_.counts.connections_timed_out.add();
        return answerable ? give_up(408, "server.too_slow") : false;
    }

    /// Time allowed for a transfer that started at `start` and has moved `bytes`.
    steady::time_point transfer_due(steady::time_point start, deadlines::ms allowance,
                                    std::uint64_t bytes) const {
        auto const rate = std::max<std::uint64_t>(1, engine_.options.deadlines.slowest_rate);
        return start + allowance + std::chrono::milliseconds(bytes * 1000 / rate);
    }

    bool late() const { return overdue(steady::now()); }
    deadlines const& times() const { return engine_.options.deadlines; }

    engine& engine_;
    io_thread& home_;
    ticket pass_;
    std::string const peer_;
    bool redirects_;  ///< plain HTTP spoken to a TLS port: say where the page is
    std::list<connection*>::iterator place_;
    bool listed_ = false;
    byte_window in_;
    exchange x_;
    Stream stream_;  // last: the socket closes first
};

template <class Stream>
task<void> session<Stream>::run(std::unique_ptr<session> self) {
    self->enlist();
    try {
        if constexpr (encrypted) {
            if (!co_await self->open_tls()) {
                if (!self->redirects_) co_return;
                auto plain = std::make_unique<session<tcp_socket>>(self->engine_, self->home_,
                                                                   std::move(self->pass_), self->peer_, true,
                                                                   std::move(socket_of(self->stream_)));
                self.reset();
                co_await session<tcp_socket>::run(std::move(plain));
                co_return;
            }
        }
        co_await self->converse();
    } catch (std::exception const& e) {
        if (self) self->engine_.log(severity::failure, std::string("connection: ") + e.what());
    }
}

/// False: no TLS came of it. Somebody who speaks plain HTTP to a TLS port (an address typed without https://)
/// is recognised by the first byte and marked in `redirects_`.
template <class Stream>
task<bool> session<Stream>::open_tls() {
    if constexpr (encrypted) {
        error_code ec;
        co_await socket_of(stream_).async_wait(asio::socket_base::wait_read,
                                               asio::redirect_error(use_task, ec));
        if (ec) co_return false;
        unsigned char first = 0;
        auto const n = ::recv(socket_of(stream_).native_handle(), &first, 1, MSG_PEEK | MSG_DONTWAIT);
        if (n != 1) co_return false;
        static constexpr unsigned char tls_handshake = 22;
        if (first != tls_handshake) {
            redirects_ = first >= 'A' && first <= 'Z';
            co_return false;
        }
        co_await stream_.async_handshake(asio::ssl::stream_base::server, asio::redirect_error(use_task, ec));
        if (ec && late()) engine_.counts.connections_timed_out.add();
        co_return !ec;
    }
    co_return true;
}

template <class Stream>
task<void> session<Stream>::converse() {
    for (bool first = true;; first = false) {
        x_.start();
        bool received = co_await receive_head(first);
        if (received && !x_.reader->is_done()) received = co_await receive_body();
        if (!received) {
            if (x_.why) co_await refuse();
            co_return;
        }
        co_await answer();
        bool const sent = co_await send();
        // 499: what logs of web servers call a client that went before the end of the reply.
        x_.account(sent ? x_.reply.status : 499);
        if (!sent) co_return;
        if (!x_.keep) {
            // Unread bytes in the socket would turn the close into a reset that may overtake the reply.
            if (encrypted || !in_.empty()) co_await close_gently();
            co_return;
        }
        if (in_.empty()) in_.shrink(first_read);
    }
}

template <class Stream>
task<std::size_t> session<Stream>::read_some(std::size_t wanted, error_code& ec) {
    char* const room = in_.prepare(wanted);
    auto const n =
        co_await stream_.async_read_some(asio::buffer(room, wanted), asio::redirect_error(use_task, ec));
    in_.commit(n);
    engine_.counts.bytes_received.add(n);
    co_return n;
}

template <class Stream>
task<bool> session<Stream>::receive_head(bool first) {
    auto const most = engine_.options.limits.header_bytes;
    if (first)
        enter(phase::header, due_);  // the time since the accept counts
    else
        enter(phase::idle, steady::now() + times().idle);
    bool begun = false;
    for (;;) {
        while (!begun && !in_.empty() && (*in_.data() == '\r' || *in_.data() == '\n')) in_.consume(1);
        if (!in_.empty()) {
            if (at_ == phase::idle) enter(phase::header, steady::now() + times().header);
            begun = true;
            error_code ec;
            auto const taken = x_.reader->put(asio::const_buffer(in_.data(), in_.size()), ec);
            if (has_folded_line({in_.data(), taken})) co_return give_up(400, "server.malformed");
            in_.consume(taken);
            if (ec && ec != boost::beast::http::error::need_more) {
                x_.why = x_.reader->why(ec);
                co_return false;
            }
            if (x_.reader->is_header_done()) break;
            if (in_.size() >= most) co_return give_up(431, "server.header_too_large");
        }
        if ((engine_.stopping() || evicted()) && !begun) co_return false;
        error_code ec;
        co_await read_some(in_.size() < first_read ? first_read : 2 * first_read, ec);
        if (ec) co_return give_up_reading(begun);
    }
    x_.head_done = steady::now();
    co_return x_.head_is_sound();
}

template <class Stream>
task<bool> session<Stream>::receive_body() {
    auto const start = steady::now();
    auto const& limits = engine_.options.limits;
    auto& reader = *x_.reader;
    auto const most = x_.body_limit();
    auto const announced = reader.content_length();
    if (announced && *announced > most) co_return give_up(413, "server.body_too_large");
    if (announced && engine_.counts.spooled.get() + *announced > limits.spooled)
        co_return give_up(503, "server.busy");
    enter(phase::body, transfer_due(start, times().body, 0));
    error_code ec;
    if (in_.empty() && expects_continue(x_.request, reader.version())) {
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        // Small enough for any send buffer: never written in part.
        co_await stream_.async_write_some(asio::buffer(go_on), asio::redirect_error(use_task, ec));
        if (ec) co_return false;
    }
    for (;;) {
        while (!in_.empty() && !reader.is_done()) {
            in_.consume(reader.put(asio::const_buffer(in_.data(), in_.size()), ec));
            if (ec == boost::beast::http::error::need_more) {
                ec = {};
                break;
            }
            if (ec) {
                x_.why = reader.why(ec);
                co_return false;
            }
            if (reader.body_bytes() > most) co_return give_up(413, "server.body_too_large");
        }
        x_.charge_body();
        auto const held = x_.request.body.size();
        bool const crowded =
            engine_.counts.bodies_in_memory.get() > limits.bodies_in_memory && held >= body_read;
        if (x_.spool ? held >= spool_piece || reader.is_done() : held > limits.body_in_memory || crowded)
            if (!co_await flush_to_spool()) co_return false;
        if (reader.is_done()) break;
        // A chunk's size line or a trailer without an end.
        if (in_.size() >= limits.header_bytes) co_return give_up(400, "server.malformed");
        due_ = transfer_due(start, times().body, reader.body_bytes());
        if (!late()) co_await read_some(body_read, ec);
        if (ec || late()) co_return give_up_reading(true);
    }
    if (x_.spool) x_.spool->close();
    co_return true;
}

template <class Stream>
task<bool> session<Stream>::flush_to_spool() {
    if (engine_.options.spool_folder.empty()) co_return give_up(413, "server.body_too_large");
    if (engine_.counts.spooled.get() > engine_.options.limits.spooled) co_return give_up(503, "server.busy");
    hand_over<exchange> const start{&engine_.files, &x_, &exchange::write_spool};
    co_await asio::async_initiate<asio::use_awaitable_t<executor> const, void(bool)>(start, use_task);
    if (x_.spool_fault) {
        engine_.log_sparsely(severity::failure, "an upload could not be kept: " + x_.spool_fault.message());
        co_return give_up(503, "server.no_space");
    }
    x_.charge_body();
    co_return true;
}

template <class Stream>
task<void> session<Stream>::answer() {
    enter(phase::running, steady::time_point::max());
    if (redirects_) {
        x_.reply_redirect();
        co_return;
    }
    auto const where = x_.choose_lane();
    if (where == lane::immediate) {
        x_.perform();
        co_return;
    }
    auto* const pool = where == lane::slow ? &engine_.slow : &engine_.quick;
    hand_over<exchange> const start{pool, &x_, &exchange::perform};
    bool const done =
        co_await asio::async_initiate<asio::use_awaitable_t<executor> const, void(bool)>(start, use_task);
    if (done) co_return;
    engine_.counts.queue_refused.add();
    x_.why = {503, "server.busy"};
    x_.reply_problem();
}

template <class Stream>
task<bool> session<Stream>::send() {
    auto const start = steady::now();
    enter(phase::writing, transfer_due(start, times().write, 0));
    x_.frame_reply();
    bool const from_file = x_.file && !x_.is_silent();
    std::uint64_t file_left = from_file ? x_.file->size() : 0;
    std::array<asio::const_buffer, 2> parts = {asio::buffer(x_.head), asio::const_buffer()};
    if (from_file)
        parts[1] = asio::buffer(x_.piece);
    else if (!x_.is_silent())
        parts[1] = asio::buffer(x_.body.data(), x_.body.size());
    for (;;) {
        if (parts[0].size() == 0 && parts[1].size() == 0) {
            if (file_left == 0) break;
            hand_over<exchange> const step{&engine_.files, &x_, &exchange::read_piece};
            co_await asio::async_initiate<asio::use_awaitable_t<executor> const, void(bool)>(step, use_task);
            parts[1] = asio::buffer(x_.piece);
        }
        // The file became shorter or longer than the length that was announced.
        if (from_file && (parts[1].size() > file_left || (parts[1].size() == 0 && file_left > 0)))
            co_return false;
        error_code ec;
        std::size_t n = 0;
        if (!late()) n = co_await stream_.async_write_some(parts, asio::redirect_error(use_task, ec));
        x_.sent += n;
        engine_.counts.bytes_sent.add(n);
        if (ec || late()) {
            if (late() && !evicted()) engine_.counts.connections_timed_out.add();
            // What the peer does not take must not linger in the kernel.
            error_code ignored;
            socket_of(stream_).set_option(asio::socket_base::linger(true, 0), ignored);
            co_return false;
        }
        auto const of_head = std::min(n, parts[0].size());
        parts[0] += of_head;
        parts[1] += n - of_head;
        if (from_file) file_left -= n - of_head;
        due_ = transfer_due(start, times().write, x_.sent);
    }
    x_.file.reset();
    co_return true;
}

/// Answers what is not going to be served, and closes.
template <class Stream>
task<void> session<Stream>::refuse() {
    if (!x_.reader->is_header_done()) {
        x_.head_done = steady::now();
        x_.request.verb = api::method::get;
    }
    x_.spool.reset();
    x_.keep = false;
    x_.reply_problem();
    bool const sent = co_await send();
    x_.account(x_.reply.status);
    if (sent) co_await close_gently();
}

/// Lets the peer read the last reply although it may still be sending: closing with unread bytes would reset
/// the connection under it.
template <class Stream>
task<void> session<Stream>::close_gently() {
    enter(phase::closing, steady::now() + farewell);
    error_code ec;
    if constexpr (encrypted) {
        if (in_.empty() && x_.reader->is_header_done() && x_.reader->is_done()) {
            co_await stream_.async_shutdown(asio::redirect_error(use_task, ec));
            co_return;
        }
    }
    auto& raw = socket_of(stream_);
    raw.shutdown(asio::socket_base::shutdown_send, ec);
    in_.consume(in_.size());
    char* const waste = in_.prepare(first_read);
    while (!ec && !late())
        co_await raw.async_read_some(asio::buffer(waste, first_read), asio::redirect_error(use_task, ec));
}

}  // namespace

void serve_connection(engine& e, io_thread& home, tcp_socket socket, ticket pass, std::string peer) {
    if (peer.starts_with("::ffff:") && peer.find('.') != std::string::npos) peer.erase(0, 7);
    if (auto const context = e.tls()) {
        using kind = session<tls_stream>;
        auto made = std::make_unique<kind>(e, home, std::move(pass), std::move(peer), false,
                                           std::move(socket), *context);
        asio::co_spawn(home.context, kind::run(std::move(made)), asio::detached);
    } else {
        using kind = session<tcp_socket>;
        auto made =
            std::make_unique<kind>(e, home, std::move(pass), std::move(peer), false, std::move(socket));
        asio::co_spawn(home.context, kind::run(std::move(made)), asio::detached);
    }
}

}  // namespace guiyan::server
