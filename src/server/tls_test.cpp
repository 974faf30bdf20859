#include <doctest/doctest.h>
#include <openssl/bio.h>
#include <openssl/ssl.h>
#include <sys/stat.h>

#include <fstream>
#include <memory>

#include "server/server.hpp"
#include "server/test_client.hpp"
#include "server/tls_identity.hpp"

using namespace guiyan;
using namespace guiyan::server::test;
using server::ensure_tls_identity;
using server::server_options;

namespace {

instant at(char const* text) {
    return *parse_instant(text);
}

std::string file_text(std::filesystem::path const& path) {
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

/// Asks over TLS as a client that trusts one authority only. The reply's text, or why there is none.
std::string ask_encrypted(std::uint16_t port, std::filesystem::path const& authority, std::string const& name,
                          std::string const& request, int newest_version = TLS1_3_VERSION) {
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> const context(SSL_CTX_new(TLS_client_method()),
                                                                    SSL_CTX_free);
    SSL_CTX_load_verify_locations(context.get(), authority.c_str(), nullptr);
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_security_level(context.get(), newest_version < TLS1_2_VERSION ? 0 : 2);
    SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context.get(), newest_version);
    std::unique_ptr<BIO, decltype(&BIO_free_all)> const line(BIO_new_ssl_connect(context.get()),
                                                             BIO_free_all);
    BIO_set_conn_hostname(line.get(), ("127.0.0.1:" + std::to_string(port)).c_str());
    SSL* ssl = nullptr;
    BIO_get_ssl(line.get(), &ssl);
    auto* const wanted = SSL_get0_param(ssl);
    if (X509_VERIFY_PARAM_set1_ip_asc(wanted, name.c_str()) != 1) SSL_set1_host(ssl, name.c_str());
    if (BIO_do_connect(line.get()) != 1)
        return SSL_get_verify_result(ssl) == X509_V_OK ? "no handshake" : "not trusted";
    BIO_write(line.get(), request.data(), int(request.size()));
    std::string out;
    char piece[4096];
    for (int n; (n = BIO_read(line.get(), piece, sizeof piece)) > 0;) out.append(piece, std::size_t(n));
    return out;
}

}  // namespace

TEST_CASE("an identity is made once, kept, and renewed before it ends") {
    scratch_folder folder;
    auto const path = folder.path() / "tls";
    fixed_clock time(at("2026-11-21T08:00:00.000Z"));
    auto const first = ensure_tls_identity(path, {"talent.example", "10.1.2.3", "::1"}, time);
    CHECK(first.made_authority);
    CHECK(first.made_certificate);
    CHECK(first.fingerprint.size() == 32 * 3 - 1);
    for (auto const* name : {"ca.pem", "ca.key", "server.pem", "server.key"}) {
        struct stat about {};
        REQUIRE(::stat((path / name).c_str(), &about) == 0);
        CHECK((about.st_mode & 0777) == 0600);
    }
    auto const authority = file_text(first.authority);

    auto const second = ensure_tls_identity(path, {"talent.example", "10.1.2.3", "::1"}, time);
    CHECK_FALSE(second.made_authority);
    CHECK_FALSE(second.made_certificate);
    CHECK(second.fingerprint == first.fingerprint);
    CHECK(second.valid_until == first.valid_until);

    CHECK(ensure_tls_identity(path, {"talent.example", "10.9.9.9"}, time).made_certificate);

    time.advance(std::chrono::hours(24 * 370));
    auto const renewed = ensure_tls_identity(path, {"talent.example", "10.9.9.9"}, time);
    CHECK(renewed.made_certificate);
    CHECK(renewed.valid_until > first.valid_until);
    CHECK_FALSE(renewed.made_authority);

    std::ofstream(path / "server.key") << "damaged";
    CHECK(ensure_tls_identity(path, {"talent.example", "10.9.9.9"}, time).made_certificate);
    CHECK(file_text(first.authority) == authority);

    time.advance(std::chrono::hours(24 * 3700));
    CHECK_THROWS(ensure_tls_identity(path, {"talent.example"}, time));
    CHECK_THROWS(ensure_tls_identity(folder.path() / "other", {"a,DNS:evil.example"}, time));
    CHECK_THROWS(ensure_tls_identity(folder.path() / "other", {}, time));
}

TEST_CASE("names of this machine hold the loopback names") {
    auto const names = server::names_of_this_machine();
    for (auto const* name : {"localhost", "127.0.0.1", "::1"})
        CHECK(std::find(names.begin(), names.end(), name) != names.end());
}

TEST_CASE("a client that trusts the authority talks to the server, others do not") {
    scratch_folder folder;
    system_clock const time;
    auto const own = ensure_tls_identity(folder.path() / "own", {"localhost", "127.0.0.1"}, time);
    auto const foreign = ensure_tls_identity(folder.path() / "foreign", {"localhost"}, time);
    server_options o;
    o.tls = own.files;
    o.spool_folder = folder.path() / "spool";
    std::string const bytes(3'000'000, 'x');
    bool secure = false;
    server::server s(o, [&](api::request const& r) {
        secure = r.secure;
        api::reply a;
        a.body = "got " + std::to_string(r.body_file.empty() ? r.body.size()
                                                             : std::filesystem::file_size(r.body_file));
        if (r.target == "/long") a.static_body = bytes;
        return a;
    });
    s.start();
    auto const request = get("/", "Connection: close\r\n");
    CHECK(ask_encrypted(s.port(), own.authority, "127.0.0.1", request).ends_with("got 0"));
    CHECK(secure);
    CHECK(ask_encrypted(s.port(), own.authority, "localhost", request).ends_with("got 0"));
    CHECK(ask_encrypted(s.port(), own.authority, "127.0.0.1", request, TLS1_2_VERSION).ends_with("got 0"));
    CHECK(ask_encrypted(s.port(), own.authority, "127.0.0.1", get("/long", "Connection: close\r\n"))
              .ends_with(bytes));
    CHECK(ask_encrypted(s.port(), own.authority, "127.0.0.1", post("/", bytes, "Connection: close\r\n"))
              .ends_with("got 3000000"));
    CHECK(ask_encrypted(s.port(), own.authority, "other.example", request) == "not trusted");
    CHECK(ask_encrypted(s.port(), foreign.authority, "localhost", request) == "not trusted");
    CHECK(ask_encrypted(s.port(), own.authority, "localhost", request, TLS1_1_VERSION) == "no handshake");
    CHECK(
        ask_encrypted(s.port(), own.authority, "localhost", "nonsense\r\n\r\n").starts_with("HTTP/1.1 400 "));

    s.use_certificate(foreign.files);
    CHECK(ask_encrypted(s.port(), foreign.authority, "localhost", request).ends_with("got 0"));
}

TEST_CASE("plain HTTP on the TLS port is sent to https") {
    scratch_folder folder;
    auto const own = ensure_tls_identity(folder.path(), {"localhost"}, system_clock());
    server_options o;
    o.tls = own.files;
    server::server s(o, [](api::request const&) { return api::reply{}; });
    s.start();
    auto const a = client(s.port()).ask("GET /people?q=1 HTTP/1.1\r\nHost: talent.example:8443\r\n\r\n");
    CHECK(a.status == 308);
    CHECK(a.header("location") == "https://talent.example:8443/people?q=1");
    client garbage(s.port());
    garbage.send("\x01\x02\x03");
    CHECK(garbage.is_closed());
}

TEST_CASE("unreadable certificates are said at the start") {
    server_options o;
    o.tls = server::tls_files{"/nonexistent/server.pem", "/nonexistent/server.key"};
    server::server s(o, [](api::request const&) { return api::reply{}; });
    CHECK_THROWS_AS(s.start(), std::runtime_error);
}
