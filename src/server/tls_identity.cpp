#include "server/tls_identity.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>

#include "base/text.hpp"

namespace guiyan::server {

namespace fs = std::filesystem;

namespace {

template <auto Free>
struct freed_by {
    template <class T>
    void operator()(T* p) const {
        Free(p);
    }
};
using key_ptr = std::unique_ptr<EVP_PKEY, freed_by<EVP_PKEY_free>>;
using certificate_ptr = std::unique_ptr<X509, freed_by<X509_free>>;
using bio_ptr = std::unique_ptr<BIO, freed_by<BIO_free>>;
using extension_ptr = std::unique_ptr<X509_EXTENSION, freed_by<X509_EXTENSION_free>>;
using number_ptr = std::unique_ptr<BIGNUM, freed_by<BN_free>>;

constexpr std::int64_t day = 86'400;
constexpr std::int64_t authority_days = 3653;
constexpr std::int64_t certificate_days = 397;
constexpr std::int64_t renewal_days = 30;

[[noreturn]] void give_up(std::string const& what) {
    char reason[200] = "";
    if (auto const code = ERR_get_error()) ERR_error_string_n(code, reason, sizeof reason);
    ERR_clear_error();
    throw std::runtime_error("TLS identity: " + what +
                             (reason[0] ? std::string(": ") + reason : std::string()));
}

void check(bool ok, char const* what) {
    if (!ok) give_up(what);
}

bool is_address(std::string const& name) {
    unsigned char bytes[16];
    return ::inet_pton(AF_INET, name.c_str(), bytes) == 1 || ::inet_pton(AF_INET6, name.c_str(), bytes) == 1;
}

/// Only what a host name may hold goes into a certificate: the text below is a small language of OpenSSL's.
bool is_host_name(std::string const& name) {
    return !name.empty() && name.size() <= 253 &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._") ==
               std::string::npos;
}

void extend(X509* certificate, X509* issuer, int kind, std::string const& text) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    extension_ptr const made(X509V3_EXT_conf_nid(nullptr, &context, kind, text.c_str()));
    check(made && X509_add_ext(certificate, made.get(), -1) == 1, "extension");
}

certificate_ptr draft(EVP_PKEY* key, std::string const& common_name, std::int64_t from, std::int64_t until) {
    certificate_ptr made(X509_new());
    check(made && X509_set_version(made.get(), 2) == 1, "certificate");
    unsigned char random[16];
    check(RAND_bytes(random, sizeof random) == 1, "random number");
    random[0] &= 0x7f;
    number_ptr const serial(BN_bin2bn(random, sizeof random, nullptr));
    check(serial && BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(made.get())), "serial number");
    std::time_t const starts = std::time_t(from), ends = std::time_t(until);
    check(ASN1_TIME_set(X509_getm_notBefore(made.get()), starts) &&
              ASN1_TIME_set(X509_getm_notAfter(made.get()), ends),
          "dates");
    check(X509_set_pubkey(made.get(), key) == 1, "public key");
    auto* const name = X509_get_subject_name(made.get());
    auto const add = [name](char const* field, std::string const& text) {
        check(
            X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                                       reinterpret_cast<unsigned char const*>(text.c_str()), -1, -1, 0) == 1,
            "name");
    };
    add("O", "Guiyan");
    add("CN", common_name.substr(0, 64));
    return made;
}

key_ptr new_key() {
    key_ptr made(EVP_EC_gen("P-256"));
    check(bool(made), "key");
    return made;
}

std::string read_all(fs::path const& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("TLS identity: cannot read " + path.string());
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// The whole file or none of it, readable by the owner only from its first moment.
void write_private(fs::path const& path, std::string const& bytes) {
    auto const partial = path.string() + ".new";
    ::unlink(partial.c_str());
    int const fd = ::open(partial.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) throw std::runtime_error("TLS identity: cannot write " + partial);
    bool const written = ::write(fd, bytes.data(), bytes.size()) == ssize_t(bytes.size()) && ::fsync(fd) == 0;
    ::close(fd);
    if (!written) throw std::runtime_error("TLS identity: cannot write " + partial);
    fs::rename(partial, path);
}

template <class Write>
std::string pem(Write&& write) {
    bio_ptr const memory(BIO_new(BIO_s_mem()));
    check(memory && write(memory.get()) == 1, "PEM");
    char* bytes = nullptr;
    auto const n = BIO_get_mem_data(memory.get(), &bytes);
    return std::string(bytes, std::size_t(n));
}

std::string pem_of(X509* certificate) {
    return pem([&](BIO* out) { return PEM_write_bio_X509(out, certificate); });
}

std::string pem_of(EVP_PKEY* key) {
    return pem(
        [&](BIO* out) { return PEM_write_bio_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr); });
}

certificate_ptr read_certificate(fs::path const& path) {
    auto const text = read_all(path);
    bio_ptr const memory(BIO_new_mem_buf(text.data(), int(text.size())));
    certificate_ptr made(PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr));
    if (!made) give_up(path.string());
    return made;
}

key_ptr read_key(fs::path const& path) {
    auto const text = read_all(path);
    bio_ptr const memory(BIO_new_mem_buf(text.data(), int(text.size())));
    key_ptr made(PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, nullptr));
    if (!made) give_up(path.string());
    return made;
}

std::string fingerprint_of(X509* certificate) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    check(X509_digest(certificate, EVP_sha256(), digest, &n) == 1, "fingerprint");
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (unsigned i = 0; i < n; ++i) {
        if (i > 0) out += ':';
        out += digits[digest[i] >> 4];
        out += digits[digest[i] & 15];
    }
    return out;
}

std::int64_t ends_at(X509 const* certificate) {
    std::tm at{};
    check(ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &at) == 1, "date");
    return std::int64_t(::timegm(&at));
}

bool covers(X509* certificate, std::string const& name) {
    return is_address(name) ? X509_check_ip_asc(certificate, name.c_str(), 0) == 1
                            : X509_check_host(certificate, name.c_str(), name.size(), 0, nullptr) == 1;
}

struct authority {
    key_ptr key;
    certificate_ptr certificate;
};

authority make_authority(std::string const& host, std::int64_t now) {
    authority made;
    made.key = new_key();
    made.certificate = draft(made.key.get(), "Guiyan CA of " + host, now - day, now + authority_days * day);
    auto* const c = made.certificate.get();
    check(X509_set_issuer_name(c, X509_get_subject_name(c)) == 1, "issuer");
    extend(c, c, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
    extend(c, c, NID_key_usage, "critical,keyCertSign,cRLSign");
    extend(c, c, NID_subject_key_identifier, "hash");
    check(X509_sign(c, made.key.get(), EVP_sha256()) > 0, "signature");
    return made;
}

certificate_ptr make_certificate(authority const& by, EVP_PKEY* key, std::vector<std::string> const& names,
                                 std::int64_t now) {
    // Never longer than the authority that vouches for it.
    auto const until = std::min(now + (certificate_days - 1) * day, ends_at(by.certificate.get()));
    auto made = draft(key, names.front(), now - day, until);
    check(X509_set_issuer_name(made.get(), X509_get_subject_name(by.certificate.get())) == 1, "issuer");
    std::string alternatives;
    for (auto const& name : names) {
        if (!alternatives.empty()) alternatives += ',';
        alternatives += is_address(name) ? "IP:" : "DNS:";
        alternatives += name;
    }
    auto* const issuer = by.certificate.get();
    extend(made.get(), issuer, NID_basic_constraints, "critical,CA:FALSE");
    extend(made.get(), issuer, NID_key_usage, "critical,digitalSignature");
    extend(made.get(), issuer, NID_ext_key_usage, "serverAuth");
    extend(made.get(), issuer, NID_subject_key_identifier, "hash");
    extend(made.get(), issuer, NID_authority_key_identifier, "keyid");
    extend(made.get(), issuer, NID_subject_alt_name, alternatives);
    check(X509_sign(made.get(), by.key.get(), EVP_sha256()) > 0, "signature");
    return made;
}

/// False where a new one has to be made: unreadable ones too, since nobody trusts them by themselves.
bool still_good(tls_files const& files, authority const& by, std::vector<std::string> const& names,
                std::int64_t now, std::int64_t& until) {
    if (!fs::exists(files.certificate) || !fs::exists(files.key)) return false;
    try {
        auto const certificate = read_certificate(files.certificate);
        auto const key = read_key(files.key);
        until = ends_at(certificate.get());
        // At the end of the authority's life nothing longer can be made.
        bool const long_enough = until - now > renewal_days * day || until >= ends_at(by.certificate.get());
        return long_enough && until > now && X509_check_private_key(certificate.get(), key.get()) == 1 &&
               X509_verify(certificate.get(), X509_get0_pubkey(by.certificate.get())) == 1 &&
               std::all_of(names.begin(), names.end(),
                           [&](auto const& n) { return covers(certificate.get(), n); });
    } catch (std::runtime_error const&) {
        return false;
    }
}

}  // namespace

tls_identity ensure_tls_identity(fs::path const& folder, std::vector<std::string> const& names,
                                 clock const& time) {
    if (names.empty())
        throw std::runtime_error("TLS identity: no host name or address to make a certificate for");
    for (auto const& name : names)
        if (!is_address(name) && !is_host_name(name))
            throw std::runtime_error("TLS identity: neither a host name nor an address: " + name);
    if (fs::create_directories(folder)) fs::permissions(folder, fs::perms::owner_all);
    auto const now = unix_ms(time.now()) / 1000;

    tls_identity out;
    out.authority = folder / "ca.pem";
    out.files = {folder / "server.pem", folder / "server.key"};
    auto const authority_key = folder / "ca.key";

    authority by;
    // Its certificate is written last: without it nobody can have trusted the key.
    if (fs::exists(out.authority)) {
        by.certificate = read_certificate(out.authority);
        by.key = read_key(authority_key);
        if (X509_check_private_key(by.certificate.get(), by.key.get()) != 1)
            throw std::runtime_error("TLS identity: " + authority_key.string() + " does not belong to " +
                                     out.authority.string());
        if (ends_at(by.certificate.get()) <= now)
            throw std::runtime_error(
                "TLS identity: the authority " + out.authority.string() +
                " has ended; move it and its key away and start again, then trust the new one");
    } else {
        by = make_authority(names.front(), now);
        write_private(authority_key, pem_of(by.key.get()));
        write_private(out.authority, pem_of(by.certificate.get()));
        out.made_authority = true;
    }
    out.fingerprint = fingerprint_of(by.certificate.get());

    std::int64_t until = 0;
    if (!still_good(out.files, by, names, now, until)) {
        ERR_clear_error();
        auto const key = new_key();
        auto const certificate = make_certificate(by, key.get(), names, now);
        until = ends_at(certificate.get());
        write_private(out.files.key, pem_of(key.get()));
        write_private(out.files.certificate, pem_of(certificate.get()) + pem_of(by.certificate.get()));
        out.made_certificate = true;
    }
    out.valid_until = instant(std::chrono::milliseconds(until * 1000));
    return out;
}

std::vector<std::string> names_of_this_machine() {
    std::vector<std::string> out;
    auto const add = [&out](std::string name) {
        if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
    };
    char host[256] = "";
    if (::gethostname(host, sizeof host - 1) == 0 && is_host_name(host)) add(host);
    add("localhost");
    add("127.0.0.1");
    add("::1");
    ifaddrs* all = nullptr;
    if (::getifaddrs(&all) != 0) return out;
    std::unique_ptr<ifaddrs, freed_by<::freeifaddrs>> const owner(all);
    for (auto* at = all; at; at = at->ifa_next) {
        if (!at->ifa_addr) continue;
        char text[INET6_ADDRSTRLEN] = "";
        if (at->ifa_addr->sa_family == AF_INET) {
            auto const& v4 = reinterpret_cast<sockaddr_in const*>(at->ifa_addr)->sin_addr;
            ::inet_ntop(AF_INET, &v4, text, sizeof text);
            if (!std::string_view(text).starts_with("169.254.")) add(text);
        } else if (at->ifa_addr->sa_family == AF_INET6) {
            auto const& v6 = reinterpret_cast<sockaddr_in6 const*>(at->ifa_addr)->sin6_addr;
            if (IN6_IS_ADDR_LINKLOCAL(&v6)) continue;
            ::inet_ntop(AF_INET6, &v6, text, sizeof text);
            add(text);
        }
    }
    return out;
}

}  // namespace guiyan::server
