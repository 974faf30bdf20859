#include "cel/check.hpp"

#include <algorithm>

#include "cel/checker.hpp"

namespace guiyan::cel {

checked check(parsed p, environment const& env, type const& wanted) {
    checked out;
    if (!p) {
        out.issues = std::move(p.issues);
        return out;
    }
    program made{std::move(p.source), std::move(p.root), {}, env.how(), env.self(), p.bound_names};
    checker work(made.source, env);
    made.is = work.infer(made.root);
    if (work.issues.empty()) work.want(made.root, wanted);
    if (work.issues.empty()) {
        out.good = std::move(made);
        return out;
    }
    out.issues = std::move(work.issues);
    std::ranges::stable_sort(out.issues, {}, [](issue const& i) { return i.at.begin; });
    return out;
}

checked check(std::string_view text, environment const& env, type const& wanted) {
    return check(parse(text, env.how() == mode::pack), env, wanted);
}

namespace {

void gather(node const& n, bool inside_path, std::vector<std::string>& out) {
    bool const path = (n.kind == node_kind::name || n.kind == node_kind::select) && !n.path.empty();
    bool const element = n.kind == node_kind::name && n.origin == name_origin::bound;
    if (path && !inside_path && !(element && n.is.is(type_kind::record)) &&
        std::ranges::find(out, n.path) == out.end())
        out.push_back(n.path);
    for (auto const& p : n.parts) gather(p, n.kind == node_kind::select && path, out);
}

}  // namespace

std::vector<std::string> names_read(program const& p) {
    std::vector<std::string> out;
    gather(p.root, false, out);
    return out;
}

}  // namespace guiyan::cel
