#include "files/refusal.hpp"
#include "files/sheet.hpp"
#include "files/xlsx_workbook.hpp"
namespace guiyan::files {
result<std::unique_ptr<workbook>> open_workbook(std::filesystem::path const& path, read_limits const& limits,
                                                progress_hook progress) {
    return guarded([&]() -> std::unique_ptr<workbook> {
        auto file = random_file::open(path);
        if (!file) refuse("", "not_found");
        return std::make_unique<xlsx_workbook>(std::make_unique<zip_reader>(file, limits, progress));
    });
}
}  // namespace guiyan::files
