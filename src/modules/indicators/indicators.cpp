#include "modules/indicators/indicators.hpp"

#include <map>

#include "scheme/print_figure.hpp"

namespace guiyan::indicators {
namespace {

std::optional<double> number_of(cel::value const& v) {
    return v.is(cel::value_kind::number) ? std::optional(v.as_number()) : std::nullopt;
}

scheme::measure const& source_of(scheme::pack const& pack, scheme::indicator const& f) {
    auto const* named = f.of.empty() ? nullptr : pack.measures.find(f.of);
    return named ? *named : f;
}

/// Words of a record that has none of its own in the pack.
std::string_view words_of(std::string_view kind) {
    static constexpr std::pair<std::string_view, std::string_view> words[] = {
        {"engagement", "person.name"},
        {"engagement_step", "engagement.person.name"},
        {"person", "name"},
        {"person_category", "person.name"},
        {"organization", "name"},
        {"region", "name"},
        {"request", "title"},
        {"activity", "title"},
        {"activity_participant", "activity.title"},
        {"document", "title"},
        {"document_version", "document.title"},
        {"scheme", "name"},
        {"code_item", "name"}};
    for (auto const& [k, text] : words)
        if (k == kind) return text;
    return {};
}

std::string_view place_of(std::string_view kind) {
    static constexpr std::pair<std::string_view, std::string_view> words[] = {
        {"engagement", "region.name"},
        {"engagement_step", "engagement.region.name"},
        {"person_category", "person.native_region.name"},
        {"person", "native_region.name"},
        {"organization", "region.name"},
        {"request", "region.name"},
        {"activity", "region.name"},
        {"activity_participant", "activity.region.name"},
        {"document", "region.name"}};
    for (auto const& [k, text] : words)
        if (k == kind) return text;
    return {};
}

/// The page of a record, and the key it goes by.
std::pair<std::string_view, std::string_view> page_of(std::string_view kind) {
    if (kind == "engagement") return {"/engagements/", "id"};
    if (kind == "engagement_step") return {"/engagements/", "engagement_id"};
    if (kind == "person") return {"/people/", "id"};
    if (kind == "person_category") return {"/people/", "person_id"};
    if (kind == "activity") return {"/activities/", "id"};
    if (kind == "activity_participant") return {"/activities/", "activity_id"};
    if (kind == "document") return {"/documents/", "id"};
    if (kind == "region") return {"/regions/", "code"};
    return {};
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
    if (!evidence || *evidence == "self") return rules->figure(f);
    auto measure = source_of(rules.pack(), f);
    auto const asked =
        *evidence == "result" ? scheme::evidence_level::result : scheme::evidence_level::village;
    if (!measure.evidence || *measure.evidence < asked) measure.evidence = asked;
    auto out = rules->measure(measure);
    if (!f.unit.empty()) out.unit = f.unit;
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

std::string indicators::definition(schemes::scheme_reckoner const& rules, scheme::indicator const& f) const {
    auto const& m = source_of(rules.pack(), f);
    std::string out = m.name.empty() ? f.name : m.name;
    if (m.calc.written()) return out + "：由别的度量算出（" + m.calc.text + "）";
    std::string how = m.count_distinct.written() ? "同一对象只计一次"
                      : m.sum.written()          ? "合计"
                      : m.avg.written()          ? "平均"
                      : m.max.written()          ? "最大"
                      : m.min.written()          ? "最小"
                      : m.latest.written()       ? "取最近一次"
                                                 : "按记录计数";
    return out + "：" + how + "，截至统计日，不含作废";
}

result<figure_page> indicators::find(actor const& who, std::string const& id,
                                     figure_query const& asked) const {
    return db_.query([&](db::connection& c) -> result<figure_page> {
        auto const at = where(c, who, asked.scheme, asked.region, asked.as_of);
        if (!at) return fail(at.error());
        auto const prefix = std::string(regions::prefix_of(at->place->code));
        auto const rules = schemes_.reckon(c, at->scheme, at->as_of, {{prefix}});
        auto const* f = rules->pack().indicators.find(id);
        if (!f) return fail(fault::not_found, "error.not_found");
        auto const r = reckon(*rules, *f, asked.evidence);
        figure_page out;
        out.figure = read(*rules, id, *f, r);
        out.definition = definition(*rules, *f);
        out.condition = source_of(rules->pack(), *f).where.text;
        out.basis = (*rules)->basis_text(f->basis);
        out.assumed = f->assumed;
        out.edition = rules->edition().edition;
        out.as_of = at->as_of;
        out.region_code = at->place->code;
        out.region_name = at->place->name;
        if (r.kind != "code_item")
            for (auto const* child : at->tree->children(*at->place)) {
                auto const part_rules = schemes_.reckon(c, at->scheme, at->as_of,
                                                        {{std::string(regions::prefix_of(child->code))}});
                auto const part = reckon(*part_rules, *f, asked.evidence);
                out.by_area.push_back({child->code, child->name, number_of(part.value),
                                       static_cast<std::int64_t>(part.rows.size())});
            }
        // What each month added: rows for counts, amounts for sums.
        bool const sums = source_of(rules->pack(), *f).sum.written();
        std::map<std::string, figure_part> months;
        for (auto const& row : r.rows) {
            if (!row.day) continue;
            auto& month = months[row.day->iso().substr(0, 7)];
            ++month.rows;
            month.value = month.value.value_or(0) + (sums ? number_of(row.amount).value_or(0) : 1);
        }
        for (auto& [name, month] : months) {
            month.code = month.name = name;
            out.by_month.push_back(std::move(month));
        }
        for (auto const& split : f->split) {
            figure_class kinds{split.text, split.text, {}};
            std::map<std::string, figure_part> parts;
            auto const* program = rules->edition().rules->program(split, r.kind);
            if (!program) continue;
            for (auto const& row : r.rows) {
                auto const v = (*rules)->evaluate(*program, {r.kind, row.id});
                std::string code, name;
                if (v.is(cel::value_kind::text)) {
                    code = name = v.as_text();
                    auto const known = rules->edition().rules->codes().name(program->is.of, code);
                    if (!known.empty()) name = known;
                } else if (v.is(cel::value_kind::record)) {
                    code = std::to_string(v.as_record().key().as_integer());
                    auto const said = v.as_record().field("name", -1);
                    name = said.is(cel::value_kind::text) ? said.as_text() : code;
                }
                auto& part = parts[code];
                part.code = code;
                part.name = name;
                ++part.rows;
                part.value = part.value.value_or(0) + (sums ? number_of(row.amount).value_or(0) : 1);
            }
            for (auto& [_, part] : parts) kinds.items.push_back(std::move(part));
            out.by_class.push_back(std::move(kinds));
        }
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
    auto text = [&](std::string_view expression) -> std::string {
        auto const* p = expression.empty() ? nullptr : rules.edition().rules->program(expression, r.kind);
        if (!p) return {};
        auto const v = rules->evaluate(*p, key);
        return v.is(cel::value_kind::text) ? v.as_text() : std::string();
    };
    if (f.list.written()) out.label = text(f.list.text);
    if (out.label.empty()) out.label = text(words_of(r.kind));
    out.place = text(place_of(r.kind));
    auto const [page, by] = page_of(r.kind);
    if (!page.empty()) {
        if (by == "id") {
            out.url = std::string(page) + out.id;
        } else if (by == "code") {
            out.url = std::string(page) + text("code");
        } else if (auto const id = rules->follow(key, by)) {
            out.url = std::string(page) + std::to_string(*id);
        }
    }
    return out;
}

result<row_page> indicators::rows(actor const& who, std::string const& id, row_query const& asked) const {
    return db_.query([&](db::connection& c) -> result<row_page> {
        auto const at = where(c, who, asked.scheme, asked.region, asked.as_of);
        if (!at) return fail(at.error());
        auto const rules =
            schemes_.reckon(c, at->scheme, at->as_of, {{std::string(regions::prefix_of(at->place->code))}});
        auto const* f = rules->pack().indicators.find(id);
        if (!f) return fail(fault::not_found, "error.not_found");
        auto const r = reckon(*rules, *f, asked.evidence);
        row_page out;
        out.page = asked.page;
        out.size = asked.size;
        out.total = static_cast<std::int64_t>(r.rows.size());
        auto const first = (asked.page - 1) * asked.size;
        for (auto i = first; i < std::min(out.total, first + asked.size); ++i)
            out.items.push_back(row(*rules, *f, r, r.rows[static_cast<std::size_t>(i)]));
        return out;
    });
}

}  // namespace guiyan::indicators
