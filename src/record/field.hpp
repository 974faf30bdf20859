#pragma once
// A type is described once. From the field table of a described struct come JSON in and out, OpenAPI, SQL
// columns, Excel headings and cells, the audit diff, masking and list filters; each of these readers is one
// ordinary loop.

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace guiyan::record {

enum class kind : std::uint8_t {
    text,
    integer,
    number,
    boolean,
    day,          ///< date, "2026-11-21"
    partial_day,  ///< partial_date, "1985", "1985-03", "1985-03-27"
    moment,       ///< instant, "2026-11-21T14:02:00.123Z"
    money,        ///< "128600.00", yuan as text; fen in SQL
    id,           ///< reference to a record; text in JSON
    texts,        ///< list of texts
    record,       ///< a described struct inside
    records,      ///< list of described structs
};

/// Class of personal data of a field (trust.md, Controls, Personal data). `unclassified` fails bin/check.
enum class privacy : std::uint8_t {
    unclassified,
    none,      ///< says nothing about a natural person, or is needed to use the system (codes, states, times)
    identity,  ///< name, sex, birth, nation: shown to whoever may read the record
    contact,   ///< phone, address, card: sealed at rest, masked by default
    number,    ///< ID number: sealed at rest, masked by default
    career,    ///< education, work, skills
    sensitive,  ///< health, children, poverty status, party membership: never in default lists or exports
};

/// The value of a field as every reader handles it. Days and moments are their ISO texts.
using value = std::variant<std::monostate, bool, std::int64_t, double, std::string, std::vector<std::string>>;

struct type;

struct field {
    std::string_view name;
    kind is = kind::text;
    bool nullable = false;   ///< optional in C++, NULL in SQL
    bool required = false;   ///< has to be given by whoever creates the record
    bool read_only = false;  ///< set by the program; refused in input
    bool stored = true;      ///< a column of the type's own table; a record inside is one column of JSON
    bool sealed = false;     ///< encrypted at rest with a blind index: columns <name>_sealed, <name>_blind
    std::size_t max_length = 200;  ///< characters, for texts
    std::int64_t minimum = INT64_MIN, maximum = INT64_MAX;
    std::string_view table;  ///< code table the value (each value) belongs to
    std::string_view form;   ///< a named format: "id_number", "phone", "uscc", "login", "region_code"
    privacy personal = privacy::unclassified;
    std::string_view purpose;  ///< what the field is used for, as the page says it

    value (*get)(void const* object) = nullptr;
    /// False: the value is of another kind or no legal text of its kind.
    bool (*set)(void* object, value const&) = nullptr;

    // The value where it lies, for readers that only copy it on; null where the member is of another kind.
    std::string const* (*text)(void const* object) = nullptr;  ///< gives null for nothing known
    std::vector<std::string> const* (*texts)(void const* object) = nullptr;

    // record, records
    type const& (*inner)() = nullptr;
    std::size_t (*count)(void const* object) = nullptr;
    void const* (*at)(void const* object, std::size_t) = nullptr;
    void* (*append)(void* object) = nullptr;  ///< records: a new element; record: the element itself
    void (*clear)(void* object) = nullptr;
};

struct type {
    std::string_view name;  ///< "person": also SQL table, JSON schema and locale prefix
    std::vector<field> fields;
    field const* find(std::string_view field_name) const;
};

}  // namespace guiyan::record
