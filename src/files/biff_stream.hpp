#pragma once
// The records of an .xls ([MS-XLS] 2.1.4): a type, a length, bytes, and records that continue the one before.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "files/compound_file.hpp"

namespace guiyan::files {

class biff_stream {
public:
    explicit biff_stream(stream_view const& stream) : stream_(stream), buffer_(128u << 10) {}

    void seek(std::uint64_t at);
    std::uint64_t position() const { return at_; }

    /// Goes to the next record; false at the end of the stream.
    bool next();
    std::uint16_t type() const { return type_; }

    /// Goes on in the record that continues this one; false where there is none.
    bool next_part();

    // Numbers and bytes of the record. Inside a part reading past its end goes on in the next part; past the
    // last it refuses the file.
    std::size_t left() const { return data_.size(); }
    std::uint8_t byte();
    std::uint16_t word();
    std::uint32_t dword();
    double real();
    void pass(std::size_t bytes);

    /// `count` characters of [MS-XLS] 2.5.293 behind their flag byte, as UTF-8: where the text goes over into
    /// the next part, that part says anew whether its characters have one byte or two.
    void characters(std::size_t count, bool wide, std::string& into);

    /// A string with a count of two bytes (or one) and flags; formatting runs and pronunciation are passed.
    void unicode_string(bool short_count, std::string& into);

    /// Bytes of a code page, as they are.
    std::string bytes(std::size_t count);

private:
    bool load(std::size_t bytes);

    stream_view const& stream_;
    std::vector<char> buffer_;
    std::uint64_t buffer_at_ = 0;
    std::size_t buffered_ = 0;
    std::uint64_t at_ = 0;  ///< of the next record
    std::uint16_t type_ = 0;
    std::string_view data_;
};

}  // namespace guiyan::files
