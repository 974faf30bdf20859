#include "modules/reports/issue_store.hpp"

namespace guiyan::reports::issue_store {
namespace {

constexpr std::string_view columns =
    "SELECT i.id, i.scheme_id, i.report, i.title, r.code, r.name, i.as_of, i.pack_edition, i.text, i.state, "
    "i.number, "
    "i.sha256, i.issued_at, i.issued_by_name, i.created_at, i.updated_at, i.row_version FROM report_issue i "
    "JOIN region r "
    "ON r.id = i.region_id WHERE ";

report_issue read(db::row const& r) {
    report_issue out;
    out.id = issue_id{r.integer(0)};
    out.scheme_id = scheme_id{r.integer(1)};
    out.report = r.text(2);
    out.title = r.text(3);
    out.region_code = r.text(4);
    out.region_name = r.text(5);
    out.as_of = date::parse(r.text(6)).value_or(date{});
    out.pack_edition = r.text(7);
    out.text = r.text(8);
    out.state = r.text(9);
    if (!r.is_null(10)) out.number = r.integer(10);
    if (!r.is_null(11)) out.sha256 = std::string(r.text(11));
    if (!r.is_null(12)) out.issued_at = parse_instant(r.text(12));
    if (!r.is_null(13)) out.issued_by_name = std::string(r.text(13));
    out.created_at = parse_instant(r.text(14)).value_or(instant{});
    out.updated_at = parse_instant(r.text(15)).value_or(instant{});
    out.row_version = r.integer(16);
    return out;
}

}  // namespace

std::vector<report_issue> of_scheme(db::connection& c, scheme_id scheme) {
    std::vector<report_issue> out;
    c.each(std::string(columns) + "i.scheme_id = $1 ORDER BY i.id DESC", {scheme.value},
           [&](db::row const& r) {
               out.push_back(read(r));
               return true;
           });
    return out;
}

std::optional<report_issue> find(db::connection& c, issue_id id) {
    std::optional<report_issue> out;
    c.each(std::string(columns) + "i.id = $1", {id.value}, [&](db::row const& r) {
        out = read(r);
        return false;
    });
    return out;
}

void insert(db::transaction& tx, report_issue const& i, std::int64_t region_id) {
    auto const as_of = i.as_of.iso(), at = format_instant(tx.at);
    tx.sql.execute(
        "INSERT INTO report_issue (id, scheme_id, report, title, region_id, as_of, pack_edition, text, "
        "state, "
        "created_at, created_by, updated_at, row_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'draft', "
        "$9, "
        "$10, $9, 1)",
        {i.id.value, i.scheme_id.value, std::string_view(i.report), std::string_view(i.title), region_id,
         std::string_view(as_of), std::string_view(i.pack_edition), std::string_view(i.text),
         std::string_view(at), tx.who.account_id});
}

bool set_text(db::transaction& tx, report_issue const& i, std::int64_t expected_version) {
    auto const at = format_instant(tx.at);
    return tx.sql.execute(
               "UPDATE report_issue SET text = $1, updated_at = $2, row_version = $3 WHERE id = $4 AND "
               "row_version = $5 AND state = 'draft'",
               {std::string_view(i.text), std::string_view(at), i.row_version, i.id.value,
                expected_version}) == 1;
}

bool issue(db::transaction& tx, report_issue const& i, std::string const& docx,
           std::int64_t expected_version) {
    auto const at = format_instant(tx.at);
    db::blob const bytes{docx};
    return tx.sql.execute(
               "UPDATE report_issue SET text = $1, title = $2, number = $3, docx = $4, sha256 = $5, "
               "issued_at = "
               "$6, issued_by = $7, issued_by_name = $8, state = 'issued', updated_at = $6, row_version = $9 "
               "WHERE id = $10 AND row_version = $11 AND state = 'draft'",
               {std::string_view(i.text), std::string_view(i.title), *i.number, &bytes,
                std::string_view(*i.sha256), std::string_view(at), tx.who.account_id,
                std::string_view(tx.who.display_name), i.row_version, i.id.value, expected_version}) == 1;
}

bool withdraw(db::transaction& tx, report_issue const& i, std::int64_t expected_version) {
    auto const at = format_instant(tx.at);
    return tx.sql.execute(
               "UPDATE report_issue SET state = 'withdrawn', updated_at = $1, row_version = $2 WHERE id = $3 "
               "AND "
               "row_version = $4",
               {std::string_view(at), i.row_version, i.id.value, expected_version}) == 1;
}

void add_figure(db::transaction& tx, issue_id id, frozen_figure const& f, std::string const& rows) {
    tx.sql.execute(
        "INSERT INTO report_figure (issue_id, figure, name, value, unit, printed, phrase, definition, rows) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        {id.value, std::string_view(f.figure), std::string_view(f.name),
         f.value ? db::parameter(*f.value) : db::parameter(std::monostate{}), std::string_view(f.unit),
         std::string_view(f.printed), std::string_view(f.phrase), std::string_view(f.definition),
         std::string_view(rows)});
}

std::vector<std::pair<frozen_figure, std::string>> figures(db::connection& c, issue_id id) {
    std::vector<std::pair<frozen_figure, std::string>> out;
    c.each(
        "SELECT figure, name, value, unit, printed, phrase, definition, rows FROM report_figure WHERE "
        "issue_id = $1 "
        "ORDER BY figure",
        {id.value}, [&](db::row const& r) {
            frozen_figure f;
            f.figure = r.text(0);
            f.name = r.text(1);
            if (!r.is_null(2)) f.value = r.real(2);
            f.unit = r.text(3);
            f.printed = r.text(4);
            f.phrase = r.text(5);
            f.definition = r.text(6);
            out.emplace_back(std::move(f), std::string(r.text(7)));
            return true;
        });
    return out;
}

std::string file(db::connection& c, issue_id id) {
    std::string out;
    c.each("SELECT docx FROM report_issue WHERE id = $1", {id.value}, [&](db::row const& r) {
        if (!r.is_null(0)) out = r.bytes(0);
        return false;
    });
    return out;
}

std::int64_t next_number(db::connection& c, scheme_id scheme, std::string_view report) {
    return 1 + c.integer("SELECT max(number) FROM report_issue WHERE scheme_id = $1 AND report = $2",
                         {scheme.value, report});
}

}  // namespace guiyan::reports::issue_store
