// guiyan figures and guiyan report: what a scheme says of a place on a day, without a browser.

#include <fmt/format.h>

#include <boost/json.hpp>
#include <fstream>

#include "app/cli/commands.hpp"

namespace guiyan::app::cli {
namespace {

/// The actor of the command, and the scheme of this pack that runs in the place or above it.
struct asked_scheme {
    actor who;
    schemes::running_scheme scheme;
    std::string region;
    date as_of;
};

std::optional<asked_scheme> find(house& all, figures_options const& o) {
    asked_scheme out;
    out.who = all.self("figures");
    out.who.permissions = {"figures.read", "people.read", "schemes.read"};
    out.region = o.region + std::string(o.region.size() < 12 ? 12 - o.region.size() : 0, '0');
    if (o.as_of.empty()) {
        out.as_of = all.schemes.today();
    } else if (auto const d = date::parse(o.as_of)) {
        out.as_of = *d;
    } else {
        fmt::print(stderr, "--as-of {}: 日期应写成 2022-12-31 / a day is written 2022-12-31\n", o.as_of);
        return std::nullopt;
    }
    schemes::running_scheme const* best = nullptr;
    auto const list = all.schemes.list(out.who);
    for (auto const& s : list.items) {
        auto const prefix = std::string(regions::prefix_of(s.region_code));
        if (s.pack_id != o.scheme || !out.region.starts_with(prefix) || s.state == "draft") continue;
        if (!best || best->region_code.size() < s.region_code.size()) best = &s;
    }
    if (!best) {
        fmt::print(stderr, "{} 没有施行方案 {} / no scheme of pack {} runs in {}\n", o.region, o.scheme,
                   o.scheme, o.region);
        return std::nullopt;
    }
    out.scheme = *best;
    return out;
}

int say(error const& e) {
    print_error(e);
    return 1;
}

}  // namespace

int print_figures(house_options const& where, figures_options const& o) {
    auto options = where;
    options.read_only = true;
    house all(options);
    auto const asked = find(all, o);
    if (!asked) return 1;
    auto const found = all.indicators.list(asked->who, {asked->scheme.id, asked->region, asked->as_of, {}});
    if (!found) return say(found.error());
    if (!o.json) {
        for (auto const& f : found->items)
            fmt::print("{:<20} {:>12}  {}（{} 条）\n", f.id, f.printed, f.phrase, f.rows);
        return 0;
    }
    boost::json::array out;
    for (auto const& f : found->items) {
        boost::json::object one;
        one["id"] = f.id;
        if (!f.value)
            one["value"] = nullptr;
        else if (*f.value == static_cast<double>(static_cast<std::int64_t>(*f.value)))
            one["value"] = static_cast<std::int64_t>(*f.value);
        else
            one["value"] = *f.value;
        one["unit"] = f.unit;
        one["phrase"] = f.phrase;
        one["rows"] = f.rows;
        out.push_back(std::move(one));
    }
    fmt::print("{}\n", boost::json::serialize(out));
    return 0;
}

int write_report(house_options const& where, figures_options const& o) {
    auto options = where;
    options.read_only = true;
    house all(options);
    auto const asked = find(all, o);
    if (!asked) return 1;
    auto const format = o.output.ends_with(".pdf") ? "pdf" : o.output.ends_with(".xlsx") ? "xlsx" : "docx";
    auto const file = all.scheme_reports.preview_file(
        asked->who, {asked->scheme.id, o.report, asked->region, asked->as_of, format, !o.without_annex, {}});
    if (!file) return say(file.error());
    std::ofstream out(o.output, std::ios::binary);
    out.write(file->bytes.data(), static_cast<std::streamsize>(file->bytes.size()));
    out.close();
    if (!out) {
        fmt::print(stderr, "{}: 写不进去 / cannot be written\n", o.output);
        return 1;
    }
    for (auto const& remark : file->remarks) fmt::print(stderr, "没有字形 / no glyph: {}\n", remark);
    fmt::print("{}\n", o.output);
    return 0;
}

}  // namespace guiyan::app::cli
