#include "server/engine.hpp"

#include <netinet/tcp.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <random>
#include <stdexcept>

#include "server/reply_head.hpp"
#include "server/spool_file.hpp"
#include "server/tls_context.hpp"

namespace guiyan::server {

namespace {

constexpr auto sweep_period = std::chrono::milliseconds(100);
constexpr auto accept_back_off = std::chrono::milliseconds(100);
/// Descriptors kept for databases, files and replies being streamed.
constexpr std::size_t reserved_descriptors = 256;
/// Connections beyond the cap that may stand open while older ones are being closed.
constexpr std::size_t shed_slack = 64;

/// Raises the soft limit on descriptors to the hard one; how many there are then.
std::size_t raise_descriptor_limit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
    if (limit.rlim_cur < limit.rlim_max) {
        rlimit raised = limit;
        raised.rlim_cur = raised.rlim_max;
        if (::setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
    }
    return limit.rlim_cur == RLIM_INFINITY ? std::size_t(1) << 20 : std::size_t(limit.rlim_cur);
}

unsigned io_thread_count(unsigned wanted) {
    return wanted > 0 ? wanted : std::clamp(std::thread::hardware_concurrency(), 1u, 4u);
}

}  // namespace

std::string const& io_thread::date() {
    auto const second = std::int64_t(std::time(nullptr));
    if (second != date_second) {
        date_second = second;
        date_text = http_date(second);
    }
    return date_text;
}

std::string io_thread::next_request_id() {
    static constexpr char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
    // splitmix64: a bijection, so ids of one thread never repeat; nobody guesses from them how many there
    // were.
    std::uint64_t z = request_seed + ++request_count * 0x9e3779b97f4a7c15ull;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    z ^= z >> 31;
    std::string out(13, '0');
    for (auto& c : out) {
        c = digits[z & 31];
        z >>= 5;
    }
    return out;
}

void io_thread::arm_sweep() {
    if (sweeping) return;
    sweeping = true;
    sweep.expires_after(sweep_period);
    sweep.async_wait([this](error_code ec) {
        sweeping = false;
        if (ec || open.empty()) return;
        auto const now = steady::now();
        for (auto* c : open)
            if (c->overdue(now)) c->interrupt();
        arm_sweep();
    });
}

ticket::~ticket() {
    if (owner_) owner_->release(counted_address_);
}

engine::engine(server_options o, api::service s, hooks h)
    : options(std::move(o)),
      service(std::move(s)),
      given(std::move(h)),
      quick(options.worker_threads, options.limits.queue),
      slow(options.slow_threads, options.limits.queue),
      // A connection has at most one piece of file work in the queue.
      files(2, std::size_t(1) << 20),
      per_address_(options.limits.connections_per_address) {}

engine::~engine() {
    stop();
}

void engine::start() {
    if (options.tls) use_certificate(*options.tls);
    if (!options.spool_folder.empty()) spool_file::prepare_folder(options.spool_folder);
    auto const descriptors = raise_descriptor_limit();
    auto const usable =
        descriptors > 2 * reserved_descriptors ? descriptors - reserved_descriptors : descriptors / 2;
    connection_cap_ = std::max<std::size_t>(1, std::min(options.limits.connections, usable));

    std::random_device random;
    for (unsigned i = 0; i < io_thread_count(options.io_threads); ++i)
        threads_.push_back(std::make_unique<io_thread>((std::uint64_t(random()) << 32) | random()));
    listen();
    accept_pause_ = std::make_unique<timer>(threads_[0]->context);
    accept_next();
    for (auto& t : threads_)
        t->thread = std::thread([this, home = t.get()] {
            leave_signals_to_others();
            for (;;) try {
                    home->context.run();
                    return;
                } catch (std::exception const& e) {
                    log(severity::failure, std::string("I/O thread: ") + e.what());
                }
        });
    running_ = true;
}

void engine::listen() {
    error_code ec;
    auto const address = asio::ip::make_address(options.address, ec);
    if (ec) throw std::runtime_error("not an IP address: " + options.address);
    asio::ip::tcp::endpoint const where(address, options.port);
    auto made = std::make_unique<tcp_acceptor>(threads_[0]->context);
    made->open(where.protocol(), ec);
    if (!ec) made->set_option(asio::socket_base::reuse_address(true), ec);
    if (!ec && address.is_v6()) made->set_option(asio::ip::v6_only(false), ec);
    if (!ec) made->bind(where, ec);
    if (!ec) made->listen(4096, ec);
    if (!ec) port_ = made->local_endpoint(ec).port();
    if (ec)
        throw std::runtime_error("cannot listen on " + options.address + " port " +
                                 std::to_string(options.port) + ": " + ec.message());
    acceptor_ = std::move(made);
}

void engine::accept_next() {
    auto& home = *threads_[next_thread_++ % threads_.size()];
    acceptor_->async_accept(home.context.get_executor(), [this, &home](error_code ec, tcp_socket socket) {
        accepted(ec, home, std::move(socket));
    });
}

void engine::accepted(error_code ec, io_thread& home, tcp_socket socket) {
    if (stopping() || !acceptor_->is_open()) return;
    if (ec == asio::error::connection_aborted || ec == asio::error::interrupted) return accept_next();
    if (ec) return pause_accepting(ec);
    counts.connections_total.add();
    error_code ignored;
    auto const peer = socket.remote_endpoint(ignored).address();
    if (auto pass = admit(peer)) {
        socket.set_option(asio::ip::tcp::no_delay(true), ignored);
        // Otherwise each slow reader of a long reply takes megabytes of the kernel's memory for TCP.
        socket.set_option(asio::detail::socket_option::integer<IPPROTO_TCP, TCP_NOTSENT_LOWAT>(128 * 1024),
                          ignored);
        serve_connection(*this, home, std::move(socket), std::move(*pass), peer.to_string());
    } else {
        counts.connections_refused.add();
        if (!options.tls) {
            static constexpr std::string_view busy =
                "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n"
                "Connection: close\r\n\r\n";
            socket.non_blocking(true, ignored);
            socket.write_some(asio::buffer(busy), ignored);
            socket.shutdown(asio::socket_base::shutdown_send, ignored);
        }
    }
    accept_next();
}

/// Without a pause an exhausted process would spin here: the connection stays in the backlog and the accept
/// fails again at once.
void engine::pause_accepting(error_code ec) {
    bool const exhausted = ec == asio::error::no_descriptors || ec == asio::error::no_memory ||
                           ec == asio::error::no_buffer_space || ec.value() == ENFILE;
    if (exhausted) {
        counts.descriptors_exhausted.add();
        shed_one();
    }
    log_sparsely(severity::warning, "accepting pauses: " + ec.message());
    accept_pause_->expires_after(accept_back_off);
    accept_pause_->async_wait([this](error_code stopped) {
        if (!stopped && !stopping()) accept_next();
    });
}

std::optional<ticket> engine::admit(asio::ip::address const& peer) {
    auto const open = counts.connections_open.get();
    if (open >= connection_cap_) shed_one();
    if (open >= connection_cap_ + shed_slack) return {};
    std::string counted;
    auto const text = peer.to_string();
    bool const limited = !peer.is_loopback() &&
                         std::find(options.trusted_proxies.begin(), options.trusted_proxies.end(), text) ==
                             options.trusted_proxies.end();
    if (limited) {
        if (!per_address_.take(text)) return {};
        counted = text;
    }
    counts.connections_open.add();
    return ticket(this, std::move(counted));
}

void engine::release(std::string const& counted_address) {
    counts.connections_open.sub();
    if (!counted_address.empty()) per_address_.give_back(counted_address);
}

/// Closes the oldest connection that is not in the middle of a request, so that a crowd of silent ones never
/// locks others out.
void engine::shed_one() {
    auto& home = *threads_[next_shed_++ % threads_.size()];
    asio::post(home.context, [this, &home] {
        for (auto* c : home.open)
            if (c->waits_for_request() && !c->evicted()) {
                counts.connections_shed.add();
                return c->evict();
            }
    });
}

void engine::on_every_thread(void (*what)(io_thread&)) {
    for (auto& t : threads_) asio::post(t->context, [what, home = t.get()] { what(*home); });
}

void engine::wait_until_empty(steady::duration longest) const {
    auto const until = steady::now() + longest;
    while (counts.connections_open.get() > 0 && steady::now() < until)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

void engine::stop() {
    stopping_ = true;
    if (running_) {
        asio::post(threads_[0]->context, [this] {
            error_code ignored;
            acceptor_->close(ignored);
            accept_pause_->cancel();
        });
        on_every_thread([](io_thread& home) {
            for (auto* c : home.open)
                if (c->waits_for_request()) c->evict();
        });
        wait_until_empty(options.deadlines.drain);
        on_every_thread([](io_thread& home) {
            for (auto* c : home.open) c->evict();
        });
        wait_until_empty(std::chrono::milliseconds(500));
    }
    // No thread may run any more when the work that still waits is dropped: it holds connections, and they
    // have to go before the contexts they live in.
    quick.stop();
    slow.stop();
    files.stop();
    for (auto& t : threads_) t->context.stop();
    for (auto& t : threads_)
        if (t->thread.joinable()) t->thread.join();
    for (auto* pool : {&quick, &slow, &files}) pool->drop_waiting();
    acceptor_.reset();
    accept_pause_.reset();
    threads_.clear();
    running_ = false;
}

void engine::use_certificate(tls_files const& from) {
    auto made = make_tls_context(from);
    std::lock_guard lock(guard_);
    tls_ = std::move(made);
}

std::shared_ptr<asio::ssl::context> engine::tls() const {
    std::lock_guard lock(guard_);
    return tls_;
}

std::string engine::sentence(std::string_view key, std::string_view accept_language) const {
    return given.sentence ? given.sentence(key, accept_language) : std::string();
}

void engine::log(severity how, std::string_view line) const {
    if (given.on_log) given.on_log(how, line);
}

void engine::log_sparsely(severity how, std::string_view line) const {
    auto const now = std::int64_t(
        std::chrono::duration_cast<std::chrono::milliseconds>(steady::now().time_since_epoch()).count());
    auto last = last_sparse_line_.load();
    if (now - last >= 1000 && last_sparse_line_.compare_exchange_strong(last, now)) log(how, line);
}

server_metrics engine::snapshot() const {
    auto now = counts.snapshot();
    now.queue = quick.waiting();
    now.slow_queue = slow.waiting();
    return now;
}

server::server(server_options o, api::service s, hooks h)
    : engine_(std::make_unique<engine>(std::move(o), std::move(s), std::move(h))) {}
server::~server() = default;
void server::start() {
    engine_->start();
}
std::uint16_t server::port() const {
    return engine_->port();
}
void server::stop() {
    engine_->stop();
}
void server::use_certificate(tls_files const& files) {
    engine_->use_certificate(files);
}
server_metrics server::snapshot() const {
    return engine_->snapshot();
}

}  // namespace guiyan::server
