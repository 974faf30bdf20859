#pragma once
// The OLE compound file ([MS-CFB]) that holds an .xls: a small file system of streams. Only the streams of
// the root are of use here. Chains are followed with a count, so that loops end.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "files/byte_source.hpp"

namespace guiyan::files {

/// A stream read at any place.
class stream_view {
public:
    virtual ~stream_view() = default;
    virtual std::uint64_t size() const = 0;
    virtual std::size_t read_at(std::uint64_t at, std::span<char> into) const = 0;
};

class compound_file {
public:
    /// Refuses (throws) what is cut or damaged.
    explicit compound_file(std::shared_ptr<random_file> file);

    /// True where the root holds a stream or storage of this name (ASCII case does not matter).
    bool has(std::string_view name) const;

    /// nullptr where there is none.
    std::unique_ptr<stream_view> open(std::string_view name) const;

private:
    struct item {
        std::string name;
        std::uint8_t type = 0;
        std::uint32_t start = 0;
        std::uint64_t size = 0;
        std::uint32_t left = 0, right = 0, child = 0;
    };

    std::vector<std::uint32_t> chain(std::vector<std::uint32_t> const& table, std::uint32_t start) const;
    std::vector<std::uint32_t> read_table(std::vector<std::uint32_t> const& sectors) const;
    void read_items(std::vector<std::uint32_t> const& sectors);
    item const* find(std::string_view name) const;

    std::shared_ptr<random_file> file_;
    std::size_t sector_ = 512;
    std::size_t mini_sector_ = 64;
    std::uint32_t cutoff_ = 4096;
    std::vector<std::uint32_t> fat_;
    std::vector<std::uint32_t> mini_fat_;
    std::vector<item> items_;
    std::vector<std::size_t> of_root_;
};

/// A file that is one stream, without the compound file round it.
std::unique_ptr<stream_view> whole_file(std::shared_ptr<random_file> file);

}  // namespace guiyan::files
