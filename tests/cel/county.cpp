#include "cel/county.hpp"

#include <fmt/format.h>

#include <random>

namespace guiyan::cel::testing {

namespace {

enum class as { text, day, number, fen, truth, id, codes, partial };

struct column {
    char const* name;
    as kept;
};
std::map<std::string, std::vector<column>> const columns{{"region",
                                                          {{"name", as::text},
                                                           {"level", as::number},
                                                           {"agri", as::truth},
                                                           {"opened", as::day},
                                                           {"parent_id", as::id},
                                                           {"path", as::text}}},
                                                         {"person",
                                                          {{"name", as::text},
                                                           {"birth_date", as::partial},
                                                           {"score", as::number},
                                                           {"active", as::truth},
                                                           {"marks", as::codes},
                                                           {"home_id", as::id},
                                                           {"mentor_id", as::id}}},
                                                         {"engagement",
                                                          {{"role", as::text},
                                                           {"state", as::text},
                                                           {"appointed_on", as::day},
                                                           {"ended_on", as::day},
                                                           {"paid", as::fen},
                                                           {"person_id", as::id},
                                                           {"region_id", as::id}}}};

as kept(std::string_view kind, std::string_view field) {
    for (auto const& c : columns.at(std::string(kind)))
        if (field == c.name) return c.kept;
    throw std::logic_error(std::string(field));
}
bool is_number(as k) {
    return k == as::number || k == as::fen || k == as::truth || k == as::id;
}

}  // namespace

class county_row;

struct county::parts {
    small_codes codes;
    std::map<std::string, std::map<std::int64_t, std::unique_ptr<county_row>>> rows;  ///< hidden ones too
    std::unique_ptr<region_tree> regions;
    std::unique_ptr<small_record> params;
};

class county_row final : public record_view {
public:
    county_row(county::parts const& all, std::string kind, std::int64_t id)
        : all_(all), kind_(std::move(kind)), id_(id) {}

    std::string_view kind() const override { return kind_; }
    value key() const override { return value::integer(id_); }
    value field(std::string_view name, int) const override {
        if (name == "engagements") {
            std::vector<value> found;
            for (auto const& [id, e] : all_.rows.at("engagement"))
                if (!e->hidden && e->raw(kind_ + "_id") == std::to_string(id_))
                    found.push_back(value::borrowed(*e));
            return value::list(std::move(found));
        }
        if (auto const target = ref_kind(name)) {
            auto const id = raw(std::string(name) + "_id");
            if (!id) return value::unknown();
            auto const found = all_.rows.at(*target).find(std::stoll(*id));
            return found == all_.rows.at(*target).end() || found->second->hidden
                       ? value::unknown()
                       : value::borrowed(*found->second);
        }
        auto const text = raw(std::string(name));
        if (!text) return value::unknown();
        switch (kept(kind_, name)) {
            case as::text:
                return value::text(*text);
            case as::day:
                return value::day(*date::parse(*text));
            case as::number:
                return value::number(std::stod(*text));
            case as::fen:
                return value::number(static_cast<double>(std::stoll(*text)) / 100);
            case as::truth:
                return value::boolean(*text != "0");
            case as::id:
                return value::integer(std::stoll(*text));
            case as::partial: {
                auto const p = *partial_date::parse(*text);
                return value::day(date(p.year(), p.month() ? p.month() : 1, p.day() ? p.day() : 1));
            }
            case as::codes: {
                std::vector<value> out;
                for (auto const* code : {"praised", "warned"})
                    if (text->find(code) != std::string::npos) out.push_back(value::text(code));
                return value::list(std::move(out));
            }
        }
        return value::unknown();
    }

    static std::optional<std::string> ref_kind(std::string_view name) {
        if (name == "person" || name == "mentor") return "person";
        if (name == "region" || name == "home" || name == "parent") return "region";
        return std::nullopt;
    }
    std::optional<std::string> raw(std::string const& field) const {
        auto const found = stored.find(field);
        return found == stored.end() ? std::nullopt : found->second;
    }

    stored_row stored;
    bool hidden = false;

private:
    county::parts const& all_;
    std::string kind_;
    std::int64_t id_;
};

class county_regions final : public region_tree {
public:
    explicit county_regions(county::parts const& all) : all_(all) {}
    std::optional<bool> within(value const& inner, value const& outer) const override {
        auto path = [&](value const& id) -> std::optional<std::string> {
            auto const& rows = all_.rows.at("region");
            auto const found = rows.find(id.as_integer());
            return found == rows.end() ? std::nullopt : found->second->raw("path");
        };
        auto const i = path(inner), o = path(outer);
        if (!i || !o) return std::nullopt;
        return i->starts_with(*o);
    }

private:
    county::parts const& all_;
};

county::county(unsigned seed) : parts_(std::make_unique<parts>()), environment_(mode::pack) {
    std::mt19937 random(seed);
    auto below = [&](unsigned n) { return random() % n; };
    auto one_of = [&](std::vector<std::string> const& all) {
        return all[below(static_cast<unsigned>(all.size()))];
    };
    auto day = [&] {
        return fmt::format("{}-{:02}-{:02}", 1960 + below(63), 1 + below(12),
                           1 + below(28 + (below(8) == 0)));
    };
    auto good_day = [&] {
        for (;;)
            if (auto const d = day(); date::parse(d)) return d;
    };
    auto invent = [&](as how, std::string const& field) -> std::string {
        switch (how) {
            case as::day:
                return below(5) ? good_day() : one_of({"2020-02-29", "2022-01-31", "2021-03-30"});
            case as::partial:
                return good_day().substr(0, std::array{10u, 10u, 7u, 4u}[below(4)]);
            case as::number:
                return field == "level" ? std::to_string(1 + below(5))
                                        : fmt::format("{}.{}", below(40), below(100));
            case as::fen:
                return std::to_string(below(5'000'000));
            case as::truth:
                return std::to_string(below(2));
            case as::codes:
                return one_of({"[]", R"(["praised"])", R"(["warned"])", R"(["praised","warned"])"});
            default:
                break;
        }
        if (field == "role") return one_of({"head", "adviser", "volunteer"});
        if (field == "state") return one_of({"pooled", "serving", "ended"});
        return one_of({"王", "王田", "李Min", "abc", "ABC", "王孟镇", ""});
    };
    for (auto const& [kind, count] :
         {std::pair("region", 7), std::pair("person", 10), std::pair("engagement", 26)})
        for (int id = 1; id <= count; ++id) {
            auto row = std::make_unique<county_row>(*parts_, kind, id);
            row->hidden = below(9) == 0;
            for (auto const& c : columns.at(kind)) {
                std::string const name = c.name;
                if (name == "path") continue;
                if (c.kept == as::id) {
                    auto const target = name.substr(0, name.size() - 3);
                    auto const of = county_row::ref_kind(target).value_or("region");
                    unsigned const most = of == "person" ? 10 : name == "parent_id" ? unsigned(id - 1) : 7;
                    if (most && below(5)) row->stored[name] = std::to_string(1 + below(most));
                } else if (below(4)) {
                    row->stored[name] = invent(c.kept, name);
                }
            }
            if (std::string(kind) == "region") {
                auto const& done = parts_->rows["region"];
                auto const parent = row->raw("parent_id");
                row->stored["path"] =
                    (parent ? *done.at(std::stoll(*parent))->raw("path") : "/") + std::to_string(id) + "/";
            }
            parts_->rows[kind].emplace(id, std::move(row));
        }
    parts_->regions = std::make_unique<county_regions>(*parts_);
    parts_->params = std::make_unique<small_record>("params");
    parts_->params->set("limit", value::number(3)).set("role", value::text("adviser"));

    auto shapes = std::make_shared<record_shapes>();
    auto const units = small_shapes();
    for (auto const& kind : units->kinds())
        for (auto const& f : units->find(kind)->fields())
            shapes->add(kind).add(f.name, f.is.is(type_kind::number) ? type::number() : f.is);
    environment_ = environment(mode::pack, shapes);
    environment_.set_self("engagement").set_codes(&parts_->codes);
    environment_.add_variable("as_of", type::day())
        .add_variable("period.start", type::day())
        .add_variable("params", type::record("params"))
        .add_variable("m", type::record("m"));
}

county::~county() = default;

surroundings county::around() const {
    return {&parts_->codes, parts_->regions.get(), nullptr};
}

std::vector<record_view const*> county::engagements() const {
    std::vector<record_view const*> out;
    for (auto const& [id, e] : parts_->rows.at("engagement")) out.push_back(e.get());
    return out;
}

void county::store(db::connection& sql) const {
    for (auto const& [kind, wanted] : columns) {
        std::string names, places;
        for (auto const& c : wanted) {
            names += fmt::format(", {} {}", c.name,
                                 c.kept == as::number ? "REAL"
                                 : is_number(c.kept)  ? "INTEGER"
                                                      : "TEXT");
            places += fmt::format(", {}", c.name);
        }
        if (sql.kind() == db::engine::postgres) {
            for (auto const& [from, to] :
                 {std::pair("REAL", "DOUBLE PRECISION"), std::pair("INTEGER", "BIGINT"),
                  std::pair("TEXT", "TEXT COLLATE \"C\"")})
                for (std::size_t at = 0; (at = names.find(from, at)) != std::string::npos;
                     at += std::string(to).size())
                    names.replace(at, std::string(from).size(), to);
        }
        sql.script(fmt::format("CREATE TABLE {} (id {} PRIMARY KEY, hidden {} NOT NULL{})", kind,
                               sql.kind() == db::engine::postgres ? "BIGINT" : "INTEGER",
                               sql.kind() == db::engine::postgres ? "BIGINT" : "INTEGER", names));
        for (auto const& [id, row] : parts_->rows.at(kind)) {
            std::string values;
            for (auto const& c : wanted) {
                auto const text = row->raw(c.name);
                values += !text ? ", NULL" : is_number(c.kept) ? ", " + *text : ", '" + *text + "'";
            }
            sql.script(fmt::format("INSERT INTO {} (id, hidden{}) VALUES ({}, {}{})", kind, places, id,
                                   int(row->hidden), values));
        }
    }
}

/// as_of, period.start, params., and m. where m.people counts the engagements of the row's region.
class county::row_names final : public activation {
public:
    row_names(parts const& all, record_view const& row) : all_(all), row_(row), m_("m") {
        auto const region = row.field("region_id", -1);
        double people = 0;
        for (auto const& [id, e] : all.rows.at("engagement"))
            people += !region.is_unknown() && !e->hidden && equal(e->field("region_id", -1), region);
        m_.set("people", value::number(people));
    }
    record_view const* self() const override { return &row_; }
    std::optional<value> variable(std::string_view name, int) const override {
        if (name == "as_of") return value::day(date(2022, 12, 31));
        if (name == "period.start") return value::day(date(2022, 1, 31));
        if (name == "params") return value::borrowed(*all_.params);
        if (name == "m") return value::borrowed(m_);
        return std::nullopt;
    }

private:
    parts const& all_;
    record_view const& row_;
    small_record m_;
};

std::unique_ptr<activation> county::names_of(record_view const& row) const {
    return std::make_unique<row_names>(*parts_, row);
}

class county::tables final : public sql_mapping {
public:
    explicit tables(dialect d) : dialect_(d) {}
    std::optional<sql_source> source(std::string_view kind, std::string const& alias) const override {
        return sql_source{std::string(kind), alias + ".hidden = 0"};
    }
    std::optional<std::string> key(std::string_view, std::string const& alias) const override {
        return alias + ".id";
    }
    std::optional<sql_column> column(std::string_view kind, std::string_view field,
                                     std::string const& alias) const override {
        auto const sql = alias + "." + std::string(field);
        switch (kept(kind, field)) {
            case as::truth:
                return sql_column{sql, stored::truth};
            case as::fen:
                return sql_column{sql, stored::fen};
            case as::partial:
                return sql_column{sql, stored::partial_day};
            case as::codes:
                return sql_column{sql, stored::code_list};
            default:
                return sql_column{sql, stored::plain};
        }
    }
    std::optional<std::string> ref(std::string_view, std::string_view field,
                                   std::string const& alias) const override {
        return alias + "." + std::string(field) + "_id";
    }
    std::optional<std::string> link(std::string_view kind, std::string_view, std::string const& outer,
                                    std::string const& inner) const override {
        return fmt::format("{}.{}_id = {}.id", inner, kind, outer);
    }
    std::optional<sql_column> name(std::string_view path, std::string const& alias,
                                   sql_parameters& values) const override {
        auto text = [&](char const* t) {
            auto const p = values.add(std::string(t));
            return sql_column{dialect_ == dialect::postgres ? "CAST(" + p + " AS text)" : p, stored::plain};
        };
        if (path == "as_of") return text("2022-12-31");
        if (path == "period.start") return text("2022-01-31");
        if (path == "params.role") return text("adviser");
        if (path == "params.limit") return sql_column{values.add(3.0), stored::plain};
        if (path == "m.people")
            return sql_column{
                fmt::format(
                    "(SELECT count(*) FROM engagement x WHERE x.hidden = 0 AND x.region_id = {}.region_id)",
                    alias),
                stored::plain};
        if (path == "m.gap") return sql_column{"NULL", stored::plain};
        if (path == "params.cutoff") return sql_column{"CAST(NULL AS TEXT)", stored::plain};
        return std::nullopt;
    }
    std::optional<std::string> within(std::string const& inner, std::string const& outer) const override {
        return fmt::format(
            "(SELECT substr(i.path, 1, length(o.path)) = o.path FROM region i, region o WHERE i.id = {} AND "
            "o.id = {})",
            inner, outer);
    }

private:
    dialect dialect_;
};

std::unique_ptr<sql_mapping> county::mapping(dialect d) const {
    return std::make_unique<tables>(d);
}

}  // namespace guiyan::cel::testing
