#pragma once
// Where something stands in a file of a pack. Every value keeps its place, so that each message can say
// file:line:column and the field path.

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace guiyan::scheme {

/// Line and column of a character, both from 1; columns count characters. 0: not written.
struct place {
    int line = 0;
    int column = 0;
};

/// What every described struct of a pack is: a mapping of the file, its place, and the places of its values.
struct node {
    place at;
    std::string path;                                ///< "roles.head", "procedures.appointment.steps[2]"
    std::map<std::string, place, std::less<>> keys;  ///< places of the values: "procedure", "by[1]"

    bool has(std::string_view key) const { return keys.contains(key); }
    /// Place of the value under `key`; the struct's own where that is not written.
    place place_of(std::string_view key) const {
        auto const found = keys.find(key);
        return found == keys.end() ? at : found->second;
    }
    /// Field path of the value under `key`.
    std::string path_of(std::string_view key) const {
        return path.empty() ? std::string(key) : path + "." + std::string(key);
    }
};

/// CEL as it is written, with the place of its first character.
struct expression {
    std::string text;
    place at;
    std::string path;

    bool written() const { return !text.empty(); }
};

}  // namespace guiyan::scheme
