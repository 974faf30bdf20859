#pragma once
// Code lists: the tables of the folder terms/ as rows with code, name, parent and the spellings that people
// write. What this room is not: no database, no rules; it reads bytes that somebody hands over (files
// embedded in the program, or the source tree in a test).

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace guiyan::terms {

/// One row of a code list. `other` holds the columns that only this table has, such as "alpha" or "series".
struct item {
    std::string code;
    std::string name;
    std::string parent_code;
    int level = 1;  ///< 1 is the top; counted from the parents where the file has no such column
    std::vector<std::string> synonyms;
    std::map<std::string, std::string, std::less<>> other;
};

class table {
public:
    table() = default;
    table(std::string name, std::vector<item> items);

    std::string const& name() const { return name_; }
    std::vector<item> const& items() const { return items_; }

    /// The row of a code, or nullptr.
    item const* find(std::string_view code) const;

    /// True where `code` is `group` or stands below it.
    bool is_under(std::string_view code, std::string_view group) const;

private:
    std::string name_;
    std::vector<item> items_;
    std::unordered_map<std::string, std::size_t> by_code_;
};

/// A file of comma-separated values with a heading line, as rows by column name.
class sheet {
public:
    /// Throws std::runtime_error, naming file and line, where a line has another number of cells than the
    /// heading.
    sheet(std::string_view file_name, std::string_view bytes);

    std::vector<std::string> const& columns() const { return columns_; }
    std::size_t size() const { return rows_.size(); }
    /// The cell of a row and a column; empty where there is no such column.
    std::string const& at(std::size_t row, std::string_view column) const;

private:
    std::vector<std::string> columns_;
    std::vector<std::vector<std::string>> rows_;
};

/// All files of terms/, by the name without ".csv": "nation", "education", "talent_teams".
class library {
public:
    /// File name ("nation.csv") to its bytes; names that do not end in .csv are passed over.
    explicit library(std::map<std::string, std::string, std::less<>> files);

    /// Every .csv of a folder; throws std::runtime_error where it cannot be read.
    static library of_folder(std::filesystem::path const& folder);

    /// A code list. Throws std::out_of_range for a name that is not there: the lists ship with the program.
    table const& at(std::string_view name) const;
    bool has(std::string_view name) const;

    /// A file as it is, for tables that are no code lists (heading words, place variants).
    sheet const& raw(std::string_view name) const;

    /// Names of all files, in order.
    std::vector<std::string> names() const;

private:
    std::map<std::string, sheet, std::less<>> sheets_;
    std::map<std::string, table, std::less<>> tables_;
};

}  // namespace guiyan::terms
