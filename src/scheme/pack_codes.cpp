#include "scheme/pack_codes.hpp"

#include <algorithm>
#include <set>

namespace guiyan::scheme {

pack_codes::pack_codes(catalogue const& facts, pack const& of, cel::code_tables const* rest) : rest_(rest) {
    for (auto const& [table, codes] : facts.codes)
        for (auto const& code : codes) own_[table].push_back({code, {}, {}, {}});
    for (auto const& [table, written] : of.codes) {
        auto& rows = own_[table];
        for (auto const& [code, item] : written.items) {
            auto const have =
                std::find_if(rows.begin(), rows.end(), [&](row const& r) { return r.code == code; });
            row made{code, item.name, item.groups, {}};
            if (item.rank) made.rank = item.rank->value();
            if (have == rows.end())
                rows.push_back(std::move(made));
            else
                *have = std::move(made);
        }
    }
    auto gather = [&](std::string const& into, std::string_view table) {
        auto const found = own_.find(table);
        if (found == own_.end()) return;
        auto const rows = found->second;  // own_[into] may move what it stands in
        auto& all = own_[into];
        for (auto const& r : rows)
            if (std::none_of(all.begin(), all.end(), [&](row const& o) { return o.code == r.code; }))
                all.push_back(r);
    };
    for (auto const& [code, one] : of.roles) {
        own_["ROLE"].push_back({code, one.name, {}, {}});
        if (one.duties) gather("DUTY", one.duties->table);
        if (!one.sources.empty()) gather("SOURCE_GROUP", one.sources);
    }
    std::set<std::string> steps;
    for (auto const& [id, p] : of.procedures)
        for (auto const& s : p.steps)
            if (steps.insert(s.id).second) own_["STEP"].push_back({s.id, s.name, {}, {}});
}

pack_codes::row const* pack_codes::find(std::string_view table, std::string_view code) const {
    auto const found = own_.find(table);
    if (found == own_.end()) return nullptr;
    for (auto const& r : found->second)
        if (r.code == code) return &r;
    return nullptr;
}

std::vector<std::string> pack_codes::tables() const {
    std::vector<std::string> out = rest_ ? rest_->tables() : std::vector<std::string>();
    for (auto const& [table, rows] : own_)
        if (std::find(out.begin(), out.end(), table) == out.end()) out.push_back(table);
    return out;
}

bool pack_codes::has_table(std::string_view table) const {
    return own_.contains(table) || (rest_ && rest_->has_table(table));
}

bool pack_codes::has_code(std::string_view table, std::string_view code) const {
    return find(table, code) || (rest_ && rest_->has_code(table, code));
}

std::vector<std::string> pack_codes::codes(std::string_view table) const {
    std::vector<std::string> out =
        rest_ && rest_->has_table(table) ? rest_->codes(table) : std::vector<std::string>();
    if (auto const found = own_.find(table); found != own_.end())
        for (auto const& r : found->second)
            if (std::find(out.begin(), out.end(), r.code) == out.end()) out.push_back(r.code);
    return out;
}

std::vector<std::string> pack_codes::groups(std::string_view table) const {
    std::set<std::string> all{"all"};
    if (auto const found = own_.find(table); found != own_.end())
        for (auto const& r : found->second) all.insert(r.groups.begin(), r.groups.end());
    if (rest_ && rest_->has_table(table))
        for (auto& g : rest_->groups(table)) all.insert(std::move(g));
    return {all.begin(), all.end()};
}

bool pack_codes::in_group(std::string_view table, std::string_view code, std::string_view group) const {
    // `all` is every code of the table.
    if (group == "all") return has_code(table, code);
    if (auto const* r = find(table, code))
        if (std::find(r->groups.begin(), r->groups.end(), group) != r->groups.end()) return true;
    return rest_ && rest_->in_group(table, code, group);
}

std::optional<double> pack_codes::rank(std::string_view table, std::string_view code) const {
    if (auto const* r = find(table, code)) {
        if (r->rank) return r->rank;
        auto const& rows = own_.find(table)->second;
        return static_cast<double>(r - rows.data() + 1);
    }
    return rest_ ? rest_->rank(table, code) : std::nullopt;
}

std::string_view pack_codes::name(std::string_view table, std::string_view code) const {
    auto const* r = find(table, code);
    return r ? std::string_view(r->name) : std::string_view();
}

}  // namespace guiyan::scheme
