#pragma once
// `guiyan serve`: the house behind the transport, until a signal ends it.

#include <string>

#include "app/house.hpp"

namespace guiyan::app {

struct serve_options {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    bool plain = false;  ///< HTTP beyond loopback, asked for in so many words
    bool access_log = false;
};

int serve(house_options, serve_options, embedded_files web);

}  // namespace guiyan::app
