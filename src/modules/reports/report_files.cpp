// Reports as files: Word and PDF of every kind, Excel of lists and matrices.

#include <algorithm>
#include <fstream>

#include "api/endpoint.hpp"
#include "base/text.hpp"
#include "files/paper/docx.hpp"
#include "files/paper/pdf.hpp"
#include "modules/reports/issue_store.hpp"
#include "modules/reports/scheme_reports.hpp"

namespace guiyan::reports {

result<done> scheme_reports::fits(made const& m, std::string const& format) const {
    if (format == "xlsx") {
        if (!m.table) return fail_field("/format", "reports.no_sheet");
        return done{};
    }
    if (format != "docx" && format != "pdf") return fail_field("/format", "error.wrong_kind");
    if (m.table && m.table->lines.size() > most_printed)
        return fail(
            fault::refused, "reports.too_long_for_paper",
            {{"count", std::to_string(m.table->lines.size())}, {"most", std::to_string(most_printed)}});
    return done{};
}

result<report_file> scheme_reports::hand_out(actor const& who, std::string const& reason, report_file out) {
    if (!out.of_table) return out;
    // A table is a list of records in one file: whoever takes it out says what for (G-07).
    if (trim(reason).empty()) return fail_field("/reason", "error.required");
    if (out.lines > most_at_once)
        return fail(fault::refused, "reports.too_many_at_once",
                    {{"count", std::to_string(out.lines)}, {"most", std::to_string(most_at_once)}});
    auto noted = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        tx.record({.what = "exported",
                   .entity = "report",
                   .label = out.label,
                   .changes = {{"region", "", out.region_name}, {"file", "", out.name}},
                   .reason = reason});
        return done{};
    });
    if (!noted) return fail(noted.error());
    return out;
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
    if (format == "xlsx" && m.table) {
        auto const path = folder_ / ("report_" + std::to_string(db_.ids().next()) + ".xlsx");
        std::filesystem::create_directories(folder_);
        write_table_sheet(path, *m.table, "截至" + m.issue.as_of.iso());
        std::ifstream in(path, std::ios::binary);
        out.bytes.assign(std::istreambuf_iterator<char>(in), {});
        in.close();
        std::filesystem::remove(path);
        out.name += ".xlsx";
        out.content_type = std::string(api::xlsx_content);
    } else if (format == "pdf") {
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
        if (auto good = fits(*m, asked.format); !good) return fail(good.error());
        auto out = file_of(*m, asked.format, asked.annex.value_or(true));
        out.of_table = m->table.has_value();
        out.label = m->issue.title;
        out.region_name = m->issue.region_name;
        out.lines = m->table ? m->table->lines.size() : 0;
        return out;
    });
}

result<report_file> scheme_reports::file(actor const& who, issue_id id, std::string const& format,
                                         bool annex) const {
    return db_.query([&](db::connection& c) -> result<report_file> {
        auto const i = seen(c, who, id);
        if (!i) return fail(i.error());
        auto m = any(c, who, *i);
        if (!m) return fail(m.error());
        if (auto good = fits(*m, format); !good) return fail(good.error());
        auto out = file_of(*m, format, annex);
        out.of_table = m->table.has_value();
        out.label = m->issue.title;
        out.region_name = m->issue.region_name;
        out.lines = m->table ? m->table->lines.size() : 0;
        // What was issued is handed out as it was, byte for byte.
        if (i->state == "issued" && format == "docx" && annex) out.bytes = issue_store::file(c, id);
        return out;
    });
}

}  // namespace guiyan::reports
