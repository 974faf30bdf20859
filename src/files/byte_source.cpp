#include "files/byte_source.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace guiyan::files {

std::shared_ptr<random_file> random_file::open(std::filesystem::path const& path) {
    int const handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (handle < 0) return nullptr;
    struct stat about {};
    if (::fstat(handle, &about) != 0 || !S_ISREG(about.st_mode)) {
        ::close(handle);
        return nullptr;
    }
    return std::shared_ptr<random_file>(new random_file(handle, static_cast<std::uint64_t>(about.st_size)));
}

random_file::~random_file() {
    ::close(handle_);
}

std::size_t random_file::read_at(std::uint64_t at, std::span<char> into) const {
    std::size_t got = 0;
    while (got < into.size() && at + got < size_) {
        ssize_t const n =
            ::pread(handle_, into.data() + got, into.size() - got, static_cast<off_t>(at + got));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) throw std::system_error(errno, std::generic_category(), "reading a table file");
        if (n == 0) break;
        got += static_cast<std::size_t>(n);
    }
    return got;
}

std::size_t file_source::read(std::span<char> into) {
    std::size_t const n = file_->read_at(at_, into);
    at_ += n;
    return n;
}

std::uint16_t u16(char const* at) {
    auto const* b = reinterpret_cast<unsigned char const*>(at);
    return static_cast<std::uint16_t>(b[0] | b[1] << 8);
}

std::uint32_t u32(char const* at) {
    return u16(at) | static_cast<std::uint32_t>(u16(at + 2)) << 16;
}

std::uint64_t u64(char const* at) {
    return u32(at) | static_cast<std::uint64_t>(u32(at + 4)) << 32;
}

}  // namespace guiyan::files
