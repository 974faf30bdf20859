#include "modules/schemes/obstacle.hpp"

#include "record/plain.hpp"

namespace guiyan::schemes {

BOOST_DESCRIBE_STRUCT(obstacle, (), (rule, text, basis, assumed, url))
record::type const& record_of(obstacle const*) {
    static auto const t = record::describe_plain<obstacle>("obstacle");
    return t;
}

std::vector<obstacle> obstacles_of(scheme::verdict const& v, std::string const& basis,
                                   std::string const& assumed) {
    std::vector<obstacle> out;
    for (auto const& leaf : scheme::obstacles(v)) {
        obstacle o;
        o.rule = leaf.rule;
        o.text = leaf.text.empty() ? leaf.name : leaf.text;
        if (leaf.is == scheme::truth::unknown && !leaf.missing.empty()) {
            std::string names;
            for (auto const& path : leaf.missing) names += (names.empty() ? "" : "、") + path;
            o.text += "（资料不全：" + names + "）";
        }
        o.basis = leaf.basis.empty() ? basis : leaf.basis;
        o.assumed = leaf.assumed.empty() ? assumed : leaf.assumed;
        out.push_back(std::move(o));
    }
    return out;
}

error refusal(std::vector<obstacle> const& all) {
    error e{fault::refused, "schemes.refused", {}, {}, {}};
    if (all.empty()) return e;
    auto said = [](obstacle const& o) { return o.basis.empty() ? o.text : o.text + "（" + o.basis + "）"; };
    std::string text;
    for (auto const& o : all) {
        text += (text.empty() ? "" : "；") + said(o);
        e.fields.push_back({"/rules/" + o.rule, "schemes.obstacle", {{"text", said(o)}}});
    }
    e.args = {{"text", text}};
    return e;
}

}  // namespace guiyan::schemes
