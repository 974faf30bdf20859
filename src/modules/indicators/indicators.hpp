#pragma once
// Figures: what a pack's indicators say of a place on a day, and the records behind each (G-10). Nothing is
// kept: every reading counts anew, so that what was saved a second ago is in it.

#include <optional>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "modules/indicators/asked_figure.hpp"
#include "modules/regions/regions.hpp"
#include "modules/schemes/schemes.hpp"

namespace guiyan::indicators {

using schemes::scheme_id;

struct figure_query {
    scheme_id scheme;
    std::optional<std::string> region;    ///< 12 digits; the scheme's own where not said
    std::optional<date> as_of;            ///< today where not said
    std::optional<std::string> evidence;  ///< self, village, result: rows of at least this rung
};
record::type const& record_of(figure_query const*);

struct figure {
    std::string id, name, module;
    std::string phrase;   ///< as a report prints it: 共聘请144人挂村任职
    std::string printed;  ///< 144人, 380余人, 未报
    std::optional<double> value;
    std::string unit;
    std::int64_t rows = 0;  ///< records behind it
    std::string kind;       ///< of those records
};
struct figure_list {
    std::vector<figure> items;
    date as_of;
    std::string region_code, region_name;
};
record::type const& record_of(figure const*);
record::type const& record_of(figure_list const*);

struct figure_part {
    std::string code, name;
    std::optional<double> value;
    std::int64_t rows = 0;
};
struct figure_class {
    std::string field, label;
    std::vector<figure_part> items;
};
/// How whole a figure is: what was asked, what of it said something, and what did not (engine.md 3).
struct figure_completeness {
    std::string of;  ///< place, record
    std::int64_t asked = 0, known = 0;
    std::string text;                  ///< 12个乡镇已报10个
    std::vector<figure_part> missing;  ///< the places that said nothing
    std::string door;                  ///< address of the figure whose rows are the records without a value
};
/// An edition of the pack that the months of the trend reach into.
struct figure_edition {
    date from_on;
    std::string edition;
    std::string definition;
    bool changed = false;  ///< it counts otherwise than the one the page counts by
};
struct figure_page {
    indicators::figure figure;
    std::string definition;
    std::string condition;   ///< which records, in Chinese words
    std::string expression;  ///< the same as the pack writes it
    std::string evidence;    ///< rung that a record has to stand on: self, village, result
    std::string basis, edition, assumed;
    date as_of;
    std::string region_code, region_name;
    std::vector<figure_part> by_area;
    std::vector<figure_part> by_month;
    std::vector<figure_class> by_class;
    std::vector<figure_completeness> completeness;
    std::vector<figure_edition> editions;
};
record::type const& record_of(figure_completeness const*);
record::type const& record_of(figure_edition const*);
record::type const& record_of(figure_page const*);

struct figure_row {
    std::string entity, id;
    std::string label, place;
    std::optional<date> day;
    std::optional<double> value;
    std::string url;
};
struct row_query {
    scheme_id scheme;
    std::optional<std::string> region;
    std::optional<date> as_of;
    std::optional<std::string> evidence;
    std::int64_t page = 1;
    std::int64_t size = 50;
};
struct row_page {
    std::vector<figure_row> items;
    std::int64_t total = 0;
    std::int64_t page = 1;
    std::int64_t size = 50;
};
record::type const& record_of(row_query const*);
record::type const& record_of(row_page const*);

class indicators {
public:
    indicators(db::database&, regions::regions&, schemes::schemes&);

    result<figure_list> list(actor const&, figure_query const&) const;
    result<figure_page> find(actor const&, std::string const& id, figure_query const&) const;
    result<row_page> rows(actor const&, std::string const& id, row_query const&) const;

    /// For rooms above, inside their own connection: a figure with its value, and its rows with their words.
    figure read(schemes::scheme_reckoner const&, std::string const& id, scheme::indicator const&,
                scheme::reading const&) const;
    scheme::reading reckon(schemes::scheme_reckoner const&, scheme::indicator const&,
                           std::optional<std::string> const& evidence = {}) const;
    figure_row row(schemes::scheme_reckoner const&, scheme::indicator const&, scheme::reading const&,
                   scheme::counted_row const&) const;
    /// The address of a record's page; "" where it has none.
    std::string url(schemes::scheme_reckoner const&, scheme::record_key const&) const;
    /// A figure or a part of one, over the rows that the reckoner sees.
    scheme::reading reckon(schemes::scheme_reckoner const&, asked_figure const&,
                           std::optional<std::string> const& evidence = {}) const;
    /// What is counted, in words: the kind of record, the condition and how.
    std::string definition(schemes::scheme_reckoner const&, scheme::indicator const&) const;

    /// Of which scheme, place and day is asked, as the actor may see it.
    struct place_and_day {
        schemes::running_scheme scheme;
        regions::region const* place = nullptr;
        std::shared_ptr<regions::region_tree const> tree;
        date as_of;
    };
    result<place_and_day> where(db::connection&, actor const&, scheme_id,
                                std::optional<std::string> const& region,
                                std::optional<date> const& as_of) const;

private:
    /// What a question is about: the place that it or its address names, and the figure there.
    struct opened_figure {
        place_and_day at;
        asked_figure asked;
        std::unique_ptr<schemes::scheme_reckoner> rules;
        scheme::reading is;
    };
    result<opened_figure> open(db::connection&, actor const&, std::string const& address, scheme_id,
                               std::optional<std::string> const& region, std::optional<date> const& as_of,
                               std::optional<std::string> const& evidence) const;
    std::vector<figure_completeness> completeness(opened_figure const&, std::string const& address,
                                                  figure_page const&) const;
    std::vector<figure_edition> editions(db::connection&, opened_figure const&, std::string const& address,
                                         figure_page const&) const;

    db::database& db_;
    regions::regions& regions_;
    schemes::schemes& schemes_;
};

}  // namespace guiyan::indicators
