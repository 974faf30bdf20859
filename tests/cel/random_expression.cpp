#include "cel/random_expression.hpp"

#include <array>
#include <functional>

namespace guiyan::cel::testing {
namespace {

class writer {
public:
    explicit writer(std::vector<std::uint8_t> const& choices) : choices_(choices) {}

    std::string boolean() {
        deeper const here(*this);
        switch (pick(22)) {
            case 0:
                return path("active", "agri");
            case 1:
                return number() + comparison() + number();
            case 2:
                return code();
            case 3:
                return day() + comparison() + day();
            case 4:
                return "(" + boolean() + " && " + boolean() + ")";
            case 5:
                return "(" + boolean() + " || " + boolean() + " || " + boolean() + ")";
            case 6:
                return "!(" + boolean() + ")";
            case 7:
                return "(" + boolean() + " ? " + boolean() + " : " + boolean() + ")";
            case 8:
                return anything() + (pick(2) ? " != null" : " == null");
            case 9:
                return quantified("exists");
            case 10:
                return quantified("all");
            case 11:
                return quantified("exists_one");
            case 12:
                return "(" + boolean() + (pick(2) ? ") == true" : ") != false");
            case 13:
                return text() + method() + "(" + text() + ")";
            case 14:
                return number() + " in [" + number() + ", " + number() + "]";
            case 15:
                return (pick(2) ? "'praised' in " : "'warned' in ") + person() + "marks";
            case 16:
                return "code_in(" + engagement() + "role, 'ROLE', '" + (pick(2) ? "lead" : "expert") + "')";
            case 17:
                return "within(" + region_id() + ", " + region_id() + ")";
            case 18:
                return "has(" + person() + (pick(2) ? "home)" : "score)");
            case 19:
                return region_id() + (pick(2) ? " == " : " != ") + region_id();
            case 20:
                return text() + comparison() + text();
            default:
                return person() + "mentor == " + engagement() + "person";
        }
    }

    std::string number() {
        deeper const here(*this);
        switch (pick(24)) {
            case 0:
                return literal();
            case 1:
                return path("score", "level");
            case 2:
                return engagement() + "paid";
            case 3:
                return "params.limit";
            case 4:
                return pick(2) ? "m.people" : "m.gap";
            case 5:
                return "(" + number() + " + " + number() + ")";
            case 6:
                return "(" + number() + " - " + number() + ")";
            case 7:
                return "(" + number() + " * " + number() + ")";
            case 8:
                return "(" + number() + " / " + number() + ")";
            case 9:
                return "-(" + number() + ")";
            case 10:
                return list() + ".size()";
            case 11:
                return text() + ".size()";
            case 12:
                return "age(" + day() + ", " + day() + ")";
            case 13:
                return "days_between(" + day() + ", " + day() + ")";
            case 14:
                return "months_between(" + day() + ", " + day() + ")";
            case 15:
                return "years_between(" + day() + ", " + day() + ")";
            case 16:
                return (pick(2) ? "year(" : "month(") + day() + ")";
            case 17:
                return (pick(2) ? "floor(" : "ceil(") + number() + ")";
            case 18:
                return "round(" + number() + ", " + std::to_string(pick(4)) + ")";
            case 19:
                return (pick(2) ? "min(" : "max(") + number() + ", " + number() + ")";
            case 20:
                return "abs(" + number() + ")";
            case 21:
                return "(" + boolean() + " ? " + number() + " : " + (pick(4) ? number() : "null") + ")";
            case 22:
                return "code_rank(" + engagement() + "role, 'ROLE')";
            default:
                return person() + "marks.size()";
        }
    }

    std::string text() {
        deeper const here(*this);
        switch (pick(8)) {
            case 0:
                return pick(2) ? "'王'" : "''";
            case 1:
                return person() + "name";
            case 2:
                return region() + "name";
            case 3:
                return "(" + text() + " + " + text() + ")";
            case 4:
                return text() + (pick(2) ? ".lowerAscii()" : ".upperAscii()");
            case 5:
                return "quarter(" + day() + ")";
            case 6:
                return "(" + engagement() + "state + '')";
            default:
                return "(" + boolean() + " ? " + text() + " : " + text() + ")";
        }
    }

    std::string day() {
        deeper const here(*this);
        switch (pick(11)) {
            case 0:
                return pick(2) ? "date('2020-02-29')" : "date('2022-09-30')";
            case 1:
                return engagement() + (pick(2) ? "appointed_on" : "ended_on");
            case 2:
                return person() + "birth_date";
            case 3:
                return region() + "opened";
            case 4:
                return "as_of";
            case 5:
                return pick(2) ? "period.start" : "params.cutoff";
            case 6:
                return "add_days(" + day() + ", " + number() + ")";
            case 7:
                return "add_months(" + day() + ", " + number() + ")";
            case 8:
                return "add_years(" + day() + ", " + number() + ")";
            case 9:
                return "end_of_year(" + day() + ")";
            default:
                return "(" + boolean() + " ? " + day() + " : " + day() + ")";
        }
    }

private:
    struct deeper {
        explicit deeper(writer& w) : of(w) { ++of.depth_; }
        ~deeper() { --of.depth_; }
        writer& of;
    };
    /// A number below `of`; the simplest where nothing is left to choose from, or deep inside.
    unsigned pick(unsigned of) {
        if (at_ >= choices_.size() || depth_ > 7) return 0;
        return choices_[at_++] % of;
    }

    std::string comparison() {
        static constexpr std::array<char const*, 6> all{" == ", " < ", " >= ", " != ", " <= ", " > "};
        return all[pick(6)];
    }
    std::string method() {
        static constexpr std::array<char const*, 3> all{".contains", ".startsWith", ".endsWith"};
        return all[pick(3)];
    }
    std::string literal() {
        static constexpr std::array<char const*, 9> all{"0",   "1",     "2.5", "-3",  "7",
                                                        "0.1", "1.005", "12",  "-0.5"};
        return all[pick(9)];
    }
    std::string code() {
        switch (pick(4)) {
            case 0:
                return engagement() + "role == 'head'";
            case 1:
                return engagement() + "role in ['adviser', 'volunteer']";
            case 2:
                return engagement() + "role != params.role";
            default:
                return engagement() + "role in []";
        }
    }
    std::string anything() {
        switch (pick(7)) {
            case 0:
                return number();
            case 1:
                return day();
            case 2:
                return text();
            case 3:
                return "(" + boolean() + ")";
            case 4:
                return engagement() + (pick(2) ? "person" : "region");
            case 5:
                return region_id();
            default:
                return person() + "mentor.home";
        }
    }

    // Paths: a variable of an enclosing comprehension, or the record itself, and refs from there.
    std::string variable(char kind) {
        std::vector<std::string> found;
        for (auto const& v : variables_)
            if (v[0] == kind) found.push_back(v);
        if (kind == 'e') found.insert(found.begin(), "");
        return found.empty() ? "" : found[pick(static_cast<unsigned>(found.size()))];
    }
    std::string engagement() {
        auto const v = variable('e');
        return v.empty() ? "" : v + ".";
    }
    std::string person() {
        if (auto const v = variable('p'); !v.empty() && pick(2)) return v + ".";
        auto out = engagement() + "person.";
        if (depth_ < 7 && pick(4) == 3) out += "mentor.";
        return out;
    }
    std::string region() {
        switch (pick(3)) {
            case 0:
                return engagement() + "region.";
            case 1:
                return person() + "home.";
            default:
                return engagement() + "region.parent.";
        }
    }
    std::string region_id() { return pick(2) ? person() + "home_id" : engagement() + "region_id"; }
    std::string path(char const* of_person, char const* of_region) {
        return pick(2) ? region() + of_region : person() + of_person;
    }
    std::string list() {
        auto const all = (pick(2) ? region() : person()) + "engagements";
        if (depth_ > 6 || !pick(2)) return all;
        return all + within_variable(".filter(", [this] { return boolean(); });
    }
    std::string quantified(char const* how) {
        if (pick(5) == 4) return person() + "marks." + how + "(t, t == 'praised' || " + boolean() + ")";
        if (pick(6) == 5) {
            if (std::string(how) == "exists_one") how = "exists";
            return std::string("['王', '李'].") + how + "(t, t == " + text() + ")";
        }
        auto const of = list();
        return of + within_variable(std::string(".") + how + "(", [this] { return boolean(); });
    }
    std::string within_variable(std::string const& open, std::function<std::string()> const& body) {
        auto const name = "e" + std::to_string(++made_);
        variables_.push_back(name);
        auto out = open + name + ", " + body() + ")";
        variables_.pop_back();
        return out;
    }

    std::vector<std::uint8_t> const& choices_;
    std::size_t at_ = 0;
    int depth_ = 0;
    int made_ = 0;
    std::vector<std::string> variables_;
};

}  // namespace

std::string random_expression(wanted what, std::vector<std::uint8_t> const& choices) {
    writer w(choices);
    switch (what) {
        case wanted::boolean:
            return w.boolean();
        case wanted::number:
            return w.number();
        case wanted::text:
            return w.text();
        case wanted::day:
            return w.day();
    }
    return {};
}

}  // namespace guiyan::cel::testing
