#pragma once
// What a person decided about the reports of a file, and what a line comes to under these decisions. A repair
// that leaves one answer is taken unless somebody declines it; what has two answers waits.

#include <map>
#include <optional>
#include <string>
#include <unordered_map>

#include "modules/imports/line_spool.hpp"
#include "modules/imports/value_reader.hpp"

namespace guiyan::imports {

enum class verdict_of_clerk : std::uint8_t { open, accepted, declined, edited };
std::string_view word_of(verdict_of_clerk);
std::optional<verdict_of_clerk> verdict_of(std::string_view word);

struct decision {
    verdict_of_clerk what = verdict_of_clerk::open;
    std::string value;  ///< edited: as it is stored; of somebody known: "new", "update" or "skip"
};

/// There is something to agree to: a value, or taking the line.
bool can_be_accepted(line_report const&);

class decision_set {
public:
    void decide_kind(std::string kind, decision d) { by_kind_[std::move(kind)] = std::move(d); }
    void decide(std::size_t line, std::size_t report, std::string kind, decision d) {
        by_report_[key(line, report)] = {std::move(kind), std::move(d)};
    }
    /// The kind is decided anew as a whole.
    void forget_reports_of(std::string_view kind);
    /// The decision in force: of the report itself, else of its kind, else the one taken in advance.
    decision of(std::size_t line, std::size_t report, line_report const&) const;

private:
    static std::uint64_t key(std::size_t line, std::size_t report) {
        return std::uint64_t{line} << 16 | report;
    }
    std::map<std::string, decision, std::less<>> by_kind_;
    struct of_report {
        std::string kind;
        decision what;
    };
    std::unordered_map<std::uint64_t, of_report> by_report_;
};

enum class twin_choice : std::uint8_t { none, as_new, update };

/// A line with the decisions in it.
struct settled_line {
    roster::person_values values;
    bool waits = false;                    ///< something is still to be decided
    bool waits_for_line = false;           ///< among it whether the line is taken at all, or where it belongs
    bool left_out = false;                 ///< somebody decided not to take it
    bool blanked = false;                  ///< a field stays empty because its report is open or was declined
    twin_choice twin = twin_choice::none;  ///< of somebody the bank knows
};

/// `update_existing`: somebody found by the ID number, and not decided about, is filled in. Without a reader
/// only the flags are told, not the values.
settled_line settle_line(line const&, std::size_t number, decision_set const&, bool update_existing,
                         value_reader const*);

}  // namespace guiyan::imports
