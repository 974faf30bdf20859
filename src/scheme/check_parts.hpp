#pragma once
// The parts of the check, one file each. Each adds what it finds.

#include "scheme/check.hpp"
#include "scheme/walk.hpp"

namespace guiyan::scheme {

struct check_desk {
    rulebook const& book;
    pack const& p;
    file_of_pack const& files;
    findings& out;

    void say(finding_kind, finding_level, place, std::string path, std::string key, text_args = {},
             std::string fix = {});
    void error(finding_kind kind, place at, std::string path, std::string key, text_args args = {},
               std::string fix = {}) {
        say(kind, finding_level::error, at, std::move(path), std::move(key), std::move(args), std::move(fix));
    }
    void warn(finding_kind kind, place at, std::string path, std::string key, text_args args = {},
              std::string fix = {}) {
        say(kind, finding_level::warning, at, std::move(path), std::move(key), std::move(args),
            std::move(fix));
    }
};

void check_references(check_desk&);   ///< names that nobody defined
void check_expressions(check_desk&);  ///< types, units and ways of expressions, paths
void check_measures(check_desk&);     ///< ways between records, circles, units
void check_sums(check_desk&);         ///< what has to add up
void check_bands(check_desk&);        ///< cases, steps, grades: holes and rows never reached
void check_order(check_desk&);        ///< steps, states, dates, what has to be said
void check_contradictions(check_desk&);
void check_burden(check_desk&);
void check_open(check_desk&);     ///< what the county chose, to be signed
void check_reports(check_desk&);  ///< files of the folder, holes of report texts

/// The environment of a place: the kind of record in question and what the place adds (x, total, item.,
/// group).
cel::environment environment_of(rulebook const&, sees, surround const&);
/// One expression: its issues, and the names of figures, measures and tables written out in it.
void check_expression(check_desk&, expression const&, cel::environment const&, cel::type const& wanted);
/// The place of a byte inside an expression.
place place_in(expression const&, cel::position);
/// "quotas.heads": the rule a path belongs to.
std::string rule_of(std::string_view path);

}  // namespace guiyan::scheme
