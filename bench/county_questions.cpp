#include "bench/county_questions.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <random>
#include <stdexcept>

#include "api/uri.hpp"
#include "bench/http_client.hpp"
#include "modules/accounts/accounts_api.hpp"

namespace json = boost::json;

namespace guiyan::bench {

namespace {

std::string word(std::string const& text) {
    return api::percent_encode(text);
}

}  // namespace

login log_in(int port, invented_account const& who) {
    http_client c(port);
    auto const r = c.ask("POST", "/api/session", "",
                         json::serialize(json::value{{"login", who.login}, {"password", password_of_all}}));
    if (r.status != 200) throw std::runtime_error("login: " + r.body);
    auto const set = r.header("set-cookie");
    return {set.substr(0, set.find(';')), std::string(json::parse(r.body).at("csrf_token").as_string())};
}

std::vector<question> questions(plain_sql& sql) {
    std::mt19937_64 random(7);
    auto any = [&](auto const& all) { return all[random() % all.size()]; };
    std::vector<question> all;

    auto ids = sql.column(
        "SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM person) "
        "WHERE n % max(1, (SELECT count(*) FROM person) / 2000) = 0");
    std::shuffle(ids.begin(), ids.end(), random);
    ids.resize(std::min<std::size_t>(ids.size(), 2000));
    question point{"point read", 26, {}, [ids](plain_sql& s, std::size_t n) {
                       auto const& id = ids[n % ids.size()];
                       s.run(
                           "SELECT p.* FROM person p JOIN region r ON r.id = p.region_id WHERE p.id = "
                           "CAST(?1 AS INTEGER) AND r.code BETWEEN '411122000000' AND '411122999999'",
                           {id});
                       s.run("SELECT * FROM person_category WHERE person_id = CAST(?1 AS INTEGER)", {id});
                   }};
    for (auto const& id : ids) point.targets.push_back({"/api/people/" + id});
    all.push_back(point);

    struct view {
        std::string town, education, sex, page;
    };
    auto const towns = sql.column("SELECT code FROM region WHERE level = 4");
    std::vector<view> views;
    for (int i = 0; i < 200; ++i)
        views.push_back({any(towns), any(std::vector<std::string>{"11", "21", "31", "41"}), i % 2 ? "1" : "2",
                         std::to_string(1 + i % 3)});
    auto query_of = [](view const& v) { return "region=" + v.town + "&education=" + v.education; };
    static std::string const from =
        " FROM person p JOIN region r ON r.id = p.region_id WHERE r.code BETWEEN ?1 AND ?2 AND p.education = "
        "?3 "
        "AND p.state = 'active' ";
    auto const values = [](view const& v) {
        return std::vector<std::string>{v.town, v.town.substr(0, 9) + "999", v.education};
    };
    auto const plain_page = [views, values](plain_sql& s, std::size_t n) {
        s.run("SELECT p.*" + from + "ORDER BY p.name LIMIT 20 OFFSET 20", values(views[n % views.size()]));
    };
    question page{"page: 2 filters, sorted, 20 rows", 110, {}, plain_page};
    for (auto const& v : views)
        page.targets.push_back({"/api/people?" + query_of(v) + "&sort=name&page=" + v.page});
    all.push_back(page);

    // More lines than are kept: each page is read from the file.
    auto const villages = sql.column("SELECT code FROM region WHERE level = 5");
    question unknown{"page: 20 rows nobody turned to", 0, {}, {}};
    for (int n = 1; n <= 8; ++n)
        for (auto const& v : villages)
            unknown.targets.push_back(
                {"/api/people?region=" + v + "&state=active&sort=name&page=" + std::to_string(n)});
    std::shuffle(unknown.targets.begin(), unknown.targets.end(), random);
    all.push_back(unknown);

    auto const plain_groups = [views, values](plain_sql& s, std::size_t n) {
        auto const v = values(views[n % views.size()]);
        for (auto const* column : {"sex", "political_status", "availability", "skill_level", "source"})
            s.run("SELECT p." + std::string(column) + ", count(*)" + from + "GROUP BY 1", v);
    };
    question facets{"page + total + facets (11 lists)",
                    180,
                    {},
                    [plain_page, plain_groups, views, values](plain_sql& s, std::size_t n) {
                        plain_page(s, n);
                        s.run("SELECT count(*)" + from, values(views[n % views.size()]));
                        plain_groups(s, n);
                    }};
    for (auto const& v : views)
        facets.targets.push_back({"/api/people?" + query_of(v) + "&sort=name&page=" + v.page,
                                  "/api/people/facets?" + query_of(v)});
    all.push_back(facets);

    question groups{"group-by: facets alone (11 lists)", 100, {}, plain_groups};
    for (auto const& v : views) groups.targets.push_back({"/api/people/facets?" + query_of(v)});
    all.push_back(groups);

    struct words {
        char const* name;
        std::vector<std::string> texts;
        bool in_sql;
    };
    for (auto const& w :
         {words{"name: one character", {"建", "秀", "芳", "林", "磊", "曾", "单"}, true},
          words{"name: two characters", {"建国", "秀英", "志强", "王建", "李秀", "玉兰", "文明"}, true},
          words{"name: three characters", {"王建国", "李秀英", "张志强", "刘玉兰", "陈文华"}, true},
          words{"name: pinyin", {"zengguang", "wangjian", "xiuying", "zhiqiang", "lihong"}, false},
          words{"name: initials", {"zgp", "wjg", "lxy", "zzq", "jg"}, false}}) {
        question q{w.name, 150, {}, {}};
        for (auto const& text : w.texts) q.targets.push_back({"/api/people?q=" + word(text)});
        if (w.in_sql)
            q.plain = [texts = w.texts](plain_sql& s, std::size_t n) {
                static std::string const named =
                    " FROM person p JOIN region r ON r.id = p.region_id WHERE p.name LIKE '%' || ?1 || '%' "
                    "AND "
                    "r.code BETWEEN '411122000000' AND '411122999999' AND p.state = 'active' ";
                s.run("SELECT p.*" + named + "ORDER BY p.name LIMIT 20", {texts[n % texts.size()]});
                s.run("SELECT count(*)" + named, {texts[n % texts.size()]});
            };
        all.push_back(q);
    }
    question health{"healthz", 0, {{"/healthz"}}, {}};
    all.push_back(health);
    return all;
}

}  // namespace guiyan::bench
