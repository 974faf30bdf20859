#include "server/tls_context.hpp"

#include <openssl/ssl.h>

#include <boost/asio/ssl/context.hpp>
#include <stdexcept>

namespace guiyan::server {

namespace {

/// Takes http/1.1 where the client offers a choice.
int choose_protocol(SSL*, unsigned char const** out, unsigned char* out_length, unsigned char const* in,
                    unsigned in_length, void*) {
    static constexpr unsigned char ours[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    unsigned char* chosen = nullptr;
    if (SSL_select_next_proto(&chosen, out_length, ours, sizeof ours, in, in_length) !=
        OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_NOACK;
    *out = chosen;
    return SSL_TLSEXT_ERR_OK;
}

}  // namespace

std::shared_ptr<boost::asio::ssl::context> make_tls_context(tls_files const& from) {
    namespace ssl = boost::asio::ssl;
    auto made = std::make_shared<ssl::context>(ssl::context::tls_server);
    SSL_CTX* const raw = made->native_handle();
    SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
    SSL_CTX_set_options(raw, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION |
                                 SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
    SSL_CTX_set_cipher_list(raw,
                            "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
                            "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
                            "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305");
    SSL_CTX_set1_groups_list(raw, "X25519:P-256:P-384");
    // Thousands of idle connections need not keep 34 KiB of buffers each.
    SSL_CTX_set_mode(raw, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_alpn_select_cb(raw, choose_protocol, nullptr);

    boost::system::error_code ec;
    made->use_certificate_chain_file(from.certificate.string(), ec);
    if (ec) throw std::runtime_error("certificate " + from.certificate.string() + ": " + ec.message());
    made->use_private_key_file(from.key.string(), ssl::context::pem, ec);
    if (ec) throw std::runtime_error("key " + from.key.string() + ": " + ec.message());
    if (SSL_CTX_check_private_key(raw) != 1)
        throw std::runtime_error("the key " + from.key.string() + " does not belong to the certificate " +
                                 from.certificate.string());
    return made;
}

}  // namespace guiyan::server
