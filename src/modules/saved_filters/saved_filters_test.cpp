#include "modules/saved_filters/saved_filters.hpp"

#include <doctest/doctest.h>

#include "modules/saved_filters/saved_filters_api.hpp"
#include "support/account_rows.hpp"

using namespace guiyan;
using namespace guiyan::saved_filters;

namespace {

struct fixture : testing::account_rows {
    explicit fixture(db::engine kind = db::engine::sqlite) : account_rows(kind), kept(*database) {
        add_account(1, "limin", "李敏");
        add_account(2, "wangqiang", "王强");
    }
    saved_filter draft(std::string name, std::string query) const {
        saved_filter f;
        f.name = std::move(name);
        f.query = std::move(query);
        return f;
    }
    saved_filters::saved_filters kept;
};

}  // namespace

TEST_CASE("numbers of persons do not stay in a kept query") {
    CHECK(without_numbers("region=411122108000&sex=2&q=养殖") ==
          "region=411122108000&sex=2&q=%E5%85%BB%E6%AE%96");
    CHECK(without_numbers("?q=411122197603279913&sex=2") == "sex=2");
    CHECK(without_numbers(
              "q=%EF%BC%91%EF%BC%94%EF%BC%90%EF%BC%90%EF%BC%90%EF%BC%90%EF%BC%90%EF%BC%90&sex=2") == "sex=2");
    CHECK(without_numbers("q=140+0000+0185&page=2") == "page=2");
    CHECK(without_numbers("phone=14000000185&sex=1") == "sex=1");
    CHECK_FALSE(without_numbers("q=%zz"));
    CHECK_FALSE(without_numbers("a=b#c"));
}

TEST_CASE("an account keeps and drops its own filters, on both databases") {
    for (auto const kind : {db::engine::sqlite, db::engine::postgres}) {
        fixture f(kind);
        auto const one = f.account_actor(1), other = f.account_actor(2);
        auto const made = f.kept.save(one, f.draft("养殖能手", "practical_line=breeding&q=14000000185"));
        REQUIRE(made);
        CHECK(made->query == "practical_line=breeding");
        auto const again = f.kept.save(one, f.draft("养殖能手", "sex=1"));
        REQUIRE_FALSE(again);
        CHECK(again.error().fields.at(0).path == "/name");
        CHECK(f.kept.save(other, f.draft("养殖能手", "sex=1")));
        CHECK(f.kept.list(one, "").size() == 1);
        CHECK(f.kept.list(one, "people").size() == 1);
        CHECK(f.kept.list(one, "organizations").empty());
        auto const foreign = f.kept.drop(other, made->id);
        REQUIRE_FALSE(foreign);
        CHECK(foreign.error().code == fault::not_found);
        REQUIRE(f.kept.drop(one, made->id));
        CHECK(f.kept.list(one, "").empty());
        CHECK(f.kept.list(other, "").size() == 1);
    }
}

TEST_CASE("what cannot be kept is said") {
    fixture f;
    auto const who = f.account_actor(1);
    CHECK(f.kept.save(who, f.draft("a", "q=411122197603279913")).error().fields.at(0).key ==
          "saved_filters.nothing_to_keep");
    CHECK(f.kept.save(who, f.draft("a", "q=%zz")).error().fields.at(0).key == "saved_filters.not_a_query");
    for (int i = 0; i < 50; ++i) REQUIRE(f.kept.save(who, f.draft(std::to_string(i), "sex=1")));
    auto const many = f.kept.save(who, f.draft("50", "sex=1"));
    REQUIRE_FALSE(many);
    CHECK(many.error().key == "saved_filters.too_many");

    api::request const raw{
        api::method::post, "/", {}, R"({"query":"","shape":1,"list":"People!"})", {}, "", false};
    record::code_check const codes = [](std::string_view, std::string_view) { return true; };
    api::call c(raw, who, codes);
    auto const bad = endpoints(f.kept).at(1).handle(c);
    REQUIRE_FALSE(bad);
    std::string paths;
    for (auto const& e : bad.error().fields) paths += e.path + " ";
    CHECK(paths == "/shape /list /name /query ");
}
