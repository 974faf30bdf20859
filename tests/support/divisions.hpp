#pragma once
// The five counties of tests/data/divisions.

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "roster/places.hpp"
#include "terms/terms.hpp"

namespace guiyan::test {

/// Places of one file ("linying") or of all. `aliases` are "code=old name".
inline std::vector<roster::region> divisions(std::string const& only = "",
                                             std::vector<std::string> const& aliases = {}) {
    std::vector<roster::region> out;
    std::set<std::string> seen;
    for (auto const& entry : std::filesystem::directory_iterator("tests/data/divisions")) {
        if (entry.path().extension() != ".csv" || (!only.empty() && entry.path().stem() != only)) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        terms::sheet const rows(
            entry.path().filename().string(),
            std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()));
        for (std::size_t r = 0; r < rows.size(); ++r) {
            if (!seen.insert(rows.at(r, "code")).second) continue;
            roster::region region{
                rows.at(r, "code"),        rows.at(r, "name"), rows.at(r, "short_name"), {}, 0,
                rows.at(r, "parent_code"), rows.at(r, "kind")};
            region.level = std::stoi(rows.at(r, "level"));
            for (auto const& a : aliases)
                if (a.starts_with(region.code + "=")) region.aliases.push_back(a.substr(13));
            out.push_back(std::move(region));
        }
    }
    return out;
}

}  // namespace guiyan::test
