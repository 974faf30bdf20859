#pragma once
// The database of one installation: readers that see a steady snapshot, and one writer that groups commits.
// A write commits only when its function returned a value and left at least one event in the audit trail; the event
// rows are written in the same transaction (trust.md decision 3). The program never retries a COMMIT (decision 13).

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.hpp"
#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "db/connection.hpp"

namespace guiyan::db {

/// One changed field of a record, as the trail shows it (values masked by the caller where the field is personal).
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
    void record(event e) { events_.push_back(std::move(e)); }
    /// Runs after the commit is durable, on the writer's thread, in order of commits; must not throw.
    void after_commit(std::function<void()> f) { after_.push_back(std::move(f)); }
    /// Like record() but also when the function returns an error: refusals and failed logins are kept although their
    /// change is rolled back.
    void record_always(event e) { always_.push_back(std::move(e)); }

private:
    friend class database;
    id_source& ids_;
    std::vector<event> events_;
    std::vector<event> always_;
    std::vector<std::function<void()>> after_;
};

/// Thrown when a write left no event: a programmer's mistake.
class unaudited_write : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

struct settings {
    std::string data_folder;      ///< SQLite: guiyan.db lies here
    std::string postgres_url;     ///< non-empty: PostgreSQL, "postgres://…"
    int readers = 8;
    std::chrono::milliseconds write_wait{5000};  ///< beyond that a write answers fault::busy
};

/// The hash chain over event rows; given from above so that db knows no cryptography.
/// Takes the hash of the previous row and the canonical bytes of this one, returns the hash of this one (hex).
using chain_link = std::function<std::string(std::string_view previous, std::string_view canonical)>;

class database {
public:
    /// Opens, checks the version of the library and brings the schema up to date.
    /// Throws when the schema is newer than this program or a migration was edited.
    static std::unique_ptr<database> open(settings, clock const&, chain_link);
    virtual ~database() = default;

    virtual engine kind() const = 0;

    /// Runs `f` on a reader that sees one snapshot.
    virtual void read(std::function<void(connection&)> const& f) = 0;

    template <class F>
    auto query(F&& f) {
        using value = std::invoke_result_t<F, connection&>;
        std::optional<value> out;
        read([&](connection& c) { out.emplace(f(c)); });
        return std::move(*out);
    }

    /// Runs `f` in the writer; blocks until its effect is durable or refused. Exceptions of `f` come out here.
    template <class T>
    result<T> write(actor const& who, std::function<result<T>(transaction&)> f) {
        result<T> out = fail(fault::busy, "error.busy");
        submit(who, [&](transaction& tx) -> std::optional<error> {
            out = f(tx);
            return out ? std::nullopt : std::optional<error>(out.error());
        }, [&](error e) { out = fail(std::move(e)); });
        return out;
    }

    virtual id_source& ids() = 0;

protected:
    using job = std::function<std::optional<error>(transaction&)>;
    virtual void submit(actor const& who, job const& f, std::function<void(error)> const& refused) = 0;
};

/// The canonical bytes of an event row, over which its hash is taken; `guiyan verify` uses the same.
struct event_row {
    std::int64_t id = 0;
    std::string at, account_id, account_name, role, unit_name, remote, request_id;
    std::string what, entity, entity_id, label, changes, reason, outcome;
    std::string previous_hash, hash;
};
std::string canonical(event_row const&);

/// Walks the whole trail; returns the id of the first row whose hash is wrong, or nothing.
struct verification {
    std::int64_t checked = 0;
    std::string head;             ///< hash of the last row
    std::int64_t broken_at = 0;   ///< 0: every row is sound
};
verification verify_trail(connection&, chain_link const&);

}  // namespace guiyan::db
