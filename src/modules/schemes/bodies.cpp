#include "modules/schemes/bodies.hpp"

namespace guiyan::schemes {
namespace {

/// Bodies that the language brings (facts.yaml, bodies), in the words of a clerk.
std::string_view built_in_name(std::string_view body) {
    static constexpr std::pair<std::string_view, std::string_view> names[] = {
        {"county", "县人才办"},       {"leader", "县领导"},        {"bureau", "县直部门"},
        {"township", "乡镇（街道）"}, {"village", "村（社区）"},   {"talent", "人才本人"},
        {"subject", "本人"},          {"enterprise", "企业"},      {"institution", "培训机构"},
        {"public", "社会公众"},       {"auditor", "督查审计"},     {"higher", "上级"},
        {"finance", "财政"},          {"hiring_unit", "聘任单位"}, {"using_unit", "使用单位"}};
    for (auto const& [code, name] : names)
        if (code == body) return name;
    return {};
}

std::string_view class_name(scheme::account_class c) {
    switch (c) {
        case scheme::account_class::county:
            return "county";
        case scheme::account_class::leader:
            return "leader";
        case scheme::account_class::bureau:
            return "bureau";
        case scheme::account_class::township:
            return "township";
        case scheme::account_class::village:
            return "village";
        case scheme::account_class::talent:
            return "talent";
        case scheme::account_class::enterprise:
            return "enterprise";
        case scheme::account_class::institution:
            return "institution";
        case scheme::account_class::public_:
            return "public";
        case scheme::account_class::auditor:
            return "auditor";
        case scheme::account_class::higher:
            return "higher";
        case scheme::account_class::finance:
            break;
    }
    return "finance";
}

}  // namespace

std::string body_name(scheme::pack const& pack, std::string_view body) {
    auto const* made = pack.bodies.find(body);
    return made ? made->name : std::string(built_in_name(body));
}

std::string body_class(scheme::pack const& pack, std::string_view body) {
    auto const* made = pack.bodies.find(body);
    return made ? std::string(class_name(made->is)) : std::string(body);
}

bool acts_as(scheme_reckoner const& rules, actor const& who, std::string_view own, std::string_view body,
             std::int64_t subject) {
    if (body == "subject" || (body == "talent" && own == "talent" && subject != 0))
        return who.person_id != 0 && who.person_id == subject;
    if (body == "hiring_unit" || body == "using_unit")
        return own == "county" || own == "bureau" || own == "township" || own == "village";
    auto const* made = rules.pack().bodies.find(body);
    if (!made) return own == body;
    if (own != class_name(made->is)) return false;
    if (!made->members.written()) return true;
    return who.person_id != 0 && rules->evaluate(made->members, {"person", who.person_id}).is_true();
}

}  // namespace guiyan::schemes
