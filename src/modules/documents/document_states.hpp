#pragma once
// The states of a document and what leads from one to the next (requirements.md C.4, document).

#include <string_view>

namespace guiyan::documents {

/// Whose act it is.
enum class doer {
    author,     ///< whoever may write it
    approver,   ///< right documents.approve, and another person than those who wrote it
    publisher,  ///< right documents.publish
};

struct step {
    std::string_view from;
    std::string_view event;  ///< word of the pack's guards
    std::string_view to;
    doer who;
    bool needs_reason;
    std::string_view trail;
};

/// The step, or nullptr where nothing leads on from this state by this event.
step const* find_step(std::string_view state, std::string_view event);

}  // namespace guiyan::documents
