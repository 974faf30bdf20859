#pragma once
// What makes a certificate checkable (requirements G-15). Three things, each for another question:
//
//   code       "Is this certificate one of the house?" 130 random bits, printed as text and inside the QR as
//   the
//              address /v/CODE. It is not the running number, so nobody can count through the certificates.
//              The page behind it reads the register, so it also knows of revocation.
//   signature  "Does the register still say what was issued?" Ed25519 over the content in canonical form,
//   kept with
//              the record (and given out by the page). Who changes a name or a date in the database cannot
//              make the signature that belongs to it without keyring.json.
//   digest     "Is this file the one that was issued?" SHA-256 of the PDF, kept with the record. A file with
//   one
//              byte changed is another file: check_paper() says so. It cannot stand inside the PDF, whose
//              bytes it is taken of. A print on paper is checked by the code, and its words against the page
//              by the eye.

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "crypto/keyring.hpp"

namespace guiyan::crypto {

/// What is signed. Texts as they are printed (NFC); a date that the certificate has not is left out.
struct certificate_content {
    std::string kind;    ///< of the credential, such as appointment_certificate
    std::string number;  ///< 南城名村聘字〔2021〕0018号
    std::string name;
    std::string role;
    std::string place;  ///< 株良镇城上村
    std::optional<date> issued_on, valid_from, valid_to;
    std::string issued_by;
    std::string code;
};

/// The bytes that are signed: one line for each member in the order above, "name length:value". The length in
/// bytes keeps two different contents from ever looking the same. Never change it; a new form gets a new
/// first line.
std::string canonical(certificate_content const& content);

std::string sign_certificate(keyring const& keys, certificate_content const& content);
bool verify_certificate(keyring const& keys, certificate_content const& content, std::string_view signature);

/// A new code: 26 characters of 0-9 a-z without i l o u (130 bits).
std::string new_certificate_code();

/// What a person typed or a camera read, in the form of new_certificate_code(): blanks and dashes out, lower
/// case, o as 0, i and l as 1. Nothing where it cannot be a code.
std::optional<std::string> read_certificate_code(std::string_view typed);

/// "3f8k-92mm-…": groups of four for the eye. The last group has two.
std::string printed_certificate_code(std::string_view code);

/// SHA-256 of a finished file in hex, as it is kept with the record.
std::string paper_digest(std::string_view file);

/// True where the file is byte for byte the one whose digest was kept.
bool check_paper(std::string_view file, std::string_view issued_digest);

}  // namespace guiyan::crypto
