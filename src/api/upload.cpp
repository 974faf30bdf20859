#include "api/upload.hpp"

#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "api/uri.hpp"
#include "base/text.hpp"

namespace guiyan::api {

result<upload> uploaded_file(request const& r) {
    auto const decoded = percent_decode(r.header("x-file-name"));
    std::string name = decoded ? nfc(trim(*decoded)) : "";
    if (auto const slash = name.find_last_of("/\\"); slash != name.npos) name.erase(0, slash + 1);
    if (name.empty() || length(name) > 200) return fail(fault::invalid, "error.file_name_required");
    upload out;
    out.name = std::move(name);
    if (!r.body_file.empty()) {
        out.path = r.body_file;
        out.size = std::filesystem::file_size(out.path);
        return out;
    }
    if (r.body.empty()) return fail(fault::invalid, "error.empty_file");
    auto pattern = (std::filesystem::temp_directory_path() / "guiyan-upload-XXXXXX").string();
    int const file = ::mkstemp(pattern.data());
    if (file < 0) throw std::runtime_error("no temporary file can be made");
    ::close(file);
    out.owned = std::shared_ptr<void>(nullptr, [pattern](void*) {
        std::error_code ignored;
        std::filesystem::remove(pattern, ignored);
    });
    std::ofstream(pattern, std::ios::binary) << r.body;
    out.path = pattern;
    out.size = r.body.size();
    return out;
}

}  // namespace guiyan::api
