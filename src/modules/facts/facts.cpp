#include "modules/facts/facts.hpp"

#include "modules/facts/entry_store.hpp"
#include "modules/facts/fact_columns.hpp"
#include "modules/facts/fact_record.hpp"
#include "modules/facts/fact_rows_store.hpp"

namespace guiyan::facts {

struct sql_facts::body {
    view what;

    std::shared_ptr<fact_day const> day(date as_of) const {
        return std::make_shared<fact_day const>(fact_day{what, as_of, as_of < what.today});
    }
};

sql_facts::sql_facts(view v) : body_(std::make_shared<body const>(body{std::move(v)})) {}
sql_facts::~sql_facts() = default;

bool sql_facts::keeps(std::string_view kind) const {
    return kind == "code_item" || is_kept(kind);
}

cel::value sql_facts::record(scheme::record_key const& key, date as_of) const {
    return fact_record(body_->day(as_of), key.kind, key.id);
}

namespace {

class code_item_view : public cel::record_view {
public:
    code_item_view(std::int64_t id, std::string table, std::string code, std::string name)
        : id_(id), table_(std::move(table)), code_(std::move(code)), name_(std::move(name)) {}
    std::string_view kind() const override { return "code_item"; }
    cel::value key() const override { return cel::value::integer(id_); }
    cel::value field(std::string_view name, int) const override {
        if (name == "table") return cel::value::text(table_);
        if (name == "code") return cel::value::text(code_);
        if (name == "name") return cel::value::text(name_);
        if (name == "active") return cel::value::boolean(true);
        return cel::value::unknown();
    }

private:
    std::int64_t id_;
    std::string table_, code_, name_;
};

/// Items of code tables are rows of no table.
std::vector<scheme::counted_row> code_rows(scheme::rulebook const& rules, scheme::row_question const& q) {
    std::vector<scheme::counted_row> out;
    std::int64_t id = 0;
    for (auto const& table : rules.codes().tables())
        for (auto const& code : rules.codes().codes(table)) {
            code_item_view const row(++id, table, code, std::string(rules.codes().name(table, code)));
            bool counts = true;
            for (auto const* where : q.where) counts = counts && q.names->evaluate(*where, row).is_true();
            if (!counts) continue;
            scheme::counted_row made;
            made.id = id;
            if (q.amount) made.amount = q.names->evaluate(*q.amount, row);
            out.push_back(std::move(made));
        }
    return out;
}

cel::value read_column(db::row const& row, int column, cel::type const& is, cel::stored as) {
    if (row.is_null(column)) return cel::value::unknown();
    switch (is.kind) {
        case cel::type_kind::number:
        case cel::type_kind::integer:
            return cel::value::number(as == cel::stored::fen ? static_cast<double>(row.integer(column)) / 100
                                                             : row.real(column));
        case cel::type_kind::id:
            return cel::value::integer(row.integer(column));
        case cel::type_kind::boolean:
            return cel::value::boolean(row.integer(column) != 0);
        case cel::type_kind::day: {
            auto const d = date::parse(row.text(column));
            return d ? cel::value::day(*d) : cel::value::unknown();
        }
        default:
            return cel::value::text(std::string(row.text(column)));
    }
}

}  // namespace

std::vector<scheme::counted_row> sql_facts::rows(scheme::row_question const& q) const {
    auto const& what = body_->what;
    auto const& rules = *what.rules;
    if (q.kind == "code_item") return code_rows(rules, q);
    if (!is_kept(q.kind)) return {};

    bool const past = q.as_of < what.today;
    auto const speaks =
        what.sql->kind() == db::engine::sqlite ? cel::dialect::sqlite : cel::dialect::postgres;
    fact_columns columns(what, q.as_of, past, q.names);
    columns.about(q.kind);
    cel::surroundings const around{&rules.codes(), nullptr, nullptr};

    fact_rows_store::statement s;
    s.kind = q.kind;
    s.columns = {"x.id"};
    auto demand = [&](std::string condition) {
        if (!condition.empty()) s.where.push_back(std::move(condition));
    };
    demand(seen_condition(q.kind, "x"));
    demand(scheme_condition(q.kind, "x", what.scheme_id));
    bool const everywhere = what.areas.size() == 1 && what.areas.front().prefix.empty();
    if (!everywhere && q.kind != "scheme")
        if (auto const place = columns.place(q.kind, "x"))
            demand(fact_rows_store::inside(*place, what.areas));
    if (!q.way.empty()) {
        auto const way = columns.path(q.kind, q.way, "x");
        if (!way) return {};
        auto const* place = q.subject_kind == "region" && what.tree
                                ? what.tree->find(regions::region_id{q.subject})
                                : nullptr;
        if (place && place->level < 5)
            demand(fact_rows_store::inside(way->sql, {{std::string(regions::prefix_of(place->code))}}));
        else
            demand(fact_rows_store::belongs(way->sql, s.values.add(q.subject)));
    }
    std::optional<cel::sql_column> day;
    if (!q.day.empty()) day = columns.path(q.kind, q.day, "x");
    s.columns.push_back(day ? day->sql : "NULL");
    if (day) {
        auto const last = s.values.add(q.as_of.iso());
        // Without a window a row that has no day yet is seen: a candidate who is not appointed.
        demand(q.from || q.until ? day->sql + " <= " + last
                                 : day->sql + " IS NULL OR " + day->sql + " <= " + last);
        if (q.from) demand(day->sql + " >= " + s.values.add(q.from->iso()));
        if (q.until) demand(day->sql + " < " + s.values.add(q.until->iso()));
    } else if (q.from || q.until) {
        return {};
    }

    // What SQL cannot say is asked of each row in memory.
    std::vector<cel::program const*> in_memory;
    for (auto const* where : q.where) {
        auto kept = s.values;
        auto const said = cel::to_sql(*where, columns, {speaks, "x", true, around}, kept);
        if (said) {
            s.values = std::move(kept);
            demand(said.sql);
        } else {
            in_memory.push_back(where);
        }
    }
    auto column_of = [&](cel::program const* p) -> int {
        if (!p) return -1;
        auto kept = s.values;
        auto const said = cel::to_sql(*p, columns, {speaks, "x", false, around}, kept);
        if (!said) return -1;
        s.values = std::move(kept);
        s.columns.push_back(said.sql);
        return static_cast<int>(s.columns.size()) - 1;
    };
    int const amount = column_of(q.amount), group = column_of(q.group);
    auto const place = q.placed ? columns.place(q.kind, "x") : std::nullopt;
    if (place) s.columns.push_back(*place);
    int const place_at = place ? static_cast<int>(s.columns.size()) - 1 : -1;

    std::vector<scheme::counted_row> out;
    fact_rows_store::each(*what.sql, s, [&](db::row const& row) {
        scheme::counted_row made;
        made.id = row.integer(0);
        made.day = date::parse(row.text(1));
        if (amount >= 0) made.amount = read_column(row, amount, q.amount->is, cel::stored::plain);
        if (group >= 0) made.group = read_column(row, group, q.group->is, cel::stored::plain);
        if (place_at >= 0 && !row.is_null(place_at)) made.place = row.integer(place_at);
        out.push_back(std::move(made));
        return true;
    });
    bool const asks = !in_memory.empty() || (q.amount && amount < 0) || (q.group && group < 0);
    if (!asks) return out;
    auto const shared = body_->day(q.as_of);
    std::erase_if(out, [&](scheme::counted_row& made) {
        auto const record = fact_record(shared, q.kind, made.id);
        if (!record.is(cel::value_kind::record)) return true;
        for (auto const* where : in_memory)
            if (!q.names->evaluate(*where, record.as_record()).is_true()) return true;
        if (q.amount && amount < 0) made.amount = q.names->evaluate(*q.amount, record.as_record());
        if (q.group && group < 0) made.group = q.names->evaluate(*q.group, record.as_record());
        return false;
    });
    return out;
}

entry entry_of(db::connection& c, std::string_view kind, std::int64_t id) {
    return entry_store::find(c, kind, id);
}

std::optional<bool> tree_places::within(cel::value const& inner, cel::value const& outer) const {
    if (!inner.is(cel::value_kind::integer) || !outer.is(cel::value_kind::integer)) return std::nullopt;
    auto const* in = tree_->find(regions::region_id{inner.as_integer()});
    auto const* out = tree_->find(regions::region_id{outer.as_integer()});
    if (!in || !out) return std::nullopt;
    return in->code.starts_with(regions::prefix_of(out->code));
}

}  // namespace guiyan::facts
