#include "scheme/check.hpp"

#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "scheme/cases.hpp"
#include "scheme/explain.hpp"
#include "scheme/read.hpp"
#include "scheme/schema.hpp"

using namespace guiyan;
using namespace guiyan::scheme;
namespace fs = std::filesystem;

namespace {

std::string text_of(fs::path const& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

catalogue const& facts() {
    static auto const all = catalogue::read(text_of("schemes/facts.yaml"));
    return all;
}

/// Sentences of locales/zh-CN.
sentence_of const& chinese() {
    static std::map<std::string, std::string, std::less<>> const all = [] {
        std::map<std::string, std::string, std::less<>> out;
        for (auto const* file : {"scheme", "cel", "facts"}) {
            auto const parsed = boost::json::parse(text_of(std::string("locales/zh-CN/") + file + ".json"));
            for (auto const& row : parsed.as_object())
                out.emplace(row.key(), std::string(row.value().as_string()));
        }
        return out;
    }();
    static sentence_of const say = [](std::string_view key) {
        auto const found = all.find(key);
        return found == all.end() ? std::string(key) : found->second;
    };
    return say;
}

findings check_text(std::string const& text) {
    findings found;
    auto p = read_pack(text, "scheme.yaml", found);
    if (p.at.line > 0) {
        rulebook const book(facts(), std::move(p));
        auto more = check(book);
        found.insert(found.end(), more.begin(), more.end());
    }
    put_in_order(found);
    return found;
}

std::vector<fs::path> packs() {
    std::vector<fs::path> out;
    for (char const* where : {"schemes", "tests/schemes"})
        for (auto const& entry : fs::recursive_directory_iterator(where))
            if (entry.path().filename() == "scheme.yaml") out.push_back(entry.path().parent_path());
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

TEST_CASE("each wrong pack gets exactly its messages") {
    std::vector<fs::path> files;
    for (auto const& entry : fs::directory_iterator("tests/packs")) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    CHECK(files.size() >= 60);
    for (auto const& file : files) {
        CAPTURE(file.string());
        auto const text = text_of(file);
        // What is expected stands at the end, behind "#= ".
        std::string expected, got;
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);)
            if (line.starts_with("#= ")) expected += line.substr(3) + "\n";
        CHECK_FALSE(expected.empty());
        for (auto const& f : check_text(text.substr(0, text.find("#= ")))) {
            CHECK(f.at.line >= 1);
            if (f.level != finding_level::note)
                got += std::string(name_of(f.level)) + " " + line(f, chinese()) + "\n";
        }
        CHECK(got == expected);
    }
}

TEST_CASE("the packs of the folder have no errors, and every message has its sentence") {
    for (auto const& folder : packs()) {
        CAPTURE(folder.string());
        findings found;
        auto p = read_pack(text_of(folder / "scheme.yaml"), "scheme.yaml", found);
        rulebook const book(facts(), std::move(p));
        auto const more = check(book, [&](std::string_view path) -> std::optional<std::string> {
            if (!fs::exists(folder / path)) return {};
            return text_of(folder / path);
        });
        found.insert(found.end(), more.begin(), more.end());
        for (auto const& f : found) {
            auto const said = line(f, chinese());
            CAPTURE(said);
            CHECK(f.level != finding_level::error);
            CHECK_FALSE(message(f, chinese()).starts_with("scheme."));
            CHECK(message(f, chinese()).find("{") == std::string::npos);
        }
        auto const told = explain(book, chinese());
        bool const assumes = text_of(folder / "scheme.yaml").find("assumed:") != std::string::npos;
        CHECK((told.find("待县里定夺") != std::string::npos) == assumes);
        CHECK(told.find("facts.") == std::string::npos);
    }
}

TEST_CASE("an explanation leaves nothing out") {
    findings found;
    rulebook const book(facts(),
                        read_pack(text_of("tests/schemes/village-doctor/scheme.yaml"), "scheme.yaml", found));
    auto const told = explain(book, chinese());
    for (char const* words :
         {"任期24个月（“聘期”）", "是村级，并且种类是“村”，并且在聘村医等于0",
          "按选聘对象分开，在聘村医不超过选聘对象是“退休医生”的为1人；其余为3人",
          "在聘毕业生不超过“在聘村医”的1/3，折算时有小数进一", "复试：由部门办理（只在考核成绩不满70时）",
          "由乡镇和村都办理", "须经“拟聘公示”"}) {
        CAPTURE(told);
        CHECK(told.find(words) != std::string::npos);
    }
}

TEST_CASE("the cases of every pack hold") {
    std::size_t cases = 0;
    for (auto const& folder : packs()) {
        if (!fs::exists(folder / "cases")) continue;
        findings found;
        rulebook const book(facts(), read_pack(text_of(folder / "scheme.yaml"), "scheme.yaml", found));
        for (auto const& entry : fs::directory_iterator(folder / "cases")) {
            auto const report = run_cases(book, text_of(entry.path()), entry.path().string());
            for (auto const& f : report.found) FAIL_CHECK(line(f, chinese()));
            for (auto const& r : report.results) {
                ++cases;
                CAPTURE(r.file + ":" + std::to_string(r.at.line) + " " + r.name);
                CHECK(r.got == (r.passed ? r.got : r.expected));
                CHECK(r.passed);
            }
        }
    }
    CHECK(cases >= 30);
}

TEST_CASE("a misspelt or missing line of a pack never brings the program down") {
    auto const whole = text_of("schemes/honorary-village-head/2022.1/scheme.yaml");
    std::vector<std::string> lines;
    std::istringstream in(whole);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    int said = 0, tried = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto const colon = lines[i].find(": ");
        auto const name = lines[i].find_first_not_of(" -{");
        if (colon == std::string::npos || name == std::string::npos || name > colon || lines[i][name] == '#')
            continue;
        if (i % 4 != 0) continue;  // every line takes half a minute; any would do
        for (int way = 0; way < 2; ++way) {
            std::string text;
            for (std::size_t k = 0; k < lines.size(); ++k) {
                if (k != i)
                    text += lines[k] + "\n";
                else if (way == 0)
                    text += lines[k].substr(0, colon) + "q" + lines[k].substr(colon) + "\n";
            }
            findings found;
            auto const p = read_pack(text, "scheme.yaml", found);
            for (auto const& f : found) CHECK(f.at.line >= 1);
            ++tried;
            // An id may have any name: what named it is found by the check, which is slow; one in twenty is
            // enough.
            if (found.empty() && i % 20 == 0) {
                auto const more = check_text(text);
                said += has_errors(more);
            } else {
                said += !found.empty();
            }
        }
    }
    CHECK(tried > 60);
    CHECK(said > 20);
}

TEST_CASE("the examples of docs/write-a-pack.md are one pack that checks, and its case holds") {
    auto const text = text_of("docs/write-a-pack.md");
    auto const blocks = [&](std::string const& kind) {
        std::string out;
        for (auto at = text.find("```" + kind + "\n"); at != std::string::npos;
             at = text.find("```" + kind + "\n", at)) {
            at += kind.size() + 4;
            out += text.substr(at, text.find("```", at) - at);
        }
        return out;
    };
    auto const yaml = blocks("yaml");
    for (auto const& f : check_text(yaml))
        if (f.level == finding_level::error ||
            (f.level == finding_level::warning && f.kind != finding_kind::open))
            FAIL_CHECK(line(f, chinese()));
    findings found;
    rulebook const book(facts(), read_pack(yaml, "scheme.yaml", found));
    auto const report = run_cases(book, blocks("case"), "case.yaml");
    for (auto const& f : report.found) FAIL_CHECK(line(f, chinese()));
    CHECK(report.results.size() >= 6);
    for (auto const& r : report.results) {
        CAPTURE(r.name + " " + r.path + ": " + r.expected + " / " + r.got);
        CHECK(r.passed);
    }
}

TEST_CASE("the schema of the editors is the shape of the reader") {
    auto const schema = boost::json::parse(json_schema()).as_object();
    CHECK(schema.at("properties").as_object().size() == pack_shape().members.size());
    CHECK(schema.at("$defs").as_object().contains("need"));
    CHECK(json_schema() == json_schema());
}
