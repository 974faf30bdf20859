#include "modules/imports/sealed_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <system_error>

#include "crypto/hash.hpp"

namespace guiyan::imports {
namespace {

constexpr std::string_view magic = "guiyan sealed 1\n";
constexpr std::string_view context = "import_batch.original";
constexpr std::size_t piece_size = 256u << 10;
constexpr std::uint64_t in_memory = 64ull << 20;

[[noreturn]] void broken(char const* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

void put(int handle, std::string_view bytes) {
    while (!bytes.empty()) {
        auto const n = ::write(handle, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) broken("writing a file of an import");
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
}

std::string number_bytes(std::uint64_t n, int bytes) {
    std::string out;
    for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(n >> (8 * i) & 0xff);
    return out;
}

std::uint64_t number_of(std::string_view bytes) {
    std::uint64_t n = 0;
    for (unsigned char c : bytes) n = n << 8 | c;
    return n;
}

class open_file {
public:
    open_file(std::filesystem::path const& p, int flags)
        : handle(::open(p.c_str(), flags | O_CLOEXEC, 0600)) {
        if (handle < 0) broken("opening a file of an import");
    }
    ~open_file() { ::close(handle); }
    open_file(open_file const&) = delete;
    int const handle;
};

}  // namespace

void sync_folder(std::filesystem::path const& folder) {
    open_file const f(folder, O_RDONLY | O_DIRECTORY);
    if (::fsync(f.handle) != 0) broken("making a folder of an import durable");
}

sealed_original seal_file(std::filesystem::path const& from, std::filesystem::path const& to,
                          store::vault const& v, std::int64_t record) {
    std::ifstream in(from, std::ios::binary);
    if (!in) throw std::runtime_error("an uploaded file is not there");
    open_file const out(to, O_WRONLY | O_CREAT | O_TRUNC);
    put(out.handle, magic);
    crypto::hasher hash(crypto::hash_algorithm::sha256);
    sealed_original about;
    std::string piece(piece_size, '\0');
    for (std::uint64_t number = 0;; ++number) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        auto const got = static_cast<std::size_t>(in.gcount());
        bool const last = in.eof() || in.peek() == std::ifstream::traits_type::eof();
        if (in.bad()) throw std::runtime_error("an uploaded file cannot be read");
        auto const bytes = std::string_view(piece).substr(0, got);
        hash.update(bytes);
        about.size += got;
        auto const sealed =
            v.seal(context, number_bytes(number, 8) + (last ? '\1' : '\0') + std::string(bytes), record);
        put(out.handle, number_bytes(sealed.size(), 4));
        put(out.handle, sealed);
        if (last) break;
    }
    if (::fsync(out.handle) != 0) broken("making a file of an import durable");
    about.sha256 = crypto::to_hex(hash.finish());
    return about;
}

void unseal_file(std::filesystem::path const& from, store::vault const& v, std::int64_t record,
                 std::function<void(std::string_view)> const& sink) {
    auto const cut = [] { return std::runtime_error("the original of an import is cut off or was changed"); };
    std::ifstream in(from, std::ios::binary);
    std::string head(magic.size(), '\0');
    if (!in.read(head.data(), static_cast<std::streamsize>(head.size())) || head != magic) throw cut();
    for (std::uint64_t number = 0;; ++number) {
        std::string size(4, '\0');
        if (!in.read(size.data(), 4) || number_of(size) > 2 * piece_size) throw cut();
        std::string sealed(number_of(size), '\0');
        if (!in.read(sealed.data(), static_cast<std::streamsize>(sealed.size()))) throw cut();
        auto const plain = v.open(context, sealed, record);
        if (plain.size() < 9 || number_of(std::string_view(plain).substr(0, 8)) != number) throw cut();
        sink(std::string_view(plain).substr(9));
        if (plain[8] == '\1') return;
    }
}

plain_copy::plain_copy(std::filesystem::path const& sealed, store::vault const& v, std::int64_t record) {
    handle_ = std::filesystem::file_size(sealed) <= in_memory
                  ? ::memfd_create("roster", MFD_CLOEXEC)
                  : ::open(sealed.parent_path().c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (handle_ < 0) broken("opening a copy of a roster");
    try {
        unseal_file(sealed, v, record, [&](std::string_view bytes) { put(handle_, bytes); });
    } catch (...) {
        ::close(handle_);
        throw;
    }
}

plain_copy::~plain_copy() {
    ::close(handle_);
}

std::filesystem::path plain_copy::path() const {
    return "/proc/self/fd/" + std::to_string(handle_);
}

void write_durably(std::filesystem::path const& to, std::string_view bytes) {
    auto const fresh = to.string() + ".new";
    {
        open_file const out(fresh, O_WRONLY | O_CREAT | O_TRUNC);
        put(out.handle, bytes);
        if (::fsync(out.handle) != 0) broken("making a file of an import durable");
    }
    std::filesystem::rename(fresh, to);
    sync_folder(to.parent_path());
}

std::string read_whole(std::filesystem::path const& from) {
    std::ifstream in(from, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace guiyan::imports
