#pragma once
// A value of the language: 16 bytes, cheap to copy; texts, lists and maps are shared and never change.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"

namespace guiyan::cel {

class record_view;

enum class value_kind : std::uint8_t {
    null,
    boolean,
    integer,   ///< 64 bits; in pack mode only ids
    uinteger,  ///< 64 bits
    number,    ///< IEEE double; in pack mode every number
    timestamp,
    duration,
    day,      ///< a civil day
    unknown,  ///< pack mode: nobody has said it
    text,     ///< UTF-8
    bytes,
    type,  ///< a type as a value: int, google.protobuf.Timestamp
    error,
    list,
    map,
    record,
};

class value {
public:
    struct shared;  ///< what texts, lists, maps and records point to
    using entries = std::vector<std::pair<value, value>>;

    value() = default;  ///< null
    value(value const& other) noexcept;
    value(value&& other) noexcept : kind_(other.kind_), nanos_(other.nanos_), raw_(other.raw_) {
        other.kind_ = value_kind::null;
    }
    value& operator=(value other) noexcept {
        std::swap(kind_, other.kind_);
        std::swap(nanos_, other.nanos_);
        std::swap(raw_, other.raw_);
        return *this;
    }
    ~value() {
        if (kind_ >= value_kind::text) release();
    }

    static value null() { return {}; }
    static value unknown() { return value(value_kind::unknown, std::int64_t{0}); }
    static value boolean(bool b) { return value(value_kind::boolean, std::int64_t{b}); }
    static value integer(std::int64_t i) { return value(value_kind::integer, i); }
    static value uinteger(std::uint64_t u) {
        return value(value_kind::uinteger, static_cast<std::int64_t>(u));
    }
    static value number(double d);
    static value text(std::string);
    static value bytes(std::string);
    static value type(std::string name);
    static value error(std::string message);  ///< English, for developers: plain mode only
    static value list(std::vector<value>);
    static value map(entries);  ///< keys bool, integer, uinteger or text, each once
    static value day(date);
    /// `nanos` 0…999 999 999 for timestamps; of the sign of `seconds` for durations.
    static value timestamp(std::int64_t seconds, std::int32_t nanos);
    static value duration(std::int64_t seconds, std::int32_t nanos);
    /// Shares the record. A record that outlives every value made of it may be passed with `borrowed`.
    static value record(std::shared_ptr<record_view const>);
    static value borrowed(record_view const&);

    value_kind kind() const { return kind_; }
    bool is(value_kind k) const { return kind_ == k; }
    bool is_null() const { return kind_ == value_kind::null; }
    bool is_unknown() const { return kind_ == value_kind::unknown; }
    bool is_error() const { return kind_ == value_kind::error; }
    /// True for boolean true only.
    bool is_true() const { return kind_ == value_kind::boolean && raw_.i != 0; }
    bool is_false() const { return kind_ == value_kind::boolean && raw_.i == 0; }
    bool is_numeric() const {
        return kind_ == value_kind::integer || kind_ == value_kind::uinteger || kind_ == value_kind::number;
    }

    // Each of these is for a value of its kind.
    bool as_boolean() const { return raw_.i != 0; }
    std::int64_t as_integer() const { return raw_.i; }
    std::uint64_t as_uinteger() const { return static_cast<std::uint64_t>(raw_.i); }
    double as_number() const { return raw_.d; }
    std::string const& as_text() const;  ///< also of bytes, type and error
    std::vector<value> const& as_list() const;
    entries const& as_map() const;
    date as_day() const;
    std::int64_t seconds() const { return raw_.i; }  ///< timestamp, duration
    std::int32_t nanos() const { return nanos_; }
    record_view const& as_record() const;

    /// The value under a key of a map (numbers compare across kinds), or nullptr.
    value const* find(value const& key) const;
    value const* find(std::string_view key) const;

private:
    value(value_kind k, std::int64_t i, std::int32_t nanos = 0) : kind_(k), nanos_(nanos) { raw_.i = i; }
    value(value_kind k, shared* s) : kind_(k) { raw_.s = s; }
    void release() noexcept;

    value_kind kind_ = value_kind::null;
    std::int32_t nanos_ = 0;
    union {
        std::int64_t i;
        double d;
        shared* s;
    } raw_ = {0};
};

/// CEL's equality: numbers across kinds, lists and maps by content, records by kind and key, other mixed
/// kinds differ. Null, error and unknown are the evaluator's business.
bool equal(value const&, value const&);

/// -1, 0, 1; nothing where the two have no order (unlike kinds, NaN).
std::optional<int> compare(value const&, value const&);

/// A record as expressions see it. Fields are resolved when they are asked for: a ref gives the record it
/// points to, a list its records.
class record_view {
public:
    virtual ~record_view() = default;
    virtual std::string_view kind() const = 0;  ///< name of its shape: "engagement"
    /// The value of a field; unknown where it is missing. `slot` is the field's place in its shape, -1 where
    /// the expression was not checked. Numbers of pack mode are value::number (money in yuan), ids integers.
    virtual value field(std::string_view name, int slot) const = 0;
    /// Two records of one kind are the same when their keys are. null: a group of names (m., params.).
    virtual value key() const { return value::null(); }
};

/// For messages, explanations and tests: 'a', 3.0, [1, 2], date('2022-03-01').
std::string to_source(value const&);

}  // namespace guiyan::cel
