// The page of a figure: what it means in words, its parts by place, month and class, how whole it is.

#include <algorithm>
#include <map>

#include "modules/indicators/indicators.hpp"
#include "scheme/words.hpp"

namespace guiyan::indicators {
namespace {

std::optional<double> number_of(cel::value const& v) {
    return v.is(cel::value_kind::number) ? std::optional(v.as_number()) : std::nullopt;
}

/// 乡镇, 村: what the places are called that lie in one of this level.
std::string_view parts_of_level(int level) {
    switch (level) {
        case 1:
            return "市";
        case 2:
            return "县（市、区）";
        case 3:
            return "乡镇（街道）";
        default:
            return "村（社区）";
    }
}

/// A place without rows is silent only about what places report.
bool reported(scheme::indicator const& f, scheme::reading const& r) {
    return f.kind == scheme::indicator_kind::reported && !r.value.is_unknown() && r.kind != "code_item" &&
           r.kind != "region" && r.kind != "scheme";
}

/// Records of a class are counted; of sums the amounts.
void add(figure_part& part, scheme::counted_row const& row, bool sums) {
    ++part.rows;
    part.value = part.value.value_or(0) + (sums ? number_of(row.amount).value_or(0) : 1);
}

}  // namespace

std::string indicators::definition(schemes::scheme_reckoner const& rules, scheme::indicator const& f) const {
    auto const& m = source_of(rules.pack(), f);
    auto const words = scheme::wording(*rules.edition().rules, schemes_.words()).of(m);
    return (m.name.empty() ? f.name : m.name) + "：" + words + "，截至统计日，不含作废";
}

std::vector<figure_completeness> indicators::completeness(opened_figure const& o, std::string const& address,
                                                          figure_page const& page) const {
    std::vector<figure_completeness> out;
    auto const text = [](std::int64_t asked, std::string_view what, std::int64_t known) {
        return std::to_string(asked) + std::string(what) + "已报" + std::to_string(known);
    };
    if (!page.by_area.empty() && reported(o.asked.what, o.is)) {
        figure_completeness places{"place", static_cast<std::int64_t>(page.by_area.size()), 0, "", {}, ""};
        for (auto const& part : page.by_area) {
            if (part.value && part.rows > 0)
                ++places.known;
            else
                places.missing.push_back(part);
        }
        places.text =
            text(places.asked, "个" + std::string(parts_of_level(o.at.place->level)), places.known) + "个";
        out.push_back(std::move(places));
    }
    if (auto const silent = silent_records(o.rules->pack(), o.asked.what);
        silent && o.is.kind != "code_item" && address.find('@') == address.npos) {
        asked_figure without = o.asked;
        without.what = *silent;
        auto const missing = reckon(*o.rules, without);
        if (auto const n = number_of(missing.value)) {
            figure_completeness records{"record", 0, 0, "", {}, part_address(address, silent_part)};
            // Of things that are counted once the rows are fewer than the records: all of them are asked.
            auto all = without;
            auto const& m = source_of(o.rules->pack(), o.asked.what);
            all.what.where = m.where;
            records.asked = static_cast<std::int64_t>(reckon(*o.rules, all).rows.size());
            records.known = records.asked - static_cast<std::int64_t>(*n);
            records.text = text(records.asked, "条记录", records.known) + "条";
            out.push_back(std::move(records));
        }
    }
    return out;
}

std::vector<figure_edition> indicators::editions(db::connection& c, opened_figure const& o,
                                                 std::string const& address, figure_page const& page) const {
    std::vector<figure_edition> out;
    auto const spans = schemes_.editions(c, o.at.scheme.id);
    for (std::size_t i = 0; i < spans.size(); ++i) {
        // Editions of later days say nothing here, nor those over before the first month.
        bool const over = i + 1 < spans.size() && !page.by_month.empty() &&
                          spans[i + 1].from_on.iso().substr(0, 7) <= page.by_month.front().code;
        if (o.at.as_of < spans[i].from_on || over) continue;
        figure_edition e{spans[i].from_on, spans[i].pack_edition, "", false};
        auto const then = schemes_.reckon(c, o.at.scheme, spans[i].from_on);
        if (auto const known = figure_asked(then->pack(), address))
            e.definition = definition(*then, known->what);
        e.changed = e.definition != page.definition;
        out.push_back(std::move(e));
    }
    return out;
}

result<figure_page> indicators::find(actor const& who, std::string const& id,
                                     figure_query const& asked) const {
    return db_.query([&](db::connection& c) -> result<figure_page> {
        auto const opened = open(c, who, id, asked.scheme, asked.region, asked.as_of, asked.evidence);
        if (!opened) return fail(opened.error());
        auto const& at = opened->at;
        auto const& rules = *opened->rules;
        auto const& f = opened->asked.what;
        auto const& r = opened->is;
        auto const& m = source_of(rules.pack(), f);
        figure_page out;
        out.figure = read(rules, id, f, r);
        out.definition = definition(rules, f);
        out.expression = m.calc.written() ? m.calc.text : m.where.text;
        if (m.where.written())
            out.condition = scheme::wording(*rules.edition().rules, schemes_.words()).of(m.where, m.over);
        static char const* const rungs[] = {"self", "village", "result"};
        if (m.evidence) out.evidence = rungs[static_cast<int>(*m.evidence)];
        out.basis = rules->basis_text(f.basis);
        out.assumed = f.assumed;
        out.edition = rules.edition().edition;
        out.as_of = at.as_of;
        out.region_code = at.place->code;
        out.region_name = at.place->name;
        if (r.kind != "code_item")
            for (auto const* child : at.tree->children(*at.place)) {
                auto const part_rules =
                    schemes_.reckon(c, at.scheme, at.as_of, {{std::string(regions::prefix_of(child->code))}});
                auto there = opened->asked;
                if (there.subject.kind == "region") there.subject.id = child->id.value;
                auto const part = reckon(*part_rules, there, asked.evidence);
                out.by_area.push_back({child->code, child->name, number_of(part.value),
                                       static_cast<std::int64_t>(part.rows.size())});
            }
        // What each month added: rows for counts, amounts for sums.
        bool const sums = m.sum.written();
        std::map<std::string, figure_part> months;
        for (auto const& row : r.rows)
            if (row.day) add(months[row.day->iso().substr(0, 7)], row, sums);
        for (auto& [name, month] : months) {
            month.code = month.name = name;
            out.by_month.push_back(std::move(month));
        }
        for (auto const& split : f.split) {
            figure_class kinds{
                split.text,
                scheme::wording(*rules.edition().rules, schemes_.words()).path(split.text, r.kind),
                {}};
            std::map<std::string, figure_part> parts;
            auto const* program = rules.edition().rules->program(split, r.kind);
            if (!program) continue;
            for (auto const& row : r.rows) {
                auto const v = rules->evaluate(*program, {r.kind, row.id});
                std::string code, name;
                if (v.is(cel::value_kind::text)) {
                    code = name = v.as_text();
                    auto const known = rules.edition().rules->codes().name(program->is.of, code);
                    if (!known.empty()) name = known;
                } else if (v.is(cel::value_kind::record)) {
                    code = std::to_string(v.as_record().key().as_integer());
                    auto const said = v.as_record().field("name", -1);
                    name = said.is(cel::value_kind::text) ? said.as_text() : code;
                }
                auto& part = parts[code];
                part.code = code;
                part.name = name;
                add(part, row, sums);
            }
            for (auto& [_, part] : parts) kinds.items.push_back(std::move(part));
            out.by_class.push_back(std::move(kinds));
        }
        out.completeness = completeness(*opened, id, out);
        out.editions = editions(c, *opened, id, out);
        return out;
    });
}

}  // namespace guiyan::indicators
