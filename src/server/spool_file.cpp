#include "server/spool_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace guiyan::server {

namespace {
constexpr std::string_view name_start = "upload-";
}

spool_file::spool_file(std::filesystem::path const& folder, counter& bytes)
    : path_((folder / (std::string(name_start) + "XXXXXX")).string()), bytes_(bytes) {
    descriptor_ = ::mkostemp(path_.data(), O_CLOEXEC);
    if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), path_);
}

spool_file::~spool_file() {
    close();
    ::unlink(path_.c_str());
    bytes_.sub(size_);
}

void spool_file::append(std::string_view bytes) {
    while (!bytes.empty()) {
        auto const n = ::write(descriptor_, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) throw std::system_error(errno, std::generic_category(), path_);
        size_ += std::uint64_t(n);
        bytes_.add(std::uint64_t(n));
        bytes.remove_prefix(std::size_t(n));
    }
}

void spool_file::close() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
}

void spool_file::prepare_folder(std::filesystem::path const& folder) {
    namespace fs = std::filesystem;
    if (fs::create_directories(folder)) fs::permissions(folder, fs::perms::owner_all);
    for (auto const& entry : fs::directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().filename().string().starts_with(name_start))
            fs::remove(entry.path());
}

}  // namespace guiyan::server
