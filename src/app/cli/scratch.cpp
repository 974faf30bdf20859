#include "app/cli/scratch.hpp"

#include <stdlib.h>

#include <stdexcept>

namespace guiyan::app::cli {

scratch_house::scratch_house(std::string postgres_url) {
    auto pattern = (std::filesystem::temp_directory_path() / "guiyan-scratch-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder can be made");
    folder_ = pattern;
    house_options o;
    o.data = folder_;
    o.postgres_url = std::move(postgres_url);
    o.quick_passwords = true;
    house = std::make_unique<app::house>(std::move(o));
}

scratch_house::~scratch_house() {
    house.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

}  // namespace guiyan::app::cli
