#include "modules/imports/import_batch.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace guiyan::imports {
namespace {

constexpr std::array<std::string_view, 7> words{"reading", "ready",    "committing", "committed",
                                                "undone",  "rejected", "cancelled"};

}  // namespace

std::string_view word_of(batch_state s) {
    return words[static_cast<std::size_t>(s)];
}

batch_state batch_state_of(std::string_view word) {
    auto const at = std::ranges::find(words, word);
    if (at == words.end()) throw std::runtime_error("no state of an import: " + std::string(word));
    return static_cast<batch_state>(at - words.begin());
}

}  // namespace guiyan::imports
