#include "modules/imports/value_reader.hpp"

#include "base/text.hpp"
#include "modules/imports/bank.hpp"
#include "modules/people/person.hpp"
#include "record/forms.hpp"
#include "roster/birth.hpp"
#include "roster/id_number.hpp"
#include "roster/phone.hpp"

namespace guiyan::imports {

using roster::field;

std::string_view table_of(field f) {
    switch (f) {
        case field::sex:
            return "sex";
        case field::nation:
            return "nation";
        case field::political_status:
            return "political_status";
        case field::education:
            return "education";
        case field::degree:
            return "degree";
        case field::category:
            return "category";
        case field::practical_category:
            return "practical_line";
        case field::professional_title:
            return "professional_title";
        case field::skill_level:
            return "skill_level";
        case field::availability:
            return "availability";
        default:
            return "";
    }
}

namespace {

/// The longest text that people's record takes for a free field.
std::size_t longest(field f) {
    auto const word = f == field::remarks ? "biography" : roster::word_of(f);
    auto const* described = people::person_type().find(word);
    return described ? described->max_length : 200;
}

std::optional<std::string> only(roster::word_reading const& w) {
    for (auto const& f : w.findings)
        if (f.decide) return std::nullopt;
    return w.value;
}

}  // namespace

value_reader::value_reader(codes::code_tables const& codes, terms::library const& lists,
                           std::shared_ptr<regions::region_tree const> tree, std::string home, date today)
    : codes_(codes),
      tree_(std::move(tree)),
      today_(today),
      words_(lists),
      skills_(lists),
      places_(roster_regions(*tree_), home, lists) {}

std::optional<std::string> value_reader::coded(std::string_view table, std::string_view text) const {
    if (codes_.has(table, text)) return std::string(text);
    for (auto const* row : codes_.rows(table))
        if (row->name == text) return row->code;
    return std::nullopt;
}

std::optional<std::string> value_reader::village(std::string_view text) const {
    if (auto const* r = tree_->find(text)) return r->level == 5 ? std::optional(r->code) : std::nullopt;
    auto const v = places_.village(text, {}, false);
    bool const sure = v.how == roster::place_how::exact || v.how == roster::place_how::alias;
    return sure && !v.village.empty() ? std::optional(v.village) : std::nullopt;
}

std::optional<std::string> value_reader::as_written(field f, std::string_view text) const {
    text = trim(text);
    if (text.empty()) return std::nullopt;
    if (auto const table = table_of(f); !table.empty()) return coded(table, text);
    switch (f) {
        case field::birth_date: {
            auto const d = partial_date::parse(text);
            return d ? std::optional(d->iso()) : std::nullopt;
        }
        case field::id_number:
            return record::is_id_number(text) ? std::optional(std::string(text)) : std::nullopt;
        case field::phone:
            return record::is_phone(text) ? std::optional(std::string(text)) : std::nullopt;
        case field::village_code:
        case field::native_village_code: {
            auto const* r = tree_->find(text);
            return r && r->level == 5 ? std::optional(r->code) : std::nullopt;
        }
        case field::native_region_code:
            return tree_->find(text) ? std::optional(std::string(text)) : std::nullopt;
        case field::skills:
            return std::nullopt;
        default:
            return length(text) <= longest(f) ? std::optional(std::string(text)) : std::nullopt;
    }
}

std::optional<std::string> value_reader::read(field f, std::string_view text) const {
    text = trim(text);
    if (auto as = as_written(f, text)) return as;
    if (text.empty()) return std::nullopt;
    switch (f) {
        case field::sex:
            return only(words_.sex(text));
        case field::nation:
            return only(words_.nation(text));
        case field::political_status:
            return only(words_.political_status(text));
        case field::education:
            return only(words_.education(text));
        case field::degree:
            return only(words_.degree(text));
        case field::category:
            return only(words_.category(text));
        case field::practical_category:
            return only(words_.practical_category(text));
        case field::professional_title:
            return only(words_.professional_title(text));
        case field::skill_level:
            return only(words_.skill_level(text));
        case field::availability:
            return only(words_.availability(text));
        case field::birth_date: {
            files::cell cell;
            cell.text = std::string(text);
            auto const b = roster::read_birth(cell, today_);
            for (auto const& finding : b.findings)
                if (finding.decide) return std::nullopt;
            return b.value ? std::optional(b.value->iso()) : std::nullopt;
        }
        case field::id_number:
            return roster::read_id_number(text, today_).value;
        case field::phone: {
            auto const p = roster::read_phone(text);
            return p.numbers.size() == 1 ? std::optional(p.numbers.front()) : std::nullopt;
        }
        case field::village_code:
        case field::native_village_code:
            return village(text);
        case field::skills: {
            std::string joined;
            auto const found = skills_.read(text, true);
            for (auto const& c : found.codes) joined += (joined.empty() ? "" : "|") + c;
            return joined.empty() ? std::nullopt : std::optional(joined);
        }
        default:
            return std::nullopt;
    }
}

}  // namespace guiyan::imports
