// Reviews, money, services, figures, checks, reports.

#include "scheme/explain_parts.hpp"
#include "scheme/print_figure.hpp"

namespace guiyan::scheme {

std::string const* explainer::dynamic_name(visited const& v) const {
    // The owner is known by its path; names of rules are looked up among the parts that have them.
    static thread_local std::string found;
    found.clear();
    walk(p, [&](visited const& other) {
        if (other.owner == v.owner && other.m.key == "name" && other.is.is == shape::kind::text)
            found = other.as<std::string>();
    });
    return found.empty() ? nullptr : &found;
}

std::string explainer::item_words(score_item const& i, std::string const& kind) const {
    std::string out = i.name;
    if (i.max.written()) out += " " + say.of(i.max, kind) + " 分";
    if (i.bonus) out += "（附加分）";
    auto const what = i.of ? measured(*i.of) : std::string("该数");
    auto const unit = i.of ? unit_of(*i.of) : std::string();
    if (!i.add.empty())
        out += "：" + what + (i.above.empty() ? "" : "超过" + say.of(i.above, kind, unit) + "的部分") + "每" +
               (i.each ? i.each->text() : "1") + unit + "加 " + say.of(i.add, kind) + " 分";
    if (!i.deduct.empty())
        out +=
            "：" + what +
            (i.below.empty() ? "超过" + say.of(i.above, kind, unit) : "不足" + say.of(i.below, kind, unit)) +
            "，每" + (i.each ? i.each->text() : "1") + unit + "扣 " + say.of(i.deduct, kind) + " 分";
    if (!i.steps.empty()) {
        out += "：按" + what + "分档";
        surround in;
        in.for_kind = kind;
        for (auto const& s : i.steps)
            out += "，" + say.of(s.when, sees::step_table, in) + "的得 " + say.of(s.points, kind) + " 分";
        if (i.otherwise.written()) out += "，其余得 " + say.of(i.otherwise, kind) + " 分";
    }
    if (i.full_if.written()) out += "：" + say.of(i.full_if, kind) + "的得满分，否则不得分";
    if (i.full_when.written()) out += "：" + say.of(i.full_when, kind) + "的得满分，否则另评";
    if (i.relative)
        out += "：" + what + "与同组" + (*i.relative == relative_to::best ? "最好" : "平均") + "相比";
    if (!i.pro_rata.empty())
        out += "：" + what + "达到" + say.of(i.pro_rata, kind, unit) + "得满分，不足按比例";
    if (i.points.written()) out += "：" + say.of(i.points, kind);
    if (!i.marks.empty()) out += "：由人打分";
    if (!i.items.empty()) {
        out += "：其中";
        for (std::size_t k = 0; k < i.items.size(); ++k)
            out += (k ? "；" : "") + item_words(i.items[k], kind);
    }
    return out;
}

namespace {

std::string grade_name(review const& r, std::string const& code) {
    for (auto const& g : r.grades)
        if (g.code == code) return "“" + g.name + "”";
    return code;
}

}  // namespace

void explainer::scores(std::string& out) {
    for (auto const& [id, r] : p.reviews) {
        std::string text = "**" + r.name + "**：对" + each(r.for_, r.where);
        if (r.every != review_every::on_demand)
            text += period_word(static_cast<period>(r.every)) + "考评一次";
        if (r.cohort.written()) text += "，按" + say.of(r.cohort, r.for_) + "分组比较";
        if (!r.seats.empty()) text += "，名额 " + say.of(r.seats, r.for_);
        if (r.full) text += "，满分 " + r.full->text();
        if (r.cap) text += "，总分至多 " + r.cap->text();
        line(text + "。" + tail(r));
        surround in;
        in.for_kind = r.for_;
        in.scored = &r;
        for (auto const& i : r.score) body_ += "  - " + item_words(i, r.for_) + "。\n";
        for (auto const& x : r.raters)
            body_ += "  - " + x.name + "由" + say.body(x.by) + "组成" +
                     (x.at_least ? "，至少 " + std::to_string(*x.at_least) + " 人" : "") +
                     (x.signed_ ? "，记名" : "") + (x.drawn ? "，随机抽取" : "") + "。\n";
        for (auto const& g : r.grades)
            body_ += "  - " +
                     (!g.when.written() || g.when.text == "true" ? "其余"
                                                                 : say.of(g.when, sees::result, in) + "的") +
                     "为“" + g.name + "”。\n";
        for (auto const& o : r.overrides)
            body_ += "  - " + o.name + "：" + say.of(o.when, sees::result, in) + "的，" +
                     (!o.at_most.empty()   ? "至多为" + grade_name(r, o.at_most)
                      : !o.exactly.empty() ? "定为" + grade_name(r, o.exactly)
                                           : "至少为" + grade_name(r, o.at_least)) +
                     "。" + from(o.basis) + "\n";
    }
    chapter("考评", out);
}

std::string explainer::when_words(occasion const& o, std::string const& kind) const {
    if (!o.event.empty())
        return (o.of.empty() ? say.kind(kind) : say.path(o.of, kind)) + "“" + say.event(o.event) + "”时";
    if (o.every) return period_word(*o.every) + (o.day ? "第 " + std::to_string(*o.day) + " 天" : "");
    if (o.after) {
        auto const span = say.of(*o.after);
        return say.path(o.of, kind) + (span == "0天" ? "当日" : "之后" + span);
    }
    if (o.before) return say.path(o.of, kind) + "之前" + say.of(*o.before);
    if (!o.date.empty()) return "每年 " + o.date;
    return "由人发起时";
}

std::string explainer::effect_words(effect const& e, std::string const& kind) const {
    if (!e.notify.empty()) return "通知" + say.bodies(e.notify, true) + "“" + e.text + "”";
    auto const named = [](auto const& all, std::string const& id) {
        auto const* x = all.find(id);
        return x ? x->name : id;
    };
    if (!e.post.empty()) return "记“" + named(p.postings, e.post) + "”";
    if (!e.grant.empty()) return "发给“" + named(p.credentials, e.grant) + "”";
    if (!e.revoke.empty()) return "收回“" + named(p.credentials, e.revoke) + "”";
    if (!e.move.empty())
        return "让" + (e.of.empty() ? say.kind(kind) : say.path(e.of, kind)) + "“" + say.event(e.move) + "”";
    if (!e.open.empty())
        return "开一条" + say.kind(e.open) + (e.title.empty() ? "" : "“" + e.title + "”") +
               (e.by.empty() ? "" : "，由" + say.bodies(e.by) + "办") +
               (e.due ? "，" + say.of(*e.due) + "内" : "");
    return "加标记“" + e.mark + "”" + (e.lasts ? "，" + say.of(*e.lasts) : "");
}

std::string explainer::happens(consequence const& c) const {
    auto text = (c.on ? when_words(*c.on, c.for_) + "，" : "") + each(c.for_, c.where);
    if (c.when.written()) text += "，" + say.of(c.when, c.for_) + "的";
    for (std::size_t i = 0; i < c.do_.size(); ++i) text += (i ? "；" : "，") + effect_words(c.do_[i], c.for_);
    if (!c.confirm.empty()) text += "，由" + say.bodies(c.confirm) + "确认后生效";
    return text;
}

void explainer::money(std::string& out) {
    for (auto const& [id, a] : p.accounts)
        line("**" + a.name + "**：以" + a.unit + "记账" +
             (a.over ? *a.over == account_over::refuse ? "，余额不足不付"
                       : *a.over == account_over::cut  ? "，只付到余额"
                                                       : "，余额不足另行审批"
                     : "") +
             (a.carry ? "，余额可以结转" : "") + "。" + tail(a));
    for (auto const& [id, x] : p.postings) {
        auto const* a = p.accounts.find(x.account);
        auto text = "**" + x.name + "**：" + when_words(x.on, x.for_) + "，" + each(x.for_, x.where) + "记" +
                    say.of(x.amount, x.for_, a ? a->unit : "");
        if (!x.at_most.empty()) text += "，单笔至多" + say.of(x.at_most, x.for_, a ? a->unit : "");
        for (std::size_t i = 0; i < x.to.size(); ++i)
            text += (i ? "、" : "，付给") + say.path(x.to[i].path, x.for_) +
                    (x.to[i].share ? "（占 " + say.of(*x.to[i].share, x.for_) + "）" : "");
        for (auto const& part : x.parts)
            text += "，" + say.of(part.after) + "后付 " + say.of(part.share, x.for_);
        if (x.voucher) text += "，须有凭证";
        if (!x.approve.empty()) text += "，依次由" + say.bodies(x.approve, true) + "审批";
        line(text + "。" + tail(x));
    }
    for (auto const& [id, c] : p.consequences) line("**" + c.name + "**：" + happens(c) + "。" + tail(c));
    chapter("奖惩与资金", out);
    for (auto const& [id, s] : p.services) {
        auto text = "**" + s.name + "**：由" + say.bodies(s.provider) + "提供，" + say.kind(s.for_) +
                    say.of(s.eligible, s.for_) + "的可以享受";
        if (s.allowance) {
            static char const* const per[] = {"每月", "每年", "每卡年", "每任期", "总共"};
            text += "，" + std::string(per[int(s.allowance->per)]) +
                    say.of(s.allowance->amount, s.for_, s.allowance->unit);
        }
        if (s.handling) text += "，" + say.of(*s.handling) + "内办结";
        if (s.contact) text += "，须有联系人";
        line(text + "。" + tail(s));
    }
    chapter("服务", out);
}

void explainer::papers(std::string& out) {
    for (auto const& [id, i] : p.indicators) {
        auto text = id + " **" + i.name + "**（" + i.unit + "）：";
        auto const* m = p.measures.find(i.of);
        text += say.of(m ? *m : static_cast<measure const&>(i));
        if (!i.phrase.empty()) text += "；写作“" + i.phrase + "”";
        if (i.target) {
            text += "；目标" + bounds(*i.target, "", i.unit);
            if (i.target->by) text += "，" + i.target->by->iso() + " 前";
            for (std::size_t k = 0; k < i.target->owner.size(); ++k)
                text += (k ? "、" : "，责任单位 ") + i.target->owner[k];
        }
        line(text + "。" + tail(i));
    }
    chapter("指标", out);
    if (p.tasks)
        for (auto const& t : p.tasks->list) {
            auto text = t.id + " **" + t.name + "**";
            if (t.due) text += "，" + t.due->iso() + " 前完成";
            if (t.every) text += "，" + period_word(*t.every);
            for (std::size_t k = 0; k < t.lead.size(); ++k) text += (k ? "、" : "，牵头 ") + t.lead[k];
            line(text + "。" + tail(t));
        }
    chapter("重点任务", out);
    for (auto const& [id, c] : p.checks)
        line("**" + c.name + "**：" + (c.for_.empty() ? "" : each(c.for_, c.where) + "，") +
             say.of(c.test, c.for_) + "；不然" +
             (c.else_ && *c.else_ == check_else::stop ? "不出报告" : "列为疑问") + "：" + c.say + "。" +
             tail(c));
    chapter("勾稽", out);
    for (auto const& r : p.reports) {
        static char const* const kinds[] = {"文稿", "清单", "纵横表", "文书"};
        auto text = "**" + r.name + "**（" + kinds[int(r.kind)] + "）";
        if (r.every) text += "，" + period_word(*r.every);
        if (!r.by.empty()) text += "，由" + say.bodies(r.by) + "出";
        if (!r.to.empty()) text += "，报" + say.bodies(r.to);
        if (r.annex) text += "，附数据底稿";
        line(text + "。" + tail(r));
    }
    chapter("报告", out);
}

}  // namespace guiyan::scheme
