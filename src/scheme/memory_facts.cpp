#include "scheme/memory_facts.hpp"

#include <algorithm>
#include <array>

namespace guiyan::scheme {

class memory_facts::view : public cel::record_view {
public:
    view(memory_facts const& all, row const& of, std::int64_t id) : all_(all), row_(of), id_(id) {}

    std::string_view kind() const override { return row_.kind; }
    cel::value key() const override { return cel::value::integer(id_); }
    cel::value field(std::string_view name, int) const override {
        auto const* kind = all_.catalogue_.find(row_.kind);
        if (name == "id") return key();
        if (auto const* link = kind ? all_.ref_of(*kind, name) : nullptr)
            return end_of(link->name, link->kind, name);
        if (auto const* extra = all_.pack_.fields.find(row_.kind)) {
            auto plain = name.ends_with("_id") ? name.substr(0, name.size() - 3) : name;
            auto const* f = extra->find(plain);
            if (f && f->type == field_type::ref) return end_of(std::string(plain), f->ref, name);
        }
        if (auto const* list = kind ? kind->list(name) : nullptr) return pointing_here(*list);
        auto const found = row_.fields.find(name);
        return found == row_.fields.end() ? cel::value::unknown() : found->second;
    }

private:
    /// The record a ref points to, or its id where `name` asks for that.
    cel::value end_of(std::string const& ref, std::string const& kind, std::string_view name) const {
        auto const found = row_.fields.find(ref);
        if (found == row_.fields.end()) return cel::value::unknown();
        return name.ends_with("_id") ? found->second : all_.record({kind, found->second.as_integer()}, {});
    }
    cel::value pointing_here(fact_link const& list) const {
        auto const* kind = all_.catalogue_.find(list.kind);
        std::vector<cel::value> out;
        // The ref that is the default way here; where there are several, the one of the shortest name.
        fact_link const* back = nullptr;
        if (auto const way = kind->way_to(row_.kind); !way.empty() && way != "~")
            back = all_.ref_of(*kind, way);
        for (auto const& r : kind->refs)
            if (!back && r.kind == row_.kind) back = &r;
        if (list.name == "residents") back = kind->ref("residence");
        if (list.name == "children" || list.name == "items") back = kind->ref("parent");
        if (!back) return cel::value::list({});
        for (std::size_t i = 0; i < all_.rows_.size(); ++i) {
            auto const& other = all_.rows_[i];
            if (other.kind != list.kind) continue;
            auto const to = other.fields.find(back->name);
            if (to != other.fields.end() && to->second.as_integer() == id_)
                out.push_back(all_.record({other.kind, std::int64_t(i) + 1}, {}));
        }
        return cel::value::list(std::move(out));
    }

    memory_facts const& all_;
    row const& row_;
    std::int64_t id_;
};

fact_link const* memory_facts::ref_of(fact_kind const& kind, std::string_view name) const {
    if (auto const* r = kind.ref(name)) return r;
    if (!name.ends_with("_id")) return nullptr;
    name.remove_suffix(3);
    if (auto const* r = kind.ref(name)) return r;
    // Names of columns: introducer_engagement_id, employer_org_id, owner_person_id.
    for (std::string_view const tail : std::array{"_engagement", "_org", "_person", "_region"})
        if (name.ends_with(tail)) return kind.ref(name.substr(0, name.size() - tail.size()));
    return nullptr;
}

record_key memory_facts::add(std::string const& kind, std::string const& name) {
    auto& made = rows_.emplace_back();
    made.kind = kind;
    made.name = name;
    auto const id = std::int64_t(rows_.size());
    made.seen = std::make_shared<view>(*this, made, id);
    return {kind, id};
}

record_key memory_facts::find(std::string_view kind, std::string_view name) const {
    for (std::size_t i = 0; i < rows_.size(); ++i)
        if (rows_[i].kind == kind && rows_[i].name == name) return {rows_[i].kind, std::int64_t(i) + 1};
    return {};
}

record_key memory_facts::find(std::string_view name) const {
    for (std::size_t i = 0; i < rows_.size(); ++i)
        if (rows_[i].name == name) return {rows_[i].kind, std::int64_t(i) + 1};
    return {};
}

std::string_view memory_facts::name_of(record_key const& k) const {
    auto const* r = at(k);
    return r ? std::string_view(r->name) : std::string_view();
}

void memory_facts::clear(record_key const& of, std::string const& field) {
    rows_[std::size_t(of.id) - 1].fields.erase(field);
}

bool memory_facts::any(std::string_view kind) const {
    return std::any_of(rows_.begin(), rows_.end(), [&](row const& r) { return r.kind == kind; });
}

record_key memory_facts::only(std::string_view kind) const {
    record_key out;
    for (std::size_t i = 0; i < rows_.size(); ++i)
        if (rows_[i].kind == kind) {
            if (out) return {};
            out = {rows_[i].kind, std::int64_t(i) + 1};
        }
    return out;
}

void memory_facts::set(record_key const& k, std::string const& field, cel::value v) {
    rows_[std::size_t(k.id - 1)].fields.insert_or_assign(field, std::move(v));
}

memory_facts::row const* memory_facts::at(record_key const& k) const {
    if (k.id < 1 || k.id > std::int64_t(rows_.size())) return nullptr;
    auto const& r = rows_[std::size_t(k.id - 1)];
    return r.kind == k.kind ? &r : nullptr;
}

cel::value memory_facts::record(record_key const& k, date) const {
    auto const* r = at(k);
    return r ? cel::value::record(r->seen) : cel::value::null();
}

cel::value memory_facts::along(cel::record_view const& from, std::string_view path) const {
    auto const dot = path.find('.');
    auto part = std::string(path.substr(0, dot));
    auto const* kind = catalogue_.find(from.kind());
    if (dot == path.npos && kind && kind->ref(part)) part += "_id";
    auto const v = from.field(part, -1);
    if (dot == path.npos) return v;
    return v.is(cel::value_kind::record) ? along(v.as_record(), path.substr(dot + 1)) : cel::value::unknown();
}

std::optional<bool> memory_facts::within(cel::value const& inner, cel::value const& outer) const {
    if (!inner.is(cel::value_kind::integer) || !outer.is(cel::value_kind::integer)) return {};
    record_key here{"region", inner.as_integer()};
    for (int depth = 0; depth < 10; ++depth) {
        if (here.id == outer.as_integer()) return true;
        auto const* r = at(here);
        if (!r) return {};
        auto const up = r->fields.find("parent");
        if (up == r->fields.end()) return false;
        here.id = up->second.as_integer();
    }
    return false;
}

std::vector<counted_row> memory_facts::rows(row_question const& q) const {
    std::vector<counted_row> out;
    // A place stands for everything inside it.
    auto const of_region = at({"region", q.subject}) != nullptr;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        auto const& r = rows_[i];
        if (r.kind != q.kind) continue;
        counted_row made;
        made.id = std::int64_t(i) + 1;
        if (!q.day.empty())
            if (auto const v = along(*r.seen, q.day); v.is(cel::value_kind::day)) made.day = v.as_day();
        if (made.day ? q.as_of < *made.day : (q.from || q.until)) continue;
        if (made.day && ((q.from && *made.day < *q.from) || (q.until && !(*made.day < *q.until)))) continue;
        if (!q.way.empty()) {
            auto const to = along(*r.seen, q.way);
            if (!to.is(cel::value_kind::integer)) continue;
            bool const same = to.as_integer() == q.subject;
            if (!same && !(of_region && within(to, cel::value::integer(q.subject)).value_or(false))) continue;
        }
        bool const wanted = std::ranges::all_of(
            q.where, [&](auto const* p) { return q.names->evaluate(*p, *r.seen).is_true(); });
        if (!wanted) continue;
        if (q.amount) made.amount = q.names->evaluate(*q.amount, *r.seen);
        if (q.group) made.group = q.names->evaluate(*q.group, *r.seen);
        out.push_back(std::move(made));
    }
    return out;
}

}  // namespace guiyan::scheme
