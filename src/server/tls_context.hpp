#pragma once
// Settings of TLS. Private to the transport: its .cpp includes Asio's ssl.

#include <memory>

#include "server/server.hpp"

namespace boost::asio::ssl {
class context;
}

namespace guiyan::server {

/// TLS 1.2 with forward-secret AEAD suites, and 1.3. Throws std::runtime_error that names the unreadable
/// file.
std::shared_ptr<boost::asio::ssl::context> make_tls_context(tls_files const&);

}  // namespace guiyan::server
