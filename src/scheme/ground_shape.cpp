#include "scheme/describe.hpp"

namespace guiyan::scheme {

BOOST_DESCRIBE_STRUCT(basis_item, (node), (document, clause, text))
BOOST_DESCRIBE_STRUCT(amount_case, (node), (when, from, until, value, basis))
BOOST_DESCRIBE_STRUCT(document, (node), (title, number, issued_on, issuer, replaces))
BOOST_DESCRIBE_STRUCT(dated_text, (node), (from, until, value))
BOOST_DESCRIBE_STRUCT(scheme_period, (node), (starts_on, ends_on, years))
BOOST_DESCRIBE_ENUM(region_level, province, city, county, township, village)
BOOST_DESCRIBE_STRUCT(meta, (node),
                      (id, edition, name, theme, for_, lead, level, village_word, period, documents))
BOOST_DESCRIBE_STRUCT(module, (node), (id, name, shows, modules))
BOOST_DESCRIBE_ENUM(account_class, county, leader, bureau, township, village, talent, enterprise, institution,
                    public_, auditor, higher, finance)
BOOST_DESCRIBE_STRUCT(body, (rule), (is, unit, members, at_least))
BOOST_DESCRIBE_STRUCT(param, (rule), (value, unit, min, max, choices, set_by))
BOOST_DESCRIBE_STRUCT(code_item, (node), (name, groups, parent, rank, from, until))
BOOST_DESCRIBE_STRUCT(code_table, (rule), (extends, items))
BOOST_DESCRIBE_ENUM(field_type, text, int_, decimal, money, date, bool_, code, codes, ref)
BOOST_DESCRIBE_ENUM(field_privacy, public_, internal, personal, sensitive)
BOOST_DESCRIBE_STRUCT(extra_field, (rule),
                      (type, table, ref, unit, only, required, asked_by, privacy, min, max))
BOOST_DESCRIBE_STRUCT(table_row, (node), (when, from, until, basis, note, values))
BOOST_DESCRIBE_ENUM(row_pick, first, highest, lowest)
BOOST_DESCRIBE_STRUCT(standard_table, (rule), (columns, per, rows, pick))
BOOST_DESCRIBE_STRUCT(record_set, (rule), (over, where))

GUIYAN_SHAPE_OF(basis_item,
                describe<basis_item>("basis_item", {
                                                       {.key = "document",
                                                        .doc = "meta.documents 里的文件",
                                                        .required = true,
                                                        .form = "id",
                                                        .refers = "documents"},
                                                       {.key = "clause", .doc = "条款", .required = true},
                                                       {.key = "text", .doc = "原文摘句"},
                                                   }))

GUIYAN_SHAPE_OF(amount_case,
                describe<amount_case>(
                    "case",
                    {
                        {.key = "when", .doc = "在什么情形下取这个值"},
                        {.key = "from", .doc = "施行日"},
                        {.key = "until", .doc = "失效日"},
                        {.key = "value", .doc = "一个数、一个百分数，或一个得数的表达式", .required = true},
                        {.key = "basis", .doc = "依据", .least = 1, .single = true},
                    },
                    {}, "value"))

GUIYAN_SHAPE_OF(
    span,
    describe<span>("span",
                   {{.key = "days", .doc = "天"},
                    {.key = "workdays", .doc = "工作日"},
                    {.key = "weeks", .doc = "周"},
                    {.key = "months", .doc = "个月"},
                    {.key = "years", .doc = "年"}},
                   {{key_group::takes::exactly_one, {"days", "workdays", "weeks", "months", "years"}, {}}}))

GUIYAN_SHAPE_OF(document,
                describe<document>("document", {
                                                   {.key = "title", .doc = "标题", .required = true},
                                                   {.key = "number", .doc = "文号"},
                                                   {.key = "issued_on", .doc = "成文日期"},
                                                   {.key = "issuer", .doc = "发文机关"},
                                                   {.key = "replaces", .doc = "所代替的文件"},
                                               }))

GUIYAN_SHAPE_OF(dated_text, describe<dated_text>("dated_text",
                                                 {
                                                     {.key = "from", .doc = "起"},
                                                     {.key = "until", .doc = "止（不含当日）"},
                                                     {.key = "value", .doc = "名称", .required = true},
                                                 },
                                                 {}, "value"))

GUIYAN_SHAPE_OF(scheme_period, describe<scheme_period>("scheme_period",
                                                       {
                                                           {.key = "starts_on", .doc = "方案开始日"},
                                                           {.key = "ends_on", .doc = "方案结束日"},
                                                           {.key = "years", .doc = "方案年数", .minimum = 1},
                                                       }))

GUIYAN_SHAPE_OF(
    meta,
    describe<meta>(
        "meta",
        {
            {.key = "id", .doc = "制度包编号，小写字母、数字、连字符", .required = true, .form = "pack_id"},
            {.key = "edition", .doc = "版次，如 2022.1", .required = true, .form = "edition"},
            {.key = "name", .doc = "名称", .required = true},
            {.key = "theme", .doc = "主题"},
            {.key = "for", .doc = "谁用"},
            {.key = "lead", .doc = "牵头单位，可随日期更换", .required = true, .least = 1, .single = true},
            {.key = "level", .doc = "方案的区划级别"},
            {.key = "village_word", .doc = "本地对村级的叫法：村、社区、行政村"},
            {.key = "period", .doc = "方案的期间"},
            {.key = "documents", .doc = "所依据的文件", .required = true, .key_form = "id"},
        }))

GUIYAN_SHAPE_OF(
    module,
    describe<module>("module",
                     {
                         {.key = "id", .doc = "编号", .required = true, .form = "id"},
                         {.key = "name", .doc = "名称", .required = true},
                         {.key = "shows", .doc = "显示哪些指标", .form = "figure_id", .refers = "indicators"},
                         {.key = "modules", .doc = "下级模块", .least = 1},
                     }))

GUIYAN_SHAPE_OF(body,
                describe_rule_of<body>(
                    "body",
                    {
                        {.key = "is", .doc = "归到哪一类账号", .required = true},
                        {.key = "unit", .doc = "由办理对象走到这个单位，如 using_org", .form = "path"},
                        {.key = "members", .doc = "哪些人可以代表它（裸名为人员字段）", .sees = sees::person},
                        {.key = "at_least", .doc = "至少几人才算成立", .minimum = 1},
                    }))

GUIYAN_SHAPE_OF(param,
                describe_rule_of<param>("param", {
                                                     {.key = "value", .doc = "起始值", .required = true},
                                                     {.key = "unit", .doc = "单位"},
                                                     {.key = "min", .doc = "最小"},
                                                     {.key = "max", .doc = "最大"},
                                                     {.key = "choices", .doc = "只能取这些值", .least = 1},
                                                     {.key = "set_by",
                                                      .doc = "谁可以改",
                                                      .form = "id",
                                                      .refers = "bodies",
                                                      .least = 1,
                                                      .single = true},
                                                 }))

GUIYAN_SHAPE_OF(
    code_item,
    describe<code_item>("code_item",
                        {
                            {.key = "name", .doc = "名称", .required = true},
                            {.key = "groups", .doc = "所属的组，供 code_in 使用", .form = "id", .least = 1},
                            {.key = "parent", .doc = "上级代码", .form = "code"},
                            {.key = "rank", .doc = "高低次序，供 code_rank 使用"},
                            {.key = "from", .doc = "启用日"},
                            {.key = "until", .doc = "停用日"},
                        },
                        {}, "name"))

GUIYAN_SHAPE_OF(
    code_table,
    describe_rule_of<code_table>(
        "codes", {
                     {.key = "extends", .doc = "给已有代码表加代码"},
                     {.key = "items", .doc = "代码和名称", .required = true, .key_form = "code", .least = 1},
                 }))

GUIYAN_SHAPE_OF(
    extra_field,
    describe_rule_of<extra_field>(
        "field",
        {
            {.key = "type", .doc = "类型", .required = true},
            {.key = "table", .doc = "代码表", .form = "table_id", .refers = "codes"},
            {.key = "ref", .doc = "指向哪一种记录", .form = "id", .refers = "entities"},
            {.key = "unit", .doc = "单位"},
            {.key = "only", .doc = "只对哪些记录", .sees = sees::entity},
            {.key = "required", .doc = "必填：true，或在什么情形下", .sees = sees::entity},
            {.key = "asked_by", .doc = "谁填", .form = "id", .refers = "bodies", .least = 1, .single = true},
            {.key = "privacy", .doc = "个人信息级别"},
            {.key = "min", .doc = "最小"},
            {.key = "max", .doc = "最大"},
        }))

GUIYAN_SHAPE_OF(table_row,
                describe<table_row>("table_row",
                                    {
                                        {.key = "when", .doc = "在什么情形下用这一行", .sees = sees::subject},
                                        {.key = "from", .doc = "施行日"},
                                        {.key = "until", .doc = "失效日"},
                                        {.key = "basis", .doc = "依据", .least = 1, .single = true},
                                        {.key = "note", .doc = "说明"},
                                        {.key = "values",
                                         .doc = "各列的值",
                                         .key_form = "id",
                                         .sees = sees::subject,
                                         .gives = gives::number,
                                         .rest = true},
                                    }))

GUIYAN_SHAPE_OF(
    standard_table,
    describe_rule_of<standard_table>(
        "table",
        {
            {.key = "columns", .doc = "列和单位", .required = true, .key_form = "id", .least = 1},
            {.key = "per", .doc = "按哪种对象查表（裸名为它的字段）", .form = "id", .refers = "entities"},
            {.key = "rows", .doc = "自上而下的行", .required = true, .least = 1},
            {.key = "pick", .doc = "几行都成立时：第一行、就高、就低"},
        }))

GUIYAN_SHAPE_OF(
    record_set,
    describe_rule_of<record_set>(
        "set", {
                   {.key = "over", .doc = "哪一种记录", .required = true, .form = "id", .refers = "entities"},
                   {.key = "where", .doc = "条件", .required = true, .sees = sees::row},
               }))

}  // namespace guiyan::scheme
