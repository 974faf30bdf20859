#pragma once
// For the tests of this room: files made byte by byte, and what a workbook tells as plain text.

#include <doctest/doctest.h>
#include <zlib.h>

#include <unistd.h>
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "files/sheet.hpp"

namespace guiyan::files::test {

/// A folder that goes away with the test.
class temporary_folder {
public:
    temporary_folder() {
        static int count = 0;
        path_ = std::filesystem::temp_directory_path() /
                ("guiyan_files_" + std::to_string(::getpid()) + "_" + std::to_string(++count));
        std::filesystem::create_directories(path_);
    }
    ~temporary_folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    temporary_folder(temporary_folder const&) = delete;
    temporary_folder& operator=(temporary_folder const&) = delete;
    std::filesystem::path operator/(std::string const& name) const { return path_ / name; }

    std::filesystem::path put(std::string const& name, std::string_view bytes) const {
        std::ofstream(path_ / name, std::ios::binary) << bytes;
        return path_ / name;
    }

private:
    std::filesystem::path path_;
};

inline std::string slurp(std::filesystem::path const& path) {
    std::ifstream in(path, std::ios::binary);
    REQUIRE(in.good());
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::string le(std::uint64_t value, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i) out += i < 8 ? static_cast<char>(value >> (8 * i)) : '\0';
    return out;
}

struct zip_part_bytes {
    std::string name;
    std::string content;
    std::uint64_t lie_unpacked = 0;  ///< said size, where it is not the true one
    bool deflated = true;
    std::uint16_t flags = 0;
};

inline std::string deflated(std::string const& content) {
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, content.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

inline std::string zip(std::vector<zip_part_bytes> const& parts) {
    std::string out;
    std::string directory;
    for (auto const& p : parts) {
        std::string const packed = p.deflated ? deflated(p.content) : p.content;
        std::uint64_t const size = p.lie_unpacked != 0 ? p.lie_unpacked : p.content.size();
        auto const sum =
            crc32(0, reinterpret_cast<Bytef const*>(p.content.data()), static_cast<uInt>(p.content.size()));
        std::string const common = le(p.flags, 2) + le(p.deflated ? 8 : 0, 2) + le(0, 4) + le(sum, 4) +
                                   le(packed.size(), 4) + le(size, 4) + le(p.name.size(), 2) + le(0, 2);
        directory += "PK\x01\x02" + le(20, 2) + le(20, 2) + common + le(0, 2) + le(0, 2) + le(0, 2) +
                     le(0, 4) + le(out.size(), 4) + p.name;
        out += "PK\x03\x04" + le(20, 2) + common + p.name + packed;
    }
    std::uint64_t const at = out.size();
    return out + directory + "PK\x05\x06" + le(0, 4) + le(parts.size(), 2) + le(parts.size(), 2) +
           le(directory.size(), 4) + le(at, 4) + le(0, 2);
}

/// The parts of a workbook with the given sheets' XML inside <worksheet>.
struct xlsx_parts {
    std::vector<std::string> sheets;
    std::string strings;         ///< inside <sst>
    std::string styles;          ///< inside <styleSheet>
    std::string workbook_extra;  ///< before <sheets>
    std::string sheet_states;    ///< one letter a sheet: v(isible) h(idden) x (very hidden)
    std::vector<zip_part_bytes> more;

    std::vector<zip_part_bytes> parts() const {
        std::string const head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
        std::string const main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
        std::string const types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
        std::string list;
        std::string relations;
        std::vector<zip_part_bytes> out{
            {"[Content_Types].xml", head + "<Types/>"},
            {"_rels/.rels", head + "<Relationships><Relationship Id=\"r1\" Type=\"" + types +
                                "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"}};
        for (std::size_t i = 0; i < sheets.size(); ++i) {
            std::string const n = std::to_string(i + 1);
            char const state = i < sheet_states.size() ? sheet_states[i] : 'v';
            list += "<sheet name=\"表" + n + "\" sheetId=\"" + n + "\"" +
                    (state == 'h'   ? " state=\"hidden\""
                     : state == 'x' ? " state=\"veryHidden\""
                                    : "") +
                    " r:id=\"s" + n + "\"/>";
            relations += "<Relationship Id=\"s" + n + "\" Type=\"" + types +
                         "worksheet\" Target=\"worksheets/sheet" + n + ".xml\"/>";
            out.push_back({"xl/worksheets/sheet" + n + ".xml",
                           head + "<worksheet " + main + ">" + sheets[i] + "</worksheet>"});
        }
        relations +=
            "<Relationship Id=\"t\" Type=\"" + types + "sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>";
        relations += "<Relationship Id=\"y\" Type=\"" + types + "styles\" Target=\"styles.xml\"/>";
        out.push_back({"xl/sharedStrings.xml", head + "<sst " + main + ">" + strings + "</sst>"});
        out.push_back({"xl/styles.xml", head + "<styleSheet " + main + ">" + styles + "</styleSheet>"});
        out.push_back(
            {"xl/_rels/workbook.xml.rels", head + "<Relationships>" + relations + "</Relationships>"});
        out.push_back({"xl/workbook.xml", head + "<workbook " + main + " xmlns:r=\"r\">" + workbook_extra +
                                              "<sheets>" + list + "</sheets></workbook>"});
        out.insert(out.end(), more.begin(), more.end());
        return out;
    }
    std::string bytes() const { return zip(parts()); }
};

/// A compound file of streams, each padded with zeros to the 4,096 bytes below which streams are stored
/// otherwise.
inline std::string compound(std::vector<std::pair<std::string, std::string>> streams) {
    std::vector<std::uint32_t> fat{0xfffffffd, 0xfffffffe};  // sector 0: this table, sector 1: the directory
    std::string data;
    auto const entry = [](std::string const& name, int type, std::uint32_t right, std::uint32_t child,
                          std::uint32_t start, std::uint64_t size) {
        std::string e;
        for (char c : name) e += le(static_cast<unsigned char>(c), 2);
        e.resize(64, '\0');
        return e + le(name.size() * 2 + 2, 2) + le(static_cast<std::uint64_t>(type), 1) + le(1, 1) +
               le(0xffffffff, 4) + le(right, 4) + le(child, 4) + std::string(36, '\0') + le(start, 4) +
               le(size, 8);
    };
    REQUIRE(streams.size() <= 3);
    std::string directory =
        entry("Root Entry", 5, 0xffffffff, streams.empty() ? 0xffffffff : 1, 0xfffffffe, 0);
    for (std::size_t i = 0; i < streams.size(); ++i) {
        std::string bytes = streams[i].second;
        bytes.resize(std::max<std::size_t>(4096, (bytes.size() + 511) / 512 * 512), '\0');
        auto const start = static_cast<std::uint32_t>(fat.size());
        for (std::size_t k = 0; k + 1 < bytes.size() / 512; ++k)
            fat.push_back(static_cast<std::uint32_t>(fat.size() + 1));
        fat.push_back(0xfffffffe);
        directory += entry(streams[i].first, 2,
                           i + 1 < streams.size() ? static_cast<std::uint32_t>(i + 2) : 0xffffffff,
                           0xffffffff, start, bytes.size());
        data += bytes;
    }
    directory.resize(512, '\0');
    REQUIRE(fat.size() <= 128);
    std::string table;
    for (auto f : fat) table += le(f, 4);
    table.resize(512, '\xff');
    std::string head = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + std::string(16, '\0') + le(0x3e, 2) + le(3, 2) +
                       le(0xfffe, 2) + le(9, 2) + le(6, 2) + std::string(10, '\0') + le(1, 4) + le(1, 4) +
                       le(0, 4) + le(4096, 4) + le(0xfffffffe, 4) + le(0, 4) + le(0xfffffffe, 4) + le(0, 4) +
                       le(0, 4);
    head.resize(512, '\xff');
    return head + table + directory + data;
}

/// Every row of a sheet as "3: A=序号 C=1985.3#" (# behind what is stored as a number, h behind the number of
/// a hidden row), or "refused: kind".
inline std::vector<std::string> told(workbook& book, std::size_t sheet = 0) {
    std::vector<std::string> out;
    auto read = book.read(sheet, [&](row const& r) {
        std::string line = std::to_string(r.number) + (r.hidden ? "h:" : ":");
        for (auto const& c : r.cells) {
            line += " " + column_letters(c.column) + "=" + c.text + (c.stored_as_number ? "#" : "");
        }
        out.push_back(line);
        return true;
    });
    if (!read) out.push_back("refused: " + std::string(reject_kind(read.error())) + " " + read.error().key);
    return out;
}

inline std::unique_ptr<workbook> must_open(std::filesystem::path const& path,
                                           read_limits const& limits = {}) {
    auto book = open_workbook(path, limits);
    if (!book) FAIL(book.error().key);
    return std::move(*book);
}

/// "kind key" of the refusal to open, or to read any sheet; "" where nothing is refused.
inline std::string refusal_of(std::filesystem::path const& path, read_limits const& limits = {}) {
    auto book = open_workbook(path, limits);
    if (!book) return std::string(reject_kind(book.error())) + " " + book.error().key;
    for (std::size_t i = 0; i < (*book)->sheets().size(); ++i) {
        auto read = (*book)->read(i, [](row const&) { return true; });
        if (!read) return std::string(reject_kind(read.error())) + " " + read.error().key;
    }
    return "";
}

inline std::vector<merge> merges_of(workbook& book, std::size_t sheet = 0) {
    auto found = book.merges(sheet);
    REQUIRE(found);
    return std::move(*found);
}

using lines = std::vector<std::string>;

}  // namespace guiyan::files::test

namespace doctest {
template <>
struct StringMaker<std::vector<std::string>> {
    static String convert(std::vector<std::string> const& in) {
        std::string out;
        for (auto const& line : in) out += "\n  " + line;
        return out.c_str();
    }
};
}  // namespace doctest
