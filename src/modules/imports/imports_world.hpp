#pragma once
// For tests of this room: a county, a bank and an import desk, and rosters made on the spot. Names mean
// nobody.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "files/table_writer.hpp"
#include "modules/imports/imports.hpp"
#include "record/forms.hpp"
#include "support/people_world.hpp"

namespace guiyan::testing {

/// A correct ID number of 临颍县: born 1970-01-01 plus `n` days, `serial` tells two of a day apart.
inline std::string number_of(int n, int serial = 1) {
    using namespace std::chrono;
    date const born{year_month_day{sys_days{year{1970} / 1 / 1} + days{n % 12000}}};
    char digits[48];
    std::snprintf(digits, sizeof digits, "411122%04d%02u%02u%03d", born.year(), born.month(), born.day(),
                  (serial * 2 + n / 12000) % 1000);
    return std::string(digits) + record::id_number_check_digit(digits);
}

inline std::string name_of(int n) {
    static char const* const surnames[] = {"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "周", "吴"};
    static char const* const given[] = {"建", "国", "华", "明", "文", "秀", "英", "玉", "兰", "红",
                                        "军", "平", "丽", "霞", "勇", "杰", "涛", "超", "强", "磊"};
    return std::string(surnames[n % 10]) + given[n / 10 % 20] + given[n / 200 % 20];
}

using table = std::vector<std::vector<std::string>>;

inline std::filesystem::path write_table(std::filesystem::path const& path, table const& rows) {
    auto out = files::write_xlsx(path);
    std::uint32_t number = 0;
    for (auto const& row : rows) {
        std::vector<files::written_cell> cells;
        for (std::uint32_t c = 0; c < row.size(); ++c)
            if (!row[c].empty()) cells.push_back({c, row[c], files::look::body, {}});
        out->write_row(++number, cells);
    }
    out->close();
    return path;
}

inline std::vector<std::string> const& headings() {
    static std::vector<std::string> const all{"姓名", "性别", "身份证号", "学历", "所在村", "联系电话"};
    return all;
}

inline std::vector<std::string> person_row(int n, std::string village = "王孟西村") {
    auto const number = number_of(n);
    return {name_of(n),
            record::id_number_sex(number) == "1" ? "男" : "女",
            number,
            "大专",
            std::move(village),
            "140" + std::to_string(10000000 + n)};
}

struct imports_world : people_world {
    explicit imports_world(db::engine kind = db::engine::sqlite) : people_world(kind) { open_desk(); }

    void open_desk() {
        desk = std::make_unique<imports::imports>(
            imports::surroundings{*database, vault, *bank, *places, codes, library, time,
                                  [this](std::string_view language, std::string_view key,
                                         text_args const& args) { return words.say(language, key, args); },
                                  folder.path()});
        desk->start();
    }

    std::filesystem::path file(table const& rows) {
        return write_table(folder.path() + "/roster" + std::to_string(++files_made) + ".xlsx", rows);
    }

    /// Handed in and read.
    imports::import_batch read(actor const& who, std::string const& region,
                               std::filesystem::path const& path) {
        auto const opened = desk->open(who, region, path.filename().string(), path);
        REQUIRE(opened);
        desk->wait();
        auto const found = desk->find(who, opened->id);
        REQUIRE(found);
        return *found;
    }
    imports::import_batch written(actor const& who, imports::import_batch const& b, bool only_clean = true,
                                  bool update = false) {
        auto const done_ = desk->commit(who, b.id, only_clean, update);
        if (!done_) FAIL(done_.error().key);
        desk->wait();
        return *desk->find(who, b.id);
    }
    std::int64_t people_count(actor const& who) const { return bank->count(who, {}); }
    std::vector<imports::told_line> lines(actor const& who, imports::import_batch const& b,
                                          imports::line_query q = {}) const {
        q.size = 200;
        auto const page = desk->lines(who, b.id, q);
        REQUIRE(page);
        return page->items;
    }

    actor const county = of_area("411122", {"imports.write", "people.read", "people.write"}, 1);
    actor const wangmeng = of_area("411122109", {"imports.write", "people.read", "people.write"}, 2);
    actor const duqu = of_area("411122102", {"imports.write", "people.read", "people.write"}, 3);
    int files_made = 0;
    std::unique_ptr<imports::imports> desk;
};

}  // namespace guiyan::testing
