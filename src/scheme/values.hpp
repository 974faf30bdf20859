#pragma once
// The small shapes that every part of a pack uses (pack language, section 1): dated amounts, spans, sources.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "scheme/decimal.hpp"
#include "scheme/place.hpp"

namespace guiyan::scheme {

/// Ids with what they name, in the order of the file.
template <class T>
struct named {
    std::vector<std::pair<std::string, T>> rows;

    T const* find(std::string_view id) const {
        for (auto const& [key, value] : rows)
            if (key == id) return &value;
        return nullptr;
    }
    auto begin() const { return rows.begin(); }
    auto end() const { return rows.end(); }
    bool empty() const { return rows.empty(); }
    std::size_t size() const { return rows.size(); }
};

/// A number, a percentage (30% is 0.3), or a CEL number.
struct scalar {
    enum class form { none, number, percent, cel };
    form is = form::none;
    decimal number;
    expression cel;
    place at;
    std::string path;

    bool written() const { return is != form::none; }
    bool constant() const { return is == form::number || is == form::percent; }
};

/// Where a rule comes from.
struct basis_item : node {
    std::string document;  ///< of meta.documents
    std::string clause;
    std::string text;  ///< the words themselves
};

/// One case of an amount: the first whose dates and `when` hold gives the value.
struct amount_case : node {
    expression when;
    std::optional<date> from, until;
    scalar value;
    std::vector<basis_item> basis;
};

/// 取值. Written as one scalar it is one case without a condition. Empty: not written.
using amount = std::vector<amount_case>;

/// A length of time in one unit.
struct span : node {
    std::optional<scalar> days, workdays, weeks, months, years;
};

enum class period { day, week, month, quarter, half_year, year, service_year, term, scheme };

/// What every rule may carry.
struct rule : node {
    std::string name;
    std::vector<basis_item> basis;
    std::optional<date> from, until;  ///< in force from the first day, until the day before the last
    std::string assumed;              ///< what the document leaves open and the county chose
    std::string note;
    std::string why;  ///< the reason of a rule that burdens people
};

}  // namespace guiyan::scheme
