#pragma once
// guiyan pack test: the cases of a pack, facts → what has to come of them. An official can write them; they
// run at each check and each upgrade of the program (pack language, section 12).

#include <string>
#include <string_view>
#include <vector>

#include "scheme/check.hpp"
#include "scheme/finding.hpp"
#include "scheme/rulebook.hpp"

namespace guiyan::scheme {

enum class decision { passes, refused, asks, warns, unknown };

/// One thing that is expected of the facts of a case.
struct expectation : node {
    // what is asked: one of these
    std::string figure, measure, role, step, event, quota, obligation, consequence, check;
    std::string test;    ///< CEL over the record in `for`
    std::string for_;    ///< name of a record
    std::string kind;    ///< its kind, where a name is used twice
    std::string period;  ///< "2022Q3"; else the one that holds the day
    // what has to come of it
    std::optional<literal> is;  ///< a number, a truth, a text, or the word unknown
    std::string phrase;
    std::optional<int> rows;
    std::optional<scheme::decision> decision;
    std::vector<std::string> says;  ///< each is part of what the refusals say
};

struct case_result {
    std::string file, name;
    place at;  ///< of the expectation
    std::string path;
    bool passed = true;
    std::string expected, got;
};

struct case_report {
    std::vector<case_result> results;  ///< one for each expectation
    findings found;                    ///< what is wrong with the files themselves
};

/// Runs the cases of one file.
case_report run_cases(rulebook const&, std::string_view yaml, std::string const& file);

}  // namespace guiyan::scheme
