#include "cel/type_names.hpp"

#include <array>

#include "cel/type.hpp"

namespace guiyan::cel {

std::string_view type_name(value_kind k) {
    switch (k) {
        case value_kind::null:
            return "null_type";
        case value_kind::boolean:
            return "bool";
        case value_kind::integer:
            return "int";
        case value_kind::uinteger:
            return "uint";
        case value_kind::number:
            return "double";
        case value_kind::timestamp:
            return "google.protobuf.Timestamp";
        case value_kind::duration:
            return "google.protobuf.Duration";
        case value_kind::day:
            return "date";
        case value_kind::unknown:
            return "unknown";
        case value_kind::text:
            return "string";
        case value_kind::bytes:
            return "bytes";
        case value_kind::type:
            return "type";
        case value_kind::error:
            return "error";
        case value_kind::list:
            return "list";
        case value_kind::map:
            return "map";
        case value_kind::record:
            return "record";
    }
    return {};
}

std::optional<value> type_named(std::string_view name) {
    using k = value_kind;
    static constexpr std::array kinds{k::null,   k::boolean,   k::integer,  k::uinteger,
                                      k::number, k::timestamp, k::duration, k::text,
                                      k::bytes,  k::type,      k::list,     k::map};
    for (auto const kind : kinds)
        if (type_name(kind) == name) return value::type(std::string(name));
    return std::nullopt;
}

std::string to_string(type const& t) {
    auto of = [&](char const* name) {
        return t.of.empty() ? std::string(name) : std::string(name) + "(" + t.of + ")";
    };
    switch (t.kind) {
        case type_kind::dyn:
            return "dyn";
        case type_kind::null:
            return "null";
        case type_kind::boolean:
            return "bool";
        case type_kind::integer:
            return "int";
        case type_kind::uinteger:
            return "uint";
        case type_kind::number:
            return of("double");
        case type_kind::text:
            return "string";
        case type_kind::code:
            return of("code");
        case type_kind::bytes:
            return "bytes";
        case type_kind::list:
            return "list(" + to_string(t.element()) + ")";
        case type_kind::map:
            return "map(" + to_string(t.parameters[0]) + ", " + to_string(t.parameters[1]) + ")";
        case type_kind::timestamp:
            return "timestamp";
        case type_kind::duration:
            return "duration";
        case type_kind::type:
            return "type";
        case type_kind::day:
            return "date";
        case type_kind::record:
            return t.of;
        case type_kind::id:
            return of("id");
    }
    return {};
}

}  // namespace guiyan::cel
