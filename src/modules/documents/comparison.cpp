#include "modules/documents/comparison.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "record/plain.hpp"

namespace guiyan::documents {

BOOST_DESCRIBE_STRUCT(compared_paragraph, (), (kind, text))
BOOST_DESCRIBE_STRUCT(compared_section, (), (code, kind, paragraphs))
BOOST_DESCRIBE_STRUCT(comparison, (), (from, to, sections, contributors_added, contributors_removed))
record::type const& record_of(compared_paragraph const*) {
    static auto const t = record::describe_plain<compared_paragraph>("compared_paragraph");
    return t;
}
record::type const& record_of(compared_section const*) {
    static auto const t = record::describe_plain<compared_section>("compared_section");
    return t;
}
record::type const& record_of(comparison const*) {
    using record::privacy;
    static auto const t = record::describe_plain<comparison>(
        "document_comparison", {{.name = "contributors_added", .personal = privacy::identity},
                                {.name = "contributors_removed", .personal = privacy::identity}});
    return t;
}

namespace {

using lines = std::vector<std::string>;

lines paragraphs_of(std::string_view text) {
    lines out;
    for (auto const line : split(text, '\n'))
        if (auto const one = trim(line); !one.empty()) out.emplace_back(one);
    return out;
}

/// longest[i][j]: of a from i on and b from j on.
std::vector<compared_paragraph> differences(lines const& a, lines const& b) {
    auto const width = b.size() + 1;
    std::vector<std::uint32_t> longest((a.size() + 1) * width);
    for (auto i = a.size(); i-- > 0;)
        for (auto j = b.size(); j-- > 0;)
            longest[i * width + j] = a[i] == b[j]
                                         ? longest[(i + 1) * width + j + 1] + 1
                                         : std::max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    std::vector<compared_paragraph> out;
    std::size_t i = 0, j = 0;
    while (i < a.size() || j < b.size()) {
        if (i < a.size() && j < b.size() && a[i] == b[j]) {
            out.push_back({"kept", a[i++]});
            ++j;
        } else if (i < a.size() &&
                   (j == b.size() || longest[(i + 1) * width + j] >= longest[i * width + j + 1])) {
            out.push_back({"removed", a[i++]});
        } else {
            out.push_back({"added", b[j++]});
        }
    }
    return out;
}

section const* find(document_version const& v, std::string_view code) {
    for (auto const& s : v.sections)
        if (s.code == code) return &s;
    return nullptr;
}

lines missing_in(lines const& of, lines const& from) {
    lines out;
    for (auto const& one : of)
        if (std::find(from.begin(), from.end(), one) == from.end()) out.push_back(one);
    return out;
}

}  // namespace

comparison compare(document_version const& before, document_version const& after) {
    comparison out;
    out.from = before.no;
    out.to = after.no;
    out.contributors_added = missing_in(after.contributors, before.contributors);
    out.contributors_removed = missing_in(before.contributors, after.contributors);
    for (auto const& s : after.sections) {
        auto const* old = find(before, s.code);
        auto told = differences(old ? paragraphs_of(old->text) : lines{}, paragraphs_of(s.text));
        bool const same = std::all_of(told.begin(), told.end(),
                                      [](compared_paragraph const& p) { return p.kind == "kept"; });
        out.sections.push_back({s.code, !old ? "added" : same ? "kept" : "changed", std::move(told)});
    }
    for (auto const& s : before.sections)
        if (!find(after, s.code))
            out.sections.push_back({s.code, "removed", differences(paragraphs_of(s.text), {})});
    return out;
}

}  // namespace guiyan::documents
