#include "db/postgres.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <spdlog/spdlog.h>

#include <thread>

#include "db/postgres_values.hpp"
#include "db/statement_cache.hpp"

namespace guiyan::db {
namespace {

constexpr int oldest_server = 150000;  // what the tests run on
constexpr auto settle_time = std::chrono::seconds(25);

struct statement {
    std::string name;
    std::vector<Oid> types;
};

using answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

class postgres_session final : public session {
public:
    postgres_session(postgres_options const& o, postgres_role role)
        : options_(o), role_(role), server_(nullptr, PQfinish) {
        // The URL comes last and so has the last word.
        char const* const names[] = {"application_name", "connect_timeout", "keepalives_idle",
                                     "tcp_user_timeout", "dbname",          nullptr};
        char const* const values[] = {"guiyan", "10", "30", "60000", options_.url.c_str(), nullptr};
        server_.reset(PQconnectdbParams(names, values, 1));
        if (PQstatus(server_.get()) != CONNECTION_OK) throw postgres_error(server_.get(), nullptr, "connect");
        configure();
    }

    engine kind() const override { return engine::postgres; }
    using connection::each;
    using connection::execute;
    using connection::text;

    void each(std::string_view sql, parameters values,
              std::function<bool(row const&)> const& on_row) override {
        auto const result = run(sql, values);
        postgres_row r(result.get());
        for (int i = 0, n = PQntuples(result.get()); i < n; ++i) {
            r.move_to(i);
            if (!on_row(r)) return;
        }
    }

    std::int64_t execute(std::string_view sql, parameters values) override {
        auto const result = run(sql, values);
        if (PQresultStatus(result.get()) == PGRES_TUPLES_OK &&
            std::string_view(PQcmdStatus(result.get())).starts_with("SELECT"))
            return 0;
        return std::strtoll(PQcmdTuples(result.get()), nullptr, 10);
    }

    void script(std::string_view sql) override {
        simple(std::string(sql).c_str());
        // Plans made before a change of the schema answer with an error ("must not change result type").
        simple("DEALLOCATE ALL");
        cache_.clear();
        old_names_.clear();
    }

    std::int64_t bulk(std::string_view table, std::span<std::string_view const> columns,
                      std::function<bool(std::vector<parameter>&)> const& next) override {
        finish_pending();
        auto const sql = fmt::format("COPY {} ({}) FROM STDIN", table, fmt::join(columns, ", "));
        answer const begun(PQexec(server_.get(), sql.c_str()), PQclear);
        if (PQresultStatus(begun.get()) != PGRES_COPY_IN)
            throw postgres_error(server_.get(), begun.get(), sql);

        std::int64_t rows = 0;
        std::string lines;
        std::vector<parameter> values(columns.size());
        auto send = [&] {
            if (PQputCopyData(server_.get(), lines.data(), static_cast<int>(lines.size())) != 1)
                throw postgres_error(server_.get(), nullptr, sql);
            lines.clear();
        };
        try {
            for (; next(values); ++rows) {
                append_copy_line(lines, values);
                if (lines.size() > 65536) send();
            }
            send();
        } catch (...) {
            PQputCopyEnd(server_.get(), "given up by the program");
            drain();
            throw;
        }
        PQputCopyEnd(server_.get(), nullptr);
        answer const ended(PQgetResult(server_.get()), PQclear);
        bool const good = PQresultStatus(ended.get()) == PGRES_COMMAND_OK;
        drain();
        if (!good) throw postgres_error(server_.get(), ended.get(), sql);
        return rows;
    }

    void begin_read() override { simple("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); }
    void end_read() noexcept override {
        // Nobody has to wait for this answer; it is fetched before the next statement.
        pending_ = PQsendQuery(server_.get(), "ROLLBACK") == 1;
    }

    void begin_write(std::chrono::milliseconds wait) override {
        simple(fmt::format("BEGIN; SET LOCAL lock_timeout = {}; "
                           "SELECT pg_advisory_xact_lock(1735747961, hashtext(current_schema())); "
                           "SET LOCAL lock_timeout = {}",
                           wait.count(), options_.lock_wait.count())
                   .c_str());
        for (; !old_names_.empty(); old_names_.pop_back())
            simple(("DEALLOCATE " + old_names_.back()).c_str());
    }

    void commit() override {
        answer const result(PQexec(server_.get(), "COMMIT"), PQclear);
        if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
            auto const e = postgres_error(server_.get(), result.get(), "COMMIT");
            if (e.kind == failure::lost) throw commit_unknown(e);
            throw e;
        }
        // COMMIT of a transaction in which a statement failed says so only in its tag.
        if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
            throw sql_error(failure::other,
                            "COMMIT undid the transaction because a statement in it had failed");
    }

    std::optional<bool> committed(chain_head const& head) override {
        // A restart or a switch to the standby takes seconds. The advisory lock is free only when the old
        // transaction has ended one way or the other.
        for (auto const end = std::chrono::steady_clock::now() + settle_time;
             std::chrono::steady_clock::now() < end;) {
            try {
                reconnect();
                begin_write(std::chrono::seconds(5));
                bool const found = text("SELECT hash FROM event_log WHERE id = $1", {head.id}) == head.hash;
                rollback();
                return found;
            } catch (std::exception const& e) {
                spdlog::error("Asking whether the last write is durable: {}", e.what());
                rollback();
                std::this_thread::sleep_for(std::chrono::milliseconds(250));
            }
        }
        return std::nullopt;
    }

    void rollback() noexcept override {
        if (in_transaction()) answer(PQexec(server_.get(), "ROLLBACK"), PQclear);
    }
    bool in_transaction() const override {
        auto const status = PQtransactionStatus(server_.get());
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
    }

    void begin_job() override { simple("SAVEPOINT job"); }
    void end_job() override {
        simple("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED; RELEASE SAVEPOINT job");
    }
    void undo_job() override { simple("ROLLBACK TO SAVEPOINT job; RELEASE SAVEPOINT job"); }

    chain_head head() override { return read_head(*this); }
    void set_head(chain_head const&) override {}

    void reconnect() override {
        pending_ = false;
        cache_.clear();
        old_names_.clear();
        PQreset(server_.get());
        if (PQstatus(server_.get()) != CONNECTION_OK) throw postgres_error(server_.get(), nullptr, "connect");
        configure();
    }

    void housekeeping(bool) override {}
    std::int64_t wal_pages() const override { return 0; }

private:
    answer run(std::string_view sql, parameters given) {
        finish_pending();
        postgres_parameters const values(given);
        auto s = cache_.find(sql);
        if (!s || s->types.size() != values.types().size() || !values.fit(s->types))
            s = prepare(sql, values, s.get());
        answer result(PQexecPrepared(server_.get(), s->name.c_str(), values.count(), values.values(),
                                     values.lengths(), values.formats(), 0),
                      PQclear);
        auto const status = PQresultStatus(result.get());
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
            throw postgres_error(server_.get(), result.get(), sql);
        return result;
    }

    // `before`: the statement of this text that did not take the values; types it knew stay for values that
    // are NULL now.
    std::shared_ptr<statement> prepare(std::string_view sql, postgres_parameters const& values,
                                       statement const* before) {
        auto s = std::make_shared<statement>();
        s->name = fmt::format("s{}", ++names_);
        s->types = values.types();
        if (before && before->types.size() == s->types.size())
            for (std::size_t i = 0; i < s->types.size(); ++i)
                if (!values.values()[i]) s->types[i] = before->types[i];
        answer const result(PQprepare(server_.get(), s->name.c_str(), std::string(sql).c_str(),
                                      values.count(), s->types.data()),
                            PQclear);
        if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
            throw postgres_error(server_.get(), result.get(), sql);
        if (before) old_names_.push_back(before->name);
        if (auto const dropped = cache_.put(sql, s)) old_names_.push_back(dropped->name);
        return s;
    }

    void simple(char const* sql) {
        finish_pending();
        answer const result(PQexec(server_.get(), sql), PQclear);
        auto const status = PQresultStatus(result.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
            throw postgres_error(server_.get(), result.get(), sql);
    }

    void finish_pending() {
        if (!pending_) return;
        pending_ = false;
        drain();
        for (; !old_names_.empty() && PQtransactionStatus(server_.get()) == PQTRANS_IDLE;
             old_names_.pop_back())
            simple(("DEALLOCATE " + old_names_.back()).c_str());
    }

    void drain() {
        while (auto* rest = PQgetResult(server_.get())) PQclear(rest);
    }

    void configure() {
        auto* const c = server_.get();
        PQsetNoticeProcessor(
            c, [](void*, char const* text) { spdlog::debug("PostgreSQL: {}", text); }, nullptr);
        if (PQserverVersion(c) < oldest_server)
            throw cannot_open(
                fmt::format("The PostgreSQL server is version {}; this program needs {} or later.",
                            PQserverVersion(c) / 10000, oldest_server / 10000));
        char const* const encoding = PQparameterStatus(c, "server_encoding");
        if (!encoding || std::string_view(encoding) != "UTF8")
            throw cannot_open(
                "The PostgreSQL database does not hold its texts as UTF-8. Make it with ENCODING 'UTF8'.");
        simple(
            "SET client_encoding = 'UTF8'; SET TIME ZONE 'UTC'; SET datestyle = 'ISO, YMD'; SET bytea_output "
            "= 'hex'; "
            "SET standard_conforming_strings = on; SET extra_float_digits = 1; SET jit = off");
        if (!options_.schema.empty()) {
            std::unique_ptr<char, decltype(&PQfreemem)> const name(
                PQescapeIdentifier(c, options_.schema.data(), options_.schema.size()), PQfreemem);
            if (role_ == postgres_role::writer)
                simple(fmt::format("CREATE SCHEMA IF NOT EXISTS {}", name.get()).c_str());
            simple(fmt::format("SET search_path TO {}", name.get()).c_str());
        }
        if (role_ == postgres_role::reader) {
            simple(fmt::format("SET default_transaction_read_only = on; SET statement_timeout = {}",
                               options_.read_limit.count())
                       .c_str());
        } else if (auto const sync = connection::text("SELECT current_setting('synchronous_commit')");
                   sync == "off" || sync == "local") {
            simple("SET synchronous_commit = on");  // an answer "saved" has to survive a power cut
        }
    }

    postgres_options options_;
    postgres_role role_;
    std::unique_ptr<PGconn, decltype(&PQfinish)> server_;
    statement_cache<statement> cache_;
    std::vector<std::string> old_names_;  ///< statements to drop when that is possible
    std::uint64_t names_ = 0;
    bool pending_ = false;
};

}  // namespace

std::unique_ptr<session> open_postgres(postgres_options const& options, postgres_role role) {
    return std::make_unique<postgres_session>(options, role);
}

}  // namespace guiyan::db
