// Whatever comes in: an answer or a refusal, never a crash. The noise has a fixed seed, so a finding comes
// again.

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <random>

#include "files/drawing/svg_paper.hpp"
#include "files/paper/docx.hpp"
#include "files/paper/docx_check.hpp"
#include "files/paper/json.hpp"
#include "files/paper/markdown.hpp"

using namespace guiyan;

namespace {

std::string file(std::string const& name) {
    std::ifstream in(name, std::ios::binary);
    REQUIRE(in);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Some bytes changed, a part cut out or doubled.
std::string damaged(std::string text, std::mt19937& noise) {
    auto const place = [&] { return noise() % text.size(); };
    for (unsigned i = noise() % 8; i > 0; --i) text[place()] = static_cast<char>(noise());
    if (noise() % 3 == 0) text.erase(place(), noise() % 200);
    if (noise() % 3 == 0) text.insert(place(), text.substr(place(), noise() % 200));
    return text;
}

}  // namespace

TEST_CASE("damaged text, Word files and drawings") {
    std::mt19937 noise(20220731);
    auto const text = file("tests/papers/every_mark.md");
    auto const svg = file("schemes/honorary-village-head/2022.1/papers/certificate.svg");
    auto const docx = paper::to_docx(*paper::from_markdown(text), {});
    int read = 0;
    for (int i = 0; i < 400; ++i) {
        if (auto const paper = paper::from_markdown(damaged(text, noise))) {
            CHECK(!paper::to_json(*paper).empty());
            CHECK(paper::measure_docx(paper::to_docx(*paper, {})).lines == 22);
            ++read;
        }
        (void)paper::measure_docx(damaged(docx, noise));
        (void)drawing::svg_paper::read(damaged(svg, noise));
    }
    CHECK(read > 20);
}
