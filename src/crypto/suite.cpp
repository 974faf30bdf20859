#include "crypto/suite.hpp"

namespace guiyan::crypto {

std::string_view name_of(suite s) {
    switch (s) {
        case suite::sm:
            return "sm";
        case suite::international:
            return "international";
    }
    return "";
}

std::optional<suite> suite_named(std::string_view name) {
    if (name == "sm") return suite::sm;
    if (name == "international") return suite::international;
    return std::nullopt;
}

}  // namespace guiyan::crypto
