#pragma once
// Codes of a code table as dense bytes, which is how the index keeps them: 0 is "not known", the table's rows
// count from 1 in the order given.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace guiyan::people {

class code_book {
public:
    code_book() = default;
    /// Throws std::invalid_argument for more than 255 codes or a code given twice.
    explicit code_book(std::vector<std::string> codes);

    /// 0 for a code that is not in the table, also for an empty one.
    std::uint8_t dense(std::string_view code) const;
    /// Empty for 0 and for bytes past the end.
    std::string const& code(std::uint8_t dense) const;
    std::size_t size() const { return codes_.size(); }

private:
    std::vector<std::string> codes_;
    std::unordered_map<std::string, std::uint8_t> dense_;
};

}  // namespace guiyan::people
