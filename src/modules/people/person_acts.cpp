#include "modules/people/person_acts.hpp"

#include <algorithm>

namespace guiyan::people {
namespace {

using kept = result<std::optional<std::string>>;

kept nothing_to_do() {
    return fail(fault::refused, "people.batch.as_it_is");
}

kept confirm(person& p, std::string const&, std::string const&, date today) {
    if (p.confirmed_on == today) return nothing_to_do();
    auto before = p.confirmed_on ? std::optional(p.confirmed_on->iso()) : std::nullopt;
    p.confirmed_on = today;
    return before;
}
void unconfirm(person& p, std::string const&, std::optional<std::string> const& before) {
    p.confirmed_on = before ? date::parse(*before) : std::nullopt;
}

kept archive(person& p, std::string const&, std::string const&, date) {
    auto before = p.state;
    p.state = "archived";
    return std::optional(before);
}
void unarchive(person& p, std::string const&, std::optional<std::string> const& before) {
    p.state = before.value_or("active");
}

kept set_availability(person& p, std::string const& value, std::string const&, date) {
    if (p.availability == value) return nothing_to_do();
    auto before = p.availability;
    p.availability = value;
    return before;
}
void unset_availability(person& p, std::string const&, std::optional<std::string> const& before) {
    p.availability = before;
}

kept add_skill(person& p, std::string const& value, std::string const&, date) {
    if (std::ranges::find(p.skills, value) != p.skills.end()) return nothing_to_do();
    p.skills.push_back(value);
    return std::optional<std::string>();
}
void drop_skill(person& p, std::string const& value, std::optional<std::string> const&) {
    std::erase(p.skills, value);
}

kept add_category(person& p, std::string const& value, std::string const& reason, date today) {
    if (std::ranges::find(p.categories, value, &person_category::category) != p.categories.end())
        return nothing_to_do();
    p.categories.push_back({.category = value, .since = today, .basis = reason, .source = "office"});
    return std::optional<std::string>();
}
void drop_category(person& p, std::string const& value, std::optional<std::string> const&) {
    std::erase_if(p.categories, [&](auto const& c) { return c.category == value; });
}

}  // namespace

person_act const* find_act(std::string_view word) {
    static constexpr person_act all[] = {
        {"confirm", "", false, "confirmed", confirm, unconfirm},
        {"archive", "", true, "archived", archive, unarchive},
        {"set_availability", "availability", false, "changed", set_availability, unset_availability},
        {"add_skill", "skill", false, "changed", add_skill, drop_skill},
        {"add_category", "category", true, "changed", add_category, drop_category},
    };
    auto const found = std::ranges::find(all, word, &person_act::word);
    return found == std::end(all) ? nullptr : found;
}

}  // namespace guiyan::people
