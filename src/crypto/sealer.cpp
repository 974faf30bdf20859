#include "crypto/sealer.hpp"

#include <algorithm>
#include <vector>

#include "crypto/cipher.hpp"
#include "crypto/encoding.hpp"
#include "crypto/hmac.hpp"
#include "crypto/random.hpp"

namespace guiyan::crypto {
namespace {

constexpr std::size_t header_size = 3;

struct field_key {
    std::uint16_t number;
    suite algorithms;
    cipher_key cipher;
    hmac_key mac;  // used by sm alone: GCM brings its own
};

std::size_t nonce_size(suite s) {
    return s == suite::sm ? sm4_nonce_size : aes_nonce_size;
}

byte* bytes(std::string& s, std::size_t at = 0) {
    return reinterpret_cast<byte*>(s.data()) + at;
}
byte const* bytes(std::string_view s, std::size_t at = 0) {
    return reinterpret_cast<byte const*>(s.data()) + at;
}

/// What is authenticated but not stored. Lengths of fixed size in front, so no two places give the same
/// bytes.
void put_place(std::string& to, std::string_view header, std::string_view context, std::int64_t record) {
    to.assign(header);
    auto const size = static_cast<std::uint32_t>(context.size());
    for (int shift = 24; shift >= 0; shift -= 8) to += static_cast<char>((size >> shift) & 0xff);
    to += context;
    for (int shift = 56; shift >= 0; shift -= 8)
        to += static_cast<char>((static_cast<std::uint64_t>(record) >> shift) & 0xff);
}

}  // namespace

struct sealer::state {
    std::vector<field_key> keys;

    field_key const* find(std::string_view sealed) const {
        if (sealed.size() < header_size) return nullptr;
        auto const number = static_cast<std::uint16_t>(bytes(sealed)[1] << 8 | bytes(sealed)[2]);
        if (number == 0 || number > keys.size()) return nullptr;
        auto const& key = keys[number - 1];
        return bytes(sealed)[0] == static_cast<byte>(key.algorithms) ? &key : nullptr;
    }
};

sealer::sealer(keyring const& keys) : state_(new state) {
    for (auto const& m : keys.masters()) {
        bool const sm = m.algorithms == suite::sm;
        state_->keys.push_back(
            {m.number, m.algorithms,
             cipher_key(keyring::derive(m, purpose::field_sealing, sm ? sm4_key_size : aes_key_size)),
             hmac_key(sm ? hash_algorithm::sm3 : hash_algorithm::sha256,
                      keyring::derive(m, purpose::field_authentication))});
    }
}

sealer::~sealer() = default;
sealer::sealer(sealer&&) noexcept = default;
sealer& sealer::operator=(sealer&&) noexcept = default;

std::string sealer::seal(std::string_view context, std::string_view plain, std::int64_t record) const {
    auto const& key = state_->keys.back();
    auto const nonce = nonce_size(key.algorithms);
    auto const body = header_size + nonce;
    std::string out(body + plain.size() + tag_size, '\0');
    out[0] = static_cast<char>(key.algorithms);
    out[1] = static_cast<char>(key.number >> 8);
    out[2] = static_cast<char>(key.number & 0xff);
    fill_random(bytes(out, header_size), nonce);

    thread_local std::string place;
    put_place(place, std::string_view(out).substr(0, header_size), context, record);
    if (key.algorithms == suite::sm) {
        sm4_ctr(key.cipher, bytes(out, header_size), bytes(plain), plain.size(), bytes(out, body));
        place.append(out, header_size, nonce + plain.size());
        digest const tag = key.mac.sign(place);
        std::copy_n(tag.begin(), tag_size, bytes(out, body + plain.size()));
    } else {
        aes_gcm_seal(key.cipher, bytes(out, header_size), bytes(place), place.size(), bytes(plain),
                     plain.size(), bytes(out, body), bytes(out, body + plain.size()));
    }
    return out;
}

std::optional<std::string> sealer::open(std::string_view context, std::string_view sealed,
                                        std::int64_t record) const {
    auto const* key = state_->find(sealed);
    if (!key) return std::nullopt;
    auto const nonce = nonce_size(key->algorithms);
    auto const body = header_size + nonce;
    if (sealed.size() < body + tag_size) return std::nullopt;
    auto const size = sealed.size() - body - tag_size;
    auto const given_tag = sealed.substr(body + size);

    thread_local std::string place;
    put_place(place, sealed.substr(0, header_size), context, record);
    std::string out(size, '\0');
    if (key->algorithms == suite::sm) {
        place.append(sealed, header_size, nonce + size);
        digest const tag = key->mac.sign(place);
        if (!equal_in_constant_time(as_bytes(tag).substr(0, tag_size), given_tag)) return std::nullopt;
        sm4_ctr(key->cipher, bytes(sealed, header_size), bytes(sealed, body), size, bytes(out));
    } else if (!aes_gcm_open(key->cipher, bytes(sealed, header_size), bytes(place), place.size(),
                             bytes(sealed, body), size, bytes(out), bytes(given_tag))) {
        return std::nullopt;
    }
    return out;
}

bool sealer::is_outdated(std::string_view sealed) const {
    return state_->find(sealed) != &state_->keys.back();
}

}  // namespace guiyan::crypto
