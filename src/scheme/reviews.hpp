#pragma once
// Reviews: scores, raters, grades (pack language, section 7).

#include "scheme/measure.hpp"

namespace guiyan::scheme {

enum class relative_to { best, mean };
enum class score_order { more, less };
enum class combine { mean, median, trimmed };

struct score_step : node {
    expression when;
    scalar points;
};

struct mark_group : node {
    std::string by;  ///< a rater
    std::optional<decimal> weight;
};

struct answer : node {
    std::string code, name;
    decimal worth;
};

/// A node of the score tree: a group of items, or a leaf with one method.
struct score_item : rule {
    std::string id;
    scalar max;
    std::optional<decimal> floor;
    bool bonus = false;
    std::vector<score_item> items;
    std::optional<measure_ref> of;
    expression when;
    amount add, deduct;
    std::optional<decimal> each;
    amount below, above;
    std::vector<score_step> steps;
    scalar otherwise;
    expression full_if, full_when;
    std::optional<relative_to> relative;
    std::optional<score_order> order;
    amount pro_rata;
    expression points;
    std::vector<mark_group> marks;
    std::optional<scheme::combine> combine;
    std::vector<answer> answers;
};

struct rater : rule {
    std::string id, by;
    expression members;
    std::optional<int> at_least;
    bool signed_ = false, drawn = false;
};

struct score_column : node {
    std::string id, name;
    std::vector<std::string> by;
};

struct grade : node {
    std::string code, name;
    expression when;
};

struct grade_override : node {
    std::string id, name;
    std::vector<basis_item> basis;
    std::string assumed;
    expression when;
    std::string at_most, exactly, at_least;  ///< a grade's code
};

enum class review_kind {
    selection,
    term_assessment,
    annual_assessment,
    midterm_analysis,
    award,
    contest,
    title_review,
    project_review,
    org_assessment,
    model_community,
    periodic_assessment
};
enum class review_every { day, week, month, quarter, half_year, year, service_year, term, scheme, on_demand };

struct review : rule {
    review_kind kind = review_kind::selection;
    std::string for_;
    expression where;
    review_every every = review_every::on_demand;
    expression cohort;
    amount seats;
    std::vector<rater> raters;
    std::optional<decimal> full;
    std::vector<score_item> score;
    std::optional<decimal> bonus_cap, cap;
    std::vector<score_column> columns;
    expression final_;
    std::vector<grade> grades;
    std::vector<grade_override> overrides;
    std::vector<expression> order;
    std::optional<int> rounding;
    std::string procedure, publicity;
    std::optional<span> objection;
};

}  // namespace guiyan::scheme
