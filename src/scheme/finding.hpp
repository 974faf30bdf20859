#pragma once
// What is wrong with a pack, as data: one line for whoever writes packs, an object for editors.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "scheme/place.hpp"

namespace guiyan::scheme {

/// Kinds as section 10 of the pack language names them.
enum class finding_kind { shape, reference, types, path, units, sums, sense, contradiction, burden, open };
/// An error stops activation, a warning needs a signature, a note is for the reader.
enum class finding_level { error, warning, note };
std::string_view name_of(finding_kind);
std::string_view name_of(finding_level);

struct finding {
    finding_kind kind = finding_kind::shape;
    finding_level level = finding_level::error;
    std::string file;
    place at;
    std::string path;  ///< "roles.head.procedure"
    /// Sentence of locales/; an argument that begins with "@" names another sentence.
    std::string key;
    text_args args;
    std::string fix;  ///< sentence that says what to write instead, with the same arguments; may be empty
};
using findings = std::vector<finding>;

/// The sentence of a key in the reader's language.
using sentence_of = std::function<std::string(std::string_view key)>;

/// "message；what to write instead", without the place.
std::string message(finding const&, sentence_of const&);
/// "scheme.yaml:31:5 obligations.talk: 多余的键 evry；是不是 every？"
std::string line(finding const&, sentence_of const&);

/// By place; errors before warnings of the same place; the same thing said twice only once.
void put_in_order(findings&);
bool has_errors(findings const&);

}  // namespace guiyan::scheme
