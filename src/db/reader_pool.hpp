#pragma once
// Connections for reading, lent to one thread at a time; opened when first needed.

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "db/session.hpp"

namespace guiyan::db {

class reader_pool {
public:
    /// At most `limit` connections at a time; beyond `kept` they are closed when they come back.
    reader_pool(int limit, int kept, std::function<std::unique_ptr<session>()> open)
        : limit_(limit), kept_(static_cast<std::size_t>(kept)), open_(std::move(open)) {}

    /// Runs `f` on a connection inside a transaction that sees one snapshot. Inside another run() of this
    /// thread the same connection is used. Throws `busy` when none comes free for a long time.
    void run(std::function<void(connection&)> const& f);

private:
    class lease;
    std::unique_ptr<session> take();
    void give_back(std::unique_ptr<session>);

    int const limit_;
    std::size_t const kept_;
    std::function<std::unique_ptr<session>()> open_;
    std::mutex guard_;
    std::condition_variable came_back_;
    std::vector<std::unique_ptr<session>> free_;  // the last one used is on top: its cache is warm
    int lent_ = 0;
};

}  // namespace guiyan::db
