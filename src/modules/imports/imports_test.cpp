// The wizard from a file to people and back.
#include "modules/imports/imports_world.hpp"

using namespace guiyan;
using namespace guiyan::imports;
using namespace guiyan::testing;

namespace {

table hundred_people(int first = 0, int count = 100) {
    table rows{headings()};
    for (int n = first; n < first + count; ++n) rows.push_back(person_row(n));
    return rows;
}

people::people_list_query searching(std::string text) {
    people::people_list_query q;
    q.q = std::move(text);
    return q;
}

}  // namespace

TEST_CASE("two bad rows of a hundred are reported, exactly these two, on both databases") {
    for (auto const kind : {db::engine::sqlite, db::engine::postgres}) {
        imports_world w(kind);
        auto rows = hundred_people();
        rows[37][2].back() = rows[37][2].back() == '1' ? '2' : '1';  // sheet row 38: check digit
        rows[80][4] = "没有这个村";                                  // sheet row 81
        auto const b = w.read(w.wangmeng, "411122109000", w.file(rows));
        CHECK(b.state == batch_state::ready);
        CHECK(b.counts.ok == 98);
        CHECK(b.counts.open == 2);
        CHECK(b.counts.ignored == 1);  // the headings
        auto const bad = w.lines(w.wangmeng, b, {.verdict = "reported"});
        REQUIRE(bad.size() == 2);
        CHECK(bad[0].what.row == 38);
        CHECK(bad[0].what.reports.front().kind == "id_checksum");
        CHECK(bad[1].what.row == 81);
        CHECK(bad[1].what.reports.front().kind == "village_unknown");
        CHECK(w.people_count(w.county) == 0);

        auto const after = w.written(w.wangmeng, b);
        CHECK(after.state == batch_state::committed);
        CHECK(after.counts.written == 98);
        CHECK(after.counts.open == 2);
        CHECK(w.people_count(w.county) == 98);
        CHECK(w.bank->count(w.county, searching(name_of(5))) >= 1);
        auto const found = w.bank->list(w.county, searching(number_of(5)));
        REQUIRE(found->items.size() == 1);
        CHECK(found->items[0].region_code == "411122109202");
        CHECK(found->items[0].education == "30");

        // A second click finds what the first did.
        auto const again = w.desk->commit(w.wangmeng, b.id, true, false);
        REQUIRE(again);
        CHECK(again->state == batch_state::committed);
        CHECK(w.people_count(w.county) == 98);
        auto const trail = w.trail("import_batch");
        CHECK(std::ranges::count(trail, "imported", &db::event_row::what) == 1);
    }
}

TEST_CASE("everything is written where that is asked for, and what is open stays empty") {
    imports_world w;
    auto rows = hundred_people(0, 10);
    rows[3][2].back() = rows[3][2].back() == '1' ? '2' : '1';
    rows[4].push_back("");
    auto const b = w.read(w.county, "411122109000", w.file(rows));
    CHECK(b.counts.open == 1);
    auto const after = w.written(w.county, b, false);
    CHECK(after.counts.written == 10);
    CHECK(after.counts.open == 0);
    auto const found = w.bank->list(w.county, searching(name_of(2)));
    REQUIRE(!found->items.empty());
    auto const p = w.bank->records(w.county, std::vector<std::int64_t>{found->items[0].id.value});
    CHECK_FALSE(p[0].id_number);
    CHECK(p[0].import_batch_id == b.id);
    CHECK(p[0].source == "roster");
}

TEST_CASE("a batch is undone whole, frees its numbers, and the same file can be imported again") {
    for (auto const kind : {db::engine::sqlite, db::engine::postgres}) {
        imports_world w(kind);
        auto const path = w.file(hundred_people(0, 20));
        auto const b = w.written(w.wangmeng, w.read(w.wangmeng, "411122109000", path));
        CHECK(w.people_count(w.county) == 20);
        REQUIRE(w.desk->undo_until(b));
        auto const undone = w.desk->undo(w.wangmeng, b.id, "传错了文件");
        REQUIRE(undone);
        CHECK(undone->state == batch_state::undone);
        CHECK(w.people_count(w.county) == 0);
        people::people_list_query all;
        for (auto const* state : {"active", "archived", "merged", "anonymised", "void"})
            all.state.push_back(state);
        CHECK(w.bank->count(w.county, all) == 0);
        CHECK(w.desk->undo(w.wangmeng, b.id, "再点一次"));

        // After a restart as well.
        w.bank->load_index();
        CHECK(w.bank->count(w.county, all) == 0);
        auto const again = w.read(w.wangmeng, "411122109000", path);
        CHECK(again.counts.ok == 20);
        CHECK(w.written(w.wangmeng, again).counts.written == 20);
        CHECK(w.people_count(w.county) == 20);
        auto const trail = w.trail("import_batch");
        auto const event = std::ranges::find(trail, "import_undone", &db::event_row::what);
        REQUIRE(event != trail.end());
        CHECK(event->reason == "传错了文件");
    }
}

TEST_CASE("a batch is not undone where a record was changed since, nor after a day") {
    imports_world w;
    auto const b = w.written(w.county, w.read(w.county, "411122109000", w.file(hundred_people(0, 5))));
    auto const someone = w.bank->list(w.county, searching(number_of(3)))->items.front();
    REQUIRE(w.bank->amend(w.county, someone.id, someone.row_version, [](people::person& p) -> result<done> {
        p.post_title = "理事长";
        return done{};
    }));
    auto const refused = w.desk->undo(w.county, b.id, "错了");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == fault::refused);
    CHECK(refused.error().key == "import.undo_changed");
    REQUIRE(refused.error().fields.size() == 1);
    CHECK(refused.error().fields[0].args[0].second == name_of(3));
    CHECK(w.people_count(w.county) == 5);

    auto const late = w.written(w.county, w.read(w.county, "411122109000", w.file(hundred_people(10, 5))));
    w.time.advance(std::chrono::hours(25));
    CHECK(w.desk->undo(w.county, late.id, "晚了").error().key == "import.undo_too_late");
}

TEST_CASE("somebody whom the bank knows is skipped, filled in or taken as another, as decided") {
    imports_world w;
    people::person known;
    known.name = name_of(1);
    known.id_number = number_of(1);
    known.region_code = "411122109202";
    auto const have = w.bank->register_person(w.county, known);
    REQUIRE(have);
    people::person namesake;
    namesake.name = name_of(2);
    namesake.birth_date = partial_date(*record::id_number_birth(number_of(2)));
    namesake.region_code = "411122109202";
    auto const have_namesake = w.bank->register_person(w.county, namesake);
    REQUIRE(have_namesake);

    auto const path = w.file(hundred_people(1, 3));
    auto b = w.read(w.county, "411122109000", path);
    auto rows = w.lines(w.county, b, {.kind = "duplicate_in_bank"});
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].what.duplicate->person_id == to_string(have->id));
    CHECK(b.counts.open == 2);

    SUBCASE("left alone by default") {
        auto const after = w.written(w.county, b);
        CHECK(after.counts.written == 1);
        CHECK(after.counts.open == 2);
        CHECK(w.people_count(w.county) == 3);
    }
    SUBCASE("filled in on the whole: only who is known by the number") {
        auto const after = w.written(w.county, b, true, true);
        CHECK(after.counts.updated == 1);
        CHECK(after.counts.written == 1);
        CHECK(after.counts.open == 1);
        auto const p = w.bank->records(w.county, std::vector<std::int64_t>{have->id.value}).front();
        CHECK(p.education == "30");
        CHECK(p.phone == "14010000001");
        REQUIRE(w.desk->undo(w.county, b.id, "错了"));
        auto const back = w.bank->records(w.county, std::vector<std::int64_t>{have->id.value}).front();
        CHECK_FALSE(back.education);
        CHECK_FALSE(back.phone);
        CHECK(back.state == "active");
        CHECK(w.people_count(w.county) == 2);
    }
    SUBCASE("row by row") {
        auto id_of = [&](told_line const& t) {
            for (std::size_t r = 0; r < t.what.reports.size(); ++r)
                if (t.what.reports[r].kind == "duplicate_in_bank")
                    return std::to_string(t.number) + "-" + std::to_string(r);
            return std::string();
        };
        auto const bad = w.desk->decide(
            w.county, b.id, {.report_ids = {id_of(rows[0])}, .decision = "edited", .value = "perhaps"});
        REQUIRE_FALSE(bad);
        CHECK(paths_of(bad.error()) == "/value");
        REQUIRE(w.desk->decide(w.county, b.id, {.report_ids = {id_of(rows[0])}, .decision = "declined"}));
        auto const decided = w.desk->decide(
            w.county, b.id, {.report_ids = {id_of(rows[1])}, .decision = "edited", .value = "new"});
        REQUIRE(decided);
        CHECK(decided->counts.open == 0);
        CHECK(decided->counts.ignored == 2);  // the headings, and the one declined
        auto const after = w.written(w.county, *decided);
        CHECK(after.counts.written == 2);
        CHECK(w.people_count(w.county) == 4);
        auto const told = w.lines(w.county, after);
        CHECK(told[1].outcome == outcome::left_out);
        CHECK(told[2].outcome == outcome::written);
    }
    SUBCASE("all of them at once: namesakes") {
        auto const bad = w.desk->decide(
            w.county, b.id, {.kind = "duplicate_in_bank", .decision = "edited", .value = "perhaps"});
        REQUIRE_FALSE(bad);
        CHECK(paths_of(bad.error()) == "/value");
        auto const at = std::ranges::find(b.kinds, "duplicate_in_bank", &kind_count::kind);
        REQUIRE(at != b.kinds.end());
        CHECK(at->waiting == 2);
        auto const decided = w.desk->decide(
            w.county, b.id, {.kind = "duplicate_in_bank", .decision = "edited", .value = "skip"});
        REQUIRE(decided);
        CHECK(decided->counts.open == 0);
        CHECK(std::ranges::find(decided->kinds, "duplicate_in_bank", &kind_count::kind)->waiting == 0);
        auto const again = w.lines(w.county, *decided);
        CHECK(again[1].decisions.back().value == "skip");
        CHECK(w.written(w.county, *decided).counts.written == 1);
    }
    SUBCASE("filled in though the record was filled in meanwhile by hand: undo is refused") {
        auto const after = w.written(w.county, b, true, true);
        auto const now = w.bank->find(w.county, have->id);
        REQUIRE(w.bank->confirm(w.county, have->id, now->row_version));
        auto const refused = w.desk->undo(w.county, after.id, "错了");
        REQUIRE_FALSE(refused);
        CHECK(refused.error().fields.size() == 1);
        CHECK(w.people_count(w.county) == 3);
    }
}

TEST_CASE("a line whose place is undecided is never written at the place of the file") {
    imports_world w;
    table rows{{"姓名", "性别", "出生年月", "乡镇", "所在村", "联系电话"}};
    rows.push_back({"王平", "男", "1985-03", "王孟镇", "王孟西村", "14000000001"});
    rows.push_back(
        {"李红", "女", "1986-04", "王孟镇", "北街村", "14000000002"});  // a village of another town
    rows.push_back({"张明", "男", "1987-05", "王孟镇", "没有这个村", "14000000003"});
    rows.push_back({"陈杰", "男", "1985.13", "王孟镇", "王孟西村", "14000000004"});  // open, but no place
    auto const b = w.read(w.county, "411122109000", w.file(rows));
    REQUIRE(b.state == batch_state::ready);
    CHECK(b.counts.open == 3);
    CHECK(b.counts.held == 2);
    auto const after = w.written(w.county, b, false);
    CHECK(after.counts.written == 2);
    CHECK(after.counts.open == 2);
    auto const told = w.lines(w.county, after);
    CHECK(told[2].outcome == outcome::waits);
    CHECK(told[3].outcome == outcome::waits);
    CHECK(told[4].outcome == outcome::written);
    auto const people = w.bank->records(w.county, *w.bank->ids(w.county, {}));
    REQUIRE(people.size() == 2);
    for (auto const& p : people) {
        CHECK(p.region_code != "411122109000");
        CHECK(p.import_row == (p.name == "王平" ? 2 : 5));
    }
}

TEST_CASE("a person says which file and row brought it and who wrote it") {
    imports_world w;
    auto rows = table{headings()};
    for (int n = 0; n < 3; ++n) rows.push_back(person_row(n));
    auto const b = w.written(w.county, w.read(w.county, "411122109000", w.file(rows)));
    people::people_list_query q;
    q.q = number_of(1);
    auto const ids = *w.bank->ids(w.county, q);
    REQUIRE(ids.size() == 1);
    auto const origin = w.desk->origin_of(w.wangmeng, people::person_id{ids[0]});
    REQUIRE(origin);
    CHECK(origin->batch == b.id);
    CHECK(origin->file_name == b.file_name);
    CHECK(origin->row == 3);
    CHECK(origin->written_by_name == w.county.display_name);
    CHECK(origin->written_at == b.committed_at);
    CHECK(w.desk->origin_of(w.duqu, people::person_id{ids[0]}).error().code == fault::not_found);
    people::person draft;
    draft.name = "手登记";
    draft.region_code = "411122109201";
    auto const by_hand = w.bank->register_person(w.county, draft);
    CHECK_FALSE(w.desk->origin_of(w.county, by_hand->id)->batch);
}

TEST_CASE("the same person twice in a file is written once") {
    imports_world w;
    auto rows = hundred_people(0, 3);
    rows.push_back(rows[1]);
    auto const b = w.read(w.county, "411122109000", w.file(rows));
    CHECK(b.counts.open == 1);
    auto const twice = w.lines(w.county, b, {.kind = "duplicate_in_file"});
    REQUIRE(twice.size() == 1);
    CHECK(twice[0].what.row == 5);
    // Even where somebody insists: two records of one number there are never.
    auto const id = std::to_string(twice[0].number) + "-" + std::to_string(twice[0].what.reports.size() - 1);
    REQUIRE(w.desk->decide(w.county, b.id, {.report_ids = {id}, .decision = "edited", .value = "new"}));
    auto const after = w.written(w.county, b);
    CHECK(after.counts.written == 3);
    CHECK(after.counts.open == 1);
    CHECK(w.lines(w.county, after)[4].outcome == outcome::number_taken);
}

TEST_CASE("a town writes into its own villages only, and learns nothing of others' people") {
    imports_world w;
    people::person elsewhere;
    elsewhere.name = name_of(7);
    elsewhere.id_number = number_of(7);
    elsewhere.region_code = "411122102202";
    REQUIRE(w.bank->register_person(w.county, elsewhere));

    auto rows = hundred_people(5, 4);  // 5, 6, 7, 8; 7 is known in another town
    rows[2] = person_row(6, "杜曲镇周庄村");
    auto const b = w.read(w.wangmeng, "411122109000", w.file(rows));
    CHECK(b.counts.ok == 3);
    CHECK(b.counts.open == 1);
    CHECK(w.lines(w.wangmeng, b, {.kind = "duplicate_in_bank"}).empty());
    auto const after = w.written(w.wangmeng, b, false);
    CHECK(after.counts.written == 2);
    auto const told = w.lines(w.wangmeng, after);
    CHECK(told[2].outcome == outcome::waits);
    CHECK(told[3].outcome == outcome::number_taken);
    CHECK(w.people_count(w.duqu) == 1);

    // A batch is there for those who reach all that its reader reached.
    CHECK(w.desk->find(w.county, b.id));
    CHECK(w.desk->find(w.duqu, b.id).error().code == fault::not_found);
    auto const wide = w.read(w.county, "411122109000", w.file(hundred_people(50, 2)));
    CHECK(w.desk->find(w.wangmeng, wide.id).error().code == fault::not_found);
    std::int64_t total = 0;
    CHECK(w.desk->list(w.wangmeng, 1, 20, total).size() == 1);
    CHECK(total == 1);
    for (auto const& refused : {w.desk->commit(w.duqu, b.id, true, false), w.desk->cancel(w.duqu, b.id),
                                w.desk->undo(w.duqu, b.id, "x")}) {
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == fault::not_found);
    }
    auto const foreign = w.desk->open(w.wangmeng, "411122102000", "x.xlsx", w.file(hundred_people()));
    CHECK(paths_of(foreign.error()) == "/region");
}

TEST_CASE("decisions by kind and one by one change what is written") {
    imports_world w;
    table rows{{"姓名", "性别", "出生年月", "学历", "所在村", "联系电话"}};
    rows.push_back({"王 平", "男", "1985.3", "大专", "王孟西村", "14000000001"});
    rows.push_back({"李 红", "女", "1986.4", "初中", "王孟西", "14000000002"});
    rows.push_back({"张明", "男", "1987.5", "不知道的学历", "王孟西村", "14000000003"});
    auto b = w.read(w.county, "411122109000", w.file(rows));
    REQUIRE(b.state == batch_state::ready);
    auto kind = [&](std::string_view word) {
        auto const at = std::ranges::find(b.kinds, word, &kind_count::kind);
        REQUIRE(at != b.kinds.end());
        return *at;
    };
    CHECK(kind("blank_in_name").count == 2);
    CHECK(kind("blank_in_name").accepted == 2);
    CHECK(kind("date_form").count == 3);
    CHECK(b.counts.open == 1);

    b = *w.desk->decide(w.county, b.id, {.kind = "blank_in_name", .decision = "open"});
    CHECK(kind("blank_in_name").accepted == 0);
    b = *w.desk->decide(w.county, b.id, {.kind = "date_form", .decision = "declined"});
    auto const unknown = w.lines(w.county, b, {.kind = "word_unknown"});
    REQUIRE(unknown.size() == 1);
    std::string id;
    for (std::size_t r = 0; r < unknown[0].what.reports.size(); ++r)
        if (unknown[0].what.reports[r].kind == "word_unknown")
            id = std::to_string(unknown[0].number) + "-" + std::to_string(r);
    CHECK(w.desk->decide(w.county, b.id, {.report_ids = {id}, .decision = "edited", .value = "胡说"})
              .error()
              .fields.size() == 1);
    b = *w.desk->decide(w.county, b.id, {.report_ids = {id}, .decision = "edited", .value = "高中"});
    CHECK(b.counts.open == 0);
    auto const after = w.written(w.county, b);
    CHECK(after.counts.written == 3);
    auto const ids = *w.bank->ids(w.county, {});
    auto people = w.bank->records(w.county, ids);
    std::ranges::sort(people, {}, [](auto const& p) { return *p.phone; });
    CHECK(people[0].name == "王 平");   // taken back: as the cell has it
    CHECK_FALSE(people[0].birth_date);  // declined: 1985.3 is no date as it stands
    CHECK(people[2].education == "60");
    CHECK(w.desk->decide(w.county, b.id, {.kind = "date_form", .decision = "accepted"}).error().code ==
          fault::refused);
}

TEST_CASE("columns get another meaning, and the form is remembered for the county") {
    imports_world w;
    table rows{{"姓名", "性别", "单位情况", "所在村"}};
    for (int n = 0; n < 5; ++n) rows.push_back({name_of(n), "男", "合作社" + std::to_string(n), "王孟西村"});
    auto const b = w.read(w.wangmeng, "411122109000", w.file(rows));
    REQUIRE(b.sheets.size() == 1);
    REQUIRE(b.sheets[0].columns.size() == 4);
    auto const wrong = w.desk->map_columns(w.wangmeng, b.id, {.columns = {{99, "name"}, {2, "nonsense"}}});
    REQUIRE_FALSE(wrong);
    CHECK(paths_of(wrong.error()) == "/columns/0/index /columns/1/field");
    REQUIRE(w.desk->map_columns(w.wangmeng, b.id,
                                {.sheet = b.sheets[0].name, .columns = {{2, "employer_name"}}}));
    w.desk->wait();
    auto const mapped = *w.desk->find(w.wangmeng, b.id);
    CHECK(mapped.state == batch_state::ready);
    CHECK(mapped.sheets[0].columns[2].use == roster::column_use::employer);
    CHECK(mapped.sheets[0].columns[2].remembered);
    CHECK(w.lines(w.wangmeng, mapped)[1].what.values.get(roster::field::employer_name) == "合作社0");

    for (auto& row : rows) row[0] += row[0] == "姓名" ? "" : "一";
    auto const next = w.read(w.duqu, "411122102000", w.file(rows));
    CHECK(next.sheets[0].columns[2].use == roster::column_use::employer);
    CHECK(next.sheets[0].columns[2].remembered);
}

TEST_CASE("a file is cancelled while it is read, and before it is written") {
    imports_world w;
    auto const path = w.file(hundred_people(0, 3000));
    auto const opened = w.desk->open(w.county, "411122109000", "a.xlsx", path);
    REQUIRE(opened);
    auto const cancelled = w.desk->cancel(w.county, opened->id);
    REQUIRE(cancelled);
    CHECK(cancelled->state == batch_state::cancelled);
    w.desk->wait();
    CHECK(w.desk->find(w.county, opened->id)->state == batch_state::cancelled);
    CHECK(w.desk->commit(w.county, opened->id, true, false).error().code == fault::refused);

    auto const b = w.read(w.county, "411122109000", w.file(hundred_people(0, 3)));
    CHECK(w.desk->cancel(w.county, b.id)->state == batch_state::cancelled);
    CHECK(w.people_count(w.county) == 0);
    // The original stays.
    CHECK(w.desk->original(w.county, b.id));
}

TEST_CASE("what cannot be read is named, and nothing of it is kept as lines") {
    imports_world w;
    auto const html = w.folder.path() + "/网页.xls";
    std::ofstream(html) << "<html><body><table><tr><td>姓名</td></tr></table></body></html>";
    auto const b = w.read(w.county, "411122109000", html);
    CHECK(b.state == batch_state::rejected);
    CHECK(b.refused->kind == "html");
    CHECK_FALSE(w.words.say("zh-CN", b.refused->key, b.refused->args).empty());
    auto const bomb = w.folder.path() + "/坏.xlsx";
    std::ofstream(bomb) << "PK\x03\x04 and nothing else";
    CHECK(w.read(w.county, "411122109000", bomb).state == batch_state::rejected);
    auto const none = w.read(w.county, "411122109000", w.file({{"品名", "数量"}, {"小麦", "3"}}));
    CHECK(none.state == batch_state::rejected);
    CHECK(none.refused->kind == "no_people");
    CHECK(w.desk->error_workbook(w.county, b.id).error().code == fault::refused);
}

TEST_CASE("nothing of a roster lies readable on the disk") {
    imports_world w;
    auto const b = w.written(w.county, w.read(w.county, "411122109000", w.file(hundred_people(0, 50))));
    auto const folder = w.folder.path() + "/imports";
    std::size_t files = 0;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        ++files;
        std::ifstream in(entry.path(), std::ios::binary);
        std::string const bytes((std::istreambuf_iterator<char>(in)), {});
        for (int n = 0; n < 50; ++n) {
            CHECK(bytes.find(number_of(n)) == bytes.npos);
            CHECK(bytes.find(name_of(n)) == bytes.npos);
        }
    }
    CHECK(files >= 4);
    auto const mode = std::filesystem::status(folder + "/" + to_string(b.id)).permissions();
    CHECK(mode == std::filesystem::perms::owner_all);
}

TEST_CASE("the workbook of errors is the clerk's own, with what to correct in the last column") {
    imports_world w;
    auto rows = hundred_people(0, 10);
    rows[4][2].back() = rows[4][2].back() == '1' ? '2' : '1';
    auto const path = w.file(rows);
    auto const b = w.written(w.county, w.read(w.county, "411122109000", path));
    auto const errors = w.desk->error_workbook(w.county, b.id);
    REQUIRE(errors);
    auto const copy = w.folder.path() + "/errors.xlsx";
    std::filesystem::rename(*errors, copy);
    auto book = files::open_workbook(copy);
    REQUIRE(book);
    std::vector<files::row> read;
    REQUIRE((*book)->read(0, [&](files::row const& r) {
        read.push_back(r);
        return true;
    }));
    REQUIRE(read.size() == 11);
    CHECK(read[0].text(6) == "问题说明");
    CHECK(read[4].text(2) == rows[4][2]);
    CHECK(read[4].text(6).find("校验码不符") != std::string_view::npos);
    CHECK(read[3].text(6).empty());

    auto const original = w.desk->original(w.county, b.id);
    REQUIRE(original);
    std::ifstream was(path, std::ios::binary), is(*original, std::ios::binary);
    CHECK(std::string(std::istreambuf_iterator<char>(was), {}) ==
          std::string(std::istreambuf_iterator<char>(is), {}));
    auto const trail = w.trail("import_batch");
    CHECK(std::ranges::count(trail, "original_fetched", &db::event_row::what) == 1);
    CHECK(std::ranges::count(trail, "error_workbook_fetched", &db::event_row::what) == 1);
}

TEST_CASE("the empty form holds nobody, and is understood once it is filled in") {
    imports_world w;
    auto const form = w.desk->make_template(w.county);
    auto const copy = w.folder.path() + "/form.xlsx";
    std::filesystem::rename(form, copy);
    auto const empty = w.read(w.county, "411122109000", copy);
    CHECK(empty.state == batch_state::rejected);
    CHECK(empty.refused->kind == "no_people");

    auto book = files::open_workbook(copy);
    REQUIRE(book);
    table filled(3);
    REQUIRE((*book)->read(0, [&](files::row const& r) {
        for (auto const& c : r.cells) {
            auto& row = filled[r.number - 1];
            row.resize(c.column + 1);
            row[c.column] = c.text;
        }
        return true;
    }));
    filled[2].resize(filled[1].size());
    filled[2][0] = name_of(1);
    filled[2][3] = number_of(1);
    auto const b = w.read(w.county, "411122109000", w.file(filled));
    REQUIRE(b.state == batch_state::ready);
    REQUIRE(b.sheets[0].columns.size() == filled[1].size());
    for (auto const& c : b.sheets[0].columns) {
        CAPTURE(c.heading);
        CHECK(c.use != roster::column_use::none);
        CHECK(c.sure == roster::confidence::high);
    }
    CHECK(b.counts.ok == 1);
}
