// Coded columns of a line: nation, party, schooling.
#include "roster/cell_text.hpp"
#include "roster/line_reader.hpp"

namespace guiyan::roster {

void line_reader::put(word_reading w, int column, field f) {
    if (w.value)
        out_.values.set(f, *w.value);
    else if (w.present)
        out_.values.set_unreadable(f);
    add_all(column, f, std::move(w.findings));
}

void line_reader::coded(column_use use, field f, word_reading (vocabulary::*reader)(std::string_view) const) {
    auto* s = first(use);
    if (s && s->now.cell) {
        note_carried(*s, f);
        put((tools_.words.*reader)(s->text()), s->column, f);
    } else if (f == field::nation) {
        for (auto const& r : remarks_)
            if (r.ends_with("族"))
                if (auto const w = tools_.words.nation(r); w.value) out_.values.set(f, *w.value);
    }
}

void line_reader::political() {
    for (column_use use : {column_use::political_status, column_use::party_member})
        for (auto& s : all(use)) {
            if (!s.now.cell) continue;
            auto const& tick = plan_.columns[std::size_t(s.column)].tick_code;
            if (!tick.empty()) {
                if (is_tick(tidy(s.text()))) out_.values.set(field::political_status, tick);
                continue;
            }
            if (out_.values.has(field::political_status) && use == column_use::party_member) continue;
            note_carried(s, field::political_status);
            put(use == column_use::party_member ? tools_.words.party_member(s.text())
                                                : tools_.words.political_status(s.text()),
                s.column, field::political_status);
        }
    if (!out_.values.has(field::political_status) && !out_.values.is_null(field::political_status))
        for (auto const& r : remarks_)
            if (r.find("党员") != std::string::npos)
                if (auto const w = tools_.words.political_status(r); w.value)
                    out_.values.set(field::political_status, *w.value);
}

void line_reader::schooling() {
    std::string best;
    bool unreadable = false;
    for (column_use use : {column_use::education, column_use::education_fulltime, column_use::education_onjob,
                           column_use::education_degree})
        for (auto& s : all(use)) {
            if (!s.now.cell) continue;
            auto const& tick = plan_.columns[std::size_t(s.column)].tick_code;
            if (!tick.empty()) {
                if (is_tick(tidy(s.text()))) best = vocabulary::higher(best, tick);
                continue;
            }
            note_carried(s, field::education);
            auto w = tools_.words.education(s.text());
            if (w.value)
                best = vocabulary::higher(best, *w.value);
            else if (w.present)
                unreadable = true;
            add_all(s.column, field::education, std::move(w.findings));
            if (auto d = tools_.words.degree(s.text()); d.value && use != column_use::education)
                degree(*d.value);
        }
    // One column unread, another read: which is the higher is not known.
    if (!best.empty() && !unreadable)
        out_.values.set(field::education, best);
    else if (unreadable)
        out_.values.set_unreadable(field::education);
    for (auto& s : all(column_use::degree))
        if (s.now.cell)
            if (auto d = tools_.words.degree(s.text()); d.value) degree(*d.value);
}

void line_reader::degree(std::string const& code) {
    if (!out_.values.has(field::degree) || code < out_.values.get(field::degree))
        out_.values.set(field::degree, code);
}

}  // namespace guiyan::roster
