#include "modules/schemes/pack_shelf.hpp"

#include "scheme/read.hpp"

namespace guiyan::schemes {

pack_shelf::pack_shelf(std::map<std::string, std::string> builtin, scheme::catalogue const& facts,
                       cel::code_tables const* national)
    : facts_(facts), national_(national) {
    for (auto& [path, text] : builtin) {
        auto const first = path.find('/');
        auto const second = first == path.npos ? path.npos : path.find('/', first + 1);
        if (second == path.npos) continue;  // facts.yaml itself
        auto& [files, own] = known_[{path.substr(0, first), path.substr(first + 1, second - first - 1)}];
        files.emplace(path.substr(second + 1), std::move(text));
        own = true;
    }
}

void pack_shelf::take(std::vector<scheme_store::installed_edition> const& all) {
    std::lock_guard const hold(guard_);
    for (auto const& e : all) {
        key const k{e.pack_id, e.edition};
        if (installed_at_.contains(k)) continue;
        known_[k].first = e.files;
        installed_at_[k] = e.installed_at;
        read_.erase(k);
    }
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
    auto const known = known_.find(k);
    if (known == known_.end()) return nullptr;
    scheme::findings found;
    auto made = std::make_shared<shelf_edition>(*read(known->second.first, found));
    made->pack_id = k.first;
    made->edition = k.second;
    made->builtin = known->second.second;
    if (auto const at = installed_at_.find(k); at != installed_at_.end()) made->installed_at = at->second;
    return read_.emplace(k, std::move(made)).first->second;
}

std::vector<std::shared_ptr<shelf_edition const>> pack_shelf::all() const {
    std::vector<key> keys;
    {
        std::lock_guard const hold(guard_);
        for (auto const& [k, _] : known_) keys.push_back(k);
    }
    std::vector<std::shared_ptr<shelf_edition const>> out;
    for (auto const& [id, edition] : keys)
        if (auto one = find(id, edition)) out.push_back(std::move(one));
    return out;
}

}  // namespace guiyan::schemes
