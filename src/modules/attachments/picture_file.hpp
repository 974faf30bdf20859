#pragma once
// Private to the picture readers: C files, and what both say of a bad picture.

#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>

#include "base/result.hpp"

namespace guiyan::attachments {

struct close_file {
    void operator()(std::FILE* f) const { std::fclose(f); }
};
using c_file = std::unique_ptr<std::FILE, close_file>;

inline c_file open_file(std::filesystem::path const& path, char const* mode) {
    c_file f(std::fopen(path.c_str(), mode));
    if (!f) throw std::runtime_error("a picture cannot be opened: " + path.string());
    return f;
}

enum class picture_verdict { good, damaged, too_many_pixels };

inline result<done> said(picture_verdict v, std::uint64_t most_pixels) {
    switch (v) {
        case picture_verdict::good:
            return done{};
        case picture_verdict::damaged:
            return fail(fault::unsupported, "attachments.damaged_picture");
        case picture_verdict::too_many_pixels:
            break;
    }
    return fail(fault::too_large, "attachments.too_many_pixels",
                {{"limit", std::to_string(most_pixels / 1000000)}});
}

}  // namespace guiyan::attachments
