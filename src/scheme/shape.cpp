#include "scheme/shape.hpp"

#include <algorithm>

#include "base/date.hpp"
#include "scheme/describe.hpp"

namespace guiyan::scheme {
namespace {

bool lower(char c) {
    return c >= 'a' && c <= 'z';
}
bool upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_id(std::string_view t) {
    return !t.empty() && lower(t[0]) &&
           std::ranges::all_of(t, [](char c) { return lower(c) || digit(c) || c == '_'; });
}
bool is_table(std::string_view t) {
    return !t.empty() && upper(t[0]) &&
           std::ranges::all_of(t, [](char c) { return upper(c) || digit(c) || c == '_'; });
}
bool is_code(std::string_view t) {
    auto const plain = [](char c) { return lower(c) || upper(c) || digit(c); };
    return !t.empty() && plain(t[0]) &&
           std::ranges::all_of(t, [&](char c) { return plain(c) || c == '_' || c == '.' || c == '-'; });
}
bool is_figure(std::string_view t) {
    if (is_id(t)) return true;
    auto const dash = t.find('-');
    if (dash == std::string_view::npos || dash == 0 || dash + 2 >= t.size()) return false;
    if (!upper(t[0]) || !std::ranges::all_of(t.substr(0, dash), [](char c) { return upper(c) || digit(c); }))
        return false;
    auto rest = t.substr(dash + 1);
    if (!upper(rest[0])) return false;
    rest.remove_prefix(1);
    if (rest.size() > 1 && lower(rest.back())) rest.remove_suffix(1);
    return std::ranges::all_of(rest, digit);
}
bool is_path(std::string_view t) {
    while (true) {
        auto const dot = t.find('.');
        if (!is_id(t.substr(0, dot))) return false;
        if (dot == std::string_view::npos) return true;
        t.remove_prefix(dot + 1);
    }
}
bool is_month_day(std::string_view t) {
    // 02-29 is a day of some years.
    return t.size() == 5 && date::parse("2024-" + std::string(t)).has_value();
}
bool is_day(std::string_view t) {
    return date::parse(t).has_value();
}
bool is_pack_id(std::string_view t) {
    return !t.empty() && t[0] != '-' &&
           std::ranges::all_of(t, [](char c) { return lower(c) || digit(c) || c == '-'; });
}
bool is_edition(std::string_view t) {
    return t.size() > 5 && t[4] == '.' && std::ranges::all_of(t.substr(0, 4), digit) &&
           std::ranges::all_of(t.substr(5), digit);
}

constexpr std::string_view day_regex = "^\\d{4}-\\d{2}-\\d{2}$";
form const forms[] = {
    {"id", "^[a-z][a-z0-9_]*$", is_id},
    {"figure_id", "^([A-Z][A-Z0-9]*-[A-Z][0-9]+[a-z]?|[a-z][a-z0-9_]*)$", is_figure},
    {"table_id", "^[A-Z][A-Z0-9_]*$", is_table},
    {"code", "^[A-Za-z0-9][A-Za-z0-9_.-]*$", is_code},
    {"path", "^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*$", is_path},
    {"month_day", "^\\d{2}-\\d{2}$", is_month_day},
    {"day_or_month_day", "^(\\d{4}-)?\\d{2}-\\d{2}$",
     [](std::string_view t) { return is_day(t) || is_month_day(t); }},
    {"against", "^(previous|last_year|first|\\d{4}-\\d{2}-\\d{2})$",
     [](std::string_view t) { return t == "previous" || t == "last_year" || t == "first" || is_day(t); }},
    {"pack_id", "^[a-z0-9][a-z0-9-]*$", is_pack_id},
    {"edition", "^\\d{4}\\.\\d+$", is_edition},
    {"account_unit", "^(元|分)$", [](std::string_view t) { return t == "元" || t == "分"; }},
    {"day", day_regex, is_day},
};

}  // namespace

form const* find_form(std::string_view name) {
    auto const found = std::ranges::find(forms, name, &form::name);
    return found == std::end(forms) ? nullptr : &*found;
}

member const* shape::find(std::string_view wanted) const {
    auto const found = std::ranges::find(members, wanted, &member::key);
    return found == members.end() || found->rest ? nullptr : &*found;
}

void describe_rule(shape& s) {
    struct common {
        std::string_view key, doc;
    };
    for (auto const& [key, doc] : {
             common{"name", "名称"},
             common{"basis", "依据：文件和条款"},
             common{"from", "施行日"},
             common{"until", "失效日"},
             common{"assumed", "文件没有写明、由县里选定的读法或默认值；检查时逐条列出"},
             common{"note", "说明"},
             common{"why", "理由：打卡、照片、排名、重复填报等增加负担的规则必须写"},
         }) {
        auto* m = const_cast<member*>(s.find(key));
        m->doc = doc;
        m->required = m->required || key == "name";
        m->single = m->single || key == "basis";
        m->least = key == "basis" ? 1 : 0;
    }
}

shape const& pack_shape() {
    return shape_of(static_cast<pack const*>(nullptr));
}

}  // namespace guiyan::scheme
