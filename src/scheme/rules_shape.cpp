#include "scheme/describe.hpp"

namespace guiyan::scheme {

BOOST_DESCRIBE_STRUCT(condition, (node),
                      (id, name, basis, assumed, from, until, say, evidence, note, test, ask, any, all))
BOOST_DESCRIBE_ENUM(serves_level, county, township, village, organization, none)
BOOST_DESCRIBE_ENUM(pay_rule, none, by_rule)
BOOST_DESCRIBE_STRUCT(duties, (node), (table, on))
BOOST_DESCRIBE_STRUCT(service_window, (node), (from, until))
BOOST_DESCRIBE_STRUCT(renew, (node), (at_most, order))
BOOST_DESCRIBE_STRUCT(role, (rule),
                      (serves, org_kinds, multi, pay, sources, channels, conditions, duties, term,
                       service_window, renew, procedure, credential, asks, ratio_of))
BOOST_DESCRIBE_STRUCT(step, (rule),
                      (id, by, each, to, when, needs, asks, opinion, evidence, makes, publicity, within,
                       back_to, file_to))
BOOST_DESCRIBE_STRUCT(procedure, (rule), (for_, where, channels, steps))
BOOST_DESCRIBE_ENUM(guard_else, refuse, ask, warn)
BOOST_DESCRIBE_STRUCT(guard, (rule), (for_, where, before, test, say, else_))
BOOST_DESCRIBE_ENUM(first_day, counts, next_day)
BOOST_DESCRIBE_STRUCT(objections, (node), (to, named, secret, reply))
BOOST_DESCRIBE_STRUCT(publicity, (rule), (length, first_day, channels, shows, objections))

using enum key_group::takes;

GUIYAN_SHAPE_OF(condition, describe<condition>(
                               "condition",
                               {
                                   {.key = "id", .doc = "编号", .required = true, .form = "id"},
                                   {.key = "name", .doc = "名称", .required = true},
                                   {.key = "basis", .doc = "依据：文件和条款", .least = 1, .single = true},
                                   {.key = "assumed", .doc = "文件没有写明、由县里选定的读法"},
                                   {.key = "from", .doc = "施行日"},
                                   {.key = "until", .doc = "失效日"},
                                   {.key = "say", .doc = "不成立时对办事员说的话"},
                                   {.key = "evidence", .doc = "须附佐证"},
                                   {.key = "note", .doc = "说明"},
                                   {.key = "test", .doc = "由程序判断", .sees = sees::candidate},
                                   {.key = "ask", .doc = "由人判断的问题"},
                                   {.key = "any", .doc = "任一成立", .least = 2},
                                   {.key = "all", .doc = "全部成立", .least = 2},
                               },
                               {{exactly_one, {"test", "ask", "any", "all"}, {}}}))

GUIYAN_SHAPE_OF(
    duties,
    describe<duties>(
        "duties",
        {
            {.key = "table", .doc = "职责代码表", .required = true, .form = "table_id", .refers = "codes"},
            {.key = "on", .doc = "这些记录必须标明职责", .form = "id", .refers = "entities", .least = 1},
        }))

GUIYAN_SHAPE_OF(service_window,
                describe<service_window>(
                    "service_window",
                    {
                        {.key = "from", .doc = "自月日", .required = true, .form = "month_day"},
                        {.key = "until", .doc = "至月日（不含当日）", .required = true, .form = "month_day"},
                    }))

GUIYAN_SHAPE_OF(renew, describe<renew>("renew", {
                                                    {.key = "at_most",
                                                     .doc = "至多续聘几次",
                                                     .sees = sees::candidate,
                                                     .gives = gives::number,
                                                     .least = 1,
                                                     .single = true},
                                                    {.key = "order",
                                                     .doc = "谁优先续聘，大者在前",
                                                     .sees = sees::candidate,
                                                     .gives = gives::anything},
                                                }))

GUIYAN_SHAPE_OF(
    role,
    describe_rule_of<role>(
        "role", {
                    {.key = "serves", .doc = "服务于哪一级", .required = true},
                    {.key = "org_kinds",
                     .doc = "在哪几类单位任职",
                     .form = "code",
                     .refers = "code:ORG_KIND",
                     .least = 1},
                    {.key = "multi", .doc = "同一人可否同时有几个"},
                    {.key = "pay", .doc = "none 即不取酬"},
                    {.key = "sources", .doc = "人选来源代码表", .form = "table_id", .refers = "codes"},
                    {.key = "channels", .doc = "推荐渠道", .form = "id", .least = 1},
                    {.key = "conditions", .doc = "资格条件，全部成立", .least = 1},
                    {.key = "duties", .doc = "职责清单"},
                    {.key = "term", .doc = "任期"},
                    {.key = "service_window", .doc = "任期内的服务时段"},
                    {.key = "renew", .doc = "续聘"},
                    {.key = "procedure", .doc = "走哪个程序", .form = "id", .refers = "procedures"},
                    {.key = "credential", .doc = "发什么证书", .form = "id", .refers = "credentials"},
                    {.key = "asks", .doc = "须有的资料", .form = "path", .sees = sees::candidate, .least = 1},
                    {.key = "ratio_of", .doc = "后备对应的岗位", .form = "id", .refers = "roles"},
                }))

GUIYAN_SHAPE_OF(
    step,
    describe_rule_of<step>(
        "step",
        {
            {.key = "id", .doc = "编号", .required = true, .form = "id"},
            {.key = "by",
             .doc = "谁办",
             .required = true,
             .form = "id",
             .refers = "bodies",
             .least = 1,
             .single = true},
            {.key = "each", .doc = "所列主体都要办"},
            {.key = "to", .doc = "办后状态", .form = "id"},
            {.key = "when", .doc = "只在成立时走这一步", .sees = sees::for_each},
            {.key = "needs", .doc = "办理前须成立的条件", .least = 1},
            {.key = "asks", .doc = "要填的字段", .form = "path", .sees = sees::for_each, .least = 1},
            {.key = "opinion", .doc = "须写意见"},
            {.key = "evidence", .doc = "须附佐证"},
            {.key = "makes", .doc = "产生的文书、证书", .form = "id", .refers = "credentials", .least = 1},
            {.key = "publicity", .doc = "公示", .form = "id", .refers = "publicity"},
            {.key = "within", .doc = "时限"},
            {.key = "back_to", .doc = "可退回到", .form = "id", .least = 1},
            {.key = "file_to", .doc = "报备到", .form = "id", .refers = "bodies", .least = 1, .single = true},
        }))

GUIYAN_SHAPE_OF(
    procedure,
    describe_rule_of<procedure>(
        "procedure",
        {
            {.key = "for", .doc = "对哪一种记录", .required = true, .form = "id", .refers = "entities"},
            {.key = "where", .doc = "哪些", .sees = sees::for_each},
            {.key = "channels", .doc = "渠道", .form = "id", .least = 1},
            {.key = "steps", .doc = "依次各步", .required = true, .least = 1},
        }))

GUIYAN_SHAPE_OF(
    guard,
    describe_rule_of<guard>(
        "guard",
        {
            {.key = "for", .doc = "对哪一种记录", .required = true, .form = "id", .refers = "entities"},
            {.key = "where", .doc = "哪些", .sees = sees::for_each},
            {.key = "before",
             .doc = "哪个动作之前",
             .required = true,
             .form = "id",
             .refers = "events",
             .least = 1,
             .single = true},
            {.key = "test", .doc = "须成立", .required = true, .sees = sees::for_each},
            {.key = "say", .doc = "不成立时对办事员说的话", .required = true},
            {.key = "else", .doc = "不成立时：拒绝、要理由、提示"},
        }))

GUIYAN_SHAPE_OF(objections, describe<objections>("objections", {
                                                                   {.key = "to",
                                                                    .doc = "向谁提出",
                                                                    .required = true,
                                                                    .form = "id",
                                                                    .refers = "bodies",
                                                                    .least = 1,
                                                                    .single = true},
                                                                   {.key = "named", .doc = "须实名"},
                                                                   {.key = "secret", .doc = "对身份保密"},
                                                                   {.key = "reply", .doc = "答复期限"},
                                                               }))

GUIYAN_SHAPE_OF(publicity,
                describe_rule_of<publicity>(
                    "publicity", {
                                     {.key = "length", .doc = "公示多久", .required = true},
                                     {.key = "first_day", .doc = "当日算不算"},
                                     {.key = "channels", .doc = "在哪里公示", .form = "id", .least = 1},
                                     {.key = "shows", .doc = "公示哪些内容", .form = "path", .least = 1},
                                     {.key = "objections", .doc = "异议", .required = true},
                                 }))

}  // namespace guiyan::scheme
