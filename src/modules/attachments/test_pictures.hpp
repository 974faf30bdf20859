#pragma once
// Pictures for the tests, made with the libraries that read them.

#include <png.h>
#include <zlib.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

// After <cstdio>: it uses FILE without naming it.
#include <jpeglib.h>

namespace guiyan::attachments::testing {

inline std::string slurp(std::filesystem::path const& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}
inline void spill(std::filesystem::path const& path, std::string const& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

/// An EXIF block with an orientation and a place that must not survive.
inline std::string exif(int orientation) {
    std::string out("Exif\0\0II*\0\x08\0\0\0\x01\0", 16);
    out += std::string("\x12\x01\x03\0\x01\0\0\0", 8) + static_cast<char>(orientation) + std::string(3, '\0');
    return out + std::string(4, '\0') + "GPS 33.81N 113.93E";
}

/// The left half red, the right half blue; `app1` stands before the picture.
inline std::string jpeg(int width, int height, std::string const& app1 = {}, bool progressive = false) {
    jpeg_compress_struct c;
    jpeg_error_mgr err;
    c.err = jpeg_std_error(&err);
    jpeg_create_compress(&c);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&c, &bytes, &size);
    c.image_width = static_cast<JDIMENSION>(width);
    c.image_height = static_cast<JDIMENSION>(height);
    c.input_components = 3;
    c.in_color_space = JCS_RGB;
    jpeg_set_defaults(&c);
    jpeg_set_quality(&c, 95, TRUE);
    if (progressive) jpeg_simple_progression(&c);
    jpeg_start_compress(&c, TRUE);
    if (!app1.empty())
        jpeg_write_marker(&c, JPEG_APP0 + 1, reinterpret_cast<JOCTET const*>(app1.data()),
                          static_cast<unsigned>(app1.size()));
    std::vector<unsigned char> line(static_cast<std::size_t>(width) * 3);
    for (int x = 0; x < width; ++x) line[static_cast<std::size_t>(x * 3 + (x < width / 2 ? 0 : 2))] = 255;
    JSAMPROW row = line.data();
    for (int y = 0; y < height; ++y) jpeg_write_scanlines(&c, &row, 1);
    jpeg_finish_compress(&c);
    jpeg_destroy_compress(&c);
    std::string out(reinterpret_cast<char*>(bytes), size);
    std::free(bytes);
    return out;
}

struct pixels {
    int width = 0, height = 0;
    std::vector<unsigned char> rgb;
    /// 'r', 'b' or '?' at a place.
    char at(int x, int y) const {
        auto const* p = &rgb[static_cast<std::size_t>((y * width + x) * 3)];
        return p[0] > 200 && p[2] < 60 ? 'r' : p[2] > 200 && p[0] < 60 ? 'b' : '?';
    }
};

inline pixels decoded_jpeg(std::string const& bytes) {
    jpeg_decompress_struct d;
    jpeg_error_mgr err;
    d.err = jpeg_std_error(&err);
    jpeg_create_decompress(&d);
    jpeg_mem_src(&d, reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
    jpeg_read_header(&d, TRUE);
    d.out_color_space = JCS_RGB;
    jpeg_start_decompress(&d);
    pixels out{static_cast<int>(d.output_width), static_cast<int>(d.output_height), {}};
    out.rgb.resize(static_cast<std::size_t>(out.width * out.height * 3));
    while (d.output_scanline < d.output_height) {
        JSAMPROW row = &out.rgb[std::size_t{d.output_scanline} * d.output_width * 3];
        jpeg_read_scanlines(&d, &row, 1);
    }
    jpeg_destroy_decompress(&d);
    return out;
}

inline std::string big_endian(std::uint32_t n) {
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(n >> shift & 0xff);
    return out;
}

inline std::string chunk(std::string const& kind, std::string const& content) {
    auto const body = kind + content;
    auto const sum = crc32(0, reinterpret_cast<Bytef const*>(body.data()), static_cast<uInt>(body.size()));
    return big_endian(static_cast<std::uint32_t>(content.size())) + body +
           big_endian(static_cast<std::uint32_t>(sum));
}

inline std::string deflated_zeros(std::size_t size) {
    std::string const raw(size, '\0');
    uLongf room = compressBound(static_cast<uLong>(size));
    std::string out(room, '\0');
    compress(reinterpret_cast<Bytef*>(out.data()), &room, reinterpret_cast<Bytef const*>(raw.data()),
             static_cast<uLong>(size));
    out.resize(room);
    return out;
}

/// A black picture of one byte per pixel, with a text chunk; `interlaced` only of 1 × 1.
inline std::string png(std::uint32_t width, std::uint32_t height, bool whole = true,
                       bool interlaced = false) {
    std::string out = "\x89PNG\r\n\x1a\n";
    out += chunk("IHDR", big_endian(width) + big_endian(height) + std::string("\x08\0\0\0", 4) +
                             (interlaced ? '\x01' : '\0'));
    out += chunk("tEXt", std::string("Comment\0place 33.81N", 20));
    out += chunk("IDAT", deflated_zeros(whole ? (std::size_t{width} + 1) * height : 1000));
    return out + chunk("IEND", "") + "<script>alert(1)</script>";
}

}  // namespace guiyan::attachments::testing
