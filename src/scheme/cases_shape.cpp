// The shape of a case file, without its facts, parameters and ticks: those have the names of the pack itself.

#include "scheme/cases_file.hpp"

namespace guiyan::scheme {

BOOST_DESCRIBE_ENUM(decision, passes, refused, asks, warns, unknown)
BOOST_DESCRIBE_STRUCT(expectation, (node),
                      (figure, measure, role, step, event, quota, obligation, consequence, check, test, for_,
                       kind, period, is, phrase, rows, decision, says))
BOOST_DESCRIBE_STRUCT(one_case, (node), (name, as_of, expect))
BOOST_DESCRIBE_STRUCT(case_file, (node), (name, as_of, cases))

GUIYAN_SHAPE_OF(expectation,
                describe<expectation>(
                    "expectation",
                    {
                        {.key = "figure", .doc = "指标"},
                        {.key = "measure", .doc = "度量", .form = "id"},
                        {.key = "role", .doc = "岗位：资格条件", .form = "id"},
                        {.key = "step", .doc = "程序.步骤：办理前的条件", .form = "path"},
                        {.key = "event", .doc = "动作：把关条件和名额", .form = "id"},
                        {.key = "quota", .doc = "名额", .form = "id"},
                        {.key = "obligation", .doc = "任务量", .form = "id"},
                        {.key = "consequence", .doc = "后续处理：是否发生", .form = "id"},
                        {.key = "check", .doc = "勾稽", .form = "id"},
                        {.key = "test", .doc = "表达式"},
                        {.key = "for", .doc = "对哪条记录"},
                        {.key = "kind", .doc = "记录种类", .form = "id"},
                        {.key = "period", .doc = "哪一期，如 2022Q3"},
                        {.key = "is", .doc = "值"},
                        {.key = "phrase", .doc = "报告里的话"},
                        {.key = "rows", .doc = "背后几条记录", .minimum = 0},
                        {.key = "decision",
                         .doc = "passes 通过、refused 拒绝、asks 要理由、warns 提示、unknown 资料不全"},
                        {.key = "says", .doc = "拒绝的话里应有", .least = 1, .single = true},
                    },
                    {{key_group::takes::exactly_one,
                      {"figure", "measure", "role", "step", "event", "quota", "obligation", "consequence",
                       "check", "test"},
                      {}},
                     {key_group::takes::at_least_one, {"is", "phrase", "rows", "decision", "says"}, {}}}))

GUIYAN_SHAPE_OF(one_case,
                describe<one_case>("case",
                                   {
                                       {.key = "name", .doc = "案例的名称", .required = true},
                                       {.key = "as_of", .doc = "截止日"},
                                       {.key = "expect", .doc = "应得什么", .required = true, .least = 1},
                                   }))

GUIYAN_SHAPE_OF(case_file,
                describe<case_file>("case_file",
                                    {
                                        {.key = "name", .doc = "这一组案例的名称", .required = true},
                                        {.key = "as_of", .doc = "截止日", .required = true},
                                        {.key = "cases", .doc = "案例", .required = true, .least = 1},
                                    }))

}  // namespace guiyan::scheme
