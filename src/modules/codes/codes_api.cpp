#include "modules/codes/codes_api.hpp"

#include "api/reading.hpp"
#include "record/plain.hpp"

namespace guiyan::codes {

struct code_table_row {
    std::string table;
    std::int64_t rows = 0;
    bool read_only = true;
};
BOOST_DESCRIBE_STRUCT(code_table_row, (), (table, rows, read_only))
record::type const& record_of(code_table_row const*) {
    static auto const t = record::describe_plain<code_table_row>("code_table");
    return t;
}

struct code_table_list {
    std::vector<code_table_row> items;
};
BOOST_DESCRIBE_STRUCT(code_table_list, (), (items))
record::type const& record_of(code_table_list const*) {
    static auto const t = record::describe_plain<code_table_list>("code_table_list");
    return t;
}

struct code_item {
    std::string code;
    std::string name;
    std::optional<std::string> parent_code;
    int level = 1;
    std::vector<std::string> synonyms;
};
BOOST_DESCRIBE_STRUCT(code_item, (), (code, name, parent_code, level, synonyms))
record::type const& record_of(code_item const*) {
    static auto const t = record::describe_plain<code_item>("code_item");
    return t;
}

struct code_item_list {
    std::vector<code_item> items;
};
BOOST_DESCRIBE_STRUCT(code_item_list, (), (items))
record::type const& record_of(code_item_list const*) {
    static auto const t = record::describe_plain<code_item_list>("code_item_list");
    return t;
}

std::vector<api::endpoint> endpoints(code_tables const& tables) {
    std::vector<api::endpoint> out;
    out.push_back(
        {.path = "/api/codes",
         .operation = "list_code_tables",
         .permission = "codes.read",
         .output = api::type_of<code_table_list>(),
         .handle = api::reading<>([&tables](api::call&) {
             code_table_list list;
             for (auto const& name : tables.names())
                 list.items.push_back({name, static_cast<std::int64_t>(tables.rows(name).size()), true});
             return list;
         })});
    out.push_back(
        {.path = "/api/codes/{table}",
         .operation = "list_codes",
         .permission = "codes.read",
         .output = api::type_of<code_item_list>(),
         .handle = api::reading<>([&tables](api::call& c) -> result<code_item_list> {
             code_item_list list;
             for (auto const* row : tables.rows(c.path_text("table"))) {
                 auto parent = row->parent_code.empty() ? std::nullopt : std::optional(row->parent_code);
                 list.items.push_back({row->code, row->name, std::move(parent), row->level, row->synonyms});
             }
             if (list.items.empty()) return fail(fault::not_found, "error.not_found");
             return list;
         })});
    return out;
}

}  // namespace guiyan::codes
