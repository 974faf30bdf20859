#pragma once
// The head of the trail, written outside the database and signed with a key that is not in it: rows cut off
// at the end, which the chain alone cannot show, stand against the anchor (trust.md decision 6).

#include <filesystem>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "crypto/authenticator.hpp"
#include "db/database.hpp"

namespace guiyan::audit {

class anchor_file {
public:
    anchor_file(std::filesystem::path file, crypto::keyring const&);

    /// Appends "moment id hash mark" when the head moved since the last line; durable when it returns.
    void append(db::database&, instant at);

    struct finding {
        std::int64_t anchors = 0;      ///< lines that are sound
        std::int64_t broken_line = 0;  ///< first line whose mark is wrong; 0: none
        std::int64_t missing_id = 0;   ///< first anchored row that is gone or another; 0: none
    };
    /// Holds every line against the database.
    finding check(db::database&) const;

private:
    std::filesystem::path file_;
    crypto::authenticator signer_;
};

}  // namespace guiyan::audit
