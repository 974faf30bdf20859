#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "api/openapi.hpp"
#include "api/router.hpp"
#include "api/uri.hpp"

using namespace guiyan;
using namespace guiyan::api;

namespace {

reply text_reply(std::string text) {
    return {200, {}, std::move(text), {}, false, {}};
}

struct fixture {
    sentences words;
    fixed_clock time{*parse_instant("2026-11-21T06:00:00.000Z")};
    int done = 0;
    std::optional<reply> kept;
    router make() {
        words.add("zh-CN", R"({"error.not_found":"没有找到，或不在您的管辖范围内。","error.forbidden":"x"})");
        std::vector<endpoint> table;
        table.push_back({.path = "/api/people/{id}",
                         .operation = "get_person",
                         .permission = "people.read",
                         .handle = [](call& c) -> result<reply> {
                             auto id = c.path_id("id");
                             if (!id) return fail(id.error());
                             return text_reply("person " + std::to_string(*id));
                         }});
        table.push_back({.path = "/api/people/export",
                         .operation = "list",
                         .permission = "people.read",
                         .handle = [](call&) -> result<reply> { return text_reply("list"); }});
        table.push_back({.verb = method::post,
                         .path = "/api/people",
                         .operation = "register_person",
                         .permission = "people.write",
                         .handle = [this](call& c) -> result<reply> {
                             c.who.once->taken = true;
                             return text_reply("made " + std::to_string(++done));
                         }});
        table.push_back({.path = "/api/broken",
                         .operation = "broken",
                         .permission = "people.read",
                         .handle = [](call&) -> result<reply> { throw std::runtime_error("boom"); }});
        ports p;
        p.identify = [](request const& r) -> result<identity> {
            if (r.header("cookie").empty()) return fail(fault::unauthenticated, "error.unauthenticated");
            identity i;
            i.who.permissions = {"people.read"};
            if (r.header("cookie") == "writer") i.who.permissions.push_back("people.write");
            i.csrf_token = "token";
            return i;
        };
        p.at_hand = [](request const& r, std::string_view permission) {
            return permission == "people.read" && !r.header("cookie").empty();
        };
        p.replay = [this](actor const&, once_key const&) { return kept; };
        p.keep = [this](actor const&, once_key const&, reply const& r) { kept = r; };
        p.page = [](request const&, std::string_view) -> std::optional<reply> { return std::nullopt; };
        p.codes = [](std::string_view, std::string_view) { return true; };
        return router(std::move(table), words, std::move(p), time);
    }
};

request ask(method m, std::string target, header_list headers = {{"cookie", "reader"}}) {
    return {m, std::move(target), std::move(headers), "{}", {}, "127.0.0.1", false};
}

}  // namespace

TEST_CASE("the router finds, refuses and hides") {
    fixture f;
    auto const r = f.make();
    CHECK(r(ask(method::get, "/api/people/12")).body == "person 12");
    CHECK(r(ask(method::get, "/api/people/export")).body == "list");
    CHECK(r(ask(method::get, "/api/people/0")).status == 404);
    CHECK(r(ask(method::get, "/api/people/12x")).status == 404);
    CHECK(r(ask(method::get, "/api/nothing")).status == 404);
    CHECK(r(ask(method::del, "/api/people/12")).status == 405);
    CHECK(r(ask(method::get, "/api/people/12", {})).status == 401);
    CHECK(r(ask(method::get, "/api/people/12?x=1")).status == 400);
    auto const broken = r(ask(method::get, "/api/broken"));
    CHECK(broken.status == 500);
    CHECK(broken.body.find("boom") == std::string::npos);
    CHECK(broken.body.find("incident") != std::string::npos);
}

TEST_CASE("an unsafe request needs the right, the token and a key, and has one effect") {
    fixture f;
    auto const r = f.make();
    header_list good{{"cookie", "writer"},
                     {"x-guiyan-csrf", "token"},
                     {"idempotency-key", "12345678"},
                     {"host", "127.0.0.1:8080"}};
    auto with = [&](header_list h) { return r(ask(method::post, "/api/people", std::move(h))).status; };
    auto without = [&](char const* name) {
        auto h = good;
        std::erase_if(h, [&](auto const& x) { return x.first == name; });
        return with(h);
    };
    CHECK(without("x-guiyan-csrf") == 403);
    CHECK(without("idempotency-key") == 428);
    auto foreign = good;
    foreign.emplace_back("origin", "http://evil.example");
    CHECK(with(foreign) == 403);
    auto reader = good;
    reader[0].second = "reader";
    CHECK(with(reader) == 403);
    CHECK(f.done == 0);
    CHECK(r(ask(method::post, "/api/people", good)).body == "made 1");
    CHECK(r(ask(method::post, "/api/people", good)).body == "made 1");
    CHECK(f.done == 1);
}

TEST_CASE("an operation is short when nearly all of its last runs were") {
    using namespace std::chrono_literals;
    pace p;
    for (int i = 0; i < 15; ++i) p.note(40us);
    CHECK_FALSE(p.is_short());
    p.note(40us);
    CHECK(p.is_short());
    p.note(3ms);
    CHECK_FALSE(p.is_short());
    for (int i = 0; i < 100; ++i) p.note(40us);
    p.note(3ms);
    CHECK(p.is_short());  // one of a hundred: the thread was interrupted
    for (int i = 0; i < 40; ++i) p.note(i % 4 ? 40us : 3ms);
    CHECK_FALSE(p.is_short());
}

TEST_CASE("only reading with a session at hand is brief") {
    fixture f;
    auto const r = f.make();
    auto const get = ask(method::get, "/api/people/12?x");
    CHECK_FALSE(r.is_brief(get));  // nobody knows how long it takes
    for (int i = 0; i < 200; ++i) r(ask(method::get, "/api/people/12"));
    CHECK(r.is_brief(get));
    CHECK_FALSE(r.is_brief(ask(method::get, "/api/people/12", {})));
    CHECK_FALSE(r.is_brief(ask(method::post, "/api/people")));
    CHECK_FALSE(r.is_brief(ask(method::get, "/api/people/12/more")));
    CHECK_FALSE(r.is_brief(ask(method::get, "http://elsewhere/")));
    CHECK_FALSE(r.is_brief(ask(method::get, "")));
    CHECK_FALSE(r.is_brief(ask(method::get, "/api/people/export")));
    auto in_file = get;
    in_file.body_file = "somewhere";
    CHECK_FALSE(r.is_brief(in_file));
}

TEST_CASE("targets") {
    auto const t = split_target("/a/%E5%BC%A0?q=%E5%BC%A0+a&x&y=1%2B1");
    REQUIRE(t);
    CHECK(t->query[0].second == "张 a");
    CHECK(t->query[1].second.empty());
    CHECK(t->query[2].second == "1+1");
    CHECK_FALSE(split_target("/a?q=%ff"));
    CHECK_FALSE(split_target("http://x/"));
    CHECK(percent_encode("张 a") == "%E5%BC%A0%20a");
}
