// The third step: what a person decides about the reports.
#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "modules/imports/batch_store.hpp"
#include "modules/imports/imports.hpp"
#include "modules/imports/tally.hpp"

namespace guiyan::imports {
namespace {

struct report_place {
    std::size_t line = 0, report = 0;
};

/// "17-0": the first report of line 17.
std::optional<report_place> place_of(std::string_view id) {
    report_place p;
    auto const dash = id.find('-');
    if (dash == id.npos) return std::nullopt;
    auto number = [](std::string_view text, std::size_t& out) {
        auto const [end, bad] = std::from_chars(text.data(), text.data() + text.size(), out);
        return bad == std::errc{} && end == text.data() + text.size() && !text.empty();
    };
    if (!number(id.substr(0, dash), p.line) || !number(id.substr(dash + 1), p.report)) return std::nullopt;
    return p;
}

/// What is done about somebody who may be the same person.
result<std::string> twin_value(std::string_view kind, std::string_view text) {
    if (text == "new" || text == "skip" || (text == "update" && kind == in_bank)) return std::string(text);
    return fail_field("/value", kind == in_bank ? "import.choose_twin" : "import.choose_twin_in_file");
}

/// The value of an edited report as it is stored.
result<std::string> edited_value(line_report const& r, std::string_view text, value_reader const& reader,
                                 actor const& who) {
    auto const clean = std::string(trim(text));
    if (r.kind == in_bank || r.kind == in_file) return twin_value(r.kind, clean);
    auto const f = roster::field_of(r.field);
    if (!f) return fail_field("/decision", "import.nothing_to_edit");
    auto value = is_valid_utf8(clean) ? reader.read(*f, nfc(clean)) : std::nullopt;
    if (!value) return fail_field("/value", "import.value_not_legal", {{"value", clean}});
    if (*f == roster::field::village_code && !who.reaches(*value))
        return fail_field("/value", "people.unknown_place", {{"code", *value}});
    return std::move(*value);
}

}  // namespace

result<import_batch> imports::decide(actor const& who, batch_id id, decision_change const& asked) {
    auto const what = verdict_of(asked.decision);
    if (!what) return fail_field("/decision", "error.unknown_code", {{"code", asked.decision}});
    if (asked.kind.has_value() == !asked.report_ids.empty())
        return fail_field("/kind", "import.kind_or_reports");
    if (*what == verdict_of_clerk::edited && !asked.value) return fail_field("/value", "error.required");
    bool const twins = asked.kind == in_bank || asked.kind == in_file;
    if (*what == verdict_of_clerk::edited && asked.kind && !twins)
        return fail_field("/kind", "import.edit_one_by_one");
    std::string for_all;  // of a whole kind of twins
    if (*what == verdict_of_clerk::edited && asked.kind) {
        auto chosen = twin_value(*asked.kind, *asked.value);
        if (!chosen) return fail(chosen.error());
        for_all = std::move(*chosen);
    }

    std::lock_guard const lock(deciding_);
    auto b = load(who, id);
    if (!b) return fail(fault::not_found, "error.not_found");
    if (b->state != batch_state::ready) return fail(fault::refused, "import.not_ready");
    auto spool = spool_reader::open(folder(id), parts_.vault, id.value);
    if (!spool) return fail(fault::refused, "import.not_ready");
    auto decisions =
        parts_.database.query([&](db::connection& c) { return batch_store::decisions(c, id, parts_.vault); });

    struct one {
        report_place at;
        std::string kind;
        decision what;
    };
    std::vector<one> all;
    if (asked.kind) {
        bool const known = std::ranges::find(b->kinds, *asked.kind, &kind_count::kind) != b->kinds.end();
        if (!known) return fail_field("/kind", "error.unknown_code", {{"code", *asked.kind}});
        decisions.forget_reports_of(*asked.kind);
        decisions.decide_kind(*asked.kind, {*what, for_all});
    }
    auto const reader = *what == verdict_of_clerk::edited ? reader_for(*b) : nullptr;
    for (std::size_t i = 0; i < asked.report_ids.size(); ++i) {
        auto const where = "/report_ids/" + std::to_string(i);
        auto const at = place_of(asked.report_ids[i]);
        if (!at || at->line >= spool->size() || spool->brief(at->line).verdict == roster::verdict::ignored)
            return fail_field(where, "import.unknown_report");
        auto const l = spool->read(at->line);
        if (at->report >= l.reports.size()) return fail_field(where, "import.unknown_report");
        auto const& r = l.reports[at->report];
        decision d{*what, ""};
        if (*what == verdict_of_clerk::accepted && !can_be_accepted(r))
            return fail_field("/decision", "import.nothing_to_accept");
        if (*what == verdict_of_clerk::edited) {
            auto value = edited_value(r, *asked.value, *reader, who);
            if (!value) return fail(value.error());
            d.value = std::move(*value);
        }
        decisions.decide(at->line, at->report, r.kind, d);
        all.push_back({*at, r.kind, std::move(d)});
    }
    auto t = count_lines(*spool, decisions);
    b->counts = t.counts;
    b->kinds = std::move(t.kinds);
    auto written = parts_.database.write<done>(who, [&](db::transaction& tx) -> result<done> {
        if (!batch_store::update(tx, *b, batch_state::ready, parts_.vault))
            return fail(fault::conflict, "import.not_ready");
        if (asked.kind) batch_store::decide_kind(tx, id, *asked.kind, {*what, for_all}, parts_.vault);
        for (auto const& each : all)
            batch_store::decide_report(tx, id, each.kind, static_cast<std::int64_t>(each.at.line),
                                       static_cast<std::int64_t>(each.at.report), each.what, parts_.vault);
        tx.record({.what = "import_decided",
                   .entity = "import_batch",
                   .entity_id = id.value,
                   .label = b->file_name,
                   .changes = {{asked.kind.value_or("reports"), "",
                                asked.decision + (all.empty() ? "" : " " + std::to_string(all.size()))}}});
        return done{};
    });
    if (!written) return fail(written.error());
    return find(who, id);
}

}  // namespace guiyan::imports
