#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "scheme/read.hpp"

using namespace guiyan;
using namespace guiyan::scheme;

namespace {

std::string text_of(std::filesystem::path const& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

findings read(std::string const& text, yaml_limits const& = {}) {
    findings out;
    read_pack(text, "scheme.yaml", out);
    return out;
}

}  // namespace

TEST_CASE("every pack of the folder has the shape of a pack") {
    int packs = 0;
    for (auto const& entry : std::filesystem::recursive_directory_iterator("schemes")) {
        if (entry.path().filename() != "scheme.yaml") continue;
        CAPTURE(entry.path());
        findings found;
        auto const p = read_pack(text_of(entry.path()), entry.path(), found);
        CHECK(found.empty());
        CHECK(p.meta.id == entry.path().parent_path().parent_path().filename());
        CHECK(p.meta.edition == entry.path().parent_path().filename());
        ++packs;
    }
    CHECK(packs >= 5);
}

TEST_CASE("a value keeps its place and its path") {
    findings found;
    auto const p = read_pack(
        "language: 1\n"
        "meta: {id: x, edition: \"2022.1\", name: 甲, lead: 县委, documents: {}}\n"
        "quotas:\n"
        "  每村: {}\n"
        "  heads: {name: 名额, for: region, need: {of: serving, at_most: 30%}, at: appoint}\n",
        "scheme.yaml", found);
    CHECK(found.size() >= 1);  // 每村 is no id
    auto const* heads = p.quotas.find("heads");
    REQUIRE(heads);
    CHECK(heads->path == "quotas.heads");
    CHECK(heads->at.line == 5);
    CHECK(heads->at.column == 10);
    REQUIRE(heads->need.of);
    CHECK(heads->need.of->id == "serving");
    REQUIRE(heads->need.at_most.size() == 1);
    auto const& bound = heads->need.at_most[0].value;
    CHECK(bound.is == scalar::form::percent);
    CHECK(bound.number == *decimal::parse("0.3"));
    CHECK(bound.path == "quotas.heads.need.at_most");
    CHECK(heads->at_ == std::vector<std::string>{"appoint"});
}

TEST_CASE("hostile files are refused with one sentence and a place") {
    auto const one = [](std::string const& text, std::string const& key) {
        auto const found = read(text);
        REQUIRE(found.size() == 1);
        CHECK(found[0].key == key);
        CHECK(found[0].at.line >= 1);
    };
    one("", "scheme.yaml.empty");
    one("# nothing\n", "scheme.yaml.empty");
    one("a: &a [1]\nb: *a\n", "scheme.yaml.anchor");
    one("a: !!python/object x\n", "scheme.yaml.tag");
    one("language: 1\n---\nlanguage: 1\n", "scheme.yaml.two_documents");
    one("meta:\n\tid: x\n", "scheme.yaml.tab");
    one(std::string("language: \0 1\n", 14), "scheme.yaml.binary");
    one("language: \xFF\xFE\n", "scheme.yaml.not_utf8");
    one(std::string(3 << 20, 'a'), "scheme.yaml.large");
    one(std::string(10000, '['), "scheme.yaml.deep");
    one(std::string(10000, '{'), "scheme.yaml.deep");
    one("a: [1, 2\nb: 3\n", "scheme.yaml.broken");
    one("\"a\": \"b\n", "scheme.yaml.open_quote");
    std::string many = "a: [";
    for (int i = 0; i < 250000; ++i) many += "1,";
    one(many + "1]\n", "scheme.yaml.many");
    std::string nested;
    for (int i = 0; i < 200; ++i) nested += std::string(i, ' ') + "- \n";
    one(nested, "scheme.yaml.deep");
}

TEST_CASE("decimals are exact") {
    CHECK((*decimal::parse("0.1") + *decimal::parse("0.2")) == *decimal::parse("0.3"));
    CHECK(decimal::parse("-12.5")->text() == "-12.5");
    CHECK(decimal::parse("100")->text() == "100");
    for (auto const* wrong :
         {"", "-", "1.", ".5", "1.2.3", "1e3", "0x10", "1.0000001", "1234567890123", "１"})
        CHECK_FALSE(decimal::parse(wrong));
}
