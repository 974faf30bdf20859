#include "crypto/blind_index.hpp"

#include "crypto/encoding.hpp"

namespace guiyan::crypto {

// The first master, not the newest: after a rotation old and new rows still have to meet in the index.
blind_index::blind_index(keyring const& keys)
    : key_(keys.first().algorithms == suite::sm ? hash_algorithm::sm3 : hash_algorithm::sha256,
           keyring::derive(keys.first(), purpose::blind_index)) {}

std::string blind_index::blind(std::string_view context, std::string_view normalised) const {
    thread_local std::string message;
    message.assign(std::to_string(context.size())).append(":").append(context).append(normalised);
    return to_base64url(as_bytes(key_.sign(message)).substr(0, 16));
}

}  // namespace guiyan::crypto
