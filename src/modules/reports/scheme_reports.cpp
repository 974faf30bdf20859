#include "modules/reports/scheme_reports.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "crypto/encoding.hpp"
#include "crypto/hash.hpp"
#include "files/paper/docx.hpp"
#include "files/paper/json.hpp"
#include "files/paper/markdown.hpp"
#include "files/paper/pdf.hpp"
#include "modules/reports/issue_store.hpp"
#include "record/json.hpp"
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

std::string rows_json(std::vector<frozen_row> const& rows) {
    boost::json::array all;
    for (auto const& r : rows)
        all.push_back(record::write_json(record_of(static_cast<frozen_row const*>(nullptr)), &r));
    return boost::json::serialize(all);
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

}  // namespace

scheme_reports::scheme_reports(db::database& database, regions::regions& places, schemes::schemes& all,
                               indicators::indicators& figures)
    : db_(database), regions_(places), schemes_(all), indicators_(figures) {}

result<scheme_reports::made> scheme_reports::make(db::connection& c, actor const& who,
                                                  report_issue const& i) const {
    auto const s = schemes_.seen(c, who, i.scheme_id);
    if (!s) return fail(fault::not_found, "error.not_found");
    auto const tree = regions_.tree();
    auto const* place = tree->find(i.region_code);
    if (!place || !who.reaches(i.region_code))
        return fail_field("/region", "organizations.unknown_place", {{"code", i.region_code}});
    auto const rules = schemes_.reckon(c, *s, i.as_of, {{std::string(regions::prefix_of(i.region_code))}});
    scheme::report const* what = nullptr;
    for (auto const& r : rules->pack().reports)
        if (r.id == i.report) what = &r;
    if (!what) return fail_field("/report", "reports.no_such_report", {{"report", i.report}});
    if (what->kind != scheme::report_kind::text)
        return fail_field("/report", "reports.not_a_text", {{"report", what->name}});
    auto const& files = rules->edition().files;
    auto const file = files.find(what->file);
    if (file == files.end()) throw std::runtime_error("pack without its file " + what->file);

    made out;
    out.issue = i;
    out.issue.region_name = place->name;
    out.issue.pack_edition = rules->edition().edition;
    out.page.source = i.text.empty() ? file->second : i.text;
    auto text = fill(out.page.source, *rules, indicators_);
    if (!text) return fail(text.error());
    auto paper = paper::from_markdown(text->markdown);
    if (!paper) return fail(paper.error());
    out.text = std::move(*text);
    out.paper = std::move(*paper);
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
    out.page.blocks = views(out.paper);
    return out;
}

result<scheme_reports::made> scheme_reports::frozen(db::connection& c, report_issue const& i) const {
    made out;
    out.issue = i;
    auto paper = paper::from_markdown(i.text);
    if (!paper) return fail(paper.error());
    out.paper = std::move(*paper);
    for (auto& [f, rows] : issue_store::figures(c, i.id)) {
        f.rows = rows_of(rows);
        out.paper.annex.push_back(entry_of(f, i.as_of));
        out.page.figures.push_back({f.figure, f.name, "", f.phrase, f.printed, f.value, f.unit,
                                    static_cast<std::int64_t>(f.rows.size()),
                                    f.rows.empty() ? "" : f.rows.front().entity});
        out.figures.push_back(std::move(f));
    }
    out.page.issue = i;
    out.page.issue.text.clear();
    out.page.title = out.paper.title;
    out.page.blocks = views(out.paper);
    return out;
}

result<scheme_reports::made> scheme_reports::any(db::connection& c, actor const& who,
                                                 report_issue const& i) const {
    return i.state == "draft" ? make(c, who, i) : frozen(c, i);
}

result<report_issue> scheme_reports::seen(db::connection& c, actor const& who, issue_id id) const {
    auto i = issue_store::find(c, id);
    if (!i || !who.reaches(i->region_code)) return fail(fault::not_found, "error.not_found");
    return std::move(*i);
}

result<report_page> scheme_reports::preview(actor const& who, preview_query const& asked) const {
    return db_.query([&](db::connection& c) -> result<report_page> {
        auto const s = schemes_.seen(c, who, asked.scheme);
        if (!s) return fail(fault::not_found, "error.not_found");
        report_issue i;
        i.scheme_id = asked.scheme;
        i.report = asked.report;
        i.region_code = asked.region.value_or(s->region_code);
        i.as_of = asked.as_of.value_or(schemes_.today());
        auto out = make(c, who, i);
        if (!out) return fail(out.error());
        return std::move(out->page);
    });
}

report_file scheme_reports::file_of(made const& m, std::string const& format, bool annex) const {
    auto paper = m.paper;
    if (!annex) paper.annex.clear();
    // The day of the report stands for its time, so that the same report gives the same bytes.
    paper::written_by const by{
        m.issue.issued_at.value_or(instant(std::chrono::sys_days(m.issue.as_of.ymd()))), ""};
    report_file out;
    out.name = (paper.title.empty() ? m.issue.report : paper.title) + "_" + m.issue.as_of.iso();
    std::erase(out.name, '\n');
    if (format == "pdf") {
        auto pdf = paper::to_pdf(paper, by);
        out.bytes = std::move(pdf.bytes);
        out.remarks = std::move(pdf.missing_characters);
        out.name += ".pdf";
        out.content_type = "application/pdf";
    } else {
        out.bytes = paper::to_docx(paper, by);
        out.name += ".docx";
        out.content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    }
    return out;
}

result<report_file> scheme_reports::preview_file(actor const& who, file_query const& asked) const {
    if (asked.format != "docx" && asked.format != "pdf") return fail_field("/format", "error.wrong_kind");
    return db_.query([&](db::connection& c) -> result<report_file> {
        auto const s = schemes_.seen(c, who, asked.scheme);
        if (!s) return fail(fault::not_found, "error.not_found");
        report_issue i;
        i.scheme_id = asked.scheme;
        i.report = asked.report;
        i.region_code = asked.region.value_or(s->region_code);
        i.as_of = asked.as_of.value_or(schemes_.today());
        auto m = make(c, who, i);
        if (!m) return fail(m.error());
        return file_of(*m, asked.format, asked.annex.value_or(true));
    });
}

result<issue_list> scheme_reports::list(actor const& who, scheme_id id) const {
    return db_.query([&](db::connection& c) -> result<issue_list> {
        if (!schemes_.seen(c, who, id)) return fail(fault::not_found, "error.not_found");
        issue_list out;
        for (auto& i : issue_store::of_scheme(c, id))
            if (who.reaches(i.region_code)) {
                i.text.clear();
                out.items.push_back(std::move(i));
            }
        return out;
    });
}

result<report_page> scheme_reports::find(actor const& who, issue_id id) const {
    return db_.query([&](db::connection& c) -> result<report_page> {
        auto const i = seen(c, who, id);
        if (!i) return fail(i.error());
        auto m = any(c, who, *i);
        if (!m) return fail(m.error());
        return std::move(m->page);
    });
}

result<report_page> scheme_reports::begin(actor const& who, issue_draft const& asked) {
    auto written = db_.write<issue_id>(who, [&](db::transaction& tx) -> result<issue_id> {
        auto const s = schemes_.seen(tx.sql, who, asked.scheme_id);
        if (!s) return fail_field("/scheme_id", "error.not_found");
        if (china_day(tx.at) < asked.as_of) return fail_field("/as_of", "reports.in_the_future");
        report_issue i;
        i.id = issue_id{tx.mint()};
        i.scheme_id = asked.scheme_id;
        i.report = asked.report;
        i.region_code = asked.region_code.value_or(s->region_code);
        i.as_of = asked.as_of;
        auto const m = make(tx.sql, who, i);
        if (!m) return fail(m.error());
        i.title = m->issue.title;
        i.pack_edition = m->issue.pack_edition;
        issue_store::insert(tx, i, regions_.tree()->find(i.region_code)->id.value);
        tx.record({.what = "created", .entity = "report_issue", .entity_id = i.id.value, .label = i.title});
        return i.id;
    });
    if (!written) return fail(written.error());
    return find(who, *written);
}

result<report_page> scheme_reports::write(actor const& who, issue_id id, std::int64_t version,
                                          issue_text const& said) {
    auto written = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        auto i = seen(tx.sql, who, id);
        if (!i) return fail(i.error());
        if (i->state != "draft") return fail(fault::refused, "reports.frozen");
        i->text = said.text;
        // A text whose holes cannot be read is not kept.
        if (auto const m = make(tx.sql, who, *i); !m) return fail(m.error());
        i->row_version = version + 1;
        if (!issue_store::set_text(tx, *i, version)) return fail(fault::stale, "error.stale");
        tx.record({.what = "changed", .entity = "report_issue", .entity_id = id.value, .label = i->title});
        return done{};
    });
    if (!written) return fail(written.error());
    return find(who, id);
}

result<report_page> scheme_reports::issue(actor const& who, issue_id id, std::int64_t version) {
    auto written = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        auto i = seen(tx.sql, who, id);
        if (!i) return fail(i.error());
        if (i->state != "draft") return fail(fault::refused, "reports.frozen");
        auto m = make(tx.sql, who, *i);
        if (!m) return fail(m.error());
        std::vector<schemes::obstacle> against;
        for (auto const& f : m->page.findings)
            if (f.level == "stop") against.push_back({f.rule, f.text, "", "", ""});
        if (!against.empty()) return fail(schemes::refusal(against));
        m->issue.issued_at = tx.at;
        i->issued_at = tx.at;
        i->title = m->issue.title;
        i->text = m->text.markdown;
        i->number = issue_store::next_number(tx.sql, i->scheme_id, i->report);
        auto const file = file_of(*m, "docx", true);
        i->sha256 = crypto::to_hex(crypto::sha256(file.bytes));
        i->row_version = version + 1;
        if (!issue_store::issue(tx, *i, file.bytes, version)) return fail(fault::stale, "error.stale");
        for (auto const& f : m->figures) issue_store::add_figure(tx, id, f, rows_json(f.rows));
        tx.record({.what = "issued",
                   .entity = "report_issue",
                   .entity_id = id.value,
                   .label = i->title,
                   .changes = {{"sha256", "", *i->sha256}}});
        return done{};
    });
    if (!written) return fail(written.error());
    return find(who, id);
}

result<report_page> scheme_reports::withdraw(actor const& who, issue_id id, std::int64_t version,
                                             std::string const& reason) {
    auto written = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        auto i = seen(tx.sql, who, id);
        if (!i) return fail(i.error());
        if (i->state == "withdrawn") return fail(fault::refused, "reports.frozen");
        if (trim(reason).empty()) return fail_field("/reason", "error.required");
        i->row_version = version + 1;
        if (!issue_store::withdraw(tx, *i, version)) return fail(fault::stale, "error.stale");
        tx.record({.what = "withdrawn",
                   .entity = "report_issue",
                   .entity_id = id.value,
                   .label = i->title,
                   .reason = reason});
        return done{};
    });
    if (!written) return fail(written.error());
    return db_.query([&](db::connection& c) -> result<report_page> {
        auto const i = seen(c, who, id);
        if (!i) return fail(i.error());
        auto m = i->issued_at ? frozen(c, *i) : make(c, who, *i);
        if (!m) return fail(m.error());
        return std::move(m->page);
    });
}

result<report_file> scheme_reports::file(actor const& who, issue_id id, std::string const& format,
                                         bool annex) const {
    if (format != "docx" && format != "pdf") return fail_field("/format", "error.wrong_kind");
    return db_.query([&](db::connection& c) -> result<report_file> {
        auto const i = seen(c, who, id);
        if (!i) return fail(i.error());
        auto m = any(c, who, *i);
        if (!m) return fail(m.error());
        auto out = file_of(*m, format, annex);
        // What was issued is handed out as it was, byte for byte.
        if (i->state == "issued" && format == "docx" && annex) out.bytes = issue_store::file(c, id);
        return out;
    });
}

}  // namespace guiyan::reports
