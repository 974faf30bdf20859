#include "modules/indicators/indicators.hpp"

#include <map>

#include "modules/schemes/record_words.hpp"
#include "scheme/print_figure.hpp"

namespace guiyan::indicators {
namespace {

std::optional<double> number_of(cel::value const& v) {
    return v.is(cel::value_kind::number) ? std::optional(v.as_number()) : std::nullopt;
}

}  // namespace

indicators::indicators(db::database& database, regions::regions& places, schemes::schemes& all)
    : db_(database), regions_(places), schemes_(all) {}

result<indicators::place_and_day> indicators::where(db::connection& c, actor const& who, scheme_id id,
                                                    std::optional<std::string> const& region,
                                                    std::optional<date> const& as_of) const {
    auto s = schemes_.seen(c, who, id);
    if (!s) return fail(fault::not_found, "error.not_found");
    place_and_day out;
    out.tree = regions_.tree();
    out.as_of = as_of.value_or(schemes_.today());
    auto code = region.value_or(s->region_code);
    // Who keeps a part of the area reads the figures of that part.
    if (!region && !who.reaches(code) && !who.areas.empty()) {
        code = who.areas.front().prefix;
        code += std::string(12 - code.size(), '0');
    }
    out.place = out.tree->find(code);
    if (!out.place || !who.reaches(code))
        return fail_field("/region", "organizations.unknown_place", {{"code", code}});
    out.scheme = std::move(*s);
    return out;
}

scheme::reading indicators::reckon(schemes::scheme_reckoner const& rules, scheme::indicator const& f,
                                   std::optional<std::string> const& evidence) const {
    return reckon(rules, asked_figure{f, {}, {}, {}}, evidence);
}

scheme::reading indicators::reckon(schemes::scheme_reckoner const& rules, asked_figure const& asked,
                                   std::optional<std::string> const& evidence) const {
    auto measure = source_of(rules.pack(), asked.what);
    if (evidence && *evidence != "self") {
        auto const rung =
            *evidence == "result" ? scheme::evidence_level::result : scheme::evidence_level::village;
        if (!measure.evidence || *measure.evidence < rung) measure.evidence = rung;
    }
    auto out = rules->measure(measure, asked.subject, asked.period);
    if (!asked.what.unit.empty()) out.unit = asked.what.unit;
    return out;
}

result<indicators::opened_figure> indicators::open(db::connection& c, actor const& who,
                                                   std::string const& address, scheme_id id,
                                                   std::optional<std::string> const& region,
                                                   std::optional<date> const& as_of,
                                                   std::optional<std::string> const& evidence) const {
    auto at = where(c, who, id, region, as_of);
    if (!at) return fail(at.error());
    opened_figure out;
    out.at = std::move(*at);
    // The pack of that day says what the address means; a place in the address narrows the one asked for.
    auto rules = schemes_.reckon(c, out.at.scheme, out.at.as_of,
                                 {{std::string(regions::prefix_of(out.at.place->code))}});
    auto asked = figure_asked(rules->pack(), address);
    if (!asked) return fail(fault::not_found, "error.not_found");
    if (asked->region) {
        auto narrowed = where(c, who, id, asked->region, as_of);
        if (!narrowed) return fail(fault::not_found, "error.not_found");
        out.at = std::move(*narrowed);
        rules = schemes_.reckon(c, out.at.scheme, out.at.as_of,
                                {{std::string(regions::prefix_of(out.at.place->code))}});
        if (source_of(rules->pack(), asked->what).per == "region")
            asked->subject = {"region", out.at.place->id.value};
    }
    out.is = reckon(*rules, *asked, evidence);
    out.asked = std::move(*asked);
    out.rules = std::move(rules);
    return out;
}

figure indicators::read(schemes::scheme_reckoner const& rules, std::string const& id,
                        scheme::indicator const& f, scheme::reading const& r) const {
    figure out;
    out.id = id;
    out.name = f.name;
    out.module = f.module;
    out.phrase = scheme::printed(f, r.value);
    out.printed = scheme::printed_value(f, r.value);
    out.value = number_of(r.value);
    out.unit = r.unit;
    out.rows = static_cast<std::int64_t>(r.rows.size());
    out.kind = r.kind;
    (void)rules;
    return out;
}

result<figure_list> indicators::list(actor const& who, figure_query const& asked) const {
    return db_.query([&](db::connection& c) -> result<figure_list> {
        auto const at = where(c, who, asked.scheme, asked.region, asked.as_of);
        if (!at) return fail(at.error());
        auto const rules =
            schemes_.reckon(c, at->scheme, at->as_of, {{std::string(regions::prefix_of(at->place->code))}});
        figure_list out;
        out.as_of = at->as_of;
        out.region_code = at->place->code;
        out.region_name = at->place->name;
        for (auto const& [id, f] : rules->pack().indicators)
            out.items.push_back(read(*rules, id, f, reckon(*rules, f, asked.evidence)));
        return out;
    });
}

figure_row indicators::row(schemes::scheme_reckoner const& rules, scheme::indicator const& f,
                           scheme::reading const& r, scheme::counted_row const& counted) const {
    figure_row out;
    out.entity = r.kind;
    out.id = std::to_string(counted.id);
    out.day = counted.day;
    out.value = number_of(counted.amount);
    if (r.kind == "code_item") {
        std::int64_t id = 0;
        auto const& codes = rules.edition().rules->codes();
        for (auto const& table : codes.tables())
            for (auto const& code : codes.codes(table))
                if (++id == counted.id) out.label = std::string(codes.name(table, code));
        return out;
    }
    scheme::record_key const key{r.kind, counted.id};
    if (f.list.written())
        if (auto const* p = rules.edition().rules->program(f.list.text, r.kind))
            if (auto const v = rules->evaluate(*p, key); v.is(cel::value_kind::text)) out.label = v.as_text();
    if (out.label.empty()) out.label = schemes::record_label(rules, key);
    out.place = schemes::record_place(rules, key);
    out.url = url(rules, key);
    return out;
}

std::string indicators::url(schemes::scheme_reckoner const& rules, scheme::record_key const& key) const {
    return schemes::record_page(rules, key);
}

result<row_page> indicators::rows(actor const& who, std::string const& id, row_query const& asked) const {
    return db_.query([&](db::connection& c) -> result<row_page> {
        auto const opened = open(c, who, id, asked.scheme, asked.region, asked.as_of, asked.evidence);
        if (!opened) return fail(opened.error());
        auto const& r = opened->is;
        row_page out;
        out.page = asked.page;
        out.size = asked.size;
        out.total = static_cast<std::int64_t>(r.rows.size());
        auto const first = (asked.page - 1) * asked.size;
        for (auto i = first; i < std::min(out.total, first + asked.size); ++i)
            out.items.push_back(
                row(*opened->rules, opened->asked.what, r, r.rows[static_cast<std::size_t>(i)]));
        return out;
    });
}

}  // namespace guiyan::indicators
