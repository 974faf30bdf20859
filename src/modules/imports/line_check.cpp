#include "modules/imports/line_check.hpp"

#include <algorithm>

#include "modules/imports/bank.hpp"
#include "record/json.hpp"

namespace guiyan::imports {
namespace {

bool is_in_doubt(line const& l, std::string_view field) {
    return std::ranges::any_of(l.reports, [&](auto const& r) { return r.decide && r.field == field; });
}

void report(line& l, std::string field, std::string_view kind, std::string before, text_args args) {
    line_report r;
    r.field = std::move(field);
    r.kind = kind;
    r.before = std::move(before);
    r.sure = roster::confidence::low;
    r.decide = true;
    r.args = std::move(args);
    l.reports.push_back(std::move(r));
    l.verdict = roster::verdict::reported;
}

}  // namespace

std::vector<field_error> broken_rules(people::people const& bank, actor const& who,
                                      codes::code_tables const& codes, people::person& p) {
    std::vector<field_error> out;
    auto const known = codes.checker();
    for (auto const& f : people::person_type().fields) {
        if (f.read_only || !f.get) continue;
        auto const v = f.get(&p);
        if (std::holds_alternative<std::monostate>(v)) continue;
        if (auto broken = record::check(f, v, known))
            out.push_back({"/" + std::string(f.name), broken->key, broken->args});
    }
    if (p.name.empty()) out.push_back({"/name", "error.required", {}});
    for (auto& wrong : bank.prepare(who, p)) out.push_back(std::move(wrong));
    return out;
}

void check_line(line& l, people::people const& bank, actor const& who, codes::code_tables const& codes,
                std::string const& home) {
    if (l.verdict == roster::verdict::ignored) return;
    auto const village = std::string(roster::word_of(roster::field::village_code));
    auto values = l.values;
    if (auto const& code = values.get(roster::field::village_code); !code.empty() && !who.reaches(code)) {
        auto const before = code;
        report(l, village, out_of_reach, before, {{"place", before}});
        values.clear(roster::field::village_code);
    }
    // What waits for a person anyway is not told twice.
    bool const name_in_doubt = values.get(roster::field::name).empty();
    auto p = person_of(values, {}, home, "");
    for (auto const& wrong : broken_rules(bank, who, codes, p)) {
        auto const f = roster_field_of(wrong.path);
        auto const word = f ? std::string(roster::word_of(*f)) : std::string();
        if (!word.empty() && is_in_doubt(l, word)) continue;
        if (name_in_doubt && wrong.path == "/name" && !l.reports.empty()) continue;
        text_args args = wrong.args;
        args.emplace_back("rule_key", wrong.key);
        report(l, word, broken_rule, f ? values.get(*f) : "", std::move(args));
    }
}

}  // namespace guiyan::imports
