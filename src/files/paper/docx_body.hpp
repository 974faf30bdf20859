#pragma once
// Private to this folder: word/document.xml.

#include <string>

#include "files/paper/document.hpp"

namespace guiyan::paper {

/// Footer parts are "rId2" for odd pages and "rId3" for even ones.
std::string word_document(document const& paper);

inline constexpr char const* word_namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
inline constexpr char const* relation_namespace =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

}  // namespace guiyan::paper
