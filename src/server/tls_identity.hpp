#pragma once
// A county's own certificate authority and the server's certificate, made at the first start, so that a
// server beyond loopback speaks HTTPS from its first minute, also on a bare IP address. An administrator
// trusts the authority once, after comparing its fingerprint; the server's certificate is renewed under it.

#include <filesystem>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "server/server.hpp"

namespace guiyan::server {

struct tls_identity {
    std::filesystem::path authority;  ///< PEM: what a browser or a computer has to trust
    tls_files files;                  ///< what the server shows
    std::string fingerprint;      ///< SHA-256 of the authority's certificate, "3A:1F:…", to compare by eye
    instant valid_until{};        ///< of the server's certificate
    bool made_authority = false;  ///< this call made it: print how to trust it
    bool made_certificate = false;
};

/// Opens the identity in `folder`, making what is missing: an authority for ten years, and under it a
/// certificate for `names` (host names and IP addresses) for 397 days, the longest that browsers take. The
/// certificate is made anew where it ends within 30 days, lacks one of `names` or was not signed by the
/// authority; the authority is never replaced silently. EC P-256, files mode 0600. Call it at start and once
/// a day, and hand the files to server::use_certificate when `made_certificate`. Throws std::runtime_error.
tls_identity ensure_tls_identity(std::filesystem::path const& folder, std::vector<std::string> const& names,
                                 clock const& time);

/// The names this machine can be reached by: localhost, its host name, its addresses (link-local ones left
/// out).
std::vector<std::string> names_of_this_machine();

}  // namespace guiyan::server
