#pragma once
// Pictures are made anew from their pixels: what a camera wrote beside them (place, device, thumbnails) and
// whatever else was hidden in the file stays behind. Only JPEG and PNG.

#include <cstdint>
#include <filesystem>

#include "base/result.hpp"

namespace guiyan::attachments {

/// Reads `from` and writes `to`. The turn that EXIF asks for is applied to the pixels. Fails with
/// fault::too_large beyond `most_pixels`, before anything is unpacked, and with fault::unsupported for a
/// picture that is cut or damaged. An upright picture goes through row by row; a turned or interlaced one is
/// held whole (three or four bytes per pixel), so the caller lets one through at a time.
result<done> remake_jpeg(std::filesystem::path const& from, std::filesystem::path const& to,
                         std::uint64_t most_pixels);
result<done> remake_png(std::filesystem::path const& from, std::filesystem::path const& to,
                        std::uint64_t most_pixels);

/// What EXIF says about the turn, 1 (upright) to 8; 1 where it says nothing sensible. `app1` is the content
/// of the marker, from "Exif".
int exif_orientation(unsigned char const* app1, std::size_t size);

}  // namespace guiyan::attachments
