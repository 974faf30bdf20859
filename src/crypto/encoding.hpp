#pragma once
// Bytes as text: hex, base64url without padding (RFC 4648 section 5), base32 (section 6, for TOTP secrets).
// Decoders accept only the canonical form and answer nothing otherwise.

#include <optional>
#include <string>
#include <string_view>

namespace guiyan::crypto {

std::string to_hex(std::string_view bytes);
std::optional<std::string> from_hex(std::string_view text);

std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

std::string to_base32(std::string_view bytes);
/// Also reads lower case and blanks, as people type them.
std::optional<std::string> from_base32(std::string_view text);

/// Compares in a time that depends on the lengths only.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace guiyan::crypto
