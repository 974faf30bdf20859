// Reports of kind `list`: one line for each record.

#include <algorithm>
#include <set>
#include <tuple>

#include "base/text.hpp"
#include "modules/reports/report_table.hpp"
#include "record/mask.hpp"
#include "scheme/print_figure.hpp"
#include "scheme/words.hpp"

namespace guiyan::reports {
namespace {

/// The heading that numbers the lines. The program numbers every list, so that a pack need not; a column of
/// that heading is taken for it wherever it stands.
constexpr std::string_view number_head = "序号";

std::string printed_day(date d) {
    return std::to_string(d.year()) + "年" + std::to_string(d.month()) + "月" + std::to_string(d.day()) +
           "日";
}

/// A field of a person that an expression looks at: "person.name", or "name" where the record is a person.
std::set<std::string, std::less<>> fields_of_persons(scheme::catalogue const& facts,
                                                     cel::program const& program) {
    std::set<std::string, std::less<>> out;
    for (auto const& path : cel::names_read(program)) {
        auto const* at = facts.find(program.self);
        for (std::string_view rest = path; at && !rest.empty();) {
            auto const part = rest.substr(0, rest.find('.'));
            rest.remove_prefix(std::min(rest.size(), part.size() + 1));
            if (at->name == "person" && at->field(part)) out.emplace(part);
            auto const* link = at->list(part) ? at->list(part) : at->ref(part);
            at = link ? facts.find(link->kind) : nullptr;
        }
    }
    return out;
}

class list_filler {
public:
    list_filler(table_question const& q, scheme::report const& r)
        : q_(q), report_(r), book_(*q.rules.edition().rules), words_(book_, q.words) {}

    reckoned_table fill() {
        auto const address = indicators::list_address(report_.id);
        auto const asked = *indicators::figure_asked(q_.rules.pack(), address);
        auto reading = q_.figures.reckon(q_.rules, asked);
        reckoned_table out;
        auto& t = out.table;
        t.title = q_.place.name + report_.name;
        columns(t);
        if (reading.value.is_unknown()) {
            t.remark = {
                {"截至" + printed_day(q_.as_of) + "，" + words_.kind(report_.over) + "还没有登记，未报。",
                 ""}};
        } else {
            t.remark = {{"截至" + printed_day(q_.as_of) + "，共", ""},
                        {std::to_string(reading.rows.size()), address},
                        {"条。", ""}};
        }
        in_order(reading.rows);
        std::vector<double> sums(report_.columns.size(), 0);
        std::vector<bool> summed(report_.columns.size(), false);
        std::size_t number = 0;
        for (auto const& row : reading.rows) {
            table_line line;
            ++number;
            if (!own_number_) line.cells.push_back({std::to_string(number), ""});
            auto const values = q_.rules->evaluate(programs_, {report_.over, row.id});
            for (std::size_t c = 0; c < report_.columns.size(); ++c) {
                if (report_.columns[c].head == number_head) {
                    line.cells.push_back({std::to_string(number), ""});
                    continue;
                }
                auto const& v = values[c];
                if (v.is(cel::value_kind::number)) {
                    sums[c] += v.as_number();
                    summed[c] = true;
                }
                line.cells.push_back({shown(c, v), ""});
            }
            t.lines.push_back(std::move(line));
        }
        totals(t, sums, summed);
        keep(out, address, asked.what, reading);
        return out;
    }

private:
    void columns(report_table& t) {
        own_number_ = std::any_of(report_.columns.begin(), report_.columns.end(),
                                  [](auto const& c) { return c.head == number_head; });
        if (!own_number_) t.columns.push_back({std::string(number_head), paper::align::center});
        for (auto const& c : report_.columns) {
            auto const* p = book_.program(c.cell, report_.over);
            programs_.push_back(p);
            persons_.push_back(p ? fields_of_persons(book_.facts(), *p)
                                 : std::set<std::string, std::less<>>());
            bool const number = p && p->is.is_numeric();
            t.columns.push_back({c.head, c.head == number_head ? paper::align::center
                                         : number              ? paper::align::right
                                                               : paper::align::left});
        }
    }

    /// By place as codes sort, then by day: as a ledger is kept.
    void in_order(std::vector<scheme::counted_row>& rows) const {
        auto const* kind = book_.facts().find(report_.over);
        auto const way = std::string(kind ? kind->way_to("region") : std::string_view());
        std::vector<std::tuple<std::string, date, std::int64_t, scheme::counted_row>> sorted;
        for (auto& row : rows) {
            auto const place = q_.rules->follow({report_.over, row.id}, way);
            auto const* at = place ? q_.tree.find(regions::region_id{*place}) : nullptr;
            sorted.emplace_back(at ? at->code : "", row.day.value_or(date(1, 1, 1)), row.id, std::move(row));
        }
        std::sort(sorted.begin(), sorted.end(), [](auto const& a, auto const& b) {
            return std::tie(std::get<0>(a), std::get<1>(a), std::get<2>(a)) <
                   std::tie(std::get<0>(b), std::get<1>(b), std::get<2>(b));
        });
        rows.clear();
        for (auto& one : sorted) rows.push_back(std::move(std::get<3>(one)));
    }

    std::string shown(std::size_t column, cel::value const& v) const {
        if (!programs_[column]) return {};
        auto const text = printed(*programs_[column], v);
        auto const& fields = persons_[column];
        if (text.empty() || fields.empty()) return text;
        // Beside a masked ID number a birth date shows its year only (trust.md, Controls).
        if (fields.contains("birth_date") && v.is(cel::value_kind::day))
            return std::to_string(v.as_day().year()) + "年";
        // Who may read totals only sees of a person what lists show without the right: nothing but a mark.
        return q_.who.may("people.read") ? text : record::mask_text(text);
    }

    std::string printed(cel::program const& p, cel::value const& v) const {
        switch (v.kind()) {
            case cel::value_kind::text:
                return p.is.is(cel::type_kind::code) ? words_.code(p.is.of, v.as_text()) : v.as_text();
            case cel::value_kind::number:
                return scheme::plain_number(v.as_number());
            case cel::value_kind::boolean:
                return v.is_true() ? "是" : "否";
            case cel::value_kind::day:
                return printed_day(v.as_day());
            case cel::value_kind::list: {
                std::string out;
                for (auto const& one : v.as_list()) {
                    auto const table = p.is.parameters.empty() ? std::string() : p.is.element().of;
                    auto const text = one.is(cel::value_kind::text) ? words_.code(table, one.as_text()) : "";
                    if (!text.empty()) out += (out.empty() ? "" : "、") + text;
                }
                return out;
            }
            case cel::value_kind::record: {
                auto const name = v.as_record().field("name", -1);
                return name.is(cel::value_kind::text) ? name.as_text() : std::string();
            }
            default:
                return {};
        }
    }

    void totals(report_table& t, std::vector<double> const& sums, std::vector<bool> const& summed) const {
        bool const wanted = std::any_of(report_.columns.begin(), report_.columns.end(),
                                        [](auto const& c) { return c.total; });
        if (!wanted || t.lines.empty()) return;
        table_line line{{}, true};
        if (!own_number_) line.cells.push_back({"合计", ""});
        for (std::size_t c = 0; c < report_.columns.size(); ++c)
            line.cells.push_back(
                {report_.columns[c].total && summed[c] ? scheme::plain_number(sums[c]) : "", ""});
        if (own_number_) line.cells.front() = {"合计", ""};
        t.lines.push_back(std::move(line));
    }

    void keep(reckoned_table& out, std::string const& address, scheme::indicator const& f,
              scheme::reading const& r) const {
        auto const shown = q_.figures.read(q_.rules, address, f, r);
        frozen_figure frozen{address,       shown.name,   shown.value, shown.unit,
                             shown.printed, shown.phrase, "",          {}};
        frozen.definition = q_.figures.definition(q_.rules, f) + "。版本：" + q_.rules.edition().edition;
        for (auto const& counted : r.rows) {
            auto const row = q_.figures.row(q_.rules, f, r, counted);
            frozen.rows.push_back(
                {row.entity, row.id, row.label, row.place, row.day ? row.day->iso() : "", row.value});
        }
        out.shown.push_back(shown);
        out.figures.push_back(std::move(frozen));
    }

    table_question const& q_;
    scheme::report const& report_;
    scheme::rulebook const& book_;
    scheme::wording words_;
    std::vector<cel::program const*> programs_;
    std::vector<std::set<std::string, std::less<>>> persons_;  ///< fields of persons that a column shows
    bool own_number_ = false;
};

}  // namespace

reckoned_table fill_list(table_question const& q, scheme::report const& r) {
    return list_filler(q, r).fill();
}

}  // namespace guiyan::reports
