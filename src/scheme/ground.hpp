#pragma once
// Ground of a pack (pack language, sections 2 and 3): who it is, its parameters, codes, fields, tables, sets,
// bodies.

#include "scheme/values.hpp"

namespace guiyan::scheme {

struct document : node {
    std::string title, number;
    std::optional<date> issued_on;
    std::string issuer, replaces;
};

struct dated_text : node {
    std::optional<date> from, until;
    std::string value;
};

struct scheme_period : node {
    std::optional<date> starts_on, ends_on;
    std::optional<int> years;
};

enum class region_level { province, city, county, township, village };

struct meta : node {
    std::string id, edition, name, theme;
    std::string for_;              ///< who uses it, in words
    std::vector<dated_text> lead;  ///< leading unit, may change by date
    std::optional<region_level> level;
    std::string village_word;  ///< 村, 社区, 行政村
    std::optional<scheme_period> period;
    named<document> documents;
};

/// An entry of the scheme's dashboard.
struct module : node {
    std::string id, name;
    std::vector<std::string> shows;  ///< indicators
    std::vector<module> modules;
};

enum class account_class {
    county,
    leader,
    bureau,
    township,
    village,
    talent,
    enterprise,
    institution,
    public_,
    auditor,
    higher,
    finance
};

/// 办事主体: who acts.
struct body : rule {
    account_class is = account_class::county;
    std::string unit;    ///< path from the record to the unit
    expression members;  ///< on a person
    std::optional<int> at_least;
};

/// A number, a text or a truth, as a parameter has it.
struct literal {
    enum class form { none, number, text, truth };
    form is = form::none;
    decimal number;
    std::string text;
    bool truth = false;
    place at;
};

/// A value that the county may change inside limits, from a date.
struct param : rule {
    literal value;  ///< to begin with
    std::string unit;
    std::optional<decimal> min, max;
    std::vector<literal> choices;
    std::vector<std::string> set_by;
};

struct code_item : node {
    std::string name;
    std::vector<std::string> groups;
    std::string parent;
    std::optional<decimal> rank;
    std::optional<date> from, until;
};

struct code_table : rule {
    bool extends = false;  ///< adds to a table that exists
    named<code_item> items;
};

enum class field_type { text, int_, decimal, money, date, bool_, code, codes, ref };
enum class field_privacy { public_, internal, personal, sensitive };

/// A field that the pack adds to a kind of record.
struct extra_field : rule {
    field_type type = field_type::text;
    std::string table;  ///< of code, codes
    std::string ref;    ///< kind that a ref points to
    std::string unit;
    expression only;      ///< which records have it
    expression required;  ///< "true", or when
    std::vector<std::string> asked_by;
    std::optional<field_privacy> privacy;
    std::optional<decimal> min, max;
};

struct table_row : node {
    expression when;
    std::optional<date> from, until;
    std::vector<basis_item> basis;
    std::string note;
    named<scalar> values;  ///< by column
};

enum class row_pick { first, highest, lowest };

/// 标准表: several values by case.
struct standard_table : rule {
    named<std::string> columns;  ///< with their units
    std::string per;             ///< kind of record whose fields are the bare names
    std::vector<table_row> rows;
    std::optional<row_pick> pick;
};

/// A named condition on one kind of record, written s.id.
struct record_set : rule {
    std::string over;
    expression where;
};

}  // namespace guiyan::scheme
