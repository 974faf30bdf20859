#include "scheme/describe.hpp"

namespace guiyan::scheme {

BOOST_DESCRIBE_STRUCT(task, (rule), (id, stage, lead, with, due, every, targets, measures, items))
BOOST_DESCRIBE_ENUM(target_met, required, or_waiver)
BOOST_DESCRIBE_STRUCT(task_close, (node), (evidence, checker, target_met))
BOOST_DESCRIBE_ENUM(unclaimed_then, assign, remind)
BOOST_DESCRIBE_STRUCT(task_claim, (node), (within, then))
BOOST_DESCRIBE_STRUCT(task_lights, (node), (yellow))
BOOST_DESCRIBE_STRUCT(tasks, (node), (close, claim, lights, list))
BOOST_DESCRIBE_ENUM(match_factor, skill, strength, willingness, home, distance, load, record, measure)
BOOST_DESCRIBE_STRUCT(match_part, (node), (factor, name, max, of))
BOOST_DESCRIBE_STRUCT(matching, (rule), (role, need, parts, full, ignores, hard))
BOOST_DESCRIBE_ENUM(check_else, stop, question)
BOOST_DESCRIBE_STRUCT(figure_check, (rule), (for_, where, test, say, else_))
BOOST_DESCRIBE_ENUM(report_kind, text, list, matrix, paper)
BOOST_DESCRIBE_STRUCT(report_column, (node), (head, cell, total))
BOOST_DESCRIBE_STRUCT(report_row, (node), (head, of))
BOOST_DESCRIBE_ENUM(report_across, township, village, county, month, quarter, year, organization)
BOOST_DESCRIBE_STRUCT(report, (rule),
                      (id, kind, file, every, by, to, annex, over, where, columns, rows, across, filled_by))
BOOST_DESCRIBE_STRUCT(pack, (node),
                      (language, meta, modules, bodies, params, codes, fields, tables, sets, measures, roles,
                       procedures, guards, quotas, obligations, reviews, accounts, postings, consequences,
                       credentials, services, publicity, matching, indicators, tasks, checks, reports))

GUIYAN_SHAPE_OF(
    task,
    describe_rule_of<task>(
        "task",
        {
            {.key = "id", .doc = "编号", .required = true},
            {.key = "stage", .doc = "环节代码", .form = "code", .refers = "code:STAGE_TAG"},
            {.key = "lead", .doc = "牵头单位", .least = 1},
            {.key = "with", .doc = "配合单位", .least = 1},
            {.key = "due", .doc = "完成时限"},
            {.key = "every", .doc = "周期"},
            {.key = "targets", .doc = "对应的指标", .form = "figure_id", .refers = "indicators", .least = 1},
            {.key = "measures", .doc = "举措"},
            {.key = "items", .doc = "下级任务", .least = 1},
        }))

GUIYAN_SHAPE_OF(task_close,
                describe<task_close>("task_close", {
                                                       {.key = "evidence", .doc = "须附佐证"},
                                                       {.key = "checker",
                                                        .doc = "谁核验",
                                                        .required = true,
                                                        .form = "id",
                                                        .refers = "bodies",
                                                        .least = 1,
                                                        .single = true},
                                                       {.key = "target_met", .doc = "指标未达能否销号"},
                                                   }))

GUIYAN_SHAPE_OF(task_claim,
                describe<task_claim>("task_claim",
                                     {
                                         {.key = "within", .doc = "多久之内认领", .required = true},
                                         {.key = "then", .doc = "逾期未认领：指定、提醒"},
                                     }))

GUIYAN_SHAPE_OF(task_lights,
                describe<task_lights>("task_lights", {{.key = "yellow", .doc = "到期前多久亮黄灯"}}))

GUIYAN_SHAPE_OF(tasks,
                describe<tasks>("tasks", {
                                             {.key = "close", .doc = "销号"},
                                             {.key = "claim", .doc = "认领"},
                                             {.key = "lights", .doc = "亮灯"},
                                             {.key = "list", .doc = "任务清单", .required = true, .least = 1},
                                         }))

GUIYAN_SHAPE_OF(match_part,
                describe<match_part>("match_part",
                                     {
                                         {.key = "factor", .doc = "哪一种因素", .required = true},
                                         {.key = "name", .doc = "名称", .required = true},
                                         {.key = "max", .doc = "满分", .required = true, .minimum = 0},
                                         {.key = "of", .doc = "度量"},
                                     }))

GUIYAN_SHAPE_OF(
    matching,
    describe_rule_of<matching>(
        "matching",
        {
            {.key = "role", .doc = "为哪个岗位匹配", .required = true, .form = "id", .refers = "roles"},
            {.key = "need", .doc = "需求种类", .form = "code", .refers = "code:REQUEST_KIND"},
            {.key = "parts", .doc = "各部分得分", .required = true, .least = 1},
            {.key = "full", .doc = "各部分满分之和应为"},
            {.key = "ignores", .doc = "不得影响得分的字段", .form = "path", .sees = sees::person, .least = 1},
            {.key = "hard", .doc = "硬条件，不成立即不能选", .least = 1},
        }))

GUIYAN_SHAPE_OF(figure_check,
                describe_rule_of<figure_check>(
                    "check",
                    {
                        {.key = "for", .doc = "对每一个；缺省为方案全体", .form = "id", .refers = "entities"},
                        {.key = "where", .doc = "哪些", .beside = "for", .sees = sees::for_each},
                        {.key = "test", .doc = "须成立", .required = true, .sees = sees::for_each},
                        {.key = "say", .doc = "不成立时说的话", .required = true},
                        {.key = "else", .doc = "不成立时：不许出报告，或列为疑问"},
                    }))

GUIYAN_SHAPE_OF(report_column,
                describe<report_column>("report_column", {
                                                             {.key = "head", .doc = "表头", .required = true},
                                                             {.key = "cell",
                                                              .doc = "每行填什么",
                                                              .required = true,
                                                              .sees = sees::row,
                                                              .gives = gives::anything},
                                                             {.key = "total", .doc = "合计"},
                                                         }))

GUIYAN_SHAPE_OF(
    report_row,
    describe<report_row>(
        "report_row",
        {
            {.key = "head", .doc = "行名", .required = true},
            {.key = "of", .doc = "度量或指标", .required = true, .form = "figure_id", .refers = "figures"},
        }))

GUIYAN_SHAPE_OF(
    report,
    describe_rule_of<report>(
        "report",
        {
            {.key = "id", .doc = "编号", .required = true, .form = "id"},
            {.key = "kind", .doc = "文稿、清单、纵横表、文书", .required = true},
            {.key = "file", .doc = "reports/ 下的文稿"},
            {.key = "every", .doc = "周期"},
            {.key = "by", .doc = "谁出", .form = "id", .refers = "bodies", .least = 1, .single = true},
            {.key = "to", .doc = "报给谁", .form = "id", .refers = "bodies", .least = 1, .single = true},
            {.key = "annex", .doc = "附数据底稿"},
            {.key = "over", .doc = "一行一条哪种记录", .form = "id", .refers = "entities"},
            {.key = "where", .doc = "哪些", .beside = "over", .sees = sees::row},
            {.key = "columns", .doc = "各列", .beside = "over", .least = 1},
            {.key = "rows", .doc = "各行", .least = 1},
            {.key = "across", .doc = "横向展开"},
            {.key = "filled_by", .doc = "由谁填写"},
        }))

GUIYAN_SHAPE_OF(
    pack,
    describe<pack>(
        "pack",
        {
            {.key = "language", .doc = "制度包语言的版本", .required = true, .minimum = 1, .maximum = 1},
            {.key = "meta", .doc = "这是哪个方案", .required = true},
            {.key = "modules", .doc = "方案首页的模块", .least = 1},
            {.key = "bodies", .doc = "办事主体", .key_form = "id"},
            {.key = "params", .doc = "县里可以改的参数", .key_form = "id"},
            {.key = "codes", .doc = "代码表", .key_form = "table_id"},
            {.key = "fields", .doc = "给记录加的字段", .key_form = "id"},
            {.key = "tables", .doc = "标准表", .key_form = "id"},
            {.key = "sets", .doc = "人群：起了名字的条件，别处写 s.编号", .key_form = "id"},
            {.key = "measures", .doc = "度量", .key_form = "id"},
            {.key = "roles", .doc = "岗位", .key_form = "id"},
            {.key = "procedures", .doc = "程序", .key_form = "id"},
            {.key = "guards", .doc = "把关条件", .key_form = "id"},
            {.key = "quotas", .doc = "名额、比例、覆盖", .key_form = "id"},
            {.key = "obligations", .doc = "任务量、频次、期限", .key_form = "id"},
            {.key = "reviews", .doc = "考评", .key_form = "id"},
            {.key = "accounts", .doc = "账户", .key_form = "id"},
            {.key = "postings", .doc = "记账规则", .key_form = "id"},
            {.key = "consequences", .doc = "后续处理", .key_form = "id"},
            {.key = "credentials", .doc = "证书和文书", .key_form = "id"},
            {.key = "services", .doc = "服务", .key_form = "id"},
            {.key = "publicity", .doc = "公示", .key_form = "id"},
            {.key = "matching", .doc = "匹配", .key_form = "id"},
            {.key = "indicators", .doc = "指标", .key_form = "figure_id"},
            {.key = "tasks", .doc = "重点任务"},
            {.key = "checks", .doc = "勾稽", .key_form = "id"},
            {.key = "reports", .doc = "报告", .least = 1},
        }))

}  // namespace guiyan::scheme
