#pragma once
// What an expression may name: the fields of the record in question as bare names, variables and groups of
// names (m., params.), shapes of records, functions beside the language's own, code tables.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "cel/surroundings.hpp"
#include "cel/type.hpp"
#include "cel/value.hpp"

namespace guiyan::cel {

class activation;

/// plain: CEL as specified, ints and doubles apart, errors are errors. pack: every number is a double, what
/// is missing is unknown, nothing is an error after the check (docs/adr/0013).
enum class mode : std::uint8_t { plain, pack };

struct field_shape {
    std::string name;
    type is;
};

/// The fields of a kind of record, or of a group of names such as m.
class record_shape {
public:
    record_shape() = default;
    explicit record_shape(std::string kind) : kind_(std::move(kind)) {}

    record_shape& add(std::string name, type);
    /// `name` is the record of that kind, `name_id` its key.
    record_shape& add_ref(std::string const& name, std::string const& kind);
    record_shape& add_list(std::string name, std::string kind) {
        return add(std::move(name), type::list(type::record(std::move(kind))));
    }

    std::string const& kind() const { return kind_; }
    std::vector<field_shape> const& fields() const { return fields_; }
    /// The place of a field, or -1.
    int slot(std::string_view name) const;

private:
    std::string kind_;
    std::vector<field_shape> fields_;
    std::map<std::string, int, std::less<>> slots_;
};

/// All shapes a pack knows; shared by the environments of its parts.
class record_shapes {
public:
    record_shape& add(std::string kind);
    record_shape const* find(std::string_view kind) const;
    std::vector<std::string> kinds() const;

private:
    std::map<std::string, record_shape, std::less<>> shapes_;
};

/// A call as the checker sees it, for functions whose constants have to be looked at: at('income', 2022).
struct call_site {
    std::vector<type> takes;
    std::vector<value const*> constants;  ///< per argument: its value where it is written out, else nullptr
};

struct call_verdict {
    std::optional<type> gives;  ///< instead of the overload's own
    std::string key;            ///< a sentence of locales/ when the call is wrong, else empty
    text_args args;
    int argument = 0;  ///< which argument is wrong
};

struct function_overload {
    std::string name;
    bool receiver = false;
    std::vector<type> takes;  ///< a number takes any unit, a text any code
    type gives;
    /// Arguments are never unknown (the result would be, without a call). May be empty where expressions are
    /// checked only.
    std::function<value(std::span<value const>, activation const&)> run;
    std::function<call_verdict(call_site const&)> look;  ///< may be empty
};

class environment {
public:
    explicit environment(mode m, std::shared_ptr<record_shapes const> shapes = nullptr);

    /// A name may hold dots ("period.start"): it is then found before the field "period" of a record.
    /// Without dots, a field of the record in question hides a variable of the same name.
    environment& add_variable(std::string name, type);
    environment& add_function(function_overload);
    environment& set_self(std::string kind);
    environment& set_codes(code_tables const*);  ///< has to outlive the checks

    mode how() const { return mode_; }
    std::string const& self() const { return self_; }
    code_tables const* codes() const { return codes_; }
    record_shape const* shape(std::string_view kind) const { return shapes_ ? shapes_->find(kind) : nullptr; }
    struct variable {
        std::string name;
        type is;
    };
    std::vector<variable> const& variables() const { return variables_; }
    int variable_slot(std::string_view name) const;  ///< -1: none
    std::vector<std::shared_ptr<function_overload const>> const& functions() const { return functions_; }

private:
    mode mode_;
    std::shared_ptr<record_shapes const> shapes_;
    std::string self_;
    code_tables const* codes_ = nullptr;
    std::vector<variable> variables_;
    std::map<std::string, int, std::less<>> slots_;
    std::vector<std::shared_ptr<function_overload const>> functions_;
};

}  // namespace guiyan::cel
