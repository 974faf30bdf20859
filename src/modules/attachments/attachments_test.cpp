#include "modules/attachments/attachments.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json.hpp>

#include "crypto/hash.hpp"
#include "db/event_log.hpp"
#include "modules/attachments/attachments_api.hpp"
#include "modules/attachments/sealed_file.hpp"
#include "modules/attachments/test_pictures.hpp"
#include "support/account_rows.hpp"

using namespace guiyan;
using namespace guiyan::attachments;
using guiyan::attachments::testing::slurp;
using guiyan::attachments::testing::spill;
namespace fs = std::filesystem;

namespace {

/// Persons 1 and 2 belong to one town, 9 to another; 2 was merged into 1.
bool reaches(actor const& who, std::int64_t id) {
    return who.reaches(id == 9 ? "411122102000" : "411122108000");
}

struct fixture : guiyan::testing::account_rows {
    explicit fixture(db::engine kind = db::engine::sqlite, attachment_rules rules = {})
        : account_rows(kind),
          kept(*database, vault, home,
               {.may_read =
                    [](actor const& who, std::string_view entity, std::int64_t id) {
                        return entity == "person" && who.may("people.read") && reaches(who, id);
                    },
                .belonging =
                    [](actor const&, std::string_view, std::int64_t id) {
                        return id == 1 ? std::vector<std::int64_t>{1, 2} : std::vector<std::int64_t>{id};
                    }},
               rules) {
        add_account(3, "limin", "李敏");
    }
    static actor of(std::string prefix) {
        auto who = account_actor(3);
        who.permissions = {"people.read", "attachments.write"};
        who.areas = {{std::move(prefix)}};
        return who;
    }
    result<attachment> attach(actor const& who, std::int64_t person, std::string const& name,
                              std::string const& bytes) {
        auto const path = folder.path() + "/upload";
        spill(path, bytes);
        return kept.attach(who, "person", person, name, path);
    }
    std::string content(actor const& who, attachment_id id) {
        auto const opened = kept.open(who, id);
        REQUIRE(opened);
        auto const bytes = slurp(opened->plain);
        fs::remove(opened->plain);
        return bytes;
    }
    /// Files below a folder of the home.
    std::vector<fs::path> stored() const {
        std::vector<fs::path> out;
        for (auto const& f : fs::recursive_directory_iterator(home))
            if (f.is_regular_file()) out.push_back(f.path());
        return out;
    }
    std::vector<std::string> trail() const {
        std::vector<std::string> out;
        database->read([&](db::connection& c) {
            db::each_event(c, 0, [&](db::event_row const& e) {
                out.push_back(e.what + " " + e.label + (e.reason.empty() ? "" : " " + e.reason));
                return true;
            });
        });
        return out;
    }

    db::testing::scratch_folder folder;
    fs::path home = folder.path() + "/attachments";
    crypto::keyring keys = crypto::keyring::in_memory(crypto::suite::sm);
    store::vault vault{keys};
    attachments::attachments kept;
    actor const town = of("411122108"), other_town = of("411122102"), county = of("411122");
};

std::string pdf(std::size_t size, char fill = 'x') {
    return "%PDF-1.7 the secret of the village" + std::string(size, fill);
}

}  // namespace

TEST_CASE("a file is kept sealed, listed, given back and noted, on both databases") {
    for (auto const kind : {db::engine::sqlite, db::engine::postgres}) {
        fixture f(kind);
        auto const bytes = pdf(1000000);
        auto const made = f.attach(f.town, 1, "证书.pdf", bytes);
        REQUIRE(made);
        CHECK(made->size == static_cast<std::int64_t>(bytes.size()));
        CHECK(made->sha256 == crypto::to_hex(crypto::sha256(bytes)));
        CHECK(made->mime == "application/pdf");

        auto const files = f.stored();
        REQUIRE(files.size() == 1);
        auto const sealed = slurp(files[0]);
        CHECK(sealed.find("secret of the village") == sealed.npos);
        CHECK(sealed.find("xxxxxxxx") == sealed.npos);
        CHECK(files[0].string().find(made->sha256.substr(0, 8)) == std::string::npos);
        CHECK((fs::status(files[0]).permissions() & fs::perms::mask) ==
              (fs::perms::owner_read | fs::perms::owner_write));

        CHECK(f.content(f.town, made->id) == bytes);
        auto const list = f.kept.list(f.county, "person", 1);
        REQUIRE(list);
        REQUIRE(list->size() == 1);
        CHECK(list->front().created_by_name == "李敏");
        CHECK(f.trail() == std::vector<std::string>{"attached 证书.pdf", "downloaded 证书.pdf"});
        CHECK(f.stored().size() == 1);  // nothing in the clear stays behind
    }
}

TEST_CASE("files of another town's person are not there") {
    fixture f;
    auto const made = f.attach(f.town, 1, "证书.pdf", pdf(10));
    REQUIRE(made);
    auto lost = f.town;
    lost.permissions = {"attachments.write"};
    for (auto const& who : {f.other_town, lost, f.account_actor(3)}) {
        auto hidden = [](auto const& r) { return !r && r.error().code == fault::not_found; };
        CHECK(hidden(f.kept.list(who, "person", 1)));
        CHECK(hidden(f.kept.open(who, made->id)));
        CHECK(hidden(f.attach(who, 1, "b.pdf", pdf(20))));
        CHECK(hidden(f.kept.void_attachment(who, made->id, 1, "错传")));
    }
    CHECK_FALSE(f.kept.open(f.town, attachment_id{77}));
    CHECK_FALSE(f.kept.list(f.county, "account", 3));
    CHECK(f.trail().size() == 1);
    CHECK(f.stored().size() == 1);
}

TEST_CASE("files of a merged person are listed with the kept one") {
    fixture f;
    REQUIRE(f.attach(f.town, 2, "旧.pdf", pdf(10)));
    REQUIRE(f.attach(f.town, 1, "新.pdf", pdf(20)));
    CHECK(f.kept.list(f.town, "person", 1)->size() == 2);
    CHECK(f.kept.list(f.town, "person", 2)->size() == 1);
}

TEST_CASE("the same bytes are stored once") {
    fixture f;
    auto const one = f.attach(f.town, 1, "证书.pdf", pdf(10));
    REQUIRE(one);
    auto const again = f.attach(f.town, 1, "又一份.pdf", pdf(10));
    REQUIRE_FALSE(again);
    CHECK(again.error().key == "attachments.same_file");
    auto const elsewhere = f.attach(f.other_town, 9, "证书.pdf", pdf(10));
    REQUIRE(elsewhere);
    CHECK(f.stored().size() == 1);
    CHECK(f.content(f.other_town, elsewhere->id) == pdf(10));
}

TEST_CASE("void keeps the file, and the county takes it back") {
    fixture f;
    auto const made = f.attach(f.town, 1, "证书.pdf", pdf(10));
    REQUIRE(made);
    auto const gone = f.kept.void_attachment(f.town, made->id, 1, "传错人");
    REQUIRE(gone);
    CHECK(gone->state == "void");
    CHECK(gone->void_reason == "传错人");
    CHECK(f.kept.list(f.town, "person", 1)->front().state == "void");
    CHECK(f.content(f.town, made->id) == pdf(10));
    CHECK(f.kept.void_attachment(f.town, made->id, 1, "x").error().code == fault::stale);
    CHECK(f.kept.void_attachment(f.town, made->id, 2, "x").error().key == "attachments.is_void");
    CHECK(f.kept.restore(f.town, made->id, 2, "x").error().code == fault::forbidden);
    auto const back = f.kept.restore(f.county, made->id, 2, "核对无误");
    REQUIRE(back);
    CHECK(back->state == "active");
    CHECK_FALSE(back->void_reason);
    CHECK(f.kept.restore(f.county, made->id, 3, "x").error().key == "attachments.not_void");
    auto const trail = f.trail();
    CHECK(trail[1] == "voided 证书.pdf 传错人");
    CHECK(trail.back() == "restored 证书.pdf 核对无误");
}

TEST_CASE("pictures are made anew before they are kept") {
    fixture f;
    namespace t = guiyan::attachments::testing;
    auto const made = f.attach(f.town, 1, "身份证411122197603279913.jpg", t::jpeg(64, 32, t::exif(6)));
    REQUIRE(made);
    CHECK(made->name == "身份证4111__________9913.jpg");
    auto const seen = t::decoded_jpeg(f.content(f.town, made->id));
    CHECK(seen.width == 32);
    CHECK(f.attach(f.town, 1, "bomb.png", t::png(50000, 50000, false)).error().code == fault::too_large);
    CHECK(f.attach(f.town, 1, "cut.jpg", t::jpeg(64, 64).substr(0, 400)).error().key ==
          "attachments.damaged_picture");
    CHECK(f.attach(f.town, 1, "page.html", "<html>").error().code == fault::unsupported);
    CHECK(f.attach(f.town, 1, "empty.pdf", "").error().key == "error.empty_file");
    CHECK(f.stored().size() == 1);
}

TEST_CASE("limits hold") {
    fixture f(db::engine::sqlite, {.most_bytes = 1000, .most_per_record = 2});
    auto const big = f.attach(f.town, 1, "a.pdf", pdf(1000));
    REQUIRE_FALSE(big);
    CHECK(big.error().code == fault::too_large);
    CHECK(f.attach(f.town, 1, "a.pdf", pdf(1)));
    CHECK(f.attach(f.town, 1, "b.pdf", pdf(2)));
    CHECK(f.attach(f.town, 1, "c.pdf", pdf(3)).error().key == "attachments.too_many");
    CHECK(f.stored().size() == 2);
}

TEST_CASE("changed, cut and moved bytes on the disk do not open") {
    fixture f;
    auto const made = f.attach(f.town, 1, "a.pdf", pdf(700000));
    REQUIRE(made);
    auto const path = f.stored().at(0);
    auto const sealed = slurp(path);
    auto broken = [&](std::string const& bytes) {
        spill(path, bytes);
        CHECK_THROWS_AS((void)f.kept.open(f.town, made->id), std::runtime_error);
    };
    for (std::size_t at : {std::size_t{0}, std::size_t{5}, std::size_t{40}, sealed.size() - 1}) {
        auto changed = sealed;
        changed[at] ^= 1;
        broken(changed);
    }
    // Three pieces: without the last, without the first, the first two swapped.
    std::size_t const piece = 4 + 256 * 1024 + 35;
    broken(sealed.substr(0, 4 + 2 * piece));
    broken(sealed.substr(0, 4) + sealed.substr(4 + piece));
    broken(sealed.substr(0, 4) + sealed.substr(4 + piece, piece) + sealed.substr(4, piece) +
           sealed.substr(4 + 2 * piece));
    broken("GYA1");
    spill(path, sealed);
    CHECK(f.content(f.town, made->id) == pdf(700000));
    // Another file's bytes under this name.
    auto const other = f.attach(f.town, 1, "b.pdf", pdf(700001));
    REQUIRE(other);
    auto files = f.stored();
    auto const second = files[0] == path ? files[1] : files[0];
    broken(slurp(second));
    CHECK(f.trail().size() == 3);  // what did not open was not given out
}

TEST_CASE("sizes round the border of a piece come back as they were") {
    fixture f;
    for (std::size_t const size : {1u, 262143u, 262144u, 262145u, 524288u}) {
        auto const plain = f.folder.path() + "/plain", again = f.folder.path() + "/again";
        std::string bytes(size, '\0');
        for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 31 >> 3);
        spill(plain, bytes);
        auto const name = new_stored_name();
        seal_file(f.vault, plain, f.home, name);
        auto const opened = open_sealed_file(f.vault, f.home, name, again);
        CHECK(opened.size == static_cast<std::int64_t>(size));
        CHECK(slurp(again) == bytes);
    }
    CHECK(f.kept.remove_orphans() == 0);
    CHECK(f.kept.remove_orphans(std::chrono::hours(-1)) == 5);
}

TEST_CASE("what a crash left in the clear goes at the next start") {
    fixture f;
    spill(f.home / "work/left", "plain");
    attachments::attachments const again(*f.database, f.vault, f.home, {}, {});
    CHECK(f.stored().empty());
}

TEST_CASE("over the interface") {
    fixture f;
    record::code_check const codes = [](std::string_view, std::string_view) { return true; };
    auto const table = endpoints(f.kept);
    auto run = [&](std::string const& operation, api::request const& raw,
                   std::vector<std::pair<std::string, std::string>> query,
                   std::vector<std::pair<std::string, std::string>> path = {}) {
        api::call c(raw, f.county, codes);
        c.query = std::move(query);
        c.path = std::move(path);
        return std::find_if(table.begin(), table.end(),
                            [&](auto const& e) { return e.operation == operation; })
            ->handle(c);
    };
    api::request up{
        api::method::post, "/", {{"x-file-name", "%E8%AF%81%E4%B9%A6.pdf"}}, pdf(100), {}, "", false};
    auto const made = run("attach_file", up, {{"entity", "person"}, {"entity_id", "1"}});
    REQUIRE(made);
    CHECK(made->status == 201);
    auto const id = std::string(boost::json::parse(made->body).at("id").as_string());
    CHECK(boost::json::parse(made->body).at("name").as_string() == "证书.pdf");

    auto const bad = run("attach_file", up, {{"entity", ""}, {"entity_id", "x"}, {"colour", "red"}});
    REQUIRE_FALSE(bad);
    CHECK(bad.error().fields.size() == 3);

    // A body that the transport left on the disk.
    up.body.clear();
    up.body_file = f.folder.path() + "/spool";
    spill(up.body_file, pdf(200));
    CHECK(run("attach_file", up, {{"entity", "person"}, {"entity_id", "1"}}));
    CHECK(fs::exists(up.body_file));
    auto const list = run("list_attachments", {}, {{"entity", "person"}, {"entity_id", "1"}});
    REQUIRE(list);
    CHECK(boost::json::parse(list->body).at("items").as_array().size() == 2);

    auto const file = run("download_attachment", {}, {}, {{"id", id}});
    REQUIRE(file);
    CHECK(slurp(file->body_file) == pdf(100));
    CHECK(file->remove_body_file);
    CHECK(file->headers[1].second.starts_with("attachment;"));
    fs::remove(file->body_file);

    api::request act{api::method::post, "/", {{"if-match", "\"1\""}}, R"({"reason":"错传"})", {}, "", false};
    CHECK(run("void_attachment", act, {}, {{"id", id}}));
    act.body = "{}";
    act.headers = {{"if-match", "\"2\""}};
    CHECK(run("restore_attachment", act, {}, {{"id", id}}).error().fields.at(0).path == "/reason");
    act.headers.clear();
    CHECK(run("restore_attachment", act, {}, {{"id", id}}).error().code == fault::precondition_required);
}
