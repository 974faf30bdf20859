#include <csetjmp>
#include <cstring>
#include <string_view>
#include <vector>

#include "modules/attachments/picture.hpp"
#include "modules/attachments/picture_file.hpp"

// After <cstdio>: jpeglib.h uses FILE without naming it.
#include <jerror.h>
#include <jpeglib.h>

namespace guiyan::attachments {
namespace {

constexpr int quality = 90;
/// A progressive picture has a dozen scans; thousands of empty ones only burn time.
constexpr int most_scans = 100;
/// The library holds a progressive picture whole as coefficients.
constexpr long most_memory = 400l << 20;

struct trouble {
    jpeg_error_mgr base;  // first, so that a pointer to it is a pointer to this
    std::jmp_buf out;
    bool damaged;
};

/// Everything that lives across a jump out of the library; nothing with a destructor stands in its frames.
struct job {
    std::FILE* in = nullptr;
    std::FILE* out = nullptr;
    std::uint64_t most_pixels = 0;
    picture_verdict verdict = picture_verdict::damaged;
    trouble err{};
    jpeg_progress_mgr progress{};
    jpeg_decompress_struct source{};
    jpeg_compress_struct target{};
    std::vector<unsigned char> line, turned, raster;
};

trouble& trouble_of(j_common_ptr c) {
    return *reinterpret_cast<trouble*>(c->err);
}

[[noreturn]] void leave(j_common_ptr c) {
    std::longjmp(trouble_of(c).out, 1);
}

void note(j_common_ptr c, int level) {
    if (level >= 0) return;
    int const code = c->err->msg_code;
    if (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE ||
        code == JWRN_MUST_RESYNC)
        trouble_of(c).damaged = true;
}

void say_nothing(j_common_ptr) {}

void count_scans(j_common_ptr c) {
    if (c->is_decompressor && reinterpret_cast<j_decompress_ptr>(c)->input_scan_number > most_scans) leave(c);
}

int orientation_of(jpeg_decompress_struct const& d) {
    for (auto const* m = d.marker_list; m; m = m->next)
        if (m->marker == JPEG_APP0 + 1)
            if (int const turn = exif_orientation(m->data, m->data_length); turn != 1) return turn;
    return 1;
}

/// Ink to light. Adobe writes inks inverted.
void to_rgb(unsigned char const* cmyk, unsigned char* rgb, std::size_t pixels, bool inverted) {
    for (std::size_t i = 0; i < pixels; ++i, cmyk += 4, rgb += 3)
        for (int k = 0; k < 3; ++k)
            rgb[k] = static_cast<unsigned char>(inverted ? cmyk[k] * cmyk[3] / 255
                                                         : (255 - cmyk[k]) * (255 - cmyk[3]) / 255);
}

/// The pixel of the stored picture that stands at (x, y) of the upright one.
std::size_t place_of(int turn, std::size_t x, std::size_t y, std::size_t width, std::size_t height) {
    switch (turn) {
        case 2:
            return y * width + (width - 1 - x);
        case 3:
            return (height - 1 - y) * width + (width - 1 - x);
        case 4:
            return (height - 1 - y) * width + x;
        case 5:
            return x * width + y;
        case 6:
            return (height - 1 - x) * width + y;
        case 7:
            return (height - 1 - x) * width + (width - 1 - y);
        case 8:
            return x * width + (width - 1 - y);
        default:
            return y * width + x;
    }
}

void read_line(job& j, unsigned char* into, bool inks) {
    auto& d = j.source;
    JSAMPROW row = inks ? j.line.data() : into;
    jpeg_read_scanlines(&d, &row, 1);
    if (inks) to_rgb(j.line.data(), into, d.output_width, d.saw_Adobe_marker);
}

void run(job& j) {
    auto& d = j.source;
    auto& c = j.target;
    d.err = c.err = jpeg_std_error(&j.err.base);
    j.err.base.error_exit = leave;
    j.err.base.emit_message = note;
    j.err.base.output_message = say_nothing;
    if (setjmp(j.err.out)) {
        jpeg_destroy_decompress(&d);
        jpeg_destroy_compress(&c);
        return;
    }
    jpeg_create_decompress(&d);
    jpeg_create_compress(&c);
    d.mem->max_memory_to_use = most_memory;
    j.progress.progress_monitor = count_scans;
    d.progress = &j.progress;
    jpeg_stdio_src(&d, j.in);
    jpeg_save_markers(&d, JPEG_APP0 + 1, 0xffff);
    jpeg_read_header(&d, TRUE);
    if (std::uint64_t{d.image_width} * d.image_height > j.most_pixels) {
        j.verdict = picture_verdict::too_many_pixels;
        leave(reinterpret_cast<j_common_ptr>(&d));
    }
    int const turn = orientation_of(d);
    bool const inks = d.jpeg_color_space == JCS_CMYK || d.jpeg_color_space == JCS_YCCK;
    bool const grey = d.jpeg_color_space == JCS_GRAYSCALE;
    d.out_color_space = inks ? JCS_CMYK : grey ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_start_decompress(&d);
    std::size_t const width = d.output_width, height = d.output_height, bytes = grey ? 1 : 3;
    if (inks) j.line.resize(width * 4);

    c.image_width = static_cast<JDIMENSION>(turn >= 5 ? height : width);
    c.image_height = static_cast<JDIMENSION>(turn >= 5 ? width : height);
    c.input_components = static_cast<int>(bytes);
    c.in_color_space = grey ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_stdio_dest(&c, j.out);
    jpeg_set_defaults(&c);
    jpeg_set_quality(&c, quality, TRUE);
    jpeg_start_compress(&c, TRUE);
    j.turned.resize(std::size_t{c.image_width} * bytes);
    JSAMPROW row = j.turned.data();
    if (turn == 1) {
        while (d.output_scanline < d.output_height) {
            read_line(j, j.turned.data(), inks);
            jpeg_write_scanlines(&c, &row, 1);
        }
    } else {
        j.raster.resize(width * height * bytes);
        while (d.output_scanline < d.output_height)
            read_line(j, j.raster.data() + std::size_t{d.output_scanline} * width * bytes, inks);
        for (std::size_t y = 0; y < c.image_height; ++y) {
            for (std::size_t x = 0; x < c.image_width; ++x)
                std::memcpy(j.turned.data() + x * bytes,
                            j.raster.data() + place_of(turn, x, y, width, height) * bytes, bytes);
            jpeg_write_scanlines(&c, &row, 1);
        }
    }
    jpeg_finish_compress(&c);
    // Not finished but left: what follows the picture is of no interest.
    if (!j.err.damaged) j.verdict = picture_verdict::good;
    jpeg_destroy_decompress(&d);
    jpeg_destroy_compress(&c);
}

}  // namespace

int exif_orientation(unsigned char const* app1, std::size_t size) {
    std::string_view const all(reinterpret_cast<char const*>(app1), size);
    if (!all.starts_with(std::string_view("Exif\0\0", 6))) return 1;
    auto const tiff = all.substr(6);
    bool const little = tiff.starts_with("II");
    if (!little && !tiff.starts_with("MM")) return 1;
    auto number = [&](std::size_t at, std::size_t bytes) -> std::size_t {
        std::size_t n = 0;
        for (std::size_t i = 0; i < bytes; ++i)
            n = n << 8 | static_cast<unsigned char>(tiff[little ? at + bytes - 1 - i : at + i]);
        return n;
    };
    if (tiff.size() < 8 || number(2, 2) != 42) return 1;
    auto const directory = number(4, 4);
    if (directory > tiff.size() || tiff.size() - directory < 2) return 1;
    auto const count = number(directory, 2);
    for (std::size_t i = 0; i < count; ++i) {
        auto const entry = directory + 2 + i * 12;
        if (entry + 12 > tiff.size()) return 1;
        if (number(entry, 2) != 0x0112) continue;
        auto const turn = number(entry + 8, 2);
        return turn >= 1 && turn <= 8 ? static_cast<int>(turn) : 1;
    }
    return 1;
}

result<done> remake_jpeg(std::filesystem::path const& from, std::filesystem::path const& to,
                         std::uint64_t most_pixels) {
    auto const in = open_file(from, "rb"), out = open_file(to, "wb");
    auto const j = std::make_unique<job>();
    j->in = in.get();
    j->out = out.get();
    j->most_pixels = most_pixels;
    run(*j);
    if (j->verdict == picture_verdict::good && std::fflush(out.get()) != 0)
        throw std::runtime_error("a picture could not be written");
    return said(j->verdict, most_pixels);
}

}  // namespace guiyan::attachments
