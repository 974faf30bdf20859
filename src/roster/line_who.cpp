// Name, ID number, birth date, sex and phones of a line, and whether they agree.
#include <algorithm>

#include "roster/cell_text.hpp"
#include "roster/line_reader.hpp"
#include "roster/phone.hpp"

namespace guiyan::roster {

void line_reader::name() {
    auto* s = first(column_use::name);
    if (!s) return;
    auto known = s->now.cell ? read_name(s->text(), tools_.surnames) : name_reading{};
    if (!known.present) {
        add(s->column, word_of(field::name),
            {kind::name_missing, "", std::nullopt, confidence::low, true, {}});
        return;
    }
    if (known.value)
        out_.values.set(field::name, *known.value);
    else
        out_.values.set_unreadable(field::name);
    add_all(s->column, field::name, std::move(known.findings));
    // 吴桂花（女，回族）
    for (auto const& r : known.remarks)
        for (auto& word : split_list(r, true)) remarks_.push_back(std::move(word));
}

/// A number that a form parts over two or three cells (411122 | 19850327 | 001X), put together.
std::optional<files::cell> line_reader::parted_id_number(slot const& s) const {
    auto digits_of = [](std::string_view text) {
        std::string d = without_blanks(tidy(text));
        bool const x = d.ends_with('X') || d.ends_with('x');
        return all_digits(x ? d.substr(0, d.size() - 1) : d) ? d : std::string();
    };
    std::string number = digits_of(s.text());
    if (number.size() < 4 || number.size() > 15 || !all_digits(number)) return std::nullopt;
    std::uint32_t const at = plan_.columns[std::size_t(s.column)].index;
    for (std::uint32_t next = at + 1; next <= at + 2; ++next) {
        if (auto const known = plan_.by_index.find(next); known != plan_.by_index.end()) {
            auto const use = plan_.columns[std::size_t(known->second)].use;
            if (use != column_use::none && use != column_use::ignore && use != column_use::id_number)
                return std::nullopt;
        }
        auto const* c = row_.at(next);
        std::string const more = c ? digits_of(c->text) : "";
        if (more.empty()) return std::nullopt;
        number += more;
        if (number.size() > 18) return std::nullopt;
        if (number.size() < 18) continue;
        files::cell out = *s.now.cell;
        out.text = number;
        out.stored_as_number = false;
        return out;
    }
    return std::nullopt;
}

void line_reader::id_number() {
    auto* s = first(column_use::id_number);
    if (!s || !s->now.cell) return;
    auto const joined = parted_id_number(*s);
    id_ = read_id_number(joined ? *joined : *s->now.cell, tools_.today, plan_.zeros_suspect);
    if (joined && id_.value)
        id_.findings.push_back({kind::id_form, tidy(s->text()), *id_.value, confidence::high, false, {}});
    if (!id_.present) return;
    if (id_.value)
        out_.values.set(field::id_number, *id_.value);
    else
        out_.values.set_unreadable(field::id_number);
    add_all(s->column, field::id_number, id_.findings);
}

birth_reading line_reader::birth_cells(int& column) {
    if (auto* s = first(column_use::birth_date)) {
        column = s->column;
        if (s->now.cell) return read_birth(*s->now.cell, tools_.today, plan_.dates);
        return {};
    }
    auto* y = first(column_use::birth_year);
    if (!y) return {};
    column = y->column;
    auto text = [&](column_use use) {
        return std::string(first(use) ? first(use)->text() : std::string_view());
    };
    return read_birth(text(column_use::birth_year), text(column_use::birth_month),
                      text(column_use::birth_day), tools_.today);
}

void line_reader::birth_date() {
    int column = -1;
    auto b = birth_cells(column);
    if (id_.value) {
        auto const by_id = id_.birth();
        bool const fits = b.value && b.candidates.empty() && b.value->agrees_with(by_id);
        bool const month_fits = b.value && b.first_of_month && b.value->year() == by_id.year() &&
                                b.value->month() == by_id.month();
        bool const one_of =
            std::ranges::any_of(b.candidates, [&](auto const& c) { return c.agrees_with(by_id); });
        auto settled = [&](kind what) {
            for (auto& f : b.findings)
                if (f.what == what) f = {kind::date_form, f.before, by_id.iso(), confidence::high, false, {}};
        };
        if (!b.present) {
            out_.values.set(field::birth_date, by_id.iso());
            if (column >= 0 && plan_.columns[std::size_t(column)].filled > 0.5)
                add(column, word_of(field::birth_date), {kind::date_from_id, "", by_id.iso()});
            if (is_unlikely_birth(by_id.year(), tools_.today))
                add(first(column_use::id_number)->column, word_of(field::birth_date),
                    {kind::date_unlikely, by_id.iso(), std::nullopt, confidence::low, true, {}});
        } else if (fits || month_fits) {
            bool told = false;
            for (auto& f : b.findings)
                if (f.what == kind::date_form) {
                    // 民国 years and other doubtful forms are settled by the number.
                    f.suggestion = by_id.iso();
                    f.sure = confidence::high;
                    f.decide = false;
                    told = true;
                }
            if (!told && b.value->iso() != by_id.iso())
                b.findings.push_back({kind::date_from_id, b.value->iso(), by_id.iso()});
            out_.values.set(field::birth_date, by_id.iso());
        } else if (one_of) {
            settled(kind::date_ambiguous);
            out_.values.set(field::birth_date, by_id.iso());
        } else if (b.lunar) {
            settled(kind::date_lunar);
            out_.values.set(field::birth_date, by_id.iso());
        } else if (b.value) {
            std::string const written = b.value->iso();
            out_.values.set(field::birth_date, written);
            std::erase_if(b.findings, [](finding const& f) { return f.what == kind::date_ambiguous; });
            b.findings.push_back({kind::id_birth_mismatch,
                                  written,
                                  std::nullopt,
                                  confidence::low,
                                  true,
                                  {{"by_id", by_id.iso()}, {"written", written}}});
        } else {
            // Not a day at all: the number has one, and a person sees both.
            out_.values.set(field::birth_date, by_id.iso());
            for (auto& f : b.findings) {
                if (f.what == kind::date_age_only) f.decide = false;
                if (!f.suggestion) f.suggestion = by_id.iso();
            }
        }
    } else if (b.present) {
        if (b.value)
            out_.values.set(field::birth_date, b.value->iso());
        else
            out_.values.set_unreadable(field::birth_date);
    }
    add_all(column, field::birth_date, std::move(b.findings));
    age();
}

void line_reader::age() {
    auto* s = first(column_use::age);
    if (!s || !s->now.cell || !out_.values.has(field::birth_date)) return;
    auto const age = read_age(tidy(s->text()));
    if (!age) return;
    int const year = std::stoi(out_.values.get(field::birth_date).substr(0, 4));
    int const true_in = year + *age;
    bool wrong = false;
    if (plan_.counted_in)
        wrong = std::abs(true_in - *plan_.counted_in) > 2;
    else
        wrong = true_in > tools_.today.year() + 2 || true_in < tools_.today.year() - 15;
    if (!wrong) return;
    // Where ID number and birth date agree, the age is the slip and nothing waits for it.
    bool const settled = id_.value && out_.values.get(field::birth_date) == id_.birth().iso() &&
                         (first(column_use::birth_date) && first(column_use::birth_date)->now.cell);
    add(s->column, word_of(field::birth_date),
        {kind::age_mismatch,
         tidy(s->text()),
         std::nullopt,
         confidence::low,
         !settled,
         {{"birth_date", out_.values.get(field::birth_date)}}});
}

void line_reader::sex() {
    word_reading w;
    bool both = false;
    int column = -1;
    for (auto& s : all(column_use::sex)) {
        if (column < 0) column = s.column;
        if (!s.now.cell) continue;
        auto const& tick = plan_.columns[std::size_t(s.column)].tick_code;
        if (tick.empty()) {
            note_carried(s, field::sex);
            w = tools_.words.sex(s.text());
            column = s.column;
            break;
        }
        if (is_tick(tidy(s.text()))) {
            both = w.value && *w.value != tick;
            w.present = true;
            w.value = tick;
            column = s.column;
        }
    }
    if (both) {  // 男 and 女 are both ticked
        w.value.reset();
        w.findings.push_back({kind::word_ambiguous, "男、女", std::nullopt, confidence::low, true, {}});
    }
    std::string const by_id = id_.value ? std::string(1, id_.sex()) : "";
    if (!w.present && by_id.empty())
        for (auto const& r : remarks_)
            if (auto const x = tools_.words.sex(r); x.value) w = x;
    if (w.value)
        out_.values.set(field::sex, *w.value);
    else if (!by_id.empty() && (!w.present || column < 0))
        out_.values.set(field::sex, by_id);
    else if (w.present)
        out_.values.set_unreadable(field::sex);
    if (w.value && !by_id.empty() && *w.value != by_id)
        w.findings.push_back(
            {kind::id_sex_mismatch,
             *w.value == "1" ? "男" : "女",
             std::nullopt,
             confidence::low,
             true,
             {{"by_id", by_id == "1" ? "男" : "女"}, {"written", *w.value == "1" ? "男" : "女"}}});
    add_all(column, field::sex, std::move(w.findings));
}

void line_reader::phones() {
    std::vector<std::string> numbers;
    std::vector<std::string> other;
    bool phone_written = false;
    auto take = [&](slot& s, bool main) {
        if (!s.now.cell) return;
        note_carried(s, main ? field::phone : field::contact);
        auto p = read_phone(*s.now.cell);
        if (!p.present) return;
        if (main) phone_written = true;
        if (!main && p.numbers.empty()) {
            // WeChat names and e-mail are contacts too.
            other.push_back(tidy_free_text(s.text()));
            return;
        }
        for (auto& n : p.numbers)
            if (std::ranges::find(numbers, n) == numbers.end()) numbers.push_back(n);
        if (!main)
            for (auto& f : p.findings) f.decide = false;
        add_all(s.column, main ? field::phone : field::contact, std::move(p.findings));
    };
    for (auto& s : all(column_use::phone)) take(s, true);
    for (auto& s : all(column_use::contact)) take(s, false);
    if (!numbers.empty())
        out_.values.set(field::phone, numbers[0]);
    else if (phone_written)
        out_.values.set_unreadable(field::phone);
    std::string contact;
    for (std::size_t i = 1; i < numbers.size(); ++i) contact += (contact.empty() ? "" : "、") + numbers[i];
    for (auto const& o : other) contact += (contact.empty() ? "" : "、") + o;
    if (!contact.empty()) out_.values.set(field::contact, contact);
}

}  // namespace guiyan::roster
