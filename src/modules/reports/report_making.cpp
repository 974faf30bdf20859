// What a report says: its text or table filled, its figures with their rows, its checks; the same of a frozen
// one, from what was kept.

#include <algorithm>
#include <boost/json.hpp>

#include "files/paper/json.hpp"
#include "files/paper/markdown.hpp"
#include "modules/reports/issue_store.hpp"
#include "modules/reports/scheme_reports.hpp"
#include "scheme/print_figure.hpp"

namespace guiyan::reports {
namespace {

std::string chinese_day(date d) {
    return std::to_string(d.year()) + "年" + std::to_string(d.month()) + "月" + std::to_string(d.day()) +
           "日";
}

std::vector<run_view> views(std::vector<paper::run> const& runs) {
    std::vector<run_view> out;
    for (auto const& r : runs) out.push_back({r.text, r.bold, r.kai, r.figure});
    return out;
}

std::vector<block_view> views(paper::document const& d) {
    std::vector<block_view> out;
    for (auto const& b : d.body) {
        block_view v;
        v.kind = paper::name_of(b.kind);
        v.level = b.level;
        v.label = b.label;
        v.runs = views(b.runs);
        for (auto const a : b.columns)
            v.columns.emplace_back(a == paper::align::right    ? "right"
                                   : a == paper::align::center ? "center"
                                                               : "left");
        for (auto const& r : b.rows) {
            row_view row{r.head, r.total, {}};
            for (auto const& cell : r.cells) row.cells.push_back({views(cell)});
            v.rows.push_back(std::move(row));
        }
        out.push_back(std::move(v));
    }
    return out;
}

/// Rows that an annex prints of one figure; the rest is counted.
constexpr std::size_t most_rows_printed = 500;

paper::figure_entry entry_of(frozen_figure const& f, date as_of) {
    paper::figure_entry e;
    e.id = f.figure;
    e.name = f.name;
    e.printed = f.printed;
    e.value = f.value ? scheme::plain_number(*f.value) + f.unit : "未报";
    e.definition = f.definition;
    e.as_of = chinese_day(as_of);
    e.row_count = static_cast<std::int64_t>(f.rows.size());
    e.columns = {"记录", "地方", "日期"};
    bool const valued =
        std::any_of(f.rows.begin(), f.rows.end(), [](auto const& r) { return r.value.has_value(); });
    if (valued) e.columns.push_back("数值");
    for (std::size_t i = 0; i < std::min(f.rows.size(), most_rows_printed); ++i) {
        auto const& r = f.rows[i];
        std::vector<std::string> cells{r.label, r.place, r.day};
        if (valued) cells.push_back(r.value ? scheme::plain_number(*r.value) : "");
        e.rows.push_back(std::move(cells));
    }
    return e;
}

std::vector<frozen_row> rows_of(std::string const& json) {
    std::vector<frozen_row> out;
    auto const parsed = boost::json::parse(json);
    for (auto const& v : parsed.as_array()) {
        auto const& o = v.as_object();
        frozen_row r;
        auto text = [&](char const* key) { return std::string(o.at(key).as_string()); };
        r.entity = text("entity");
        r.id = text("id");
        r.label = text("label");
        r.place = text("place");
        r.day = text("day");
        if (auto const* n = o.if_contains("value"); n && n->is_number()) r.value = n->to_number<double>();
        out.push_back(std::move(r));
    }
    return out;
}

scheme::report const* report_of(scheme::pack const& pack, std::string_view id) {
    for (auto const& r : pack.reports)
        if (r.id == id) return &r;
    return nullptr;
}

std::string_view kind_name(scheme::report_kind kind) {
    static constexpr std::string_view names[] = {"text", "list", "matrix", "paper"};
    return names[static_cast<int>(kind)];
}

/// Lines of a table that a page shows; the rest is in the files.
constexpr std::size_t most_shown = 500;

}  // namespace

scheme::report const* scheme_reports::described(db::connection& c, report_issue const& i) const {
    auto const s = schemes_.any(c, i.scheme_id);
    auto const edition = s ? schemes_.edition(s->pack_id, i.pack_edition) : nullptr;
    return edition ? report_of(edition->rules->rules(), i.report) : nullptr;
}

scheme::report_kind scheme_reports::kind_of(db::connection& c, report_issue const& i) const {
    auto const* r = described(c, i);
    return r ? r->kind : scheme::report_kind::text;
}

bool scheme_reports::has_annex(db::connection& c, report_issue const& i) const {
    auto const* r = described(c, i);
    return r && r->annex;
}

void scheme_reports::show(db::connection& c, actor const& who, made& m) const {
    m.page.blocks = views(m.paper);
    if (!m.table) return;
    auto const address = indicators::list_address(m.issue.report);
    auto const list =
        std::find_if(m.figures.begin(), m.figures.end(), [&](auto const& f) { return f.figure == address; });
    auto const s = schemes_.any(c, m.issue.scheme_id);
    auto const rules = s ? schemes_.reckon(c, *s, m.issue.as_of) : nullptr;
    for (auto& b : m.page.blocks) {
        std::size_t line = 0;
        for (auto& row : b.rows) {
            if (row.head || row.total) continue;
            // Each line of a list is a record: it leads there who may read it.
            if (list != m.figures.end() && line < list->rows.size() && rules && who.may("people.read"))
                row.url = indicators_.url(*rules, {list->rows[line].entity, std::stoll(list->rows[line].id)});
            ++line;
        }
        if (b.rows.size() > most_shown + 1) {
            b.rows.resize(most_shown + 1);
            m.page.left_out = static_cast<std::int64_t>(m.table->lines.size() - most_shown);
        }
    }
}

result<scheme_reports::made> scheme_reports::make(db::connection& c, actor const& who,
                                                  report_issue const& i) const {
    auto const s = schemes_.seen(c, who, i.scheme_id);
    if (!s) return fail(fault::not_found, "error.not_found");
    auto const tree = regions_.tree();
    auto const* place = tree->find(i.region_code);
    if (!place || !who.reaches(i.region_code))
        return fail_field("/region", "organizations.unknown_place", {{"code", i.region_code}});
    auto const rules = schemes_.reckon(c, *s, i.as_of, {{std::string(regions::prefix_of(i.region_code))}});
    auto const* what = report_of(rules->pack(), i.report);
    if (!what) return fail_field("/report", "reports.no_such_report", {{"report", i.report}});

    made out;
    out.issue = i;
    out.issue.region_name = place->name;
    out.issue.pack_edition = rules->edition().edition;
    out.page.kind = std::string(kind_name(what->kind));
    bool const is_table =
        what->kind == scheme::report_kind::list || what->kind == scheme::report_kind::matrix;
    if (is_table) {
        table_question const question{who,
                                      *rules,
                                      *s,
                                      *tree,
                                      *place,
                                      i.as_of,
                                      schemes_.words(),
                                      indicators_,
                                      [&](regions::region const& part) {
                                          return schemes_.reckon(
                                              c, *s, i.as_of, {{std::string(regions::prefix_of(part.code))}});
                                      }};
        auto filled = what->kind == scheme::report_kind::list
                          ? result<reckoned_table>(fill_list(question, *what))
                          : fill_matrix(question, *what);
        if (!filled) return fail(filled.error());
        auto printed = filled->table;
        if (printed.lines.size() > most_printed) printed.lines.resize(most_printed);
        out.text.markdown = to_markdown(printed);
        auto paper = paper::from_markdown(out.text.markdown);
        if (!paper) return fail(paper.error());
        out.paper = std::move(*paper);
        out.paper.on_its_side = lies_on_its_side(out.paper);
        out.page.figures = std::move(filled->shown);
        out.figures = std::move(filled->figures);
        out.table = std::move(filled->table);
        if (what->annex)
            for (auto const& f : out.figures) out.paper.annex.push_back(entry_of(f, i.as_of));
    } else {
        auto const& files = rules->edition().files;
        auto const file = files.find(what->file);
        if (what->file.empty() || file == files.end()) {
            // The text of a notice is the county's own; where the pack brings none there is nothing to print.
            if (what->kind == scheme::report_kind::paper || what->file.empty())
                return fail_field("/report", "reports.no_text", {{"report", what->name}});
            throw std::runtime_error("pack without its file " + what->file);
        }
        out.page.source = i.text.empty() ? file->second : i.text;
        auto text = fill(out.page.source, *rules, indicators_);
        if (!text) return fail(text.error());
        auto paper = paper::from_markdown(text->markdown);
        if (!paper) return fail(paper.error());
        out.text = std::move(*text);
        out.paper = std::move(*paper);
    }
    for (auto const& used : out.text.figures) {
        auto const f = indicators_.read(*rules, used.id, *used.what, used.reading);
        frozen_figure frozen{used.id,
                             f.name,
                             f.value,
                             f.unit,
                             f.printed,
                             f.phrase,
                             indicators_.definition(*rules, *used.what) + "。依据：" +
                                 (*rules)->basis_text(used.what->basis) + "。版本：" +
                                 rules->edition().edition,
                             {}};
        for (auto const& counted : used.reading.rows) {
            auto const row = indicators_.row(*rules, *used.what, used.reading, counted);
            frozen.rows.push_back(
                {row.entity, row.id, row.label, row.place, row.day ? row.day->iso() : "", row.value});
        }
        out.page.figures.push_back(f);
        out.paper.annex.push_back(entry_of(frozen, i.as_of));
        out.figures.push_back(std::move(frozen));
    }
    for (auto const& [id, check] : rules->pack().checks) {
        auto level = check.else_.value_or(scheme::check_else::question) == scheme::check_else::stop
                         ? "stop"
                         : "question";
        if (check.for_.empty()) {
            if ((*rules)->evaluate(check.test, {}).is_false())
                out.page.findings.push_back(
                    {"checks." + id, check.say.empty() ? check.name : check.say, level});
            continue;
        }
        // Of a check over records each that does not hold is counted.
        scheme::measure wrong;
        wrong.over = check.for_;
        wrong.count = scheme::count_word::rows;
        wrong.where.text =
            (check.where.written() ? "(" + check.where.text + ") && " : "") + "!(" + check.test.text + ")";
        auto const found = (*rules)->measure(wrong).rows.size();
        if (found > 0)
            out.page.findings.push_back(
                {"checks." + id,
                 (check.say.empty() ? check.name : check.say) + "（" + std::to_string(found) + " 条）",
                 level});
    }
    out.issue.title = paper::text_of({{out.paper.title, false, false, ""}});
    out.page.issue = out.issue;
    out.page.title = out.paper.title;
    show(c, who, out);
    return out;
}

result<scheme_reports::made> scheme_reports::frozen(db::connection& c, actor const& who,
                                                    report_issue const& i) const {
    made out;
    out.issue = i;
    auto const kind = kind_of(c, i);
    out.page.kind = std::string(kind_name(kind));
    auto paper = paper::from_markdown(i.text);
    if (!paper) return fail(paper.error());
    out.paper = std::move(*paper);
    for (auto& [f, rows] : issue_store::figures(c, i.id)) {
        f.rows = rows_of(rows);
        if (kind == scheme::report_kind::text || kind == scheme::report_kind::paper || has_annex(c, i))
            out.paper.annex.push_back(entry_of(f, i.as_of));
        out.page.figures.push_back({f.figure, f.name, "", f.phrase, f.printed, f.value, f.unit,
                                    static_cast<std::int64_t>(f.rows.size()),
                                    f.rows.empty() ? "" : f.rows.front().entity});
        out.figures.push_back(std::move(f));
    }
    if (kind == scheme::report_kind::list || kind == scheme::report_kind::matrix) {
        out.table = table_of(out.paper);
        out.paper.on_its_side = lies_on_its_side(out.paper);
    }
    out.page.issue = i;
    out.page.issue.text.clear();
    out.page.title = out.paper.title;
    show(c, who, out);
    return out;
}

result<scheme_reports::made> scheme_reports::any(db::connection& c, actor const& who,
                                                 report_issue const& i) const {
    return i.state == "draft" ? make(c, who, i) : frozen(c, who, i);
}

}  // namespace guiyan::reports
