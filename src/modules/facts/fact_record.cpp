#include "modules/facts/fact_record.hpp"

#include <boost/json.hpp>
#include <charconv>
#include <mutex>

#include "modules/facts/fact_rows_store.hpp"

namespace guiyan::facts {
namespace {

scheme::fact_type type_of(scheme::extra_field const& f) {
    switch (f.type) {
        case scheme::field_type::int_:
        case scheme::field_type::decimal:
        case scheme::field_type::money:
            return scheme::fact_type::number;
        case scheme::field_type::date:
            return scheme::fact_type::day;
        case scheme::field_type::bool_:
            return scheme::fact_type::truth;
        case scheme::field_type::code:
            return scheme::fact_type::code;
        case scheme::field_type::codes:
            return scheme::fact_type::codes;
        case scheme::field_type::text:
        case scheme::field_type::ref:
            break;
    }
    return scheme::fact_type::text;
}

/// A value of the JSON column `extra`, which keeps texts.
cel::value read_extra(std::string const& text, scheme::fact_type is) {
    switch (is) {
        case scheme::fact_type::number:
        case scheme::fact_type::money: {
            double d = 0;
            auto const end = text.data() + text.size();
            auto const [at, error] = std::from_chars(text.data(), end, d);
            return error == std::errc() && at == end ? cel::value::number(d) : cel::value::unknown();
        }
        case scheme::fact_type::day: {
            auto const d = date::parse(text);
            return d ? cel::value::day(*d) : cel::value::unknown();
        }
        case scheme::fact_type::truth:
            return cel::value::boolean(text == "true");
        case scheme::fact_type::codes:
        case scheme::fact_type::map:
            return cel::value::unknown();
        case scheme::fact_type::text:
        case scheme::fact_type::code:
            break;
    }
    return cel::value::text(text);
}

class db_record : public cel::record_view {
public:
    db_record(std::shared_ptr<fact_day const> day, scheme::fact_kind const& kind, std::int64_t id)
        : day_(std::move(day)), kind_(kind), id_(id) {}

    std::string_view kind() const override { return kind_.name; }
    cel::value key() const override { return cel::value::integer(id_); }

    cel::value field(std::string_view name, int) const override {
        if (name == "id") return key();
        if (auto const found = fields_.find(name); found != fields_.end()) return found->second;
        auto v = read(std::string(name));
        fields_.emplace(std::string(name), v);
        return v;
    }

    /// Reads the whole row; false where there is none that is seen.
    bool load() {
        auto const& rules = *day_->what.rules;
        fact_columns columns(day_->what, day_->as_of, day_->past, nullptr);
        fact_rows_store::statement s;
        s.kind = kind_.name;
        s.by_id = false;
        struct slot {
            std::string name;
            scheme::fact_type is;
            cel::stored as;
            bool key;
        };
        std::vector<slot> slots;
        s.columns.push_back("x.id");
        auto add = [&](std::string const& name, scheme::fact_type is, bool is_key) {
            std::optional<cel::sql_column> c;
            if (!is_key)
                c = columns.column(kind_.name, name, "x");
            else if (auto const key = columns.ref(kind_.name, name, "x"))
                c = cel::sql_column{*key};
            if (!c) return;
            s.columns.push_back(c->sql);
            slots.push_back({is_key ? name + "_id" : name, is, c->as, is_key});
        };
        for (auto const& f : kind_.fields) add(f.name, f.is, false);
        for (auto const& r : kind_.refs) add(r.name, scheme::fact_type::text, true);
        bool const has_extra = keeps_extra(kind_.name) && rules.rules().fields.find(kind_.name) != nullptr;
        if (has_extra) s.columns.push_back("x.extra");
        s.where.push_back("x.id = " + s.values.add(id_));
        if (auto const seen = seen_condition(kind_.name, "x"); !seen.empty()) s.where.push_back(seen);
        bool found = false;
        fact_rows_store::each(*day_->what.sql, s, [&](db::row const& row) {
            found = true;
            for (std::size_t i = 0; i < slots.size(); ++i) {
                int const at = static_cast<int>(i) + 1;
                auto const& slot = slots[i];
                if (slot.key)
                    fields_[slot.name] =
                        row.is_null(at) ? cel::value::unknown() : cel::value::integer(row.integer(at));
                else
                    fields_[slot.name] = read_fact(row, at, slot.is, slot.as);
            }
            if (has_extra) take_extra(row.text(static_cast<int>(slots.size()) + 1));
            return false;
        });
        return found;
    }

private:
    void take_extra(std::string_view json) {
        auto const& extra = *day_->what.rules->rules().fields.find(kind_.name);
        auto const all = boost::json::parse(json.empty() ? "{}" : json).as_object();
        for (auto const& [name, f] : extra) {
            auto const* v = all.if_contains(name);
            auto const text = !v || v->is_null() ? std::string()
                              : v->is_string()   ? std::string(v->as_string())
                                                 : boost::json::serialize(*v);
            if (f.type == scheme::field_type::ref) {
                std::int64_t id = 0;
                std::from_chars(text.data(), text.data() + text.size(), id);
                fields_[name + "_id"] = id ? cel::value::integer(id) : cel::value::unknown();
            } else {
                fields_[name] = text.empty() ? cel::value::unknown() : read_extra(text, type_of(f));
            }
        }
    }

    cel::value read(std::string const& name) const {
        auto const& what = day_->what;
        if (auto const* l = kind_.list(name)) return list(*l);
        std::string ref = name, to;
        if (auto const* r = kind_.ref(name)) {
            to = r->kind;
        } else if (auto const* extra = what.rules->rules().fields.find(kind_.name)) {
            if (auto const* f = extra->find(name); f && f->type == scheme::field_type::ref) to = f->ref;
        }
        if (!to.empty()) {
            auto const id = field(ref + "_id", -1);
            return id.is(cel::value_kind::integer) ? fact_record(day_, to, id.as_integer())
                                                   : cel::value::unknown();
        }
        // A key under its column's name: employer_org_id.
        if (auto const r = ref_of_column(kind_, name); !r.empty() && r + "_id" != name)
            return field(r + "_id", -1);
        if (kind_.name == "region" && name == "profile_complete" && what.tree && what.profile_complete) {
            auto const* place = what.tree->find(regions::region_id{id_});
            auto const complete = place ? what.profile_complete(*place) : std::nullopt;
            return complete ? cel::value::boolean(*complete) : cel::value::unknown();
        }
        if (kind_.name == "scheme" && name == "year") {
            auto const from = field("starts_on", -1);
            return from.is(cel::value_kind::day) ? cel::value::number(from.as_day().year())
                                                 : cel::value::unknown();
        }
        if (kind_.name == "engagement" && name == "service_year") {
            auto const from = field("term_start", -1);
            if (!from.is(cel::value_kind::day) || day_->as_of < from.as_day()) return cel::value::unknown();
            auto const start = from.as_day();
            int years = day_->as_of.year() - start.year();
            if (std::pair(day_->as_of.month(), day_->as_of.day()) < std::pair(start.month(), start.day()))
                --years;
            return cel::value::number(years + 1);
        }
        return cel::value::unknown();
    }

    cel::value list(scheme::fact_link const& l) const {
        auto const back = back_column(day_->what.rules->facts(), kind_, l.name);
        if (!back) return cel::value::list({});
        fact_rows_store::statement s;
        s.kind = l.kind;
        s.columns = {"x.id"};
        s.where.push_back("x." + *back + " = " + s.values.add(id_));
        if (auto const seen = seen_condition(l.kind, "x"); !seen.empty()) s.where.push_back(seen);
        std::vector<std::int64_t> ids;
        fact_rows_store::each(*day_->what.sql, s, [&](db::row const& row) {
            ids.push_back(row.integer(0));
            return true;
        });
        std::vector<cel::value> all;
        for (auto const id : ids)
            if (auto one = fact_record(day_, l.kind, id); one.is(cel::value_kind::record))
                all.push_back(std::move(one));
        return cel::value::list(std::move(all));
    }

    std::shared_ptr<fact_day const> day_;
    scheme::fact_kind const& kind_;
    std::int64_t id_;
    mutable std::map<std::string, cel::value, std::less<>> fields_;
};

}  // namespace

cel::value read_fact(db::row const& row, int column, scheme::fact_type is, cel::stored as) {
    if (row.is_null(column)) return cel::value::unknown();
    switch (is) {
        case scheme::fact_type::number:
            return cel::value::number(row.real(column));
        case scheme::fact_type::money:
            return cel::value::number(as == cel::stored::fen ? static_cast<double>(row.integer(column)) / 100
                                                             : row.real(column));
        case scheme::fact_type::truth:
            return cel::value::boolean(row.integer(column) != 0);
        case scheme::fact_type::day: {
            std::string text(row.text(column));
            // Of a part of a day the earliest is meant.
            if (text.size() == 4) text += "-01";
            if (text.size() == 7) text += "-01";
            auto const d = date::parse(text);
            return d ? cel::value::day(*d) : cel::value::unknown();
        }
        case scheme::fact_type::codes: {
            std::vector<cel::value> all;
            auto const items = boost::json::parse(row.text(column)).as_array();
            for (auto const& one : items) all.push_back(cel::value::text(std::string(one.as_string())));
            return cel::value::list(std::move(all));
        }
        case scheme::fact_type::map:
            return cel::value::unknown();
        case scheme::fact_type::text:
        case scheme::fact_type::code:
            break;
    }
    auto const text = row.text(column);
    return text.empty() ? cel::value::unknown() : cel::value::text(std::string(text));
}

cel::value fact_record(std::shared_ptr<fact_day const> day, std::string_view kind, std::int64_t id) {
    auto const* known = day->what.rules->facts().find(kind);
    if (!known || !is_kept(kind)) return cel::value::null();
    auto made = std::make_shared<db_record>(std::move(day), *known, id);
    return made->load() ? cel::value::record(std::move(made)) : cel::value::null();
}

}  // namespace guiyan::facts
