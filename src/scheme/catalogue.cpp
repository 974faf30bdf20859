#include "scheme/catalogue.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <stdexcept>

namespace guiyan::scheme {
namespace {

fact_field read_field(std::string const& name, std::string const& written) {
    auto const colon = written.find(':');
    auto const word = written.substr(0, colon);
    auto const table = colon == written.npos ? std::string() : written.substr(colon + 1);
    static std::map<std::string, fact_type> const types{
        {"text", fact_type::text},   {"int", fact_type::number}, {"num", fact_type::number},
        {"money", fact_type::money}, {"date", fact_type::day},   {"time", fact_type::text},
        {"bool", fact_type::truth},  {"code", fact_type::code},  {"codes", fact_type::codes},
        {"map", fact_type::map}};
    auto const found = types.find(word);
    if (found == types.end()) throw std::runtime_error("facts.yaml: " + name + ": unknown type " + written);
    return {name, found->second, table};
}

std::vector<fact_link> read_links(YAML::Node const& n) {
    std::vector<fact_link> out;
    if (n)
        for (auto const& pair : n)
            out.push_back({pair.first.as<std::string>(), pair.second.as<std::string>()});
    return out;
}

fact_kind read_kind(std::string const& name, YAML::Node const& n) {
    fact_kind out;
    out.name = name;
    for (auto const& pair : n["fields"])
        out.fields.push_back(read_field(pair.first.as<std::string>(), pair.second.as<std::string>()));
    out.refs = read_links(n["refs"]);
    out.lists = read_links(n["lists"]);
    if (n["date"]) out.date = n["date"].as<std::string>();
    if (n["to"])
        for (auto const& pair : n["to"])
            // "~" is YAML's null.
            out.to.emplace_back(pair.first.as<std::string>(),
                                pair.second.IsNull() ? "~" : pair.second.as<std::string>());
    if (n["events"]) out.events = n["events"].as<std::vector<std::string>>();
    if (auto const life = n["life"])
        out.begins = life["from"].as<std::string>(), out.ends = life["until"].as<std::string>();
    for (auto const& pair : n["moves"]) {
        auto const to = pair.second.as<std::vector<std::string>>();
        out.moves.push_back({pair.first.as<std::string>(), to.at(0), to.size() > 1 ? to[1] : std::string()});
        if (std::find(out.events.begin(), out.events.end(), out.moves.back().event) == out.events.end())
            throw std::runtime_error("facts.yaml: " + name + ".moves: no event " + out.moves.back().event);
    }
    return out;
}

template <class T>
T const* by_name(std::vector<T> const& all, std::string_view name) {
    auto const found = std::find_if(all.begin(), all.end(), [&](T const& one) { return one.name == name; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

fact_field const* fact_kind::field(std::string_view n) const {
    return by_name(fields, n);
}
fact_link const* fact_kind::ref(std::string_view n) const {
    return by_name(refs, n);
}
fact_link const* fact_kind::list(std::string_view n) const {
    return by_name(lists, n);
}
fact_move const* fact_kind::move(std::string_view event) const {
    auto const found =
        std::find_if(moves.begin(), moves.end(), [&](fact_move const& m) { return m.event == event; });
    return found == moves.end() ? nullptr : &*found;
}
std::string_view fact_kind::way_to(std::string_view kind) const {
    for (auto const& [subject, path] : to)
        if (subject == kind) return path;
    return kind == name ? std::string_view("id") : std::string_view();
}

std::string_view fact_kind::bearer(std::string_view kind) const {
    return kind == "engagement" && way_to(kind).empty() && !way_to("person").empty() ? "person" : kind;
}

fact_kind const* catalogue::find(std::string_view kind) const {
    auto const found = kinds.find(kind);
    return found == kinds.end() ? nullptr : &found->second;
}

catalogue catalogue::read(std::string_view yaml) {
    catalogue out;
    auto const all = YAML::Load(std::string(yaml));
    for (auto const& pair : all) {
        auto const name = pair.first.as<std::string>();
        if (name == "functions") continue;
        if (name == "bodies") {
            out.bodies = pair.second.as<std::vector<std::string>>();
        } else if (name == "codes") {
            for (auto const& table : pair.second)
                out.codes.emplace(table.first.as<std::string>(), table.second.as<std::vector<std::string>>());
        } else {
            out.kinds.emplace(name, read_kind(name, pair.second));
        }
    }
    for (auto const& [name, kind] : out.kinds)
        for (auto const* links : {&kind.refs, &kind.lists})
            for (auto const& l : *links)
                if (!out.kinds.contains(l.kind))
                    throw std::runtime_error("facts.yaml: " + name + "." + l.name + ": no kind " + l.kind);
    return out;
}

}  // namespace guiyan::scheme
