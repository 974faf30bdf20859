#include "modules/regions/division_file.hpp"

#include <map>

#include "base/text.hpp"

namespace guiyan::regions {
namespace {

/// Meaning of a heading, "" for one that is not read.
std::string meaning(std::string_view heading) {
    static std::map<std::string, std::string, std::less<>> const known{{"code", "code"},
                                                                       {"区划代码", "code"},
                                                                       {"统计用区划代码", "code"},
                                                                       {"行政区划代码", "code"},
                                                                       {"代码", "code"},
                                                                       {"name", "name"},
                                                                       {"名称", "name"},
                                                                       {"区划名称", "name"},
                                                                       {"单位名称", "name"},
                                                                       {"行政区划名称", "name"},
                                                                       {"short_name", "short"},
                                                                       {"简称", "short"},
                                                                       {"level", "level"},
                                                                       {"级别", "level"},
                                                                       {"parent_code", "parent"},
                                                                       {"上级代码", "parent"},
                                                                       {"kind", "kind"},
                                                                       {"类别", "kind"},
                                                                       {"类型", "kind"},
                                                                       {"aliases", "aliases"},
                                                                       {"别名", "aliases"},
                                                                       {"曾用名", "aliases"},
                                                                       {"valid_from", "from"},
                                                                       {"启用日期", "from"},
                                                                       {"valid_to", "to"},
                                                                       {"停用日期", "to"},
                                                                       {"urban_rural_type", "urban_rural"},
                                                                       {"城乡分类代码", "urban_rural"}};
    std::string plain;
    for (char32_t c : to_code_points(narrow(heading)))
        if (c != ' ' && c != '\n' && c != '\r') plain += to_utf8(c);
    auto const found = known.find(ascii_lower(plain));
    return found == known.end() ? std::string() : found->second;
}

std::string without(std::string_view name, std::string_view ending, std::string_view instead) {
    return std::string(name.substr(0, name.size() - ending.size())) + std::string(instead);
}

}  // namespace

std::string short_name_of(std::string_view name) {
    for (auto const ending : {"村民委员会", "村村委会", "村委会"})
        if (name.ends_with(ending) && name.size() > std::string_view(ending).size()) {
            auto out = without(name, ending, "");
            return out.ends_with("村") ? out : out + "村";
        }
    for (auto const ending : {"社区居民委员会", "社区居委会", "居民委员会", "居委会"})
        if (name.ends_with(ending) && name.size() > std::string_view(ending).size()) {
            auto out = without(name, ending, "");
            return out.ends_with("社区") ? out : out + "社区";
        }
    for (auto const ending : {"街道办事处"})
        if (name.ends_with(ending)) return without(name, "办事处", "");
    return std::string(name);
}

std::string kind_of(std::string_view code, std::string_view name) {
    int const level = level_of(code);
    if (level == 1) return "province";
    if (level == 2) return "city";
    if (level == 3) return name.ends_with("区") ? "district" : "county";
    auto part = [&](std::size_t at) {
        return (code[at] - '0') * 100 + (code[at + 1] - '0') * 10 + (code[at + 2] - '0');
    };
    if (level == 4) {
        int const n = part(6);
        return n < 100 ? "street" : n < 200 ? "town" : n < 400 ? "township" : "township_like";
    }
    int const n = part(9);
    return n < 200 ? "community" : n < 400 ? "village" : "village_like";
}

result<std::vector<division_row>> read_divisions(files::workbook& book) {
    static std::map<std::string, std::string, std::less<>> const kind_words{{"省", "province"},
                                                                            {"市", "city"},
                                                                            {"县", "county"},
                                                                            {"区", "district"},
                                                                            {"街道", "street"},
                                                                            {"镇", "town"},
                                                                            {"乡", "township"},
                                                                            {"类似乡级单位", "township_like"},
                                                                            {"村委会", "village"},
                                                                            {"居委会", "community"},
                                                                            {"类似村级单位", "village_like"}};
    std::vector<division_row> out;
    bool found_table = false;
    for (std::size_t sheet = 0; sheet < book.sheets().size(); ++sheet) {
        std::map<std::string, std::uint32_t> columns;
        auto read = book.read(sheet, [&](files::row const& r) {
            if (!columns.contains("code") || !columns.contains("name")) {
                columns.clear();
                for (auto const& c : r.cells)
                    if (auto const m = meaning(c.text); !m.empty()) columns.emplace(m, c.column);
                found_table = found_table || (columns.contains("code") && columns.contains("name"));
                return true;
            }
            auto cell = [&](char const* what) {
                auto const at = columns.find(what);
                return at == columns.end() ? std::string() : nfc(trim(narrow(r.text(at->second))));
            };
            auto code = cell("code");
            auto const name = cell("name");
            if (code.empty() && name.empty()) return true;
            division_row d;
            d.row = r.number;
            // County tables often stop at 6 or 9 digits.
            if (code.size() == 2 || code.size() == 4 || code.size() == 6 || code.size() == 9)
                code.append(12 - code.size(), '0');
            d.place.code = code;
            d.place.name = name;
            d.place.level = level_of(code);
            if (!d.place.level) d.problems.push_back({"/code", "regions.import.bad_code", {{"code", code}}});
            if (name.empty() || length(name) > 60)
                d.problems.push_back({"/name", "regions.import.bad_name", {}});
            if (auto const level = cell("level");
                d.place.level && !level.empty() && level != std::to_string(d.place.level))
                d.problems.push_back(
                    {"/level", "regions.import.level_differs", {{"code", code}, {"level", level}}});
            if (auto const parent = cell("parent");
                d.place.level && !parent.empty() && parent != parent_code(code))
                d.problems.push_back(
                    {"/parent_code", "regions.import.parent_differs", {{"code", code}, {"parent", parent}}});
            auto const short_name = cell("short");
            d.place.short_name = short_name.empty() ? short_name_of(name) : short_name;
            auto const kind = kind_words.find(cell("kind"));
            if (d.place.level) d.place.kind = kind != kind_words.end() ? kind->second : kind_of(code, name);
            for (auto const alias : split(cell("aliases"), '|'))
                if (!trim(alias).empty()) d.place.aliases.emplace_back(trim(alias));
            if (auto const type = cell("urban_rural"); !type.empty()) d.place.urban_rural_code = type;
            d.place.valid_from = date::parse(cell("from"));
            d.place.valid_to = date::parse(cell("to"));
            out.push_back(std::move(d));
            return true;
        });
        if (!read) return fail(read.error());
    }
    if (!found_table) return fail(fault::invalid, "regions.import.no_table");
    return out;
}

}  // namespace guiyan::regions
