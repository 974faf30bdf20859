#pragma once
// The checker's working parts; check.hpp is the door.

#include <string>
#include <string_view>
#include <vector>

#include "cel/check.hpp"
#include "cel/signatures.hpp"

namespace guiyan::cel {

class checker {
public:
    checker(std::string_view source, environment const& env) : source_(source), env_(env) {}

    /// Fills in the lower half of every node, and returns the type; dyn where something is wrong.
    type infer(node&);
    void want(node&, type const& wanted);
    std::vector<issue> issues;

private:
    bool pack() const { return env_.how() == mode::pack; }
    type wrong(span at, std::string key, text_args args = {});
    type wrong_near(span at, std::string key, text_args args, std::string_view written,
                    std::vector<std::string> const& choices);
    static std::string word_for(type const&);  ///< "@cel.type.day"

    // checker.cpp: constants, lists, maps, comprehensions
    type node_type(node&);
    type constant(node&);
    type list(node&);
    type map(node&);
    type comprehension(node&);
    void want_bool(node&, type const&);
    std::string_view written(node const& n) const {
        return source_.substr(n.at.begin, n.at.end - n.at.begin);
    }

    // check_names.cpp
    type name(node&);
    type select(node&);
    bool take_dotted(node&);
    type field(node&, type const& of);

    // check_operators.cpp
    type call(node&);
    type conditional(node&);
    type compared(node&, type const&, type const&);
    type ordered(node&, type const&, type const&);
    type member(node&, type const&, type const&);
    type arithmetic(node&, type const&, type const&);
    type times(node&, type const&, type const&);
    type indexed(node&, type const&, type const&);
    /// True when the two may be compared; otherwise says why not.
    bool alike(node& a, type const& x, node& b, type const& y, span at);
    bool share_codes(std::string const& one, std::string const& other) const;
    bool same_unit(type const&, type const&, span at, std::string const& key);
    /// Looks the texts that are written out up in a code table.
    void want_codes(node&, std::string const& table);
    type joined(type const&, type const&, span at);

    // check_functions.cpp
    type function(node&);
    type custom(node&, std::vector<type> const&);
    type special(node&, std::vector<type> const&, type gives);
    type code_function(node&, std::vector<type> const&, type gives);
    type count_wrong(node&, std::string const& wanted);
    bool fits(type const& wanted, type const& given) const;

    struct variable {
        type is;
        std::string path;
    };
    std::string_view source_;
    environment const& env_;
    std::vector<variable> scope_;
};

}  // namespace guiyan::cel
