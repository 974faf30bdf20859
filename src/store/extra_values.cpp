#include "store/extra_values.hpp"

#include <boost/json.hpp>

#include "record/describe.hpp"

namespace guiyan::store {

BOOST_DESCRIBE_STRUCT(extra_value, (), (name, value))
record::type const& record_of(extra_value const*) {
    using record::privacy;
    static auto const t = record::describe<extra_value>(
        "extra_value", {{.name = "name", .personal = privacy::none, .required = true, .max_length = 60},
                        {.name = "value", .personal = privacy::career, .max_length = 500}});
    return t;
}

std::vector<extra_value> read_extra(std::string_view text) {
    std::vector<extra_value> out;
    auto const all = boost::json::parse(text).as_object();
    for (auto const& [name, value] : all) {
        std::string said;
        if (auto const* s = value.if_string())
            said = std::string(*s);
        else if (!value.is_null())
            said = boost::json::serialize(value);
        out.push_back({std::string(name), std::move(said)});
    }
    return out;
}

std::string write_extra(std::vector<extra_value> const& all) {
    boost::json::object out;
    for (auto const& one : all) out[one.name] = one.value;
    return boost::json::serialize(out);
}

}  // namespace guiyan::store
