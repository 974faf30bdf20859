#pragma once
// An expression of a pack in Chinese words, by the names of fields, measures, parameters and codes. Papers
// are Chinese in every language of the pages, so these words stand here and not in locales/.

#include <string>

#include "scheme/finding.hpp"
#include "scheme/rulebook.hpp"
#include "scheme/walk.hpp"

namespace guiyan::scheme {

class wording {
public:
    /// `names` knows facts.<kind>.<field>, facts.field.<field> and facts.kind.<kind>.
    wording(rulebook const&, sentence_of names);

    /// Where no words fit, the code itself in quotes.
    std::string of(expression const&, std::string_view self) const;
    std::string of(cel::program const&) const;
    /// Where the place adds names: total, rank, x.
    std::string of(expression const&, sees, surround const&) const;
    std::string of(scalar const&, std::string_view self, std::string_view unit = {}) const;
    std::string of(amount const&, std::string_view self, std::string_view unit = {}) const;
    std::string of(span const&) const;
    /// What `group` is from here on: the value of this program; nullptr: nothing known of it.
    void split_by(cel::program const* p) { split_by_ = p; }
    /// What a measure counts: "数任职（岗位是“名誉村长”），按人员去重".
    std::string of(measure const&) const;
    std::string kind(std::string_view) const;
    /// "人员的籍贯" of a path; "" where a part has no name.
    std::string path(std::string_view path, std::string_view self) const;
    std::string event(std::string const&) const;
    std::string body(std::string const&) const;
    std::string bodies(std::vector<std::string> const&, bool each = false) const;
    std::string code(std::string_view table, std::string_view code) const;

private:
    std::string node_words(cel::node const&) const;
    std::string path_words(cel::node const&) const;
    std::string field(std::string_view kind, std::string_view name) const;
    std::string constant(cel::node const&, cel::type const& beside) const;

    rulebook const& book_;
    sentence_of names_;
    std::string book_kind_;  ///< kind of record whose fields are the bare names
    cel::program const* split_by_ = nullptr;
};

}  // namespace guiyan::scheme
