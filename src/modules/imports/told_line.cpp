// What a report says, in words.
#include "modules/imports/told_line.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "modules/imports/imports.hpp"
#include "modules/imports/value_reader.hpp"
#include "record/mask.hpp"

namespace guiyan::imports {
namespace {

/// Repairs of numbers that are right: nobody has to see all of them to agree.
bool is_of_a_right_number(std::string_view kind) {
    static constexpr std::array<std::string_view, 7> kinds{
        "id_form", "id_case", "id_15_digits", "width", "phone_form", "phone_many", "id_many"};
    return std::ranges::find(kinds, kind) != kinds.end();
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

std::string hide_numbers(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && is_digit(text[end])) ++end;
        if (end < text.size() && end - i == 17 && (text[end] == 'X' || text[end] == 'x')) ++end;
        auto const run = text.substr(i, end - i);
        if (run.size() >= 15)
            out += std::string(run.substr(0, 4)) + std::string(run.size() - 8, '*') +
                   std::string(run.substr(run.size() - 4));
        else if (run.size() >= 11)
            out += std::string(run.substr(0, 3)) + std::string(run.size() - 7, '*') +
                   std::string(run.substr(run.size() - 4));
        else if (!run.empty())
            out += run;
        else
            out += text[end++];
        i = end;
    }
    return out;
}

std::string shown(line_report const& r, std::string_view text) {
    return is_of_a_right_number(r.kind) ? hide_numbers(text) : std::string(text);
}

std::string imports::message_of(line const& l, line_report const& r, std::string_view language) const {
    text_args args;
    std::string rule;
    for (auto const& [name, text] : r.args) {
        if (name == "rule_key") rule = text;
        args.emplace_back(name, shown(r, text));
    }
    if (!rule.empty()) args.emplace_back("rule", say(language, rule, r.args));
    std::string column = r.column;
    if (column.empty() && !r.field.empty()) column = say(language, "import.field." + r.field);
    if (r.kind == out_of_reach) {
        auto const tree = parts_.people.tree();
        if (auto const* place = tree->find(r.before)) args.front().second = tree->display(*place);
    }
    args.emplace_back("row", std::to_string(l.row));
    args.emplace_back("column", std::move(column));
    args.emplace_back("before", shown(r, r.before));
    args.emplace_back("suggestion", shown(r, r.suggestion.value_or("")));
    return say(language, report_key(r.kind), args);
}

std::string imports::value_text(roster::field f, std::string const& stored) const {
    using roster::field;
    if (auto const table = table_of(f); !table.empty()) return parts_.codes.name(table, stored);
    auto const tree = parts_.people.tree();
    switch (f) {
        case field::id_number:
            return record::mask_id_number(stored);
        case field::phone:
            return record::mask_phone(stored);
        case field::village_code:
        case field::native_village_code:
        case field::native_region_code: {
            auto const* place = tree->find(stored);
            return place ? tree->display(*place) : stored;
        }
        case field::skills: {
            std::string out;
            for (std::size_t from = 0; from <= stored.size();) {
                auto const end = std::min(stored.find('|', from), stored.size());
                out +=
                    (out.empty() ? "" : "、") + parts_.codes.name("skill", stored.substr(from, end - from));
                from = end + 1;
            }
            return out;
        }
        default:
            return stored;
    }
}

std::string imports::about_twin(actor const& who, std::string const& person_id) const {
    auto const found = parts_.people.find(who, people::person_id{std::stoll(person_id)});
    if (!found) return "";
    std::string out = found->name;
    auto add = [&](std::string const& part) {
        if (!part.empty()) out += " · " + part;
    };
    if (found->sex) add(parts_.codes.name("sex", *found->sex));
    if (found->birth_date) add(found->birth_date->iso());
    auto const tree = parts_.people.tree();
    if (auto const* place = tree->find(found->region_id)) add(tree->display(*place));
    if (found->phone) add(*found->phone);
    return out;
}

}  // namespace guiyan::imports
