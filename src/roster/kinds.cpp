#include "roster/kinds.hpp"

#include <array>

namespace guiyan::roster {
namespace {

constexpr std::string_view words[] = {
#define X(word) #word,
    GUIYAN_ROSTER_KINDS(X)
#undef X
};

}  // namespace

std::string_view word_of(kind k) {
    return words[static_cast<std::size_t>(k)];
}

std::size_t kind_count() {
    return std::size(words);
}

kind kind_at(std::size_t index) {
    return static_cast<kind>(index);
}

std::string_view word_of(confidence c) {
    return c == confidence::high ? "high" : c == confidence::medium ? "medium" : "low";
}

}  // namespace guiyan::roster
