#pragma once
// The dictionary of locales/<language>/*.json: one text for server messages, Excel headings and web labels.

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.hpp"

namespace guiyan::api {

class sentences {
public:
    /// Adds the keys of one file; a key that is already there is a mistake of a programmer and throws.
    void add(std::string_view language, std::string_view json);

    /// The sentence of a key with its arguments filled in; zh-CN stands in for an unknown language, the key
    /// itself for an unknown key.
    std::string say(std::string_view language, std::string_view key, text_args const& args = {}) const;
    bool knows(std::string_view language, std::string_view key) const;

private:
    std::map<std::string, std::unordered_map<std::string, std::string>, std::less<>> languages_;
};

/// "zh-CN" or "en", whichever an Accept-Language header prefers.
std::string preferred_language(std::string_view accept_language);

}  // namespace guiyan::api
