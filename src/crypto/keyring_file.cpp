#include "crypto/keyring_file.hpp"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cerrno>
#include <cstring>
#include <utility>

#include "crypto/encoding.hpp"

namespace guiyan::crypto {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

constexpr int file_format = 1;
constexpr std::size_t most_bytes = 1 << 20;

[[noreturn]] void complain(fs::path const& file, std::string const& what) {
    throw keyring_error("keyring " + file.string() + ": " + what);
}

[[noreturn]] void complain_errno(fs::path const& file, char const* doing) {
    complain(file, std::string(doing) + ": " + std::strerror(errno));
}

class descriptor {
public:
    explicit descriptor(int fd) : fd_(fd) {}
    ~descriptor() { close(); }
    descriptor(descriptor const&) = delete;
    descriptor& operator=(descriptor const&) = delete;
    descriptor(descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    int get() const { return fd_; }
    explicit operator bool() const { return fd_ >= 0; }
    bool close() {
        bool const good = fd_ < 0 || ::close(fd_) == 0;
        fd_ = -1;
        return good;
    }

private:
    int fd_;
};

fs::path folder_of(fs::path const& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

std::string read_private(fs::path const& file) {
    descriptor const in(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!in) {
        if (errno == ENOENT)
            complain(
                file,
                "is missing. Sealed data cannot be read without it: bring it back from the backup of keys.");
        complain_errno(file, "cannot be opened");
    }
    struct stat about {};
    if (::fstat(in.get(), &about) != 0) complain_errno(file, "cannot be examined");
    if (!S_ISREG(about.st_mode)) complain(file, "is not a regular file");
    if ((about.st_mode & 077) != 0)
        complain(file, "is open to other users of this machine; run: chmod 600 on it");
    if (static_cast<std::size_t>(about.st_size) > most_bytes) complain(file, "is damaged: far too large");
    std::string text(static_cast<std::size_t>(about.st_size), '\0');
    std::size_t done = 0;
    while (done < text.size()) {
        auto const n = ::read(in.get(), text.data() + done, text.size() - done);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) complain_errno(file, "cannot be read");
        if (n == 0) break;
        done += static_cast<std::size_t>(n);
    }
    text.resize(done);
    return text;
}

keyring::master read_master(json::object const& o) {
    keyring::master m;
    m.number = json::value_to<std::uint16_t>(o.at("number"));
    auto const algorithms = suite_named(o.at("suite").as_string());
    auto const created_at = parse_instant(o.at("created_at").as_string());
    auto const secret = from_base64url(o.at("secret").as_string());
    if (!algorithms || !created_at || !secret || secret->size() != 32) throw std::invalid_argument("value");
    m.algorithms = *algorithms;
    m.created_at = *created_at;
    m.secret = *secret;
    // A flipped bit in the secret would otherwise show only as fields that do not open, or worse, seal new
    // ones.
    if (keyring::fingerprint(m) != std::string_view(o.at("fingerprint").as_string()))
        throw std::invalid_argument("sum");
    return m;
}

std::string text_of(std::vector<keyring::master> const& masters) {
    json::array list;
    for (auto const& m : masters) {
        list.push_back(json::object{{"number", m.number},
                                    {"suite", name_of(m.algorithms)},
                                    {"created_at", format_instant(m.created_at)},
                                    {"secret", to_base64url(m.secret)},
                                    {"fingerprint", keyring::fingerprint(m)}});
    }
    return json::serialize(json::object{
               {"about",
                "Keys of this Guiyan installation. Keep secret, back up apart from the data, never edit."},
               {"format", file_format},
               {"masters", std::move(list)}}) +
           "\n";
}

void make_folder(fs::path const& file) {
    fs::path const folder = folder_of(file);
    if (folder.has_parent_path()) {
        std::error_code failed;
        fs::create_directories(folder.parent_path(), failed);
    }
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        complain_errno(folder, "folder cannot be made");
}

void check_folder(fs::path const& file) {
    struct stat about {};
    if (::stat(folder_of(file).c_str(), &about) == 0 && (about.st_mode & 022) != 0)
        complain(file,
                 "its folder can be written by other users of this machine; run: chmod 700 on the folder");
}

/// Held while the file is made or changed, so that two processes take turns.
descriptor locked_folder(fs::path const& file) {
    descriptor folder(::open(folder_of(file).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder) complain_errno(file, "its folder cannot be opened");
    while (::flock(folder.get(), LOCK_EX) != 0)
        if (errno != EINTR) complain_errno(file, "its folder cannot be locked");
    return folder;
}

/// Complete and on the disk before it gets its name.
void write_whole(fs::path const& file, descriptor const& folder,
                 std::vector<keyring::master> const& masters) {
    std::string name = file.string() + ".XXXXXX";
    descriptor out(::mkostemp(name.data(), O_CLOEXEC));
    if (!out) complain_errno(file, "cannot be written");
    std::string text = text_of(masters);
    bool good = ::fchmod(out.get(), 0600) == 0;
    for (std::size_t done = 0; good && done < text.size();) {
        auto const n = ::write(out.get(), text.data() + done, text.size() - done);
        if (n < 0 && errno == EINTR) continue;
        good = n > 0;
        if (good) done += static_cast<std::size_t>(n);
    }
    OPENSSL_cleanse(text.data(), text.size());
    good = good && ::fsync(out.get()) == 0 && out.close() && ::rename(name.c_str(), file.c_str()) == 0;
    if (!good) {
        int const reason = errno;
        ::unlink(name.c_str());
        errno = reason;
        complain_errno(file, "cannot be written");
    }
    if (::fsync(folder.get()) != 0) complain_errno(file, "its folder cannot be brought to the disk");
}

bool same(std::vector<keyring::master> const& a, std::vector<keyring::master> const& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](auto const& x, auto const& y) {
        return x.number == y.number && equal_in_constant_time(x.secret, y.secret);
    });
}

}  // namespace

std::vector<keyring::master> read_keyring_file(fs::path const& file) {
    check_folder(file);
    std::string text = read_private(file);
    std::vector<keyring::master> masters;
    try {
        auto const root = json::parse(text).as_object();
        if (root.at("format").as_int64() != file_format)
            complain(file, "was written by a newer program; start that one");
        for (auto const& each : root.at("masters").as_array())
            masters.push_back(read_master(each.as_object()));
        if (masters.empty()) throw std::invalid_argument("empty");
        for (std::size_t i = 0; i < masters.size(); ++i)
            if (masters[i].number != i + 1) throw std::invalid_argument("order");
    } catch (keyring_error const&) {
        throw;
    } catch (std::exception const&) {
        // The parser's own message could quote a secret.
        complain(file,
                 "is damaged: bring it back from the backup of keys, and do not make a new one in its place");
    }
    OPENSSL_cleanse(text.data(), text.size());
    return masters;
}

void create_keyring_file(fs::path const& file, std::vector<keyring::master> const& masters) {
    make_folder(file);
    check_folder(file);
    descriptor const folder = locked_folder(file);
    if (::access(file.c_str(), F_OK) == 0) complain(file, "exists; keys are never overwritten");
    write_whole(file, folder, masters);
}

void replace_keyring_file(fs::path const& file, std::vector<keyring::master> const& expected,
                          std::vector<keyring::master> const& masters) {
    descriptor const folder = locked_folder(file);
    if (!same(read_keyring_file(file), expected))
        complain(file, "was changed by another process; start again");
    write_whole(file, folder, masters);
}

}  // namespace guiyan::crypto
