#include "crypto/random.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "crypto/encoding.hpp"

namespace guiyan::crypto {
namespace {

constexpr std::string_view clear_letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
static_assert(clear_letters.size() == 32);

void ready() {
    static int const state = sodium_init();
    if (state < 0) throw std::runtime_error("libsodium found no source of random bytes");
}

char any_of(std::string_view letters) {
    return letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
}

}  // namespace

void fill_random(void* at, std::size_t count) {
    ready();
    randombytes_buf(at, count);
}

std::string random_bytes(std::size_t count) {
    std::string out(count, '\0');
    fill_random(out.data(), count);
    return out;
}

std::string random_token(std::size_t bits) {
    if (bits < 128) throw std::invalid_argument("a token of fewer than 128 bits can be guessed");
    return to_base64url(random_bytes((bits + 7) / 8));
}

std::string one_time_code() {
    ready();
    std::string out;
    for (int i = 0; i < 12; ++i) {
        if (i == 4 || i == 8) out += '-';
        out += any_of(clear_letters);
    }
    return out;
}

std::optional<std::string> read_one_time_code(std::string_view typed) {
    std::string out;
    for (char c : typed) {
        if (c == '-' || c == ' ') continue;
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (clear_letters.find(c) == std::string_view::npos) return std::nullopt;
        if (out.size() == 4 || out.size() == 9) out += '-';
        if (out.size() == 14) return std::nullopt;
        out += c;
    }
    if (out.size() != 14) return std::nullopt;
    return out;
}

std::string random_password() {
    ready();
    constexpr std::array<std::string_view, 3> kinds = {"abcdefghijkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ",
                                                       "23456789"};
    constexpr std::string_view all = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    // Drawn anew until every kind is there, so that each character stays evenly spread among the good ones.
    for (;;) {
        std::string out;
        for (int i = 0; i < 14; ++i) out += any_of(all);
        bool const complete = std::all_of(kinds.begin(), kinds.end(), [&](std::string_view kind) {
            return out.find_first_of(kind) != std::string::npos;
        });
        if (complete) return out;
    }
}

}  // namespace guiyan::crypto
