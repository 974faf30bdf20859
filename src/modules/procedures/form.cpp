#include "modules/procedures/form.hpp"

#include <algorithm>
#include <charconv>

#include "cel/evaluate.hpp"
#include "scheme/print_figure.hpp"
#include "scheme/words.hpp"

namespace guiyan::procedures {
namespace {

std::string field_kind(scheme::extra_field const& f) {
    switch (f.type) {
        case scheme::field_type::int_:
        case scheme::field_type::decimal:
        case scheme::field_type::money:
            return "number";
        case scheme::field_type::date:
            return "day";
        case scheme::field_type::bool_:
            return "truth";
        case scheme::field_type::code:
        case scheme::field_type::codes:
            return "code";
        case scheme::field_type::ref:
            return "id";
        case scheme::field_type::text:
            break;
    }
    return "text";
}

std::string field_kind(record::field const& f) {
    switch (f.is) {
        case record::kind::integer:
        case record::kind::number:
        case record::kind::money:
            return "number";
        case record::kind::day:
        case record::kind::partial_day:
            return "day";
        case record::kind::boolean:
            return "truth";
        case record::kind::id:
            return "id";
        default:
            return f.table.empty() ? "text" : "code";
    }
}

std::string plain(record::value const& v) {
    if (auto const* s = std::get_if<std::string>(&v)) return *s;
    if (auto const* d = std::get_if<double>(&v)) return scheme::plain_number(*d);
    if (auto const* i = std::get_if<std::int64_t>(&v)) return *i ? std::to_string(*i) : std::string();
    if (auto const* b = std::get_if<bool>(&v)) return *b ? "true" : "false";
    return {};
}

/// What is wrong with the text for a field of the pack; "" for nothing.
field_error wrong_with(scheme::extra_field const& f, scheme::rulebook const& rules, std::string const& path,
                       std::string const& text) {
    using t = scheme::field_type;
    auto const number = scheme::decimal::parse(text);
    if ((f.type == t::int_ || f.type == t::decimal || f.type == t::money) && !number)
        return {path, "error.wrong_kind", {}};
    if (number && ((f.min && *number < *f.min) || (f.max && *f.max < *number)))
        return {
            path,
            "schemes.out_of_limits",
            {{"min", f.min ? f.min->text() : "—"}, {"max", f.max ? f.max->text() : "—"}, {"unit", f.unit}}};
    if (f.type == t::date && !date::parse(text)) return {path, "error.day", {}};
    if (f.type == t::bool_ && text != "true" && text != "false") return {path, "error.wrong_kind", {}};
    if ((f.type == t::int_ || f.type == t::ref) && text.find_first_not_of("-0123456789") != text.npos)
        return {path, "error.wrong_kind", {}};
    if (f.type == t::code && !rules.codes().has_code(f.table, text))
        return {path, "error.unknown_code", {{"code", text}}};
    return {};
}

/// A field of the program's own table.
field_error write(record::field const& field, void* row, std::string const& path, std::string const& text) {
    record::value v = text.empty() ? record::value(std::monostate{}) : record::value(text);
    if (!text.empty() && (field.is == record::kind::number || field.is == record::kind::integer)) {
        double d = 0;
        auto const end = text.data() + text.size();
        if (auto const [at, e] = std::from_chars(text.data(), end, d); e != std::errc() || at != end)
            return {path, "error.wrong_kind", {}};
        if (d < static_cast<double>(field.minimum) || d > static_cast<double>(field.maximum))
            return {path,
                    "schemes.out_of_limits",
                    {{"min", std::to_string(field.minimum)},
                     {"max", std::to_string(field.maximum)},
                     {"unit", ""}}};
        v = field.is == record::kind::number ? record::value(d) : record::value(static_cast<std::int64_t>(d));
    }
    if (!field.set(row, v)) return {path, "error.wrong_kind", {}};
    return {};
}

}  // namespace

std::vector<ask_view> asks_of(schemes::scheme_reckoner const& rules, traveller const& of,
                              scheme::step const& s) {
    std::vector<ask_view> out;
    auto const* extra = rules.pack().fields.find(of.key.kind);
    for (auto const& name : s.asks) {
        ask_view a;
        a.name = name;
        if (auto const* f = extra ? extra->find(name) : nullptr) {
            a.label = f->name;
            a.kind = field_kind(*f);
            a.table = f->table;
            a.unit = f->unit;
            for (auto const& v : *of.extra)
                if (v.name == name) a.value = v.value;
        } else if (auto const* field = of.type->find(name); field && !field->read_only) {
            a.kind = field_kind(*field);
            a.table = field->table;
            if (name == "source_group" && of.role) a.table = of.role->sources, a.kind = "code";
            a.value = plain(field->get(of.row));
        } else {
            continue;
        }
        out.push_back(std::move(a));
    }
    return out;
}

std::vector<std::string> unfilled_of(schemes::scheme_reckoner const& rules, traveller const& of,
                                     scheme::step const& s, ports const& p) {
    std::vector<std::string> out;
    auto const* extra = rules.pack().fields.find(of.key.kind);
    for (auto const& name : s.asks) {
        auto const* field = extra && extra->find(name) ? nullptr : of.type->find(name);
        if (!field || !field->read_only || !plain(field->get(of.row)).empty()) continue;
        scheme::wording const words(*rules.edition().rules, [&](std::string_view key) {
            return p.say ? p.say("zh-CN", key, {}) : std::string(key);
        });
        auto label = label_of(rules, of.key.kind, name, words);
        out.push_back(label.empty() ? name : std::move(label));
    }
    return out;
}

result<done> fill_in(scheme::rulebook const& rules, std::string_view kind, record::type const& type,
                     void* row, std::vector<extra_value>& extra, std::vector<extra_value> const& inputs,
                     std::string const& where, std::function<bool(std::string const&)> const& asked) {
    auto const* added = rules.rules().fields.find(kind);
    std::vector<field_error> bad;
    for (auto const& in : inputs) {
        auto const path = where + in.name;
        auto const* f = added ? added->find(in.name) : nullptr;
        auto const* field = f ? nullptr : type.find(in.name);
        if (!asked(in.name) || (!f && (!field || field->read_only))) {
            bad.push_back({path, "procedures.unknown_input", {{"name", in.name}}});
            continue;
        }
        if (!f) {
            if (auto wrong = write(*field, row, path, in.value); !wrong.key.empty())
                bad.push_back(std::move(wrong));
            continue;
        }
        if (!in.value.empty())
            if (auto wrong = wrong_with(*f, rules, path, in.value); !wrong.key.empty())
                bad.push_back(std::move(wrong));
        auto const have =
            std::find_if(extra.begin(), extra.end(), [&](auto const& v) { return v.name == in.name; });
        if (have == extra.end())
            extra.push_back(in);
        else
            have->value = in.value;
    }
    if (!bad.empty()) return fail(error{fault::invalid, "error.invalid", {}, std::move(bad), {}});
    return done{};
}

std::string printed(schemes::scheme_reckoner const& rules, scheme::record_key const& of,
                    std::string const& path, scheme::wording const& words) {
    auto const& book = *rules.edition().rules;
    auto const* p = book.program(path, of.kind);
    if (!p) return {};
    // Of a place, a person, a unit its name is meant.
    if (p->is.is(cel::type_kind::record)) return printed(rules, of, path + ".name", words);
    auto const v = rules->evaluate(*p, of);
    switch (v.kind()) {
        case cel::value_kind::text:
            return p->is.is(cel::type_kind::code) ? words.code(p->is.of, v.as_text()) : v.as_text();
        case cel::value_kind::day: {
            auto const d = v.as_day();
            return std::to_string(d.year()) + "年" + std::to_string(d.month()) + "月" +
                   std::to_string(d.day()) + "日";
        }
        case cel::value_kind::number:
            return scheme::plain_number(v.as_number()) + p->is.of;
        case cel::value_kind::boolean:
            return v.is_true() ? "是" : "否";
        default:
            return {};
    }
}

std::string label_of(schemes::scheme_reckoner const& rules, std::string_view kind, std::string const& path,
                     scheme::wording const& words) {
    if (auto const dot = path.rfind('.'); dot != path.npos)
        if (auto const* owner = rules.edition().rules->program(path.substr(0, dot), kind);
            owner && owner->is.is(cel::type_kind::record))
            return words.path(path.substr(dot + 1), owner->is.of);
    return words.path(path, kind);
}

}  // namespace guiyan::procedures
