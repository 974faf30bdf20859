#pragma once
// What an expression in a pack can see: kinds of record with their fields, the records they point to, the
// records that point to them, and the code tables that every pack may use. Read from schemes/facts.yaml, the
// contract between packs and tables. Room scheme: packs read, checked, explained, and reckoned on facts that
// the caller brings.

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace guiyan::scheme {

enum class fact_type { text, number, money, day, truth, code, codes, map };

struct fact_field {
    std::string name;
    fact_type is = fact_type::text;
    std::string table;  ///< of code and codes
};

/// `name` of the link, `kind` of the records at its end.
struct fact_link {
    std::string name;
    std::string kind;
};

/// Where an event leads a record: its state then, and the field that keeps the day ("" none).
struct fact_move {
    std::string event, state, day;
};

struct fact_kind {
    std::string name;
    std::vector<fact_field> fields;
    std::vector<fact_link> refs;  ///< x is the record, x_id its id
    std::vector<fact_link> lists;
    std::string date;  ///< the day a record falls on when a measure has no `on`; "" none
    /// Default way from a row to a subject, by kind of subject: "person_id", "engagement.region_id", "id";
    /// "~": several ways, a measure has to say `via`.
    std::vector<std::pair<std::string, std::string>> to;
    std::string begins, ends;  ///< fields of the days it begins and ends; "" it is always there
    std::vector<std::string> events;
    std::vector<fact_move> moves;  ///< of the events that lead to one state

    fact_field const* field(std::string_view) const;
    fact_link const* ref(std::string_view) const;
    fact_link const* list(std::string_view) const;
    fact_move const* move(std::string_view event) const;
    /// "" where there is no way.
    std::string_view way_to(std::string_view kind) const;
    /// Whose rows these are when they are asked for a record of `kind`: rows that know no engagement (投资,
    /// 证书) are those of its person. Otherwise `kind` itself.
    std::string_view bearer(std::string_view kind) const;
};

struct catalogue {
    std::map<std::string, fact_kind, std::less<>> kinds;
    std::map<std::string, std::vector<std::string>, std::less<>> codes;
    std::vector<std::string> bodies;

    fact_kind const* find(std::string_view kind) const;

    /// Reads schemes/facts.yaml. Throws std::runtime_error: the file travels in the binary, so a fault is
    /// ours.
    static catalogue read(std::string_view yaml);
};

}  // namespace guiyan::scheme
