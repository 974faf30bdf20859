#pragma once
// Reports of a scheme: the text of the pack with its figures, as a page in which each figure opens, as Word
// and as PDF; issues that are frozen, and what changed between two of them (G-09, beyond 1 and 2).

#include <filesystem>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "files/paper/document.hpp"
#include "modules/indicators/indicators.hpp"
#include "modules/reports/issue.hpp"
#include "modules/reports/report_table.hpp"
#include "modules/reports/report_text.hpp"
#include "modules/schemes/schemes.hpp"

namespace guiyan::reports {

struct preview_query {
    scheme_id scheme;
    std::string report;
    std::optional<std::string> region;
    std::optional<date> as_of;
};
record::type const& record_of(preview_query const*);
struct file_query {
    scheme_id scheme;
    std::string report;
    std::optional<std::string> region;
    std::optional<date> as_of;
    std::string format = "docx";  ///< docx, pdf; xlsx of lists and matrices
    std::optional<bool> annex;
    std::optional<std::string> reason;  ///< why a list or matrix is taken out
};
record::type const& record_of(file_query const*);

struct run_view {
    std::string text;
    bool bold = false, kai = false;
    std::string figure;
};
struct cell_view {
    std::vector<run_view> runs;
};
struct row_view {
    bool head = false, total = false;
    std::vector<cell_view> cells;
    std::string url;  ///< the page of the record that a line of a list is of
};
struct block_view {
    std::string kind;
    std::int64_t level = 0;
    std::string label;
    std::vector<run_view> runs;
    std::vector<std::string> columns;
    std::vector<row_view> rows;
};
/// What a check of the pack found (勾稽).
struct report_finding {
    std::string rule, text, level;  ///< stop, question
};
struct report_page {
    report_issue issue;  ///< without an id: a preview
    std::string kind;    ///< text, list, matrix, paper
    std::string title;
    std::vector<block_view> blocks;
    std::vector<indicators::figure> figures;
    std::vector<report_finding> findings;
    std::string source;         ///< the text with its holes, for whoever writes; "" of tables
    std::int64_t left_out = 0;  ///< lines of a long table that the page does not show
};
record::type const& record_of(report_page const*);
struct issue_list {
    std::vector<report_issue> items;
};
record::type const& record_of(issue_list const*);

struct issue_draft {
    schemes::scheme_id scheme_id;
    std::string report;
    std::optional<std::string> region_code;
    date as_of;
};
record::type const& record_of(issue_draft const*);
struct issue_text {
    std::string text;
};
record::type const& record_of(issue_text const*);

struct change_cause {
    std::string kind;  ///< new, late, corrected, voided, scope, rule
    std::vector<frozen_row> rows;
};
struct figure_change {
    std::string figure, name;
    std::string before, after;  ///< as printed
    std::optional<double> difference;
    std::vector<change_cause> causes;
    std::string edition_before, edition_after;  ///< by which it was defined, where the definition is another
};
struct issue_comparison {
    report_issue before, after;
    std::vector<figure_change> rows;  ///< changed ones first
};
record::type const& record_of(issue_comparison const*);

struct report_file {
    std::string bytes, name, content_type;
    std::vector<std::string> remarks;  ///< such as characters that no installed type has
    bool of_table = false;
    std::string label, region_name;
    std::size_t lines = 0;  ///< of the table
};

/// Lines that a paper of a list has at most; longer ones are for Excel.
inline constexpr std::size_t most_printed = 5000;
/// Lines that are taken out at once (trust.md 4); longer lists go out by parts of the area.
inline constexpr std::size_t most_at_once = 1000;

class scheme_reports {
public:
    /// Sheets are made in `folder` and removed at once.
    scheme_reports(db::database&, regions::regions&, schemes::schemes&, indicators::indicators&,
                   std::filesystem::path folder);

    result<report_page> preview(actor const&, preview_query const&) const;
    result<report_file> preview_file(actor const&, file_query const&) const;
    result<issue_list> list(actor const&, scheme_id) const;
    result<report_page> find(actor const&, issue_id) const;
    result<report_page> begin(actor const&, issue_draft const&);
    result<report_page> write(actor const&, issue_id, std::int64_t version, issue_text const&);
    /// Freezes text, figures, rows and the Word file. Refused while a check of the pack says stop, or a
    /// figure of the text is unknown.
    result<report_page> issue(actor const&, issue_id, std::int64_t version);
    result<report_page> withdraw(actor const&, issue_id, std::int64_t version, std::string const& reason);
    result<report_file> file(actor const&, issue_id, std::string const& format, bool annex) const;
    /// The file for somebody who asked for it: a table leaves its reason in the trail and is refused without
    /// one.
    result<report_file> hand_out(actor const&, std::string const& reason, report_file);
    /// `with`: the earlier issue; none: today's figures against this issue.
    result<issue_comparison> compare(actor const&, issue_id, std::optional<issue_id> with) const;

private:
    struct made {
        report_issue issue;
        paper::document paper;
        filled_text text;
        std::vector<frozen_figure> figures;
        report_page page;
        std::optional<report_table> table;  ///< of lists and matrices, all its lines
    };
    result<made> make(db::connection&, actor const&, report_issue const&) const;
    result<made> frozen(db::connection&, actor const&, report_issue const&) const;
    result<made> any(db::connection&, actor const&, report_issue const&) const;
    result<report_issue> seen(db::connection&, actor const&, issue_id) const;
    report_file file_of(made const&, std::string const& format, bool annex) const;
    result<done> fits(made const&, std::string const& format) const;
    void show(db::connection&, actor const&, made&) const;
    /// The report as the issue's edition describes it; nullptr where it has gone.
    scheme::report const* described(db::connection&, report_issue const&) const;
    scheme::report_kind kind_of(db::connection&, report_issue const&) const;
    bool has_annex(db::connection&, report_issue const&) const;

    db::database& db_;
    regions::regions& regions_;
    schemes::schemes& schemes_;
    indicators::indicators& indicators_;
    std::filesystem::path folder_;
};

}  // namespace guiyan::reports
