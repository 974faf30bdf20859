#include "scheme/describe.hpp"

namespace guiyan::scheme {

BOOST_DESCRIBE_ENUM(quota_else, refuse, cut, ask, warn, show)
BOOST_DESCRIBE_STRUCT(quota, (rule), (for_, where, within, need, at_, else_, by, say))
BOOST_DESCRIBE_STRUCT(within_span, (node), (span, after))
BOOST_DESCRIBE_STRUCT(progress_warning, (node), (at_, below))
BOOST_DESCRIBE_ENUM(partial_period, scale, full, waive)
BOOST_DESCRIBE_ENUM(opens_what, task, form)
BOOST_DESCRIBE_STRUCT(obligation, (rule),
                      (for_, where, need, every, within, by, duty, partial, grace, opens, carry, warn, paper))

using enum key_group::takes;

GUIYAN_SHAPE_OF(
    quota,
    describe_rule_of<quota>(
        "quota", {
                     {.key = "for", .doc = "对每一个", .required = true, .form = "id", .refers = "entities"},
                     {.key = "where", .doc = "哪些", .sees = sees::for_each},
                     {.key = "within",
                      .doc = "再按所数记录的什么分组",
                      .sees = sees::counted,
                      .gives = gives::anything,
                      .least = 1,
                      .single = true},
                     {.key = "need", .doc = "要求", .required = true},
                     {.key = "at",
                      .doc = "在哪个动作上把关；不写则只显示缺口",
                      .form = "id",
                      .refers = "any_events",
                      .least = 1,
                      .single = true},
                     {.key = "else", .doc = "突破时：拒绝、按名次截断、要理由、提示、只显示"},
                     {.key = "by", .doc = "何时达到"},
                     {.key = "say", .doc = "对办事员说的话"},
                 }))

GUIYAN_SHAPE_OF(within_span,
                describe<within_span>("within_span", {
                                                         {.key = "span", .doc = "多久之内", .required = true},
                                                         {.key = "after",
                                                          .doc = "自哪个日期起",
                                                          .required = true,
                                                          .form = "path",
                                                          .sees = sees::for_each,
                                                          .gives = gives::date},
                                                     }))

GUIYAN_SHAPE_OF(progress_warning,
                describe<progress_warning>(
                    "progress_warning",
                    {
                        {.key = "at", .doc = "期限过了几成", .required = true, .gives = gives::number},
                        {.key = "below", .doc = "进度低于", .gives = gives::number},
                    }))

GUIYAN_SHAPE_OF(
    obligation,
    describe_rule_of<obligation>(
        "obligation",
        {
            {.key = "for", .doc = "对每一个", .required = true, .form = "id", .refers = "entities"},
            {.key = "where", .doc = "哪些", .sees = sees::for_each},
            {.key = "need", .doc = "要求", .required = true},
            {.key = "every", .doc = "周期"},
            {.key = "within", .doc = "某日起多久之内"},
            {.key = "by", .doc = "何时以前", .form = "day_or_month_day"},
            {.key = "duty", .doc = "谁的义务", .form = "id", .refers = "bodies", .least = 1, .single = true},
            {.key = "partial", .doc = "不满一期：折算、照全额、免"},
            {.key = "grace", .doc = "宽限"},
            {.key = "opens", .doc = "期初自动开任务或表单"},
            {.key = "carry", .doc = "未完成的转入下期"},
            {.key = "warn", .doc = "期中预警", .least = 1},
            {.key = "paper", .doc = "文书", .form = "id"},
        },
        {{exactly_one, {"every", "within", "by"}, {}}}))

}  // namespace guiyan::scheme
