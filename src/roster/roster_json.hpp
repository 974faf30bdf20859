#pragma once
// An analysis as JSON: one object with "verdict", "reject_kind", "rows" and what was found of the sheets.

#include <boost/json/value.hpp>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

#include "roster/roster.hpp"

namespace guiyan::roster {

/// Gives the sentence of a locale key with its "{names}" in it; "" where there is none.
using sentence_source = std::function<std::string(std::string_view key)>;

/// The sentence of a report. Besides its own arguments it may name {row}, {column}, {before}, {suggestion}.
std::string message_of(report const& r, std::uint32_t row, sentence_source const& sentences);

boost::json::value to_json(person_values const& values);
boost::json::value to_json(report const& r, std::uint32_t row, sentence_source const& sentences);
boost::json::value to_json(row_result const& row, sentence_source const& sentences);
boost::json::value to_json(sheet_info const& sheet);

/// Writes the whole object while an analysis runs; memory does not grow with the rows.
///     json_writer writer(out, sentences);
///     auto a = analyse(book, ref, opt, [&](auto const& row) { writer.row(row); return true; });
///     writer.end(*a);            // or, where the file cannot be read:
///     writer.reject("password", "…");
class json_writer {
public:
    json_writer(std::ostream& out, sentence_source sentences);
    void row(row_result const& r);
    void end(analysis const& a);
    void reject(std::string_view reject_kind, std::string_view message);

private:
    void begin();
    std::ostream& out_;
    sentence_source sentences_;
    bool begun_ = false;
    bool any_ = false;
};

}  // namespace guiyan::roster
