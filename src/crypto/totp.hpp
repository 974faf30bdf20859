#pragma once
// One-time passwords by time (RFC 6238): HMAC-SHA-1, 30 seconds, 6 figures, as every authenticator app reads
// them.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace guiyan::crypto {

/// 160 random bits (RFC 4226 section 4, R6). Keep them sealed.
std::string totp_secret();

/// The step an instant lies in: seconds since 1970 divided by 30.
std::int64_t totp_step(instant at);

std::string totp_code(std::string_view secret, std::int64_t step, unsigned figures = 6);

/// The step whose code was given, one step of drift to either side. A step at or before `last_used` is
/// refused, so a code works once (RFC 6238 section 5.2): the caller stores the answer as the next
/// `last_used`, in the same transaction as the login.
std::optional<std::int64_t> totp_verify(std::string_view secret, std::string_view code, instant now,
                                        std::int64_t last_used);

/// "otpauth://totp/…": what the QR code holds.
std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account);

}  // namespace guiyan::crypto
