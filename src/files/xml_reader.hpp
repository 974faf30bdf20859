#pragma once
// A small pull reader of XML for spreadsheets: UTF-8, no DTD, no entities but the five of XML and character
// references, bounded depth. It works in one buffer and gives views into it, which is why it is several times
// faster than a general parser on sheets of millions of cells. Anything hostile or not well-formed is
// refused.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "files/byte_source.hpp"

namespace guiyan::files {

class xml_reader {
public:
    enum class token : std::uint8_t { open, close, text, end };

    explicit xml_reader(byte_source& source, std::size_t buffer = 128u << 10);

    /// The source gives UTF-8 whatever the XML declaration says.
    void encoding_is_known() { encoding_known_ = true; }

    /// The next token. An empty element gives open and close. Blank text is told like any other.
    token next();

    /// Of open and close: the name without its prefix. Valid until the next call of next().
    std::string_view name() const { return name_; }

    /// Of open: an attribute by its name without prefix, decoded; "" where there is none.
    std::string_view attribute(std::string_view local_name) const;
    /// As it stands in the file: for values of digits and letters, the usual case.
    std::string_view raw_attribute(std::string_view local_name) const;

    /// Of text: decoded. A long text may come in several tokens.
    std::string_view text() const { return text_; }

    /// Elements that are open now.
    std::size_t depth() const { return open_.size(); }

    /// Of open: passes everything up to and with the close of this element.
    void skip();

    /// Of open: the text of this element and of all below it; passes its close. Longer than `limit` is
    /// refused.
    void read_text(std::string& into, std::size_t limit);

    /// Of open of <c>: where nothing but <v>plain text</v></c> follows, gives the text, passes the element
    /// and is true; else leaves everything as it is. Nearly every cell of a sheet is of this form.
    bool take_plain_value(std::string_view& value);

    /// Of open: passes the element by looking for its end tag only. Not for elements that hold their like.
    void leap();

private:
    struct attribute_view {
        std::string_view name;
        std::string_view value;
    };

    bool fill();
    token read_markup();
    void read_open_tag(std::size_t end);
    void read_close_tag(std::size_t end);
    std::size_t find_tag_end(std::size_t from);
    std::size_t find(std::string_view what, std::size_t from);
    void pass_until(std::string_view what);
    std::string_view decode(std::string_view raw, std::string& into) const;

    byte_source& source_;
    std::vector<char> buffer_;
    std::size_t at_ = 0;
    std::size_t end_ = 0;
    bool source_ended_ = false;
    bool started_ = false;
    bool encoding_known_ = false;
    bool rooted_ = false;
    bool close_pending_ = false;
    std::string_view full_name_;
    std::string_view name_;
    std::string_view text_;
    std::vector<attribute_view> attributes_;
    mutable std::string scratch_;
    mutable std::string attribute_scratch_;
    std::vector<std::uint64_t> open_;  ///< hashes of the full names of open elements
    std::string closing_name_;
};

/// Turns "_x000D_" of OOXML strings into the character it stands for.
void undo_ooxml_escapes(std::string& text);

}  // namespace guiyan::files
