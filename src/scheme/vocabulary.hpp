#pragma once
// The words that the expressions of one pack may use: shapes of records with the fields the pack adds, and
// the environment of a place by the kind of record in question (pack language, section 1, points 4 and 5).

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "cel/environment.hpp"
#include "scheme/catalogue.hpp"
#include "scheme/pack.hpp"
#include "scheme/pack_codes.hpp"

namespace guiyan::scheme {

/// Kinds of the groups of names, as shapes: "m" has a number for each measure with its unit, "params" each
/// parameter, "s@engagement" the sets over engagements, "o" a record of kind "o.<id>" for each obligation
/// (met, done, short, missed, run_missed), "t" a record of kind "t.<id>" for each table, "r" the latest
/// decided review (grade, total, raw_total, rank), "period" start, end and id.
class vocabulary {
public:
    /// All three have to outlive this.
    vocabulary(catalogue const&, pack const&, cel::code_tables const&);

    /// What a place may name where the record in question is of this kind; "" where there is none. Kept.
    cel::environment const& at(std::string_view self) const;

    catalogue const& facts() const { return facts_; }
    cel::code_tables const& codes() const { return codes_; }
    std::shared_ptr<cel::record_shapes const> shapes() const { return shapes_; }

private:
    cel::environment make(std::string_view self) const;

    catalogue const& facts_;
    pack const& pack_;
    cel::code_tables const& codes_;
    std::shared_ptr<cel::record_shapes> shapes_;
    mutable std::mutex guard_;
    mutable std::map<std::string, cel::environment, std::less<>> places_;
};

/// What the functions at, value, figure, names and codes ask, while a program runs: an activation that can
/// answer.
class reckoning {
public:
    virtual ~reckoning() = default;
    virtual cel::value measure_in(std::string_view measure, cel::value const& period) const = 0;
    virtual cel::value figure_value(std::string_view figure) const = 0;
    virtual cel::value figure_text(std::string_view figure) const = 0;
    virtual cel::value row_names(std::string_view figure, double most) const = 0;
    virtual cel::value code_names(std::string_view table) const = 0;
};

}  // namespace guiyan::scheme
