#include "store/condition.hpp"

#include "base/text.hpp"

namespace guiyan::store {

std::string condition::add(std::string text) {
    values.emplace_back(std::string_view(texts_.emplace_back(std::move(text))));
    return "$" + std::to_string(values.size());
}

std::string condition::add(std::int64_t number) {
    values.emplace_back(number);
    return "$" + std::to_string(values.size());
}

void condition::any_of(std::string_view column, std::vector<std::string> const& allowed) {
    if (allowed.empty()) return;
    std::string list;
    for (auto const& one : allowed) list += (list.empty() ? "" : ", ") + add(one);
    also(std::string(column) + " IN (" + list + ")");
}

void condition::is(std::string_view column, std::int64_t number) {
    also(std::string(column) + " = " + add(number));
}

void condition::is(std::string_view column, std::string text) {
    also(std::string(column) + " = " + add(std::move(text)));
}

void condition::at_least(std::string_view column, std::string day) {
    also(std::string(column) + " >= " + add(std::move(day)));
}

void condition::at_most(std::string_view column, std::string day) {
    also(std::string(column) + " <= " + add(std::move(day)));
}

void condition::contains(std::vector<std::string_view> const& columns, std::string_view words) {
    std::string pattern = "%";
    for (char c : ascii_lower(words)) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    auto const mark = add(pattern + "%");
    std::string any;
    for (auto const column : columns)
        any += (any.empty() ? "(" : " OR ") + ("lower(" + std::string(column)) + ") LIKE " + mark +
               " ESCAPE '\\'";
    also(any + ")");
}

void condition::below(std::string_view column, std::vector<std::string> const& places) {
    if (places.empty()) return;
    std::string any;
    for (auto const& code : places) {
        std::string prefix = code;
        // Province 2 digits, city 4, county 6, township 9, village 12.
        for (std::size_t keep : {9u, 6u, 4u, 2u})
            if (code.find_first_not_of('0', keep) == code.npos) prefix = code.substr(0, keep);
        auto const first = add(prefix + std::string(12 - prefix.size(), '0')),
                   last = add(prefix + std::string(12 - prefix.size(), '9'));
        any += (any.empty() ? "(" : " OR ") + std::string(column) + " BETWEEN " + first + " AND " + last;
    }
    also(any + ")");
}

std::string list_of(std::vector<std::int64_t> const& ids) {
    std::string list;
    for (auto id : ids) list += (list.empty() ? "" : ", ") + std::to_string(id);
    return list.empty() ? "NULL" : list;
}

}  // namespace guiyan::store
