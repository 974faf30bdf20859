#include "crypto/certificate.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/text.hpp"
#include "crypto/encoding.hpp"
#include "crypto/hash.hpp"
#include "crypto/random.hpp"
#include "crypto/signing.hpp"

namespace guiyan::crypto {
namespace {

constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t code_length = 26;
static_assert(alphabet.size() == 32);

void put(std::string& into, std::string_view name, std::string_view value) {
    into += name;
    into += ' ' + std::to_string(value.size()) + ':';
    into += value;
    into += '\n';
}

void put(std::string& into, std::string_view name, std::optional<date> const& day) {
    if (day) put(into, name, day->iso());
}

}  // namespace

std::string canonical(certificate_content const& c) {
    std::string out = "guiyan certificate 1\n";
    put(out, "kind", c.kind);
    put(out, "number", nfc(c.number));
    put(out, "name", nfc(c.name));
    put(out, "role", nfc(c.role));
    put(out, "place", nfc(c.place));
    put(out, "issued_on", c.issued_on);
    put(out, "valid_from", c.valid_from);
    put(out, "valid_to", c.valid_to);
    put(out, "issued_by", nfc(c.issued_by));
    put(out, "code", c.code);
    return out;
}

std::string sign_certificate(keyring const& keys, certificate_content const& content) {
    if (read_certificate_code(content.code) != content.code)
        throw std::invalid_argument("a certificate without a code of its own");
    return sign(keys, canonical(content));
}

bool verify_certificate(keyring const& keys, certificate_content const& content, std::string_view signature) {
    return verify(keys, canonical(content), signature);
}

std::string new_certificate_code() {
    // Each of the 32 letters takes five bits of its own byte: no remainder, no bias.
    std::string code = random_bytes(code_length);
    for (char& c : code) c = alphabet[static_cast<unsigned char>(c) % alphabet.size()];
    return code;
}

std::optional<std::string> read_certificate_code(std::string_view typed) {
    std::string code;
    for (char c : ascii_lower(narrow(typed))) {
        if (c == ' ' || c == '-') continue;
        if (c == 'o') c = '0';
        if (c == 'i' || c == 'l') c = '1';
        if (alphabet.find(c) == alphabet.npos || code.size() == code_length) return std::nullopt;
        code += c;
    }
    if (code.size() != code_length) return std::nullopt;
    return code;
}

std::string printed_certificate_code(std::string_view code) {
    std::string out;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (i && i % 4 == 0) out += '-';
        out += code[i];
    }
    return out;
}

std::string paper_digest(std::string_view file) {
    return to_hex(sha256(file));
}

bool check_paper(std::string_view file, std::string_view issued_digest) {
    return equal_in_constant_time(paper_digest(file), issued_digest);
}

}  // namespace guiyan::crypto
