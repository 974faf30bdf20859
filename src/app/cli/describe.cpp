#include <fmt/format.h>

#include <boost/json.hpp>
#include <map>

#include "api/openapi.hpp"
#include "app/cli/commands.hpp"
#include "app/cli/scratch.hpp"
#include "db/schema_dump.hpp"
#include "record/openapi.hpp"

namespace guiyan::app::cli {
namespace {

/// Indented, so that a change of the interface reads well in a diff.
void pretty(boost::json::value const& v, std::string const& indent, std::string& out) {
    auto const deeper = indent + "  ";
    if (auto const* o = v.if_object(); o && !o->empty()) {
        out += "{\n";
        std::size_t n = 0;
        for (auto const& member : *o) {
            out += deeper + boost::json::serialize(boost::json::value(member.key())) + ": ";
            pretty(member.value(), deeper, out);
            out += ++n < o->size() ? ",\n" : "\n";
        }
        out += indent + "}";
    } else if (auto const* a = v.if_array(); a && !a->empty()) {
        out += "[\n";
        std::size_t n = 0;
        for (auto const& item : *a) {
            out += deeper;
            pretty(item, deeper, out);
            out += ++n < a->size() ? ",\n" : "\n";
        }
        out += indent + "]";
    } else {
        out += boost::json::serialize(v);
    }
}

}  // namespace

int print_openapi() {
    scratch_house place;
    std::string out;
    pretty(api::openapi(place.house->endpoints(), embedded_sentences()), "", out);
    fmt::print("{}\n", out);
    return 0;
}

int print_fields(bool check) {
    scratch_house place;
    std::vector<record::type const*> types;
    for (auto const& e : place.house->endpoints())
        for (auto const* t : {e.query, e.input, e.output})
            if (t) record::gather(*t, types);
    static std::map<record::privacy, char const*> const names{{record::privacy::unclassified, "UNCLASSIFIED"},
                                                              {record::privacy::none, "none"},
                                                              {record::privacy::identity, "identity"},
                                                              {record::privacy::contact, "contact"},
                                                              {record::privacy::number, "number"},
                                                              {record::privacy::career, "career"},
                                                              {record::privacy::sensitive, "sensitive"}};
    int missing = 0;
    for (auto const* t : types)
        for (auto const& f : t->fields) {
            bool const none = f.personal == record::privacy::unclassified;
            missing += none;
            if (!check || none)
                fmt::print("{}.{} {}{}\n", t->name, f.name, names.at(f.personal), f.sealed ? " sealed" : "");
        }
    return check && missing ? 1 : 0;
}

int print_schema(std::string const& of) {
    scratch_house place(of == "sqlite" ? "" : of);
    place.house->database->read([](db::connection& c) { fmt::print("{}", db::schema_dump(c)); });
    return 0;
}

}  // namespace guiyan::app::cli
