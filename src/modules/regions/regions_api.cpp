#include "modules/regions/regions_api.hpp"

#include <algorithm>

#include "api/reading.hpp"
#include "modules/regions/region_summary.hpp"
#include "record/plain.hpp"

namespace guiyan::regions {

struct region_step {
    std::string code, name, short_name;
};
struct region_view {
    region place;
    std::vector<region_step> path;
    bool has_children = false;
    std::vector<std::string> missing;  ///< fields of a village's profile that are not stated yet
    std::int64_t row_version = 0;
};
struct region_query {
    std::optional<std::string> parent;
    std::optional<std::string> q;
    std::optional<date> as_of;
};
struct region_list {
    std::vector<region_row> items;
};
struct import_query {
    bool commit = false;
    bool close_left_out = false;
};
struct import_line {
    std::int64_t row = 0;
    std::string code, key;
    std::vector<std::string> arguments;  ///< of the sentence `key`: name, value, name, value
};
struct import_reply {
    std::int64_t added = 0, changed = 0, unchanged = 0;
    bool committed = false;
    std::vector<region_step> left_out;
    std::vector<import_line> problems;
};
BOOST_DESCRIBE_STRUCT(region_row, (),
                      (code, name, short_name, level, kind, parent_code, display, has_children, valid_to))
BOOST_DESCRIBE_STRUCT(region_step, (), (code, name, short_name))
BOOST_DESCRIBE_STRUCT(region_view, (), (place, path, has_children, missing, row_version))
BOOST_DESCRIBE_STRUCT(region_query, (), (parent, q, as_of))
BOOST_DESCRIBE_STRUCT(region_list, (), (items))
BOOST_DESCRIBE_STRUCT(import_query, (), (commit, close_left_out))
BOOST_DESCRIBE_STRUCT(import_line, (), (row, code, key, arguments))
BOOST_DESCRIBE_STRUCT(import_reply, (), (added, changed, unchanged, committed, left_out, problems))

record::type const& record_of(region_row const*) {
    static auto const t = record::describe_plain<region_row>("region_row");
    return t;
}
record::type const& record_of(region_step const*) {
    static auto const t = record::describe_plain<region_step>("region_step");
    return t;
}
record::type const& record_of(region_view const*) {
    static auto const t = record::describe_plain<region_view>("region_view");
    return t;
}
record::type const& record_of(region_query const*) {
    static auto const t = record::describe_plain<region_query>(
        "region_query", {{.name = "parent", .form = "region_code"}, {.name = "q", .max_length = 40}});
    return t;
}
record::type const& record_of(region_list const*) {
    static auto const t = record::describe_plain<region_list>("region_list");
    return t;
}
record::type const& record_of(import_query const*) {
    static auto const t = record::describe_plain<import_query>("region_import_query");
    return t;
}
record::type const& record_of(import_line const*) {
    static auto const t = record::describe_plain<import_line>("region_import_line");
    return t;
}
record::type const& record_of(import_reply const*) {
    static auto const t = record::describe_plain<import_reply>("region_import_outcome");
    return t;
}

namespace {

using api::type_of;

bool is_valid_on(region const& r, std::optional<date> const& day) {
    if (!day) return !r.valid_to;
    return (!r.valid_from || *r.valid_from <= *day) && (!r.valid_to || *day < *r.valid_to);
}

region_view view_of(actor const& who, region_tree const& tree, region const& r) {
    region_view v{r, {}, !tree.children(r).empty(), {}, r.row_version};
    if (r.level == 5 && who.may("regions.read")) v.missing = missing_fields(r.profile);
    for (auto const* step : tree.path(r)) v.path.push_back({step->code, step->name, step->short_name});
    return v;
}

/// Twenty places whose name or number fits, the shorter names first: the whole name beats a part of it.
std::vector<region const*> found_by(region_tree const& tree, std::string const& words,
                                    std::function<bool(region const&)> const& is_shown) {
    std::vector<region const*> found;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        auto const& r = tree.at(i);
        bool fits = r.name.find(words) != r.name.npos || r.short_name.find(words) != r.short_name.npos ||
                    r.code.starts_with(words);
        for (auto const& a : r.aliases) fits = fits || a.find(words) != a.npos;
        if (fits && is_shown(r)) found.push_back(&r);
    }
    std::stable_sort(found.begin(), found.end(), [](auto const* a, auto const* b) {
        return a->short_name.size() < b->short_name.size();
    });
    if (found.size() > 20) found.resize(20);
    return found;
}

result<region_list> list_places(region_tree const& tree, actor const& who, region_query const& asked) {
    auto const areas = areas_of_names(who);
    auto const reaches = [&](region const& r) {
        return std::any_of(areas.begin(), areas.end(), [&](area const& a) { return a.holds(r.code); });
    };
    auto const is_shown = [&](region const& r) { return reaches(r) && is_valid_on(r, asked.as_of); };
    std::vector<region const*> places;
    if (asked.q) {
        places = found_by(tree, *asked.q, is_shown);
    } else if (asked.parent) {
        auto const* parent = tree.find(*asked.parent);
        if (!parent || !reaches(*parent)) return fail(fault::not_found, "error.not_found");
        places = tree.children(*parent);
    } else {
        places = tree.roots(areas);
    }
    region_list list;
    for (auto const* r : places)
        if (is_shown(*r)) list.items.push_back(row_of(tree, *r));
    return list;
}

import_reply reply_of(import_outcome const& outcome, bool committed) {
    import_reply r{outcome.added, outcome.changed, outcome.unchanged, committed, {}, {}};
    for (auto const& p : outcome.left_out) r.left_out.push_back({p.code, p.name, p.short_name});
    for (auto const& p : outcome.problems) {
        import_line line{p.row, p.code, p.message_key, {}};
        for (auto const& [name, text] : p.args) {
            line.arguments.push_back(name);
            line.arguments.push_back(text);
        }
        r.problems.push_back(std::move(line));
    }
    return r;
}

}  // namespace

region_row row_of(region_tree const& tree, region const& r) {
    region_row row{r.code,    r.name,       r.short_name,    r.level,
                   r.kind,    std::nullopt, tree.display(r), !tree.children(r).empty(),
                   r.valid_to};
    if (auto const* parent = r.parent_id ? tree.find(r.parent_id) : nullptr) row.parent_code = parent->code;
    return row;
}

std::vector<api::endpoint> endpoints(regions& places) {
    std::vector<api::endpoint> out;
    out.push_back({.path = "/api/regions",
                   .operation = "list_regions",
                   .permission = "regions.read",
                   .or_permission = "regions.names",
                   .query = type_of<region_query>(),
                   .output = type_of<region_list>(),
                   .handle = api::reading<api::in_query<region_query>>(
                       [&places](api::call& c, region_query const& asked) {
                           return list_places(*places.tree(), c.who, asked);
                       })});
    out.push_back({.path = "/api/regions/{code}",
                   .operation = "get_region",
                   .permission = "regions.read",
                   .or_permission = "regions.names",
                   .output = type_of<region_view>(),
                   .handle = api::reading<>([&places](api::call& c) -> result<region_view> {
                       auto const tree = places.tree();
                       auto const found = places.find(c.who, c.path_text("code"));
                       if (!found) return fail(found.error());
                       return view_of(c.who, *tree, *found);
                   })});
    out.push_back({.path = "/api/regions/{code}/summary",
                   .operation = "summarise_region",
                   .permission = "regions.read",
                   .output = type_of<region_summary>(),
                   .handle = api::reading<>([&places](api::call& c) -> result<region_summary> {
                       auto const tree = places.tree();
                       auto const* r = tree->find(c.path_text("code"));
                       if (!r || !c.who.reaches(r->code)) return fail(fault::not_found, "error.not_found");
                       return summarise(*tree, *r);
                   })});
    out.push_back({.verb = api::method::patch,
                   .path = "/api/regions/{code}",
                   .operation = "amend_region",
                   .permission = "regions.write",
                   .input = type_of<region>(),
                   .output = type_of<region_view>(),
                   .amends = true,
                   .handle = api::reading<api::in_version>(
                       [&places](api::call& c, std::int64_t version) -> result<region_view> {
                           auto changed = places.amend(c.who, std::string(c.path_text("code")), version,
                                                       [&](region& r) { return c.amend(r); });
                           if (!changed) return fail(changed.error());
                           auto const tree = places.tree();
                           return view_of(c.who, *tree, *tree->find(changed->code));
                       })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/regions/import",
                   .operation = "import_regions",
                   .permission = "regions.import",
                   .or_permission = "regions.begin",
                   .query = type_of<import_query>(),
                   .output = type_of<import_reply>(),
                   .upload = true,
                   .safe_to_repeat = true,
                   .handle = api::reading<api::in_query<import_query>, api::in_upload>(
                       [&places](api::call& c, import_query const& asked,
                                 api::upload const& file) -> result<import_reply> {
                           auto book = files::open_workbook(file.path);
                           if (!book) return fail(book.error());
                           auto const outcome = places.import_file(c.who, **book, file.name,
                                                                   {asked.commit, asked.close_left_out});
                           if (!outcome) return fail(outcome.error());
                           return reply_of(*outcome, asked.commit);
                       })});
    return out;
}

}  // namespace guiyan::regions
