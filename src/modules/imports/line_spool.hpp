#pragma once
// The lines of a file as they were understood, kept on disk between the steps of the wizard: sealed blocks of
// lines, and an index that tells of each line its place, verdict and kinds without opening it. Memory is the
// index (28 bytes a line) and one block.

#include <bitset>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "modules/imports/line_kinds.hpp"
#include "roster/roster.hpp"
#include "store/vault.hpp"

namespace guiyan::imports {

struct line_report {
    std::string column;  ///< heading; "" of a whole line
    int column_index = -1;
    std::string field;  ///< word of a roster field; "" where none is concerned
    std::string kind;
    std::string before;
    std::optional<std::string> suggestion;
    roster::confidence sure = roster::confidence::high;
    bool decide = false;
    text_args args;
};

struct line {
    std::size_t sheet = 0;
    std::uint32_t row = 0;
    roster::verdict verdict = roster::verdict::ok;
    roster::person_values values;
    std::vector<line_report> reports;
    std::optional<roster::duplicate_of> duplicate;
};

line line_of(roster::row_result const&);

using kind_set = std::bitset<128>;

/// What the index knows of a line.
struct line_brief {
    std::uint16_t sheet = 0;
    std::uint32_t row = 0;
    roster::verdict verdict = roster::verdict::ok;
    bool has_reports = false;
    kind_set kinds;
};

class spool_writer {
public:
    spool_writer(std::filesystem::path folder, store::vault const&, std::int64_t batch);
    void add(line const&);
    /// Makes everything durable; without it the spool does not exist.
    void finish();

private:
    void flush();

    std::filesystem::path folder_;
    store::vault const& vault_;
    std::int64_t batch_;
    std::ofstream out_;
    std::string block_;
    std::uint32_t in_block_ = 0, blocks_ = 0, lines_ = 0;
    std::string places_, briefs_;
};

/// One reader belongs to one thread.
class spool_reader {
public:
    /// Nothing where there is no spool, or one that another version of the program wrote.
    static std::optional<spool_reader> open(std::filesystem::path const& folder, store::vault const&,
                                            std::int64_t batch);
    static bool is_current(std::filesystem::path const& folder);

    std::size_t size() const { return briefs_.size(); }
    line_brief const& brief(std::size_t i) const { return briefs_[i]; }
    /// Cheap for neighbours: a block stays open.
    line read(std::size_t i);

private:
    spool_reader(std::filesystem::path const& folder, store::vault const&, std::int64_t batch);
    struct block_place {
        std::uint64_t offset = 0, size = 0;
        std::uint32_t first = 0;
    };
    void load_block(std::size_t b);

    store::vault const* vault_;
    std::int64_t batch_;
    std::ifstream in_;
    std::vector<line_brief> briefs_;
    std::vector<block_place> blocks_;
    std::size_t loaded_ = SIZE_MAX;
    std::string block_;
    std::vector<std::size_t> starts_;
};

}  // namespace guiyan::imports
