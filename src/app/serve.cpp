#include "app/serve.hpp"

#include <fmt/format.h>
#include <malloc.h>
#include <signal.h>
#include <spdlog/spdlog.h>

#include <boost/json.hpp>
#include <mutex>
#include <optional>

#include "api/openapi.hpp"
#include "app/daily_round.hpp"
#include "app/metrics.hpp"
#include "app/once_store.hpp"
#include "app/refusal_count.hpp"
#include "app/web_files.hpp"
#include "base/text.hpp"
#include "modules/accounts/accounts_api.hpp"
#include "server/server.hpp"
#include "server/tls_identity.hpp"

namespace guiyan::app {
namespace {

bool is_loopback(std::string_view address) {
    return address == "::1" || address == "localhost" || address.starts_with("127.");
}

/// The path of a target, as the trail names it: what was searched for stays out of it.
std::string address_of(std::string_view target) {
    auto const path = target.substr(0, target.find('?'));
    return std::string(path.substr(0, 120));
}

api::reply plain_text(std::string body, std::string type = "text/plain; charset=utf-8") {
    return {200, {{"content-type", std::move(type)}}, std::move(body), {}, false, {}};
}

/// Text that is made when it is first asked for.
class made_once {
public:
    explicit made_once(std::function<std::string()> make) : make_(std::move(make)) {}
    std::string const& text() {
        std::call_once(once_, [this] { text_ = make_(); });
        return text_;
    }

private:
    std::function<std::string()> const make_;
    std::once_flag once_;
    std::string text_;
};

/// Endpoints that belong to no module: health, figures of the program, its own description (of `everything`,
/// asked for when somebody wants to read it).
void add_own_endpoints(std::vector<api::endpoint>& all, house& h,
                       std::function<server::server_metrics()> transport,
                       std::function<std::vector<api::endpoint> const&()> everything) {
    all.push_back({.path = "/healthz",
                   .operation = "get_health",
                   .file = true,
                   .handle = [&h](api::call&) -> result<api::reply> {
                       h.accounts.system_name();  // reads a row: throws when the database does not answer
                       return plain_text("ok\n");
                   }});
    all.push_back({.path = "/metrics",
                   .operation = "get_metrics",
                   .file = true,
                   .handle = [&h, transport](api::call&) -> result<api::reply> {
                       return plain_text(metrics_text(h, transport()));
                   }});
    auto const document = std::make_shared<made_once>(
        [everything] { return boost::json::serialize(api::openapi(everything(), embedded_sentences())); });
    all.push_back({.path = "/api/openapi.json",
                   .operation = "get_openapi",
                   .file = true,
                   .handle = [document](api::call&) -> result<api::reply> {
                       return plain_text(document->text(), "application/json; charset=utf-8");
                   }});
    auto page = [everything](char const* language) {
        return std::make_shared<made_once>([everything, language] {
            return api::openapi_page(everything(), embedded_sentences(), language);
        });
    };
    all.push_back(
        {.path = "/api",
         .operation = "get_api_page",
         .file = true,
         .handle = [chinese = page("zh-CN"), english = page("en")](api::call& c) -> result<api::reply> {
             return plain_text((c.who.language == "en" ? english : chinese)->text(),
                               "text/html; charset=utf-8");
         }});
}

api::ports make_ports(house& h, embedded_files web) {
    api::ports p;
    p.identify = [&h](api::request const& r) {
        return h.accounts.identify(accounts::token_of(r), r.remote,
                                   api::preferred_language(r.header("accept-language")));
    };
    // On PostgreSQL every read waits for another machine, or for another process at least.
    if (h.database->kind() == db::engine::sqlite)
        p.at_hand = [&h](api::request const& r, std::string_view permission) {
            return h.accounts.is_at_hand(accounts::token_of(r), permission);
        };
    p.replay = [&h](actor const& who, once_key const& once) {
        return replay(*h.database, h.vault, who, once);
    };
    p.keep = [&h](actor const& who, once_key const& once, api::reply const& r) {
        keep_reply(*h.database, h.vault, who, once, r);
    };
    p.page = [web](api::request const& r, std::string_view path) { return web_page(web, r, path); };
    auto const told = std::make_shared<refusal_count>();
    p.refused = [&h, told](actor const& who, api::endpoint const& e, std::string_view target,
                           error const& why) {
        auto const times = told->add(who.account_id, h.time.now());
        if (!times) return;
        (void)h.database->write<done>(who, [&](db::transaction& tx) -> result<done> {
            db::event entry{.what = "refused",
                            .entity = "operation",
                            .label = e.operation,
                            .reason = address_of(target),
                            .outcome = why.code == fault::not_found ? "not_found" : "refused"};
            if (*times > refusal_count::told_singly) entry.changes = {{"times", "", std::to_string(*times)}};
            tx.record(std::move(entry));
            return done{};
        });
    };
    p.codes = h.codes.checker();
    return p;
}

/// The index can always be made anew: a full disk costs only time at the next start.
void save_index(house& h, std::size_t most_behind) {
    try {
        h.people.save_index(most_behind);
    } catch (std::exception const& e) {
        spdlog::warn("The index is not kept: {}", e.what());
    }
}

}  // namespace

int serve(house_options where, serve_options how, embedded_files web) {
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);  // before any thread is made: all of them inherit it
    signal(SIGPIPE, SIG_IGN);
    // Twenty threads that allocate little: with an arena for each, what one freed the others could not use.
    mallopt(M_ARENA_MAX, 4);

    house h(where);
    std::unique_ptr<server::server> transport;
    auto endpoints = h.endpoints();
    std::optional<api::router> router;
    add_own_endpoints(
        endpoints, h,
        [&] { return transport->snapshot(); }, [&router]() -> auto const& { return router->endpoints(); });
    router.emplace(std::move(endpoints), embedded_sentences(), make_ports(h, web), h.time);

    server::server_options options;
    options.address = how.address;
    options.port = how.port;
    options.worker_threads = 12;
    options.spool_folder = where.data / "uploads";
    bool const tls = !is_loopback(how.address) && !how.plain;
    if (tls) {
        auto names = server::names_of_this_machine();
        if (how.address != "0.0.0.0" && how.address != "::") names.push_back(how.address);
        auto const identity = server::ensure_tls_identity(where.data / "tls", names, h.time);
        options.tls = identity.files;
        fmt::print(
            "\n  本县证书机构，请在使用的电脑上信任一次 / trust this authority once:  {}\n  SHA-256  {}\n",
            identity.authority.string(), identity.fingerprint);
    }
    server::hooks hooks;
    hooks.body_limit = [](api::request const& head) -> std::uint64_t {
        auto const path = std::string_view(head.target).substr(0, head.target.find('?'));
        if (path == "/api/imports" || path == "/api/regions/import") return 200ull << 20;
        if (path == "/api/attachments") return 21ull << 20;
        if (path == "/api/packs") return 11ull << 20;
        if (path == "/api/public/papers/check") return 8ull << 20;
        return 1ull << 20;
    };
    hooks.lane_of = [&router](api::request const& r) {
        auto const path = std::string_view(r.target).substr(0, r.target.find('?'));
        // Hashing a password and building a file take their time: they must not hold up the short requests.
        bool const login = r.verb == api::method::post && (path == "/api/session" || path == "/api/setup" ||
                                                           path.starts_with("/api/account/"));
        bool const paper =
            path.ends_with(".xlsx") || path == "/api/people/export" || path.starts_with("/api/exports/");
        if (login || paper || !r.body_file.empty()) return server::lane::slow;
        // A worker costs two changes of thread, as much as answering a short request.
        return router->is_brief(r) ? server::lane::immediate : server::lane::quick;
    };
    hooks.sentence = [](std::string_view key, std::string_view accept) {
        return embedded_sentences().say(api::preferred_language(accept), key);
    };
    hooks.on_log = [](server::severity s, std::string_view line) {
        if (s == server::severity::info)
            spdlog::info("{}", line);
        else if (s == server::severity::warning)
            spdlog::warn("{}", line);
        else
            spdlog::error("{}", line);
    };
    if (how.access_log)
        hooks.on_access = [](server::access_entry const& e) {
            spdlog::info("{} {} {} {} B {:.1f} ms {} {}", e.method, e.path, e.status, e.bytes, e.milliseconds,
                         e.remote, e.request_id);
        };
    transport = std::make_unique<server::server>(
        std::move(options), [&](api::request const& r) { return (*router)(r); }, std::move(hooks));
    h.imports.start();
    transport->start();
    auto const shown = how.address.find(':') != std::string::npos ? "[" + how.address + "]" : how.address;
    fmt::print("\n  归雁 Guiyan  {}://{}:{}\n\n", tls ? "https" : "http", shown, transport->port());
    if (h.accounts.setup_needed())
        fmt::print("  首次使用，请在网页上输入一次性设置码 / first start, one-time set-up code:  {}\n\n",
                   h.accounts.new_setup_code());
    std::fflush(stdout);
    malloc_trim(0);  // what only the start needed

    std::optional<daily_round> daily(std::in_place, h);
    // The trail is anchored when the program starts, every hour, and when it ends. In between the index is
    // written where a start without it would have much to read.
    int signal_number = 0;
    timespec const five_minutes{300, 0};
    for (int turn = 0; signal_number <= 0; ++turn) {
        if (turn % 12 == 0) h.anchors.append(*h.database, h.time.now());
        save_index(h, 1000);
        signal_number = sigtimedwait(&ends, nullptr, &five_minutes);
    }
    spdlog::info("signal {}: no new connections, running requests finish", signal_number);
    transport->stop();
    daily.reset();
    save_index(h, 50);
    h.anchors.append(*h.database, h.time.now());
    spdlog::info("stopped");
    return 0;
}

}  // namespace guiyan::app
