#include "modules/imports/import_views.hpp"

#include <algorithm>

#include "modules/imports/column_fields.hpp"
#include "modules/imports/told_line.hpp"
#include "modules/imports/value_reader.hpp"
#include "record/mask.hpp"

namespace guiyan::imports {
namespace {

using roster::field;

std::optional<std::string> unless_empty(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

import_values values_of(roster::person_values const& v) {
    auto get = [&](field f) { return v.has(f) ? std::optional(v.get(f)) : std::nullopt; };
    import_values out;
    out.name = get(field::name);
    out.sex = get(field::sex);
    out.birth_date = get(field::birth_date);
    // Beside a masked number the day of birth would give it away (trust.md, Personal data).
    if (v.has(field::id_number) && out.birth_date) out.birth_date = out.birth_date->substr(0, 4);
    if (v.has(field::id_number)) out.id_number = record::mask_id_number(v.get(field::id_number));
    if (v.has(field::phone)) out.phone = record::mask_phone(v.get(field::phone));
    if (v.has(field::contact)) out.contact = record::mask_text(v.get(field::contact));
    out.nation = get(field::nation);
    out.political_status = get(field::political_status);
    out.education = get(field::education);
    out.degree = get(field::degree);
    out.village_code = get(field::village_code);
    out.native_village_code = get(field::native_village_code);
    out.native_region_code = get(field::native_region_code);
    if (v.has(field::residence_note)) out.residence_note = record::mask_text(v.get(field::residence_note));
    out.category = get(field::category);
    out.practical_category = get(field::practical_category);
    out.professional_title = get(field::professional_title);
    out.skill_level = get(field::skill_level);
    out.employer_name = get(field::employer_name);
    out.post_title = get(field::post_title);
    out.availability = get(field::availability);
    out.strengths = get(field::strengths);
    out.remarks = get(field::remarks);
    out.skills = v.skills();
    return out;
}

/// What can be chosen about somebody who may be the same person; empty for other kinds.
std::vector<import_choice> choices_of(imports const& door, std::string_view kind, std::string_view language) {
    std::vector<import_choice> out;
    if (kind != in_bank && kind != in_file) return out;
    for (auto const* word : {"update", "new", "skip"})
        if (kind == in_bank || std::string_view(word) != "update")
            out.push_back({word, door.say(language, std::string("import.twin.") + word)});
    return out;
}

import_report report_of(imports const& door, told_line const& told, std::size_t n,
                        std::string_view language) {
    auto const& r = told.what.reports[n];
    auto const& d = told.decisions[n];
    import_report out;
    out.id = std::to_string(told.number) + "-" + std::to_string(n);
    out.column = r.column;
    out.field = unless_empty(r.field);
    out.kind = r.kind;
    out.before = unless_empty(shown(r, r.before));
    out.choices = choices_of(door, r.kind, language);
    if (r.suggestion)
        out.after = shown(r, *r.suggestion);
    else if (out.choices.empty() && can_be_accepted(r))
        out.after = door.say(language, "import.take_line");
    out.message = door.message_of(told.what, r, language);
    out.confidence = roster::word_of(r.sure);
    out.decision = word_of(d.what);
    auto const field = roster::field_of(r.field);
    if (field) out.table = unless_empty(std::string(table_of(*field)));
    if (d.what == verdict_of_clerk::edited) {
        out.value = d.value;
        auto const choice = std::ranges::find(out.choices, d.value, &import_choice::value);
        out.value_text = choice != out.choices.end() ? choice->label
                         : field                     ? door.value_text(*field, d.value)
                                                     : d.value;
    }
    out.must_decide = r.decide;
    return out;
}

std::string_view outcome_word(outcome o) {
    switch (o) {
        case outcome::none:
            return "";
        case outcome::written:
            return "written";
        case outcome::updated:
            return "updated";
        case outcome::known_already:
            return "known_already";
        case outcome::left_out:
            return "left_out";
        case outcome::waits:
            return "waits";
        case outcome::number_taken:
            return "number_taken";
        case outcome::rule:
            return "rule";
        case outcome::gone:
            return "gone";
        case outcome::to_update:
            return "";
    }
    return "";
}

}  // namespace

import_view view_of(imports const& door, import_batch const& b, std::string_view language) {
    import_view v;
    v.id = b.id;
    v.file_name = b.file_name;
    if (auto const* r = door.region_of(b)) v.region_code = r->code;
    v.region_name = door.region_name(b);
    v.state = std::string(guiyan::imports::word_of(b.state));
    auto const [done, total] = door.progress(b);
    v.progress = {done, total};
    if (b.refused) {
        v.reject_kind = b.refused->kind;
        v.reject_message = door.say(language, b.refused->key, b.refused->args);
    }
    for (auto const& s : b.sheets) {
        auto& sheet = v.sheets.emplace_back();
        sheet.name = s.name;
        sheet.hidden = s.hidden;
        sheet.used = s.used;
        sheet.title = unless_empty(s.title);
        sheet.unit_line = unless_empty(s.unit_line);
        for (auto row = s.first_heading_row; row && row <= s.last_heading_row; ++row)
            sheet.header_rows.push_back(std::to_string(row));
        sheet.first_row = s.first_row;
        sheet.last_row = s.last_row;
        for (auto const& c : s.columns) {
            bool const mapped = c.use != roster::column_use::none;
            sheet.columns.push_back(
                {c.index, c.heading, unless_empty(std::string(field_of_column(c.use))),
                 door.say(language, "roster.column." + std::string(roster::word_of(c.use))),
                 mapped ? std::optional(std::string(roster::word_of(c.sure))) : std::nullopt, c.remembered});
        }
    }
    v.counts = {b.counts.ok,      b.counts.proposed, b.counts.open, b.counts.ignored,
                b.counts.written, b.counts.updated,  b.counts.held};
    for (auto const& k : b.kinds)
        v.kinds.push_back({k.kind, door.say(language, kind_key(k.kind)), k.count, k.accepted, k.waiting,
                           k.offered, std::string(roster::word_of(k.sure)), is_about_the_line(k.kind),
                           choices_of(door, k.kind, language)});
    v.created_at = b.created_at;
    v.created_by_name = b.created_by_name;
    v.committed_at = b.committed_at;
    v.undo_until = door.undo_until(b);
    v.undone_at = b.undone_at;
    if (b.committer && b.committed_at) v.committed_by_name = b.committer->display_name;
    v.undone_by_name = b.undone_by_name;
    v.undo_reason = b.undo_reason;
    v.row_version = b.row_version;
    return v;
}

import_lines view_of(imports const& door, actor const& who, line_page const& page) {
    auto const& language = who.language;
    import_lines out;
    out.total = page.total;
    out.page = page.page;
    out.size = page.size;
    auto sheet_name = [&](std::size_t i) { return i < page.sheet_names.size() ? page.sheet_names[i] : ""; };
    for (auto const& told : page.items) {
        auto& l = out.items.emplace_back();
        l.sheet = sheet_name(told.what.sheet);
        l.row = told.what.row;
        l.verdict = roster::word_of(told.what.verdict);
        l.values = values_of(told.what.values);
        for (std::size_t r = 0; r < told.what.reports.size(); ++r)
            l.reports.push_back(report_of(door, told, r, language));
        if (auto const& d = told.what.duplicate) {
            l.duplicate.person_id = unless_empty(d->person_id);
            l.duplicate.name = d->name;
            l.duplicate.why = door.say(language, "import.why." + d->why);
            if (!d->person_id.empty())
                l.duplicate.about = unless_empty(door.about_twin(who, d->person_id));
            else {
                l.duplicate.sheet = sheet_name(d->sheet);
                l.duplicate.row = d->row;
            }
        }
        if (told.outcome != outcome::none) {
            l.outcome = std::string(outcome_word(told.outcome));
            l.outcome_message = door.say(language, "import.outcome." + *l.outcome);
        }
    }
    return out;
}

}  // namespace guiyan::imports
