#pragma once
// Files that travel inside the binary: web pages, locales, code lists, migrations, the demonstration county.
// cmake/guiyan_embed.cmake makes one table per target and a header "embedded/<name>.hpp" that declares its
// function. What this room is not: no content types, no HTTP, no parsing.

#include <algorithm>
#include <span>
#include <string_view>

namespace guiyan {

/// One file. All views live as long as the program.
struct embedded_file {
    std::string_view path;    ///< below the source folder with '/', such as "locales/zh-CN/people.json"
    std::string_view bytes;   ///< the content as it lies on disk
    std::string_view sha256;  ///< of `bytes`, 64 lower-case hexadecimal digits: a strong ETag
    std::string_view
        gzip_bytes;  ///< the same content for Content-Encoding: gzip; empty where it would not be smaller
};

/// A table sorted by path (byte order).
class embedded_files {
public:
    constexpr embedded_files() = default;
    constexpr explicit embedded_files(std::span<const embedded_file> rows) : rows_(rows) {}

    constexpr auto begin() const { return rows_.begin(); }
    constexpr auto end() const { return rows_.end(); }
    constexpr std::size_t size() const { return rows_.size(); }
    constexpr bool empty() const { return rows_.empty(); }

    /// The file of exactly that path, or nullptr.
    constexpr const embedded_file* find(std::string_view path) const {
        auto at = std::ranges::lower_bound(rows_, path, {}, &embedded_file::path);
        return at != rows_.end() && at->path == path ? &*at : nullptr;
    }

    /// All files whose path begins with `prefix`, in order; give "migrations/" with its slash.
    constexpr embedded_files under(std::string_view prefix) const {
        auto first = std::ranges::lower_bound(rows_, prefix, {}, &embedded_file::path);
        auto last = std::find_if_not(
            first, rows_.end(), [&](const embedded_file& file) { return file.path.starts_with(prefix); });
        return embedded_files(std::span<const embedded_file>(first, last));
    }

private:
    std::span<const embedded_file> rows_;
};

}  // namespace guiyan
