#pragma once
// Where bytes come from: a file, or one part of a zip while it unpacks.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

namespace guiyan::files {

class byte_source {
public:
    virtual ~byte_source() = default;
    /// Fills `into` from its front; returns how many bytes, 0 at the end.
    virtual std::size_t read(std::span<char> into) = 0;
};

/// A file read at any place. Several readers may share it.
class random_file {
public:
    /// nullptr where there is no readable ordinary file.
    static std::shared_ptr<random_file> open(std::filesystem::path const& path);
    ~random_file();
    random_file(random_file const&) = delete;
    random_file& operator=(random_file const&) = delete;

    std::uint64_t size() const { return size_; }
    /// Bytes at `at`; fewer only at the end of the file.
    std::size_t read_at(std::uint64_t at, std::span<char> into) const;

private:
    random_file(int handle, std::uint64_t size) : handle_(handle), size_(size) {}
    int handle_;
    std::uint64_t size_;
};

/// A file from `at` to its end.
class file_source final : public byte_source {
public:
    explicit file_source(std::shared_ptr<random_file> file, std::uint64_t at = 0)
        : file_(std::move(file)), at_(at) {}
    std::size_t read(std::span<char> into) override;
    std::uint64_t position() const { return at_; }

private:
    std::shared_ptr<random_file> file_;
    std::uint64_t at_;
};

/// Little-endian numbers of a buffer; the caller has checked that they are there.
std::uint16_t u16(char const* at);
std::uint32_t u32(char const* at);
std::uint64_t u64(char const* at);

}  // namespace guiyan::files
