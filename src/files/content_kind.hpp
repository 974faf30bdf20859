#pragma once
// What a file is by its bytes, for files that are kept and not read: papers, pictures, tables.

#include <cstdint>
#include <filesystem>

#include "base/result.hpp"

namespace guiyan::files {

enum class content_kind : std::uint8_t {
    unknown,
    pdf,
    png,
    jpeg,
    word,       ///< docx
    word_old,   ///< doc, also wps
    sheet,      ///< xlsx
    sheet_old,  ///< xls, also et
    text,       ///< plain text in UTF-8, UTF-16 or GB18030; no markup
};

struct content {
    content_kind kind = content_kind::unknown;
    bool macros = false;  ///< an office file that carries a program
};

/// Fails as open_workbook() does for an office file that is damaged, hostile or behind a password.
result<content> find_content(std::filesystem::path const& file);

}  // namespace guiyan::files
