#pragma once
// Types of the checker. `of` says which: a code table, a kind of record, a unit.

#include <cstdint>
#include <string>
#include <vector>

namespace guiyan::cel {

enum class type_kind : std::uint8_t {
    dyn,  ///< not known before evaluation
    null,
    boolean,
    integer,
    uinteger,
    number,  ///< of: the unit (人, 元, 天), "" without one
    text,
    code,  ///< a text out of the code table `of`
    bytes,
    list,  ///< element: parameters[0]
    map,   ///< key, value: parameters
    timestamp,
    duration,
    type,
    day,
    record,  ///< of: the kind
    id,      ///< the key of a record of kind `of`
};

struct type {
    type_kind kind = type_kind::dyn;
    std::string of;
    std::vector<type> parameters;

    static type dyn() { return {}; }
    static type null() { return {type_kind::null, {}, {}}; }
    static type boolean() { return {type_kind::boolean, {}, {}}; }
    static type integer() { return {type_kind::integer, {}, {}}; }
    static type uinteger() { return {type_kind::uinteger, {}, {}}; }
    static type number(std::string unit = {}) { return {type_kind::number, std::move(unit), {}}; }
    static type text() { return {type_kind::text, {}, {}}; }
    static type bytes() { return {type_kind::bytes, {}, {}}; }
    static type code(std::string table) { return {type_kind::code, std::move(table), {}}; }
    static type list(type element) { return {type_kind::list, {}, {std::move(element)}}; }
    static type map(type key, type held) { return {type_kind::map, {}, {std::move(key), std::move(held)}}; }
    static type timestamp() { return {type_kind::timestamp, {}, {}}; }
    static type duration() { return {type_kind::duration, {}, {}}; }
    static type of_type() { return {type_kind::type, {}, {}}; }
    static type day() { return {type_kind::day, {}, {}}; }
    static type record(std::string kind) { return {type_kind::record, std::move(kind), {}}; }
    static type id(std::string kind) { return {type_kind::id, std::move(kind), {}}; }

    bool is(type_kind k) const { return kind == k; }
    bool is_textual() const { return kind == type_kind::text || kind == type_kind::code; }
    bool is_numeric() const {
        return kind == type_kind::number || kind == type_kind::integer || kind == type_kind::uinteger;
    }
    type const& element() const { return parameters.front(); }

    friend bool operator==(type const&, type const&) = default;
};

/// "int", "list(string)", "map(string, int)", "code(ROLE)", "double(人)", "engagement".
std::string to_string(type const&);

}  // namespace guiyan::cel
