#include "scheme/describe.hpp"

namespace guiyan::scheme {

BOOST_DESCRIBE_ENUM(run_unit, day, month, year, term)
BOOST_DESCRIBE_ENUM(run_ending, as_of, any)
BOOST_DESCRIBE_STRUCT(run, (node), (unit, ending, gap))
BOOST_DESCRIBE_ENUM(window_word, to_date, month, quarter, half_year, year, service_year, term, scheme)
BOOST_DESCRIBE_STRUCT(window, (span), (word))
BOOST_DESCRIBE_STRUCT(cap, (node), (by, at_))
BOOST_DESCRIBE_ENUM(growth_as, percent, ratio, difference)
BOOST_DESCRIBE_STRUCT(growth, (node), (of, against, as))
BOOST_DESCRIBE_ENUM(rank_best, high, low)
BOOST_DESCRIBE_ENUM(rank_ties, same, dense)
BOOST_DESCRIBE_STRUCT(rank, (node), (of, within, best, ties))
BOOST_DESCRIBE_STRUCT(inline_measure, (measure), ())
BOOST_DESCRIBE_STRUCT(measure_ref, (node), (id, written))
BOOST_DESCRIBE_STRUCT(indicator, (measure), (of, phrase, kind, print, module, split, target, list))
BOOST_DESCRIBE_ENUM(print_style, exact, over, near, above, about, rounded, hanzi, list)
BOOST_DESCRIBE_STRUCT(print, (node), (style, unit, digits, step))
BOOST_DESCRIBE_STRUCT(target_part, (bound), (name, where))
BOOST_DESCRIBE_STRUCT(target, (bound),
                      (name, basis, from, until, assumed, note, why, by, every, owner, parts))
BOOST_DESCRIBE_ENUM(indicator_kind, reported, structural, rule, target)
BOOST_DESCRIBE_ENUM(round_to, down, half_up, up)
BOOST_DESCRIBE_STRUCT(need, (bound), (id, name, any, all, of, when, share_of, round, test))

using enum key_group::takes;

GUIYAN_SHAPE_OF(run, describe<run>("run",
                                   {
                                       {.key = "unit", .doc = "连续几天、几月、几年、几届", .required = true},
                                       {.key = "ending", .doc = "到截止日为止（缺省），或历史上最长"},
                                       {.key = "gap", .doc = "允许的间断", .minimum = 0},
                                   }))

GUIYAN_SHAPE_OF(
    window,
    describe<window>("window",
                     {
                         {.key = "word",
                          .doc = "截止日以前全部，或当月、当季、半年、当年、服务年、任期、方案期"},
                         {.key = "days", .doc = "近几天"},
                         {.key = "workdays", .doc = "近几个工作日"},
                         {.key = "weeks", .doc = "近几周"},
                         {.key = "months", .doc = "近几个月"},
                         {.key = "years", .doc = "近几年"},
                     },
                     {{exactly_one, {"word", "days", "workdays", "weeks", "months", "years"}, {}}}, "word"))

GUIYAN_SHAPE_OF(cap, describe<cap>("cap", {
                                              {.key = "by",
                                               .doc = "按什么分组",
                                               .required = true,
                                               .sees = sees::row,
                                               .gives = gives::anything},
                                              {.key = "at",
                                               .doc = "每组至多计多少",
                                               .required = true,
                                               .sees = sees::row,
                                               .gives = gives::number,
                                               .least = 1,
                                               .single = true},
                                          }))

GUIYAN_SHAPE_OF(
    growth,
    describe<growth>(
        "growth",
        {
            {.key = "of", .doc = "哪个度量", .required = true, .form = "id", .refers = "measures"},
            {.key = "against", .doc = "与上期、上年、首期或某日相比", .required = true, .form = "against"},
            {.key = "as", .doc = "百分比、倍数或差额", .required = true},
        }))

GUIYAN_SHAPE_OF(
    rank,
    describe<rank>(
        "rank",
        {
            {.key = "of", .doc = "按哪个度量排名", .required = true, .form = "id", .refers = "measures"},
            {.key = "within", .doc = "分组", .sees = sees::subject, .gives = gives::anything},
            {.key = "best", .doc = "高者在前或低者在前", .required = true},
            {.key = "ties", .doc = "并列：same 占位，dense 不占位"},
        }))

namespace {

/// The rows of a measure, said once for measures, inline measures and indicators.
void describe_measure(shape& s) {
    struct said {
        std::string_view key, doc;
        sees see = sees::nothing;
        gives give = gives::truth;
    };
    for (said const& r : {
             said{"over", "数哪一种记录"},
             said{"where", "哪些记录算数", sees::row},
             said{"count", "数条数"},
             said{"count_distinct", "去重计数", sees::row, gives::anything},
             said{"sum", "求和", sees::row, gives::number},
             said{"avg", "平均", sees::row, gives::number},
             said{"max", "最大", sees::row, gives::number},
             said{"min", "最小", sees::row, gives::number},
             said{"latest", "最近一条的值", sees::row, gives::number},
             said{"run", "连续期数"},
             said{"on", "用哪个日期归期（缺省见 facts.yaml）"},
             said{"window", "时间窗：缺省为截止日以前全部；写了一段时间即“近……”"},
             said{"per", "总是问哪一种对象"},
             said{"via", "由记录到对象的路径，有几条路时必须写"},
             said{"cap", "先按 by 分组，每组至多计 at（如每天至多 1 天）"},
             said{"evidence", "最低佐证级：自述 < 村确认 < 结果印证"},
             said{"missing", "没有记录时：零，还是未报；流水缺省 zero，填报值缺省 unknown"},
             said{"calc", "由别的度量算出", sees::subject, gives::number},
             said{"growth", "与上期、上年、首期或某日相比"},
             said{"rank", "排名；within 为分组"},
             said{"unit", "单位：人 人次 天 天次 场次 次 家 个 项 元 分 % …；不同单位不能相加"},
         }) {
        auto* m = const_cast<member*>(s.find(r.key));
        m->doc = r.doc;
        m->sees = r.see;
        m->gives = r.give;
        m->required = r.key == "unit";
        if (r.key == "over" || r.key == "per") m->form = "id", m->refers = "entities";
        if (r.key == "on" || r.key == "via") m->form = "path";
        for (std::string_view of_rows : {"where", "on", "window", "cap", "evidence", "missing", "via"})
            if (r.key == of_rows) m->beside = "over";
    }
    s.groups.push_back(
        {exactly_one, {"count", "count_distinct", "sum", "avg", "max", "min", "latest", "run"}, "over"});
}

}  // namespace

shape const& shape_of(measure const*) {
    static shape const s = [] {
        auto made = describe_rule_of<measure>("measure", {});
        made.groups.push_back({exactly_one, {"over", "calc", "growth", "rank"}, {}});
        describe_measure(made);
        return made;
    }();
    return s;
}

shape const& shape_of(inline_measure const*) {
    static shape const s = [] {
        auto made = describe_rule_of<inline_measure>("inline_measure", {});
        made.groups.push_back({exactly_one, {"over", "calc", "growth", "rank"}, {}});
        describe_measure(made);
        const_cast<member*>(made.find("name"))->required = false;
        return made;
    }();
    return s;
}

shape const& shape_of(indicator const*) {
    static shape const s = [] {
        auto made = describe_rule_of<indicator>(
            "indicator",
            {
                {.key = "of", .doc = "已定义的度量", .form = "id", .refers = "measures"},
                {.key = "phrase", .doc = "报告里的说法，{} 处填数"},
                {.key = "kind", .doc = "填报、结构、规定、目标", .required = true},
                {.key = "print", .doc = "印法：确数、余、近、突破、左右、四舍五入、汉字", .required = true},
                {.key = "module", .doc = "所属模块", .form = "id", .refers = "modules"},
                {.key = "split", .doc = "分列", .sees = sees::row, .gives = gives::anything, .least = 1},
                {.key = "target", .doc = "目标"},
                {.key = "list", .doc = "清单每行显示什么", .sees = sees::row, .gives = gives::anything},
            });
        made.groups.push_back({exactly_one, {"over", "calc", "growth", "rank", "of"}, {}});
        describe_measure(made);
        return made;
    }();
    return s;
}

shape const& shape_of(measure_ref const*) {
    static shape const s = [] {
        auto made =
            describe<measure_ref>("measure_ref",
                                  {{.key = "id", .doc = "度量编号", .form = "id", .refers = "measures"},
                                   {.key = "written", .doc = "就地写一个度量"}},
                                  {}, "id");
        made.instead = "written";
        return made;
    }();
    return s;
}

GUIYAN_SHAPE_OF(print, describe<print>("print",
                                       {
                                           {.key = "style",
                                            .doc = "确数、余、近、突破、左右、四舍五入、汉字、列举",
                                            .required = true},
                                           {.key = "unit", .doc = "印出的单位：万元 亿元 万人 万亩"},
                                           {.key = "digits", .doc = "小数位数", .minimum = 0, .maximum = 4},
                                           {.key = "step", .doc = "余、近 取整到"},
                                       },
                                       {}, "style"))

namespace {

/// The rows of the six bounds, said once for needs, targets and their parts.
void describe_bound(shape& s, sees see) {
    struct said {
        std::string_view key, doc;
    };
    for (said const& r : {
             said{"at_least", "以上、不少于（含本数）"},
             said{"at_most", "以下、以内、不超过（含本数）"},
             said{"more_than", "超过、高于（不含本数）"},
             said{"less_than", "不满、低于（不含本数）"},
             said{"exactly", "等于"},
             said{"about", "左右"},
             said{"tolerance", "左右的容差，缺省 5%，只看不足"},
             said{"wording", "文件原话"},
         }) {
        auto* m = const_cast<member*>(s.find(r.key));
        m->doc = r.doc;
        if (r.key == "wording") continue;
        m->sees = see;
        m->gives = gives::number;
        if (r.key == "tolerance")
            m->beside = "about";
        else
            m->single = true, m->least = 1;
    }
}

}  // namespace

shape const& shape_of(need const*) {
    static shape const s = [] {
        auto made = describe<need>(
            "need",
            {
                {.key = "id", .doc = "编号", .form = "id"},
                {.key = "name", .doc = "名称"},
                {.key = "any", .doc = "任一成立", .least = 2},
                {.key = "all", .doc = "全部成立", .least = 2},
                {.key = "of", .doc = "度量编号，或就地写一个度量"},
                {.key = "when", .doc = "只在成立时要求", .beside = "of", .sees = sees::share},
                {.key = "share_of", .doc = "上下限是这个度量的倍数或比例", .beside = "of"},
                {.key = "round", .doc = "比例折成整数：舍、四舍五入、入", .beside = "share_of"},
                {.key = "test", .doc = "对象本身要成立的事", .sees = sees::for_each},
            },
            {{exactly_one, {"any", "all", "of", "test"}, {}},
             {at_least_one, {"at_least", "at_most", "more_than", "less_than", "exactly", "about"}, "of"}});
        describe_bound(made, sees::share);
        for (std::string_view key :
             {"at_least", "at_most", "more_than", "less_than", "exactly", "about", "wording"})
            const_cast<member*>(made.find(key))->beside = "of";
        return made;
    }();
    return s;
}

shape const& shape_of(target_part const*) {
    static shape const s = [] {
        auto made = describe<target_part>("target_part",
                                          {{.key = "name", .doc = "名称", .required = true},
                                           {.key = "where", .doc = "哪些记录归这一部分", .sees = sees::row}});
        describe_bound(made, sees::scheme);
        return made;
    }();
    return s;
}

shape const& shape_of(target const*) {
    static shape const s = [] {
        auto made =
            describe<target>("target",
                             {
                                 {.key = "by", .doc = "何时达到"},
                                 {.key = "every", .doc = "每期都要达到"},
                                 {.key = "owner", .doc = "责任单位", .least = 1},
                                 {.key = "parts", .doc = "分解", .least = 1},
                             },
                             {{at_least_one,
                               {"at_least", "at_most", "more_than", "less_than", "exactly", "about", "parts"},
                               {}}});
        describe_rule(made);
        const_cast<member*>(made.find("name"))->required = false;
        describe_bound(made, sees::scheme);
        return made;
    }();
    return s;
}

}  // namespace guiyan::scheme
