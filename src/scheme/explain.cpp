#include "scheme/explain.hpp"

#include <vector>

#include "scheme/explain_parts.hpp"

namespace guiyan::scheme {

explainer::explainer(rulebook const& b, sentence_of const& names) : book(b), p(b.rules()), say(b, names) {}

std::string explainer::from(std::vector<basis_item> const& all) const {
    std::string out;
    for (auto const& b : all) {
        auto const* d = p.meta.documents.find(b.document);
        out += (out.empty() ? "" : "；") + (d ? "《" + d->title + "》" : b.document) + b.clause;
    }
    return out.empty() ? "" : "（依据：" + out + "）";
}

std::string explainer::tail(rule const& r) const {
    std::string out;
    if (r.from) out += "自 " + r.from->iso() + " 起施行。";
    if (r.until) out += "至 " + r.until->iso() + " 前有效。";
    if (!r.note.empty()) out += "说明：" + r.note + "。";
    return out + from(r.basis);
}

void explainer::line(std::string const& text) {
    body_ += "- " + text + "\n";
}

void explainer::chapter(std::string const& title, std::string& out) {
    if (body_.empty()) return;
    static char const* const numbers[] = {"一", "二", "三",   "四",   "五",   "六",   "七",   "八",
                                          "九", "十", "十一", "十二", "十三", "十四", "十五", "十六"};
    out += "\n## " + std::string(numbers[chapters_++]) + "、" + title + "\n\n" + body_;
    body_.clear();
}

std::string explainer::measured(measure_ref const& r) const {
    if (r.written.empty()) {
        auto const* m = p.measures.find(r.id);
        return m ? m->name : r.id;
    }
    auto const& m = r.written.front();
    auto const rows = say.kind(m.over);
    auto const which = m.where.written() ? "（" + say.of(m.where, m.over) + "）" : std::string();
    return rows + which + "的" + (m.count || m.count_distinct.written() ? "数目" : "合计");
}

std::string explainer::unit_of(measure_ref const& r) const {
    auto const* m = r.written.empty() ? p.measures.find(r.id) : &r.written.front();
    return m ? m->unit : "";
}

std::string explainer::bounds(bound const& b, std::string const& kind, std::string const& unit,
                              std::string const& whole) const {
    std::string out;
    auto const add = [&](char const* words, amount const& a, char const* after = "") {
        if (a.empty()) return;
        out += (out.empty() ? "" : "，") + std::string(words);
        if (whole.empty()) {
            out += say.of(a, kind, unit) + after;
            return;
        }
        bool const times = a.size() == 1 && a.front().value.is == scalar::form::number;
        out += "“" + whole + "”的" + say.of(a, kind, times ? "倍" : "") + after;
    };
    add("不少于", b.at_least);
    add("超过", b.more_than);
    add("不超过", b.at_most);
    add("不满", b.less_than);
    add("等于", b.exactly);
    add("", b.about, "左右");
    return out;
}

std::string explainer::wanted(need const& n, std::string const& kind) const {
    auto const several = [&](std::vector<need> const& all, char const* with) {
        std::string out;
        for (auto const& part : all) {
            auto const text = wanted(part, kind);
            out += (out.empty() ? "" : with) +
                   (part.any.empty() && part.all.empty() ? text : "（" + text + "）");
        }
        return out;
    };
    if (!n.any.empty()) return several(n.any, "，或者");
    if (!n.all.empty()) return several(n.all, "，并且");
    if (n.test.written())
        return n.name.empty() ? say.of(n.test, kind) : n.name + "（" + say.of(n.test, kind) + "）";
    if (!n.of) return {};
    auto out = (n.name.empty() ? measured(*n.of) : n.name);
    if (n.share_of) {
        out += bounds(n, kind, "", measured(*n.share_of));
        if (n.round)
            out += *n.round == round_to::down ? "，折算时舍去小数"
                   : *n.round == round_to::up ? "，折算时有小数进一"
                                              : "，折算时四舍五入";
    } else {
        out += bounds(n, kind, unit_of(*n.of));
    }
    if (n.when.written()) out = say.of(n.when, kind) + "的，" + out;
    return out;
}

std::string explainer::condition_words(condition const& c, std::string const& kind) const {
    std::string out = "**" + c.name + "**";
    if (c.test.written()) out += "：" + say.of(c.test, kind);
    if (!c.ask.empty()) out += "：由经办人判断“" + c.ask + "”";
    for (auto const* parts : {&c.any, &c.all}) {
        if (parts->empty()) continue;
        out += parts == &c.any ? "，下列有一项即可：" : "，下列各项都要：";
        for (std::size_t i = 0; i < parts->size(); ++i)
            out += (i ? "；" : "") + condition_words((*parts)[i], kind);
    }
    if (c.evidence) out += "，附佐证";
    return out + from(c.basis);
}

std::string explainer::each(std::string const& kind, expression const& where) const {
    if (kind == "scheme") return "本方案";
    return "每" + std::string(kind == "person" || kind == "engagement" ? "一名" : "一个") + say.kind(kind) +
           (where.written() ? "（" + say.of(where, kind) + "）" : "");
}

std::string period_word(period w) {
    switch (w) {
        case period::day:
            return "每日";
        case period::week:
            return "每周";
        case period::month:
            return "每月";
        case period::quarter:
            return "每季度";
        case period::half_year:
            return "每半年";
        case period::year:
            return "每年";
        case period::service_year:
            return "每个服务年";
        case period::term:
            return "每个任期";
        case period::scheme:
            return "方案期内";
    }
    return {};
}

void explainer::sources(std::string& out) {
    auto const& m = p.meta;
    out = "# " + m.name + "（" + m.edition + " 版）\n\n";
    if (!m.theme.empty()) out += m.theme + "。";
    if (!m.for_.empty()) out += m.for_ + "。";
    for (auto const& l : m.lead)
        out += (l.from ? "自 " + l.from->iso() + " 起由" : "由") + l.value + "牵头。";
    out += "\n";
    for (auto const& [id, d] : m.documents)
        line("《" + d.title + "》" + d.number + (d.issued_on ? "，" + d.issued_on->iso() + " 印发" : ""));
    chapter("依据", out);
}

void explainer::people(std::string& out) {
    for (auto const& [id, r] : p.roles) {
        static char const* const levels[] = {"县里", "乡镇", "村", "单位", ""};
        std::string text = "**" + r.name + "**";
        if (r.serves != serves_level::none) text += "，服务于" + std::string(levels[int(r.serves)]);
        if (r.multi) text += *r.multi ? "，同一人可以同时担任几个" : "，同一人同时只任一个";
        if (r.pay) text += *r.pay == pay_rule::none ? "，不取酬" : "，按规定取酬";
        if (auto const* t = p.codes.find(r.sources)) {
            std::string names;
            for (auto const& [code, item] : t->items) names += (names.empty() ? "" : "、") + item.name;
            text += "，人选为" + names;
        }
        if (r.term) text += "，任期" + say.of(*r.term);
        if (r.renew && !r.renew->at_most.empty())
            text += "，至多续聘 " + say.of(r.renew->at_most, "engagement") + " 次";
        if (r.service_window)
            text += "，每年 " + r.service_window->from + " 至 " + r.service_window->until + " 服务";
        line(text + "。" + tail(r));
        for (auto const& c : r.conditions) body_ += "  - " + condition_words(c, "engagement") + "\n";
    }
    for (auto const& [id, m] : p.matching) {
        std::string text = "**" + m.name + "**：";
        for (auto const& part : m.parts) text += part.name + " " + part.max.text() + " 分，";
        for (auto const& path : m.ignores) text += say.path(path, "person") + "不影响得分，";
        for (auto const& c : m.hard) text += condition_words(c, "engagement") + "，";
        text.resize(text.size() - std::string("，").size());
        line(text + "。" + tail(m));
    }
    chapter("选谁", out);
}

void explainer::ways(std::string& out) {
    for (auto const& [id, x] : p.procedures) {
        body_ += "\n**" + x.name + "**（" + say.kind(x.for_) +
                 (x.where.written() ? "，" + say.of(x.where, x.for_) : "") + "）" + tail(x) + "\n\n";
        int n = 0;
        for (auto const& s : x.steps) {
            std::string text = std::to_string(++n) + ". " + s.name + "：由" + say.bodies(s.by, s.each) +
                               (s.each ? "都" : "") + "办理";
            if (s.when.written()) text += "（只在" + say.of(s.when, x.for_) + "时）";
            for (auto const& c : s.needs) text += "；须" + condition_words(c, x.for_);
            if (!s.asks.empty()) {
                text += "；填写";
                for (std::size_t i = 0; i < s.asks.size(); ++i)
                    text += (i ? "、" : "") + say.path(s.asks[i], x.for_);
            }
            if (s.opinion) text += "；写意见";
            if (s.evidence) text += "；附佐证";
            for (auto const& made : s.makes) {
                auto const* c = p.credentials.find(made);
                text += "；出具" + (c ? c->name : made);
            }
            if (auto const* pub = p.publicity.find(s.publicity)) text += "；须经“" + pub->name + "”";
            if (s.within) text += "；" + say.of(*s.within) + "内办完";
            if (!s.back_to.empty()) {
                text += "；可退回到";
                for (std::size_t i = 0; i < s.back_to.size(); ++i) {
                    std::string name = s.back_to[i];
                    for (auto const& other : x.steps)
                        if (other.id == name) name = other.name;
                    text += (i ? "、" : "") + ("“" + name + "”");
                }
            }
            if (!s.file_to.empty()) text += "；报" + say.bodies(s.file_to) + "备案";
            body_ += text + "。" + tail(s) + "\n";
        }
    }
    for (auto const& [id, g] : p.guards) {
        auto const then = g.else_.value_or(guard_else::refuse);
        line("**" + g.name + "**：" + each(g.for_, g.where) + "须" + say.of(g.test, g.for_) + "；不然" +
             (then == guard_else::refuse ? "不予办理"
              : then == guard_else::ask  ? "须写明理由"
                                         : "提示") +
             "“" + g.say + "”。" + tail(g));
    }
    chapter("怎样选、怎样办", out);
}

void explainer::counts(std::string& out) {
    for (auto const& [id, q] : p.quotas) {
        auto text = "**" + q.name + "**：" + each(q.for_, q.where) + "，";
        for (auto const& e : q.within) text += "按" + say.of(e, counted_kind(p, q.need)) + "分开，";
        say.split_by(q.within.size() == 1 ? book.program(q.within[0], counted_kind(p, q.need)) : nullptr);
        text += wanted(q.need, q.for_);
        if (q.by) text += "，" + q.by->iso() + " 前达到";
        if (q.else_) {
            static char const* const words[] = {"突破的不予办理", "突破的按名次截断", "突破的须写明理由",
                                                "突破的提示", "只显示缺口"};
            text += "；" + std::string(words[int(*q.else_)]);
        }
        line(text + "。" + tail(q));
    }
    chapter("名额", out);
    for (auto const& [id, r] : p.roles)
        if (r.duties)
            if (auto const* t = p.codes.find(r.duties->table)) {
                std::string names;
                for (auto const& [code, item] : t->items) names += (names.empty() ? "" : "、") + item.name;
                line("**" + r.name + "的职责**：" + names + "。" + from(t->basis));
            }
    for (auto const& [id, o] : p.obligations) {
        std::string text = "**" + o.name + "**：" +
                           (o.duty.empty() ? "" : "由" + say.bodies(o.duty) + "负责，") +
                           each(o.for_, o.where) + asked(o);
        if (o.partial)
            text += *o.partial == partial_period::scale  ? "；不满一期按实有天数折算"
                    : *o.partial == partial_period::full ? "；不满一期照全额"
                                                         : "；不满一期免";
        if (o.grace) text += "；宽限" + say.of(*o.grace);
        if (o.carry) text += "；未完成的转入下期";
        line(text + "。" + tail(o));
    }
    chapter("职责与任务量", out);
}

std::string explainer::asked(obligation const& o) const {
    std::string text;
    if (o.every) text += period_word(*o.every);
    if (o.within) text += "自" + say.path(o.within->after, o.for_) + "起" + say.of(o.within->span) + "内";
    if (!o.by.empty()) text += "在 " + o.by + " 以前";
    return text + "须" + wanted(o.need, o.for_);
}

void explainer::publicities(std::string& out) {
    for (auto const& [id, x] : p.publicity) {
        auto text = "**" + x.name + "**：公示" + say.of(x.length);
        if (x.first_day) text += *x.first_day == first_day::counts ? "，当日计算在内" : "，自次日起算";
        text += "；异议向" + say.bodies(x.objections.to) + "提出";
        if (x.objections.named) text += "，须实名";
        if (x.objections.secret) text += "，对身份保密";
        if (x.objections.reply) text += "，" + say.of(*x.objections.reply) + "内答复";
        line(text + "。" + tail(x));
    }
    chapter("公示", out);
    for (auto const& [id, c] : p.credentials) {
        auto text = "**" + c.name + "**：发给" + (c.holder == credential_holder::person ? "个人" : "单位");
        if (!c.number.empty()) text += "，编号 " + c.number;
        if (c.valid)
            text += c.valid->until.written() ? "，有效至" + say.of(c.valid->until, "credential")
                                             : "，有效期" + say.of(*c.valid);
        if (!c.signed_by.empty()) text += "，由" + say.bodies(c.signed_by) + "签发";
        line(text + "。" + tail(c));
    }
    chapter("证书和文书", out);
}

void explainer::open(std::string& out) {
    walk(p, [&](visited const& v) {
        if (v.m.key != "assumed" || v.is.is != shape::kind::text) return;
        auto const* r = dynamic_name(v);
        line((r ? "**" + *r + "**：" : "") + v.as<std::string>() + "（" + v.path + "）");
    });
    chapter("待县里定夺的事", out);
}

std::string explain(rulebook const& book, sentence_of const& names) {
    explainer e(book, names);
    std::string out;
    e.sources(out);
    e.people(out);
    e.ways(out);
    e.counts(out);
    e.publicities(out);
    e.scores(out);
    e.money(out);
    e.papers(out);
    e.open(out);
    return out;
}

std::string happens(rulebook const& book, sentence_of const& names, consequence const& c) {
    return explainer(book, names).happens(c);
}

std::string effect_words(rulebook const& book, sentence_of const& names, effect const& e,
                         std::string const& kind) {
    return explainer(book, names).effect_words(e, kind);
}

std::string span_words(rulebook const& book, sentence_of const& names, span const& s) {
    return explainer(book, names).say.of(s);
}

std::string asked(rulebook const& book, sentence_of const& names, obligation const& o) {
    return explainer(book, names).asked(o);
}

}  // namespace guiyan::scheme
