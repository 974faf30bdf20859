#pragma once
// The working parts of the translation; to_sql.hpp is the door.

#include <initializer_list>
#include <string>
#include <vector>

#include "cel/to_sql.hpp"

namespace guiyan::cel {

class sql_writer {
public:
    sql_writer(program const& p, sql_mapping const& mapping, sql_question const& q, sql_parameters& values)
        : program_(p), mapping_(mapping), question_(q), values_(values) {
        bound_.resize(static_cast<std::size_t>(p.bound_names));
    }

    /// What the expression says: a truth value may be NULL.
    std::string value(node const&);
    /// TRUE exactly where the expression is true, and where it is false; NULL counts as FALSE. Both keep
    /// lists as plain EXISTS, which a database answers with an index.
    std::string when_true(node const&);
    std::string when_false(node const&);

    /// Thrown inside, caught in to_sql().
    struct not_possible {
        span at;
        std::string key;
        text_args args;
    };

private:
    /// A record: the row of an alias, or the one that a key points to.
    struct row {
        std::string kind;
        std::string alias;
        std::string key;
    };
    /// What a variable of a comprehension stands for.
    struct binding {
        row record;
        std::string scalar;  ///< SQL of a value that is no record
    };
    /// Rows to ask: FROM `from` WHERE `where`. Unknown where `guard` is NULL (empty: never).
    struct source {
        std::string from;
        std::string where;
        std::string guard;
        binding element;
    };

    bool postgres() const { return question_.speaks == dialect::postgres; }
    [[noreturn]] void refuse(node const& n, char const* key, text_args args = {}) const {
        throw not_possible{n.at, key, std::move(args)};
    }
    template <class T>
    T need(std::optional<T> found, node const& n) const {
        if (!found) refuse(n, "cel.sql.name", {{"name", n.path.empty() ? n.text : n.path}});
        return std::move(*found);
    }
    std::string fresh(char const* prefix) { return prefix + std::to_string(++made_); }

    // to_sql.cpp: logic
    std::string value_of(node const&);
    std::string constant(cel::value const&);
    std::string number(double d);
    std::string text(std::string const&);
    std::string all_of(node const&, char const* joint, std::string (sql_writer::*part)(node const&));
    std::string comparison(node const&);
    std::string member(node const&);
    std::string conditional(node const&);
    std::string arithmetic(node const&);
    /// x == true, x != false …: the operand, and whether it is turned round.
    struct turned {
        node const* operand = nullptr;
        bool negated = false;
    };
    static turned plain_truth(node const&);

    // sql_rows.cpp: names, fields, refs
    std::string named(node const&);
    std::string column(sql_column const&, type const&) const;
    std::string column_of(row const&, node const& n, std::string const& field);
    std::string key_of(row const&, node const&);
    row record(node const&);
    std::string existing(row const&, node const&);
    bool from_variable(node const&) const;
    source rows_of_key(row const&, node const&);

    // sql_lists.cpp: lists and what is asked of them
    source list(node const&);
    source list_field(node const&);
    std::string quantified(node const&);
    std::string exists_when(node const&, bool wanted);
    std::string unrolled(node const&, std::string (sql_writer::*part)(node const&), bool any);
    std::string counted(node const&);
    static std::string query(std::string const& what, source const&, std::string const& and_also = {});
    std::string over_each(std::string const& aggregate, std::string const& each, source const&);
    std::string guarded(source const&, std::string sql) const;

    // sql_functions.cpp
    std::string function(node const&);
    std::string day_function(node const&);
    std::string table_function(node const&);
    std::string number_function(node const&);
    std::string text_function(node const&);
    std::string year_of(std::string const& day) const { return number_of("substr(" + day + ", 1, 4)"); }
    std::string number_of(std::string const& sql) const {
        return "CAST(" + sql + (postgres() ? " AS double precision)" : " AS REAL)");
    }
    std::string ordered_text(std::string const& sql) const {
        return postgres() ? "(" + sql + " COLLATE \"C\")" : sql;
    }
    std::string months(std::string const& from, std::string const& to) const;
    std::string days_added(std::string const& day, std::string const& n, double at_most, char const* unit);

    /// Names for operands that a formula says more than once; simple ones stand for themselves.
    struct operands {
        std::string a, b, before, from;
        std::string select(std::string const& body) const {
            return from.empty() ? "(" + body + ")" : "(" + before + "SELECT " + body + from + ")";
        }
    };
    operands once(std::string const& first, std::string const& second = {});

    program const& program_;
    sql_mapping const& mapping_;
    sql_question const& question_;
    sql_parameters& values_;
    std::vector<binding> bound_;
    int made_ = 0;
};

}  // namespace guiyan::cel
