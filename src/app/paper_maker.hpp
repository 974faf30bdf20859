#pragma once
// Papers of a step: the credential of the pack, its layout, the words of the engagement, the house's
// signature, all in the step's own transaction.

#include "app/house.hpp"

namespace guiyan::app {

/// As engagements::ports::make_paper. `address` is where anybody reaches the public pages:
/// "https://rencai.example.cn".
std::function<result<std::int64_t>(db::transaction&, engagements::engagement const&, std::string const&, date,
                                   bool)>
paper_maker(house&, std::string address);

/// As documents::documents::connect takes it.
documents::documents::paper_maker document_paper_maker(house&, std::string address);

}  // namespace guiyan::app
