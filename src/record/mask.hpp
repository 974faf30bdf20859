#pragma once
// What is shown of a personal value by default (trust.md, Controls: ID number 4 + 4, phone 3 + 4).

#include <string>
#include <string_view>

#include "record/field.hpp"

namespace guiyan::record {

/// "411122197603279913" → "4111**********9913".
std::string mask_id_number(std::string_view);
/// "14000000185" → "140****0185".
std::string mask_phone(std::string_view);
/// Any other sealed text: the first character and a mark, so that two are not told apart by length.
std::string mask_text(std::string_view);

/// The masked form of a field's value as it is printed in lists, trails and exports; values of classes that
/// are not sealed come back as they are.
std::string masked(field const&, std::string_view text);

}  // namespace guiyan::record
