#pragma once
// A large body on its way in: a file of its own name, mode 0600, gone when this object goes.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "server/counters.hpp"

namespace guiyan::server {

class spool_file {
public:
    /// Makes the file. `bytes` counts what lies in all of them. Throws std::system_error.
    spool_file(std::filesystem::path const& folder, counter& bytes);
    ~spool_file();  ///< closes and removes; a file that a handler moved away stays where it is
    spool_file(spool_file const&) = delete;
    spool_file& operator=(spool_file const&) = delete;

    /// Throws std::system_error, as when the disk is full.
    void append(std::string_view bytes);

    /// No more bytes come.
    void close();

    std::string const& path() const { return path_; }
    std::uint64_t size() const { return size_; }

    /// Makes the folder (mode 0700) and removes what a crash left in it.
    static void prepare_folder(std::filesystem::path const& folder);

private:
    std::string path_;
    counter& bytes_;
    std::uint64_t size_ = 0;
    int descriptor_ = -1;
};

}  // namespace guiyan::server
