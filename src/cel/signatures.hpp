#pragma once
// What the language's own functions take and give, for the checker.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cel/operation.hpp"
#include "cel/type.hpp"

namespace guiyan::cel {

/// Letters of `takes`: s text (also a code), w whole number, f number, b bool, y bytes, t timestamp, d
/// duration, D day, L list, M map, I id, * anything. `gives` also: l list of texts, = the type of the first
/// argument.
struct signature {
    operation what;
    bool receiver;
    std::string_view takes;
    char gives;
};

std::vector<signature> signatures_of(operation, bool receiver);
/// Whether an argument may stand for a letter. What nobody knows (dyn, null) may always.
bool takes_letter(char letter, type const& given, bool pack);
type type_of_letter(char letter, bool pack);

}  // namespace guiyan::cel
