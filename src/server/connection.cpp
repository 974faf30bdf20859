// One connection's life, as coroutines: the only file of the program that has any.
//
// GCC 12 destroys some temporaries inside the operand of co_await twice (no warning, any optimisation). So
// here an operand never contains a lambda that captures by value nor a braced aggregate: such things get a
// name first.

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <fstream>
#include <optional>
#include <system_error>

#include "server/byte_window.hpp"
#include "server/engine.hpp"
#include "server/gzip.hpp"
#include "server/reply_head.hpp"
#include "server/request_reader.hpp"
#include "server/spool_file.hpp"

namespace guiyan::server {

namespace {

template <class T>
using task = asio::awaitable<T, executor>;
constexpr asio::use_awaitable_t<executor> use_task;

using tls_stream = asio::ssl::stream<tcp_socket>;

constexpr std::size_t first_read = 2 * 1024;
constexpr std::size_t body_read = 64 * 1024;
constexpr std::size_t spool_piece = 256 * 1024;
// Small: thousands of slow readers hold one each.
constexpr std::size_t file_piece = 32 * 1024;
constexpr auto farewell = std::chrono::seconds(2);

tcp_socket& socket_of(tcp_socket& s) {
    return s;
}
tcp_socket& socket_of(tls_stream& s) {
    return s.next_layer();
}

/// A file being sent; the descriptor keeps it readable after it was removed.
class reply_file {
public:
    explicit reply_file(std::string const& path) : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
        struct stat about {};
        if (descriptor_ < 0 || ::fstat(descriptor_, &about) != 0 || !S_ISREG(about.st_mode)) {
            int const why = errno;
            close();
            throw std::system_error(why, std::generic_category(), path);
        }
        size_ = std::uint64_t(about.st_size);
    }
    ~reply_file() { close(); }
    reply_file(reply_file const&) = delete;
    reply_file& operator=(reply_file const&) = delete;

    std::uint64_t size() const { return size_; }

    /// The next bytes; nothing at the end or on a fault.
    void read(std::string& into) {
        into.resize(file_piece);
        ssize_t n;
        do n = ::read(descriptor_, into.data(), into.size());
        while (n < 0 && errno == EINTR);
        into.resize(n > 0 ? std::size_t(n) : 0);
    }

private:
    void close() {
        if (descriptor_ >= 0) ::close(descriptor_);
        descriptor_ = -1;
    }

    int descriptor_;
    std::uint64_t size_ = 0;
};

/// Carries work to a pool and the coroutine's continuation back to its own thread.
template <class Owner, class Handler>
class errand final : public work {
public:
    errand(Owner& owner, void (Owner::*step)() noexcept, Handler handler)
        : owner_(owner), step_(step), handler_(std::move(handler)) {}

    void run() noexcept override {
        (owner_.*step_)();
        finish(true);
    }

    void finish(bool done) {
        auto const home = asio::get_associated_executor(handler_);
        asio::post(home, continuation{std::move(handler_), done});
    }

private:
    struct continuation {
        Handler handler;
        bool done;
        void operator()() { std::move(handler)(done); }
    };

    Owner& owner_;
    void (Owner::*step_)() noexcept;
    Handler handler_;
};

template <class Owner>
struct hand_over {
    worker_pool* pool;
    Owner* owner;
    void (Owner::*step)() noexcept;

    template <class Handler>
    void operator()(Handler&& handler) const {
        using carried = errand<Owner, std::decay_t<Handler>>;
        auto refused = pool->submit(std::make_unique<carried>(*owner, step, std::forward<Handler>(handler)));
        if (refused) static_cast<carried&>(*refused).finish(false);
    }
};

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
          stream_(std::forward<Made>(made)...) {
        enter(phase::handshake, steady::now() + e.options.deadlines.header);
    }

    ~session() override {
        if (listed_) home_.open.erase(place_);
        engine_.counts.bodies_in_memory.sub(charged_);
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

    // Steps that run in a pool.
    void perform() noexcept;
    void write_spool() noexcept;
    void read_piece() noexcept;

    void enlist() {
        place_ = home_.open.insert(home_.open.end(), this);
        listed_ = true;
        home_.arm_sweep();
    }

    void start_request();
    bool head_is_sound();
    void load_small_spool();
    void prepare_reply();
    void reply_redirect();
    void account(int status);
    void charge_body();
    void give_up(int status, std::string_view key) { refusal_ = {status, key}; }

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
    std::string peer_;
    bool redirects_;  ///< plain HTTP spoken to a TLS port: say where the page is
    std::list<connection*>::iterator place_;
    bool listed_ = false;

    byte_window in_;
    std::optional<request_reader> reader_;
    api::request request_;
    api::reply reply_;
    refusal refusal_;
    std::string request_id_;
    steady::time_point head_done_;
    std::uint64_t sent_ = 0;  ///< bytes of the current reply
    bool keep_ = true;

    std::unique_ptr<spool_file> spool_;
    std::error_code spool_fault_;
    std::uint64_t charged_ = 0;  ///< our part of counters::bodies_in_memory

    std::unique_ptr<reply_file> file_;
    std::string piece_;
    std::string reply_head_;

    // Last: the socket closes first.
    Stream stream_;
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
        self->engine_.log(severity::failure, std::string("connection: ") + e.what());
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
        start_request();
        bool received = co_await receive_head(first);
        if (received && !reader_->is_done()) received = co_await receive_body();
        if (!received) {
            if (refusal_) co_await refuse();
            co_return;
        }
        co_await answer();
        bool const sent = co_await send();
        account(sent ? reply_.status : 499);
        if (!sent) co_return;
        if (!keep_) {
            // Unread bytes in the socket would turn the close into a reset that may overtake the reply.
            if (encrypted || !in_.empty()) co_await close_gently();
            co_return;
        }
        if (in_.empty()) in_.shrink(first_read);
    }
}

template <class Stream>
void session<Stream>::start_request() {
    request_.headers.clear();
    request_.target.clear();
    request_.body.clear();
    if (request_.body.capacity() > spool_piece) request_.body.shrink_to_fit();
    charge_body();
    request_.body_file.clear();
    request_.verb = api::method::get;
    request_.secure = encrypted;
    refusal_ = {};
    reply_ = {};
    sent_ = 0;
    request_id_.clear();
    spool_.reset();
    file_.reset();
    reader_.emplace(request_, engine_.options.limits.header_bytes, engine_.options.limits.header_fields);
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
    auto const& limits = engine_.options.limits;
    if (!first || !in_.empty())
        enter(phase::idle, steady::now() + times().idle);
    else
        enter(phase::header, due_);  // the time since the accept counts
    bool begun = false;
    for (;;) {
        while (!begun && !in_.empty() && (*in_.data() == '\r' || *in_.data() == '\n')) in_.consume(1);
        if (!in_.empty()) {
            if (!begun && at_ == phase::idle) enter(phase::header, steady::now() + times().header);
            begun = true;
            error_code ec;
            in_.consume(reader_->put(asio::const_buffer(in_.data(), in_.size()), ec));
            if (ec == boost::beast::http::error::need_more) ec = {};
            if (ec) {
                refusal_ = reader_->why(ec);
                co_return false;
            }
            if (reader_->is_header_done()) break;
            if (in_.size() >= limits.header_bytes) {
                give_up(431, "server.header_too_large");
                co_return false;
            }
        }
        if (engine_.stopping() && !begun) co_return false;
        error_code ec;
        std::size_t const wanted = in_.size() < first_read ? first_read : 2 * first_read;
        co_await read_some(wanted, ec);
        if (ec) {
            if (!evicted() && late()) {
                engine_.counts.connections_timed_out.add();
                if (begun) give_up(408, "server.too_slow");
            }
            co_return false;
        }
    }
    head_done_ = steady::now();
    co_return head_is_sound();
}

template <class Stream>
bool session<Stream>::head_is_sound() {
    request_id_ = home_.next_request_id();
    keep_ = reader_->keep_alive();
    if ((refusal_ = check_head(request_, reader_->version()))) return false;
    request_.remote = true_remote(request_, peer_, engine_.options.trusted_proxies);
    if (!engine_.options.trusted_proxies.empty() && request_.remote != peer_)
        request_.secure = encrypted || request_.header("x-forwarded-proto") == "https";
    request_.headers.emplace_back("x-request-id", request_id_);
    return true;
}

template <class Stream>
task<bool> session<Stream>::receive_body() {
    auto const start = steady::now();
    auto const& limits = engine_.options.limits;
    auto const most = engine_.given.body_limit ? engine_.given.body_limit(request_) : limits.body;
    auto const announced = reader_->content_length();
    if (announced && *announced > most) {
        give_up(413, "server.body_too_large");
        co_return false;
    }
    if (engine_.counts.spooled.get() + (announced ? *announced : 0) > limits.spooled) {
        give_up(503, "server.busy");
        co_return false;
    }
    enter(phase::body, transfer_due(start, times().body, 0));
    error_code ec;
    if (in_.empty() && expects_continue(request_, reader_->version())) {
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        // Small enough for any send buffer: never written in part.
        co_await stream_.async_write_some(asio::buffer(go_on), asio::redirect_error(use_task, ec));
        if (ec) co_return false;
    }
    for (;;) {
        while (!in_.empty() && !reader_->is_done()) {
            in_.consume(reader_->put(asio::const_buffer(in_.data(), in_.size()), ec));
            if (ec == boost::beast::http::error::need_more) {
                ec = {};
                break;
            }
            if (ec) {
                refusal_ = reader_->why(ec);
                co_return false;
            }
            if (reader_->body_bytes() > most) {
                give_up(413, "server.body_too_large");
                co_return false;
            }
        }
        charge_body();
        auto const held = request_.body.size();
        bool const crowded =
            engine_.counts.bodies_in_memory.get() > limits.bodies_in_memory && held >= body_read;
        if (spool_ ? held >= spool_piece || reader_->is_done() : held > limits.body_in_memory || crowded)
            if (!co_await flush_to_spool()) co_return false;
        if (reader_->is_done()) break;
        if (in_.size() >= limits.header_bytes) {  // a chunk's size line or trailer without an end
            give_up(400, "server.malformed");
            co_return false;
        }
        due_ = transfer_due(start, times().body, reader_->body_bytes());
        if (!late()) co_await read_some(body_read, ec);
        if (ec || late()) {
            if (!evicted() && late()) {
                engine_.counts.connections_timed_out.add();
                give_up(408, "server.too_slow");
            }
            co_return false;
        }
    }
    if (spool_) spool_->close();
    co_return true;
}

template <class Stream>
void session<Stream>::charge_body() {
    auto const now = request_.body.capacity() > 64 ? request_.body.capacity() : 0;
    if (now > charged_) engine_.counts.bodies_in_memory.add(now - charged_);
    if (now < charged_) engine_.counts.bodies_in_memory.sub(charged_ - now);
    charged_ = now;
}

template <class Stream>
task<bool> session<Stream>::flush_to_spool() {
    if (engine_.options.spool_folder.empty()) {
        give_up(413, "server.body_too_large");
        co_return false;
    }
    if (engine_.counts.spooled.get() > engine_.options.limits.spooled) {
        give_up(503, "server.busy");
        co_return false;
    }
    hand_over<session> const start{&engine_.files, this, &session::write_spool};
    co_await asio::async_initiate<asio::use_awaitable_t<executor> const, void(bool)>(start, use_task);
    if (spool_fault_) {
        engine_.log_sparsely(severity::failure, "an upload could not be kept: " + spool_fault_.message());
        give_up(503, "server.no_space");
        co_return false;
    }
    charge_body();
    co_return true;
}

template <class Stream>
void session<Stream>::write_spool() noexcept {
    try {
        if (!spool_)
            spool_ = std::make_unique<spool_file>(engine_.options.spool_folder, engine_.counts.spooled);
        spool_->append(request_.body);
        request_.body.clear();
    } catch (std::system_error const& e) {
        spool_fault_ = e.code();
    } catch (...) {
        spool_fault_ = std::make_error_code(std::errc::not_enough_memory);
    }
}

template <class Stream>
task<void> session<Stream>::answer() {
    enter(phase::running, steady::time_point::max());
    if (redirects_) {
        reply_redirect();
        co_return;
    }
    if (spool_ && spool_->size() > engine_.options.limits.body_in_memory) request_.body_file = spool_->path();
    auto const where = engine_.given.lane_of        ? engine_.given.lane_of(request_)
                       : request_.body_file.empty() ? lane::quick
                                                    : lane::slow;
    if (where == lane::immediate) {
        perform();
        co_return;
    }
    hand_over<session> const start{where == lane::slow ? &engine_.slow : &engine_.quick, this,
                                   &session::perform};
    bool const done =
        co_await asio::async_initiate<asio::use_awaitable_t<executor> const, void(bool)>(start, use_task);
    if (done) co_return;
    engine_.counts.queue_refused.add();
    refusal const busy{503, "server.busy"};
    reply_ = problem_reply(busy, engine_.sentence(busy.key, request_.header("accept-language")));
}

template <class Stream>
void session<Stream>::perform() noexcept {
    try {
        load_small_spool();
        reply_ = engine_.service(request_);
        spool_.reset();
        prepare_reply();
        return;
    } catch (std::exception const& e) {
        engine_.log(severity::failure, "request " + request_id_ + ": " + e.what());
    } catch (...) {
        engine_.log(severity::failure, "request " + request_id_ + ": an unknown fault");
    }
    spool_.reset();
    file_.reset();
    refusal const fault{500, "server.fault"};
    reply_ = problem_reply(fault, engine_.sentence(fault.key, request_.header("accept-language")));
}

/// A body that went to a file only because many others were in memory comes back: handlers see the same form
/// of a small body always.
template <class Stream>
void session<Stream>::load_small_spool() {
    if (!spool_ || !request_.body_file.empty()) return;
    std::ifstream in(spool_->path(), std::ios::binary);
    request_.body.resize(spool_->size());
    if (!in.read(request_.body.data(), std::streamsize(request_.body.size())))
        throw std::system_error(EIO, std::generic_category(), spool_->path());
    spool_.reset();
}

template <class Stream>
void session<Stream>::prepare_reply() {
    if (reply_.body_file.empty()) {
        if (request_.verb != api::method::head && has_body(reply_.status))
            compress_reply(reply_, request_.header("accept-encoding"));
        return;
    }
    file_ = std::make_unique<reply_file>(reply_.body_file);
    // Removed now, the descriptor lives on: no path out of here leaves the file behind, not even a crash.
    if (reply_.remove_body_file) ::unlink(reply_.body_file.c_str());
    if (request_.verb != api::method::head) file_->read(piece_);
}

template <class Stream>
void session<Stream>::reply_redirect() {
    reply_.status = 308;
    reply_.headers.emplace_back("location",
                                "https://" + std::string(request_.header("host")) + request_.target);
    keep_ = false;
}

template <class Stream>
void session<Stream>::read_piece() noexcept {
    try {
        file_->read(piece_);
    } catch (...) {
        piece_.clear();
    }
}

template <class Stream>
task<bool> session<Stream>::send() {
    auto const start = steady::now();
    enter(phase::writing, transfer_due(start, times().write, 0));
    if (engine_.stopping()) keep_ = false;
    std::string_view const body =
        !reply_.static_body.empty() ? reply_.static_body : std::string_view(reply_.body);
    reply_frame frame;
    frame.length = file_ ? file_->size() : body.size();
    frame.keep_alive = keep_;
    frame.http_10 = reader_->version() < 11;
    frame.date = home_.date();
    frame.request_id = request_id_;
    reply_head_ = reply_head(reply_, frame);

    bool const silent = request_.verb == api::method::head || !has_body(reply_.status);
    std::uint64_t file_left = file_ && !silent ? file_->size() : 0;
    std::array<asio::const_buffer, 2> parts = {asio::buffer(reply_head_), asio::const_buffer()};
    if (!silent) parts[1] = file_ ? asio::buffer(piece_) : asio::buffer(body.data(), body.size());
    if (file_ && piece_.size() > file_left && !silent) co_return false;
    for (;;) {
        if (parts[0].size() == 0 && parts[1].size() == 0) {
            if (file_left == 0) break;
            if (piece_.empty()) {
                hand_over<session> const step{&engine_.files, this, &session::read_piece};
                co_await asio::async_initiate<asio::use_awaitable_t<executor> const, void(bool)>(step,
                                                                                                 use_task);
            }
            if (piece_.empty() || piece_.size() > file_left) co_return false;  // the file changed under us
            parts[1] = asio::buffer(piece_);
        }
        error_code ec;
        std::size_t n = 0;
        if (!late()) n = co_await stream_.async_write_some(parts, asio::redirect_error(use_task, ec));
        sent_ += n;
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
        if (file_left > 0 && of_head < n) {
            file_left -= n - of_head;
            if (parts[1].size() == 0) piece_.clear();
        }
        due_ = transfer_due(start, times().write, sent_);
    }
    engine_.counts.bytes_sent.add(sent_);
    file_.reset();
    co_return true;
}

/// Answers what is not going to be served, and closes.
template <class Stream>
task<void> session<Stream>::refuse() {
    if (!reader_->is_header_done()) {
        head_done_ = steady::now();
        request_.verb = api::method::get;
    }
    spool_.reset();
    keep_ = false;
    reply_ = problem_reply(refusal_, engine_.sentence(refusal_.key, request_.header("accept-language")));
    bool const sent = co_await send();
    account(refusal_.status);
    if (sent) co_await close_gently();
}

/// Lets the peer read the last reply although it may still be sending: closing with unread bytes would reset
/// the connection under it.
template <class Stream>
task<void> session<Stream>::close_gently() {
    enter(phase::closing, steady::now() + farewell);
    error_code ec;
    if constexpr (encrypted) {
        if (in_.empty() && reader_->is_header_done() && reader_->is_done()) {
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

template <class Stream>
void session<Stream>::account(int status) {
    auto const took = std::chrono::duration<double>(steady::now() - head_done_);
    engine_.counts.count_request(status, took);
    if (!engine_.given.on_access) return;
    access_entry entry;
    entry.method = name_of(request_.verb);
    entry.path = path_of(request_.target);
    entry.status = status;
    entry.bytes = sent_;
    entry.milliseconds = took.count() * 1000;
    entry.remote = request_.remote.empty() ? peer_ : request_.remote;
    entry.request_id = request_id_;
    engine_.given.on_access(entry);
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
