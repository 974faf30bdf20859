#include "modules/attachments/sealed_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "crypto/encoding.hpp"
#include "crypto/hash.hpp"
#include "crypto/random.hpp"

namespace guiyan::attachments {
namespace {

constexpr std::string_view mark = "GYA1";
constexpr std::size_t piece = 256u << 10;
constexpr std::size_t longest_sealed = piece + 256;

[[noreturn]] void fail_on(std::string const& what) {
    throw std::system_error(errno, std::generic_category(), what);
}

/// A file descriptor that closes.
class descriptor {
public:
    descriptor(std::filesystem::path const& path, int flags)
        : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {
        if (fd_ < 0) fail_on("open " + path.string());
    }
    ~descriptor() { ::close(fd_); }
    descriptor(descriptor const&) = delete;
    descriptor& operator=(descriptor const&) = delete;

    void write(std::string_view bytes) const {
        while (!bytes.empty()) {
            auto const n = ::write(fd_, bytes.data(), bytes.size());
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) fail_on("write");
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
    }
    /// Up to `size` bytes; fewer only at the end.
    std::string read(std::size_t size) const {
        std::string out(size, '\0');
        std::size_t got = 0;
        while (got < size) {
            auto const n = ::read(fd_, out.data() + got, size - got);
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) fail_on("read");
            if (n == 0) break;
            got += static_cast<std::size_t>(n);
        }
        out.resize(got);
        return out;
    }
    void sync() const {
        if (::fsync(fd_) != 0) fail_on("fsync");
    }

private:
    int fd_;
};

/// A piece belongs to its file, its place in it, and to the end or not: none can be moved, added or cut off.
std::string context_of(std::string const& name, std::uint64_t index, bool last) {
    return "attachment/" + name + "/" + std::to_string(index) + (last ? "/last" : "/more");
}

std::string length_bytes(std::size_t n) {
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(n >> shift & 0xff);
    return out;
}

std::size_t length_in(std::string_view four) {
    std::size_t n = 0;
    for (char c : four) n = n << 8 | static_cast<unsigned char>(c);
    return n;
}

/// What is in a folder is on the disk only when the folder is.
void sync_folder(std::filesystem::path const& folder) {
    descriptor(folder, O_RDONLY | O_DIRECTORY).sync();
}

}  // namespace

file_digest digest_of(std::filesystem::path const& path) {
    descriptor const in(path, O_RDONLY);
    crypto::hasher sum(crypto::hash_algorithm::sha256);
    file_digest out;
    for (;;) {
        auto const bytes = in.read(piece);
        if (bytes.empty()) break;
        sum.update(bytes);
        out.size += static_cast<std::int64_t>(bytes.size());
    }
    out.sha256 = crypto::to_hex(sum.finish());
    return out;
}

void seal_file(store::vault const& v, std::filesystem::path const& plain, std::filesystem::path const& folder,
               std::string const& name) {
    auto const place = folder / name;
    auto const beside = place.string() + ".part";
    bool const fresh = std::filesystem::create_directories(place.parent_path());
    try {
        descriptor const in(plain, O_RDONLY);
        descriptor const out(beside, O_WRONLY | O_CREAT | O_EXCL);
        out.write(mark);
        auto now = in.read(piece);
        for (std::uint64_t index = 0;; ++index) {
            auto next = now.size() == piece ? in.read(piece) : std::string();
            bool const last = next.empty();
            auto const sealed = v.seal(context_of(name, index, last), now, 0);
            out.write(length_bytes(sealed.size()));
            out.write(sealed);
            if (last) break;
            now = std::move(next);
        }
        out.sync();
        if (::rename(beside.c_str(), place.c_str()) != 0) fail_on("rename");
    } catch (...) {
        ::unlink(beside.c_str());
        throw;
    }
    sync_folder(place.parent_path());
    if (fresh) sync_folder(folder);
}

file_digest open_sealed_file(store::vault const& v, std::filesystem::path const& folder,
                             std::string const& name, std::filesystem::path const& plain) {
    descriptor const in(folder / name, O_RDONLY);
    descriptor const out(plain, O_WRONLY | O_CREAT | O_TRUNC);
    auto broken = [&] {
        throw std::runtime_error("the attachment " + name + " is cut off or changed on the disk");
    };
    if (in.read(mark.size()) != mark) broken();
    crypto::hasher sum(crypto::hash_algorithm::sha256);
    file_digest opened;
    auto head = in.read(4);
    for (std::uint64_t index = 0; !head.empty(); ++index) {
        if (head.size() != 4 || length_in(head) > longest_sealed) broken();
        auto const size = length_in(head);
        auto const sealed = in.read(size);
        if (sealed.size() != size) broken();
        head = in.read(4);
        auto const bytes = v.open(context_of(name, index, head.empty()), sealed, 0);
        sum.update(bytes);
        opened.size += static_cast<std::int64_t>(bytes.size());
        out.write(bytes);
    }
    opened.sha256 = crypto::to_hex(sum.finish());
    return opened;
}

std::string new_stored_name() {
    auto const name = crypto::to_hex(crypto::random_bytes(16));
    return name.substr(0, 2) + "/" + name.substr(2);
}

work_file::work_file(std::filesystem::path const& folder) {
    std::string pattern = (folder / "XXXXXX").string();
    int const fd = ::mkostemp(pattern.data(), O_CLOEXEC);
    if (fd < 0) fail_on("mkostemp " + folder.string());
    ::close(fd);
    path_ = pattern;
}

work_file::~work_file() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove(path_, ignored);
}

std::filesystem::path work_file::release() {
    return std::exchange(path_, {});
}

}  // namespace guiyan::attachments
