// What a file is, by its bytes.

#include <array>

#include "base/text.hpp"
#include "files/compound_file.hpp"
#include "files/csv_workbook.hpp"
#include "files/refusal.hpp"
#include "files/sheet.hpp"
#include "files/xls_workbook.hpp"
#include "files/xlsx_workbook.hpp"
#include "files/xml2003_workbook.hpp"

namespace guiyan::files {
namespace {

using file_handle = std::shared_ptr<random_file>;

constexpr std::string_view ole_mark = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
    for (auto w : words) {
        if (text.find(w) != text.npos) return true;
    }
    return false;
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
    for (auto w : words) {
        if (text.starts_with(w)) return true;
    }
    return false;
}

/// Refuses by name what begins like a file that holds no table.
void refuse_known_others(std::string_view head) {
    using namespace std::string_view_literals;
    if (head.starts_with("%PDF")) refuse("not_a_table", "not_a_table_pdf");
    if (starts_with_any(head, {"\xff\xd8\xff"sv, "\x89PNG"sv, "GIF8"sv, "II*\0"sv, "MM\0*"sv, "RIFF"sv}) ||
        (head.starts_with("BM") && head.size() > 10 && head.substr(6, 4) == "\0\0\0\0"sv)) {
        refuse("not_a_table", "not_a_table_picture");
    }
    if (starts_with_any(head, {"Rar!"sv, "7z\xbc\xaf"sv, "\x1f\x8b"sv, "BZh"sv,
                               "\xfd"
                               "7zXZ"sv,
                               "PK\x05\x06"sv})) {
        refuse("not_a_table", "not_a_table_archive");
    }
    if (head.starts_with("{\\rtf")) refuse("not_a_table", "not_a_table_word");
}

std::unique_ptr<workbook> open_zip(file_handle const& file, read_limits const& limits,
                                   progress_hook const& progress) {
    auto zip = std::make_unique<zip_reader>(file, limits, progress);
    if (zip->find("[Content_Types].xml") != nullptr) return std::make_unique<xlsx_workbook>(std::move(zip));
    if (zip_entry const* e = zip->find("mimetype"); e != nullptr && e->unpacked < 200) {
        std::string const type = zip->read_all(*e, 200);
        if (has_any(type, {"opendocument.spreadsheet"})) refuse("unsupported", "unsupported_ods");
        if (has_any(type, {"opendocument.text"})) refuse("not_a_table", "not_a_table_word");
    }
    refuse("not_a_table", "not_a_table_archive");
}

std::unique_ptr<workbook> open_ole(file_handle const& file, read_limits const& limits,
                                   progress_hook const& progress) {
    compound_file const ole(file);
    // A protected xlsx is a compound file that holds the encrypted zip.
    if (ole.has("EncryptedPackage")) refuse("password", "password");
    for (auto name : {"Workbook", "Book"}) {
        if (auto stream = ole.open(name)) {
            return std::make_unique<xls_workbook>(std::move(stream), limits, progress);
        }
    }
    if (ole.has("WordDocument")) refuse("not_a_table", "not_a_table_word");
    refuse("not_a_table", "not_a_table");
}

/// Excel before the compound file: the records stand in the file as they are.
bool is_bare_biff(std::string_view head) {
    if (head.size() < 8 || head[0] != 0x09) return false;
    char const version = head[1];
    return (version == 0 || version == 2 || version == 4 || version == 8) && u16(head.data() + 2) >= 4 &&
           u16(head.data() + 2) <= 32;
}

/// The front of a text in lower case, without marks, blanks and the NULs of UTF-16.
std::string front_words(std::string_view head) {
    std::string out;
    for (char c : head) {
        if (c != '\0' && !(out.empty() && (static_cast<unsigned char>(c) >= 0xef || c == '\xbb' ||
                                           c == '\xbf' || c == ' ' || c == '\r' || c == '\n' || c == '\t'))) {
            out += c;
        }
    }
    return ascii_lower(out);
}

std::unique_ptr<workbook> open_text_table(file_handle const& file, std::string_view head,
                                          read_limits const& limits, progress_hook const& progress) {
    std::string const words = front_words(head);
    if (words.starts_with("mime-version:")) refuse("html", "html");
    if (words.starts_with('<')) {
        if (has_any(words, {"<!doctype html", "<html", "<table", "<head", "<body", "<meta", "<style", "<div",
                            "<script", "<tr"}) &&
            !has_any(words, {"urn:schemas-microsoft-com:office:spreadsheet"})) {
            refuse("html", "html");
        }
        if (has_any(words, {"<!doctype", "<!entity"})) refuse_hostile("hostile_xml");
        if (has_any(words, {"urn:schemas-microsoft-com:office:spreadsheet"})) {
            return std::make_unique<xml2003_workbook>(file, limits, progress);
        }
        if (words.starts_with("<?xml")) refuse("not_a_table", "not_a_table");
    }
    return std::make_unique<csv_workbook>(file, limits, progress);
}

}  // namespace

result<std::unique_ptr<workbook>> open_workbook(std::filesystem::path const& path, read_limits const& limits,
                                                progress_hook progress) {
    return guarded([&]() -> std::unique_ptr<workbook> {
        auto const file = random_file::open(path);
        if (!file)
            throw refused(error{fault::not_found, "files.not_found", {{"reject_kind", "not_found"}}, {}});
        if (file->size() == 0) refuse("empty", "empty");
        if (file->size() > limits.file_bytes) refuse_too_large("too_many_bytes", limits.file_bytes >> 20);
        std::array<char, 8192> buffer;
        std::string_view const head(buffer.data(), file->read_at(0, buffer));
        if (head.starts_with("PK\x03\x04")) return open_zip(file, limits, progress);
        if (head.starts_with(ole_mark)) return open_ole(file, limits, progress);
        refuse_known_others(head);
        if (is_bare_biff(head)) return std::make_unique<xls_workbook>(whole_file(file), limits, progress);
        return open_text_table(file, head, limits, progress);
    });
}

}  // namespace guiyan::files
