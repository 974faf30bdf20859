#include "server/reply_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace guiyan::server {

namespace {
// Small: thousands of slow readers hold one each.
constexpr std::size_t piece = 32 * 1024;
}  // namespace

reply_file::reply_file(std::string const& path) : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    struct stat about {};
    int why = descriptor_ < 0 || ::fstat(descriptor_, &about) != 0 ? errno : 0;
    if (why == 0 && !S_ISREG(about.st_mode)) why = EINVAL;
    if (why != 0) {
        close();
        throw std::system_error(why, std::generic_category(), path);
    }
    size_ = std::uint64_t(about.st_size);
}

reply_file::~reply_file() {
    close();
}

void reply_file::read(std::string& into) {
    into.resize(piece);
    ssize_t n;
    do n = ::read(descriptor_, into.data(), into.size());
    while (n < 0 && errno == EINTR);
    into.resize(n > 0 ? std::size_t(n) : 0);
}

void reply_file::close() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
}

}  // namespace guiyan::server
