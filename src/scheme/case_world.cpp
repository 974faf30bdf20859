#include "scheme/case_world.hpp"

#include "cel/issue.hpp"

namespace guiyan::scheme {
namespace {

class fact_reader {
public:
    fact_reader(memory_facts& to, rulebook const& book, std::string const& file, findings& out)
        : to_(to), book_(book), file_(file), out_(out) {}

    void add(yaml_node const& facts, std::string const& path) {
        if (!mapping(facts, path)) return;
        for (int round = 0; round < 2; ++round)
            for (auto const& [kind, records] : facts.entries) {
                auto const* k = book_.facts().find(kind.text);
                auto const below = path + "." + kind.text;
                if (!k) {
                    if (round == 0) unknown(kind, below, "@scheme.part.entities", kinds());
                    continue;
                }
                if (round == 0 && !mapping(records, below)) continue;
                for (auto const& [name, fields] : records.entries) {
                    auto key = to_.find(k->name, name.text);
                    if (round == 0) {
                        if (!key) to_.add(k->name, name.text);
                        continue;
                    }
                    for (auto const& [field, value] : fields.entries)
                        one(*k, key, field, value, below + "." + name.text + "." + field.text);
                }
            }
    }

private:
    void say(place at, std::string path, std::string key, text_args args, std::string fix = {}) {
        out_.push_back({finding_kind::shape, finding_level::error, file_, at, std::move(path), std::move(key),
                        std::move(args), std::move(fix)});
    }
    bool mapping(yaml_node const& n, std::string const& path) {
        if (n.is == yaml_node::kind::mapping) return true;
        say(n.at, path, "scheme.shape.not_mapping", {{"found", n.text}});
        return false;
    }
    std::vector<std::string> kinds() const {
        std::vector<std::string> out;
        for (auto const& [name, k] : book_.facts().kinds) out.push_back(name);
        return out;
    }
    void unknown(yaml_node const& name, std::string const& path, std::string what,
                 std::vector<std::string> known) {
        auto const meant = cel::nearest(name.text, known);
        std::string all;
        for (auto const& k : known) all += (all.empty() ? "" : "、") + k;
        say(name.at, path, "scheme.reference.undefined",
            {{"what", std::move(what)}, {"name", name.text}, {"meant", meant}, {"known", all}},
            meant.empty() ? "scheme.reference.known.fix" : "scheme.meant.fix");
    }

    void one(fact_kind const& k, record_key const& key, yaml_node const& field, yaml_node const& value,
             std::string const& path) {
        auto name = field.text;
        if (name.ends_with("_id") && k.ref(std::string_view(name).substr(0, name.size() - 3)))
            name.resize(name.size() - 3);
        // Missing, which is not zero; a case takes away what the shared facts say.
        if (value.is == yaml_node::kind::nothing) return to_.clear(key, name);
        if (auto const* ref = k.ref(name)) return point(key, *ref, value, path);
        if (auto const* f = k.field(name)) return put(key, name, f->is, value, path);
        auto const* extras = book_.rules().fields.find(k.name);
        auto const* extra = extras ? extras->find(name) : nullptr;
        if (!extra) {
            std::vector<std::string> known;
            for (auto const& f : k.fields) known.push_back(f.name);
            for (auto const& r : k.refs) known.push_back(r.name);
            if (extras)
                for (auto const& [id, f] : *extras) known.push_back(id);
            return unknown(field, path, "@scheme.part.fields", std::move(known));
        }
        switch (extra->type) {
            case field_type::text:
                return put(key, name, fact_type::text, value, path);
            case field_type::int_:
            case field_type::decimal:
                return put(key, name, fact_type::number, value, path);
            case field_type::money:
                return put(key, name, fact_type::money, value, path);
            case field_type::date:
                return put(key, name, fact_type::day, value, path);
            case field_type::bool_:
                return put(key, name, fact_type::truth, value, path);
            case field_type::code:
                return put(key, name, fact_type::code, value, path);
            case field_type::codes:
                return put(key, name, fact_type::codes, value, path);
            case field_type::ref:
                return point(key, {name, extra->ref}, value, path);
        }
    }

    void point(record_key const& key, fact_link const& ref, yaml_node const& value, std::string const& path) {
        auto const end = to_.find(ref.kind, value.text);
        if (!end)
            return say(value.at, path, "scheme.case.no_record", {{"kind", ref.kind}, {"name", value.text}},
                       "scheme.case.no_record.fix");
        to_.set(key, ref.name, cel::value::integer(end.id));
    }

    void put(record_key const& key, std::string const& name, fact_type is, yaml_node const& value,
             std::string const& path) {
        auto const bad = [&](char const* what) {
            say(value.at, path, what, {{"found", value.text}}, std::string(what) + ".fix");
        };
        switch (is) {
            case fact_type::number:
            case fact_type::money: {
                auto const d = decimal::parse(value.text);
                return d ? to_.set(key, name, cel::value::number(d->value()))
                         : bad("scheme.shape.not_number");
            }
            case fact_type::day: {
                auto const d = date::parse(value.text);
                return d ? to_.set(key, name, cel::value::day(*d)) : bad("scheme.shape.not_day");
            }
            case fact_type::truth:
                if (value.text != "true" && value.text != "false") return bad("scheme.shape.not_truth");
                return to_.set(key, name, cel::value::boolean(value.text == "true"));
            case fact_type::codes: {
                std::vector<cel::value> all;
                for (auto const& i : value.items) all.push_back(cel::value::text(i.text));
                return to_.set(key, name, cel::value::list(std::move(all)));
            }
            case fact_type::text:
            case fact_type::code:
            case fact_type::map:
                return to_.set(key, name, cel::value::text(value.text));
        }
    }

    memory_facts& to_;
    rulebook const& book_;
    std::string const& file_;
    findings& out_;
};

}  // namespace

void add_facts(memory_facts& to, rulebook const& book, yaml_node const& facts, std::string const& path,
               std::string const& file, findings& out) {
    fact_reader(to, book, file, out).add(facts, path);
}

void add_codes(memory_facts& to, rulebook const& book, date as_of) {
    for (auto const& [table, codes] : book.rules().codes)
        for (auto const& [code, item] : codes.items) {
            auto const key = to.add("code_item", table + "." + code);
            to.set(key, "table", cel::value::text(table));
            to.set(key, "code", cel::value::text(code));
            to.set(key, "name", cel::value::text(item.name));
            to.set(key, "active",
                   cel::value::boolean(!(item.from && as_of < *item.from) &&
                                       !(item.until && *item.until <= as_of)));
        }
}

std::map<std::string, literal, std::less<>> read_params(rulebook const& book, yaml_node const* params,
                                                        std::string const& path, std::string const& file,
                                                        findings& out) {
    std::map<std::string, literal, std::less<>> all;
    if (!params) return all;
    for (auto const& [id, value] : params->entries) {
        if (!book.rules().params.find(id.text)) {
            std::vector<std::string> known;
            for (auto const& [name, p] : book.rules().params) known.push_back(name);
            auto const meant = cel::nearest(id.text, known);
            out.push_back({finding_kind::reference,
                           finding_level::error,
                           file,
                           id.at,
                           path + "." + id.text,
                           "scheme.reference.undefined",
                           {{"what", "@scheme.part.params"}, {"name", id.text}, {"meant", meant}},
                           meant.empty() ? "" : "scheme.meant.fix"});
            continue;
        }
        literal l;
        l.at = value.at;
        if (auto const d = decimal::parse(value.text); d && !value.quoted)
            l.is = literal::form::number, l.number = *d;
        else if (!value.quoted && (value.text == "true" || value.text == "false"))
            l.is = literal::form::truth, l.truth = value.text == "true";
        else
            l.is = literal::form::text, l.text = value.text;
        all.emplace(id.text, l);
    }
    return all;
}

yaml_node const* find(yaml_node const& mapping, std::string_view key) {
    for (auto const& [k, v] : mapping.entries)
        if (k.text == key) return &v;
    return nullptr;
}

}  // namespace guiyan::scheme
