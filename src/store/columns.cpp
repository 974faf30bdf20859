#include "store/columns.hpp"

#include <boost/json.hpp>
#include <deque>
#include <stdexcept>

#include "base/money.hpp"
#include "record/json.hpp"

namespace guiyan::store {
namespace {

using record::field;
using record::kind;
using record::value;

bool is_stored(field const& f) {
    return f.stored;
}

std::string context_of(record::type const& t, field const& f) {
    return std::string(t.name) + "." + std::string(f.name);
}

std::int64_t id_of(record::type const& t, void const* object) {
    auto const v = t.fields.front().get(object);
    auto const* id = std::get_if<std::int64_t>(&v);
    return id ? *id : 0;
}

/// Keeps the bytes that parameters point to.
class binder {
public:
    /// `keep`: what was bound stays valid as long as the binder lives, else until the next bind().
    binder(record::type const& t, vault const& v, bool keep = false) : type_(t), vault_(v), keep_(keep) {
        for (auto const& f : t.fields)
            if (is_stored(f)) contexts_.push_back(f.sealed ? context_of(t, f) : std::string());
    }

    void bind(void const* object, std::vector<db::parameter>& out) {
        if (!keep_) {
            texts_.clear();
            blobs_.clear();
        }
        std::int64_t const id = id_of(type_, object);
        auto context = contexts_.begin();
        for (auto const& f : type_.fields) {
            if (!is_stored(f)) continue;
            if (f.inner) {
                out.emplace_back(std::string_view(texts_.emplace_back(
                    boost::json::serialize(record::write_json(f.inner(), f.at(object, 0))))));
                ++context;
                continue;
            }
            value v = f.get(object);
            if (f.is == kind::money) {
                auto const* yuan = std::get_if<std::string>(&v);
                if (yuan) v = money::parse(*yuan)->fen;
            }
            if (f.sealed)
                seal(v, *context, id, out);
            else
                plain(v, out);
            ++context;
        }
    }

private:
    void seal(value const& v, std::string const& context, std::int64_t id, std::vector<db::parameter>& out) {
        auto const* s = std::get_if<std::string>(&v);
        if (!s || s->empty()) {
            out.emplace_back(std::monostate{});
            out.emplace_back(std::monostate{});
            return;
        }
        out.emplace_back(&blobs_.emplace_back(db::blob{vault_.seal(context, *s, id)}));
        out.emplace_back(std::string_view(texts_.emplace_back(vault_.blind(context, *s))));
    }
    void plain(value& v, std::vector<db::parameter>& out) {
        if (std::holds_alternative<std::monostate>(v))
            out.emplace_back(std::monostate{});
        else if (auto const* b = std::get_if<bool>(&v))
            out.emplace_back(std::int64_t{*b});
        else if (auto const* i = std::get_if<std::int64_t>(&v))
            out.emplace_back(*i);
        else if (auto const* d = std::get_if<double>(&v))
            out.emplace_back(*d);
        else if (auto* s = std::get_if<std::string>(&v))
            out.emplace_back(std::string_view(texts_.emplace_back(std::move(*s))));
        else {
            boost::json::array list;
            for (auto const& item : std::get<std::vector<std::string>>(v)) list.emplace_back(item);
            out.emplace_back(std::string_view(texts_.emplace_back(boost::json::serialize(list))));
        }
    }

    record::type const& type_;
    vault const& vault_;
    bool const keep_;
    std::vector<std::string> contexts_;
    std::deque<std::string> texts_;
    std::deque<db::blob> blobs_;
};

template <class F>
void each_column(record::type const& t, F&& f) {
    for (auto const& each : t.fields) {
        if (!is_stored(each)) continue;
        if (each.sealed) {
            f(std::string(each.name) + "_sealed");
            f(std::string(each.name) + "_blind");
        } else {
            f(std::string(each.name));
        }
    }
}

}  // namespace

std::string vault::open(std::string_view context, std::string_view sealed, std::int64_t record) const {
    auto plain = sealer_.open(context, sealed, record);
    if (!plain)
        throw std::runtime_error("a sealed value of " + std::string(context) + ", record " +
                                 std::to_string(record) + ", does not open: wrong keys or changed bytes");
    return std::move(*plain);
}

std::string columns(record::type const& t, std::string_view alias) {
    std::string out, prefix = alias.empty() ? "" : std::string(alias) + ".";
    for (auto const& f : t.fields)
        if (is_stored(f))
            out += (out.empty() ? "" : ", ") + prefix + std::string(f.name) + (f.sealed ? "_sealed" : "");
    return out;
}

std::size_t column_count(record::type const& t) {
    std::size_t n = 0;
    for (auto const& f : t.fields) n += is_stored(f);
    return n;
}

void load(record::type const& t, void* object, db::row const& r, int column, vault const& v) {
    std::int64_t const id = r.integer(column);
    for (auto const& f : t.fields) {
        if (!is_stored(f)) continue;
        if (f.inner) {
            auto const text = r.text(column++);
            auto const all = [](std::string_view, std::string_view) { return true; };
            if (!record::read_json(f.inner(), f.append(object), text, record::input::create, all))
                throw std::runtime_error("column " + context_of(t, f) + " of record " + std::to_string(id) +
                                         " does not fit its type");
            continue;
        }
        value read;
        if (!r.is_null(column)) {
            if (f.sealed) {
                read = v.open(context_of(t, f), r.bytes(column), id);
            } else {
                switch (f.is) {
                    case kind::boolean:
                        read = r.integer(column) != 0;
                        break;
                    case kind::integer:
                    case kind::id:
                        read = r.integer(column);
                        break;
                    case kind::money:
                        read = money{r.integer(column)}.yuan();
                        break;
                    case kind::number:
                        read = r.real(column);
                        break;
                    case kind::texts: {
                        std::vector<std::string> list;
                        auto const text = r.text(column);
                        auto const parsed =
                            boost::json::parse(boost::json::string_view(text.data(), text.size()));
                        for (auto const& item : parsed.as_array()) list.emplace_back(item.as_string());
                        read = std::move(list);
                        break;
                    }
                    default:
                        read = std::string(r.text(column));
                }
            }
        }
        if (!(f.nullable || !std::holds_alternative<std::monostate>(read)) || !f.set(object, read))
            throw std::runtime_error("column " + context_of(t, f) + " of record " + std::to_string(id) +
                                     " does not fit its field");
        ++column;
    }
}

void insert(db::connection& c, record::type const& t, void const* object, vault const& v,
            extra_columns const& extra) {
    std::string names, marks;
    int n = 0;
    auto add = [&](std::string const& name) {
        names += (n ? ", " : "") + name;
        marks += (n ? ", $" : "$") + std::to_string(n + 1);
        ++n;
    };
    each_column(t, add);
    for (auto const& [name, unused] : extra) add(std::string(name));
    std::vector<db::parameter> values;
    binder b(t, v);
    b.bind(object, values);
    for (auto const& [unused, p] : extra) values.push_back(p);
    c.execute("INSERT INTO " + std::string(t.name) + " (" + names + ") VALUES (" + marks + ")", values);
}

bool update(db::connection& c, record::type const& t, void const* object, std::int64_t expected,
            vault const& v) {
    // The id is the first column and is not set, not even to itself: a key that is set makes the database
    // look for rows that point to it, in the whole of every table that may.
    std::string sets;
    int n = 0;
    each_column(t, [&](std::string const& name) {
        if (++n > 1) sets += (n > 2 ? ", " : "") + name + " = $" + std::to_string(n);
    });
    std::vector<db::parameter> values;
    binder b(t, v);
    b.bind(object, values);
    values.emplace_back(expected);
    return c.execute("UPDATE " + std::string(t.name) + " SET " + sets + " WHERE id = $1 AND row_version = $" +
                         std::to_string(n + 1),
                     values) == 1;
}

std::int64_t bulk_insert(db::connection& c, record::type const& t, std::function<void const*()> const& next,
                         vault const& v, extra_columns const& extra) {
    std::vector<std::string> names;
    each_column(t, [&](std::string const& name) { names.push_back(name); });
    for (auto const& [name, unused] : extra) names.emplace_back(name);
    std::vector<std::string_view> views(names.begin(), names.end());
    binder b(t, v);
    return c.bulk(t.name, views, [&](std::vector<db::parameter>& values) {
        auto const* object = next();
        if (!object) return false;
        values.clear();
        b.bind(object, values);
        for (auto const& [unused, p] : extra) values.push_back(p);
        return true;
    });
}

struct prepared_rows::body {
    body(record::type const& t, vault const& v, extra_columns e)
        : type(t), bound(t, v, true), extra(std::move(e)) {
        each_column(t, [&](std::string const& name) { names.push_back(name); });
        for (auto const& [name, unused] : extra) names.emplace_back(name);
    }
    record::type const& type;
    binder bound;
    extra_columns extra;
    std::vector<std::string> names;
    std::vector<db::parameter> values;  ///< row after row
};

prepared_rows::prepared_rows(record::type const& t, vault const& v, extra_columns extra)
    : body_(std::make_unique<body>(t, v, std::move(extra))) {}
prepared_rows::prepared_rows(prepared_rows&&) noexcept = default;
prepared_rows::~prepared_rows() = default;

void prepared_rows::add(void const* object) {
    body_->bound.bind(object, body_->values);
    for (auto const& [unused, p] : body_->extra) body_->values.push_back(p);
}

std::size_t prepared_rows::size() const {
    return body_->values.size() / body_->names.size();
}

std::int64_t prepared_rows::insert(db::connection& c, std::vector<bool> const& wanted) const {
    std::vector<std::string_view> const views(body_->names.begin(), body_->names.end());
    auto const width = static_cast<std::ptrdiff_t>(views.size());
    std::size_t at = 0;
    return c.bulk(body_->type.name, views, [&](std::vector<db::parameter>& values) {
        while (at < size() && !wanted[at]) ++at;
        if (at == size()) return false;
        auto const from = body_->values.begin() + static_cast<std::ptrdiff_t>(at++) * width;
        values.assign(from, from + width);
        return true;
    });
}

}  // namespace guiyan::store
