#pragma once
// Which characters a text file is written in, and a stream of it as UTF-8. Told by the bytes: a mark at the
// front, or the whole file being valid UTF-8, or valid GB18030 (which holds GBK and GB2312).

#include <memory>
#include <optional>
#include <string>

#include "files/byte_source.hpp"
#include "files/sheet.hpp"

namespace guiyan::files {

enum class text_encoding : std::uint8_t { utf8, gb18030, utf16_le, utf16_be };

struct encoded_text {
    text_encoding encoding = text_encoding::utf8;
    std::uint64_t starts_at = 0;  ///< behind the mark
};

/// Reads the whole file once. Refuses bytes that are no text.
encoded_text find_encoding(std::shared_ptr<random_file> const& file);

/// The text as valid UTF-8.
std::unique_ptr<byte_source> open_text(std::shared_ptr<random_file> file, encoded_text const& as,
                                       progress_hook const& progress);

/// Bytes of a Windows code page (936 for Chinese) as UTF-8, what cannot be read as U+FFFD.
std::string from_code_page(std::string_view bytes, unsigned code_page);

}  // namespace guiyan::files
