#include "db/folder_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "db/database.hpp"

namespace guiyan::db {

folder_lock::folder_lock(std::string const& folder) {
    std::error_code failed;
    auto const path = std::filesystem::path(folder);
    if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), failed);
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        throw cannot_open(
            fmt::format("The data folder {} cannot be made: {}.", folder, std::strerror(errno)));
    auto const file = folder + "/guiyan.lock";
    fd_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd_ < 0)
        throw cannot_open(fmt::format("The file {} cannot be made: {}.", file, std::strerror(errno)));
    // The kernel drops this lock with the process, however it ends.
    if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
        char text[32] = {};
        auto const length = ::read(fd_, text, sizeof text - 1);
        std::string holder(text, length > 0 ? static_cast<std::size_t>(length) : 0);
        while (!holder.empty() && holder.back() == '\n') holder.pop_back();
        ::close(fd_);
        throw cannot_open(
            fmt::format("The data folder {} is in use by process {}. Stop that program first, or give "
                        "another folder with --data.",
                        folder, holder.empty() ? "?" : holder));
    }
    auto const pid = std::to_string(::getpid()) + "\n";
    if (::ftruncate(fd_, 0) != 0 || ::pwrite(fd_, pid.data(), pid.size(), 0) < 0) {
        // The number only serves the message above; a full disk must not keep the server from starting.
    }
}

folder_lock::~folder_lock() {
    ::close(fd_);
}

}  // namespace guiyan::db
