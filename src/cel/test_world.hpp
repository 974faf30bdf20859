#pragma once
// For tests: a small county in a pack environment. People have engagements in regions; a region lies in
// another.

#include <map>
#include <string>
#include <vector>

#include "cel/environment.hpp"
#include "cel/evaluate.hpp"

namespace guiyan::cel::testing {

class small_codes final : public code_tables {
public:
    struct coded {
        std::string name;
        std::vector<std::string> groups;
    };
    std::map<std::string, std::vector<coded>, std::less<>> all{
        {"ROLE", {{"head", {"lead"}}, {"adviser", {"lead", "expert"}}, {"volunteer", {}}}},
        {"STATE", {{"pooled", {}}, {"serving", {"open"}}, {"ended", {}}}},
        {"MARK", {{"praised", {}}, {"warned", {}}}},
    };
    std::vector<std::string> tables() const override {
        std::vector<std::string> out;
        for (auto const& [name, codes] : all) out.push_back(name);
        return out;
    }
    bool has_table(std::string_view table) const override { return all.contains(table); }
    bool has_code(std::string_view table, std::string_view code) const override {
        return rank(table, code).has_value();
    }
    std::vector<std::string> codes(std::string_view table) const override {
        std::vector<std::string> out;
        if (auto const found = all.find(table); found != all.end())
            for (auto const& c : found->second) out.push_back(c.name);
        return out;
    }
    std::vector<std::string> groups(std::string_view) const override { return {"lead", "expert", "open"}; }
    bool in_group(std::string_view table, std::string_view code, std::string_view group) const override {
        auto const found = all.find(table);
        if (found == all.end()) return false;
        for (auto const& c : found->second)
            for (auto const& g : c.groups)
                if (c.name == code && g == group) return true;
        return false;
    }
    std::optional<double> rank(std::string_view table, std::string_view code) const override {
        auto const names = codes(table);
        for (std::size_t i = 0; i < names.size(); ++i)
            if (names[i] == code) return static_cast<double>(i + 1);
        return std::nullopt;
    }
};

/// Saturdays and Sundays are free.
class weekdays final : public work_calendar {
public:
    std::optional<bool> is_workday(date d) const override {
        auto const day = std::chrono::weekday(std::chrono::sys_days(d.ymd())).iso_encoding();
        return day < 6;
    }
};

inline std::shared_ptr<record_shapes> small_shapes() {
    auto out = std::make_shared<record_shapes>();
    out->add("region")
        .add("name", type::text())
        .add("level", type::number())
        .add("agri", type::boolean())
        .add("opened", type::day())
        .add_ref("parent", "region")
        .add_list("engagements", "engagement");
    out->add("person")
        .add("name", type::text())
        .add("birth_date", type::day())
        .add("score", type::number())
        .add("income", type::number("元"))
        .add("active", type::boolean())
        .add("marks", type::list(type::code("MARK")))
        .add_ref("home", "region")
        .add_ref("mentor", "person")
        .add_list("engagements", "engagement");
    out->add("engagement")
        .add("role", type::code("ROLE"))
        .add("state", type::code("STATE"))
        .add("appointed_on", type::day())
        .add("ended_on", type::day())
        .add("heads", type::number("人"))
        .add("visits", type::number("人次"))
        .add("paid", type::number("元"))
        .add_ref("person", "person")
        .add_ref("region", "region");
    out->add("params")
        .add("limit", type::number())
        .add("role", type::code("ROLE"))
        .add("cutoff", type::day());
    out->add("m")
        .add("people", type::number("人"))
        .add("times", type::number("人次"))
        .add("gap", type::number());
    return out;
}

/// The pack environment of expressions about one kind of record.
inline environment small_environment(std::string self, code_tables const* codes) {
    environment env(mode::pack, small_shapes());
    env.set_self(std::move(self)).set_codes(codes);
    env.add_variable("as_of", type::day())
        .add_variable("period.start", type::day())
        .add_variable("params", type::record("params"))
        .add_variable("m", type::record("m"));
    return env;
}

/// A record whose fields are given one by one; what is not given is missing.
class small_record final : public record_view {
public:
    explicit small_record(std::string kind, std::int64_t id = 0) : kind_(std::move(kind)), id_(id) {}
    small_record& set(std::string field, value v) {
        fields_.insert_or_assign(std::move(field), std::move(v));
        return *this;
    }
    std::string_view kind() const override { return kind_; }
    value field(std::string_view name, int) const override {
        auto const found = fields_.find(name);
        return found == fields_.end() ? value::unknown() : found->second;
    }
    value key() const override { return id_ ? value::integer(id_) : value::null(); }

private:
    std::string kind_;
    std::int64_t id_;
    std::map<std::string, value, std::less<>> fields_;
};

}  // namespace guiyan::cel::testing
