#pragma once
// Keeps two programs from writing into one data folder.

#include <string>

namespace guiyan::db {

class folder_lock {
public:
    /// Makes the folder (mode 0700) when it is not there; throws cannot_open when another process holds it.
    explicit folder_lock(std::string const& folder);
    ~folder_lock();
    folder_lock(folder_lock const&) = delete;
    folder_lock& operator=(folder_lock const&) = delete;

private:
    int fd_ = -1;
};

}  // namespace guiyan::db
