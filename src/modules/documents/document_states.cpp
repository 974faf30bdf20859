#include "modules/documents/document_states.hpp"

namespace guiyan::documents {

step const* find_step(std::string_view state, std::string_view event) {
    static constexpr step all[] = {
        {"draft", "submit", "in_review", doer::author, false, "submitted"},
        {"in_review", "approve", "approved", doer::approver, false, "approved"},
        {"in_review", "return", "draft", doer::approver, true, "returned"},
        {"approved", "publicize", "publicized", doer::publisher, false, "publicized"},
        {"approved", "publish", "published", doer::publisher, false, "published"},
        {"publicized", "publish", "published", doer::publisher, false, "published"},
        {"publicized", "withdraw", "draft", doer::publisher, true, "withdrawn"},
        {"published", "archive", "archived", doer::publisher, false, "archived"},
        {"published", "supersede", "archived", doer::publisher, true, "superseded"},
    };
    for (auto const& s : all)
        if (s.from == state && s.event == event) return &s;
    return nullptr;
}

}  // namespace guiyan::documents
