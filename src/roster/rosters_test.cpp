// Every file of tests/rosters: a roster as a clerk sends it and what has to come of it.
// tests/rosters/README.md tells the form.
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/text.hpp"
#include "roster/cell_text.hpp"
#include "roster/roster.hpp"
#include "roster/roster_json.hpp"
#include "support/divisions.hpp"
#include "support/memory_workbook.hpp"

using namespace guiyan;
using namespace guiyan::roster;

namespace {

terms::library const& lists() {
    static auto const all = terms::library::of_folder("terms");
    return all;
}

struct expected_line {
    std::size_t sheet = 0;
    std::uint32_t row = 0;
    std::string verdict;
    std::vector<std::pair<std::string, std::string>> values;
    std::set<std::string> decide;   // !kind
    std::set<std::string> repairs;  // ~kind
    std::string source;
};

struct fixture {
    std::string about, verdict, reject;
    options opt;
    test::memory_workbook book;
    std::vector<std::string> aliases;
    std::string only;
    listed_people bank;
    std::vector<expected_line> lines;
};

std::string joined(std::set<std::string> const& words) {
    std::string out;
    for (auto const& w : words) out += w + " ";
    return out;
}

std::vector<std::string> cells_of(std::string const& line) {
    std::vector<std::string> out;
    auto parts = split(line, '|');
    for (std::size_t i = 1; i + 1 < parts.size(); ++i) out.emplace_back(trim(parts[i]));
    return out;
}

files::merge merge_of(std::string const& text) {  // A1:C2
    files::merge m;
    auto corner = [](std::string_view s, std::uint32_t& row, std::uint32_t& column) {
        std::size_t i = 0;
        std::uint32_t c = 0;
        while (i < s.size() && s[i] >= 'A' && s[i] <= 'Z') c = c * 26 + std::uint32_t(s[i++] - 'A' + 1);
        column = c - 1;
        row = static_cast<std::uint32_t>(std::stoul(std::string(s.substr(i))));
    };
    auto const colon = text.find(':');
    corner(std::string_view(text).substr(0, colon), m.first_row, m.first_column);
    corner(std::string_view(text).substr(colon + 1), m.last_row, m.last_column);
    return m;
}

fixture load(std::filesystem::path const& path) {
    std::ifstream in(path);
    fixture f;
    f.opt.today = date(2023, 6, 1);
    std::string line;
    std::uint32_t row = 0;
    std::size_t sheet = 0;
    bool any_sheet = false;
    bool expecting = false;
    std::string format = "xlsx";
    while (std::getline(in, line)) {
        if (line.starts_with("//")) continue;
        auto const colon = line.find(": ");
        std::string const key = colon == std::string::npos ? line : line.substr(0, colon);
        std::string const value = colon == std::string::npos ? "" : line.substr(colon + 2);
        if (line == "expect:" || line == "expect") {
            expecting = true;
        } else if (expecting) {
            if (line.empty()) continue;
            if (key == "verdict")
                f.verdict = value;
            else if (key == "reject_kind")
                f.reject = value;
            else {
                std::istringstream words(line);
                expected_line e;
                e.source = line;
                std::string word;
                words >> word;
                if (auto const at = word.find('@'); at != std::string::npos) {
                    e.sheet = std::stoul(word.substr(at + 1)) - 1;
                    word.resize(at);
                }
                e.row = static_cast<std::uint32_t>(std::stoul(word));
                words >> e.verdict;
                while (words >> word) {
                    if (word[0] == '!')
                        e.decide.insert(word.substr(1));
                    else if (word[0] == '~')
                        e.repairs.insert(word.substr(1));
                    else {
                        auto const eq = word.find('=');
                        e.values.emplace_back(word.substr(0, eq), word.substr(eq + 1));
                    }
                }
                f.lines.push_back(std::move(e));
            }
        } else if (line.starts_with("|")) {
            if (!any_sheet) {
                f.book = test::memory_workbook(format);
                f.book.add_sheet(format == "csv" ? "" : "Sheet1");
                any_sheet = true;
            }
            f.book.add_row(sheet, ++row, cells_of(line));
        } else if (key == "about") {
            f.about = value;
        } else if (key == "region") {
            f.opt.region_code = value;
        } else if (key == "divisions") {
            f.only = value;
        } else if (key == "file") {
            f.opt.file_name = value;
        } else if (key == "format") {
            format = value;
        } else if (key == "alias") {
            f.aliases.push_back(value);
        } else if (key == "known") {  // id|name|birth|village|phone|id_number
            auto const p = split(value, '|');
            f.bank.add({std::string(p[0]), std::string(p[1]), partial_date::parse(p[2]), std::string(p[3]),
                        std::string(p[4]), false},
                       std::string(p[5]));
        } else if (key == "sheet" || key == "hidden sheet") {
            if (!any_sheet) f.book = test::memory_workbook(format);
            any_sheet = true;
            sheet = f.book.add_sheet(value, key == "hidden sheet");
            row = 0;
        } else if (key == "merge") {
            for (auto part : split(value, ' '))
                if (!part.empty()) f.book.merge(sheet, merge_of(std::string(part)));
        } else if (line.empty() && any_sheet) {
            ++row;  // a blank row of the sheet
        }
    }
    return f;
}

std::string sentence(std::string_view key) {
    return std::string(key);
}

}  // namespace

TEST_CASE("rosters of tests/rosters") {
    std::vector<std::filesystem::path> files;
    for (auto const& entry : std::filesystem::directory_iterator("tests/rosters"))
        if (entry.path().extension() == ".roster") files.push_back(entry.path());
    std::ranges::sort(files);
    CHECK(files.size() >= 40);
    for (auto const& path : files) {
        auto f = load(path);
        std::string const name = path.stem().string();
        CAPTURE(name);
        auto const regions = test::divisions(f.only, f.aliases);
        std::map<std::pair<std::size_t, std::uint32_t>, std::vector<row_result>> rows;
        auto a = analyse(f.book, {&regions, &lists(), &f.bank}, f.opt, [&](row_result const& r) {
            rows[{r.sheet, r.row}].push_back(r);
            return true;
        });
        REQUIRE(a.has_value());
        CHECK(word_of(a->verdict) == f.verdict);
        CHECK(a->reject_kind == f.reject);
        std::map<std::pair<std::size_t, std::uint32_t>, std::size_t> taken;
        std::set<std::pair<std::size_t, std::uint32_t>> expected;
        for (auto const& e : f.lines) {
            CAPTURE(e.source);
            expected.insert({e.sheet, e.row});
            auto const& list = rows[{e.sheet, e.row}];
            std::size_t const n = taken[{e.sheet, e.row}]++;
            if (n >= list.size()) {
                FAIL_CHECK("no such row");
                continue;
            }
            auto const& r = list[n];
            std::string const all = boost::json::serialize(to_json(r, sentence));
            CAPTURE(all);
            CHECK(word_of(r.verdict) == e.verdict);
            for (auto const& [word, value] : e.values) {
                CAPTURE(word);
                auto const field = field_of(word);
                REQUIRE(field.has_value());
                if (value == "null")
                    CHECK(r.values.is_null(*field));
                else if (value == "-")
                    CHECK((!r.values.has(*field) && !r.values.is_null(*field)));
                else
                    CHECK(replaced(r.values.get(*field), " ", "_") == value);
            }
            std::set<std::string> decide;
            std::set<std::string> repairs;
            for (auto const& p : r.reports)
                (p.what.decide ? decide : repairs).insert(std::string(word_of(p.what.what)));
            if (r.verdict != verdict::ignored) CHECK(joined(decide) == joined(e.decide));
            for (auto const& k : e.repairs) CHECK(repairs.contains(k));
        }
        // People that nobody expected are wrong too.
        for (auto const& [place, list] : rows)
            for (auto const& r : list)
                if (r.verdict != verdict::ignored && !expected.contains(place))
                    FAIL_CHECK(name << ": unexpected person in row " << place.second << ": "
                                    << boost::json::serialize(to_json(r, sentence)));
    }
}
