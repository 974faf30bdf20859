// guiyan cel eval --batch: plain CEL, one question a line, one answer a line. A bad line gets an error line.

#include <boost/json.hpp>
#include <cstdio>
#include <iostream>

#include "app/cli/cel_json.hpp"
#include "app/cli/commands.hpp"
#include "app/house.hpp"
#include "cel/evaluate.hpp"

namespace guiyan::app::cli {
namespace {

namespace json = boost::json;

std::string error_line(std::string_view what) {
    return "{\"error\": " + json::serialize(json::string_view(what.data(), what.size())) + "}";
}

std::string in_words(cel::issue const& i) {
    auto const text = cel::sentence(
        i, [](std::string_view key) { return embedded_sentences().say("en", std::string(key)); });
    return std::to_string(i.where.line) + ":" + std::to_string(i.where.column) + ": " + text;
}

std::string answer(std::string const& line) {
    json::error_code failed;
    json::parse_options deep;
    deep.max_depth = 500;  // a list of CEL is three levels of JSON
    auto const question = json::parse(line, failed, {}, deep);
    if (failed || !question.is_object()) return error_line("the line is not a JSON object");
    auto const* expr = question.as_object().if_contains("expr");
    if (!expr || !expr->is_string()) return error_line("expr: a text is wanted");
    cel::named_values names;
    if (auto const* bindings = question.as_object().if_contains("bindings")) {
        if (!bindings->is_object()) return error_line("bindings: an object is wanted");
        for (auto const& b : bindings->as_object()) {
            auto v = read_cel_value(b.value());
            if (!v) return error_line("bindings." + std::string(b.key()) + ": not a cel.expr.Value");
            names.set(std::string(b.key()), std::move(*v));
        }
    }
    auto const read = cel::parse(std::string_view(expr->as_string().data(), expr->as_string().size()));
    if (!read) return error_line(in_words(read.issues.front()));
    auto const v = cel::evaluate(read, names);
    if (v.is_error()) return error_line(v.as_text());
    return "{\"value\": " + write_cel_value(v) + "}";
}

}  // namespace

int cel_eval_batch() {
    std::ios::sync_with_stdio(false);
    for (std::string line; std::getline(std::cin, line);) {
        std::string out;
        try {
            out = answer(line);
        } catch (std::exception const& e) {
            out = error_line(e.what());
        }
        out += '\n';
        std::fwrite(out.data(), 1, out.size(), stdout);
        // Whoever asks line by line waits for the answer.
        if (std::cin.rdbuf()->in_avail() <= 0) std::fflush(stdout);
    }
    return std::fflush(stdout) == 0 ? 0 : 1;
}

}  // namespace guiyan::app::cli
