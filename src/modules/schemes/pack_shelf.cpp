#include "modules/schemes/pack_shelf.hpp"

#include <algorithm>

#include "scheme/read.hpp"

namespace guiyan::schemes {

pack_shelf::pack_shelf(std::map<std::string, std::string> builtin, scheme::catalogue const& facts,
                       cel::code_tables const* national)
    : facts_(facts), national_(national) {
    for (auto& [path, text] : builtin) {
        auto const first = path.find('/');
        auto const second = first == path.npos ? path.npos : path.find('/', first + 1);
        if (second == path.npos) continue;  // facts.yaml itself
        builtin_[{path.substr(0, first), path.substr(first + 1, second - first - 1)}].emplace(
            path.substr(second + 1), std::move(text));
    }
}

void pack_shelf::take(std::vector<scheme_store::installed_edition> const& all) {
    std::lock_guard const hold(guard_);
    for (auto const& e : all) {
        key const k{e.pack_id, e.edition};
        if (!installed_.emplace(k, e).second) continue;
        read_.erase(k);
        inspected_.erase(k);
    }
}

void pack_shelf::forget(std::string_view pack_id, std::string_view edition) {
    key const k{pack_id, edition};
    std::lock_guard const hold(guard_);
    installed_.erase(k);
    read_.erase(k);
    inspected_.erase(k);
}

std::shared_ptr<shelf_edition const> pack_shelf::read(pack_files files, scheme::findings& found) const {
    auto made = std::make_shared<shelf_edition>();
    auto const text = files.find("scheme.yaml");
    auto p = scheme::read_pack(text == files.end() ? std::string_view() : std::string_view(text->second),
                               "scheme.yaml", found);
    made->pack_id = p.meta.id;
    made->edition = p.meta.edition;
    made->name = p.meta.name;
    if (!p.meta.lead.empty()) made->lead = p.meta.lead.back().value;
    made->files = std::move(files);
    made->rules = std::make_shared<scheme::rulebook const>(facts_, std::move(p), national_);
    return made;
}

std::shared_ptr<shelf_edition const> pack_shelf::find(std::string_view pack_id,
                                                      std::string_view edition) const {
    key const k{pack_id, edition};
    std::lock_guard const hold(guard_);
    if (auto const have = read_.find(k); have != read_.end()) return have->second;
    auto const own = builtin_.find(k);
    auto const installed = installed_.find(k);
    if (own == builtin_.end() && installed == installed_.end()) return nullptr;
    scheme::findings found;
    auto made = std::make_shared<shelf_edition>(
        *read(installed == installed_.end() ? own->second : installed->second.files, found));
    made->pack_id = k.first;
    made->edition = k.second;
    made->builtin = own != builtin_.end();
    if (installed != installed_.end()) made->installed_at = installed->second.installed_at;
    return read_.emplace(k, std::move(made)).first->second;
}

std::shared_ptr<inspection const> pack_shelf::inspected(std::string_view pack_id,
                                                        std::string_view edition) const {
    key const k{pack_id, edition};
    {
        std::lock_guard const hold(guard_);
        if (auto const have = inspected_.find(k); have != inspected_.end()) return have->second;
    }
    auto const e = find(pack_id, edition);
    if (!e) return nullptr;
    // Read anew for what reading finds: an edition of an older program may not stand before this one.
    scheme::findings found;
    auto const again = read(e->files, found);
    auto made = std::make_shared<inspection const>(inspect(again->rules.get(), e->files, std::move(found)));
    std::lock_guard const hold(guard_);
    return inspected_.emplace(k, std::move(made)).first->second;
}

std::vector<std::shared_ptr<shelf_edition const>> pack_shelf::all() const {
    std::vector<key> keys;
    {
        std::lock_guard const hold(guard_);
        for (auto const& [k, _] : builtin_) keys.push_back(k);
        for (auto const& [k, _] : installed_)
            if (!builtin_.contains(k)) keys.push_back(k);
    }
    std::sort(keys.begin(), keys.end());
    std::vector<std::shared_ptr<shelf_edition const>> out;
    for (auto const& [id, edition] : keys)
        if (auto one = find(id, edition)) out.push_back(std::move(one));
    return out;
}

}  // namespace guiyan::schemes
