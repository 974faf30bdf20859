#include "roster/person_line.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "roster/cell_text.hpp"
#include "roster/id_number.hpp"
#include "roster/phone.hpp"

namespace guiyan::roster {
namespace {

/// Columns whose value may stand for the lines below it.
bool may_stand_for_lines(column_use use) {
    switch (use) {
        case column_use::village:
        case column_use::town:
        case column_use::group:
        case column_use::county: return true;
        default: return false;
    }
}

class line_reader {
public:
    line_reader(table_plan const& plan, plan_block const& block, files::row const& row, merge_map const& merges,
                toolbox const& tools, surroundings const& around, carried_cells& carried, row_result& out)
        : plan_(plan), block_(block), row_(row), merges_(merges), tools_(tools), around_(around), carried_(carried), out_(out) {}

    void read() {
        gather();
        swap_back();
        name();
        id_number();
        birth_date();
        sex();
        phones();
        coded(column_use::nation, field::nation, &vocabulary::nation);
        political();
        schooling();
        places();
        talents();
        work();
        texts();
        if (block_.first(column_use::name) >= 0 && out_.values.has(field::name)) only_name();
    }

private:
    struct slot {
        carried_cells::cell_now now;
        int column = -1;
        std::string_view text() const { return now.cell ? std::string_view(now.cell->text) : std::string_view(); }
    };

    void gather() {
        for (auto const& list : block_.by_use)
            for (int i : list) {
                auto const& column = plan_.columns[std::size_t(i)];
                auto now = carried_.now(row_, column, merges_, may_stand_for_lines(column.use));
                auto& use_slots = slots_[static_cast<std::size_t>(column.use)];
                use_slots.push_back({now, i});
                if (now.cell && now.cell->kind == files::cell_kind::error && column.use != column_use::ignore &&
                    column.use != column_use::none && column.use != column_use::number) {
                    add(i, "", {kind::cell_error, now.cell->text, std::nullopt, confidence::low, true, {}});
                    use_slots.back().now.cell = nullptr;
                }
            }
    }

    slot* first(column_use use) {
        auto& list = slots_[static_cast<std::size_t>(use)];
        return list.empty() ? nullptr : &list[0];
    }
    std::vector<slot>& all(column_use use) { return slots_[static_cast<std::size_t>(use)]; }
    std::string tidy_of(column_use use) {
        auto* s = first(use);
        return s ? tidy(s->text()) : std::string();
    }

    void add(int column, std::string_view field_word, finding f) {
        report r;
        if (column >= 0) {
            r.column = plan_.columns[std::size_t(column)].heading;
            r.column_index = static_cast<int>(plan_.columns[std::size_t(column)].index);
        }
        r.field = std::string(field_word);
        r.what = std::move(f);
        out_.reports.push_back(std::move(r));
    }
    void add_all(int column, field f, std::vector<finding> findings) {
        for (auto& x : findings) add(column, word_of(f), std::move(x));
    }
    /// Says that a value stands in a line above.
    void note_carried(slot const& s, field f) {
        if (!s.now.cell || (!s.now.sparse && !s.now.ditto)) return;
        std::string const text = tidy(s.text());
        add(s.column, word_of(f),
            {s.now.ditto ? kind::ditto : kind::carried_down, s.now.ditto ? "〃" : "", text,
             s.now.ditto ? confidence::high : confidence::medium, false, {}});
    }

    // ---- cells that stand in each other's place -------------------------------------------------------------------

    void swap(slot& a, slot& b) {
        std::swap(a.now, b.now);
        for (auto* s : {&a, &b}) {
            if (!s->now.cell) continue;
            auto const& other = s == &a ? b : a;
            add(s->column, "", {kind::columns_swapped, other.now.cell ? tidy(other.now.cell->text) : "", tidy(s->now.cell->text),
                                confidence::medium, true, {}});
        }
    }

    void swap_back() {
        auto* name_slot = first(column_use::name);
        auto* sex_slot = first(column_use::sex);
        if (name_slot && sex_slot && plan_.columns[std::size_t(sex_slot->column)].tick_code.empty()) {
            std::string const n = tidy(name_slot->text());
            std::string const s = tidy(sex_slot->text());
            if (tools_.words.knows_sex(n) && !n.empty() && looks_like_name(s, tools_.surnames)) swap(*name_slot, *sex_slot);
        }
        if (auto* id = first(column_use::id_number)) {
            std::string const id_text = tidy(id->text());
            if (!looks_like_id_number(id_text)) {
                for (column_use use : {column_use::phone, column_use::contact, column_use::birth_date, column_use::name,
                                       column_use::sex, column_use::age, column_use::nation, column_use::none, column_use::ignore,
                                       column_use::political_status, column_use::education, column_use::village}) {
                    bool done = false;
                    for (auto& s : all(use))
                        if (s.now.cell && looks_like_id_number(tidy(s.text())) &&
                            (is_nothing(id_text) || !read_phone(id_text).numbers.empty() || use != column_use::none)) {
                            swap(*id, s);
                            done = true;
                            break;
                        }
                    if (done) break;
                }
            }
        }
        swap_words(column_use::sex, column_use::nation, [&](auto t) { return tools_.words.knows_sex(t); },
                   [&](auto t) { return tools_.words.knows_nation(t); });
        swap_words(column_use::nation, column_use::education, [&](auto t) { return tools_.words.knows_nation(t); },
                   [&](auto t) { return tools_.words.knows_education(t); });
        swap_words(column_use::education, column_use::political_status,
                   [&](auto t) { return tools_.words.knows_education(t); }, [&](auto t) { return tools_.words.knows_political(t); });
        swap_words(column_use::nation, column_use::political_status, [&](auto t) { return tools_.words.knows_nation(t); },
                   [&](auto t) { return tools_.words.knows_political(t); });
        swap_words(column_use::name, column_use::village, [&](auto t) { return looks_like_name(t, tools_.surnames); },
                   [&](auto t) { return t.ends_with("村") && !tools_.places.village(t, {}, false).village.empty(); });
    }

    template <class KnowsA, class KnowsB>
    void swap_words(column_use a_use, column_use b_use, KnowsA knows_a, KnowsB knows_b) {
        auto* a = first(a_use);
        auto* b = first(b_use);
        if (!a || !b || !a->now.cell || !b->now.cell) return;
        std::string const x = tidy(a->text());
        std::string const y = tidy(b->text());
        if (x.empty() || y.empty() || knows_a(x) || knows_b(y)) return;
        if (knows_b(x) && knows_a(y)) swap(*a, *b);
    }

    // ---- who --------------------------------------------------------------------------------------------------------

    void name() {
        auto* s = first(column_use::name);
        if (!s) return;
        auto known = s->now.cell ? read_name(s->text(), tools_.surnames) : name_reading{};
        if (!known.present) {
            add(s->column, word_of(field::name), {kind::name_missing, "", std::nullopt, confidence::low, true, {}});
            return;
        }
        if (known.value) out_.values.set(field::name, *known.value);
        else out_.values.set_unreadable(field::name);
        add_all(s->column, field::name, std::move(known.findings));
        // 吴桂花（女，回族）
        for (auto const& r : known.remarks)
            for (auto& word : split_list(r, true)) remarks_.push_back(std::move(word));
    }

    void id_number() {
        auto* s = first(column_use::id_number);
        if (!s || !s->now.cell) return;
        id_ = read_id_number(*s->now.cell, tools_.today, plan_.zeros_suspect);
        if (!id_.present) return;
        if (id_.value) out_.values.set(field::id_number, *id_.value);
        else out_.values.set_unreadable(field::id_number);
        add_all(s->column, field::id_number, id_.findings);
    }

    birth_reading birth_cells(int& column) {
        if (auto* s = first(column_use::birth_date)) {
            column = s->column;
            if (s->now.cell) return read_birth(*s->now.cell, tools_.today, plan_.dates);
            return {};
        }
        auto* y = first(column_use::birth_year);
        if (!y) return {};
        column = y->column;
        auto text = [&](column_use use) { return std::string(first(use) ? first(use)->text() : std::string_view()); };
        return read_birth(text(column_use::birth_year), text(column_use::birth_month), text(column_use::birth_day), tools_.today);
    }

    void birth_date() {
        int column = -1;
        auto b = birth_cells(column);
        if (id_.value) {
            auto const by_id = id_.birth();
            bool const fits = b.value && b.candidates.empty() && b.value->agrees_with(by_id);
            bool const month_fits = b.value && b.first_of_month && b.value->year() == by_id.year() && b.value->month() == by_id.month();
            bool const one_of = std::ranges::any_of(b.candidates, [&](auto const& c) { return c.agrees_with(by_id); });
            auto settled = [&](kind what) {
                for (auto& f : b.findings)
                    if (f.what == what) f = {kind::date_form, f.before, by_id.iso(), confidence::high, false, {}};
            };
            if (!b.present) {
                out_.values.set(field::birth_date, by_id.iso());
                if (column >= 0 && plan_.columns[std::size_t(column)].filled > 0.5)
                    add(column, word_of(field::birth_date), {kind::date_from_id, "", by_id.iso()});
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
                b.findings.push_back({kind::id_birth_mismatch, written, std::nullopt, confidence::low, true,
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
            if (b.value) out_.values.set(field::birth_date, b.value->iso());
            else out_.values.set_unreadable(field::birth_date);
        }
        add_all(column, field::birth_date, std::move(b.findings));
        age();
    }

    void age() {
        auto* s = first(column_use::age);
        if (!s || !s->now.cell || !out_.values.has(field::birth_date)) return;
        auto const age = read_age(tidy(s->text()));
        if (!age) return;
        int const year = std::stoi(out_.values.get(field::birth_date).substr(0, 4));
        int const true_in = year + *age;
        bool wrong = false;
        if (plan_.counted_in) wrong = std::abs(true_in - *plan_.counted_in) > 2;
        else wrong = true_in > tools_.today.year() + 2 || true_in < tools_.today.year() - 15;
        if (!wrong) return;
        // Where ID number and birth date agree, the age is the slip and nothing waits for it.
        bool const settled = id_.value && out_.values.get(field::birth_date) == id_.birth().iso() &&
                             (first(column_use::birth_date) && first(column_use::birth_date)->now.cell);
        add(s->column, word_of(field::birth_date),
            {kind::age_mismatch, tidy(s->text()), std::nullopt, confidence::low, !settled,
             {{"birth_date", out_.values.get(field::birth_date)}}});
    }

    void sex() {
        word_reading w;
        int column = -1;
        for (auto& s : all(column_use::sex)) {
            if (column < 0) column = s.column;
            if (!s.now.cell) continue;
            auto const& tick = plan_.columns[std::size_t(s.column)].tick_code;
            if (tick.empty()) {
                w = tools_.words.sex(s.text());
                column = s.column;
                break;
            }
            if (is_tick(tidy(s.text()))) {
                if (w.value) w.findings.push_back({kind::word_ambiguous, "", std::nullopt, confidence::low, true, {}});
                w.present = true;
                w.value = tick;
                column = s.column;
            }
        }
        std::string const by_id = id_.value ? std::string(1, id_.sex()) : "";
        if (!w.present && by_id.empty())
            for (auto const& r : remarks_)
                if (auto const x = tools_.words.sex(r); x.value) w = x;
        if (w.value) out_.values.set(field::sex, *w.value);
        else if (!by_id.empty() && (!w.present || column < 0)) out_.values.set(field::sex, by_id);
        else if (w.present) out_.values.set_unreadable(field::sex);
        if (w.value && !by_id.empty() && *w.value != by_id)
            w.findings.push_back({kind::id_sex_mismatch, *w.value == "1" ? "男" : "女", std::nullopt, confidence::low, true,
                                  {{"by_id", by_id == "1" ? "男" : "女"}, {"written", *w.value == "1" ? "男" : "女"}}});
        add_all(column, field::sex, std::move(w.findings));
    }

    void phones() {
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
        if (!numbers.empty()) out_.values.set(field::phone, numbers[0]);
        else if (phone_written) out_.values.set_unreadable(field::phone);
        std::string contact;
        for (std::size_t i = 1; i < numbers.size(); ++i) contact += (contact.empty() ? "" : "、") + numbers[i];
        for (auto const& o : other) contact += (contact.empty() ? "" : "、") + o;
        if (!contact.empty()) out_.values.set(field::contact, contact);
    }

    // ---- words ------------------------------------------------------------------------------------------------------

    void put(word_reading w, int column, field f) {
        if (w.value) out_.values.set(f, *w.value);
        else if (w.present) out_.values.set_unreadable(f);
        add_all(column, f, std::move(w.findings));
    }

    void coded(column_use use, field f, word_reading (vocabulary::*reader)(std::string_view) const) {
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

    void political() {
        for (column_use use : {column_use::political_status, column_use::party_member})
            for (auto& s : all(use)) {
                if (!s.now.cell) continue;
                auto const& tick = plan_.columns[std::size_t(s.column)].tick_code;
                if (!tick.empty()) {
                    if (is_tick(tidy(s.text()))) out_.values.set(field::political_status, tick);
                    continue;
                }
                if (out_.values.has(field::political_status) && use == column_use::party_member) continue;
                put(use == column_use::party_member ? tools_.words.party_member(s.text())
                                                    : tools_.words.political_status(s.text()),
                    s.column, field::political_status);
            }
        if (!out_.values.has(field::political_status) && !out_.values.is_null(field::political_status))
            for (auto const& r : remarks_)
                if (r.find("党员") != std::string::npos)
                    if (auto const w = tools_.words.political_status(r); w.value) out_.values.set(field::political_status, *w.value);
    }

    void schooling() {
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
                auto w = tools_.words.education(s.text());
                if (w.value) best = vocabulary::higher(best, *w.value);
                else if (w.present) unreadable = true;
                add_all(s.column, field::education, std::move(w.findings));
                if (auto d = tools_.words.degree(s.text()); d.value && use != column_use::education) degree(*d.value);
            }
        // One column unread, another read: which is the higher is not known.
        if (!best.empty() && !unreadable) out_.values.set(field::education, best);
        else if (unreadable) out_.values.set_unreadable(field::education);
        for (auto& s : all(column_use::degree))
            if (s.now.cell)
                if (auto d = tools_.words.degree(s.text()); d.value) degree(*d.value);
    }

    void degree(std::string const& code) {
        if (!out_.values.has(field::degree) || code < out_.values.get(field::degree)) out_.values.set(field::degree, code);
    }

    // ---- where ------------------------------------------------------------------------------------------------------

    void places() {
        place_context where;
        where.weak_town = around_.group_town.empty() ? around_.weak_town : around_.group_town;
        where.weak_village = around_.group_village.empty() ? (around_.group_town.empty() ? around_.weak_village : "")
                                                           : around_.group_village;
        bool foreign = false;
        if (auto* s = first(column_use::county); s && s->now.cell) {
            auto const c = tools_.places.village(s->text(), {}, false);
            if (c.how == place_how::other_county) {
                foreign = true;
                problem(s->column, kind::village_other_county, tidy(s->text()), {{"county", c.other_county}});
            } else if (c.how == place_how::town_only && !first(column_use::town)) {
                where.town_code = c.town;
            }
        }
        place_reading by_town;
        auto* town_slot = first(column_use::town);
        if (town_slot && town_slot->now.cell && !foreign) {
            std::string const text = tidy(town_slot->text());
            if (!is_own_place_word(text)) {
                by_town = tools_.places.town(town_slot->text());
                note_carried(*town_slot, field::village_code);
                if (!by_town.town.empty() && by_town.how != place_how::town_mismatch) where.town_code = by_town.town;
                else if (by_town.how == place_how::other_county) {
                    foreign = true;
                    problem(town_slot->column, kind::village_other_county, text, {{"county", by_town.other_county}});
                } else if (by_town.how == place_how::unknown || by_town.how == place_how::unsure) {
                    problem(town_slot->column, kind::town_unknown, text);
                }
            }
        }
        if (foreign) {
            out_.values.set_unreadable(field::village_code);
        } else {
            village(where, by_town, town_slot);
        }
        addresses(where, foreign);
        native(where);
    }

    static bool is_own_place_word(std::string_view text) {
        return text == "本村" || text == "本镇" || text == "本乡" || text == "本社区" || text == "本地" || text == "本街道" ||
               text == "本组" || text == "本县";
    }

    void problem(int column, kind what, std::string before, text_args args = {}, std::optional<std::string> suggestion = {}) {
        out_.values.set_unreadable(field::village_code);
        add(column, word_of(field::village_code),
            {what, std::move(before), std::move(suggestion), suggestion ? confidence::medium : confidence::low, true, std::move(args)});
    }

    void village(place_context const& where, place_reading const& by_town, slot* town_slot) {
        auto* s = first(column_use::village);
        std::string const text = s ? tidy(s->text()) : "";
        if (s && s->now.cell && !is_nothing(text) && !is_own_place_word(text)) {
            note_carried(*s, field::village_code);
            auto const v = tools_.places.village(s->text(), where, false);
            take_village(v, s->column, text, where, true);
            return;
        }
        // The town column may name the village too: 王孟镇王孟西村.
        if (town_slot && !by_town.village.empty() && by_town.how != place_how::unsure && by_town.how != place_how::town_mismatch) {
            take_village(by_town, town_slot->column, tidy(town_slot->text()), where, true);
            return;
        }
        if (!where.weak_village.empty() &&
            (where.town_code.empty() || tools_.places.town_of(where.weak_village) == where.town_code)) {
            out_.values.set(field::village_code, where.weak_village);
            return;
        }
        if (is_own_place_word(text)) {
            problem(s->column, kind::village_unknown, text);
            return;
        }
        // The registered home before the place where somebody lives now; what names no village of this county is told
        // only where no other column does.
        std::optional<std::pair<place_reading, slot*>> doubtful;
        for (column_use use : {column_use::registered, column_use::address})
            for (auto& a : all(use)) {
                if (!a.now.cell || is_nothing(tidy(a.text()))) continue;
                auto const v = tools_.places.village(a.text(), where, true);
                if (v.how == place_how::exact || v.how == place_how::alias || v.how == place_how::typo) {
                    take_village(v, a.column, tidy(a.text()), where, false);
                    return;
                }
                if (!doubtful) doubtful.emplace(v, &a);
            }
        if (doubtful && (!s || plan_.columns[std::size_t(s->column)].filled < 0.05)) {
            take_village(doubtful->first, doubtful->second->column, tidy(doubtful->second->text()), where, false);
            return;
        }
        if (out_.values.is_null(field::village_code)) return;
        // Only a 籍贯 is there: the village of the line is the native one.
        if (!s && all(column_use::address).empty() && all(column_use::registered).empty())
            if (auto* n = first(column_use::native_place); n && n->now.cell) {
                auto const v = tools_.places.village(n->text(), where, true);
                if (v.how == place_how::exact || v.how == place_how::alias || (v.how == place_how::typo)) {
                    take_village(v, n->column, tidy(n->text()), where, true);
                    return;
                }
            }
        if (s && plan_.columns[std::size_t(s->column)].filled > 0.6)
            add(s->column, word_of(field::village_code), {kind::village_missing, "", std::nullopt, confidence::low, false, {}});
    }

    std::string labels(std::vector<std::string> const& codes) const {
        std::string out;
        for (auto const& c : codes) out += (out.empty() ? "" : "、") + tools_.places.label(c) + "(" + c + ")";
        return out;
    }

    void take_village(place_reading const& v, int column, std::string const& text, place_context const& where, bool must) {
        auto set = [&] { out_.values.set(field::village_code, v.village); };
        auto tell = [&](kind what, confidence sure, bool decide) {
            add(column, word_of(field::village_code),
                {what, text, tools_.places.label(v.village), sure, decide, {{"village", tools_.places.label(v.village)}}});
        };
        switch (v.how) {
            case place_how::exact: set(); break;
            case place_how::alias:
                set();
                tell(kind::village_alias, confidence::high, false);
                break;
            case place_how::typo: {
                bool const sure = v.certain || v.town_written || !where.town_code.empty() || !where.weak_town.empty();
                set();
                tell(kind::village_typo, sure ? confidence::high : confidence::medium, !sure);
                break;
            }
            case place_how::unsure:
                if (must || !text.empty())
                    problem(column, kind::village_typo_unsure, text, {{"village", tools_.places.label(v.village)}}, tools_.places.label(v.village));
                break;
            case place_how::ambiguous:
                problem(column, kind::village_ambiguous, text, {{"choices", labels(v.candidates)}});
                break;
            case place_how::town_mismatch:
                problem(column, kind::town_mismatch, text,
                        {{"village", v.village.empty() ? labels(v.candidates) : tools_.places.label(v.village)},
                         {"town", tools_.places.label(v.town)}},
                        v.village.empty() ? std::nullopt : std::optional<std::string>(tools_.places.label(v.village)));
                break;
            case place_how::town_only:
                if (must) problem(column, kind::town_only, text, {{"town", tools_.places.label(v.town)}});
                break;
            case place_how::other_county:
                // An address elsewhere is where somebody lives; a village elsewhere is a line of another county.
                if (must) {
                    problem(column, kind::village_other_county, text, {{"county", v.other_county}});
                } else {
                    add(column, word_of(field::village_code),
                        {kind::village_other_county, text, std::nullopt, confidence::low, true, {{"county", v.other_county}}});
                    out_.values.set_unreadable(field::village_code);
                }
                break;
            case place_how::county_only:
            case place_how::unknown:
                if (must) {
                    problem(column, kind::village_unknown, text);
                } else {
                    add(column, word_of(field::village_code), {kind::village_unknown, text, std::nullopt, confidence::low, false, {}});
                }
                break;
            case place_how::none: break;
        }
    }

    void addresses(place_context const&, bool) {
        std::string text;
        for (auto& a : all(column_use::address))
            if (a.now.cell && text.empty()) text = tidy_free_text(a.text());
        if (text.empty())
            for (auto& a : all(column_use::registered))
                if (a.now.cell && text.empty()) text = tidy_free_text(a.text());
        if (!is_nothing(text)) out_.values.set(field::residence_note, text);
    }

    void native(place_context const& where) {
        auto* s = first(column_use::native_place);
        if (!s || !s->now.cell) return;
        auto const n = tools_.places.native(s->text(), where);
        bool const sure = n.how == place_how::exact || n.how == place_how::alias;
        if (sure) out_.values.set(field::native_village_code, n.village);
        if (sure || n.how == place_how::town_only || n.how == place_how::county_only || n.how == place_how::other_county)
            if (!n.region.empty()) out_.values.set(field::native_region_code, n.region);
    }

    // ---- what they do -----------------------------------------------------------------------------------------------

    void talents() {
        bool category_written = false;
        for (auto& s : all(column_use::category)) {
            if (!s.now.cell) continue;
            auto const& tick = plan_.columns[std::size_t(s.column)].tick_code;
            if (!tick.empty()) {
                if (is_tick(tidy(s.text())) && !out_.values.has(field::category)) out_.values.set(field::category, tick);
                continue;
            }
            category_cell(s);
            category_written = true;
        }
        for (auto& s : all(column_use::practical_category)) {
            if (!s.now.cell) continue;
            auto w = tools_.words.practical_category(s.text());
            if (w.value && !out_.values.has(field::practical_category)) out_.values.set(field::practical_category, *w.value);
            else if (!w.value) category_cell(s);
            category_written = true;
        }
        if (!category_written) {
            if (!around_.group_category.empty()) out_.values.set(field::category, around_.group_category);
            if (!around_.group_practical.empty()) out_.values.set(field::practical_category, around_.group_practical);
        }
        std::vector<std::string> codes;
        std::string strengths;
        auto skills_of = [&](slot& s, bool must) {
            auto found = tools_.skills.read(s.text(), must);
            for (auto& c : found.codes)
                if (std::ranges::find(codes, c) == codes.end()) codes.push_back(c);
            if (must) add_all(s.column, field::skills, std::move(found.findings));
        };
        for (column_use use : {column_use::strengths, column_use::skills})
            for (auto& s : all(use)) {
                if (!s.now.cell) continue;
                std::string const text = tidy_free_text(s.text());
                if (is_nothing(text)) continue;
                strengths += (strengths.empty() ? "" : "；") + text;
                skills_of(s, true);
            }
        for (auto& s : all(column_use::industry)) {
            if (!s.now.cell) continue;
            std::string const text = tidy_free_text(s.text());
            if (is_nothing(text)) continue;
            if (strengths.empty() && all(column_use::strengths).empty() && all(column_use::skills).empty()) strengths = text;
            skills_of(s, false);
            if (!out_.values.has(field::practical_category))
                if (auto const w = tools_.words.practical_category(s.text()); w.value && w.findings.empty())
                    out_.values.set(field::practical_category, *w.value);
        }
        if (!strengths.empty()) out_.values.set(field::strengths, strengths);
        std::string joined;
        for (auto const& c : codes) joined += (joined.empty() ? "" : "|") + c;
        if (!joined.empty()) out_.values.set(field::skills, joined);
    }

    void category_cell(slot& s) {
        note_carried(s, field::category);
        auto c = tools_.words.category(s.text());
        auto p = tools_.words.practical_category(s.text());
        if (c.value && !out_.values.has(field::category)) out_.values.set(field::category, *c.value);
        if (p.value && !out_.values.has(field::practical_category)) out_.values.set(field::practical_category, *p.value);
        if (!c.value && !p.value) add_all(s.column, field::category, std::move(c.findings));
    }

    void work() {
        auto note_only = [&](column_use use, field f, word_reading (vocabulary::*reader)(std::string_view) const) {
            auto* s = first(use);
            if (!s || !s->now.cell) return;
            auto w = (tools_.words.*reader)(s->text());
            if (w.value) out_.values.set(f, *w.value);
            add_all(s->column, f, std::move(w.findings));
        };
        note_only(column_use::professional_title, field::professional_title, &vocabulary::professional_title);
        note_only(column_use::skill_level, field::skill_level, &vocabulary::skill_level);
        note_only(column_use::availability, field::availability, &vocabulary::availability);
        auto free_text = [&](column_use use, field f) {
            auto* s = first(use);
            if (!s || !s->now.cell || out_.values.has(f)) return;
            std::string const text = tidy_free_text(s->text());
            if (!is_nothing(text)) out_.values.set(f, text);
        };
        free_text(column_use::employer, field::employer_name);
        free_text(column_use::post_title, field::post_title);
        if (auto* s = first(column_use::employer_post); s && s->now.cell) employer_and_post(tidy_free_text(s->text()));
    }

    /// "某某合作社理事长" → 某某合作社, 理事长
    void employer_and_post(std::string const& text) {
        if (is_nothing(text)) return;
        static constexpr std::array<std::string_view, 20> ends{"有限责任公司", "有限公司", "公司", "合作社", "家庭农场", "农场", "委员会",
                                                               "村委会",       "卫生室",   "卫生院", "医院", "小学",     "中学", "学校",
                                                               "服务中心",     "中心",     "居委会", "政府", "社区",     "村"};
        std::string employer = text;
        std::string post;
        if (auto const blank = text.rfind(' '); blank != std::string::npos) {
            employer = text.substr(0, blank);
            post = text.substr(blank + 1);
        } else {
            for (auto e : ends) {
                auto const at = text.rfind(e);
                if (at == std::string::npos || at + e.size() >= text.size()) continue;
                if (length(text.substr(at + e.size())) > 10) continue;
                employer = text.substr(0, at + e.size());
                post = text.substr(at + e.size());
                break;
            }
        }
        if (!out_.values.has(field::employer_name)) out_.values.set(field::employer_name, employer);
        if (!post.empty() && !out_.values.has(field::post_title)) out_.values.set(field::post_title, post);
    }

    void texts() {
        std::string text;
        for (auto& s : all(column_use::remarks)) {
            if (!s.now.cell) continue;
            std::string const part = tidy_free_text(s.text());
            if (!is_nothing(part)) text += (text.empty() ? "" : "；") + part;
        }
        if (!text.empty()) out_.values.set(field::remarks, text);
    }

    /// A line of a wide form that holds nothing but a name cannot be told from its namesakes.
    void only_name() {
        int mapped = 0;
        for (auto const& list : block_.by_use)
            for (int i : list) {
                auto const use = plan_.columns[std::size_t(i)].use;
                if (use == column_use::none || use == column_use::ignore || use == column_use::number || use == column_use::name) continue;
                ++mapped;
                if (auto const& list_slots = slots_[static_cast<std::size_t>(use)]; !list_slots.empty())
                    for (auto const& s : list_slots)
                        if (s.now.cell && !s.now.sparse && !s.now.merged && !is_nothing(tidy(s.text()))) return;
            }
        if (mapped >= 2)
            add(block_.first(column_use::name), word_of(field::name), {kind::only_name, out_.values.get(field::name), std::nullopt, confidence::low, true, {}});
    }

    table_plan const& plan_;
    plan_block const& block_;
    files::row const& row_;
    merge_map const& merges_;
    toolbox const& tools_;
    surroundings const& around_;
    carried_cells& carried_;
    row_result& out_;
    std::array<std::vector<slot>, column_use_count> slots_;
    std::vector<std::string> remarks_;
    id_reading id_;
};

}  // namespace

void carried_cells::start_group() {
    for (auto& [column, cells] : last_) cells.in_group = false;
}

carried_cells::cell_now carried_cells::now(files::row const& row, plan_column const& column, merge_map const& merges,
                                           bool may_carry) {
    cell_now out;
    auto const* c = row.at(column.index);
    bool const blank = !c || trim(c->text).empty();
    bool const own_value = column.use != column_use::name && column.use != column_use::id_number && column.use != column_use::number;
    if (!blank && own_value && is_ditto(tidy(c->text))) {
        auto const at = last_.find(column.index);
        out.ditto = true;
        if (at != last_.end()) out.cell = &at->second.cell;
        return out;
    }
    if (!blank) {
        out.cell = c;
        if (own_value) {
            auto& keep = last_[column.index];
            keep.cell = *c;
            keep.row = row.number;
            keep.in_group = true;
        }
        return out;
    }
    if (!own_value) return out;
    auto const at = last_.find(column.index);
    if (at == last_.end()) return out;
    if (auto const* m = merges.covering(row.number, column.index); m && at->second.row >= m->first_row && at->second.row <= m->last_row) {
        out.cell = &at->second.cell;
        out.merged = true;
    } else if (may_carry && column.sparse && at->second.in_group) {
        out.cell = &at->second.cell;
        out.sparse = true;
    }
    return out;
}

void read_person(table_plan const& plan, plan_block const& block, files::row const& row, merge_map const& merges,
                 toolbox const& tools, surroundings const& around, carried_cells& carried, row_result& out) {
    line_reader(plan, block, row, merges, tools, around, carried, out).read();
}

}  // namespace guiyan::roster
