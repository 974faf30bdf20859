#include "db/database.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "db/folder_lock.hpp"
#include "db/migrate.hpp"
#include "db/reader_pool.hpp"
#include "db/sqlite.hpp"
#include "db/writer.hpp"

namespace guiyan::db {
namespace {

class open_database final : public database {
public:
    open_database(settings const& s, clock const& time, chain_link link)
        : kind_(s.postgres_url.empty() ? engine::sqlite : engine::postgres),
          file_(s.data_folder + "/guiyan.db"),
          ids_(time),
          readers_(s.readers, [s, file = file_] { return open_sqlite(file, sqlite_role::reader); }) {
        require_safe_sqlite();
        if (!s.read_only) lock_ = std::make_unique<folder_lock>(s.data_folder);
        bring_up_to_date(s, time);
        if (s.read_only) return;
        auto session = open_sqlite(file_, sqlite_role::writer);
        session->set_head(read_head(*session));
        writer_ = std::make_unique<writer>(std::move(session), time, ids_, std::move(link), s.write_wait);
    }

    engine kind() const override { return kind_; }
    id_source& ids() override { return ids_; }
    statistics state() const override { return writer_ ? writer_->state() : statistics{}; }

    void read(std::function<void(connection&)> const& f) override {
        if (writer_ && writer_->on_its_thread())
            throw std::logic_error("a read inside a write does not see it: use the connection of the transaction");
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
    void bring_up_to_date(settings const& s, clock const& time) {
        auto const session = open_sqlite(file_, s.read_only ? sqlite_role::reader : sqlite_role::migrator);
        auto const pending = pending_migrations(*session, s.migrations);
        if (pending.empty()) return;
        if (s.read_only)
            throw cannot_open(fmt::format("The schema of the database lacks {}. Start the server once, which brings it "
                                          "up to date.", pending.front().name));
        if (kind_ == engine::sqlite && has_schema(*session)) {
            auto const folder = s.data_folder + "/backups";
            std::filesystem::create_directories(folder);
            copy_sqlite(file_, fmt::format("{}/before-{}.db", folder, pending.front().name));
        }
        apply_migrations(*session, pending, time);
    }

    engine kind_;
    std::string file_;
    id_source ids_;
    std::unique_ptr<folder_lock> lock_;
    std::unique_ptr<writer> writer_;
    reader_pool readers_;  // goes before the writer, whose last checkpoint wants no readers
};

}  // namespace

std::unique_ptr<database> database::open(settings s, clock const& time, chain_link link) {
    return std::make_unique<open_database>(s, time, std::move(link));
}

}  // namespace guiyan::db
