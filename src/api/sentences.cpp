#include "api/sentences.hpp"

#include <boost/json.hpp>
#include <stdexcept>

#include "base/text.hpp"

namespace guiyan::api {

void sentences::add(std::string_view language, std::string_view text) {
    auto const parsed = boost::json::parse(boost::json::string_view(text.data(), text.size()));
    auto& words = languages_[std::string(language)];
    for (auto const& entry : parsed.as_object()) {
        auto const& sentence = entry.value().as_string();
        if (!words.emplace(std::string(entry.key()), std::string(sentence.data(), sentence.size())).second)
            throw std::logic_error("locales: the key " + std::string(entry.key()) + " stands twice");
    }
}

std::string sentences::say(std::string_view language, std::string_view key, text_args const& args) const {
    for (auto const tried : {language, std::string_view("zh-CN")}) {
        auto const words = languages_.find(tried);
        if (words == languages_.end()) continue;
        auto const found = words->second.find(std::string(key));
        if (found != words->second.end()) return fill(found->second, args);
    }
    return std::string(key);
}

bool sentences::knows(std::string_view language, std::string_view key) const {
    auto const words = languages_.find(language);
    return words != languages_.end() && words->second.contains(std::string(key));
}

std::string preferred_language(std::string_view header) {
    for (auto const part : split(header, ',')) {
        auto const tag = ascii_lower(trim(split(part, ';').front()));
        if (tag.starts_with("zh")) return "zh-CN";
        if (tag.starts_with("en")) return "en";
    }
    return "zh-CN";
}

}  // namespace guiyan::api
