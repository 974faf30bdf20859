#include "modules/imports/decisions.hpp"

#include <algorithm>
#include <array>

namespace guiyan::imports {
namespace {

using roster::field;

constexpr std::array<std::string_view, 4> words{"open", "accepted", "declined", "edited"};

/// A mismatch leaves both fields in doubt.
void blank(settled_line& s, line_report const& r) {
    if (auto const f = roster::field_of(r.field)) s.values.clear(*f);
    if (r.kind == "id_birth_mismatch" || r.kind == "id_sex_mismatch") s.values.clear(field::id_number);
    s.blanked = true;
}

void about_known_person(settled_line& s, line_report const& r, decision const& d, bool update_existing) {
    auto choice = d.value;
    if (d.what == verdict_of_clerk::accepted) choice = "update";
    if (d.what == verdict_of_clerk::declined) choice = "skip";
    if (d.what == verdict_of_clerk::open && update_existing && r.sure == roster::confidence::high)
        choice = "update";
    if (choice == "update")
        s.twin = twin_choice::update;
    else if (choice == "new")
        s.twin = twin_choice::as_new;
    else if (choice == "skip")
        s.left_out = true;
    else
        s.waits = s.waits_for_line = true;
}

void about_line(settled_line& s, line_report const& r, decision const& d, bool update_existing) {
    if (r.kind == in_bank) return about_known_person(s, r, d, update_existing);
    switch (d.what) {
        case verdict_of_clerk::open:
            s.waits = s.waits_for_line = true;
            break;
        case verdict_of_clerk::accepted:
            break;
        case verdict_of_clerk::declined:
            s.left_out = true;
            break;
        case verdict_of_clerk::edited:
            if (r.kind == in_file && d.value == "skip") s.left_out = true;
            if (auto const f = roster::field_of(r.field)) s.values.set(*f, d.value);
            break;
    }
}

void as_written(settled_line& s, line_report const& r, field f, value_reader const* reader) {
    if (!reader) return;
    if (auto const value = reader->as_written(f, r.before))
        s.values.set(f, *value);
    else
        blank(s, r);
}

void about_field(settled_line& s, line_report const& r, decision const& d, value_reader const* reader) {
    auto const f = roster::field_of(r.field);
    bool const only_told = !r.decide && !r.suggestion;
    switch (d.what) {
        case verdict_of_clerk::open:
            if (r.decide) {
                s.waits = true;
                // Without its place it would be written at the place of the file: that is a guess.
                s.waits_for_line |= f == field::village_code;
                blank(s, r);
            } else if (f && !only_told) {
                as_written(s, r, *f, reader);
            }
            break;
        case verdict_of_clerk::accepted: {
            // A repair is in the values already; a proposal that waited is not.
            if (!r.decide || !f || !r.suggestion || !reader) break;
            if (auto const value = reader->read(*f, *r.suggestion))
                s.values.set(*f, *value);
            else if (!s.values.has(*f))
                s.blanked = true;
            break;
        }
        case verdict_of_clerk::declined:
            if (f && !only_told) as_written(s, r, *f, reader);
            break;
        case verdict_of_clerk::edited:
            if (f) s.values.set(*f, d.value);
            break;
    }
}

}  // namespace

std::string_view word_of(verdict_of_clerk v) {
    return words[static_cast<std::size_t>(v)];
}

std::optional<verdict_of_clerk> verdict_of(std::string_view word) {
    auto const at = std::ranges::find(words, word);
    if (at == words.end()) return std::nullopt;
    return static_cast<verdict_of_clerk>(at - words.begin());
}

bool can_be_accepted(line_report const& r) {
    if (r.kind == out_of_reach) return false;
    return r.suggestion.has_value() || is_about_the_line(r.kind);
}

void decision_set::forget_reports_of(std::string_view kind) {
    std::erase_if(by_report_, [&](auto const& each) { return each.second.kind == kind; });
}

decision decision_set::of(std::size_t line, std::size_t report, line_report const& r) const {
    if (auto const own = by_report_.find(key(line, report)); own != by_report_.end()) return own->second.what;
    if (auto const all = by_kind_.find(r.kind); all != by_kind_.end())
        if (all->second.what != verdict_of_clerk::accepted || can_be_accepted(r)) return all->second;
    return {r.decide ? verdict_of_clerk::open : verdict_of_clerk::accepted, ""};
}

settled_line settle_line(line const& l, std::size_t number, decision_set const& decisions,
                         bool update_existing, value_reader const* reader) {
    settled_line s;
    s.values = l.values;
    for (std::size_t i = 0; i < l.reports.size(); ++i) {
        auto const& r = l.reports[i];
        auto const d = decisions.of(number, i, r);
        if (is_about_the_line(r.kind))
            about_line(s, r, d, update_existing);
        else
            about_field(s, r, d, reader);
    }
    return s;
}

}  // namespace guiyan::imports
