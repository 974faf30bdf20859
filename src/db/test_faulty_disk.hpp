#pragma once
// A file system under SQLite that fails when a test says so: no room, a write that fails, a sync that fails.
// It stands in front of the real one and passes everything else through.

#include <sqlite3.h>

#include <atomic>
#include <cstring>
#include <string_view>

namespace guiyan::db::testing {

class faulty_disk {
public:
    // What the log file ("…-wal") answers; SQLITE_OK lets the call through.
    static inline std::atomic<int> write_answer = SQLITE_OK;
    static inline std::atomic<int> sync_answer = SQLITE_OK;
    // This many bytes may still be written to the log before write_answer holds.
    static inline std::atomic<long> room = 0;

    faulty_disk() {
        real_ = sqlite3_vfs_find(nullptr);
        own_ = *real_;
        own_.zName = "faulty";
        own_.szOsFile = static_cast<int>(sizeof(file)) + real_->szOsFile;
        own_.xOpen = [](sqlite3_vfs*, char const* name, sqlite3_file* out, int flags, int* out_flags) {
            auto* const f = reinterpret_cast<file*>(out);
            f->base.pMethods = nullptr;
            f->is_log = name && std::string_view(name).ends_with("-wal");
            int const code = real_->xOpen(real_, name, f->inner(), flags, out_flags);
            if (code == SQLITE_OK) f->base.pMethods = &methods_;
            return code;
        };
        sqlite3_vfs_register(&own_, 1);
    }
    ~faulty_disk() {
        heal();
        sqlite3_vfs_register(real_, 1);
        sqlite3_vfs_unregister(&own_);
    }
    faulty_disk(faulty_disk const&) = delete;

    static void full_after(long bytes) {
        room = bytes;
        write_answer = SQLITE_FULL;
    }
    static void heal() { write_answer = sync_answer = SQLITE_OK; }

private:
    struct file {
        sqlite3_file base;
        bool is_log;
        // The real file lies behind; its size is the real file system's business.
        sqlite3_file* inner() { return reinterpret_cast<sqlite3_file*>(this + 1); }
        sqlite3_io_methods const& real() { return *inner()->pMethods; }
    };
    static file* of(sqlite3_file* f) { return reinterpret_cast<file*>(f); }

    static inline sqlite3_vfs* real_ = nullptr;
    sqlite3_vfs own_{};
    static inline sqlite3_io_methods const methods_ = {
        3,
        [](sqlite3_file* f) { return of(f)->real().xClose(of(f)->inner()); },
        [](sqlite3_file* f, void* p, int n, sqlite3_int64 at) {
            return of(f)->real().xRead(of(f)->inner(), p, n, at);
        },
        [](sqlite3_file* f, void const* p, int n, sqlite3_int64 at) {
            if (of(f)->is_log && write_answer != SQLITE_OK && (room -= n) < 0) return write_answer.load();
            return of(f)->real().xWrite(of(f)->inner(), p, n, at);
        },
        [](sqlite3_file* f, sqlite3_int64 size) { return of(f)->real().xTruncate(of(f)->inner(), size); },
        [](sqlite3_file* f, int flags) {
            if (of(f)->is_log && sync_answer != SQLITE_OK) return sync_answer.load();
            return of(f)->real().xSync(of(f)->inner(), flags);
        },
        [](sqlite3_file* f, sqlite3_int64* size) { return of(f)->real().xFileSize(of(f)->inner(), size); },
        [](sqlite3_file* f, int level) { return of(f)->real().xLock(of(f)->inner(), level); },
        [](sqlite3_file* f, int level) { return of(f)->real().xUnlock(of(f)->inner(), level); },
        [](sqlite3_file* f, int* out) { return of(f)->real().xCheckReservedLock(of(f)->inner(), out); },
        [](sqlite3_file* f, int op, void* arg) {
            return of(f)->real().xFileControl(of(f)->inner(), op, arg);
        },
        [](sqlite3_file* f) { return of(f)->real().xSectorSize(of(f)->inner()); },
        [](sqlite3_file* f) { return of(f)->real().xDeviceCharacteristics(of(f)->inner()); },
        [](sqlite3_file* f, int page, int size, int extend, void volatile** out) {
            return of(f)->real().xShmMap(of(f)->inner(), page, size, extend, out);
        },
        [](sqlite3_file* f, int offset, int n, int flags) {
            return of(f)->real().xShmLock(of(f)->inner(), offset, n, flags);
        },
        [](sqlite3_file* f) { of(f)->real().xShmBarrier(of(f)->inner()); },
        [](sqlite3_file* f, int remove) { return of(f)->real().xShmUnmap(of(f)->inner(), remove); },
        [](sqlite3_file* f, sqlite3_int64 at, int n, void** out) {
            return of(f)->real().xFetch(of(f)->inner(), at, n, out);
        },
        [](sqlite3_file* f, sqlite3_int64 at, void* p) {
            return of(f)->real().xUnfetch(of(f)->inner(), at, p);
        },
    };
};

}  // namespace guiyan::db::testing
