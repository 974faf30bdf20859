#pragma once
// Rules about people and their ways: roles, conditions, procedures, guards, publicity (pack language, 5).

#include "scheme/values.hpp"

namespace guiyan::scheme {

/// 条件: a test, a question that a person answers, or any or all of several.
struct condition : node {
    std::string id, name;
    std::vector<basis_item> basis;
    std::string assumed;
    std::optional<date> from, until;
    std::string say;  ///< to the clerk, when it fails
    bool evidence = false;
    std::string note;
    expression test;
    std::string ask;
    std::vector<condition> any, all;
};

enum class serves_level { county, township, village, organization, none };
enum class pay_rule { none, by_rule };

struct duties : node {
    std::string table;
    std::vector<std::string> on;  ///< kinds of record that must carry a duty code
};

struct service_window : node {
    std::string from, until;  ///< month and day
};

struct renew : node {
    amount at_most;
    expression order;
};

struct role : rule {
    serves_level serves = serves_level::none;
    std::vector<std::string> org_kinds;
    std::optional<bool> multi;
    std::optional<pay_rule> pay;
    std::string sources;
    std::vector<std::string> channels;
    std::vector<condition> conditions;
    std::optional<scheme::duties> duties;
    std::optional<span> term;
    std::optional<scheme::service_window> service_window;
    std::optional<scheme::renew> renew;
    std::string procedure, credential;
    std::vector<std::string> asks;
    std::string ratio_of;
};

struct step : rule {
    std::string id;
    std::vector<std::string> by;
    bool each = false;  ///< all the bodies, not any one
    std::string to;     ///< state reached
    expression when;
    std::vector<condition> needs;
    std::vector<std::string> asks;
    bool opinion = false, evidence = false;
    std::vector<std::string> makes;
    std::string publicity;
    std::optional<span> within;
    std::vector<std::string> back_to, file_to;
};

struct procedure : rule {
    std::string for_;
    expression where;
    std::vector<std::string> channels;
    std::vector<step> steps;
};

enum class guard_else { refuse, ask, warn };

struct guard : rule {
    std::string for_;
    expression where;
    std::vector<std::string> before;
    expression test;
    std::string say;
    std::optional<guard_else> else_;
};

enum class first_day { counts, next_day };

struct objections : node {
    std::vector<std::string> to;
    bool named = false, secret = false;
    std::optional<span> reply;
};

struct publicity : rule {
    span length;
    std::optional<scheme::first_day> first_day;
    std::vector<std::string> channels, shows;
    scheme::objections objections;
};

}  // namespace guiyan::scheme
