#pragma once
// The states of a request and what leads from one to the next (requirements.md C.4, request), and what each
// kind of request opens of them and of its fields.

#include <span>
#include <string_view>

namespace guiyan::requests {

/// Whose act it is.
enum class doer {
    requester,  ///< who wrote it
    desk,       ///< right requests.handle at the place
    handler,    ///< whoever it was given to; until units handle, the desk
    clock,
};

struct step {
    std::string_view from;
    std::string_view event;  ///< word of the pack's guards
    std::string_view to;
    doer who;
    bool needs_result;  ///< words for the requester
    std::string_view trail;
};

/// The step, or nullptr where nothing leads on from this state by this event.
step const* find_step(std::string_view state, std::string_view event);

/// What a kind of request is like.
struct kind_rule {
    std::string_view kind;
    /// Fields that its form has, beside title, content, place and scheme.
    std::span<std::string_view const> fields;
    std::span<std::string_view const> needed;  ///< of them
    std::span<std::string_view const> events;  ///< open for it
    /// A record of what is over already: closed as it is written.
    bool closed_at_once = false;
};

/// Nothing for a kind that is not open yet.
kind_rule const* rule_of(std::string_view kind);

}  // namespace guiyan::requests
