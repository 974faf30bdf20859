#include "modules/regions/regions_api.hpp"

#include <algorithm>

#include "api/upload.hpp"
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

using api::call;
using api::reply;

template <class T>
record::type const* type() {
    return &record_of(static_cast<T const*>(nullptr));
}

bool is_valid_on(region const& r, std::optional<date> const& day) {
    if (!day) return !r.valid_to;
    return (!r.valid_from || *r.valid_from <= *day) && (!r.valid_to || *day < *r.valid_to);
}

result<reply> view_reply(actor const& who, region_tree const& tree, region const& r) {
    region_view v{r, {}, !tree.children(r).empty(), {}, r.row_version};
    if (r.level == 5 && who.may("regions.read")) v.missing = missing_fields(r.profile);
    for (auto const* step : tree.path(r)) v.path.push_back({step->code, step->name, step->short_name});
    return api::record_reply(v);
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
                   .query = type<region_query>(),
                   .output = type<region_list>(),
                   .handle = [&places](call& c) -> result<reply> {
                       auto q = c.parameters<region_query>();
                       if (!q) return fail(q.error());
                       auto const tree = places.tree();
                       region_list list;
                       auto const areas = areas_of_names(c.who);
                       auto const reaches = [&](region const& r) {
                           return std::any_of(areas.begin(), areas.end(),
                                              [&](area const& a) { return a.holds(r.code); });
                       };
                       auto add = [&](region const& r) {
                           if (reaches(r) && is_valid_on(r, q->as_of)) list.items.push_back(row_of(*tree, r));
                       };
                       if (q->q) {
                           // The shorter names stand first: the whole name beats a part of it.
                           std::vector<region const*> found;
                           for (std::uint32_t i = 0; i < tree->size(); ++i) {
                               auto const& r = tree->at(i);
                               bool fits = r.name.find(*q->q) != r.name.npos ||
                                           r.short_name.find(*q->q) != r.short_name.npos ||
                                           r.code.starts_with(*q->q);
                               for (auto const& a : r.aliases) fits = fits || a.find(*q->q) != a.npos;
                               if (fits) found.push_back(&r);
                           }
                           std::stable_sort(found.begin(), found.end(), [](auto const* a, auto const* b) {
                               return a->short_name.size() < b->short_name.size();
                           });
                           for (auto const* r : found)
                               if (list.items.size() < 20) add(*r);
                       } else if (q->parent) {
                           auto const* parent = tree->find(*q->parent);
                           if (!parent || !reaches(*parent)) return fail(fault::not_found, "error.not_found");
                           for (auto const* r : tree->children(*parent)) add(*r);
                       } else {
                           for (auto const* r : tree->roots(areas)) add(*r);
                       }
                       return api::record_reply(list);
                   }});
    out.push_back({.path = "/api/regions/{code}",
                   .operation = "get_region",
                   .permission = "regions.read",
                   .or_permission = "regions.names",
                   .output = type<region_view>(),
                   .handle = [&places](call& c) -> result<reply> {
                       auto const tree = places.tree();
                       auto const found = places.find(c.who, c.path_text("code"));
                       if (!found) return fail(found.error());
                       return view_reply(c.who, *tree, *found);
                   }});
    out.push_back({.path = "/api/regions/{code}/summary",
                   .operation = "summarise_region",
                   .permission = "regions.read",
                   .output = type<region_summary>(),
                   .handle = [&places](call& c) -> result<reply> {
                       auto const tree = places.tree();
                       auto const* r = tree->find(c.path_text("code"));
                       if (!r || !c.who.reaches(r->code)) return fail(fault::not_found, "error.not_found");
                       return api::record_reply(summarise(*tree, *r));
                   }});
    out.push_back({.verb = api::method::patch,
                   .path = "/api/regions/{code}",
                   .operation = "amend_region",
                   .permission = "regions.write",
                   .input = type<region>(),
                   .output = type<region_view>(),
                   .amends = true,
                   .handle = [&places](call& c) -> result<reply> {
                       auto changed = places.amend(c.who, std::string(c.path_text("code")), *c.if_match(),
                                                   [&](region& r) { return c.amend(r); });
                       if (!changed) return fail(changed.error());
                       auto const tree = places.tree();
                       return view_reply(c.who, *tree, *tree->find(changed->code));
                   }});
    out.push_back(
        {.verb = api::method::post,
         .path = "/api/regions/import",
         .operation = "import_regions",
         .permission = "regions.import",
         .or_permission = "regions.begin",
         .query = type<import_query>(),
         .output = type<import_reply>(),
         .upload = true,
         .safe_to_repeat = true,
         .handle = [&places](call& c) -> result<reply> {
             auto q = c.parameters<import_query>();
             if (!q) return fail(q.error());
             auto const file = api::uploaded_file(c.raw);
             if (!file) return fail(file.error());
             auto book = files::open_workbook(file->path);
             if (!book) return fail(book.error());
             auto outcome = places.import_file(c.who, **book, file->name, {q->commit, q->close_left_out});
             if (!outcome) return fail(outcome.error());
             import_reply r{outcome->added, outcome->changed, outcome->unchanged, q->commit, {}, {}};
             for (auto const& p : outcome->left_out) r.left_out.push_back({p.code, p.name, p.short_name});
             for (auto const& p : outcome->problems) {
                 import_line line{p.row, p.code, p.message_key, {}};
                 for (auto const& [name, text] : p.args) {
                     line.arguments.push_back(name);
                     line.arguments.push_back(text);
                 }
                 r.problems.push_back(std::move(line));
             }
             return api::record_reply(r);
         }});
    return out;
}

}  // namespace guiyan::regions
