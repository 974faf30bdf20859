#pragma once
// Random values from the kernel's generator (libsodium over getrandom), never from a seedable engine.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace guiyan::crypto {

std::string random_bytes(std::size_t count);
void fill_random(void* at, std::size_t count);

/// A token for cookies, links and certificate checks: base64url, 43 characters for the default of 256 bits.
/// Fewer than 128 bits are refused with std::invalid_argument.
std::string random_token(std::size_t bits = 256);

/// "K7QM-2XWF-9HTB": 60 bits in letters and figures nobody confuses (no 0 O 1 I). For the first set-up and
/// for other codes that a person reads out or types once; the caller limits the number of tries.
std::string one_time_code();

/// What a person typed, in the form of one_time_code(): upper case, blanks and dashes set right. Nothing when
/// it cannot be such a code.
std::optional<std::string> read_one_time_code(std::string_view typed);

/// A first password that somebody hands over on paper: three kinds of characters, at least 70 bits, no
/// look-alikes.
std::string random_password();

}  // namespace guiyan::crypto
