#include "crypto/authenticator.hpp"

#include <charconv>
#include <vector>

#include "crypto/encoding.hpp"
#include "crypto/hmac.hpp"

namespace guiyan::crypto {

struct authenticator::state {
    std::vector<hmac_key> keys;  // in the order of masters: number 1 first

    std::string mark(std::size_t number, std::string_view text) const {
        return std::to_string(number) + "." + to_base64url(as_bytes(keys[number - 1].sign(text)));
    }
};

authenticator::authenticator(keyring const& keys, purpose p) : state_(new state) {
    for (auto const& m : keys.masters())
        state_->keys.emplace_back(m.algorithms == suite::sm ? hash_algorithm::sm3 : hash_algorithm::sha256,
                                  keyring::derive(m, p));
}

authenticator::~authenticator() = default;
authenticator::authenticator(authenticator&&) noexcept = default;
authenticator& authenticator::operator=(authenticator&&) noexcept = default;

std::string authenticator::mark(std::string_view text) const {
    return state_->mark(state_->keys.size(), text);
}

bool authenticator::verify(std::string_view text, std::string_view mark) const {
    std::size_t number = 0;
    auto const parsed = std::from_chars(mark.data(), mark.data() + mark.size(), number);
    if (parsed.ec != std::errc{} || number == 0 || number > state_->keys.size()) return false;
    return equal_in_constant_time(state_->mark(number, text), mark);
}

std::string token_digest(std::string_view token) {
    return to_hex(sm3(token));
}

}  // namespace guiyan::crypto
