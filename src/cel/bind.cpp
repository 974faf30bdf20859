#include "cel/bind.hpp"

#include <algorithm>

namespace guiyan::cel {
namespace {

int bind(node& n, std::vector<std::string>& scope) {
    auto most = static_cast<int>(scope.size());
    if (n.kind == node_kind::name && !n.absolute) {
        auto const found = std::find(scope.rbegin(), scope.rend(), n.text);
        if (found != scope.rend()) {
            n.origin = name_origin::bound;
            n.slot = static_cast<int>(scope.rend() - found) - 1;
        }
        return most;
    }
    if (n.kind != node_kind::comprehension) {
        for (auto& p : n.parts) most = std::max(most, bind(p, scope));
        return most;
    }
    most = std::max(most, bind(n.parts[0], scope));
    n.slot = static_cast<int>(scope.size());
    scope.push_back(n.text);
    for (std::size_t i = 1; i < n.parts.size(); ++i) most = std::max(most, bind(n.parts[i], scope));
    scope.pop_back();
    return std::max(most, n.slot + 1);
}

}  // namespace

int bind_names(node& root) {
    std::vector<std::string> scope;
    return bind(root, scope);
}

}  // namespace guiyan::cel
