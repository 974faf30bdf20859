#include "bench/invented_county.hpp"

#include <fstream>
#include <random>
#include <stdexcept>

#include "embedded/assets.hpp"
#include "files/sheet.hpp"
#include "modules/people/index/made_up_people.hpp"
#include "record/forms.hpp"

namespace guiyan::bench {
namespace {

template <class T>
T take(result<T> r, std::string const& what) {
    if (!r) throw std::runtime_error(what + ": " + r.error().key);
    return std::move(*r);
}

constexpr int first_year = 1946, years = 60, days_a_year = 365;
/// Sequence numbers 990 to 999 on every day of the years above.
constexpr std::size_t numbers = std::size_t(years) * days_a_year * 10;

class maker {
public:
    maker(app::house const& h, std::size_t count) : house_(h), random_(count) {
        auto const tree = h.regions.tree();
        for (std::uint32_t i = 0; i < tree->size(); ++i)
            if (tree->at(i).level == 5) villages_.push_back(tree->at(i).code);
        for (auto const* row : h.codes.rows("skill"))
            if (row->code.size() == 6) skills_.push_back(row->code);
        for (auto const* row : h.codes.rows("talent_category"))
            if (!row->parent_code.empty()) classes_.push_back(row->code);
        for (auto const* row : h.codes.rows("education"))
            if (!row->parent_code.empty()) educations_.push_back(row->code);
        lines_ = h.codes.codes("practical_line");
        tags_ = h.codes.codes("talent_tag");
        sources_ = h.codes.codes("person_source");
        titles_ = h.codes.codes("professional_title");
        levels_ = h.codes.codes("skill_level");
        availabilities_ = h.codes.codes("availability");
    }

    people::person one(std::size_t n) {
        auto p = house_.people.row_defaults();
        p.name = pick(people::made_up::surnames());
        p.name += pick(people::made_up::given());
        if (below(10) < 7) p.name += pick(people::made_up::given());
        // A step prime to the range visits every number once, in no order that anything could profit from.
        if (n < numbers && below(100) < 90) {
            p.id_number = number_of(n * 104'729 % numbers);
        } else {
            if (below(20)) p.birth_date = birth();
            p.sex = below(100) < 58 ? "1" : "2";
        }
        if (n < 1'000'000 && below(10)) p.phone = "14000" + std::to_string(1'000'000 + n).substr(1);
        p.nation = below(100) < 96 ? "01" : "03";
        p.political_status = below(100) < 17 ? "01" : below(100) < 6 ? "03" : "13";
        p.education = skewed(educations_);
        if (below(100) < 15) p.professional_title = skewed(titles_);
        if (below(100) < 20) p.skill_level = any(levels_);
        p.region_code = any(villages_);
        p.native_region_code = p.region_code;
        p.is_outside = below(8) == 0;
        p.poverty_alleviated = below(12) == 0;
        if (below(5) == 0) p.employer_name = "某县第" + std::to_string(1 + below(400)) + "合作社";
        if (below(5) == 0) p.post_title = below(2) ? "理事长" : "技术员";
        for (auto k = below(4); k; --k) {
            auto const& code = skewed(skills_);
            if (std::find(p.skills.begin(), p.skills.end(), code) == p.skills.end()) p.skills.push_back(code);
        }
        if (below(10) < 7) p.availability = any(availabilities_);
        if (below(10) < 6) p.strengths = text(2);
        if (below(10) < 4) p.biography = text(4);
        add(p, skewed(classes_));
        if (below(5) == 0) add(p, skewed(classes_));
        if (below(3) == 0) add(p, any(lines_));
        if (below(4) == 0) add(p, any(tags_));
        p.source = any(sources_);
        return p;
    }

private:
    unsigned below(unsigned limit) { return unsigned(random_() % limit); }
    template <class T>
    T const& any(std::vector<T> const& all) {
        return all[below(unsigned(all.size()))];
    }
    /// The first ones are commoner.
    std::string const& skewed(std::vector<std::string> const& all) {
        auto const n = unsigned(all.size());
        return all[std::size_t(below(n)) * below(n) / n];
    }
    char const* pick(std::vector<people::made_up::syllable> const& all) {
        int sum = 0;
        for (auto const& s : all) sum += s.weight;
        int at = int(below(unsigned(sum)));
        for (auto const& s : all)
            if ((at -= s.weight) < 0) return s.character;
        return all.front().character;
    }
    std::string text(unsigned phrases) {
        std::string out;
        for (auto n = 1 + below(phrases); n; --n)
            out += (out.empty() ? "" : "，") + any(people::made_up::phrases());
        return out;
    }
    static std::chrono::year_month_day day(std::size_t n) {
        using namespace std::chrono;
        auto const first = sys_days(year(first_year + int(n / days_a_year)) / January / 1);
        return first + days(n % days_a_year);
    }
    partial_date birth() {
        date const d(day(below(years * days_a_year)));
        auto const known = below(10);
        return known == 0  ? partial_date(d.year())
               : known < 3 ? partial_date(d.year(), d.month())
                           : partial_date(d);
    }
    static std::string number_of(std::size_t n) {
        auto const iso = date(day(n / 10)).iso();
        auto out =
            "411122" + iso.substr(0, 4) + iso.substr(5, 2) + iso.substr(8, 2) + std::to_string(990 + n % 10);
        return out + record::id_number_check_digit(out);
    }
    void add(people::person& p, std::string const& category) {
        for (auto const& have : p.categories)
            if (have.category == category) return;
        people::person_category c;
        c.category = category;
        c.basis = "摸底";
        c.source = "survey";
        p.categories.push_back(std::move(c));
    }

    app::house const& house_;
    std::mt19937_64 random_;
    std::vector<std::string> villages_, skills_, classes_, educations_, lines_, tags_, sources_, titles_,
        levels_, availabilities_;
};

void fill_places(app::house& h, actor const& who) {
    auto const path = h.options.data / "linying.csv";
    std::ofstream(path, std::ios::binary) << embedded::assets().find("demo/linying.csv")->bytes;
    auto book = take(files::open_workbook(path), "linying.csv");
    auto const read = take(h.regions.import_file(who, *book, "linying.csv", {.commit = true}), "linying.csv");
    std::filesystem::remove(path);
    if (!read.problems.empty()) throw std::runtime_error("linying.csv: " + read.problems.front().message_key);
}

}  // namespace

void fill(app::house& h, std::size_t count, std::size_t at_once) {
    auto const who = h.self("bench");
    if (h.people.indexed()) throw std::runtime_error("the folder is not empty");
    fill_places(h, who);
    for (auto const& a : {county_officer, township_officer}) {
        accounts::account made;
        made.login = a.login;
        made.display_name = a.login;
        made.unit_name = "bench";
        made.must_change_password = false;
        take(h.accounts.demo_account(who, made, password_of_all, a.role, a.region), a.login);
    }
    maker make(h, count);
    std::vector<people::person> group;
    for (std::size_t n = 0; n < count;) {
        group.clear();
        for (; n < count && group.size() < at_once; ++n) {
            group.push_back(make.one(n));
            if (auto const wrong = h.people.prepare(who, group.back()); !wrong.empty())
                throw std::runtime_error("an invented record is refused: " + wrong.front().path + " " +
                                         wrong.front().key);
        }
        take(h.database->write<done>(who,
                                     [&](db::transaction& tx) -> result<done> {
                                         for (auto& p : group) {
                                             p.id = people::person_id{tx.mint()};
                                             p.confirmed_on = china_day(tx.at);
                                         }
                                         h.people.insert_all(tx, group);
                                         tx.record({.what = "imported",
                                                    .entity = "person",
                                                    .label = "bench",
                                                    .changes = {{"rows", "", std::to_string(group.size())}}});
                                         return done{};
                                     }),
             "people");
    }
}

}  // namespace guiyan::bench
