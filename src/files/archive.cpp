#include "files/archive.hpp"

#include "files/refusal.hpp"
#include "files/zip_reader.hpp"

namespace guiyan::files {
namespace {

constexpr unsigned kind_of_mode = 0170000, link_mode = 0120000;

}  // namespace

result<std::vector<archive_part>> read_archive(std::filesystem::path const& path, read_limits const& limits,
                                               std::function<bool(std::string_view name)> const& known) {
    return guarded([&] {
        auto file = random_file::open(path);
        if (!file) refuse("not_found", "not_found");
        if (file->size() > limits.file_bytes) refuse_too_large("too_large", limits.file_bytes);
        zip_reader zip(std::move(file), limits, {});
        std::vector<archive_part> out;
        for (auto const& e : zip.entries()) {
            if (e.name.ends_with('/')) continue;
            if (e.name.starts_with('/')) refuse_hostile("hostile_names");
            archive_part part{e.name, {}, (e.unix_mode & kind_of_mode) == link_mode};
            if (!part.is_link && known(e.name))
                part.bytes = zip.read_all(e, static_cast<std::size_t>(limits.part_bytes));
            out.push_back(std::move(part));
        }
        return out;
    });
}

}  // namespace guiyan::files
