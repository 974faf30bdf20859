#pragma once
// A paper of an office as one model: title, text, tables, figures that can be opened, annex. It is made from
// CommonMark (markdown.hpp) and written as Word (docx.hpp), as PDF (pdf.hpp) and as JSON for the reader page
// (json.hpp). This room knows how official papers look (GB/T 9704-2012), and nothing of schemes, databases or
// where figures come from.

#include <cstdint>
#include <string>
#include <vector>

namespace guiyan::paper {

/// A piece of a line that looks the same throughout. "\n" breaks the line.
struct run {
    std::string text;
    bool bold = false;
    bool kai = false;    ///< 楷体, for what CommonMark calls emphasis
    std::string figure;  ///< id of the figure that this print belongs to, or nothing

    friend bool operator==(run const&, run const&) = default;
};

enum class align : std::uint8_t { left, center, right };

struct table_row {
    std::vector<std::vector<run>> cells;
    bool head = false;   ///< repeated on every page
    bool total = false;  ///< 合计, 总计, 小计

    friend bool operator==(table_row const&, table_row const&) = default;
};

enum class block_kind : std::uint8_t {
    title,    ///< of an annex, centred like that of the paper
    heading,  ///< level 1 to 4: 一、 （一） 1. （1）; 0: 附件
    text,     ///< first line two characters in
    item,     ///< of a list; `label` is what stands before it
    table,
    page_break,
    signature,  ///< 落款: lines of the issuing office and of the date
    note,       ///< ① …, below the text
    caption,    ///< small line above a table
};

struct block {
    block_kind kind = block_kind::text;
    int level = 0;
    std::string label;
    std::string anchor;  ///< the figure whose entry in the annex begins here
    std::vector<run> runs;
    std::vector<align> columns;   ///< of a table
    std::vector<table_row> rows;  ///< of a table: head rows first

    friend bool operator==(block const&, block const&) = default;
};

/// What stands behind a printed figure. All texts are ready to be read.
struct figure_entry {
    std::string id;          ///< S0-F02
    std::string name;        ///< 聘请名誉村长
    std::string printed;     ///< 380余人
    std::string value;       ///< 384人
    std::string definition;  ///< 口径
    std::string as_of;       ///< 2022年7月31日
    std::string note;        ///< such as 缺3村; may be empty
    std::int64_t row_count = 0;
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;  ///< may be fewer than row_count; the paper then says so
};

struct document {
    std::string organ;   ///< 发文机关标志, red above the line; empty: no head
    std::string number;  ///< 发文字号 below it
    std::string title;
    std::vector<block> body;
    std::vector<figure_entry> annex;  ///< 附件：数据底稿; empty: none
    bool on_its_side = false;         ///< A4 landscape, for tables that are too wide
};

/// Plain text of runs.
std::string text_of(std::vector<run> const& runs);

/// Width in characters of the grid: a Chinese character 1, a letter or figure 0.5.
double grid_width(std::string_view text);

/// The annex as blocks: 附件 and its title, then for each figure a caption with anchor, a table of facts and
/// a table of rows.
std::vector<block> annex_blocks(std::vector<figure_entry> const& annex);

/// Body, with 附件：数据底稿 before its signature where there is an annex, then the annex on its own pages.
std::vector<block> all_blocks(document const& paper);

/// How many blocks behind blocks[at] lead to a signature that has to stand on the same page as the end of
/// blocks[at]: 附件 lines and the signature itself. 0: none follows.
std::size_t tied_to_signature(std::vector<block> const& blocks, std::size_t at);

/// True where some figure of that id has an entry in the annex.
bool has_entry(document const& paper, std::string_view figure);

/// A table as both writers see it: column widths in shares of the whole that sum to 1, by what stands in
/// them.
std::vector<double> column_shares(block const& table);

/// Characters of the table's type that its columns ask for beside each other.
double wanted_width(block const& table);

/// Points of a table's type on `width` points: smaller where the columns ask for more.
double type_size(block const& table, double width);

}  // namespace guiyan::paper
