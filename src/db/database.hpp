#pragma once
// The database of one installation: readers that see a steady snapshot, and one writer that groups commits.
// A write commits only when its function returned a value and left at least one event in the audit trail; the
// event rows are written in the same transaction (trust.md decision 3). The program never retries a COMMIT
// (decision 13).

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.hpp"
#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "db/connection.hpp"

namespace guiyan::db {

/// One changed field of a record, as the trail shows it (values masked by the caller where the field is
/// personal).
struct change {
    std::string field;
    std::string before;
    std::string after;
};

/// One event of the trail; who, from where and when are added from the actor and the clock.
struct event {
    std::string what;    ///< "created", "changed", "archived", "revealed", "exported", "login_refused" …
    std::string entity;  ///< "person", "account" …
    std::int64_t entity_id = 0;
    std::string label;  ///< short name of the record as the trail prints it, nothing personal beyond a name
    std::vector<change> changes;
    std::string reason;
    std::string outcome = "done";  ///< done, refused, failed
};

class transaction {
public:
    transaction(connection& sql_, actor const& who_, instant at_, id_source& ids)
        : sql(sql_), who(who_), at(at_), ids_(ids) {}
    transaction(transaction const&) = delete;

    connection& sql;
    actor const& who;
    instant const at;

    std::int64_t mint() { return ids_.next(); }
    void record(event e) { events_.push_back({std::move(e), false}); }
    /// For writes that change nothing anybody would ask about, such as keeping a session alive: no event
    /// needed.
    void housekeeping() { quiet_ = true; }
    /// Runs after the commit is durable and before the caller goes on, on the writer's thread, in order of
    /// commits; must not throw. An index in memory is therefore up to date when the answer leaves.
    void after_commit(std::function<void()> f) { after_.push_back(std::move(f)); }
    /// Like record() but also when the function returns an error: refusals and failed logins are kept
    /// although their change is rolled back.
    void record_always(event e) { events_.push_back({std::move(e), true}); }

private:
    friend class writer;
    struct noted {
        event what;
        bool always;
    };
    id_source& ids_;
    std::vector<noted> events_;
    bool quiet_ = false;
    std::vector<std::function<void()>> after_;
};

/// Thrown when a write left no event: a programmer's mistake.
class unaudited_write : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

/// Thrown by open() with a sentence for the administrator: folder in use, library too old, schema too new, a
/// migration that was edited.
class cannot_open : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// One step of the schema; migrations/README.md has the format. `name` is "0001_event_log".
struct migration {
    std::string name;
    std::string sql;
};

struct settings {
    std::string data_folder;      ///< SQLite: guiyan.db, guiyan.lock and backups/ lie here
    std::string postgres_url;     ///< non-empty: PostgreSQL, "postgres://…"
    std::string postgres_schema;  ///< empty: "public"; made when it is not there
    std::vector<migration> migrations;
    /// Asked before each write, inside its savepoint; an error refuses it. The program's guard against second
    /// effects.
    std::function<std::optional<error>(transaction&)> guard;
    bool read_only = false;  ///< for commands that only look: takes no lock, migrates nothing, refuses writes
    int readers = 8;         ///< at a time; who comes later waits
    int kept_readers = 8;    ///< of them, while nobody reads
    std::chrono::milliseconds write_wait{5000};   ///< beyond that a write answers fault::busy
    std::chrono::milliseconds read_limit{60000};  ///< PostgreSQL: longest statement of a reader
};

/// For /metrics.
struct statistics {
    std::uint64_t commits = 0;   ///< transactions; one holds many writes
    std::uint64_t writes = 0;    ///< jobs whose effect is durable
    std::uint64_t refused = 0;   ///< jobs that answered busy or disk full
    std::size_t waiting = 0;     ///< jobs in the queue now
    std::int64_t wal_pages = 0;  ///< SQLite: pages in the write-ahead log
};

/// The hash chain over event rows; given from above so that db knows no cryptography.
/// Takes the hash of the previous row and the canonical bytes of this one, returns the hash of this one
/// (hex).
using chain_link = std::function<std::string(std::string_view previous, std::string_view canonical)>;

class database {
public:
    /// Opens, checks the version of the library and brings the schema up to date; throws cannot_open. The
    /// clock has to outlive the database. The destructor finishes the writes that wait.
    static std::unique_ptr<database> open(settings, clock const&, chain_link);
    virtual ~database() = default;

    virtual engine kind() const = 0;

    /// Runs `f` on a reader that sees one snapshot. A read inside a read uses the same one; a read inside a
    /// write is a programmer's mistake (it would not see the write): use tx.sql.
    virtual void read(std::function<void(connection&)> const& f) = 0;

    template <class F>
    auto query(F&& f) {
        using value = std::invoke_result_t<F, connection&>;
        std::optional<value> out;
        read([&](connection& c) { out.emplace(f(c)); });
        return std::move(*out);
    }

    /// Runs `f` in the writer; blocks until its effect is durable or refused: fault::busy with "error.busy"
    /// when the database is locked or the queue too long, with "error.disk_full" when there is no room.
    /// Exceptions of `f` come out here. Several writes share one transaction, each in a savepoint: keep `f`
    /// short.
    template <class T>
    result<T> write(actor const& who, std::function<result<T>(transaction&)> f) {
        result<T> out = fail(fault::busy, "error.busy");
        submit(
            who,
            [&](transaction& tx) -> std::optional<error> {
                out = f(tx);
                return out ? std::nullopt : std::optional<error>(out.error());
            },
            [&](error e) { out = fail(std::move(e)); });
        return out;
    }

    virtual id_source& ids() = 0;
    virtual statistics state() const = 0;

    /// SQLite: a whole copy into a new file, while reads and writes go on. Throws on PostgreSQL (pg_dump does
    /// it).
    virtual void backup_to(std::string const& path) = 0;

protected:
    using job = std::function<std::optional<error>(transaction&)>;
    virtual void submit(actor const& who, job const& f, std::function<void(error)> const& refused) = 0;
};

}  // namespace guiyan::db
