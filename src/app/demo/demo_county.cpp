#include "app/demo/demo_county.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>

#include "app/demo/honorary_heads.hpp"
#include "app/demo/tables.hpp"
#include "base/text.hpp"
#include "crypto/random.hpp"
#include "embedded/assets.hpp"
#include "terms/terms.hpp"

namespace guiyan::app::demo {

terms::sheet table(std::string const& name) {
    auto const path = "demo/" + name + ".csv";
    auto const* file = embedded::assets().find(path);
    if (!file) throw std::runtime_error("the demonstration lacks " + path);
    return terms::sheet(path, file->bytes);
}

void check(bool ok, std::string const& what) {
    if (!ok) throw std::runtime_error("the demonstration data do not obey the program's rules: " + what);
}

namespace {

void fill_places(house& h, actor const& who) {
    auto const folder = h.options.data / "demo-divisions";
    std::filesystem::create_directories(folder);
    for (auto const* name : {"linying", "nancheng", "xishan", "jinchuan", "meixian"}) {
        auto const path = folder / (std::string(name) + ".csv");
        std::ofstream(path, std::ios::binary)
            << embedded::assets().find("demo/" + std::string(name) + ".csv")->bytes;
        auto book = take(files::open_workbook(path), name);
        auto const outcome =
            take(h.regions.import_file(who, *book, path.filename().string(), {.commit = true}), name);
        check(outcome.problems.empty(), name);
    }
    std::filesystem::remove_all(folder);
}

std::optional<std::int64_t> number(std::string const& text) {
    return text.empty() ? std::nullopt : std::optional<std::int64_t>(std::stoll(text));
}

void fill_profiles(house& h, actor const& who) {
    auto const villages = table("villages");
    auto const tree = h.regions.tree();
    std::vector<std::pair<std::string, regions::village_profile>> profiles;
    for (std::size_t i = 0; i < villages.size(); ++i) {
        auto cell = [&](char const* column) { return villages.at(i, column); };
        regions::village_profile p;
        p.households = number(cell("households"));
        p.population = number(cell("population"));
        p.collective_income = money::parse(cell("collective_income_yuan"));
        if (p.collective_income) p.collective_income_year = 2021;
        if (!cell("lead_industry").empty()) p.main_industries = {cell("lead_industry")};
        profiles.emplace_back(cell("village_code"), std::move(p));
    }
    check(h.regions.set_profiles(who, profiles, "demo").has_value(), "villages");
}

people_by_key fill_people(house& h, actor const& who) {
    auto const rows = table("persons");
    std::map<std::string, std::string> titles;
    for (auto const* t : h.codes.rows("professional_title")) titles.emplace(t->name, t->code);
    static std::map<std::string, std::string> const sources{{"实用人才登记", "practical_registration"},
                                                            {"返乡创业登记", "return_registration"},
                                                            {"青年人才联盟", "youth_alliance"},
                                                            {"青年人才回引", "return_registration"},
                                                            {"村级发展顾问推荐", "recommendation"},
                                                            {"名誉村长推荐", "recommendation"},
                                                            {"顾问团选派", "dispatch"}};
    // 返乡创业 of 南城县: returnees, and 乡贤 of their villages, since the day they joined the register.
    std::map<std::string, std::string> returned;
    auto const joined = table("memberships");
    for (std::size_t i = 0; i < joined.size(); ++i)
        if (joined.at(i, "group_id") == "G00054")
            returned.emplace(joined.at(i, "person_id"), joined.at(i, "joined_on"));
    std::vector<people::person> all;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto cell = [&](char const* column) -> std::string const& { return rows.at(i, column); };
        auto text = [&](char const* column) {
            return cell(column).empty() ? std::nullopt : std::optional(cell(column));
        };
        auto p = h.people.row_defaults();
        p.name = cell("name");
        p.sex = text("sex");
        p.birth_date = partial_date::parse(cell("birth_date"));
        p.id_number = text("id_number");
        p.phone = text("phone");
        p.nation = text("nation");
        p.education = text("education");
        p.political_status = text("political_status");
        p.native_region_code = text("native_village_code");
        p.region_code = p.native_region_code.value_or(cell("county_code") + "000000");
        p.residence_note = text("residence");
        p.is_outside = cell("residence_kind") == "外地";
        p.employer_name = text("employer");
        p.post_title = text("post_title");
        if (auto const t = titles.find(cell("professional_title")); t != titles.end())
            p.professional_title = t->second;
        p.skill_level = text("skill_level");
        for (auto const code : split(cell("skills"), '|'))
            if (!code.empty()) p.skills.emplace_back(code);
        p.availability = text("availability");
        auto const source = sources.find(cell("source"));
        p.source = source == sources.end() ? "office" : source->second;
        for (auto const* column : {"category", "practical_category"})
            if (!cell(column).empty()) {
                people::person_category c;
                c.category = cell(column);
                c.basis = cell("source");
                c.source = "survey";
                p.categories.push_back(std::move(c));
            }
        if (auto const since = returned.find(cell("person_id")); since != returned.end())
            for (auto const* tag : {"returnee_entrepreneur", "local_worthy"}) {
                people::person_category c;
                c.category = tag;
                c.since = date::parse(since->second);
                c.basis = "乡贤能人返乡创业名册";
                c.source = "return";
                p.categories.push_back(std::move(c));
            }
        auto const wrong = h.people.prepare(who, p);
        check(wrong.empty(), cell("person_id") + (wrong.empty() ? "" : wrong.front().path));
        all.push_back(std::move(p));
    }
    auto ok = h.database->write<done>(who, [&](db::transaction& tx) -> result<done> {
        for (auto& p : all) {
            p.id = people::person_id{tx.mint()};
            p.confirmed_on = china_day(tx.at);
        }
        h.people.insert_all(tx, all);
        tx.record({.what = "imported",
                   .entity = "person",
                   .label = "demo",
                   .changes = {{"rows", "", std::to_string(all.size())}}});
        return done{};
    });
    check(ok.has_value(), "persons");
    people_by_key ids;
    for (std::size_t i = 0; i < rows.size(); ++i) ids.emplace(rows.at(i, "person_id"), all[i].id);
    return ids;
}

struct demo_account {
    char const* login;
    char const* name;
    char const* unit;
    char const* role;
    char const* region;
};

constexpr demo_account accounts_of_demo[] = {
    {"county", "许静文", "临颍县委组织部人才办", "county_officer", "411122000000"},
    {"county2", "宋立言", "临颍县委组织部", "county_officer", "411122000000"},
    {"leader", "高明远", "临颍县委", "county_leader", "411122000000"},
    {"bureau", "贺秋实", "临颍县农业农村局", "bureau_officer", "411122000000"},
    {"wangmeng", "丁晓兰", "王孟镇", "township_officer", "411122109000"},
    {"chengguan", "邵国栋", "城关街道", "township_officer", "411122001000"},
    {"village", "卢长顺", "王孟镇王孟西村", "village_officer", "411122109202"},
    {"inspector", "窦清源", "临颍县委督查室", "inspector", "411122000000"},
    {"province", "石宗岳", "河南省委组织部", "viewer", "410000000000"},
    {"nancheng", "万秀芝", "南城县委组织部人才办", "county_officer", "361021000000"},
    {"vet1", "", "南城县委组织部", "county_officer", "361021000000"},
    {"vet2", "", "南城县农业农村局", "county_officer", "361021000000"},
    {"vet3", "", "南城县乡村振兴局", "county_officer", "361021000000"},
    {"zhuliang", "尧春晓", "株良镇", "township_officer", "361021101000"},
    {"cunwei", "桂水根", "村委会", "village_officer", "361021000000"},
    {"head", "", "名誉村长", "talent", "361021000000"},
    {"xishan", "段文昭", "西山区委组织部人才办", "county_officer", "530112000000"},
    {"talent", "邱玉柱", "王孟镇王孟西村", "talent", "411122109202"},
    {"system", "系统管理员", "临颍县大数据中心", "system_officer", ""},
    {"security", "安全管理员", "临颍县大数据中心二科", "security_officer", ""},
    {"audit", "审计管理员", "临颍县审计局", "audit_officer", ""},
};

}  // namespace

void fill(house& h) {
    auto const who = h.self("demo");
    check(h.accounts.name_system(who, "临颍县乡村人才振兴工作管理系统（演示）").has_value(), "name");
    fill_places(h, who);
    fill_profiles(h, who);
    auto const ids = fill_people(h, who);
    auto const heads = fill_honorary_heads(h, who, ids);
    fmt::print("\n  演示账号 / accounts of the demonstration\n\n");
    for (auto const& d : accounts_of_demo) {
        accounts::account a;
        std::string region = d.region;
        a.login = d.login;
        a.display_name = d.name;
        a.unit_name = d.unit;
        a.must_change_password = false;
        if (auto const holder = heads.holders.find(d.login); holder != heads.holders.end()) {
            a.person_id = accounts::person_id{holder->second.id.value};
            if (!holder->second.name.empty()) a.display_name = holder->second.name;
            region = holder->second.region_code.empty() ? region : holder->second.region_code;
        } else if (std::string_view(d.role) == "talent")
            for (auto const& known : h.people.known_by_name(who, d.name))
                if (known.region_code == d.region) a.person_id = accounts::person_id{known.id.value};
        auto const password = crypto::random_password();
        take(h.accounts.demo_account(who, a, password, d.role, region), d.login);
        fmt::print("  {:<12}{:<18}{}（{}，{}）\n", d.login, password, h.codes.name("role", d.role), d.unit,
                   a.display_name);
    }
    fmt::print("\n");
}

}  // namespace guiyan::app::demo
