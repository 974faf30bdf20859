#include "modules/portal/portal.hpp"

#include "api/sentences.hpp"
#include "support/module_world.hpp"

using namespace guiyan;

namespace {

struct open_way final : schemes::gate {
    result<schemes::passage> guards(db::transaction&, schemes::step_of_record const&,
                                    std::string_view) const override {
        return schemes::passage{};
    }
    result<schemes::passage> quotas(db::transaction&, schemes::step_of_record const&,
                                    std::string_view) const override {
        return schemes::passage{};
    }
};

struct fixture : testing::module_world {
    explicit fixture(db::engine kind) : module_world(kind) {}

    documents::issued_paper issue(std::string name, date valid_to) {
        documents::paper_draft d;
        d.credential = "appointment_certificate";
        d.title = "聘用证书";
        d.region_id = places->tree()->find("411122108200")->id;
        d.said = {std::move(name), "名誉村长", "王孟镇高宗寨村", "县委组织部"};
        d.number_rule = "聘字{seq:4}";
        d.issued_on = date(2022, 7, 22);
        d.valid_from = d.issued_on;
        d.valid_to = valid_to;
        auto made = database->write<documents::issued_paper>(of_area("411122", {}), [&](db::transaction& tx) {
            return documents::issue_paper(
                tx, vault, d,
                [&](crypto::certificate_content const& c) { return crypto::sign_certificate(keys, c); },
                [](documents::issued_paper const& p) -> result<std::string> { return "%PDF " + p.number; });
        });
        REQUIRE(made);
        return *made;
    }
    template <class F>
    void write(F f) {
        REQUIRE(database->write<done>(of_area("411122", {}), [&](db::transaction& tx) -> result<done> {
            tx.housekeeping();
            return f(tx);
        }));
    }
    open_way way;
    audit::trail trail_of_house{*database, db::testing::test_chain()};
    api::sentences words;
    notices::notices inbox{*database, words};
    terms::workdays calendar{library};
    requests::requests asked{*database, vault, *places, codes, inbox, trail_of_house, way, calendar};
    portal::portal open{*database, vault, time, asked,
                        [this](crypto::certificate_content const& c, std::string_view signature) {
                            return crypto::verify_certificate(keys, c, signature);
                        }};
};

}  // namespace

TEST_CASE("names are masked") {
    CHECK(portal::masked_name("张文博") == "张*博");
    CHECK(portal::masked_name("张三") == "张*");
    CHECK(portal::masked_name("欧阳文博") == "欧**博");
    CHECK(portal::masked_name("") == "");
}

TEST_CASE("a certificate is valid, expired, revoked, or unknown; also where somebody changed the register") {
    for (auto const kind : {db::engine::sqlite, db::engine::postgres}) {
        fixture f(kind);
        auto const good = f.issue("张文博", date(2030, 1, 1)), old = f.issue("卜秋成", date(2025, 7, 21)),
                   gone = f.issue("段文昭", date(2030, 1, 1));
        auto const told = f.open.check_code("1", crypto::printed_certificate_code(good.code));
        REQUIRE(told);
        CHECK(told->status == "valid");
        CHECK(told->name == "张*博");
        CHECK(told->place == "王孟镇高宗寨村");
        CHECK(f.open.check_code("1", old.code)->status == "expired");
        f.write([&](db::transaction& tx) {
            return documents::revoke_paper(tx, f.vault, gone.id, date(2026, 1, 1), "辞任");
        });
        CHECK(f.open.check_code("1", gone.code)->status == "revoked");
        CHECK(f.open.check_code("1", gone.code)->revoked_on == date(2026, 1, 1));

        auto const unknown = f.open.check_code("1", crypto::new_certificate_code());
        CHECK(unknown.error().key == "portal.unknown_paper");
        f.write([&](db::transaction& tx) -> result<done> {
            tx.sql.execute("UPDATE document SET is_void = 1 WHERE id = $1", {gone.id.value});
            tx.sql.execute("UPDATE document SET said = replace(said, '卜秋成', '别人') WHERE id = $1",
                           {old.id.value});
            return done{};
        });
        CHECK(f.open.check_code("1", gone.code).error().key == "portal.unknown_paper");
        CHECK(f.open.check_code("1", old.code).error().key == "portal.unknown_paper");

        CHECK(f.open.check_file("1", "%PDF " + good.number)->number == good.number);
        CHECK(f.open.check_file("1", "%PDF " + good.number + " ").error().key == "portal.not_issued");
    }
}

TEST_CASE("wrong codes make an address wait, right ones do not, and others go on") {
    fixture f(db::engine::sqlite);
    auto const good = f.issue("张文博", date(2030, 1, 1));
    for (int i = 0; i < 40; ++i) CHECK(f.open.check_code("10.0.0.1", good.code));
    for (int i = 0; i < 20; ++i) CHECK(f.open.check_code("10.0.0.1", "x").error().code == fault::not_found);
    auto const waits = f.open.check_code("10.0.0.1", good.code);
    CHECK(waits.error().code == fault::too_many);
    CHECK(waits.error().retry_after == std::chrono::minutes(10));
    CHECK(f.open.check_code("10.0.0.2", good.code));
    f.time.advance(std::chrono::minutes(10));
    CHECK(f.open.check_code("10.0.0.1", good.code));
}
