#include "server/exchange.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>

#include "server/gzip.hpp"
#include "server/reply_head.hpp"

namespace guiyan::server {

namespace {
/// A string that held more gives its memory back between two requests.
constexpr std::size_t kept_capacity = 64 * 1024;
}  // namespace

exchange::exchange(engine& e, io_thread& home, std::string peer, bool encrypted)
    : engine_(e), home_(home), peer_(std::move(peer)), encrypted_(encrypted) {}

exchange::~exchange() {
    engine_.counts.bodies_in_memory.sub(charged_);
}

void exchange::start() {
    request.headers.clear();
    request.target.clear();
    request.body.clear();
    if (request.body.capacity() > kept_capacity) request.body.shrink_to_fit();
    charge_body();
    request.body_file.clear();
    request.remote.clear();
    request.verb = api::method::get;
    request.secure = encrypted_;
    why = {};
    reply = {};
    body = {};
    sent = 0;
    request_id_.clear();
    spool.reset();
    spool_fault = {};
    file.reset();
    reader.emplace(request, engine_.options.limits.header_bytes, engine_.options.limits.header_fields);
}

bool exchange::head_is_sound() {
    request_id_ = home_.next_request_id();
    keep = reader->keep_alive();
    if ((why = check_head(request, reader->version()))) return false;
    auto const& trusted = engine_.options.trusted_proxies;
    request.remote = true_remote(request, peer_, trusted);
    if (std::find(trusted.begin(), trusted.end(), peer_) != trusted.end())
        request.secure = encrypted_ || request.header("x-forwarded-proto") == "https";
    request.headers.emplace_back("x-request-id", request_id_);
    return true;
}

std::uint64_t exchange::body_limit() const {
    return engine_.given.body_limit ? engine_.given.body_limit(request) : engine_.options.limits.body;
}

void exchange::charge_body() {
    // An empty string's own room is part of the connection.
    std::uint64_t const now = request.body.capacity() > 64 ? request.body.capacity() : 0;
    if (now > charged_) engine_.counts.bodies_in_memory.add(now - charged_);
    if (now < charged_) engine_.counts.bodies_in_memory.sub(charged_ - now);
    charged_ = now;
}

lane exchange::choose_lane() {
    if (spool && spool->size() > engine_.options.limits.body_in_memory) request.body_file = spool->path();
    if (engine_.given.lane_of) return engine_.given.lane_of(request);
    return request.body_file.empty() ? lane::quick : lane::slow;
}

void exchange::perform() noexcept {
    try {
        load_small_spool();
        reply = engine_.service(request);
        spool.reset();
        prepare_reply();
        return;
    } catch (std::exception const& e) {
        engine_.log(severity::failure, "request " + request_id_ + ": " + e.what());
    } catch (...) {
        engine_.log(severity::failure, "request " + request_id_ + ": an unknown fault");
    }
    spool.reset();
    file.reset();
    why = {500, "server.fault"};
    reply_problem();
}

/// A body that went to a file only because many others were in memory comes back: handlers see the same form
/// of a small body always.
void exchange::load_small_spool() {
    if (!spool || !request.body_file.empty()) return;
    std::ifstream in(spool->path(), std::ios::binary);
    request.body.resize(spool->size());
    if (!in.read(request.body.data(), std::streamsize(request.body.size())))
        throw std::system_error(EIO, std::generic_category(), spool->path());
    spool.reset();
}

void exchange::prepare_reply() {
    if (reply.body_file.empty()) {
        if (!is_silent()) compress_reply(reply, request.header("accept-encoding"));
        return;
    }
    file = std::make_unique<reply_file>(reply.body_file);
    // Removed now, the descriptor lives on: no path out of here leaves the file behind, not even a crash.
    if (reply.remove_body_file) ::unlink(reply.body_file.c_str());
    if (!is_silent()) file->read(piece);
}

void exchange::write_spool() noexcept {
    try {
        if (!spool)
            spool = std::make_unique<spool_file>(engine_.options.spool_folder, engine_.counts.spooled);
        spool->append(request.body);
        request.body.clear();
    } catch (std::system_error const& e) {
        spool_fault = e.code();
    } catch (...) {
        spool_fault = std::make_error_code(std::errc::not_enough_memory);
    }
}

void exchange::read_piece() noexcept {
    try {
        file->read(piece);
    } catch (...) {
        piece.clear();
    }
}

void exchange::reply_problem() {
    reply = problem_reply(why, engine_.sentence(why.key, request.header("accept-language")));
}

void exchange::reply_redirect() {
    reply.status = 308;
    reply.headers.emplace_back("location", "https://" + std::string(request.header("host")) + request.target);
    keep = false;
}

bool exchange::is_silent() const {
    return request.verb == api::method::head || !has_body(reply.status);
}

void exchange::frame_reply() {
    if (engine_.stopping()) keep = false;
    body = !reply.static_body.empty() ? reply.static_body : std::string_view(reply.body);
    reply_frame frame;
    frame.length = file ? file->size() : body.size();
    frame.keep_alive = keep;
    frame.http_10 = reader->version() < 11;
    frame.date = home_.date();
    frame.request_id = request_id_;
    head = reply_head(reply, frame);
}

void exchange::account(int status) {
    auto const took = std::chrono::duration<double>(steady::now() - head_done);
    engine_.counts.count_request(status, took);
    if (!engine_.given.on_access) return;
    access_entry entry;
    entry.method = name_of(request.verb);
    entry.path = path_of(request.target);
    entry.status = status;
    entry.bytes = sent;
    entry.milliseconds = took.count() * 1000;
    entry.remote = request.remote.empty() ? peer_ : request.remote;
    entry.request_id = request_id_;
    engine_.given.on_access(entry);
}

}  // namespace guiyan::server
