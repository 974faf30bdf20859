#pragma once
// How a coroutine sends a step of its work to a pool and goes on, on its own thread, when the step is done.
// Private to the transport.

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/post.hpp>
#include <memory>
#include <type_traits>
#include <utility>

#include "server/worker_pool.hpp"

namespace guiyan::server {

template <class Owner, class Handler>
class errand final : public work {
public:
    errand(Owner& owner, void (Owner::*step)() noexcept, Handler handler)
        : owner_(owner), step_(step), handler_(std::move(handler)) {}

    void run() noexcept override {
        (owner_.*step_)();
        finish(true);
    }

    /// `done` false: the pool did not take it.
    void finish(bool done) {
        auto const home = boost::asio::get_associated_executor(handler_);
        boost::asio::post(home, continuation{std::move(handler_), done});
    }

private:
    struct continuation {
        Handler handler;
        bool done;
        void operator()() { std::move(handler)(done); }
    };

    Owner& owner_;
    void (Owner::*step_)() noexcept;
    Handler handler_;
};

/// Initiation for boost::asio::async_initiate<…, void(bool)>. Name it before the co_await (see
/// connection.cpp).
template <class Owner>
struct hand_over {
    worker_pool* pool;
    Owner* owner;
    void (Owner::*step)() noexcept;

    template <class Handler>
    void operator()(Handler&& handler) const {
        using carried = errand<Owner, std::decay_t<Handler>>;
        auto refused = pool->submit(std::make_unique<carried>(*owner, step, std::forward<Handler>(handler)));
        if (refused) static_cast<carried&>(*refused).finish(false);
    }
};

}  // namespace guiyan::server
