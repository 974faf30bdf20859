// What the person does: talent class, skills, title, employer, remarks.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "roster/cell_text.hpp"
#include "roster/line_reader.hpp"

namespace guiyan::roster {

void line_reader::talents() {
    bool category_written = false;
    for (auto& s : all(column_use::category)) {
        if (!s.now.cell) continue;
        auto const& tick = plan_.columns[std::size_t(s.column)].tick_code;
        if (!tick.empty()) {
            if (is_tick(tidy(s.text())) && !out_.values.has(field::category))
                out_.values.set(field::category, tick);
            continue;
        }
        category_cell(s);
        category_written = true;
    }
    for (auto& s : all(column_use::practical_category)) {
        if (!s.now.cell) continue;
        auto w = tools_.words.practical_category(s.text());
        if (w.value && !out_.values.has(field::practical_category))
            out_.values.set(field::practical_category, *w.value);
        else if (!w.value)
            category_cell(s);
        category_written = true;
    }
    if (!category_written) {
        if (!around_.group_category.empty()) out_.values.set(field::category, around_.group_category);
        if (!around_.group_practical.empty())
            out_.values.set(field::practical_category, around_.group_practical);
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
        if (strengths.empty() && all(column_use::strengths).empty() && all(column_use::skills).empty())
            strengths = text;
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

void line_reader::category_cell(slot& s) {
    note_carried(s, field::category);
    auto c = tools_.words.category(s.text());
    auto p = tools_.words.practical_category(s.text());
    if (c.value && !out_.values.has(field::category)) out_.values.set(field::category, *c.value);
    if (p.value && !out_.values.has(field::practical_category))
        out_.values.set(field::practical_category, *p.value);
    if (!c.value && !p.value) add_all(s.column, field::category, std::move(c.findings));
}

void line_reader::work() {
    auto note_only = [&](column_use use, field f,
                         word_reading (vocabulary::*reader)(std::string_view) const) {
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
    if (auto* s = first(column_use::employer_post); s && s->now.cell)
        employer_and_post(tidy_free_text(s->text()));
}

/// "某某合作社理事长" → 某某合作社, 理事长
void line_reader::employer_and_post(std::string const& text) {
    if (is_nothing(text)) return;
    static constexpr std::array<std::string_view, 20> ends{
        "有限责任公司", "有限公司", "公司",   "合作社", "家庭农场", "农场", "委员会",
        "村委会",       "卫生室",   "卫生院", "医院",   "小学",     "中学", "学校",
        "服务中心",     "中心",     "居委会", "政府",   "社区",     "村"};
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

void line_reader::texts() {
    std::string text;
    for (auto& s : all(column_use::remarks)) {
        if (!s.now.cell) continue;
        std::string const part = tidy_free_text(s.text());
        if (!is_nothing(part)) text += (text.empty() ? "" : "；") + part;
    }
    if (!text.empty()) out_.values.set(field::remarks, text);
}

/// A line of a wide form that holds nothing but a name cannot be told from its namesakes.
void line_reader::only_name() {
    int mapped = 0;
    for (auto const& list : block_.by_use)
        for (int i : list) {
            auto const use = plan_.columns[std::size_t(i)].use;
            if (use == column_use::none || use == column_use::ignore || use == column_use::number ||
                use == column_use::name)
                continue;
            ++mapped;
            if (auto const& list_slots = slots_[static_cast<std::size_t>(use)]; !list_slots.empty())
                for (auto const& s : list_slots)
                    if (s.now.cell && !s.now.sparse && !s.now.merged && !is_nothing(tidy(s.text()))) return;
        }
    if (mapped >= 2)
        add(block_.first(column_use::name), word_of(field::name),
            {kind::only_name, out_.values.get(field::name), std::nullopt, confidence::low, true, {}});
}

}  // namespace guiyan::roster
