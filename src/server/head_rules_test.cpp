#include "server/head_rules.hpp"

#include <doctest/doctest.h>
#include <zlib.h>

#include "server/address_quota.hpp"
#include "server/byte_window.hpp"
#include "server/gzip.hpp"
#include "server/reply_head.hpp"

using namespace guiyan;
using namespace guiyan::server;

namespace {

api::request with(api::header_list headers, std::string target = "/") {
    api::request out;
    out.headers = std::move(headers);
    out.target = std::move(target);
    return out;
}

std::string unpack(std::string const& packed) {
    std::string out(1 << 20, '\0');
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = uInt(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = uInt(out.size());
    CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

}  // namespace

TEST_CASE("a header that can be read in two ways is refused") {
    auto const status = [](api::header_list headers, int version = 11) {
        auto head = with(std::move(headers));
        return check_head(head, version).status;
    };
    CHECK(status({{"host", "a"}}) == 0);
    CHECK(status({}) == 400);
    CHECK(status({}, 10) == 0);
    CHECK(status({{"host", "a"}, {"host", "a"}}) == 400);
    CHECK(status({{"host", "a b"}}) == 400);
    CHECK(status({{"host", "a/b"}}) == 400);
    CHECK(status({{"host", "user@a"}}) == 400);
    CHECK(status({{"host", "[::1]:8080"}}) == 0);
    CHECK(status({{"host", "a"}, {"content-length", "5"}, {"content-length", "5"}}) == 400);
    CHECK(status({{"host", "a"}, {"content-length", "5, 5"}}) == 400);
    CHECK(status({{"host", "a"}, {"content-length", "+5"}}) == 400);
    CHECK(status({{"host", "a"}, {"content-length", ""}}) == 400);
    CHECK(status({{"host", "a"}, {"content-length", "5"}, {"transfer-encoding", "chunked"}}) == 400);
    CHECK(status({{"host", "a"}, {"transfer-encoding", "chunked"}, {"transfer-encoding", "chunked"}}) == 400);
    CHECK(status({{"host", "a"}, {"transfer-encoding", "Chunked"}}) == 0);
    CHECK(status({{"host", "a"}, {"transfer-encoding", "gzip, chunked"}}) == 501);
    CHECK(status({{"host", "a"}, {"transfer-encoding", "identity"}}) == 501);
    CHECK(status({{"host", "a"}, {"transfer-encoding", "chunked"}}, 10) == 400);
    CHECK(status({{"host", "a"}, {"expect", "100-continue"}}) == 0);
    CHECK(status({{"host", "a"}, {"expect", "a miracle"}}) == 417);
}

TEST_CASE("a header line that goes on in the next is noticed, in the header only") {
    CHECK(has_folded_line("GET / HTTP/1.1\r\nHost: a\r\nX: one\r\n two\r\n\r\n"));
    CHECK(has_folded_line("GET / HTTP/1.1\r\nHost: a\r\nX: one\r\n\ttwo\r\n\r\n"));
    CHECK_FALSE(has_folded_line("GET / HTTP/1.1\r\nHost: a\r\nX: one  two\r\n\r\n"));
    CHECK_FALSE(has_folded_line("POST / HTTP/1.1\r\nHost: a\r\n\r\nbody\r\n body"));
    CHECK_FALSE(has_folded_line(""));
}

TEST_CASE("targets come out in origin form and ASCII") {
    auto const target = [](std::string text, api::method verb = api::method::get) {
        auto head = with({{"host", "a"}}, std::move(text));
        head.verb = verb;
        return check_head(head, 11) ? std::string("refused") : head.target;
    };
    CHECK(target("/a?b=c") == "/a?b=c");
    CHECK(target("http://a/b?c") == "/b?c");
    CHECK(target("HTTPS://a?c") == "/?c");
    CHECK(target("http://a") == "/");
    CHECK(target("/api/people?q=王") == "/api/people?q=%E7%8E%8B");
    CHECK(target("*", api::method::options) == "*");
    CHECK(target("*") == "refused");
    CHECK(target("a/b") == "refused");
    CHECK(target("a:443") == "refused");
    CHECK(target("/a#b") == "refused");
    CHECK(target("") == "refused");
}

TEST_CASE("X-Forwarded-For counts only behind a trusted proxy") {
    auto const head =
        with({{"x-forwarded-for", "198.51.100.9, 203.0.113.7"}, {"x-forwarded-for", "10.0.0.2"}});
    CHECK(true_remote(head, "192.0.2.1", {}) == "192.0.2.1");
    CHECK(true_remote(head, "192.0.2.1", {"10.0.0.1"}) == "192.0.2.1");
    CHECK(true_remote(head, "10.0.0.1", {"10.0.0.1"}) == "10.0.0.2");
    CHECK(true_remote(head, "10.0.0.1", {"10.0.0.1", "10.0.0.2"}) == "203.0.113.7");
    CHECK(true_remote(head, "::ffff:192.0.2.1", {}) == "192.0.2.1");
    CHECK(true_remote(with({{"x-forwarded-for", "<b>"}}), "10.0.0.1", {"10.0.0.1"}) == "10.0.0.1");
    CHECK(true_remote(with({}), "10.0.0.1", {"10.0.0.1"}) == "10.0.0.1");
}

TEST_CASE("gzip is used where it is accepted and pays") {
    CHECK(accepts_gzip("gzip, deflate, br"));
    CHECK(accepts_gzip("br;q=1.0, GZIP;q=0.5"));
    CHECK(accepts_gzip("*"));
    CHECK_FALSE(accepts_gzip(""));
    CHECK_FALSE(accepts_gzip("br"));
    CHECK_FALSE(accepts_gzip("gzip;q=0"));
    CHECK_FALSE(accepts_gzip("*, gzip;q=0.000"));

    std::string const long_text(5000, 'a');
    auto const packed = [&](api::header_list headers, std::string body, std::string_view accept = "gzip") {
        api::reply reply;
        reply.headers = std::move(headers);
        reply.body = std::move(body);
        compress_reply(reply, accept);
        return reply;
    };
    auto const json = packed({{"content-type", "application/json; charset=utf-8"}}, long_text);
    CHECK(json.body.size() < 100);
    CHECK(unpack(json.body) == long_text);
    CHECK(json.headers.back().second == "gzip");
    auto const plain = packed({{"content-type", "application/json"}}, long_text, "");
    CHECK(plain.body == long_text);
    CHECK(plain.headers.back().first == "vary");
    CHECK(packed({{"content-type", "application/json"}}, "short").body == "short");
    CHECK(packed({{"content-type", "image/png"}}, long_text).body == long_text);
    CHECK(packed({{"content-type", "text/csv"}, {"x-no-compress", "1"}}, long_text).body == long_text);
    CHECK(packed({{"content-type", "text/csv"}, {"content-encoding", "br"}}, long_text).body == long_text);
}

TEST_CASE("a reply's header cannot be broken by its values") {
    api::reply reply;
    reply.headers = {{"location", "/a\r\nset-cookie: b=c"},
                     {"content-length", "7"},
                     {"bad name", "x"},
                     {"x-no-compress", "1"},
                     {"connection", "upgrade"}};
    auto const text = reply_head(reply, {12, true, false, "Sat, 21 Nov 2026 14:02:00 GMT", "abc"});
    CHECK(text ==
          "HTTP/1.1 200 OK\r\nDate: Sat, 21 Nov 2026 14:02:00 GMT\r\nlocation: /a  set-cookie: b=c\r\n"
          "x-request-id: abc\r\nContent-Length: 12\r\n\r\n");
    reply.headers.clear();
    reply.status = 204;
    CHECK(reply_head(reply, {0, false, false, "d", ""}) ==
          "HTTP/1.1 204 No Content\r\nDate: d\r\nConnection: close\r\n\r\n");
    CHECK(http_date(1795269720) == "Sat, 21 Nov 2026 14:02:00 GMT");
    CHECK(problem_reply({413, "server.body_too_large"}, "say \"less\"").body ==
          "{\"type\":\"about:blank\",\"title\":\"Content Too Large\",\"status\":413,\"code\":\"too_large\","
          "\"key\":\"server.body_too_large\",\"detail\":\"say \\\"less\\\"\",\"errors\":[]}");
}

TEST_CASE("a byte window keeps what is not taken") {
    byte_window window;
    auto const put = [&](std::string_view text, std::size_t room) {
        std::memcpy(window.prepare(room), text.data(), text.size());
        window.commit(text.size());
    };
    put("hello", 8);
    window.consume(3);
    put(" world", 6);  // moves to the front instead of growing
    CHECK(std::string_view(window.data(), window.size()) == "lo world");
    put("!", 100);
    CHECK(std::string_view(window.data(), window.size()) == "lo world!");
    window.consume(9);
    CHECK(window.empty());
    window.shrink(10);
    CHECK(window.capacity() == 0);
}

TEST_CASE("an address has its share of connections and no more") {
    address_quota quota(2);
    CHECK(quota.take("192.0.2.1"));
    CHECK(quota.take("192.0.2.1"));
    CHECK_FALSE(quota.take("192.0.2.1"));
    CHECK(quota.take("192.0.2.2"));
    quota.give_back("192.0.2.1");
    CHECK(quota.take("192.0.2.1"));
    for (auto const* address : {"192.0.2.1", "192.0.2.1", "192.0.2.2"}) quota.give_back(address);
    CHECK(quota.addresses() == 0);
}
