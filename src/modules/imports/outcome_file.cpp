#include "modules/imports/outcome_file.hpp"

#include "modules/imports/sealed_file.hpp"

namespace guiyan::imports {
namespace {

constexpr std::string_view context = "import_batch.outcome";

std::filesystem::path file_of(std::filesystem::path const& folder) {
    return folder / "outcome";
}

}  // namespace

void write_outcomes(std::filesystem::path const& folder, store::vault const& v, batch_id id,
                    std::vector<outcome> const& all) {
    std::string bytes;
    for (auto const o : all) bytes += static_cast<char>(o);
    write_durably(file_of(folder), v.seal(context, bytes, id.value));
}

std::vector<outcome> read_outcomes(std::filesystem::path const& folder, store::vault const& v, batch_id id,
                                   std::size_t lines) {
    std::vector<outcome> out(lines, outcome::none);
    if (!std::filesystem::exists(file_of(folder))) return out;
    auto const bytes = v.open(context, read_whole(file_of(folder)), id.value);
    for (std::size_t i = 0; i < bytes.size() && i < lines; ++i) out[i] = static_cast<outcome>(bytes[i]);
    return out;
}

}  // namespace guiyan::imports
