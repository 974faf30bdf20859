// Reports of kind `matrix`: figures down, places, periods or units across.

#include <algorithm>
#include <functional>
#include <map>

#include "base/day_math.hpp"
#include "modules/reports/report_table.hpp"
#include "scheme/print_figure.hpp"

namespace guiyan::reports {
namespace {

/// More places than this stand below each other: no paper is wide enough for the villages of a county.
constexpr std::size_t most_across = 12;
/// So many parts a table has at most; each cell is reckoned alone.
constexpr std::size_t most_parts = 400;

/// One column of the table: a part of every figure.
struct part {
    std::string address;  ///< "361021101000", "2022Q3", "org.17"; "" the whole
    std::string head;
    regions::region const* place = nullptr;
    std::optional<scheme::day_span> period;
    scheme::record_key unit;
    std::shared_ptr<schemes::scheme_reckoner> rules;  ///< nullptr: those of the question
};

struct figure_line {
    std::string head, id;
    indicators::asked_figure asked;
};

class matrix_filler {
public:
    matrix_filler(table_question const& q, scheme::report const& r) : q_(q), report_(r) {}

    result<reckoned_table> fill() {
        for (auto const& row : report_.rows)
            if (auto asked = indicators::figure_asked(q_.rules.pack(), row.of))
                figures_.push_back({row.head, row.of, std::move(*asked)});
        parts();
        if (parts_.size() > most_parts)
            return fail_field(
                "/region", "reports.too_many_parts",
                {{"count", std::to_string(parts_.size())}, {"most", std::to_string(most_parts)}});
        bool const places_down = parts_.size() > most_across;
        auto& t = out_.table;
        t.title = q_.place.name + report_.name;
        t.remark = {{"截至" + day(q_.as_of) + "。" + (across_periods() ? "合计为本表各期的合计。" : ""), ""}};
        t.columns.push_back({places_down ? axis() : "项目", paper::align::left});
        if (places_down) {
            for (auto const& f : figures_) t.columns.push_back({titled(f), paper::align::right});
            for (auto const& p : parts_)
                line(
                    p.head, [&] { return cells_down(p); }, false);
            line(
                "合计", [&] { return cells_down(whole()); }, true);
        } else {
            for (auto const& p : parts_) t.columns.push_back({p.head, paper::align::right});
            t.columns.push_back({"合计", paper::align::right});
            for (auto const& f : figures_)
                line(
                    titled(f), [&] { return cells_across(f); }, false);
        }
        if (std::any_of(out_.figures.begin(), out_.figures.end(), [](auto const& f) { return !f.value; }))
            t.remark.front().text += "未报的，是还没有可以统计的记录。";
        return std::move(out_);
    }

private:
    static std::string day(date d) {
        return std::to_string(d.year()) + "年" + std::to_string(d.month()) + "月" + std::to_string(d.day()) +
               "日";
    }

    bool across_periods() const {
        auto const a = report_.across;
        return a && (*a == scheme::report_across::month || *a == scheme::report_across::quarter ||
                     *a == scheme::report_across::year);
    }

    std::string axis() const {
        static char const* const words[] = {"乡镇（街道）", "村（社区）", "县（市、区）", "月份",
                                            "季度",         "年度",       "单位"};
        return report_.across ? words[static_cast<int>(*report_.across)] : "项目";
    }

    /// 引进（项）: of a table the unit stands with the name, so that its cells are numbers alone.
    std::string titled(figure_line const& f) const {
        auto const& m = indicators::source_of(q_.rules.pack(), f.asked.what);
        auto const unit = f.asked.what.unit.empty() ? m.unit : f.asked.what.unit;
        return unit.empty() ? f.head : f.head + "（" + unit + "）";
    }

    void line(std::string head, std::function<std::vector<table_cell>()> const& cells, bool total) {
        table_line out{{{std::move(head), ""}}, total};
        for (auto& c : cells()) out.cells.push_back(std::move(c));
        out_.table.lines.push_back(std::move(out));
    }

    std::vector<table_cell> cells_across(figure_line const& f) {
        std::vector<table_cell> out;
        for (auto const& p : parts_) out.push_back(cell(f, p));
        out.push_back(cell(f, whole()));
        return out;
    }

    std::vector<table_cell> cells_down(part const& p) {
        std::vector<table_cell> out;
        for (auto const& f : figures_) out.push_back(cell(f, p));
        return out;
    }

    /// Everything: of periods from the first to the last.
    part whole() const {
        part out;
        if (across_periods() && !parts_.empty())
            out.period = scheme::day_span{parts_.front().period->start, parts_.back().period->end, ""};
        return out;
    }

    table_cell cell(figure_line const& f, part const& p) {
        auto asked = f.asked;
        asked.period = p.period;
        if (p.unit) asked.subject = p.unit;
        if (p.place && indicators::source_of(q_.rules.pack(), asked.what).per == "region")
            asked.subject = {"region", p.place->id.value};
        auto const& rules = p.rules ? *p.rules : q_.rules;
        auto const r = q_.figures.reckon(rules, asked);
        auto const address = p.address.empty() ? f.id : indicators::part_address(f.id, p.address);
        auto shown = q_.figures.read(rules, address, asked.what, r);
        shown.name = f.head + (p.head.empty() ? "" : "·" + p.head);
        // The span of a year's months is no address: its total is text.
        bool const opens = !p.address.empty() || !p.period;
        auto const text = shown.value ? scheme::plain_number(*shown.value) : std::string("未报");
        if (!opens) return {text, ""};
        frozen_figure frozen{address,       shown.name,   shown.value, shown.unit,
                             shown.printed, shown.phrase, "",          {}};
        frozen.definition = q_.figures.definition(rules, asked.what) + "。版本：" + rules.edition().edition;
        for (auto const& counted : r.rows) {
            auto const row = q_.figures.row(rules, asked.what, r, counted);
            frozen.rows.push_back(
                {row.entity, row.id, row.label, row.place, row.day ? row.day->iso() : "", row.value});
        }
        out_.shown.push_back(shown);
        out_.figures.push_back(std::move(frozen));
        return {text, address};
    }

    void parts() {
        if (!report_.across) return;
        using across = scheme::report_across;
        switch (*report_.across) {
            case across::county:
                return places(3);
            case across::township:
                return places(4);
            case across::village:
                return places(5);
            case across::month:
                return periods(scheme::period::month, 1);
            case across::quarter:
                return periods(scheme::period::quarter, 3);
            case across::year:
                return years();
            case across::organization:
                return units();
        }
    }

    void places(int level) {
        auto const below = q_.tree.below(regions::prefix_of(q_.place.code));
        for (auto at = below.first; at < below.end; ++at) {
            auto const& r = q_.tree.at(at);
            bool const stands =
                (!r.valid_from || !(q_.as_of < *r.valid_from)) && (!r.valid_to || !(*r.valid_to < q_.as_of));
            if (r.level != level || !stands) continue;
            part p;
            p.address = r.code;
            p.head = r.name;
            p.place = &r;
            parts_.push_back(std::move(p));
        }
        if (parts_.size() > most_parts) return;
        for (auto& p : parts_) p.rules = q_.of_place(*p.place);
    }

    /// The periods of the year up to the day.
    void periods(scheme::period length, int months) {
        for (date at(q_.as_of.year(), 1, 1); !(q_.as_of < at); at = add_months(at, months)) {
            part p;
            p.period = scheme::reckoner::period_of(length, at);
            p.address = p.period->id;
            auto const no = std::to_string((at.month() - 1) / static_cast<unsigned>(months) + 1);
            p.head = months == 1 ? no + "月" : "第" + no + "季度";
            parts_.push_back(std::move(p));
        }
    }

    void years() {
        int const first = std::max(q_.scheme.starts_on.year(), q_.as_of.year() - 9);
        for (int year = first; year <= q_.as_of.year(); ++year) {
            part p;
            p.period = scheme::reckoner::period_of(scheme::period::year, date(year, 1, 1));
            p.address = p.period->id;
            p.head = p.period->id + "年";
            parts_.push_back(std::move(p));
        }
    }

    /// Those that any row of any figure belongs to, by name.
    void units() {
        std::map<std::string, std::int64_t> found;
        for (auto const& f : figures_) {
            auto const& m = indicators::source_of(q_.rules.pack(), f.asked.what);
            auto const* kind = q_.rules.edition().rules->facts().find(m.over);
            if (!kind) continue;
            auto const way = m.via.empty() ? std::string(kind->way_to("organization")) : m.via;
            for (auto const& row : q_.figures.reckon(q_.rules, f.asked).rows) {
                auto const unit = q_.rules->follow({m.over, row.id}, way);
                if (!unit) continue;
                auto const* by_name = q_.rules.edition().rules->program("name", "organization");
                auto const name = q_.rules->evaluate(*by_name, {"organization", *unit});
                if (name.is(cel::value_kind::text)) found[name.as_text()] = *unit;
            }
        }
        for (auto const& [name, id] : found) {
            part p;
            p.address = indicators::unit_part(id);
            p.head = name;
            p.unit = {"organization", id};
            parts_.push_back(std::move(p));
        }
    }

    table_question const& q_;
    scheme::report const& report_;
    std::vector<figure_line> figures_;
    std::vector<part> parts_;
    reckoned_table out_;
};

}  // namespace

result<reckoned_table> fill_matrix(table_question const& q, scheme::report const& r) {
    return matrix_filler(q, r).fill();
}

}  // namespace guiyan::reports
