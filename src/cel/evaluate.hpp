#pragma once
// A checked expression and the values of its names to a value.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cel/check.hpp"
#include "cel/surroundings.hpp"
#include "cel/value.hpp"

namespace guiyan::cel {

/// The values of names.
class activation {
public:
    virtual ~activation() = default;
    /// The record whose fields are bare names; nullptr: none.
    virtual record_view const* self() const { return nullptr; }
    /// A variable of the environment; `slot` is its place there, -1 where the expression was not checked.
    /// Nothing: there is no such variable.
    virtual std::optional<value> variable(std::string_view name, int slot) const = 0;
};

/// Variables by name, for commands and tests.
class named_values : public activation {
public:
    named_values() = default;
    explicit named_values(record_view const* self) : self_(self) {}
    named_values& set(std::string name, value v) {
        values_.insert_or_assign(std::move(name), std::move(v));
        return *this;
    }
    record_view const* self() const override { return self_; }
    std::optional<value> variable(std::string_view name, int slot) const override;

private:
    record_view const* self_ = nullptr;
    std::map<std::string, value, std::less<>> values_;
};

/// A name that was read.
struct reading {
    std::string path;  ///< "person.birth_date"; "engagements.role" for a field of a list's row
    value read;
    bool in_list = false;
};

/// What an evaluation looked at, for explanations and for 资料不全.
struct trace {
    std::vector<reading> readings;  ///< in order, each path outside lists once
    std::vector<std::string>
        missing;  ///< paths that were unknown, each once; asking `x == null` is not missing it
};

/// The value. Pack mode: never an error; what cannot be said is unknown. Plain mode: an error is a value.
/// After 20,000,000 steps it gives up in the same way.
value evaluate(program const&, activation const&, surroundings const& = {}, trace* = nullptr);

/// An expression that was only parsed, in plain mode: names are looked up when they are met.
value evaluate(parsed const&, activation const&);

}  // namespace guiyan::cel
