#pragma once
// The shape of a pack's structs, each described once. Out of these tables come the strict YAML reader, the
// JSON Schema, the formats named in messages, and which expression sees what.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scheme/pack.hpp"

namespace guiyan::scheme {

/// What the bare names of an expression are.
enum class sees : std::uint8_t {
    nothing,     ///< not an expression
    for_each,    ///< fields of the record named by the rule's `for`
    row,         ///< fields of the record named by `over`
    subject,     ///< fields of the record named by `per`
    candidate,   ///< an engagement
    person,      ///< a person
    entity,      ///< the kind of record that the extra field belongs to
    scheme,      ///< the scheme
    step_table,  ///< `for_each`, and x: the measure
    result,      ///< `for_each`, and the score: total, raw_total, rank, grade, item.…
    columns,     ///< `for_each`, and the columns of a score
    share,       ///< `for_each`, and group: the value it is split by
    counted,     ///< fields of the record that the quota's measure counts
    holder,      ///< a credential
};

/// What an expression has to give.
enum class gives : std::uint8_t { truth, number, date, anything, text };

/// A named form of text with its regular expression for the JSON Schema.
struct form {
    std::string_view name;
    std::string_view regex;
    bool (*fits)(std::string_view);
};
form const* find_form(std::string_view name);

struct shape;
using shape_of_member = shape const& (*)();

struct member {
    std::string_view key;
    shape_of_member of = nullptr;
    void* (*reach)(void* object) = nullptr;             ///< the value, made where it is not there yet
    void const* (*look)(void const* object) = nullptr;  ///< the value, null where it is not written
    bool required = false;
    std::string_view doc;
    std::string_view form;      ///< of texts, also those of a list
    std::string_view key_form;  ///< of the keys of a mapping
    std::string_view refers;    ///< part of the pack that the texts name: "procedures"
    std::string_view beside;    ///< key that has to stand beside it
    scheme::sees sees = scheme::sees::nothing;
    scheme::gives gives = scheme::gives::truth;
    int minimum = INT32_MIN, maximum = INT32_MAX;
    std::size_t least = 0;  ///< elements of a list
    bool single = false;    ///< a list may be written as its one element
    bool rest = false;      ///< takes all keys that are not named
};

/// Of these keys exactly one, at least one, or at most one is written.
struct key_group {
    enum class takes { exactly_one, at_least_one, at_most_one };
    takes how = takes::exactly_one;
    std::vector<std::string_view> keys;
    std::string_view when;  ///< only where this key is written
};

struct shape {
    enum class kind {
        text,
        integer,
        number,
        truth,
        day,
        expression,
        scalar,
        literal,
        choice,
        object,
        list,
        mapping
    };
    kind is = kind::text;
    std::string_view name;  ///< of objects and choices; the JSON Schema's name

    // choice
    std::vector<std::string_view> choices;
    void (*choose)(void* value, std::size_t index) = nullptr;
    // list, mapping
    shape_of_member element = nullptr;
    void* (*append)(void* list) = nullptr;
    void* (*insert)(void* mapping, std::string key) = nullptr;
    std::size_t (*size)(void const*) = nullptr;
    void const* (*item)(void const*, std::size_t) = nullptr;
    std::string const& (*key)(void const* mapping, std::size_t) = nullptr;
    // object
    std::string_view doc;
    std::vector<member> members;
    std::vector<key_group> groups;
    std::string_view shorthand;  ///< a scalar (a list, where that member is one) stands for this member
    std::string_view instead;    ///< a mapping is read as the one element of this list member
    node* (*as_node)(void*) = nullptr;

    member const* find(std::string_view wanted) const;
};

/// The shape of a whole pack.
shape const& pack_shape();

}  // namespace guiyan::scheme
