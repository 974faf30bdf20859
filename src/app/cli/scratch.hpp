#pragma once
// An empty installation in a temporary folder, for commands that only need the program's own description.

#include <filesystem>
#include <memory>

#include "app/house.hpp"

namespace guiyan::app::cli {

class scratch_house {
public:
    explicit scratch_house(std::string postgres_url = {});
    ~scratch_house();
    scratch_house(scratch_house const&) = delete;

    std::unique_ptr<app::house> house;

private:
    std::filesystem::path folder_;
};

}  // namespace guiyan::app::cli
