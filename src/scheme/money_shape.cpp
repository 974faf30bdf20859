#include "scheme/describe.hpp"

namespace guiyan::scheme {

BOOST_DESCRIBE_ENUM(account_holder, region, organization, engagement, person, project, scheme)
BOOST_DESCRIBE_ENUM(account_over, refuse, cut, ask)
BOOST_DESCRIBE_STRUCT(account, (rule), (unit, holder, period, over, carry, warn_below))
BOOST_DESCRIBE_STRUCT(occasion, (node), (event, of, every, day, after, before, date, manual))
BOOST_DESCRIBE_STRUCT(payee, (node), (path, share, name))
BOOST_DESCRIBE_STRUCT(instalment, (node), (share, after))
BOOST_DESCRIBE_ENUM(money_rounding, fen, yuan, integer)
BOOST_DESCRIBE_STRUCT(posting, (rule),
                      (account, kind, for_, where, on, amount, at_most, to, parts, voucher, approve, asks,
                       rounding, paid_by))
BOOST_DESCRIBE_STRUCT(effect, (node),
                      (notify, text, post, grant, grade, revoke, move, of, reason, open, kind, by, due, title,
                       mark, on, lasts, scheme))
BOOST_DESCRIBE_ENUM(effect_pick, all, one, next)
BOOST_DESCRIBE_STRUCT(consequence, (rule), (for_, where, on, when, do_, pick, confirm))
BOOST_DESCRIBE_ENUM(credential_holder, person, organization)
BOOST_DESCRIBE_STRUCT(validity, (span), (until))
BOOST_DESCRIBE_STRUCT(credential, (rule), (kind, holder, grades, number, valid, paper, verify, signed_by))
BOOST_DESCRIBE_ENUM(allowance_per, month, year, card_year, term, once)
BOOST_DESCRIBE_STRUCT(allowance, (node), (amount, unit, per))
BOOST_DESCRIBE_STRUCT(service, (rule),
                      (group, provider, for_, eligible, steps, handling, allowance, lasts, value, asks,
                       contact))

using enum key_group::takes;

GUIYAN_SHAPE_OF(
    account,
    describe_rule_of<account>(
        "account",
        {
            {.key = "unit", .doc = "元或分", .required = true, .form = "account_unit"},
            {.key = "holder", .doc = "记在谁名下", .required = true},
            {.key = "period", .doc = "账期"},
            {.key = "over", .doc = "余额不足时：拒绝、只付到余额、另行审批"},
            {.key = "carry", .doc = "余额可否结转"},
            {.key = "warn_below", .doc = "余额低于几成时提示", .sees = sees::scheme, .gives = gives::number},
        }))

GUIYAN_SHAPE_OF(occasion,
                describe<occasion>(
                    "on",
                    {
                        {.key = "event", .doc = "对象发生这一状态变化时（facts.yaml 状态表）", .form = "id"},
                        {.key = "of", .doc = "看的是相连的哪条记录，或从哪个日期起", .form = "path"},
                        {.key = "every", .doc = "每期"},
                        {.key = "day", .doc = "每期第几天", .beside = "every", .minimum = 1, .maximum = 31},
                        {.key = "after", .doc = "某日之后多久", .beside = "of"},
                        {.key = "before", .doc = "某日之前多久", .beside = "of"},
                        {.key = "date", .doc = "每年几月几日", .form = "month_day"},
                        {.key = "manual", .doc = "由人发起"},
                    },
                    {{exactly_one, {"event", "every", "after", "before", "date", "manual"}, {}}}))

GUIYAN_SHAPE_OF(
    payee,
    describe<payee>("payee",
                    {
                        {.key = "path",
                         .doc = "由对象走到收款人",
                         .required = true,
                         .form = "path",
                         .sees = sees::for_each},
                        {.key = "share", .doc = "占多少", .sees = sees::for_each, .gives = gives::number},
                        {.key = "name", .doc = "名称"},
                    },
                    {}, "path"))

GUIYAN_SHAPE_OF(instalment,
                describe<instalment>("instalment", {
                                                       {.key = "share",
                                                        .doc = "这一期占多少",
                                                        .required = true,
                                                        .sees = sees::for_each,
                                                        .gives = gives::number},
                                                       {.key = "after", .doc = "多久之后", .required = true},
                                                   }))

GUIYAN_SHAPE_OF(
    posting,
    describe_rule_of<posting>(
        "posting",
        {
            {.key = "account", .doc = "记哪本账", .required = true, .form = "id", .refers = "accounts"},
            {.key = "kind", .doc = "流水种类", .required = true, .form = "id", .refers = "code:LEDGER_KIND"},
            {.key = "for", .doc = "对每一个", .required = true, .form = "id", .refers = "entities"},
            {.key = "where", .doc = "哪些", .sees = sees::for_each},
            {.key = "on", .doc = "何时发生", .required = true},
            {.key = "amount",
             .doc = "多少",
             .required = true,
             .sees = sees::for_each,
             .gives = gives::number,
             .least = 1,
             .single = true},
            {.key = "at_most",
             .doc = "单笔上限",
             .sees = sees::for_each,
             .gives = gives::number,
             .least = 1,
             .single = true},
            {.key = "to", .doc = "付给谁；几个人时写各占多少", .required = true, .least = 1, .single = true},
            {.key = "parts", .doc = "分几期付", .least = 1},
            {.key = "voucher", .doc = "须有凭证"},
            {.key = "approve",
             .doc = "依次审批",
             .form = "id",
             .refers = "bodies",
             .least = 1,
             .single = true},
            {.key = "asks", .doc = "要填的字段", .form = "path", .sees = sees::for_each, .least = 1},
            {.key = "rounding", .doc = "取整到分、元、整数"},
            {.key = "paid_by",
             .doc = "哪一级出钱",
             .form = "id",
             .refers = "bodies",
             .least = 1,
             .single = true},
        }))

GUIYAN_SHAPE_OF(
    effect,
    describe<effect>(
        "effect",
        {
            {.key = "notify",
             .doc = "通知谁",
             .form = "id",
             .refers = "bodies",
             .beside = "text",
             .least = 1,
             .single = true},
            {.key = "text", .doc = "通知的话", .beside = "notify"},
            {.key = "post", .doc = "记一笔", .form = "id", .refers = "postings"},
            {.key = "grant", .doc = "发证书", .form = "id", .refers = "credentials"},
            {.key = "grade", .doc = "证书等级", .form = "id", .beside = "grant"},
            {.key = "revoke", .doc = "收回证书", .form = "id", .refers = "credentials"},
            {.key = "move", .doc = "让对象发生这一状态变化", .form = "id"},
            {.key = "of",
             .doc = "对哪条相连的记录",
             .form = "path",
             .beside = "move",
             .sees = sees::for_each},
            {.key = "reason", .doc = "理由代码", .form = "code", .beside = "move"},
            {.key = "open", .doc = "开一条记录", .form = "id", .refers = "entities", .beside = "kind"},
            {.key = "kind", .doc = "记录的种类代码", .form = "code", .beside = "open"},
            {.key = "by",
             .doc = "谁办",
             .form = "id",
             .refers = "bodies",
             .beside = "open",
             .least = 1,
             .single = true},
            {.key = "due", .doc = "多久之内", .beside = "open"},
            {.key = "title", .doc = "标题", .beside = "open"},
            {.key = "mark", .doc = "给人或单位加标记", .form = "id"},
            {.key = "on", .doc = "标记加在谁身上", .form = "path", .beside = "mark", .sees = sees::for_each},
            {.key = "lasts", .doc = "多久", .beside = "mark"},
            {.key = "scheme", .doc = "另一方案也看得见", .beside = "mark"},
        },
        {{exactly_one, {"notify", "post", "grant", "revoke", "move", "open", "mark"}, {}}}))

GUIYAN_SHAPE_OF(
    consequence,
    describe_rule_of<consequence>(
        "consequence",
        {
            {.key = "for", .doc = "对每一个", .required = true, .form = "id", .refers = "entities"},
            {.key = "where", .doc = "哪些", .sees = sees::for_each},
            {.key = "on", .doc = "何时发生"},
            {.key = "when", .doc = "在什么情形下", .sees = sees::for_each},
            {.key = "do", .doc = "做什么", .required = true, .least = 1},
            {.key = "pick", .doc = "全做、由人选一、逐级加重"},
            {.key = "confirm",
             .doc = "谁确认后才生效",
             .form = "id",
             .refers = "bodies",
             .least = 1,
             .single = true},
        }))

GUIYAN_SHAPE_OF(validity,
                describe<validity>(
                    "validity",
                    {
                        {.key = "until", .doc = "有效到哪天", .sees = sees::holder, .gives = gives::date},
                        {.key = "days", .doc = "天"},
                        {.key = "workdays", .doc = "工作日"},
                        {.key = "weeks", .doc = "周"},
                        {.key = "months", .doc = "个月"},
                        {.key = "years", .doc = "年"},
                    },
                    {{exactly_one, {"until", "days", "workdays", "weeks", "months", "years"}, {}}}, "until"))

GUIYAN_SHAPE_OF(
    credential,
    describe_rule_of<credential>(
        "credential",
        {
            {.key = "kind",
             .doc = "种类代码",
             .required = true,
             .form = "code",
             .refers = "code:CREDENTIAL_KIND"},
            {.key = "holder", .doc = "持有者", .required = true},
            {.key = "grades", .doc = "等级代码表", .form = "table_id", .refers = "codes"},
            {.key = "number", .doc = "编号规则，如 {region}名聘字〔{year}〕{seq:4}号"},
            {.key = "valid", .doc = "有效期：一段时间，或得日期的表达式"},
            {.key = "paper", .doc = "papers/ 下的版式"},
            {.key = "verify", .doc = "公开核验时显示", .form = "path", .sees = sees::holder, .least = 1},
            {.key = "signed_by",
             .doc = "谁签发",
             .form = "id",
             .refers = "bodies",
             .least = 1,
             .single = true},
        }))

GUIYAN_SHAPE_OF(allowance,
                describe<allowance>(
                    "allowance", {
                                     {.key = "amount",
                                      .doc = "额度",
                                      .required = true,
                                      .sees = sees::for_each,
                                      .gives = gives::number,
                                      .least = 1,
                                      .single = true},
                                     {.key = "unit", .doc = "单位", .required = true},
                                     {.key = "per", .doc = "每月、每年、卡年、任期、一次", .required = true},
                                 }))

GUIYAN_SHAPE_OF(
    service, describe_rule_of<service>(
                 "service",
                 {
                     {.key = "group",
                      .doc = "服务组代码",
                      .required = true,
                      .form = "id",
                      .refers = "code:SERVICE_GROUP"},
                     {.key = "provider",
                      .doc = "谁提供",
                      .required = true,
                      .form = "id",
                      .refers = "bodies",
                      .least = 1,
                      .single = true},
                     {.key = "for", .doc = "对每一个", .required = true, .form = "id", .refers = "entities"},
                     {.key = "eligible", .doc = "谁可以享受", .required = true, .sees = sees::for_each},
                     {.key = "steps", .doc = "办理步骤", .form = "id", .least = 1},
                     {.key = "handling", .doc = "办理时限"},
                     {.key = "allowance", .doc = "额度"},
                     {.key = "lasts", .doc = "享受多久"},
                     {.key = "value",
                      .doc = "折合元",
                      .sees = sees::for_each,
                      .gives = gives::number,
                      .least = 1,
                      .single = true},
                     {.key = "asks", .doc = "要填的字段", .form = "path", .sees = sees::for_each, .least = 1},
                     {.key = "contact", .doc = "须有联系人"},
                 }))

}  // namespace guiyan::scheme
