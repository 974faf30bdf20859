#include "roster/roster_json.hpp"

#include <boost/json.hpp>
#include <ostream>

#include "base/text.hpp"

namespace guiyan::roster {
namespace json = boost::json;
namespace {

json::string text(std::string_view s) {
    return json::string(s.data(), s.size());
}

}  // namespace

std::string message_of(report const& r, std::uint32_t row, sentence_source const& sentences) {
    text_args args = r.what.args;
    args.emplace_back("row", std::to_string(row));
    args.emplace_back("column", r.column);
    args.emplace_back("before", r.what.before);
    args.emplace_back("suggestion", r.what.suggestion.value_or(""));
    return fill(sentences("roster.report." + std::string(word_of(r.what.what))), args);
}

json::value to_json(person_values const& values) {
    json::object out;
    for (std::size_t i = 0; i < field_count; ++i) {
        auto const f = static_cast<field>(i);
        if (values.is_null(f)) {
            out[word_of(f)] = nullptr;
        } else if (values.has(f)) {
            if (f == field::skills) {
                json::array list;
                for (auto const& code : values.skills()) list.push_back(text(code));
                out[word_of(f)] = std::move(list);
            } else {
                out[word_of(f)] = text(values.get(f));
            }
        }
    }
    return out;
}

json::value to_json(report const& r, std::uint32_t row, sentence_source const& sentences) {
    json::object out;
    out["column"] = r.column.empty() ? json::value(nullptr) : json::value(text(r.column));
    if (!r.field.empty()) out["field"] = text(r.field);
    out["kind"] = text(word_of(r.what.what));
    out["message"] = text(message_of(r, row, sentences));
    out["before"] = text(r.what.before);
    out["suggestion"] = r.what.suggestion ? json::value(text(*r.what.suggestion)) : json::value(nullptr);
    out["confidence"] = text(word_of(r.what.sure));
    out["must_decide"] = r.what.decide;
    return out;
}

json::value to_json(row_result const& r, sentence_source const& sentences) {
    json::object out;
    out["sheet"] = text(r.sheet_name);
    out["row"] = r.row;
    out["verdict"] = text(word_of(r.verdict));
    out["values"] = to_json(r.values);
    json::array reports;
    for (auto const& p : r.reports) reports.push_back(to_json(p, r.row, sentences));
    out["reports"] = std::move(reports);
    if (r.duplicate) {
        json::object d;
        if (!r.duplicate->person_id.empty()) {
            d["person_id"] = text(r.duplicate->person_id);
        } else {
            d["sheet_index"] = r.duplicate->sheet;
            d["row"] = r.duplicate->row;
        }
        d["name"] = text(r.duplicate->name);
        d["why"] = text(r.duplicate->why);
        out["duplicate"] = std::move(d);
    }
    return out;
}

json::value to_json(sheet_info const& s) {
    json::object out;
    out["index"] = s.index;
    out["name"] = text(s.name);
    out["hidden"] = s.hidden;
    out["used"] = s.used;
    out["layout"] = text(s.layout);
    out["title"] = text(s.title);
    out["unit_line"] = text(s.unit_line);
    out["heading_rows"] = json::array{s.first_heading_row, s.last_heading_row};
    out["first_row"] = s.first_row;
    out["last_row"] = s.last_row;
    out["fingerprint"] = text(s.fingerprint);
    json::array columns;
    for (auto const& c : s.columns) {
        json::object o;
        o["index"] = c.index;
        o["heading"] = text(c.heading);
        o["field"] = c.use == column_use::none ? json::value(nullptr) : json::value(text(word_of(c.use)));
        o["confidence"] = text(word_of(c.sure));
        o["remembered"] = c.remembered;
        o["by_content"] = c.by_content;
        columns.push_back(std::move(o));
    }
    out["columns"] = std::move(columns);
    json::object counts;
    counts["ok"] = s.ok;
    counts["reported"] = s.reported;
    counts["ignored"] = s.ignored;
    out["counts"] = std::move(counts);
    return out;
}

json_writer::json_writer(std::ostream& out, sentence_source sentences)
    : out_(out), sentences_(std::move(sentences)) {}

void json_writer::begin() {
    if (!begun_) out_ << "{\"rows\":[";
    begun_ = true;
}

void json_writer::row(row_result const& r) {
    begin();
    if (any_) out_ << ",\n";
    any_ = true;
    out_ << json::serialize(to_json(r, sentences_));
}

void json_writer::end(analysis const& a) {
    begin();
    json::object rest;
    rest["verdict"] = text(word_of(a.verdict));
    rest["reject_kind"] = a.reject_kind.empty() ? json::value(nullptr) : json::value(text(a.reject_kind));
    if (!a.reject_kind.empty()) rest["message"] = text(sentences_("roster.reject." + a.reject_kind));
    json::object counts;
    counts["ok"] = a.ok;
    counts["repaired"] = a.repaired;
    counts["reported"] = a.reported;
    counts["ignored"] = a.ignored;
    rest["counts"] = std::move(counts);
    json::object kinds;
    for (auto const& [word, n] : a.kinds) kinds[word] = n;
    rest["kinds"] = std::move(kinds);
    json::array sheets;
    for (auto const& s : a.sheets) sheets.push_back(to_json(s));
    rest["sheets"] = std::move(sheets);
    std::string const tail = json::serialize(rest);
    out_ << "]," << std::string_view(tail).substr(1) << '\n';
}

void json_writer::reject(std::string_view reject_kind, std::string_view message) {
    begin();
    json::object rest;
    rest["verdict"] = "reject";
    rest["reject_kind"] = text(reject_kind);
    rest["message"] = text(message);
    std::string const tail = json::serialize(rest);
    out_ << "]," << std::string_view(tail).substr(1) << '\n';
}

}  // namespace guiyan::roster
