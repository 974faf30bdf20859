// What the person does: talent class, skills, title, employer, remarks.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "roster/cell_text.hpp"
#include "roster/line_reader.hpp"

namespace guiyan::roster {

namespace {

/// 已故, 2024年迁出, 已于2023年5月因病去世: a remark about the person that says nothing else. 父亲去世 is
/// none.
bool tells_gone(std::string_view tidy_text) {
    std::string rest;
    for (char c : without_blanks(tidy_text))
        if (c < '0' || c > '9') rest += c;
    for (std::string_view word : {"已于", "年", "月", "日", "份", "因病", "户口", "户籍", "本人", "该人",
                                  "此人", "已", "于", "底", "初", ".",    "-",    "/",    ",",    "。"})
        rest = replaced(std::move(rest), word, "");
    static constexpr std::array<std::string_view, 14> words{"故",   "亡故", "病故", "身故", "去世",
                                                            "过世", "离世", "死亡", "逝世", "亡",
                                                            "迁出", "外嫁", "注销", "迁走"};
    return std::ranges::find(words, rest) != words.end();
}

}  // namespace

void line_reader::talents() {
    bool category_written = false;
    class_texts_.clear();
    for (auto& s : all(column_use::category)) {
        if (!s.now.cell) continue;
        category_cell(s);
        category_written = true;
    }
    for (auto& s : all(column_use::practical_category)) {
        if (!s.now.cell) continue;
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
        add_all(s.column, field::skills, std::move(found.findings));
    };
    for (column_use use : {column_use::strengths, column_use::skills})
        for (auto& s : all(use)) {
            if (!s.now.cell) continue;
            std::string const text = tidy_free_text(s.text());
            if (is_nothing(text)) continue;
            strengths += (strengths.empty() ? "" : "；") + text;
            skills_of(s, true);
        }
    // What a line says of its trade stands for a strength where it names none.
    bool const named = !strengths.empty();
    for (auto& s : all(column_use::industry)) {
        if (!s.now.cell) continue;
        std::string const text = tidy_free_text(s.text());
        if (is_nothing(text)) continue;
        if (!named) strengths += (strengths.empty() ? "" : "；") + text;
        skills_of(s, false);
        if (!out_.values.has(field::practical_category))
            if (auto const w = tools_.words.practical_category(s.text()); w.value && w.findings.empty())
                out_.values.set(field::practical_category, *w.value);
    }
    for (auto* s : class_texts_) {
        skills_of(*s, false);
        if (strengths.empty()) strengths = tidy_free_text(s->text());
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
    // 水稻种植大户 and 木雕、竹编 say more than a class, or something else.
    auto plainly = [](word_reading const& w) { return w.value && w.findings.empty(); };
    if (!plainly(c) && !plainly(p)) class_texts_.push_back(&s);
    if (c.value && !c.findings.empty() && !plainly(p))
        add_all(s.column, field::category, std::move(c.findings));
    else if (!c.value && p.value)
        add_all(s.column, field::practical_category, std::move(p.findings));
    else if (!c.value)
        add_all(s.column, field::category, std::move(c.findings));
}

/// Titles and levels of skill; a form may have one column for both, and two of each.
void line_reader::titles() {
    for (column_use use : {column_use::professional_title, column_use::skill_level})
        for (auto& s : all(use)) {
            if (!s.now.cell) continue;
            bool const of_title = use == column_use::professional_title;
            auto const as = [&](bool title) {
                return title ? tools_.words.professional_title(s.text()) : tools_.words.skill_level(s.text());
            };
            auto const field_as = [](bool title) {
                return title ? field::professional_title : field::skill_level;
            };
            auto own = as(of_title);
            bool const plain = own.value && own.findings.empty();
            if (auto const other = plain ? word_reading{} : as(!of_title);
                other.value && other.findings.empty()) {
                if (!out_.values.has(field_as(!of_title))) out_.values.set(field_as(!of_title), *other.value);
                continue;
            }
            if (own.value && !out_.values.has(field_as(of_title)))
                out_.values.set(field_as(of_title), *own.value);
            add_all(s.column, field_as(of_title), std::move(own.findings));
        }
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
    titles();
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

/// "某某合作社理事长" → 某某合作社, 理事长. Posts are told by the end of the text: 农业农村局副局长 holds a
/// 村 too.
void line_reader::employer_and_post(std::string const& text) {
    if (is_nothing(text)) return;
    static constexpr std::array<std::string_view, 73> posts{
        "党支部书记", "党总支书记", "党委书记",   "支部书记", "支书",       "书记",   "主任",   "局长",
        "站长",       "所长",       "院长",       "校长",     "园长",       "会长",   "秘书长", "董事长",
        "总经理",     "经理",       "理事长",     "理事",     "监事",       "负责人", "法人",   "法人代表",
        "法定代表人", "创始人",     "社长",       "场长",     "厂长",       "教师",   "教授",   "研究员",
        "工程师",     "农艺师",     "畜牧师",     "兽医师",   "技术员",     "农技员", "干部",   "职工",
        "员工",       "科员",       "科长",       "处长",     "股长",       "镇长",   "乡长",   "县长",
        "部长",       "队长",       "主席",       "委员",     "文书",       "会计",   "村医",   "医生",
        "医师",       "护士",       "律师",       "顾问",     "总监",       "主管",   "组长",   "村长",
        "调研员",     "老师",       "副主任医师", "主治医师", "技术负责人", "店长",   "巡视员", "带头人",
        "合伙人"};
    static constexpr std::array<std::string_view, 9> fronts{"副",   "高级", "正高级", "助理", "原",
                                                            "名誉", "常务", "执行",   "退休"};
    std::string employer = text;
    std::string post;
    for (bool cut = true; cut && !employer.empty();) {
        cut = false;
        std::string_view longest;
        for (auto p : posts)
            if (employer.ends_with(p) && p.size() > longest.size()) longest = p;
        if (longest.empty()) break;
        std::size_t at = employer.size() - longest.size();
        for (bool more = true; more;) {
            more = false;
            for (auto f : fronts)
                if (employer.substr(0, at).ends_with(f)) {
                    at -= f.size();
                    more = true;
                }
        }
        post = employer.substr(at) + post;
        employer.resize(at);
        for (std::string_view join : {"兼", "、", "，", ",", "/"})
            if (employer.ends_with(join)) {
                post = std::string(join) + post;
                employer.resize(employer.size() - join.size());
                cut = true;
                break;
            }
    }
    employer = std::string(trim(employer));
    if (post.empty())
        if (auto const blank = employer.rfind(' '); blank != std::string::npos) {
            post = employer.substr(blank + 1);
            employer.resize(blank);
        }
    if (!employer.empty() && !out_.values.has(field::employer_name))
        out_.values.set(field::employer_name, employer);
    if (!post.empty() && !out_.values.has(field::post_title)) out_.values.set(field::post_title, post);
}

void line_reader::texts() {
    std::string text;
    for (auto& s : all(column_use::remarks)) {
        if (!s.now.cell) continue;
        std::string const part = tidy_free_text(s.text());
        if (tells_gone(tidy(s.text())))
            add(s.column, word_of(field::name),
                {kind::person_gone,
                 out_.values.get(field::name),
                 std::nullopt,
                 confidence::low,
                 true,
                 {{"remark", part}}});
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
