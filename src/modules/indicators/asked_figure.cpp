#include "modules/indicators/asked_figure.hpp"

#include <algorithm>
#include <charconv>

namespace guiyan::indicators {
namespace {

constexpr std::string_view list_prefix = "list.", unit_prefix = "org.";

std::optional<scheme::indicator> whole(scheme::pack const& pack, std::string_view id) {
    if (id.starts_with(list_prefix)) {
        for (auto const& r : pack.reports)
            if (r.kind == scheme::report_kind::list && r.id == id.substr(list_prefix.size())) {
                scheme::indicator out;
                out.name = r.name;
                out.over = r.over;
                out.where = r.where;
                out.count = scheme::count_word::rows;
                out.unit = "条";
                out.basis = r.basis;
                return out;
            }
        return std::nullopt;
    }
    if (auto const* f = pack.indicators.find(id)) return *f;
    auto const* m = pack.measures.find(id);
    if (!m) return std::nullopt;
    scheme::indicator out;
    static_cast<scheme::measure&>(out) = *m;
    return out;
}

}  // namespace

scheme::measure const& source_of(scheme::pack const& pack, scheme::indicator const& f) {
    auto const* named = f.of.empty() ? nullptr : pack.measures.find(f.of);
    return named ? *named : f;
}

std::optional<scheme::indicator> silent_records(scheme::pack const& pack, scheme::indicator const& f) {
    auto const& m = source_of(pack, f);
    for (auto const* e : {&m.count_distinct, &m.sum, &m.avg, &m.max, &m.min, &m.latest})
        if (e->written()) {
            scheme::indicator out;
            out.name = f.name + "：没有填报的记录";
            out.over = m.over;
            out.where.text =
                (m.where.written() ? "(" + m.where.text + ") && " : "") + "(" + e->text + ") == null";
            out.count = scheme::count_word::rows;
            out.on = m.on;
            out.window = m.window;
            out.evidence = m.evidence;
            out.unit = "条";
            out.list = f.list;
            out.basis = f.basis;
            return out;
        }
    return std::nullopt;
}

std::optional<asked_figure> figure_asked(scheme::pack const& pack, std::string_view address) {
    auto const at = address.find('@');
    auto found = whole(pack, address.substr(0, at));
    if (!found) return std::nullopt;
    asked_figure out;
    out.what = std::move(*found);
    if (at == address.npos) return out;
    auto const part = address.substr(at + 1);
    if (part == silent_part) {
        auto silent = silent_records(pack, out.what);
        if (!silent) return std::nullopt;
        out.what = std::move(*silent);
    } else if (part.starts_with(unit_prefix)) {
        auto const digits = part.substr(unit_prefix.size());
        auto const [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), out.subject.id);
        if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
        out.subject.kind = "organization";
    } else if (part.size() == 12 &&
               std::all_of(part.begin(), part.end(), [](unsigned char c) { return c >= '0' && c <= '9'; })) {
        out.region = std::string(part);
    } else if (out.period = scheme::reckoner::period_named(part); !out.period) {
        return std::nullopt;
    }
    return out;
}

std::string list_address(std::string_view report) {
    return std::string(list_prefix) + std::string(report);
}

std::string part_address(std::string_view figure, std::string_view part) {
    return std::string(figure) + "@" + std::string(part);
}

std::string unit_part(std::int64_t organization) {
    return std::string(unit_prefix) + std::to_string(organization);
}

}  // namespace guiyan::indicators
