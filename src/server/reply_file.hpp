#pragma once
// A file being sent as a reply.

#include <cstdint>
#include <string>

namespace guiyan::server {

/// The open descriptor keeps the file readable after it was removed from its folder.
class reply_file {
public:
    /// Throws std::system_error where it is no readable regular file.
    explicit reply_file(std::string const& path);
    ~reply_file();
    reply_file(reply_file const&) = delete;
    reply_file& operator=(reply_file const&) = delete;

    std::uint64_t size() const { return size_; }

    /// The next piece; empty at the end or on a fault.
    void read(std::string& into);

private:
    void close();

    int descriptor_;
    std::uint64_t size_ = 0;
};

}  // namespace guiyan::server
