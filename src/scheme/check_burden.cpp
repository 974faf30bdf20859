// What a rule costs the people who have to fill it in (field.md 4, 国办函〔2026〕12号): daily reports without
// a reason, ranks and photos shown to the public, fields asked twice, fields that nothing reads, boxes a
// month.

#include <algorithm>
#include <map>
#include <set>

#include "scheme/check_parts.hpp"

namespace guiyan::scheme {
namespace {

constexpr auto burden = finding_kind::burden;

bool shows_standing(std::string_view path) {
    auto const last = path.substr(path.rfind('.') == std::string_view::npos ? 0 : path.rfind('.') + 1);
    static std::set<std::string_view> const words{"rank",     "points",    "photo",    "score",
                                                  "total",    "raw_total", "place",    "position",
                                                  "location", "gps",       "id_number"};
    return words.contains(last);
}

void shown(check_desk& desk, node const& n, std::string_view key, std::vector<std::string> const& paths) {
    for (std::size_t i = 0; i < paths.size(); ++i)
        if (shows_standing(paths[i])) {
            auto const at = std::string(key) + "[" + std::to_string(i + 1) + "]";
            desk.warn(burden, n.place_of(at), n.path_of(at), "scheme.burden.shown", {{"field", paths[i]}},
                      "scheme.burden.shown.fix");
        }
}

/// Every name that any expression, path or report text of the pack mentions: what is read has a use.
std::set<std::string, std::less<>> words_used(check_desk& desk) {
    std::set<std::string, std::less<>> out;
    auto const add = [&](std::string_view text) {
        std::string word;
        for (char const c : text) {
            bool const letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
            if (letter) {
                word += c;
                continue;
            }
            if (!word.empty()) out.insert(word);
            word.clear();
        }
        if (!word.empty()) out.insert(word);
    };
    walk(desk.p, [&](visited const& v) {
        if (v.in.part == "fields") return;
        if (v.is.is == shape::kind::expression) add(v.as<expression>().text);
        if (v.is.is == shape::kind::scalar) add(v.as<scalar>().cel.text);
        if (v.is.is == shape::kind::text && v.m.form == "path" && v.m.key != "asks") add(v.as<std::string>());
    });
    for (auto const& r : desk.p.reports)
        if (!r.file.empty() && desk.files)
            if (auto const text = desk.files(r.file)) add(*text);
    // Conditions of other fields read fields as well.
    for (auto const& [kind, fields] : desk.p.fields)
        for (auto const& [id, f] : fields)
            if (f.only.written()) add(f.only.text), add(f.required.text);
    return out;
}

double times_a_month(period p) {
    switch (p) {
        case period::day:
            return 30;
        case period::week:
            return 4;
        case period::month:
            return 1;
        case period::quarter:
            return 1.0 / 3;
        case period::half_year:
            return 1.0 / 6;
        case period::year:
        case period::service_year:
            return 1.0 / 12;
        case period::term:
        case period::scheme:
            break;
    }
    return 0;
}

std::string one_decimal(double d) {
    auto const tenths = static_cast<long>(d * 10 + 0.5);
    return std::to_string(tenths / 10) + (tenths % 10 ? "." + std::to_string(tenths % 10) : "");
}

/// Boxes that each body fills: per record of a procedure, and per month by duties.
void boxes(check_desk& desk) {
    auto const& p = desk.p;
    std::map<std::string, double> monthly;
    std::map<std::string, int> once;
    for (auto const& [id, o] : p.obligations)
        if (o.every)
            for (auto const& body : o.duty) monthly[body] += times_a_month(*o.every);
    for (auto const& [id, x] : p.procedures)
        for (auto const& s : x.steps) {
            int const count =
                int(s.asks.size()) + s.opinion + s.evidence +
                int(std::ranges::count_if(s.needs, [](auto const& c) { return !c.ask.empty(); }));
            for (auto const& body : s.by) once[body] += count;
        }
    for (auto const& [kind, fields] : p.fields)
        for (auto const& [id, f] : fields)
            for (auto const& body : f.asked_by) ++once[body];
    std::set<std::string> all;
    for (auto const& [body, n] : monthly) all.insert(body);
    for (auto const& [body, n] : once) all.insert(body);
    for (auto const& body : all) {
        auto const* own = p.bodies.find(body);
        desk.say(burden, finding_level::note, own ? own->at : p.at, own ? own->path : "bodies." + body,
                 "scheme.burden.boxes",
                 {{"body", own ? own->name : "@scheme.body." + body},
                  {"once", std::to_string(once[body])},
                  {"monthly", one_decimal(monthly[body])}});
    }
}

}  // namespace

void check_burden(check_desk& desk) {
    auto const& p = desk.p;
    for (auto const& [id, o] : p.obligations)
        if (o.every && *o.every == period::day && o.why.empty())
            desk.error(burden, o.place_of("every"), o.path_of("every"), "scheme.burden.daily", {},
                       "scheme.burden.daily.fix");
    for (auto const& r : p.reports)
        if (r.every && *r.every == period::day && r.why.empty())
            desk.error(burden, r.place_of("every"), r.path_of("every"), "scheme.burden.daily", {},
                       "scheme.burden.daily.fix");
    for (auto const& [id, x] : p.publicity) shown(desk, x, "shows", x.shows);
    for (auto const& [id, x] : p.credentials) shown(desk, x, "verify", x.verify);
    auto const used = words_used(desk);
    // A field that two kinds of body fill, or two steps ask for.
    for (auto const& [kind, fields] : p.fields)
        for (auto const& [id, f] : fields) {
            if (f.asked_by.size() > 1 && f.why.empty())
                desk.warn(burden, f.place_of("asked_by"), f.path_of("asked_by"), "scheme.burden.two_bodies",
                          {{"field", f.name}}, "scheme.burden.two_bodies.fix");
            if (!used.contains(id) && !used.contains(id + "_id"))
                desk.warn(burden, f.at, f.path, "scheme.burden.unused", {{"field", f.name}},
                          "scheme.burden.unused.fix");
        }
    for (auto const& [id, x] : p.procedures) {
        std::map<std::string, step const*> first;
        for (auto const& s : x.steps)
            for (std::size_t i = 0; i < s.asks.size(); ++i) {
                auto const [had, fresh] = first.emplace(s.asks[i], &s);
                if (fresh || had->second == &s) continue;
                auto const key = "asks[" + std::to_string(i + 1) + "]";
                desk.warn(burden, s.place_of(key), s.path_of(key), "scheme.burden.asked_twice",
                          {{"field", s.asks[i]}, {"step", had->second->name}},
                          "scheme.burden.asked_twice.fix");
            }
    }
    boxes(desk);
}

void check_open(check_desk& desk) {
    walk(desk.p, [&](visited const& v) {
        if (v.m.key != "assumed" || v.is.is != shape::kind::text) return;
        desk.warn(finding_kind::open, v.at, v.path, "scheme.open.assumed",
                  {{"assumed", v.as<std::string>()}});
    });
}

}  // namespace guiyan::scheme
