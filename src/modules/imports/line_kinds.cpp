#include "modules/imports/line_kinds.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <unordered_map>
#include <vector>

#include "roster/roster.hpp"

namespace guiyan::imports {
namespace {

constexpr std::array own{out_of_reach, broken_rule};

bool is_own(std::string_view kind) {
    return std::ranges::find(own, kind) != own.end();
}

std::vector<std::string_view> const& words() {
    static auto const all = [] {
        std::vector<std::string_view> out;
        for (std::size_t i = 0; i < roster::kind_count(); ++i)
            out.push_back(roster::word_of(roster::kind_at(i)));
        out.insert(out.end(), own.begin(), own.end());
        return out;
    }();
    return all;
}

}  // namespace

std::uint8_t kind_number(std::string_view word) {
    static auto const numbers = [] {
        std::unordered_map<std::string_view, std::uint8_t> out;
        for (std::size_t i = 0; i < words().size(); ++i)
            out.emplace(words()[i], static_cast<std::uint8_t>(i));
        return out;
    }();
    auto const found = numbers.find(word);
    if (found == numbers.end()) throw std::logic_error("no kind of report: " + std::string(word));
    return found->second;
}

std::string_view kind_word(std::uint8_t number) {
    return words().at(number);
}

std::size_t all_kinds() {
    return words().size();
}

std::string kinds_layout() {
    std::string out = "2";
    for (auto const w : words()) out += "," + std::string(w);
    for (std::size_t i = 0; i < roster::field_count; ++i)
        out += ";" + std::string(roster::word_of(static_cast<roster::field>(i)));
    return out;
}

bool is_about_the_line(std::string_view kind) {
    static constexpr std::array<std::string_view, 8> about{
        "person_gone", "only_name", "columns_swapped", "sheet_hidden",
        in_file,       in_bank,     out_of_reach,      "village_other_county"};
    return std::ranges::find(about, kind) != about.end();
}

std::string kind_key(std::string_view kind) {
    return (is_own(kind) ? "import.kind." : "roster.kind.") + std::string(kind);
}

std::string report_key(std::string_view kind) {
    return (is_own(kind) ? "import.report." : "roster.report.") + std::string(kind);
}

}  // namespace guiyan::imports
