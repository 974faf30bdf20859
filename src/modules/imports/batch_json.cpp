#include "modules/imports/batch_json.hpp"

#include <boost/json.hpp>

namespace guiyan::imports {
namespace json = boost::json;
namespace {

json::value parsed(std::string_view text) {
    return text.empty() ? json::value(json::array())
                        : json::parse(json::string_view(text.data(), text.size()));
}

std::string text_of(json::value const& v) {
    return std::string(v.as_string());
}

template <class Number>
Number number_of(json::value const& v) {
    return v.to_number<Number>();
}

roster::confidence confidence_of(std::string_view word) {
    for (auto const c : {roster::confidence::high, roster::confidence::medium})
        if (roster::word_of(c) == word) return c;
    return roster::confidence::low;
}

roster::column_use use_of(std::string_view word) {
    return roster::column_use_of(word).value_or(roster::column_use::none);
}

std::vector<std::size_t> numbers_of(json::value const& list) {
    std::vector<std::size_t> out;
    for (auto const& n : list.as_array()) out.push_back(number_of<std::size_t>(n));
    return out;
}

json::array array_of(std::vector<std::size_t> const& numbers) {
    json::array out;
    for (auto const n : numbers) out.emplace_back(n);
    return out;
}

}  // namespace

std::string write_args(text_args const& args) {
    json::array out;
    for (auto const& [name, text] : args) out.push_back(json::array{name, text});
    return json::serialize(out);
}

text_args read_args(std::string_view text) {
    text_args out;
    auto const whole = parsed(text);  // outlives the loop
    for (auto const& pair : whole.as_array()) out.emplace_back(text_of(pair.at(0)), text_of(pair.at(1)));
    return out;
}

std::string write_sheets(std::vector<roster::sheet_info> const& sheets) {
    json::array out;
    for (auto const& s : sheets) {
        json::array columns;
        for (auto const& c : s.columns)
            columns.push_back(json::object{{"index", c.index},
                                           {"heading", c.heading},
                                           {"use", roster::word_of(c.use)},
                                           {"sure", roster::word_of(c.sure)},
                                           {"remembered", c.remembered},
                                           {"by_content", c.by_content}});
        out.push_back(json::object{{"index", s.index},
                                   {"name", s.name},
                                   {"hidden", s.hidden},
                                   {"used", s.used},
                                   {"title", s.title},
                                   {"unit_line", s.unit_line},
                                   {"heading_rows", json::array{s.first_heading_row, s.last_heading_row}},
                                   {"rows", json::array{s.first_row, s.last_row}},
                                   {"layout", s.layout},
                                   {"fingerprint", s.fingerprint},
                                   {"columns", std::move(columns)},
                                   {"counts", json::array{s.ok, s.reported, s.ignored}}});
    }
    return json::serialize(out);
}

std::vector<roster::sheet_info> read_sheets(std::string_view text) {
    std::vector<roster::sheet_info> out;
    auto const whole = parsed(text);  // outlives the loop
    for (auto const& j : whole.as_array()) {
        auto& s = out.emplace_back();
        s.index = number_of<std::size_t>(j.at("index"));
        s.name = text_of(j.at("name"));
        s.hidden = j.at("hidden").as_bool();
        s.used = j.at("used").as_bool();
        s.title = text_of(j.at("title"));
        s.unit_line = text_of(j.at("unit_line"));
        s.first_heading_row = number_of<std::uint32_t>(j.at("heading_rows").at(0));
        s.last_heading_row = number_of<std::uint32_t>(j.at("heading_rows").at(1));
        s.first_row = number_of<std::uint32_t>(j.at("rows").at(0));
        s.last_row = number_of<std::uint32_t>(j.at("rows").at(1));
        s.layout = text_of(j.at("layout"));
        s.fingerprint = text_of(j.at("fingerprint"));
        for (auto const& c : j.at("columns").as_array())
            s.columns.push_back({number_of<std::uint32_t>(c.at("index")), text_of(c.at("heading")),
                                 use_of(c.at("use").as_string()), confidence_of(c.at("sure").as_string()),
                                 c.at("remembered").as_bool(), c.at("by_content").as_bool()});
        s.ok = number_of<std::size_t>(j.at("counts").at(0));
        s.reported = number_of<std::size_t>(j.at("counts").at(1));
        s.ignored = number_of<std::size_t>(j.at("counts").at(2));
    }
    return out;
}

std::string write_kinds(std::vector<kind_count> const& kinds) {
    json::array out;
    for (auto const& k : kinds)
        out.push_back(
            json::array{k.kind, k.count, k.accepted, roster::word_of(k.sure), k.waiting, k.offered});
    return json::serialize(out);
}

std::vector<kind_count> read_kinds(std::string_view text) {
    std::vector<kind_count> out;
    auto const whole = parsed(text);  // outlives the loop
    for (auto const& k : whole.as_array()) {
        // Batches of the first version told the first four.
        auto number = [&](std::size_t i) {
            return i < k.as_array().size() ? number_of<std::int64_t>(k.at(i)) : std::int64_t{0};
        };
        auto& one = out.emplace_back();
        one.kind = text_of(k.at(0));
        one.count = number(1);
        one.accepted = number(2);
        one.sure = confidence_of(k.at(3).as_string());
        one.waiting = number(4);
        one.offered = number(5);
    }
    return out;
}

std::string write_choices(sheet_choices const& c) {
    json::array columns;
    for (auto const& one : c.columns)
        columns.push_back(json::array{one.sheet, one.column, roster::word_of(one.use)});
    return json::serialize(json::object{
        {"columns", std::move(columns)}, {"shown", array_of(c.shown)}, {"left_out", array_of(c.left_out)}});
}

sheet_choices read_choices(std::string_view text) {
    sheet_choices out;
    auto const j = parsed(text);
    for (auto const& c : j.at("columns").as_array())
        out.columns.push_back({number_of<std::size_t>(c.at(0)), number_of<std::uint32_t>(c.at(1)),
                               use_of(c.at(2).as_string())});
    out.shown = numbers_of(j.at("shown"));
    out.left_out = numbers_of(j.at("left_out"));
    return out;
}

std::string write_actor(actor const& who) {
    json::array areas;
    for (auto const& a : who.areas) areas.emplace_back(a.prefix);
    return json::serialize(json::object{{"account_id", who.account_id},
                                        {"person_key", who.person_key},
                                        {"grant_id", who.grant_id},
                                        {"login", who.login},
                                        {"display_name", who.display_name},
                                        {"role", who.role},
                                        {"unit_name", who.unit_name},
                                        {"areas", std::move(areas)},
                                        {"remote", who.remote},
                                        {"request_id", who.request_id},
                                        {"language", who.language}});
}

actor read_actor(std::string_view text) {
    auto const j = parsed(text);
    actor who;
    who.account_id = number_of<std::int64_t>(j.at("account_id"));
    who.person_key = text_of(j.at("person_key"));
    who.grant_id = number_of<std::int64_t>(j.at("grant_id"));
    who.login = text_of(j.at("login"));
    who.display_name = text_of(j.at("display_name"));
    who.role = text_of(j.at("role"));
    who.unit_name = text_of(j.at("unit_name"));
    for (auto const& a : j.at("areas").as_array()) who.areas.push_back({text_of(a)});
    who.remote = text_of(j.at("remote"));
    who.request_id = text_of(j.at("request_id"));
    who.language = text_of(j.at("language"));
    return who;
}

std::string write_columns(std::vector<std::pair<std::string, roster::column_use>> const& columns) {
    json::array out;
    for (auto const& [heading, use] : columns) out.push_back(json::array{heading, roster::word_of(use)});
    return json::serialize(out);
}

std::vector<std::pair<std::string, roster::column_use>> read_columns(std::string_view text) {
    std::vector<std::pair<std::string, roster::column_use>> out;
    auto const whole = parsed(text);  // outlives the loop
    for (auto const& c : whole.as_array()) out.emplace_back(text_of(c.at(0)), use_of(c.at(1).as_string()));
    return out;
}

}  // namespace guiyan::imports
