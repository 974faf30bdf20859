#pragma once
// One request and its reply while they are under way: what has come, what goes out, and the steps that wait
// for nobody's socket. The coroutines of connection.cpp move the bytes. Private to the transport.

#include <memory>
#include <optional>
#include <system_error>

#include "server/engine.hpp"
#include "server/reply_file.hpp"
#include "server/request_reader.hpp"
#include "server/spool_file.hpp"

namespace guiyan::server {

class exchange {
public:
    exchange(engine&, io_thread& home, std::string peer, bool encrypted);
    ~exchange();
    exchange(exchange const&) = delete;
    exchange& operator=(exchange const&) = delete;

    /// Forgets the last request and makes ready for the next.
    void start();

    /// Judges the header and completes the request by what the transport knows. False: `why` says what is
    /// refused.
    bool head_is_sound();

    /// Largest body that this request may have.
    std::uint64_t body_limit() const;
    /// Brings counters::bodies_in_memory up to date with what this request holds.
    void charge_body();

    /// Where the complete request runs.
    lane choose_lane();

    // Steps for a pool.
    void perform() noexcept;      ///< the handler, then what its reply needs before it goes out
    void write_spool() noexcept;  ///< moves the body so far to a file; `spool_fault` says what went wrong
    void read_piece() noexcept;   ///< the next piece of the reply's file; none on a fault

    /// The reply to `why`.
    void reply_problem();
    /// Sends a client that speaks plain HTTP on the TLS port to the right place.
    void reply_redirect();

    /// Header text and what follows it, ready to be written.
    void frame_reply();
    /// HEAD, 204, 304: nothing after the header.
    bool is_silent() const;

    /// Counts and logs.
    void account(int status);

    api::request request;
    std::optional<request_reader> reader;
    refusal why;
    bool keep = true;  ///< the connection lives on after the reply
    steady::time_point head_done;
    std::unique_ptr<spool_file> spool;
    std::error_code spool_fault;

    api::reply reply;
    std::string head;                  ///< of the reply, as text
    std::string_view body;             ///< of the reply, where it is no file
    std::unique_ptr<reply_file> file;  ///< of the reply
    std::string piece;                 ///< of the file
    std::uint64_t sent = 0;

private:
    void load_small_spool();
    void prepare_reply();

    engine& engine_;
    io_thread& home_;
    std::string const peer_;
    bool const encrypted_;
    std::string request_id_;
    std::uint64_t charged_ = 0;
};

}  // namespace guiyan::server
