#include "db/database.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "db/folder_lock.hpp"
#include "db/migrate.hpp"
#include "db/postgres.hpp"
#include "db/reader_pool.hpp"
#include "db/sqlite.hpp"
#include "db/writer.hpp"

namespace guiyan::db {
namespace {

class open_database final : public database {
public:
    open_database(settings given, clock const& time, chain_link link)
        : settings_(std::move(given)),
          kind_(settings_.postgres_url.empty() ? engine::sqlite : engine::postgres),
          file_(settings_.data_folder + "/guiyan.db"),
          ids_(time),
          readers_(settings_.readers, settings_.kept_readers, [this] { return open_reader(); }) {
        if (kind_ == engine::sqlite) {
            require_safe_sqlite();
            // On PostgreSQL several servers may share a database: the advisory lock parts them.
            if (!settings_.read_only) lock_ = std::make_unique<folder_lock>(settings_.data_folder);
        }
        bring_up_to_date(time);
        if (settings_.read_only) return;
        auto session = open_writer(sqlite_role::writer);
        if (kind_ == engine::sqlite) session->set_head(read_head(*session));
        writer_ = std::make_unique<writer>(std::move(session), time, ids_, std::move(link), settings_.guard,
                                           settings_.write_wait);
    }

    engine kind() const override { return kind_; }
    id_source& ids() override { return ids_; }
    statistics state() const override { return writer_ ? writer_->state() : statistics{}; }

    void read(std::function<void(connection&)> const& f) override {
        if (writer_ && writer_->inside_a_write())
            throw std::logic_error(
                "a read inside a write does not see it: use the connection of the transaction");
        readers_.run(f);
    }

    void backup_to(std::string const& path) override {
        if (kind_ != engine::sqlite) throw std::logic_error("PostgreSQL is backed up with pg_dump");
        copy_sqlite(file_, path);
    }

protected:
    void submit(actor const& who, job const& f, std::function<void(error)> const& refused) override {
        if (!writer_) throw std::logic_error("the database was opened for reading only");
        writer_->submit(who, f, refused);
    }

private:
    std::unique_ptr<session> open_reader() const {
        if (kind_ == engine::postgres) return open_postgres(postgres(), postgres_role::reader);
        return open_sqlite(file_, sqlite_role::reader);
    }
    std::unique_ptr<session> open_writer(sqlite_role role) const {
        if (kind_ == engine::postgres) return open_postgres(postgres(), postgres_role::writer);
        return open_sqlite(file_, role);
    }
    postgres_options postgres() const {
        return {settings_.postgres_url, settings_.postgres_schema, settings_.read_limit,
                settings_.write_wait};
    }

    void bring_up_to_date(clock const& time) {
        auto const session = settings_.read_only ? open_reader() : open_writer(sqlite_role::migrator);
        auto const pending = pending_migrations(*session, settings_.migrations);
        if (pending.empty()) return;
        if (settings_.read_only)
            throw cannot_open(
                fmt::format("The schema of the database lacks {}. Start the server once, which brings it "
                            "up to date.",
                            pending.front().name));
        if (kind_ == engine::sqlite && has_schema(*session)) {
            auto const folder = settings_.data_folder + "/backups";
            std::filesystem::create_directories(folder);
            copy_sqlite(file_, fmt::format("{}/before-{}.db", folder, pending.front().name));
        }
        apply_migrations(*session, pending, time);
    }

    settings settings_;
    engine kind_;
    std::string file_;
    id_source ids_;
    std::unique_ptr<folder_lock> lock_;
    std::unique_ptr<writer> writer_;
    reader_pool readers_;  // goes before the writer, whose last checkpoint wants no readers
};

}  // namespace

std::unique_ptr<database> database::open(settings s, clock const& time, chain_link link) {
    try {
        return std::make_unique<open_database>(std::move(s), time, std::move(link));
    } catch (sql_error const& e) {
        throw cannot_open(fmt::format("The database does not open: {}", e.what()));
    }
}

}  // namespace guiyan::db
