#pragma once
// A county of real divisions with invented people in it, for tests of what is counted, listed and exported.
// Names are put together at random; none means anybody.

#include <filesystem>
#include <random>

#include "api/sentences.hpp"
#include "modules/people/people.hpp"
#include "record/forms.hpp"
#include "support/module_world.hpp"

namespace guiyan::testing {

struct people_world : module_world {
    explicit people_world(db::engine kind = db::engine::sqlite) : module_world(kind) {
        auto book = files::open_workbook("tests/data/divisions/linying.csv");
        REQUIRE(book);
        REQUIRE(places->import_file(of_area("", {}), **book, "linying.csv", {.commit = true}));
        for (std::string language : {"zh-CN", "en"})
            for (auto const& file : std::filesystem::directory_iterator("locales/" + language)) {
                std::ifstream in(file.path());
                words.add(language, std::string(std::istreambuf_iterator<char>(in), {}));
            }
        bank = std::make_unique<people::people>(*database, vault, *places, codes, time);
    }

    regions::region const& region(std::string_view code) const {
        auto const* r = places->tree()->find(code);
        REQUIRE(r);
        return *r;
    }

    /// Writes `count` people into towns and villages of 临颍县, some at the county itself; the same ones for
    /// the same seed. Every field is unknown for some of them, some hold several classes, a tenth is
    /// archived.
    std::vector<people::person> fill(std::size_t count, unsigned seed = 7) {
        std::mt19937 dice(seed);
        auto one_of = [&](auto const& list) { return list[dice() % list.size()]; };
        auto chance = [&](unsigned percent) { return dice() % 100 < percent; };
        auto const tree = places->tree();
        std::vector<regions::region_id> where;
        auto const [first, end] = tree->below("411122");
        for (auto i = first; i < end; i += 5) where.push_back(tree->at(i).id);
        where.push_back(tree->at(first).id);
        auto code = [&](std::string_view table, unsigned unknown) {
            auto const all = codes.codes(table);
            return chance(unknown) ? std::nullopt : std::optional(all[dice() % all.size()]);
        };
        static std::vector<std::string> const surnames{"王", "李", "张", "刘", "陈", "曾", "单", "仇"};
        static std::vector<std::string> const given{"建", "国", "华", "明", "文",
                                                    "秀", "英", "玉", "兰", "红"};
        std::vector<people::person> out;
        for (std::size_t n = 0; n < count; ++n) {
            people::person p = bank->row_defaults();
            p.id = people::person_id{database->ids().next()};
            p.name = one_of(surnames) + one_of(given) + one_of(given);
            p.region_id = one_of(where);
            p.region_code = tree->find(p.region_id)->code;
            p.sex = code("sex", 10);
            if (!chance(12)) {
                int const year = 1941 + static_cast<int>(dice() % 70);
                unsigned const month = 1 + dice() % 12, day = 1 + dice() % 28;
                p.birth_date = chance(20)   ? partial_date(year)
                               : chance(25) ? partial_date(year, month)
                                            : partial_date(year, month, day);
                if (p.birth_date->whole() && (p.sex == "1" || p.sex == "2")) {
                    char digits[18];
                    std::snprintf(digits, sizeof digits, "411122%04d%02u%02u%02u%c", year, month, day,
                                  static_cast<unsigned>(dice() % 100), p.sex == "1" ? '1' : '2');
                    std::string const start(digits, 17);
                    auto const number = start + record::id_number_check_digit(start);
                    bool const taken = std::any_of(out.begin(), out.end(),
                                                   [&](auto const& o) { return o.id_number == number; });
                    if (!taken) p.id_number = number;
                }
            }
            if (chance(70)) p.phone = "140" + std::to_string(10000000 + dice() % 90000000);
            p.nation = chance(80) ? std::optional<std::string>("01") : code("nation", 30);
            p.political_status = chance(30) ? std::optional<std::string>(chance(80) ? "01" : "02")
                                            : code("political_status", 20);
            p.education = code("education", 15);
            p.professional_title = code("professional_title", 40);
            for (auto const* table : {"talent_category", "practical_line", "talent_tag"})
                for (int k = chance(50) ? static_cast<int>(dice() % 3) : 0; k > 0; --k) {
                    auto const held = *code(table, 0);
                    if (std::none_of(p.categories.begin(), p.categories.end(),
                                     [&](auto const& c) { return c.category == held; }))
                        p.categories.push_back({.category = held});
                }
            for (int k = static_cast<int>(dice() % 3); k > 0; --k) p.skills.push_back(*code("skill", 0));
            if (chance(10)) p.state = "archived";
            out.push_back(std::move(p));
        }
        auto const written = database->write<done>(of_area("", {}), [&](db::transaction& tx) -> result<done> {
            bank->insert_all(tx, out);
            tx.record({.what = "imported", .entity = "person"});
            return done{};
        });
        REQUIRE(written);
        return out;
    }

    api::sentences words;
    std::unique_ptr<people::people> bank;
};

}  // namespace guiyan::testing
