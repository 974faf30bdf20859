#include "store/scope.hpp"

#include <stdexcept>

namespace guiyan::store {

std::string scope_sql(actor const& who, std::string_view column) {
    if (who.areas.empty()) return "1 = 0";
    std::string out;
    for (auto const& a : who.areas) {
        if (a.prefix.size() > 12 || a.prefix.find_first_not_of("0123456789") != std::string::npos)
            throw std::logic_error("an area has to be digits: " + a.prefix);
        std::string const rest(12 - a.prefix.size(), '0'), last(12 - a.prefix.size(), '9');
        out += (out.empty() ? "(" : " OR ") + std::string(column) + " BETWEEN '" + a.prefix + rest + "' AND '" +
               a.prefix + last + "'";
    }
    return out + ")";
}

}  // namespace guiyan::store
