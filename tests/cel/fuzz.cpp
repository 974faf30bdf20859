// Any bytes at all: read, checked as a pack's condition and as plain CEL, evaluated, and translated for both
// databases. Nothing may crash, hang or overflow; findings lie inside the text.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "cel/test_world.hpp"
#include "cel/to_sql.hpp"

using namespace guiyan::cel;
using namespace guiyan::cel::testing;

namespace {

/// Tables for everything, with columns of the fields' names.
class any_table final : public sql_mapping {
public:
    std::optional<sql_source> source(std::string_view kind, std::string const& alias) const override {
        return sql_source{std::string(kind), alias + ".gone = 0"};
    }
    std::optional<std::string> key(std::string_view, std::string const& alias) const override {
        return alias + ".id";
    }
    std::optional<sql_column> column(std::string_view, std::string_view field,
                                     std::string const& alias) const override {
        return sql_column{alias + "." + std::string(field),
                          field == "marks" ? stored::code_list : stored::plain};
    }
    std::optional<std::string> ref(std::string_view, std::string_view field,
                                   std::string const& alias) const override {
        return alias + "." + std::string(field) + "_id";
    }
    std::optional<std::string> link(std::string_view kind, std::string_view, std::string const& outer,
                                    std::string const& inner) const override {
        return inner + "." + std::string(kind) + "_id = " + outer + ".id";
    }
    std::optional<sql_column> name(std::string_view path, std::string const&,
                                   sql_parameters& values) const override {
        return sql_column{values.add(std::string(path)), stored::plain};
    }
    std::optional<std::string> within(std::string const& inner, std::string const& outer) const override {
        return "within(" + inner + ", " + outer + ")";
    }
};

struct world {
    small_codes codes;
    weekdays calendar;
    environment pack = small_environment("engagement", &codes);
    environment plain{mode::plain};
    small_record region{"region", 3}, person{"person", 2}, engagement{"engagement", 1}, params{"params"};
    named_values names{&engagement};
    any_table tables;
    world() {
        plain.add_variable("x", type::list(type::integer()));
        person.set("name", value::text("王田")).set("marks", value::list({value::text("praised")}));
        person.set("engagements", value::list({value::borrowed(engagement), value::borrowed(engagement)}));
        engagement.set("role", value::text("head"))
            .set("heads", value::number(3))
            .set("person", value::borrowed(person));
        params.set("limit", value::number(2));
        names.set("as_of", value::day(guiyan::date(2022, 12, 31))).set("params", value::borrowed(params));
        names.set("x", value::list({value::integer(1), value::integer(2)}));
    }
};

void require(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static world const w;
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    auto const read = parse(text);
    for (auto const& i : read.issues) require(i.at.begin <= i.at.end && i.at.end <= text.size() + 1);
    (void)evaluate(read, w.names);
    if (auto const p = check(text, w.plain)) (void)evaluate(*p, w.names);
    auto const p = check(text, w.pack);
    require(p.good.has_value() == p.issues.empty());
    for (auto const& i : p.issues) require(i.at.begin <= i.at.end && i.at.end <= text.size() + 1);
    if (!p) return 0;
    trace seen;
    require(!evaluate(*p, w.names, {&w.codes, nullptr, &w.calendar}, &seen).is_error());
    (void)names_read(*p);
    for (auto const d : {dialect::sqlite, dialect::postgres}) {
        sql_parameters values;
        require(bool(to_sql(*p, w.tables, {d, "e", true, {&w.codes, nullptr, nullptr}}, values)) ||
                values.values.empty());
    }
    return 0;
}
