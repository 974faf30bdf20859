#include "store/scope.hpp"

#include <stdexcept>

namespace guiyan::store {

namespace {

/// Lowest and highest code of each area in turn.
std::vector<std::string> bounds_of(actor const& who) {
    std::vector<std::string> out;
    for (auto const& a : who.areas) {
        if (a.prefix.size() > 12 || a.prefix.find_first_not_of("0123456789") != std::string::npos)
            throw std::logic_error("an area has to be digits: " + a.prefix);
        for (char const fill : {'0', '9'}) out.push_back(a.prefix + std::string(12 - a.prefix.size(), fill));
    }
    return out;
}

}  // namespace

scope::scope(actor const& who) : bounds_(bounds_of(who)) {}

std::string scope::sql(std::string_view column, std::size_t first) const {
    if (bounds_.empty()) return "1 = 0";
    std::string out;
    for (std::size_t i = 0; i < bounds_.size(); i += 2)
        ((((out += i ? " OR " : "(") += column) += " BETWEEN $") += std::to_string(first + i) + " AND $") +=
            std::to_string(first + i + 1);
    return out += ')';
}

void scope::bind(std::vector<db::parameter>& values) const {
    for (auto const& b : bounds_) values.emplace_back(std::string_view(b));
}

std::string scope_sql(actor const& who, std::string_view column) {
    auto const bounds = bounds_of(who);
    if (bounds.empty()) return "1 = 0";
    std::string out;
    for (std::size_t i = 0; i < bounds.size(); i += 2)
        out += (i ? " OR " : "(") + std::string(column) + " BETWEEN '" + bounds[i] + "' AND '" +
               bounds[i + 1] + "'";
    return out + ")";
}

}  // namespace guiyan::store
