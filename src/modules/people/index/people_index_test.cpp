#include "modules/people/index/people_index.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "modules/people/index/made_up_people.hpp"
#include "modules/people/index/plain_people.hpp"

using namespace guiyan;
using namespace guiyan::people;

namespace guiyan::people {

bool operator==(people_answer::row const& a, people_answer::row const& b) {
    return a.id == b.id && a.why == b.why;
}

std::ostream& operator<<(std::ostream& out, people_answer::row const& row) {
    out << row.id << '(';
    for (auto const w : row.why) out << int(w) << ' ';
    return out << ')';
}

}  // namespace guiyan::people

namespace {

/// Random questions over the made-up county.
class asker {
public:
    asker(std::uint64_t seed, made_up::county place) : dice_(seed, place), place_(place) {}

    people_query one() {
        people_query q(scope());
        q.filter = filter();
        for (unsigned n = chance(3) ? 1 + chance(4) : 0; n; --n) q.terms.push_back(term());
        q.sort = sort_by(dice_.below(6));
        q.descending = chance(2);
        q.page = chance(4) ? dice_.below(12) : 1;
        q.size = chance(10) ? dice_.below(500) : chance(20) ? 0 : 20;
        q.want_total = !chance(3);
        if (chance(3))
            for (unsigned n = 1 + dice_.below(5); n; --n) q.facets.push_back(facet());
        if (chance(5))
            for (std::uint32_t t = 0; t < place_.towns; ++t) q.region_counts.push_back(place_.town(t));
        return q;
    }

    people_filter filter() {
        people_filter f;
        if (chance(4)) f.regions = ranges(place_.regions());
        for (unsigned n = dice_.below(3); n; --n) {
            auto const c = code_column(dice_.below(code_column_count));
            if (std::any_of(f.codes.begin(), f.codes.end(),
                            [c](auto const& known) { return known.column == c; }))
                continue;
            code_filter& filter = f.codes.emplace_back();
            filter.column = c;
            for (unsigned v = 1 + dice_.below(4); v; --v)
                filter.any_of.push_back(std::uint8_t(dice_.below(chance(2) ? 5 : 45)));
        }
        if (chance(4)) f.categories = categories();
        if (chance(8)) f.category_lines = std::uint16_t(dice_.below(256));
        if (chance(8)) f.confirmed_before = to_day_number(date(2024, 1, 1)) + day_number(dice_.below(900));
        if (chance(10)) f.confirmed_since = to_day_number(date(2024, 1, 1)) + day_number(dice_.below(900));
        if (chance(8)) f.practical_lines = std::uint16_t(dice_.below(256));
        if (chance(6)) f.flags_set = std::uint8_t(dice_.below(8));
        if (chance(6)) f.flags_clear = std::uint8_t(dice_.below(8));
        if (chance(5)) f.skills = ranges(place_.skills);
        if (chance(4)) f.age = age_range{int(dice_.below(70)), int(20 + dice_.below(90)), day()};
        return f;
    }

    search_term term() {
        search_term t;
        for (unsigned n = 1 + dice_.below(3) * chance(2); n; --n) switch (dice_.below(11)) {
                case 0:
                case 1:
                case 2:
                    t.any_of.push_back(word_meaning::name(part_of_name()));
                    break;
                case 3:
                case 4:
                    t.any_of.push_back(word_meaning::pinyin(part_of_pinyin()));
                    break;
                case 5:
                    t.any_of.push_back(word_meaning::initials(some_initials()));
                    break;
                case 6:
                    t.any_of.push_back(word_meaning::text(part_of(made_up::phrases()[dice_.below(30)], 5)));
                    break;
                case 7:
                    t.any_of.push_back(word_meaning::skills(ranges(place_.skills)));
                    break;
                case 8:
                    t.any_of.push_back(word_meaning::of_categories(categories()));
                    break;
                case 9:
                    t.any_of.push_back(word_meaning::regions(ranges(place_.regions())));
                    break;
                default: {
                    std::vector<std::int64_t> ids;
                    for (unsigned i = dice_.below(4); i; --i) ids.push_back(1 + dice_.below(4000));
                    t.any_of.push_back(word_meaning::any_id(ids));
                }
            }
        return t;
    }

    bool chance(unsigned one_in) { return dice_.below(one_in) == 0; }
    unsigned below(unsigned n) { return dice_.below(n); }

private:
    people_scope scope() {
        switch (dice_.below(4)) {
            case 0:
                return people_scope::within({place_.town(dice_.below(place_.towns))}, chance(2));
            case 1:
                return people_scope::within(ranges(place_.regions()), chance(2));
            default:
                return people_scope::everywhere();
        }
    }
    facet_request facet() {
        switch (dice_.below(6)) {
            case 0:
                return facet_request::of(facet_request::kind::categories);
            case 1:
                return facet_request::of(facet_request::kind::practical_lines);
            case 2:
                return facet_request::of(facet_request::kind::flags);
            case 3:
                return facet_request::of_skills({{0, 50}, {0, 10}, {100, 400}, {7, 8}, ranges(400)[0]});
            case 4:
                return facet_request::of_ages({{0, 34}, {35, 44}, {45, 54}, {55, 200}, {30, 60}}, day());
            default:
                return facet_request::of(code_column(dice_.below(code_column_count)));
        }
    }
    date day() { return date(2020 + int(below(7)), 1 + below(12), 1 + below(28)); }
    category_set categories() {
        category_set c;
        for (unsigned n = 1 + below(3); n; --n) c.set(below(category_limit));
        return c;
    }
    std::vector<ordinal_range> ranges(std::uint32_t limit) {
        std::vector<ordinal_range> r;
        for (unsigned n = 1 + below(3); n; --n) {
            std::uint32_t const first = below(limit);
            r.push_back({first, first + below(chance(3) ? limit : 12)});
        }
        return r;
    }
    std::string part_of(std::string const& text, unsigned longest) {
        auto const c = to_code_points(text);
        std::size_t const from = below(unsigned(c.size()));
        return to_utf8(c.substr(from, 1 + below(longest)));
    }
    std::string part_of_name() { return part_of(dice_.one(1).name, 3); }
    std::string part_of_pinyin() {
        auto const p = dice_.one(1);
        if (p.pinyin.empty()) return "wang";
        auto text = p.pinyin[below(unsigned(p.pinyin.size()))];
        if (chance(2)) text = text.substr(text.rfind(' ') + 1);
        if (chance(4)) text[0] = char(text[0] - 'a' + 'A');
        return chance(2) ? text.substr(0, 1 + below(unsigned(text.size()))) : text;
    }
    std::string some_initials() {
        auto const p = dice_.one(1);
        std::string out;
        if (!p.pinyin.empty())
            for (auto const s : split(p.pinyin.back(), ' ')) out += s[0];
        return chance(2) ? out.substr(0, 1 + below(3)) : out.substr(chance(2));
    }

    made_up::maker dice_;
    made_up::county place_;
};

void check_same(people_index const& index, plain::people const& truth, people_query const& q) {
    auto const mine = index.find(q), right = truth.find(q);
    REQUIRE(mine.rows == right.rows);
    REQUIRE(mine.total == right.total);
    REQUIRE(mine.facets == right.facets);
    REQUIRE(mine.region_counts == right.region_counts);
}

struct county_of {
    made_up::county place;
    made_up::maker people;
    people_index index;
    plain::people truth;

    county_of(std::uint64_t seed, std::size_t count)
        : people(seed, place), index({{{0, 50}, {0, 10}, {100, 400}}}) {
        auto const all = people.many(count);
        index.load(all);
        for (auto const& p : all) truth.put(p);
    }
};

person_entry named(std::int64_t id, std::string name, std::vector<std::string> pinyin) {
    person_entry p;
    p.id = id;
    p.name = std::move(name);
    p.pinyin = std::move(pinyin);
    return p;
}

std::vector<std::int64_t> ids_of(people_index const& index, word_meaning meaning) {
    people_query q(people_scope::everywhere());
    q.terms.push_back({{std::move(meaning)}});
    auto found = index.find_all(q);
    std::sort(found.begin(), found.end());
    return found;
}

using id_list = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("random questions are answered as by going through everybody") {
    for (std::size_t const size : {0u, 1u, 63u, 64u, 65u, 700u, 4000u, 30000u}) {
        county_of county(size + 7, size);
        asker questions(size, county.place);
        for (int i = 0; i < (size < 1000 ? 300 : size < 10'000 ? 400 : 120); ++i)
            check_same(county.index, county.truth, questions.one());
    }
}

TEST_CASE("also while people come, change and go") {
    county_of county(99, 1500);
    asker questions(5, county.place);
    std::int64_t next_id = 10'000;
    for (int round = 0; round < 60; ++round) {
        for (int i = 0; i < 25; ++i) switch (questions.below(3)) {
                case 0: {
                    auto const p = county.people.one(next_id++);
                    county.index.upsert(p);
                    county.truth.put(p);
                    break;
                }
                case 1: {
                    auto const p = county.people.one(1 + questions.below(2000));
                    county.index.upsert(p);
                    county.truth.put(p);
                    break;
                }
                default: {
                    std::int64_t const id =
                        questions.chance(2) ? 1 + questions.below(2000) : 10'000 + questions.below(600);
                    CHECK(county.index.remove(id) == county.truth.remove(id));
                }
            }
        REQUIRE(county.index.size() == county.truth.size());
        for (int i = 0; i < 15; ++i) check_same(county.index, county.truth, questions.one());
        if (round % 20 == 19) county.index.compact();
    }
}

TEST_CASE("the table counts everybody once in a cell") {
    county_of county(3, 3000);
    asker questions(8, county.place);
    for (int i = 0; i < 40; ++i) {
        if (i == 20)
            for (int n = 0; n < 200; ++n) {
                auto const p = county.people.one(2900 + n);
                county.index.upsert(p);
                county.truth.put(p);
            }
        std::vector<people_filter> rows(1), columns(1);
        for (int n = 0; n < 6; ++n) rows.push_back(questions.filter()), columns.push_back(questions.filter());
        for (std::uint32_t t = 0; t < county.place.towns; ++t)
            rows.emplace_back().regions = {county.place.town(t)};
        auto q = questions.one();
        auto const mine = county.index.tabulate(q, rows, columns),
                   right = county.truth.tabulate(q, rows, columns);
        REQUIRE(mine.cells == right.cells);
        CHECK(mine.at(0, 0) == county.index.count(q));
    }
}

TEST_CASE("find_all gives everybody in the page's order") {
    county_of county(12, 900);
    asker questions(77, county.place);
    for (int i = 0; i < 100; ++i) {
        auto q = questions.one();
        q.page = 1, q.size = 10'000, q.facets.clear(), q.region_counts.clear();
        id_list right;
        for (auto const& row : county.truth.find(q).rows) right.push_back(row.id);
        REQUIRE(county.index.find_all(q) == right);
    }
}

TEST_CASE("names with several readings, rare characters and one character") {
    people_index index;
    std::vector<person_entry> const all = {
        named(1, "曾广平", {"zeng guang ping", "ceng guang ping"}),
        named(2, "单立群", {"shan li qun", "dan li qun"}),
        named(3, "仇英", {"qiu ying", "chou ying"}),
        named(4, "区志明", {"ou zhi ming", "qu zhi ming"}),
        named(5, "解安", {"xie an", "jie an"}),
        named(6, "查安安", {"zha an an", "cha an an"}),
        named(7, "𠮷田", {"ji tian"}),
        named(8, "田", {"tian"}),
        named(9, "阿布都热西提·买买提", {"a bu du re xi ti mai mai ti"}),
        named(10, "Smith", {}),
        named(11, "先安", {"xian an"}),
    };
    index.load(all);
    CHECK(ids_of(index, word_meaning::name("曾")) == id_list{1});
    CHECK(ids_of(index, word_meaning::name("广平")) == id_list{1});
    CHECK(ids_of(index, word_meaning::name("曾平")).empty());
    CHECK(ids_of(index, word_meaning::name("安")) == id_list{5, 6, 11});
    CHECK(ids_of(index, word_meaning::name("安安")) == id_list{6});
    CHECK(ids_of(index, word_meaning::name("𠮷")) == id_list{7});
    CHECK(ids_of(index, word_meaning::name("田")) == id_list{7, 8});
    CHECK(ids_of(index, word_meaning::name("smi")) == id_list{10});
    CHECK(ids_of(index, word_meaning::name("")).empty());
    CHECK(ids_of(index, word_meaning::pinyin("zeng")) == id_list{1});
    CHECK(ids_of(index, word_meaning::pinyin("ceng guang")) == id_list{1});
    CHECK(ids_of(index, word_meaning::pinyin("ZengGuangPing")) == id_list{1});
    CHECK(ids_of(index, word_meaning::pinyin("guangp")) == id_list{1});
    CHECK(ids_of(index, word_meaning::pinyin("uang")).empty());
    CHECK(ids_of(index, word_meaning::pinyin("shan")) == id_list{2});
    CHECK(ids_of(index, word_meaning::pinyin("ou")) == id_list{4});
    CHECK(ids_of(index, word_meaning::pinyin("xian")) == id_list{11});
    CHECK(ids_of(index, word_meaning::pinyin("an")) == id_list{5, 6, 11});
    CHECK(ids_of(index, word_meaning::pinyin("abudurexitimaimaiti")) == id_list{9});
    CHECK(ids_of(index, word_meaning::pinyin("abudurexitimaimaitix")).empty());
    CHECK(ids_of(index, word_meaning::pinyin("maiti")) == id_list{9});
    CHECK(ids_of(index, word_meaning::initials("zgp")) == id_list{1});
    CHECK(ids_of(index, word_meaning::initials("cgp")) == id_list{1});
    CHECK(ids_of(index, word_meaning::initials("gp")) == id_list{1});
    CHECK(ids_of(index, word_meaning::initials("zp")).empty());
    CHECK(ids_of(index, word_meaning::initials("mmt")) == id_list{9});

    people_query q(people_scope::everywhere());
    q.terms.push_back({{word_meaning::name("田"), word_meaning::pinyin("tian")}});
    q.sort = sort_by::relevance;
    auto const found = index.find(q);
    REQUIRE(found.rows.size() == 2);
    CHECK(found.rows[0].id == 8);
    CHECK(found.rows[0].why == std::vector{match_kind::name_exact});
    CHECK(found.rows[1].why == std::vector{match_kind::name_part});
}

TEST_CASE("a scope that sees nobody gives nothing away") {
    county_of county(21, 500);
    people_query q(people_scope::within({}));
    q.facets = {facet_request::of(code_column::sex), facet_request::of(facet_request::kind::categories)};
    q.region_counts = {{0, 1000}};
    q.terms.push_back({{word_meaning::any_id({1, 2, 3})}});
    auto const found = county.index.find(q);
    CHECK(found.rows.empty());
    CHECK(found.total == 0);
    for (auto const& facet : found.facets)
        CHECK(std::count(facet.begin(), facet.end(), 0) == std::ptrdiff_t(facet.size()));
    CHECK(found.region_counts == std::vector<std::uint32_t>{0});
    CHECK(county.index.find_all(q).empty());
}

TEST_CASE("people without a region are seen with `unplaced` only") {
    people_index index;
    index.upsert(named(1, "王明", {"wang ming"}));
    CHECK(index.count(people_query(people_scope::within({{0, 1000}}))) == 0);
    CHECK(index.count(people_query(people_scope::within({{0, 1000}}, true))) == 1);
    index.compact();
    CHECK(index.count(people_query(people_scope::within({{0, 1000}}))) == 0);
    CHECK(index.count(people_query(people_scope::within({{0, 1000}}, true))) == 1);
}

TEST_CASE("everybody archived") {
    made_up::maker maker(4);
    auto all = maker.many(300);
    for (auto& p : all) p[code_column::state] = 2;
    people_index index;
    index.load(all);
    people_query q(people_scope::everywhere());
    q.filter.codes.push_back({code_column::state, {1}});
    q.facets = {facet_request::of(code_column::state), facet_request::of(code_column::sex)};
    auto const found = index.find(q);
    CHECK(found.total == 0);
    CHECK(found.facets[0][2] == 300);  // under the other conditions
    CHECK(found.facets[1][2] == 0);
}

TEST_CASE("very long readings are found too") {
    std::string reading;
    for (int i = 0; i < 40; ++i) reading += i ? " ba" : "ba";
    people_index index;
    index.load(std::vector{named(1, "甲", {reading + " zu"}), named(2, "乙", {"ba"})});
    CHECK(ids_of(index, word_meaning::pinyin("bazu")) == id_list{1});
    CHECK(ids_of(index, word_meaning::pinyin("ba")) == id_list{1, 2});
    CHECK(ids_of(index, word_meaning::initials("bz")) == id_list{1});
}

TEST_CASE("ids are checked") {
    people_index index;
    CHECK_THROWS_AS(index.load(std::vector{named(1, "甲", {}), named(1, "乙", {})}), std::invalid_argument);
    CHECK_THROWS_AS(index.load(std::vector{named(0, "甲", {})}), std::invalid_argument);
    CHECK_THROWS_AS(index.upsert(named(0, "甲", {})), std::invalid_argument);
    CHECK(index.size() == 0);
    CHECK_FALSE(index.remove(5));
}

TEST_CASE("a snapshot gives everything back, and is refused when anything is off") {
    auto const folder = std::filesystem::temp_directory_path() /
                        ("guiyan_people_index_" + std::to_string(std::random_device{}()));
    std::filesystem::create_directories(folder);
    auto const file = folder / "people.index";
    county_of county(31, 800);
    for (int n = 0; n < 30; ++n) {
        auto const p = county.people.one(790 + n);
        county.index.upsert(p);
        county.truth.put(p);
    }
    county.index.save(file, 42);

    people_index back({{{0, 50}, {0, 10}, {100, 400}}});
    CHECK_FALSE(back.open(folder / "nothing", 42));
    CHECK_FALSE(back.open(file, 43));
    people_index other_settings;
    CHECK_FALSE(other_settings.open(file, 42));
    REQUIRE(back.open(file, 42));
    CHECK(back.size() == county.truth.size());
    asker questions(6, county.place);
    for (int i = 0; i < 150; ++i) check_same(back, county.truth, questions.one());
    auto const p = county.people.one(5);
    back.upsert(p);
    county.truth.put(p);
    for (int i = 0; i < 50; ++i) check_same(back, county.truth, questions.one());

    std::string bytes;
    {
        std::ifstream in(file, std::ios::binary);
        bytes.assign(std::istreambuf_iterator<char>(in), {});
    }
    auto const damaged = folder / "damaged";
    auto const refuses = [&](std::string const& content) {
        std::ofstream(damaged, std::ios::binary | std::ios::trunc) << content;
        people_index fresh({{{0, 50}, {0, 10}, {100, 400}}});
        return !fresh.open(damaged, 42) && fresh.size() == 0;
    };
    made_up::maker dice(1);
    for (int i = 0; i < 60; ++i) {
        auto broken = bytes;
        broken[dice.below(unsigned(broken.size()))] ^= char(1 << dice.below(8));
        CHECK(refuses(broken));
        CHECK(refuses(bytes.substr(0, dice.below(unsigned(bytes.size())))));
    }
    CHECK(refuses(bytes + "x"));
    CHECK(refuses(""));
    CHECK_THROWS_AS(county.index.save(folder / "no" / "where", 1), std::runtime_error);
    std::filesystem::remove_all(folder);
}

TEST_CASE("readers see whole people while a writer writes and the index compacts itself") {
    made_up::county place;
    made_up::maker maker(17, place);
    people_index index;
    auto all = maker.many(2000);
    // The two columns of one person always agree; a torn read would show.
    for (auto& p : all) p[code_column::source] = p[code_column::sex];
    index.load(all);

    std::atomic<bool> stop = false;
    std::atomic<int> wrong = 0, asked = 0;
    std::vector<std::thread> readers;
    for (int r = 0; r < 2; ++r)
        readers.emplace_back([&, r] {
            made_up::maker dice{std::uint64_t(r)};
            while (!stop) {
                people_query q(people_scope::everywhere());
                auto const sex = std::uint8_t(1 + dice.below(3));
                q.filter.codes.push_back({code_column::sex, {sex}});
                q.facets = {facet_request::of(code_column::source)};
                auto const found = index.find(q);
                if (found.facets[0][sex] != *found.total) ++wrong;
                if (index.size() < 2000) ++wrong;
                ++asked;
            }
        });
    std::thread compactor([&] {
        while (!stop) index.compact();
    });
    for (int i = 0; i < 6000; ++i) {
        auto p = maker.one(1 + maker.below(4000));
        if (i % 500 == 0) p.text = std::string(50'000, 'x');
        p[code_column::source] = p[code_column::sex];
        index.upsert(p);
    }
    while (asked < 20) std::this_thread::yield();
    stop = true;
    for (auto& t : readers) t.join();
    compactor.join();
    CHECK(wrong == 0);
    index.compact();
    CHECK_FALSE(index.wants_compaction());
}
