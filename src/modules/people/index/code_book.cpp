#include "modules/people/index/code_book.hpp"

#include <stdexcept>

namespace guiyan::people {

code_book::code_book(std::vector<std::string> codes) : codes_(std::move(codes)) {
    if (codes_.size() > 255) throw std::invalid_argument("code_book: more than 255 codes");
    for (std::size_t i = 0; i < codes_.size(); ++i)
        if (!dense_.emplace(codes_[i], std::uint8_t(i + 1)).second)
            throw std::invalid_argument("code_book: code given twice: " + codes_[i]);
}

std::uint8_t code_book::dense(std::string_view code) const {
    auto const found = dense_.find(std::string(code));
    return found == dense_.end() ? 0 : found->second;
}

std::string const& code_book::code(std::uint8_t dense) const {
    static std::string const none;
    return dense == 0 || dense > codes_.size() ? none : codes_[dense - 1u];
}

}  // namespace guiyan::people
