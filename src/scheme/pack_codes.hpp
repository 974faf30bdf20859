#pragma once
// The code tables that a pack's expressions may name: the pack's own, those every pack may use (facts.yaml),
// and the program's, which the caller brings.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cel/surroundings.hpp"
#include "scheme/catalogue.hpp"
#include "scheme/pack.hpp"

namespace guiyan::scheme {

/// ROLE holds the pack's roles, STEP the steps of its procedures, DUTY and SOURCE_GROUP what the tables hold
/// that roles name as `duties` and `sources`. The pack, the catalogue and `rest` have to outlive this.
class pack_codes : public cel::code_tables {
public:
    pack_codes(catalogue const&, pack const&, cel::code_tables const* rest = nullptr);

    std::vector<std::string> tables() const override;
    bool has_table(std::string_view table) const override;
    bool has_code(std::string_view table, std::string_view code) const override;
    std::vector<std::string> codes(std::string_view table) const override;
    std::vector<std::string> groups(std::string_view table) const override;
    bool in_group(std::string_view table, std::string_view code, std::string_view group) const override;
    std::optional<double> rank(std::string_view table, std::string_view code) const override;

    /// The Chinese name of a code of the pack's own tables, "" for any other.
    std::string_view name(std::string_view table, std::string_view code) const;

private:
    struct row {
        std::string code;
        std::string name;
        std::vector<std::string> groups;
        std::optional<double> rank;
    };
    row const* find(std::string_view table, std::string_view code) const;

    std::map<std::string, std::vector<row>, std::less<>> own_;
    cel::code_tables const* rest_;
};

}  // namespace guiyan::scheme
