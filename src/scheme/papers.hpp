#pragma once
// Indicators, targets, tasks, checks, matching, reports (pack language, section 9).

#include "scheme/counts.hpp"
#include "scheme/rules.hpp"

namespace guiyan::scheme {

enum class print_style { exact, over, near, above, about, rounded, hanzi, list };

struct print : node {
    print_style style = print_style::exact;
    std::string unit;  ///< printed in: 万元, 亿元, 万人
    std::optional<int> digits;
    std::optional<decimal> step;  ///< 余 and 近 round to it
};

struct target_part : bound {
    std::string name;
    expression where;
};

struct target : bound {
    std::string name;
    std::vector<basis_item> basis;
    std::optional<date> from, until;
    std::string assumed, note, why;
    std::optional<date> by;
    std::optional<period> every;
    std::vector<std::string> owner;
    std::vector<target_part> parts;
};

enum class indicator_kind { reported, structural, rule, target };

/// A measure with the words of a report: `of` another one, or written here.
struct indicator : measure {
    std::string of;
    std::string phrase;  ///< "{}" is the printed value with its unit
    indicator_kind kind = indicator_kind::reported;
    scheme::print print;
    std::string module;
    std::vector<expression> split;
    std::optional<scheme::target> target;
    expression list;  ///< a row's words
};

struct task : rule {
    std::string id, stage;
    std::vector<std::string> lead, with;
    std::optional<date> due;
    std::optional<period> every;
    std::vector<std::string> targets;
    std::string measures;
    std::vector<task> items;
};

enum class target_met { required, or_waiver };
struct task_close : node {
    bool evidence = false;
    std::vector<std::string> checker;
    std::optional<scheme::target_met> target_met;
};
enum class unclaimed_then { assign, remind };
struct task_claim : node {
    span within;
    std::optional<unclaimed_then> then;
};
struct task_lights : node {
    std::optional<span> yellow;
};
struct tasks : node {
    std::optional<task_close> close;
    std::optional<task_claim> claim;
    std::optional<task_lights> lights;
    std::vector<task> list;
};

enum class match_factor { skill, strength, willingness, home, distance, load, record, measure };
struct match_part : node {
    match_factor factor = match_factor::skill;
    std::string name;
    decimal max;
    std::optional<measure_ref> of;
};
struct matching : rule {
    std::string role, need;
    std::vector<match_part> parts;
    std::optional<decimal> full;
    std::vector<std::string> ignores;
    std::vector<condition> hard;
};

enum class check_else { stop, question };
/// 勾稽: a test over figures, or over each record.
struct figure_check : rule {
    std::string for_;
    expression where, test;
    std::string say;
    std::optional<check_else> else_;
};

enum class report_kind { text, list, matrix, paper };
struct report_column : node {
    std::string head;
    expression cell;
    bool total = false;
};
struct report_row : node {
    std::string head, of;
};
enum class report_across { township, village, county, month, quarter, year, organization };
struct report : rule {
    std::string id;
    report_kind kind = report_kind::text;
    std::string file;
    std::optional<period> every;
    std::vector<std::string> by, to;
    bool annex = false;
    std::string over;
    expression where;
    std::vector<report_column> columns;
    std::vector<report_row> rows;
    std::optional<report_across> across;
    std::string filled_by;
};

}  // namespace guiyan::scheme
