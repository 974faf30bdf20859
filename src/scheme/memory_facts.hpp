#pragma once
// Facts in memory: the little worlds of a pack's cases, and of trials. The tables of the program answer the
// same questions (modules/facts).

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "scheme/catalogue.hpp"
#include "scheme/facts_source.hpp"
#include "scheme/pack.hpp"

namespace guiyan::scheme {

class memory_facts : public facts_source, public cel::region_tree {
public:
    /// Both have to outlive this.
    memory_facts(catalogue const& facts, pack const& fields) : catalogue_(facts), pack_(fields) {}

    /// A new record, by the name other records point to it with; ids count from 1.
    record_key add(std::string const& kind, std::string const& name);
    /// The record of a name, none where nobody added it.
    record_key find(std::string_view kind, std::string_view name) const;
    record_key find(std::string_view name) const;
    std::string_view name_of(record_key const&) const;
    /// Refs hold the id of the record they point to.
    void set(record_key const&, std::string const& field, cel::value);
    /// The field is missing again.
    void clear(record_key const&, std::string const& field);
    bool any(std::string_view kind) const;
    /// The only record of a kind; none where there are several, or none.
    record_key only(std::string_view kind) const;

    cel::value record(record_key const&, date as_of) const override;
    std::vector<counted_row> rows(row_question const&) const override;
    /// The tree of regions by their `parent`.
    std::optional<bool> within(cel::value const& inner, cel::value const& outer) const override;

private:
    class view;
    struct row {
        std::string kind, name;
        std::map<std::string, cel::value, std::less<>> fields;
        std::shared_ptr<view> seen;
    };
    row const* at(record_key const&) const;
    /// The field that holds a ref: "region" of "region" and "region_id", "introducer" of
    /// "introducer_engagement_id".
    fact_link const* ref_of(fact_kind const&, std::string_view name) const;
    cel::value along(cel::record_view const&, std::string_view path) const;

    catalogue const& catalogue_;
    pack const& pack_;
    std::deque<row> rows_;  ///< an id is the place in here, from 1
};

}  // namespace guiyan::scheme
