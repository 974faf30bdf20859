#include "db/sqlite.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "db/statement_cache.hpp"

namespace guiyan::db {
namespace {

failure kind_of(int code) {
    switch (code) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID:
            return failure::unique;
        case SQLITE_CONSTRAINT_FOREIGNKEY:
            return failure::foreign_key;
        case SQLITE_CONSTRAINT_NOTNULL:
            return failure::not_null;
        case SQLITE_CONSTRAINT_CHECK:
        case SQLITE_CONSTRAINT_TRIGGER:
            return failure::check;
        case SQLITE_BUSY_SNAPSHOT:
            return failure::serialization;
    }
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return failure::busy;
        case SQLITE_FULL:
            return failure::disk_full;
    }
    return failure::other;
}

// "UNIQUE constraint failed: account.login" gives "account.login"; "… failed: index 'x'" gives "x".
std::string constraint_in(failure kind, std::string_view message) {
    constexpr std::string_view marker = "constraint failed: ";
    if (kind != failure::unique && kind != failure::not_null && kind != failure::check) return {};
    auto const at = message.find(marker);
    if (at == message.npos) return std::string(message);  // what a trigger raised
    message.remove_prefix(at + marker.size());
    if (message.starts_with("index '") && message.ends_with("'")) {
        message.remove_prefix(7);
        message.remove_suffix(1);
    }
    return std::string(message);
}

[[noreturn]] void throw_error(sqlite3* db, std::string_view sql) {
    int const code = sqlite3_extended_errcode(db);
    std::string const message = sqlite3_errmsg(db);
    auto const kind = kind_of(code);
    throw sql_error(kind, fmt::format("{} (SQLite {}) in: {}", message, code, sql),
                    constraint_in(kind, message));
}

struct statement {
    statement(sqlite3* db, std::string_view sql) {
        char const* tail = nullptr;
        if (sqlite3_prepare_v3(db, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                               &handle, &tail) != SQLITE_OK)
            throw_error(db, sql);
        auto const rest = sql.substr(static_cast<std::size_t>(tail - sql.data()));
        if (!handle || rest.find_first_not_of(" \t\r\n;") != rest.npos) {
            sqlite3_finalize(handle);
            throw sql_error(failure::other, fmt::format("not exactly one statement: {}", sql));
        }
        int const count = sqlite3_bind_parameter_count(handle);
        for (int n = 1, found = 0; found < count && n <= 32766; ++n) {
            int const index = sqlite3_bind_parameter_index(handle, ("$" + std::to_string(n)).c_str());
            indexes.push_back(index);
            found += index != 0;
        }
    }
    ~statement() { sqlite3_finalize(handle); }
    statement(statement const&) = delete;

    sqlite3_stmt* handle = nullptr;
    std::vector<int> indexes;  ///< SQLite's index of $1, $2, …
    bool in_use = false;
};

class sqlite_row final : public row {
public:
    explicit sqlite_row(sqlite3_stmt* s) : s_(s) {}
    int columns() const override { return sqlite3_column_count(s_); }
    bool is_null(int c) const override { return sqlite3_column_type(s_, c) == SQLITE_NULL; }
    std::int64_t integer(int c) const override { return sqlite3_column_int64(s_, c); }
    double real(int c) const override { return sqlite3_column_double(s_, c); }
    std::string_view text(int c) const override {
        auto const* p = reinterpret_cast<char const*>(sqlite3_column_text(s_, c));
        return p ? std::string_view(p, static_cast<std::size_t>(sqlite3_column_bytes(s_, c)))
                 : std::string_view();
    }
    std::string bytes(int c) const override {
        auto const* p = static_cast<char const*>(sqlite3_column_blob(s_, c));
        return p ? std::string(p, static_cast<std::size_t>(sqlite3_column_bytes(s_, c))) : std::string();
    }

private:
    sqlite3_stmt* s_;
};

struct binder {
    sqlite3_stmt* s;
    int index;
    int operator()(std::monostate) const { return sqlite3_bind_null(s, index); }
    int operator()(std::int64_t v) const { return sqlite3_bind_int64(s, index, v); }
    int operator()(double v) const { return sqlite3_bind_double(s, index, v); }
    int operator()(std::string_view v) const {
        check_text(v);
        // A null pointer would bind NULL, and an empty text is not NULL.
        return sqlite3_bind_text64(s, index, v.data() ? v.data() : "", v.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    int operator()(blob const* v) const {
        if (!v) return sqlite3_bind_null(s, index);
        return sqlite3_bind_blob64(s, index, v->bytes.data(), v->bytes.size(), SQLITE_STATIC);
    }
};

class sqlite_session final : public session {
public:
    sqlite_session(std::string const& file, sqlite_role role) : role_(role) {
        int const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
        if (sqlite3_open_v2(file.c_str(), &db_, flags, nullptr) != SQLITE_OK) {
            std::string const message = db_ ? sqlite3_errmsg(db_) : "no memory";
            sqlite3_close(db_);
            throw cannot_open(fmt::format("The database {} does not open: {}.", file, message));
        }
        try {
            configure();
        } catch (...) {
            sqlite3_close(db_);
            throw;
        }
    }

    ~sqlite_session() override {
        if (!sqlite3_get_autocommit(db_)) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
        cache_.clear();
        if (role_ != sqlite_role::reader &&
            sqlite3_wal_checkpoint_v2(db_, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr) !=
                SQLITE_OK)
            spdlog::warn("The write-ahead log stays for the next start: {}", sqlite3_errmsg(db_));
        sqlite3_close_v2(db_);
    }

    engine kind() const override { return engine::sqlite; }
    using connection::each;
    using connection::execute;

    void each(std::string_view sql, parameters values,
              std::function<bool(row const&)> const& on_row) override {
        use const running(*this, sql, values);
        sqlite_row const r(running.handle());
        for (;;) {
            int const code = sqlite3_step(running.handle());
            if (code == SQLITE_DONE) return;
            if (code != SQLITE_ROW) throw_error(db_, sql);
            if (!on_row(r)) return;
        }
    }

    std::int64_t execute(std::string_view sql, parameters values) override {
        use const running(*this, sql, values);
        run(running.handle(), sql);
        return sqlite3_stmt_readonly(running.handle()) ? 0 : sqlite3_changes64(db_);
    }

    void script(std::string_view sql) override {
        if (sqlite3_exec(db_, std::string(sql).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            throw_error(db_, sql.substr(0, 2000));
    }

    std::int64_t bulk(std::string_view table, std::span<std::string_view const> columns,
                      std::function<bool(std::vector<parameter>&)> const& next) override {
        auto const sql = fmt::format("INSERT INTO {} ({}) VALUES ({})", table, fmt::join(columns, ", "),
                                     placeholders(columns.size()));
        std::vector<parameter> values(columns.size());
        std::int64_t rows = 0;
        for (; next(values); ++rows) {
            use const running(*this, sql, values);
            run(running.handle(), sql);
        }
        return rows;
    }

    void begin_read() override { execute("BEGIN", parameters{}); }
    void end_read() noexcept override { rollback(); }

    void begin_write(std::chrono::milliseconds wait) override {
        sqlite3_busy_timeout(db_, static_cast<int>(wait.count()));
        execute("BEGIN IMMEDIATE", parameters{});
    }
    void commit() override {
        try {
            execute("COMMIT", parameters{});
        } catch (sql_error const& e) {
            // A full disk is found while the log is written, before the sync: nothing is committed. Beyond
            // that a failed write or sync leaves the file in a state that only recovery can tell.
            if (e.kind == failure::other || e.kind == failure::lost) throw commit_unknown(e);
            throw;
        }
    }
    void rollback() noexcept override {
        if (in_transaction()) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
    }
    // After a failed write or sync neither the file nor the memory of the kernel can be trusted in this
    // process.
    std::optional<bool> committed(chain_head const&) override { return std::nullopt; }
    bool in_transaction() const override { return !sqlite3_get_autocommit(db_); }

    void begin_job() override { execute("SAVEPOINT job", parameters{}); }
    void end_job() override {
        int broken = 0, unused = 0;
        sqlite3_db_status(db_, SQLITE_DBSTATUS_DEFERRED_FKS, &broken, &unused, 0);
        if (broken) throw sql_error(failure::foreign_key, "a deferred foreign key points nowhere");
        execute("RELEASE SAVEPOINT job", parameters{});
    }
    void undo_job() override {
        execute("ROLLBACK TO SAVEPOINT job", parameters{});
        execute("RELEASE SAVEPOINT job", parameters{});
    }

    chain_head head() override { return head_; }
    void set_head(chain_head const& h) override { head_ = h; }
    void reconnect() override {}

    void housekeeping(bool idle) override {
        // While others wait, let the log grow to 32 MB before they wait for a checkpoint too.
        if (wal_pages_ < (idle ? 1000 : 8000)) return;
        int pages = 0, copied = 0;
        int const code = sqlite3_wal_checkpoint_v2(db_, nullptr, SQLITE_CHECKPOINT_PASSIVE, &pages, &copied);
        if (code != SQLITE_OK && code != SQLITE_BUSY)
            spdlog::error("The write-ahead log was not carried over: {}", sqlite3_errmsg(db_));
        // What was carried over is overwritten from the start as soon as no reader stands in it.
        wal_pages_ = pages > copied ? pages - copied : 0;
    }
    std::int64_t wal_pages() const override { return wal_pages_; }

private:
    // A statement bound and ready; reset when it goes, also by an exception of a callback.
    class use {
    public:
        use(sqlite_session& owner, std::string_view sql, parameters values) : s_(owner.cache_.find(sql)) {
            if (!s_ || s_->in_use) {
                bool const nested = s_ != nullptr;  // the same text inside its own callback
                s_ = std::make_shared<statement>(owner.db_, sql);
                if (!nested) owner.cache_.put(sql, s_);
            }
            if (values.size() != s_->indexes.size())
                throw sql_error(failure::other, fmt::format("{} values for {} placeholders in: {}",
                                                            values.size(), s_->indexes.size(), sql));
            s_->in_use = true;
            try {
                for (std::size_t i = 0; i < values.size(); ++i)
                    if (int const index = s_->indexes[i];
                        index && std::visit(binder{s_->handle, index}, values[i]))
                        throw_error(owner.db_, sql);
            } catch (...) {
                end();
                throw;
            }
        }
        ~use() { end(); }
        use(use const&) = delete;
        sqlite3_stmt* handle() const { return s_->handle; }

    private:
        void end() {
            sqlite3_reset(s_->handle);
            sqlite3_clear_bindings(s_->handle);
            s_->in_use = false;
        }
        std::shared_ptr<statement> s_;
    };

    void run(sqlite3_stmt* handle, std::string_view sql) {
        int code;
        while ((code = sqlite3_step(handle)) == SQLITE_ROW) {
        }
        if (code != SQLITE_DONE) throw_error(db_, sql);
    }

    static std::string placeholders(std::size_t count) {
        std::string out;
        for (std::size_t n = 1; n <= count; ++n) out += fmt::format("{}${}", n > 1 ? ", " : "", n);
        return out;
    }

    void configure() {
        sqlite3_extended_result_codes(db_, 1);
        sqlite3_busy_timeout(db_, 5000);
        sqlite3_db_config(db_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        // Otherwise a statement whose plan looked at a bound value is prepared anew for each value.
        sqlite3_db_config(db_, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
        // Checkpoints belong to the writer alone, also when a reader happens to close last.
        sqlite3_db_config(db_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, role_ == sqlite_role::reader, nullptr);
        bool const writes = role_ != sqlite_role::reader;
        // A reader keeps the upper pages of the trees, some 2 % of the file, between 2 and 16 MB; leaves come
        // from the system's cache. Mapping the file would save the copying and count the whole file as this
        // process's memory.
        auto const cache =
            writes ? 4000
                   : std::clamp<std::int64_t>(connection::integer("PRAGMA page_count") / 50, 500, 4000);
        if (writes && text_of("PRAGMA journal_mode=WAL") != "wal")
            throw cannot_open("The database does not go into WAL mode; is the folder on a network drive?");
        // recursive_triggers: else INSERT OR REPLACE would remove rows past the triggers that forbid it.
        script(fmt::format(
            "PRAGMA synchronous=FULL; PRAGMA foreign_keys={}; PRAGMA secure_delete=ON; "
            "PRAGMA recursive_triggers=ON; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=0; "
            "PRAGMA journal_size_limit=67108864; "
            "PRAGMA cache_size={}; PRAGMA mmap_size=0; PRAGMA query_only={}",
            role_ == sqlite_role::migrator ? "OFF" : "ON", cache, writes ? "OFF" : "ON"));
        if (writes) sqlite3_wal_hook(db_, &on_commit, this);
    }

    std::string text_of(char const* sql) { return connection::text(sql); }

    static int on_commit(void* self, sqlite3*, char const*, int pages) {
        static_cast<sqlite_session*>(self)->wal_pages_ = pages;
        return SQLITE_OK;
    }

    sqlite_role role_;
    sqlite3* db_ = nullptr;
    statement_cache<statement> cache_;
    chain_head head_;
    std::int64_t wal_pages_ = 0;
};

}  // namespace

void require_safe_sqlite() {
    if (sqlite3_libversion_number() < 3051003)
        throw cannot_open(fmt::format("SQLite {} can lose commits; this program needs 3.51.3 or later.",
                                      sqlite3_libversion()));
    if (!sqlite3_threadsafe()) throw cannot_open("SQLite was built without threads.");
}

std::unique_ptr<session> open_sqlite(std::string const& file, sqlite_role role) {
    if (role != sqlite_role::reader && !std::filesystem::exists(file)) {
        // SQLite would make it readable for everybody; the log and the index take the mode of the file. Never
        // touch a file that is there: closing a descriptor of it would drop SQLite's locks in this process.
        int const fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (fd < 0)
            throw cannot_open(fmt::format("The database {} cannot be made: {}.", file, std::strerror(errno)));
        ::close(fd);
    }
    return std::make_unique<sqlite_session>(file, role);
}

void copy_sqlite(std::string const& from, std::string const& to) {
    auto const part = to + ".part";
    std::filesystem::remove(part);
    sqlite3 *source = nullptr, *target = nullptr;
    int code = sqlite3_open_v2(from.c_str(), &source, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    if (code == SQLITE_OK) {
        sqlite3_db_config(source, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        sqlite3_busy_timeout(source, 5000);
        if (int const fd = ::open(part.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600); fd >= 0) ::close(fd);
        code = sqlite3_open_v2(part.c_str(), &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    }
    if (code == SQLITE_OK) {
        // All pages in one step: one read transaction, which in WAL mode keeps no writer waiting.
        auto* const copy = sqlite3_backup_init(target, "main", source, "main");
        code = copy ? sqlite3_backup_step(copy, -1) : sqlite3_errcode(target);
        if (copy) sqlite3_backup_finish(copy);
        if (code == SQLITE_DONE) code = SQLITE_OK;
    }
    sqlite3_close(source);
    sqlite3_close(target);
    if (code == SQLITE_OK) {
        int const fd = ::open(part.c_str(), O_RDONLY | O_CLOEXEC);
        bool const synced = fd >= 0 && ::fsync(fd) == 0;
        if (fd >= 0) ::close(fd);
        std::error_code failed;
        if (synced) std::filesystem::rename(part, to, failed);
        if (synced && !failed) return;
        code = SQLITE_IOERR;
    }
    std::error_code ignored;
    std::filesystem::remove(part, ignored);
    throw sql_error(kind_of(code), fmt::format("no copy of {} as {}: {}", from, to, sqlite3_errstr(code)));
}

}  // namespace guiyan::db
