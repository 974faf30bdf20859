// Amounts and spans in words.

#include "scheme/words.hpp"

namespace guiyan::scheme {

std::string wording::of(scalar const& s, std::string_view self, std::string_view unit) const {
    switch (s.is) {
        case scalar::form::number:
            return s.number.text() + std::string(unit);
        case scalar::form::percent:
            return decimal::from_micro(s.number.micro() * 100).text() + "%";
        case scalar::form::cel:
            return of(s.cel, self);
        case scalar::form::none:
            break;
    }
    return {};
}

std::string wording::of(amount const& a, std::string_view self, std::string_view unit) const {
    std::string out;
    for (auto const& c : a) {
        if (!out.empty()) out += "；";
        if (c.from) out += c.from->iso() + " 起";
        if (c.until) out += (c.from ? "至 " : "") + c.until->iso() + " 前";
        if (c.from || c.until) out += "为";
        if (c.when.written()) out += of(c.when, self) + "的为";
        if (a.size() > 1 && !c.when.written() && !c.from && !c.until) out += "其余为";
        out += of(c.value, self, unit);
    }
    return out;
}

std::string wording::of(span const& s) const {
    auto const one = [&](std::optional<scalar> const& v, char const* unit) {
        if (!v) return std::string();
        if (v->is != scalar::form::cel) return of(*v, "") + unit;
        // A parameter of the span's own unit is said as a number first: 36个月（“任期”）.
        if (v->cel.text.starts_with("params."))
            if (auto const* p = book_.rules().params.find(v->cel.text.substr(7)))
                if (p->value.is == literal::form::number)
                    return p->value.number.text() + unit + "（“" + p->name + "”）";
        return of(*v, "");
    };
    return one(s.days, "天") + one(s.workdays, "个工作日") + one(s.weeks, "周") + one(s.months, "个月") +
           one(s.years, "年");
}

}  // namespace guiyan::scheme
