#pragma once
// The program's code lists (terms/) under the names that packs use: SEX, NATION, TALENT_CATEGORY.

#include "cel/surroundings.hpp"
#include "modules/codes/codes.hpp"

namespace guiyan::schemes {

/// `tables` has to outlive this.
class national_codes : public cel::code_tables {
public:
    explicit national_codes(codes::code_tables const& tables) : tables_(tables) {}

    std::vector<std::string> tables() const override;
    bool has_table(std::string_view table) const override;
    bool has_code(std::string_view table, std::string_view code) const override;
    std::vector<std::string> codes(std::string_view table) const override;
    /// A group is a code that others stand below: the teams over their classes.
    std::vector<std::string> groups(std::string_view table) const override;
    bool in_group(std::string_view table, std::string_view code, std::string_view group) const override;
    std::optional<double> rank(std::string_view table, std::string_view code) const override;
    /// The name people read; "" for a code that is not there.
    std::string name(std::string_view table, std::string_view code) const;

private:
    codes::code_tables const& tables_;
};

}  // namespace guiyan::schemes
