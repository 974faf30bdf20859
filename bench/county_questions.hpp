#pragma once
// What the benches ask an invented county, as whole requests, and the plain way to the same answers.

#include <functional>
#include <string>
#include <vector>

#include "bench/invented_county.hpp"
#include "bench/plain_sql.hpp"

namespace guiyan::bench {

struct login {
    std::string cookie, csrf;
};

login log_in(int port, invented_account const& who);

struct question {
    std::string name;
    double goal_us;                                 ///< 0: none
    std::vector<std::vector<std::string>> targets;  ///< each variant is one or more requests
    std::function<void(plain_sql&, std::size_t variant)> plain;
};

/// The first one asks for single people.
std::vector<question> questions(plain_sql& sql);

}  // namespace guiyan::bench
