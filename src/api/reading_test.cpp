#include <doctest/doctest.h>

#include "api/reading.hpp"
#include "record/plain.hpp"

using namespace guiyan;
using namespace guiyan::api;

namespace {

struct thing_id {
    std::int64_t value = 0;
};
struct wish {
    std::string words;
};
struct page_asked {
    std::int64_t page = 1;
};
BOOST_DESCRIBE_STRUCT(wish, (), (words))
BOOST_DESCRIBE_STRUCT(page_asked, (), (page))
record::type const& record_of(wish const*) {
    static auto const t = record::describe_plain<wish>("wish", {{.name = "words", .required = true}});
    return t;
}
record::type const& record_of(page_asked const*) {
    static auto const t = record::describe_plain<page_asked>("page_asked", {{.name = "page", .minimum = 1}});
    return t;
}

struct asked {
    explicit asked(std::string id, std::string body = {}, std::string page = "2") : raw{} {
        raw.body = std::move(body);
        about.path = {{"id", std::move(id)}};
        about.query = {{"page", std::move(page)}};
    }
    request raw;
    actor who;
    record::code_check codes = [](std::string_view, std::string_view) { return true; };
    call about{raw, who, codes};
};

}  // namespace

TEST_CASE("what a handler reads comes in order, and what it returns is told by its type") {
    auto const all = reading<in_path<thing_id>, in_query<page_asked>, in_body<wish>>(
        [](call&, thing_id id, page_asked const& p, wish& w) -> result<wish> {
            return wish{w.words + " " + std::to_string(id.value) + "/" + std::to_string(p.page)};
        },
        201);
    asked right("12", R"({"words":"a"})");
    auto const told = all(right.about);
    REQUIRE(told);
    CHECK(told->status == 201);
    CHECK(told->body == R"({"words":"a 12/2"})");

    auto const plain = reading<>([](call&) { return wish{"b"}; })(right.about);
    CHECK(plain->body == R"({"words":"b"})");
    CHECK(reading<>([](call&) -> result<done> { return done{}; })(right.about)->status == 204);
    CHECK(reading<>([](call&) { return reply{418}; })(right.about)->status == 418);
    auto const refused =
        reading<>([](call&) -> result<wish> { return fail(fault::conflict, "error.busy"); })(right.about);
    CHECK(refused.error().key == "error.busy");
}

TEST_CASE("the first part that cannot be read is the answer, and nothing is done") {
    int called = 0;
    auto const all = reading<in_path<thing_id>, in_query<page_asked>, in_body<wish>>(
        [&](call&, thing_id, page_asked const&, wish&) {
            ++called;
            return done{};
        });
    asked nobody("0", "{}"), page("12", "{}", "none"), body("12", "{}");
    CHECK(all(nobody.about).error().code == fault::not_found);
    CHECK(all(page.about).error().fields.front().path == "/page");
    CHECK(all(body.about).error().fields.front().path == "/words");
    CHECK(called == 0);
}

TEST_CASE("the version of If-Match and the bytes of a file are parts like the others") {
    auto const all = reading<in_path<thing_id>, in_version, in_upload>(
        [](call&, thing_id id, std::int64_t version, upload const& file) -> result<wish> {
            return wish{std::to_string(id.value) + "/" + std::to_string(version) + " " + file.name};
        });
    asked right("12", "bytes");
    CHECK(all(right.about).error().code == fault::precondition_required);
    right.raw.headers = {{"if-match", "\"3\""}};
    CHECK(all(right.about).error().key == "error.file_name_required");
    right.raw.headers.emplace_back("x-file-name", "%E5%90%8D.xlsx");
    CHECK(all(right.about)->body == R"({"words":"12/3 名.xlsx"})");
}

TEST_CASE("a file made for a reply goes under its name and is removed after it") {
    auto const told = file_reply("/tmp/made", xlsx_content, "名 1.xlsx");
    CHECK(told.status == 200);
    CHECK(told.body_file == "/tmp/made");
    CHECK(told.remove_body_file);
    header_list const expected = {
        {"content-type", std::string(xlsx_content)},
        {"content-disposition", "attachment; filename=\"download\"; filename*=UTF-8''%E5%90%8D%201.xlsx"}};
    CHECK(told.headers == expected);
}
