#pragma once
// A scheme in Chinese sentences, as an official would read it (pack language, section 11).

#include <string>
#include <vector>

#include "record/field.hpp"
#include "scheme/finding.hpp"
#include "scheme/rulebook.hpp"

namespace guiyan::schemes {

struct explained_line {
    std::string text;
    std::string basis;  ///< document and clause
};
struct explained_chapter {
    std::string title;
    std::vector<explained_line> lines;
};
struct explanation {
    std::string title;
    std::vector<explained_chapter> chapters;
};
record::type const& record_of(explanation const*);

/// `words` are names of kinds and fields: sentences of locales/.
explanation explained(scheme::rulebook const&, scheme::sentence_of const& words);

}  // namespace guiyan::schemes
