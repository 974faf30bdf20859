// Names that the pack uses and nobody defined; ids used twice in one list.

#include <algorithm>
#include <map>
#include <set>

#include "cel/issue.hpp"
#include "scheme/check_parts.hpp"

namespace guiyan::scheme {
namespace {

template <class T>
std::vector<std::string> keys(named<T> const& all) {
    std::vector<std::string> out;
    for (auto const& [id, value] : all) out.push_back(id);
    return out;
}

void module_ids(std::vector<module> const& all, std::vector<std::string>& into) {
    for (auto const& m : all) {
        into.push_back(m.id);
        module_ids(m.modules, into);
    }
}

template <class T>
void add(std::vector<T>& to, std::vector<T> const& more) {
    to.insert(to.end(), more.begin(), more.end());
}

/// Every name that may stand where a value `refers` to this part. Nothing: not known here, so not checked.
std::optional<std::vector<std::string>> choices(check_desk const& desk, std::string_view part,
                                                surround const& in) {
    auto const& p = desk.p;
    auto const& facts = desk.book.facts();
    std::vector<std::string> out;
    if (part == "documents") return keys(p.meta.documents);
    if (part == "bodies") {
        out = facts.bodies;
        add(out, keys(p.bodies));
        return out;
    }
    if (part == "procedures") return keys(p.procedures);
    if (part == "credentials") {
        out = keys(p.credentials);
        for (auto const& r : p.reports) out.push_back(r.id);
        return out;
    }
    if (part == "publicity") return keys(p.publicity);
    if (part == "measures") return keys(p.measures);
    if (part == "roles") return keys(p.roles);
    if (part == "indicators") return keys(p.indicators);
    if (part == "figures") {
        out = keys(p.indicators);
        add(out, keys(p.measures));
        return out;
    }
    if (part == "accounts") return keys(p.accounts);
    if (part == "postings") return keys(p.postings);
    if (part == "modules") {
        module_ids(p.modules, out);
        return out;
    }
    if (part == "entities") {
        for (auto const& [kind, fields] : facts.kinds) out.push_back(kind);
        return out;
    }
    if (part == "events") {
        auto const* kind = facts.find(in.for_kind);
        return kind ? std::optional(kind->events) : std::nullopt;
    }
    if (part == "any_events") {
        for (auto const& [name, kind] : facts.kinds) add(out, kind.events);
        return out;
    }
    if (part == "raters" && in.scored) {
        for (auto const& r : in.scored->raters) out.push_back(r.id);
        return out;
    }
    if (part == "grades" && in.scored) {
        for (auto const& g : in.scored->grades) out.push_back(g.code);
        return out;
    }
    if (part == "codes") {
        out = desk.book.codes().tables();
        // Tables that the catalogue names and the program keeps.
        for (auto const& [name, kind] : facts.kinds)
            for (auto const& f : kind.fields)
                if (!f.table.empty()) out.push_back(f.table);
        return out;
    }
    if (part.starts_with("code:")) {
        auto const table = part.substr(5);
        if (!desk.book.codes().has_table(table)) return std::nullopt;
        return desk.book.codes().codes(table);
    }
    return std::nullopt;
}

void refer(check_desk& desk, place at, std::string const& path, std::string_view part,
           std::string const& name, std::vector<std::string> const& known) {
    if (std::ranges::find(known, name) != known.end()) return;
    auto const meant = cel::nearest(name, known);
    auto const what = part.starts_with("code:") ? "scheme.part.code" : "scheme.part." + std::string(part);
    text_args args{{"what", "@" + what}, {"name", name}, {"meant", meant}};
    if (part.starts_with("code:")) args[0] = {"what", std::string(part.substr(5))};
    auto const key = part == "documents"         ? "scheme.reference.document"
                     : part.starts_with("code:") ? "scheme.reference.code"
                                                 : "scheme.reference.undefined";
    std::string fix = "scheme.meant.fix";
    if (meant.empty()) {
        fix = part == "entities" || part == "events" || part == "any_events" || part.starts_with("code:")
                  ? "scheme.reference.known.fix"
                  : "scheme.reference.define.fix";
        std::string all;
        for (auto const& k : known) all += (all.empty() ? "" : "、") + k;
        if (all.empty()) fix = "scheme.reference.first.fix";
        args.emplace_back("known", all);
    }
    desk.error(finding_kind::reference, at, path, key, std::move(args), fix);
}

/// Ids of a list's elements: each once.
void once(check_desk& desk, std::vector<std::pair<std::string, node const*>> const& ids) {
    std::map<std::string, node const*> seen;
    for (auto const& [id, where] : ids) {
        if (id.empty()) continue;
        auto const [first, fresh] = seen.emplace(id, where);
        if (!fresh)
            desk.error(finding_kind::contradiction, where->place_of("id"), where->path,
                       "scheme.contradiction.same_id",
                       {{"id", id}, {"line", std::to_string(first->second->at.line)}},
                       "scheme.contradiction.same_id.fix");
    }
}

template <class T>
void once(check_desk& desk, std::vector<T> const& all, std::string T::*id) {
    std::vector<std::pair<std::string, node const*>> ids;
    for (auto const& one : all) ids.emplace_back(one.*id, &one);
    once(desk, ids);
}

void items(check_desk& desk, std::vector<score_item> const& all,
           std::vector<std::pair<std::string, node const*>>& ids) {
    for (auto const& i : all) {
        ids.emplace_back(i.id, &i);
        items(desk, i.items, ids);
    }
}

void task_ids(std::vector<task> const& all, std::vector<std::pair<std::string, node const*>>& ids) {
    for (auto const& t : all) {
        ids.emplace_back(t.id, &t);
        task_ids(t.items, ids);
    }
}

/// The kind of record at the end of a path of refs; "" where it leads nowhere.
std::string kind_at(check_desk const& desk, std::string kind, std::string_view path) {
    while (!path.empty()) {
        auto const dot = path.find('.');
        auto part = path.substr(0, dot);
        if (part.ends_with("_id")) part.remove_suffix(3);
        auto const* k = desk.book.facts().find(kind);
        auto const* ref = k ? k->ref(part) : nullptr;
        if (!ref) {
            auto const* extra = desk.p.fields.find(kind);
            auto const* f = extra ? extra->find(part) : nullptr;
            if (!f || f->ref.empty()) return {};
            kind = f->ref;
        } else {
            kind = ref->kind;
        }
        if (dot == std::string_view::npos) break;
        path.remove_prefix(dot + 1);
    }
    return kind;
}

void event_of(check_desk& desk, node const& n, std::string_view key, std::string const& event,
              std::string const& kind) {
    auto const* k = desk.book.facts().find(kind);
    if (k && !event.empty()) refer(desk, n.place_of(key), n.path_of(key), "events", event, k->events);
}

void occasions(check_desk& desk, occasion const& o, std::string const& kind) {
    if (!o.event.empty())
        event_of(desk, o, "event", o.event, o.of.empty() ? kind : kind_at(desk, kind, o.of));
}

}  // namespace

void check_references(check_desk& desk) {
    auto const& p = desk.p;
    walk(p, [&](visited const& v) {
        if (v.is.is != shape::kind::text || v.m.refers.empty()) return;
        if (auto const known = choices(desk, v.m.refers, v.in))
            refer(desk, v.at, v.path, v.m.refers, v.as<std::string>(), *known);
    });
    auto const kinds = *choices(desk, "entities", {});
    for (auto const& [kind, fields] : p.fields)
        if (!desk.book.facts().find(kind)) {
            auto const at = fields.empty() ? p.place_of("fields") : place{fields.rows[0].second.at.line, 1};
            refer(desk, at, "fields." + kind, "entities", kind, kinds);
        }
    for (auto const& [id, c] : p.consequences) {
        if (c.on) occasions(desk, *c.on, c.for_);
        for (auto const& e : c.do_) {
            event_of(desk, e, "move", e.move, e.of.empty() ? c.for_ : kind_at(desk, c.for_, e.of));
            if (e.open.empty()) continue;
            auto const* k = desk.book.facts().find(e.open);
            auto const* f = k ? k->field(e.open == "engagement" ? "role" : "kind") : nullptr;
            if (f && !f->table.empty() && desk.book.codes().has_table(f->table))
                refer(desk, e.place_of("kind"), e.path_of("kind"), "code:" + f->table, e.kind,
                      desk.book.codes().codes(f->table));
        }
    }
    for (auto const& [id, x] : p.postings) occasions(desk, x.on, x.for_);
    for (auto const& [id, x] : p.procedures) {
        once(desk, x.steps, &step::id);
        for (auto const& s : x.steps) once(desk, s.needs, &condition::id);
        // States a step may reach: the kind's own table.
        auto const* k = desk.book.facts().find(x.for_);
        auto const* state = k ? k->field("state") : nullptr;
        if (!state || !desk.book.codes().has_table(state->table)) continue;
        auto const states = desk.book.codes().codes(state->table);
        for (auto const& s : x.steps)
            if (!s.to.empty())
                refer(desk, s.place_of("to"), s.path_of("to"), "code:" + state->table, s.to, states);
    }
    for (auto const& [id, r] : p.roles) once(desk, r.conditions, &condition::id);
    for (auto const& [id, r] : p.reviews) {
        std::vector<std::pair<std::string, node const*>> ids;
        items(desk, r.score, ids);
        once(desk, ids);
        once(desk, r.raters, &rater::id);
        once(desk, r.columns, &score_column::id);
        once(desk, r.grades, &grade::code);
        once(desk, r.overrides, &grade_override::id);
    }
    if (p.tasks) {
        std::vector<std::pair<std::string, node const*>> ids;
        task_ids(p.tasks->list, ids);
        once(desk, ids);
    }
    once(desk, p.reports, &report::id);
    for (auto const& [id, o] : p.obligations) {
        if (o.paper.empty() || p.credentials.find(o.paper)) continue;
        if (std::ranges::find(p.reports, o.paper, &report::id) != p.reports.end()) continue;
        desk.warn(finding_kind::reference, o.place_of("paper"), o.path_of("paper"), "scheme.reference.paper",
                  {{"name", o.paper}}, "scheme.reference.paper.fix");
    }
}

}  // namespace guiyan::scheme
