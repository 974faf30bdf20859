#include "scheme/words.hpp"

#include "scheme/check_parts.hpp"
#include "scheme/print_figure.hpp"

namespace guiyan::scheme {
namespace {

using cel::node_kind;
using cel::operation;

/// Thrown where no words fit; the whole expression is then quoted. Never leaves this file.
struct no_words {};

std::string join(std::vector<std::string> const& all, char const* with, char const* last) {
    std::string out;
    for (std::size_t i = 0; i < all.size(); ++i)
        out += (i == 0 ? "" : i + 1 == all.size() ? last : with) + all[i];
    return out;
}

bool loose(cel::node const& n) {
    return n.kind == node_kind::call && (n.what == operation::logical_or || n.what == operation::logical_and);
}

}  // namespace

wording::wording(rulebook const& book, sentence_of names) : book_(book), names_(std::move(names)) {}

std::string wording::field(std::string_view kind, std::string_view name) const {
    auto const plain = name.ends_with("_id") ? name.substr(0, name.size() - 3) : name;
    if (auto const* extras = book_.rules().fields.find(kind))
        if (auto const* f = extras->find(plain)) return f->name;
    for (auto const& key :
         {"facts." + std::string(kind) + "." + std::string(plain), "facts.field." + std::string(plain)}) {
        auto text = names_(key);
        if (text != key) return text;
    }
    throw no_words{};
}

std::string wording::kind(std::string_view k) const {
    auto const key = "facts.kind." + std::string(k);
    auto text = names_(key);
    return text == key ? std::string(k) : text;
}

std::string wording::code(std::string_view table, std::string_view code) const {
    auto const name = book_.codes().name(table, code);
    if (!name.empty()) return std::string(name);
    for (auto const& key : {"facts.code." + std::string(table) + "." + std::string(code)}) {
        auto text = names_(key);
        if (text != key) return text;
    }
    return std::string(code);
}

std::string wording::event(std::string const& id) const {
    auto const key = "facts.event." + id;
    auto text = names_(key);
    return text == key ? id : text;
}

std::string wording::body(std::string const& id) const {
    if (auto const* b = book_.rules().bodies.find(id)) return b->name;
    auto const key = "scheme.body." + id;
    auto text = names_(key);
    return text == key ? id : text;
}

std::string wording::bodies(std::vector<std::string> const& all, bool each) const {
    std::vector<std::string> names;
    for (auto const& b : all) names.push_back(body(b));
    return join(names, "、", each ? "和" : "或");
}

std::string wording::constant(cel::node const& n, cel::type const& beside) const {
    if (n.held.is(cel::value_kind::text)) {
        if (beside.is(cel::type_kind::code)) return code(beside.of, n.held.as_text());
        return n.held.as_text();
    }
    if (n.held.is(cel::value_kind::number)) return plain_number(n.held.as_number());
    if (n.held.is(cel::value_kind::integer)) return std::to_string(n.held.as_integer());
    if (n.held.is(cel::value_kind::boolean)) return n.held.is_true() ? "是" : "否";
    if (n.held.is(cel::value_kind::day)) return n.held.as_day().iso();
    throw no_words{};
}

std::string wording::path_words(cel::node const& n) const {
    if (n.kind == node_kind::name) {
        if (n.text == "as_of") return "截止日";
        if (n.text == "x") return "该数";
        if (n.text == "total") return "总分";
        if (n.text == "raw_total") return "原始总分";
        if (n.text == "rank") return "名次";
        if (n.text == "grade" && n.origin == cel::name_origin::variable) return "等次";
        if (n.text == "group" && n.origin == cel::name_origin::variable)
            return split_by_ ? node_words(split_by_->root) : "所在的组";
        if (n.text == "scheme") return "本方案";
        if (n.text == "subject") return "该对象";
        if (n.text == "period.start") return "期初";
        if (n.text == "period.end") return "期末";
        if (n.text.starts_with("item.")) return "“" + n.text.substr(5) + "”得分";
        if (n.origin == cel::name_origin::bound)
            return n.is.is(cel::type_kind::record) ? "该" + kind(n.is.of) : "它";
        if (n.origin == cel::name_origin::self) return field(book_kind_, n.text);
        throw no_words{};
    }
    if (n.kind == node_kind::select) {
        auto const& of = n.parts[0];
        if (of.kind == node_kind::name) {
            if (of.text == "m") {
                auto const* m = book_.rules().measures.find(n.text);
                return m ? m->name : throw no_words{};
            }
            if (of.text == "params") {
                auto const* p = book_.rules().params.find(n.text);
                if (!p) throw no_words{};
                auto const& v = p->value;
                auto const text = v.is == literal::form::number ? v.number.text() + p->unit : v.text;
                return p->name + "（" + text + "）";
            }
            if (of.text == "s") {
                auto const* s = book_.rules().sets.find(n.text);
                return s ? "属于“" + s->name + "”" : throw no_words{};
            }
            if (of.text == "r") return "最近一次考评的" + field("review_entry", n.text);
            if (of.origin == cel::name_origin::bound && of.is.is(cel::type_kind::record))
                return "其" + field(of.is.of, n.text);
        }
        if (of.kind == node_kind::select && of.parts[0].kind == node_kind::name && of.parts[0].text == "o") {
            auto const* o = book_.rules().obligations.find(of.text);
            if (!o) throw no_words{};
            if (n.text == "met") return "完成“" + o->name + "”";
            if (n.text == "done") return "“" + o->name + "”完成数";
            if (n.text == "short") return "“" + o->name + "”差数";
            return n.text == "missed" ? "“" + o->name + "”未完成次数" : "“" + o->name + "”连续未完成次数";
        }
        if (of.kind == node_kind::select && of.parts[0].kind == node_kind::name && of.parts[0].text == "t") {
            auto const* t = book_.rules().tables.find(of.text);
            return t ? "“" + t->name + "”的" + n.text : throw no_words{};
        }
        if (of.is.is(cel::type_kind::record)) return path_words(of) + "的" + field(of.is.of, n.text);
    }
    throw no_words{};
}

std::string wording::node_words(cel::node const& n) const {
    auto const part = [&](std::size_t i) {
        auto const text = node_words(n.parts[i]);
        return loose(n.parts[i]) ? "（" + text + "）" : text;
    };
    switch (n.kind) {
        case node_kind::constant:
            return constant(n, {});
        case node_kind::name:
        case node_kind::select:
            return path_words(n);
        case node_kind::list: {
            std::vector<std::string> all;
            for (auto const& p : n.parts) all.push_back(constant(p, {}));
            return join(all, "、", "、");
        }
        case node_kind::map:
            throw no_words{};
        case node_kind::comprehension: {
            auto const& over = n.parts[0];
            auto const test = node_words(n.parts[1]);
            if (over.kind == node_kind::list) {
                // ['a', 'b'].all(x, …): one after the other.
                auto const each = node_words(over);
                return each + (n.macro == cel::macro_kind::all ? "中每一个都：" : "中有一个：") + test;
            }
            auto const rows = path_words(over);
            switch (n.macro) {
                case cel::macro_kind::all:
                    return "每一条" + rows + "都：" + test;
                case cel::macro_kind::exists:
                    return "有一条" + rows + "，" + test;
                case cel::macro_kind::exists_one:
                    return "恰有一条" + rows + "，" + test;
                case cel::macro_kind::filter:
                    return test + "的" + rows;
                case cel::macro_kind::map:
                    throw no_words{};
            }
            throw no_words{};
        }
        case node_kind::call:
            break;
    }
    auto const compare = [&](char const* number, char const* day) {
        auto const& a = n.parts[0];
        bool const days = a.is.is(cel::type_kind::day);
        return part(0) + (days ? day : number) + part(1);
    };
    auto const arithmetic = [&](char const* sign) { return part(0) + sign + part(1); };
    switch (n.what) {
        case operation::logical_and:
        case operation::logical_or: {
            // A chain of one sign is one node with many parts; only the other sign inside needs brackets.
            auto const* word = n.what == operation::logical_and ? "，并且" : "，或者";
            std::string out;
            for (std::size_t i = 0; i < n.parts.size(); ++i) {
                if (i) out += word;
                bool const other = n.parts[i].kind == node_kind::call && n.parts[i].what != n.what;
                out += other ? part(i) : node_words(n.parts[i]);
            }
            return out;
        }
        case operation::logical_not: {
            auto const& inner = n.parts[0];
            auto const text = node_words(inner);
            if (text.starts_with("完成“")) return "没有" + text;
            if (text.starts_with("属于“")) return "不" + text;
            if (text.starts_with("有一条")) return "没有一条" + text.substr(std::string("有一条").size());
            return "不是（" + text + "）";
        }
        case operation::conditional:
            return node_words(n.parts[0]) + "时取" + part(1) + "，否则取" + part(2);
        case operation::equals:
        case operation::not_equals: {
            bool const yes = n.what == operation::equals;
            auto const& a = n.parts[0];
            auto const& b = n.parts[1];
            if (b.kind == node_kind::constant && b.held.is_null())
                return (yes ? "没有填" : "填了") + node_words(a);
            if (b.kind == node_kind::constant && b.held.is(cel::value_kind::boolean))
                return node_words(a) + ((b.held.is_true() == yes) ? "（是）" : "（否）");
            if (a.kind == node_kind::name && a.text == "level" && book_kind_ == "region" &&
                b.kind == node_kind::constant && b.held.is_numeric()) {
                static char const* const levels[] = {"", "省级", "市级", "县级", "乡级", "村级"};
                int const level = int(b.held.is(cel::value_kind::number) ? b.held.as_number()
                                                                         : double(b.held.as_integer()));
                if (level >= 1 && level <= 5) return std::string(yes ? "是" : "不是") + levels[level];
            }
            if (b.kind == node_kind::constant) {
                bool const group = a.kind == node_kind::name && a.text == "group" && split_by_;
                auto const right = constant(b, group ? split_by_->root.is : a.is);
                auto const left = node_words(a);
                if (b.held.is(cel::value_kind::number) || b.held.is(cel::value_kind::integer))
                    return left + (yes ? "等于" : "不等于") + right;
                return left + (yes ? "是“" : "不是“") + right + "”";
            }
            return node_words(a) + (yes ? "与" : "不同于") + node_words(b) + (yes ? "相同" : "");
        }
        case operation::greater_equals:
            return compare("不少于", "不早于");
        case operation::less_equals:
            return compare("不超过", "不晚于");
        case operation::greater:
            return compare("超过", "晚于");
        case operation::less:
            return compare("不满", "早于");
        case operation::in: {
            auto const& list = n.parts[1];
            if (list.kind != node_kind::list) return path_words(list) + "含有" + node_words(n.parts[0]);
            std::vector<std::string> all;
            for (auto const& p : list.parts) all.push_back("“" + constant(p, n.parts[0].is) + "”");
            return node_words(n.parts[0]) + "是" + join(all, "、", "或");
        }
        case operation::add:
            return arithmetic("加");
        case operation::subtract:
            return arithmetic("减");
        case operation::multiply:
            return arithmetic("乘");
        case operation::divide:
            return n.parts[0].kind == node_kind::constant && n.parts[1].kind == node_kind::constant
                       ? arithmetic("/")
                       : arithmetic("除以");
        case operation::negate:
            return "负" + part(0);
        case operation::size:
            return node_words(n.parts[0]) + "的条数";
        case operation::to_day:
            return constant(n.parts[0], {});
        case operation::year:
            return node_words(n.parts[0]) + "的年份";
        case operation::month:
            return node_words(n.parts[0]) + "的月份";
        case operation::quarter:
            return node_words(n.parts[0]) + "所在季度";
        case operation::age:
            return node_words(n.parts[0]) + "到" + node_words(n.parts[1]) + "的周岁";
        case operation::years_between:
            return node_words(n.parts[0]) + "到" + node_words(n.parts[1]) + "的年数";
        case operation::months_between:
            return node_words(n.parts[0]) + "到" + node_words(n.parts[1]) + "的月数";
        case operation::days_between:
            return node_words(n.parts[0]) + "到" + node_words(n.parts[1]) + "的天数";
        case operation::workdays_between:
            return node_words(n.parts[0]) + "到" + node_words(n.parts[1]) + "的工作日数";
        case operation::add_days:
            return node_words(n.parts[0]) + "加" + part(1) + "天";
        case operation::add_months:
            return node_words(n.parts[0]) + "加" + part(1) + "个月";
        case operation::add_years:
            return node_words(n.parts[0]) + "加" + part(1) + "年";
        case operation::within:
            return node_words(n.parts[0]) + "在" + node_words(n.parts[1]) + "之内";
        case operation::code_in: {
            auto const table = n.parts[1].held.as_text();
            auto const* t = book_.rules().codes.find(table);
            auto const name = t ? "“" + t->name + "”" : table;
            auto const group = n.parts[2].held.as_text();
            return node_words(n.parts[0]) + "属于" + name + (group == "all" ? "" : "的“" + group + "”组");
        }
        case operation::floor:
            return part(0) + "（舍去小数）";
        case operation::ceil:
            return part(0) + "（有小数进一）";
        case operation::round:
            return part(0) + "（四舍五入）";
        case operation::min:
            return part(0) + "与" + part(1) + "中较小者";
        case operation::max:
            return part(0) + "与" + part(1) + "中较大者";
        case operation::to_string:
            return node_words(n.parts[0]);
        default:
            break;
    }
    if (n.what == operation::custom && !n.parts.empty() && n.parts[0].kind == node_kind::constant &&
        n.parts[0].held.is(cel::value_kind::text)) {
        auto const& name = n.parts[0].held.as_text();
        if (n.text == "value" || n.text == "figure")
            if (auto const* f = book_.rules().indicators.find(name)) return "“" + f->name + "”";
        if (n.text == "at")
            if (auto const* m = book_.rules().measures.find(name))
                return node_words(n.parts[1]) + "的" + m->name;
    }
    throw no_words{};
}

std::string wording::of(cel::program const& p) const {
    try {
        return node_words(p.root);
    } catch (no_words const&) {
        return "“" + p.source + "”";
    }
}

std::string wording::of(expression const& e, std::string_view self) const {
    if (!e.written()) return {};
    auto const* p = book_.program(e, self);
    if (!p && split_by_) p = book_.split_program(e, self);
    if (!p) return "“" + e.text + "”";
    wording here(*this);
    here.book_kind_ = self;
    return here.of(*p);
}

std::string wording::of(expression const& e, sees what, surround const& in) const {
    auto const checked = cel::check(e.text, environment_of(book_, what, in));
    if (!checked) return "“" + e.text + "”";
    wording here(*this);
    here.book_kind_ = self_of(what, in);
    return here.of(*checked);
}

std::string wording::path(std::string_view path, std::string_view self) const {
    auto const* p = book_.program(path, self);
    if (!p) return std::string(path);
    wording here(*this);
    here.book_kind_ = self;
    auto text = here.of(*p);
    // A path without words is better as it is than in quotes.
    return text.starts_with("“") && text.find(path) != std::string::npos ? std::string(path) : text;
}

}  // namespace guiyan::scheme
