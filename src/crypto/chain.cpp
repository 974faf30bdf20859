#include "crypto/chain.hpp"

#include <stdexcept>

#include "crypto/encoding.hpp"

namespace guiyan::crypto {
namespace {

/// "5:hello": the length in bytes, so that no content can look like a border.
void put(std::string& to, std::string_view part) {
    to.append(std::to_string(part.size())).append(":").append(part);
}

}  // namespace

canonical& canonical::add(std::string_view name, std::string_view value) {
    put(bytes_, name);
    bytes_ += '=';
    put(bytes_, value);
    return *this;
}

canonical& canonical::add(std::string_view name, std::int64_t value) {
    return add(name, std::string_view(std::to_string(value)));
}

canonical& canonical::add_absent(std::string_view name) {
    put(bytes_, name);
    bytes_ += '-';
    return *this;
}

canonical& canonical::add_optional(std::string_view name, std::optional<std::string> const& value) {
    return value ? add(name, std::string_view(*value)) : add_absent(name);
}

std::string chain_start() {
    return std::string(64, '0');
}

std::string chain_next(std::string_view previous, std::string_view canonical_bytes) {
    if (previous.size() != 64 || !from_hex(previous))
        throw std::invalid_argument("a chain goes on from 64 hex characters");
    thread_local std::string message;
    message.assign(previous).append(canonical_bytes);
    return to_hex(sm3(message));
}

}  // namespace guiyan::crypto
