#include "scheme/walk.hpp"

#include <fmt/format.h>

namespace guiyan::scheme {
namespace {

class walker {
public:
    walker(pack const& p, std::function<void(visited const&)> const& see) : pack_(p), see_(see) {}

    void object(shape const& s, void const* object, surround in, bool top) {
        auto const* n = s.as_node(const_cast<void*>(object));
        if (auto const* t = text(s, object, "for")) in.for_kind = *t;
        if (auto const* t = text(s, object, "over")) in.over = *t;
        if (auto const* t = text(s, object, "per")) in.per = *t;
        if (auto const* m = s.find("where"); m && s.find("for") && m->of().is == shape::kind::expression)
            in.where = static_cast<expression const*>(m->look(object));
        if (s.name == "indicator") {
            auto const* m = pack_.measures.find(static_cast<indicator const*>(object)->of);
            if (m) in.over = m->over, in.per = m->per;
        }
        if (s.name == "quota") in.counted = counted_kind(pack_, static_cast<quota const*>(object)->need);
        if (s.name == "review") in.scored = static_cast<review const*>(object);
        for (auto const& m : s.members) {
            auto const* value = m.look(object);
            // A member with a value of its own accord (a truth, a choice) counts where it is written.
            bool const written = n->has(m.key) || m.rest || m.key == s.instead || (top && m.key == "meta");
            if (!value || !written) continue;
            if (top) in.part = m.key;
            // A shorthand has the path of the struct it stands for.
            auto const own = n->place_of(m.key);
            bool const as_is = m.key == s.instead || m.rest ||
                               (m.key == s.shorthand && own.line == n->at.line && own.column == n->at.column);
            descend(m, m.of(), value, n, std::string(m.key), as_is ? n->path : n->path_of(m.key), in);
        }
    }

private:
    static std::string const* text(shape const& s, void const* object, std::string_view key) {
        auto const* m = s.find(key);
        if (!m || m->of().is != shape::kind::text) return nullptr;
        return static_cast<std::string const*>(m->look(object));
    }

    void descend(member const& m, shape const& s, void const* value, node const* owner,
                 std::string const& key, std::string const& path, surround in) {
        switch (s.is) {
            case shape::kind::object: {
                auto const* n = s.as_node(const_cast<void*>(value));
                see_({m, s, value, owner, n->at, n->path, in});
                return object(s, value, std::move(in), false);
            }
            case shape::kind::list:
                for (std::size_t i = 0; i < s.size(value); ++i) {
                    // The only element of a list written as itself has the list's own place.
                    auto const mark = fmt::format("[{}]", i + 1);
                    bool const own = owner->has(key + mark) || s.size(value) > 1;
                    descend(m, s.element(), s.item(value, i), owner, own ? key + mark : key,
                            own ? path + mark : path, in);
                }
                return;
            case shape::kind::mapping:
                for (std::size_t i = 0; i < s.size(value); ++i) {
                    auto const& id = s.key(value, i);
                    if (in.part == "fields" && in.entity.empty()) {
                        auto inner = in;
                        inner.entity = id;
                        descend(m, s.element(), s.item(value, i), owner, key, path + "." + id, inner);
                    } else {
                        descend(m, s.element(), s.item(value, i), owner, m.rest ? id : key, path + "." + id,
                                in);
                    }
                }
                return;
            default:
                see_({m, s, value, owner, owner->place_of(key), path, in});
        }
    }

    pack const& pack_;
    std::function<void(visited const&)> const& see_;
};

}  // namespace

void walk(pack const& p, std::function<void(visited const&)> const& see) {
    walker(p, see).object(pack_shape(), &p, {}, true);
}

std::string counted_kind(pack const& p, need const& n) {
    if (n.of) {
        auto const* m = n.of->written.empty() ? p.measures.find(n.of->id) : &n.of->written.front();
        return m ? m->over : std::string();
    }
    for (auto const* parts : {&n.any, &n.all})
        for (auto const& part : *parts)
            if (auto kind = counted_kind(p, part); !kind.empty()) return kind;
    return {};
}

std::string self_of(sees what, surround const& in) {
    switch (what) {
        case sees::row:
            return in.over;
        case sees::subject:
            return in.per;
        case sees::candidate:
            return in.for_kind.empty() ? "engagement" : in.for_kind;
        case sees::counted:
            return in.counted;
        case sees::person:
            return "person";
        case sees::entity:
            return in.entity;
        case sees::holder:
            return "credential";
        case sees::for_each:
        case sees::step_table:
        case sees::result:
        case sees::columns:
        case sees::share:
            return in.for_kind == "scheme" ? "scheme" : in.for_kind;
        case sees::scheme:
        case sees::nothing:
            break;
    }
    return {};
}

}  // namespace guiyan::scheme
