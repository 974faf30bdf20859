#include "scheme/describe.hpp"

namespace guiyan::scheme {

BOOST_DESCRIBE_ENUM(relative_to, best, mean)
BOOST_DESCRIBE_ENUM(score_order, more, less)
BOOST_DESCRIBE_ENUM(combine, mean, median, trimmed)
BOOST_DESCRIBE_STRUCT(score_step, (node), (when, points))
BOOST_DESCRIBE_STRUCT(mark_group, (node), (by, weight))
BOOST_DESCRIBE_STRUCT(answer, (node), (code, name, worth))
BOOST_DESCRIBE_STRUCT(score_item, (rule),
                      (id, max, floor, bonus, items, of, when, add, deduct, each, below, above, steps,
                       otherwise, full_if, full_when, relative, order, pro_rata, points, marks, combine,
                       answers))
BOOST_DESCRIBE_STRUCT(rater, (rule), (id, by, members, at_least, signed_, drawn))
BOOST_DESCRIBE_STRUCT(score_column, (node), (id, name, by))
BOOST_DESCRIBE_STRUCT(grade, (node), (code, name, when))
BOOST_DESCRIBE_STRUCT(grade_override, (node), (id, name, basis, assumed, when, at_most, exactly, at_least))
BOOST_DESCRIBE_ENUM(review_kind, selection, term_assessment, annual_assessment, midterm_analysis, award,
                    contest, title_review, project_review, org_assessment, model_community,
                    periodic_assessment)
BOOST_DESCRIBE_ENUM(review_every, day, week, month, quarter, half_year, year, service_year, term, scheme,
                    on_demand)
BOOST_DESCRIBE_STRUCT(review, (rule),
                      (kind, for_, where, every, cohort, seats, raters, full, score, bonus_cap, cap, columns,
                       final_, grades, overrides, order, rounding, procedure, publicity, objection))

using enum key_group::takes;

GUIYAN_SHAPE_OF(
    score_step,
    describe<score_step>("score_step",
                         {
                             {.key = "when", .doc = "x 为度量", .required = true, .sees = sees::step_table},
                             {.key = "points",
                              .doc = "得几分",
                              .required = true,
                              .sees = sees::step_table,
                              .gives = gives::number},
                         }))

GUIYAN_SHAPE_OF(mark_group,
                describe<mark_group>(
                    "mark_group",
                    {
                        {.key = "by", .doc = "打分人组", .required = true, .form = "id", .refers = "raters"},
                        {.key = "weight", .doc = "权重", .minimum = 0},
                    }))

GUIYAN_SHAPE_OF(answer,
                describe<answer>(
                    "answer",
                    {
                        {.key = "code", .doc = "编号", .required = true, .form = "id"},
                        {.key = "name", .doc = "名称", .required = true},
                        {.key = "worth", .doc = "折算，0 至 1", .required = true, .minimum = 0, .maximum = 1},
                    }))

GUIYAN_SHAPE_OF(
    score_item,
    describe_rule_of<score_item>(
        "item",
        {
            {.key = "id", .doc = "编号", .required = true, .form = "id"},
            {.key = "max", .doc = "满分", .sees = sees::for_each, .gives = gives::number},
            {.key = "floor", .doc = "最低分，缺省 0"},
            {.key = "bonus", .doc = "附加分，不计入满分"},
            {.key = "items", .doc = "下级各项", .least = 1},
            {.key = "of", .doc = "度量"},
            {.key = "when", .doc = "只对这些对象设此项", .sees = sees::for_each},
            {.key = "add",
             .doc = "每单位加",
             .sees = sees::step_table,
             .gives = gives::number,
             .least = 1,
             .single = true},
            {.key = "deduct",
             .doc = "每单位扣",
             .sees = sees::step_table,
             .gives = gives::number,
             .least = 1,
             .single = true},
            {.key = "each", .doc = "一个单位是多少，缺省 1", .minimum = 0},
            {.key = "below",
             .doc = "不足此数才扣",
             .sees = sees::for_each,
             .gives = gives::number,
             .least = 1,
             .single = true},
            {.key = "above",
             .doc = "超过此数才扣或才加",
             .sees = sees::for_each,
             .gives = gives::number,
             .least = 1,
             .single = true},
            {.key = "steps", .doc = "分档，x 为度量", .least = 1},
            {.key = "otherwise",
             .doc = "都不成立时得几分",
             .beside = "steps",
             .sees = sees::step_table,
             .gives = gives::number},
            {.key = "full_if", .doc = "成立得满分，否则零分", .sees = sees::step_table},
            {.key = "full_when",
             .doc = "成立就得满分，不成立再按本项办法（如由人打分）",
             .sees = sees::step_table},
            {.key = "relative", .doc = "与同组最好或平均相比", .beside = "order"},
            {.key = "order", .doc = "多者好、少者好", .beside = "relative"},
            {.key = "pro_rata",
             .doc = "达到此数得满分，不足按比例",
             .sees = sees::for_each,
             .gives = gives::number,
             .least = 1,
             .single = true},
            {.key = "points", .doc = "直接算分", .sees = sees::step_table, .gives = gives::number},
            {.key = "marks", .doc = "由谁打分，组间加权", .least = 1},
            {.key = "combine", .doc = "组内：平均、中位、去一个最高去一个最低", .beside = "marks"},
            {.key = "answers", .doc = "选票的档次和折算", .beside = "marks", .least = 2},
        },
        {{exactly_one,
          {"items", "add", "deduct", "steps", "full_if", "relative", "pro_rata", "points", "marks"},
          {}}}))

GUIYAN_SHAPE_OF(rater,
                describe_rule_of<rater>(
                    "rater",
                    {
                        {.key = "id", .doc = "编号", .required = true, .form = "id"},
                        {.key = "by", .doc = "主体", .required = true, .form = "id", .refers = "bodies"},
                        {.key = "members", .doc = "哪些人", .sees = sees::person},
                        {.key = "at_least", .doc = "至少几人", .minimum = 1},
                        {.key = "signed", .doc = "记名"},
                        {.key = "drawn", .doc = "随机抽取，种子存档"},
                    }))

GUIYAN_SHAPE_OF(score_column,
                describe<score_column>("score_column",
                                       {
                                           {.key = "id", .doc = "编号", .required = true, .form = "id"},
                                           {.key = "name", .doc = "名称", .required = true},
                                           {.key = "by",
                                            .doc = "谁打分",
                                            .required = true,
                                            .form = "id",
                                            .refers = "bodies",
                                            .least = 1,
                                            .single = true},
                                       }))

GUIYAN_SHAPE_OF(grade,
                describe<grade>("grade", {
                                             {.key = "code", .doc = "代码", .required = true, .form = "id"},
                                             {.key = "name", .doc = "名称", .required = true},
                                             {.key = "when", .doc = "成立时为此等次", .sees = sees::result},
                                         }))

GUIYAN_SHAPE_OF(grade_override,
                describe<grade_override>(
                    "override",
                    {
                        {.key = "id", .doc = "编号", .required = true, .form = "id"},
                        {.key = "name", .doc = "名称", .required = true},
                        {.key = "basis", .doc = "依据", .least = 1, .single = true},
                        {.key = "assumed", .doc = "由县里选定的读法"},
                        {.key = "when", .doc = "在什么情形下", .required = true, .sees = sees::result},
                        {.key = "at_most", .doc = "至多此等次", .form = "id", .refers = "grades"},
                        {.key = "exactly", .doc = "定为此等次（一票否决）", .form = "id", .refers = "grades"},
                        {.key = "at_least", .doc = "至少此等次", .form = "id", .refers = "grades"},
                    },
                    {{exactly_one, {"at_most", "exactly", "at_least"}, {}}}))

GUIYAN_SHAPE_OF(
    review,
    describe_rule_of<review>(
        "review",
        {
            {.key = "kind", .doc = "考评种类", .required = true},
            {.key = "for", .doc = "对每一个", .required = true, .form = "id", .refers = "entities"},
            {.key = "where", .doc = "哪些", .sees = sees::for_each},
            {.key = "every", .doc = "周期，或 on_demand", .required = true},
            {.key = "cohort", .doc = "分组：只在组内比较", .sees = sees::for_each, .gives = gives::anything},
            {.key = "seats",
             .doc = "名额",
             .sees = sees::scheme,
             .gives = gives::number,
             .least = 1,
             .single = true},
            {.key = "raters", .doc = "打分人组", .least = 1},
            {.key = "full", .doc = "各项满分之和应为"},
            {.key = "score", .doc = "各项", .least = 1},
            {.key = "bonus_cap", .doc = "附加分至多"},
            {.key = "cap", .doc = "总分封顶"},
            {.key = "columns", .doc = "几栏分：自评、考评……", .least = 1},
            {.key = "final", .doc = "综合得分怎样由各栏得出", .sees = sees::columns, .gives = gives::number},
            {.key = "grades", .doc = "等次，自上而下取第一个成立的", .least = 1},
            {.key = "overrides", .doc = "等次封顶、一票否决、保底", .least = 1},
            {.key = "order",
             .doc = "名次：依次比较，大者在前",
             .sees = sees::result,
             .gives = gives::anything,
             .least = 1},
            {.key = "rounding", .doc = "得分保留几位小数", .minimum = 0, .maximum = 4},
            {.key = "procedure", .doc = "走哪个程序", .form = "id", .refers = "procedures"},
            {.key = "publicity", .doc = "公示", .form = "id", .refers = "publicity"},
            {.key = "objection", .doc = "本人提出异议的期限"},
        }))

}  // namespace guiyan::scheme
