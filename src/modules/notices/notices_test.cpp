#include "modules/notices/notices.hpp"

#include <doctest/doctest.h>

#include "modules/notices/notices_api.hpp"
#include "support/account_rows.hpp"

using namespace guiyan;
using namespace guiyan::notices;

namespace {

struct fixture : testing::account_rows {
    explicit fixture(db::engine kind = db::engine::sqlite) : account_rows(kind), inbox(*database, words) {
        add_account(1, "limin", "李敏");
        add_account(2, "wangqiang", "王强");
        words.add("zh-CN", R"({"test.due":"{name}的资料已 {months} 个月未确认。"})");
        words.add("en", R"({"test.due":"{name} has not been confirmed for {months} months."})");
    }
    bool tell(std::int64_t account, std::int64_t person, std::string const& rule = "person.stale") {
        auto const told = database->write<bool>(account_actor(0), [&](db::transaction& tx) -> result<bool> {
            tx.housekeeping();
            return inbox.notify(tx, {.account_id = account,
                                     .rule = rule,
                                     .entity = "person",
                                     .entity_id = person,
                                     .text_key = "test.due",
                                     .args = {{"name", "赵国强"}, {"months", "12"}},
                                     .url = "/people/5",
                                     .due_on = date(2026, 12, 1)});
        });
        REQUIRE(told);
        return *told;
    }

    api::sentences words;
    notices::notices inbox;
};

}  // namespace

TEST_CASE("one notice per cause and day, read in the reader's language, on both databases") {
    for (auto const kind : {db::engine::sqlite, db::engine::postgres}) {
        fixture f(kind);
        CHECK(f.tell(1, 5));
        CHECK_FALSE(f.tell(1, 5));
        CHECK(f.tell(1, 6));
        CHECK(f.tell(1, 5, "person.duplicate"));
        CHECK(f.tell(2, 5));
        f.time.advance(std::chrono::hours(24));
        CHECK(f.tell(1, 5));

        auto reader = f.account_actor(1);
        auto page = f.inbox.list(reader, {.size = 2});
        CHECK(page.total == 4);
        CHECK(page.unread == 4);
        REQUIRE(page.items.size() == 2);
        CHECK(page.items[0].text == "赵国强的资料已 12 个月未确认。");
        CHECK(page.items[0].created_at > page.items[1].created_at);
        CHECK(page.items[0].due_on->iso() == "2026-12-01");
        reader.language = "en";
        CHECK(f.inbox.list(reader, {}).items[0].text == "赵国强 has not been confirmed for 12 months.");

        REQUIRE(f.inbox.mark_read(reader, page.items[0].id));
        CHECK(f.inbox.unread(reader) == 3);
        auto const left = f.inbox.list(reader, {.unread = true});
        CHECK(left.total == 3);
        REQUIRE(f.inbox.mark_all_read(reader));
        CHECK(f.inbox.unread(reader) == 0);
        CHECK(f.inbox.list(reader, {}).total == 4);
        CHECK(f.inbox.unread(f.account_actor(2)) == 1);
    }
}

TEST_CASE("another account's notice is not there") {
    fixture f;
    f.tell(2, 5);
    auto const theirs = f.inbox.list(f.account_actor(2), {}).items.at(0).id;
    CHECK(f.inbox.list(f.account_actor(1), {}).total == 0);
    auto const refused = f.inbox.mark_read(f.account_actor(1), theirs);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == fault::not_found);
    CHECK(f.inbox.unread(f.account_actor(2)) == 1);
}

TEST_CASE("a notice leads nowhere else") {
    fixture f;
    for (auto const* url : {"https://example.org/", "//example.org", "/\\example.org", "javascript:0"})
        CHECK_THROWS_AS((void)f.database->write<done>(f.account_actor(0),
                                                      [&](db::transaction& tx) -> result<done> {
                                                          f.inbox.notify(
                                                              tx, {.account_id = 1, .rule = "r", .url = url});
                                                          return done{};
                                                      }),
                        std::logic_error);
}
