#include "modules/reports/scheme_reports.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "crypto/encoding.hpp"
#include "crypto/hash.hpp"
#include "modules/reports/issue_store.hpp"
#include "record/json.hpp"

namespace guiyan::reports {
namespace {

std::string rows_json(std::vector<frozen_row> const& rows) {
    boost::json::array all;
    for (auto const& r : rows)
        all.push_back(record::write_json(record_of(static_cast<frozen_row const*>(nullptr)), &r));
    return boost::json::serialize(all);
}

}  // namespace

scheme_reports::scheme_reports(db::database& database, regions::regions& places, schemes::schemes& all,
                               indicators::indicators& figures, std::filesystem::path folder)
    : db_(database), regions_(places), schemes_(all), indicators_(figures), folder_(std::move(folder)) {}

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
        if (schemes_.seen(tx.sql, who, i->scheme_id) && kind_of(tx.sql, *i) != scheme::report_kind::text)
            return fail(fault::refused, "reports.table_is_reckoned");
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
        if (m->table && m->table->lines.size() > most_printed)
            return fail(
                fault::refused, "reports.too_long_for_paper",
                {{"count", std::to_string(m->table->lines.size())}, {"most", std::to_string(most_printed)}});
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
        auto m = i->issued_at ? frozen(c, who, *i) : make(c, who, *i);
        if (!m) return fail(m.error());
        return std::move(m->page);
    });
}

}  // namespace guiyan::reports
