#include "terms/terms.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "base/text.hpp"

namespace guiyan::terms {
namespace {

/// Lines of cells; a cell in double quotes may hold commas, quotes (doubled) and line breaks.
std::vector<std::vector<std::string>> parse(std::string_view bytes) {
    if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row;
    std::string cell;
    bool quoted = false;
    bool any = false;
    auto end_row = [&] {
        if (any) {
            row.push_back(std::move(cell));
            rows.push_back(std::move(row));
        }
        row.clear();
        cell.clear();
        any = false;
    };
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        char const c = bytes[at];
        if (quoted) {
            if (c != '"') {
                cell += c;
            } else if (at + 1 < bytes.size() && bytes[at + 1] == '"') {
                cell += bytes[++at];
            } else {
                quoted = false;
            }
        } else if (c == '"') {
            quoted = any = true;
        } else if (c == ',') {
            row.push_back(std::move(cell));
            cell.clear();
            any = true;
        } else if (c == '\n') {
            end_row();
        } else if (c != '\r') {
            cell += c;
            any = true;
        }
    }
    end_row();
    return rows;
}

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> out;
    for (auto part : split(text, '|'))
        if (!part.empty()) out.emplace_back(part);
    return out;
}

table make_table(std::string_view name, sheet const& rows) {
    std::vector<item> items;
    items.reserve(rows.size());
    for (std::size_t r = 0; r < rows.size(); ++r) {
        item i{rows.at(r, "code"),
               rows.at(r, "name"),
               rows.at(r, "parent_code"),
               0,
               words(rows.at(r, "synonyms")),
               {}};
        for (auto const& column : rows.columns()) {
            if (column == "code" || column == "name" || column == "parent_code" || column == "synonyms")
                continue;
            i.other.emplace(column, rows.at(r, column));
        }
        items.push_back(std::move(i));
    }
    return {std::string(name), std::move(items)};
}

}  // namespace

sheet::sheet(std::string_view file_name, std::string_view bytes) {
    auto lines = parse(bytes);
    if (lines.empty()) throw std::runtime_error(std::string(file_name) + ": no heading line");
    columns_ = std::move(lines.front());
    for (std::size_t i = 1; i < lines.size(); ++i) {
        if (lines[i].size() != columns_.size())
            throw std::runtime_error(std::string(file_name) + ": line " + std::to_string(i + 1) + " has " +
                                     std::to_string(lines[i].size()) + " cells");
        rows_.push_back(std::move(lines[i]));
    }
}

std::string const& sheet::at(std::size_t row, std::string_view column) const {
    static std::string const nothing;
    for (std::size_t c = 0; c < columns_.size(); ++c)
        if (columns_[c] == column) return rows_.at(row)[c];
    return nothing;
}

table::table(std::string name, std::vector<item> items) : name_(std::move(name)), items_(std::move(items)) {
    for (std::size_t i = 0; i < items_.size(); ++i) by_code_.emplace(items_[i].code, i);
    for (auto& i : items_) {
        int level = 1;
        for (auto const* up = find(i.parent_code); up && level < 9; up = find(up->parent_code)) ++level;
        i.level = level;
    }
}

item const* table::find(std::string_view code) const {
    if (code.empty()) return nullptr;
    auto const at = by_code_.find(std::string(code));
    return at == by_code_.end() ? nullptr : &items_[at->second];
}

bool table::is_under(std::string_view code, std::string_view group) const {
    int depth = 0;
    for (auto const* i = find(code); i && depth < 9; i = find(i->parent_code), ++depth)
        if (i->code == group) return true;
    return false;
}

library::library(std::map<std::string, std::string, std::less<>> files) {
    for (auto const& [file, bytes] : files) {
        if (!file.ends_with(".csv")) continue;
        std::string const name = file.substr(0, file.size() - 4);
        auto const& rows = sheets_.emplace(name, sheet(file, bytes)).first->second;
        auto const& columns = rows.columns();
        auto const has_column = [&](std::string_view c) {
            return std::ranges::find(columns, c) != columns.end();
        };
        if (has_column("code") && has_column("name")) tables_.emplace(name, make_table(name, rows));
    }
}

library library::of_folder(std::filesystem::path const& folder) {
    std::map<std::string, std::string, std::less<>> files;
    for (auto const& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".csv") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        if (!in) throw std::runtime_error("cannot read " + entry.path().string());
        files.emplace(entry.path().filename().string(),
                      std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()));
    }
    return library(std::move(files));
}

table const& library::at(std::string_view name) const {
    auto const at = tables_.find(name);
    if (at == tables_.end()) throw std::out_of_range("no code list " + std::string(name));
    return at->second;
}

bool library::has(std::string_view name) const {
    return tables_.find(name) != tables_.end();
}

sheet const& library::raw(std::string_view name) const {
    auto const at = sheets_.find(name);
    if (at == sheets_.end()) throw std::out_of_range("no list " + std::string(name));
    return at->second;
}

std::vector<std::string> library::names() const {
    std::vector<std::string> out;
    for (auto const& [name, rows] : sheets_) out.push_back(name);
    return out;
}

}  // namespace guiyan::terms
