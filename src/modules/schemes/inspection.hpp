#pragma once
// Everything that can be said against an edition before it runs: its rules, its texts and layouts, and the
// cases it brings. The same words for whoever writes it (`guiyan pack check`), installs it and activates it.

#include "modules/schemes/pack_folder.hpp"
#include "scheme/check.hpp"
#include "scheme/rulebook.hpp"

namespace guiyan::schemes {

struct inspection {
    scheme::findings found;  ///< in order; a case that failed is an error among them
    std::size_t cases = 0;   ///< expectations that were run; none while there are errors
    std::size_t failed = 0;

    std::size_t count(scheme::finding_level) const;  ///< without what is only assumed
    std::size_t assumed() const;                     ///< what the county chose where the documents are silent
};

/// `read` is what reading files and rules found. A book that could not be read at all has no more said of it.
inspection inspect(scheme::rulebook const* book, pack_files const&, scheme::findings read);

/// What is wrong with texts and layouts: marks that no paper has, a layout that fetches or is broken.
scheme::findings check_papers(pack_files const&);

}  // namespace guiyan::schemes
