#include "modules/documents/papers.hpp"

#include "modules/documents/comparison.hpp"
#include "modules/documents/document_store.hpp"
#include "support/module_world.hpp"

using namespace guiyan;
using namespace guiyan::documents;

namespace {

struct fixture : testing::module_world {
    explicit fixture(db::engine kind) : module_world(kind) {}

    paper_draft draft(std::string name, date on = date(2022, 7, 22)) const {
        paper_draft d;
        d.credential = "appointment_certificate";
        d.title = "聘用证书";
        d.region_id = places->tree()->find("411122108200")->id;
        d.said = {std::move(name), "名誉村长", "王孟镇高宗寨村", "县委组织部"};
        d.number_rule = "{region}名村聘字〔{year}〕{seq:4}号";
        d.number_region = "临颍";
        d.issued_on = on;
        d.valid_from = on;
        d.valid_to = date(on.year() + 3, 7, 21);
        return d;
    }
    template <class T>
    result<T> write(std::function<result<T>(db::transaction&)> f) {
        return database->write<T>(of_area("411122", {}), std::move(f));
    }
    result<issued_paper> issue(paper_draft const& d) {
        return write<issued_paper>(
            [&](db::transaction& tx) { return issue_paper(tx, vault, d, sign, drawer()); });
    }
    paper_signer sign = [this](crypto::certificate_content const& c) {
        return crypto::sign_certificate(keys, c);
    };
    paper_drawer drawer() const {
        return [](issued_paper const& p) -> result<std::string> {
            if (p.draft.said.name.size() > 30) return fail(fault::refused, "documents.not_a_paper");
            return "%PDF " + p.number + " " + p.draft.said.name;
        };
    }
};

}  // namespace

TEST_CASE("numbers follow the rule, by year, without gap or twin") {
    CHECK(fill_number("{region}名村聘字〔{year}〕{seq:4}号", "南城", 2022).print(18) ==
          "南城名村聘字〔2022〕0018号");
    CHECK(fill_number("{region}服{seq}", "南城", 2022).print(12345) == "南城服12345");
    CHECK(fill_number("{region}服{seq}", "南城", 2022).series !=
          fill_number("{region}服{seq}", "南城", 2023).series);
    CHECK_THROWS_AS(fill_number("{region}服", "南城", 2022), std::invalid_argument);
    CHECK_THROWS_AS(fill_number("{county}{seq}", "南城", 2022), std::invalid_argument);
    for (auto const kind : {db::engine::sqlite, db::engine::postgres}) {
        fixture f(kind);
        CHECK(f.issue(f.draft("梅春生"))->number == "临颍名村聘字〔2022〕0001号");
        // What fails takes no number, alone or among others.
        CHECK_FALSE(f.issue(f.draft("一个长得印不下的名字和更多更多的字")));
        auto const some = f.write<done>([&](db::transaction& tx) -> result<done> {
            auto const all = issue_papers(
                tx, f.vault,
                {f.draft("卜文远"), f.draft("一个长得印不下的名字和更多更多的字"), f.draft("卜秋成")}, f.sign,
                f.drawer());
            CHECK(all[0]->number == "临颍名村聘字〔2022〕0002号");
            CHECK_FALSE(all[1]);
            CHECK(all[2]->number == "临颍名村聘字〔2022〕0003号");
            return done{};
        });
        REQUIRE(some);
        CHECK(f.issue(f.draft("段文昭", date(2023, 1, 5)))->number == "临颍名村聘字〔2023〕0001号");
    }
}

TEST_CASE("a paper is found by its code and by its bytes, and says what was signed") {
    for (auto const kind : {db::engine::sqlite, db::engine::postgres}) {
        fixture f(kind);
        auto const made = f.issue(f.draft("梅春生"));
        REQUIRE(made);
        CHECK(made->code.size() == 26);
        f.database->read([&](db::connection& c) {
            auto const found = paper_by_code(c, f.vault, made->code);
            REQUIRE(found);
            CHECK(found->draft.said.name == "梅春生");
            CHECK(crypto::verify_certificate(f.keys, found->content(), found->signature));
            auto altered = *found;
            altered.draft.said.name = "别人";
            CHECK_FALSE(crypto::verify_certificate(f.keys, altered.content(), altered.signature));
            auto const file = paper_file(c, made->id);
            CHECK(file == "%PDF 临颍名村聘字〔2022〕0001号 梅春生");
            CHECK(paper_by_digest(c, f.vault, crypto::paper_digest(file))->id == made->id);
            CHECK_FALSE(paper_by_digest(c, f.vault, crypto::paper_digest(file + " ")));
            CHECK_FALSE(paper_by_code(c, f.vault, crypto::new_certificate_code()));
        });
        auto revoke = [&] {
            return f.write<done>([&](db::transaction& tx) {
                return revoke_paper(tx, f.vault, made->id, date(2022, 9, 1), "辞任");
            });
        };
        REQUIRE(revoke());
        CHECK(revoke().error().key == "documents.revoked_already");
        f.database->read([&](db::connection& c) {
            auto const d = document_of_paper(c, f.vault, made->id);
            CHECK(d->revoked_on == date(2022, 9, 1));
            CHECK(d->state == "published");
        });
        CHECK(f.trail("document").size() == 2);
    }
}

TEST_CASE("a comparison tells the shortest way from one text to the other") {
    document_version before, after;
    before.no = 1;
    before.sections = {{"a", "一\n二\n\n三"}};
    after.no = 2;
    after.sections = {{"a", "一\n三\n四"}};
    auto const told = compare(before, after);
    REQUIRE(told.sections.size() == 1);
    std::string way;
    for (auto const& p : told.sections[0].paragraphs) way += p.kind + p.text + " ";
    CHECK(way == "kept一 removed二 kept三 added四 ");
    CHECK(compare(before, before).sections[0].kind == "kept");
}
