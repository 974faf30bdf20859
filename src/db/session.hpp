#pragma once
// A connection with the power over its transactions: what the pool of readers and the writer work with.
// Stores never see it.

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "db/connection.hpp"
#include "db/event_log.hpp"

namespace guiyan::db {

/// Thrown by commit() when nobody knows whether the transaction is durable. It must not be tried again
/// (trust.md decision 13); every other sql_error of commit() says that nothing was committed.
class commit_unknown : public sql_error {
public:
    explicit commit_unknown(sql_error const& cause) : sql_error(cause) {}
};

class session : public connection {
public:
    /// A transaction for reading: one snapshot until end_read().
    virtual void begin_read() = 0;
    virtual void end_read() noexcept = 0;

    /// A transaction for writing, alone in the whole installation until commit() or rollback(). Throws `busy`
    /// when somebody else writes for longer than `wait`.
    virtual void begin_write(std::chrono::milliseconds wait) = 0;
    virtual void commit() = 0;
    virtual void rollback() noexcept = 0;

    /// After commit_unknown: looks whether the transaction that ended the chain with `head` is durable.
    /// Nothing: that cannot be told from here, and the program has to stop so that the database recovers.
    virtual std::optional<bool> committed(chain_head const& head) = 0;

    /// False when the engine ended the transaction by itself after an error.
    virtual bool in_transaction() const = 0;

    /// One job of a group of writes.
    virtual void begin_job() = 0;
    virtual void end_job() = 0;  ///< throws when a deferred constraint is broken
    virtual void undo_job() = 0;

    /// Where the event chain ends, read inside a write. SQLite has one writer and answers from memory.
    virtual chain_head head() = 0;
    virtual void set_head(chain_head const&) = 0;

    /// Makes a broken connection whole again. Throws when the server is not there.
    virtual void reconnect() = 0;

    /// Work between writes: `idle` says that nobody waits.
    virtual void housekeeping(bool idle) = 0;
    virtual std::int64_t wal_pages() const = 0;
};

/// Throws sql_error unless the text is UTF-8 without NUL.
void check_text(std::string_view text);

}  // namespace guiyan::db
