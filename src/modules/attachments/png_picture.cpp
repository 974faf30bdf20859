#include <png.h>

#include <csetjmp>
#include <vector>

#include "modules/attachments/picture.hpp"
#include "modules/attachments/picture_file.hpp"

namespace guiyan::attachments {
namespace {

constexpr png_uint_32 most_across = 100000;
constexpr png_alloc_size_t most_chunk = 8u << 20;
constexpr png_uint_32 most_chunks = 200;

/// Everything that lives across a jump out of the library.
struct job {
    std::FILE* in = nullptr;
    std::FILE* out = nullptr;
    std::uint64_t most_pixels = 0;
    picture_verdict verdict = picture_verdict::damaged;
    std::jmp_buf away;
    png_structp source = nullptr, target = nullptr;
    png_infop read = nullptr, written = nullptr;
    std::vector<png_byte> raster;
    std::vector<png_bytep> rows;
};

[[noreturn]] void leave(png_structp p, png_const_charp) {
    std::longjmp(static_cast<job*>(png_get_error_ptr(p))->away, 1);
}

void say_nothing(png_structp, png_const_charp) {}

void clean_up(job& j) {
    if (j.source) png_destroy_read_struct(&j.source, &j.read, nullptr);
    if (j.target) png_destroy_write_struct(&j.target, &j.written);
}

int colours_of(int channels) {
    switch (channels) {
        case 1:
            return PNG_COLOR_TYPE_GRAY;
        case 2:
            return PNG_COLOR_TYPE_GRAY_ALPHA;
        case 3:
            return PNG_COLOR_TYPE_RGB;
        default:
            return PNG_COLOR_TYPE_RGB_ALPHA;
    }
}

void run(job& j) {
    if (setjmp(j.away)) return clean_up(j);
    j.source = png_create_read_struct(PNG_LIBPNG_VER_STRING, &j, leave, say_nothing);
    j.target = png_create_write_struct(PNG_LIBPNG_VER_STRING, &j, leave, say_nothing);
    if (!j.source || !j.target) return clean_up(j);
    j.read = png_create_info_struct(j.source);
    j.written = png_create_info_struct(j.target);
    if (!j.read || !j.written) return clean_up(j);
    png_set_user_limits(j.source, most_across, most_across);
    png_set_chunk_malloc_max(j.source, most_chunk);
    png_set_chunk_cache_max(j.source, most_chunks);
    png_init_io(j.source, j.in);
    png_read_info(j.source, j.read);
    auto const width = png_get_image_width(j.source, j.read), height = png_get_image_height(j.source, j.read);
    if (std::uint64_t{width} * height > j.most_pixels) {
        j.verdict = picture_verdict::too_many_pixels;
        return clean_up(j);
    }
    // Eight bits per channel, whatever came: palettes, small greys and transparent colours are written out.
    png_set_expand(j.source);
    png_set_scale_16(j.source);
    int const passes = png_set_interlace_handling(j.source);
    png_read_update_info(j.source, j.read);
    auto const bytes = png_get_rowbytes(j.source, j.read);

    png_init_io(j.target, j.out);
    png_set_IHDR(j.target, j.written, width, height, 8, colours_of(png_get_channels(j.source, j.read)),
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(j.target, j.written);
    if (passes == 1) {
        j.raster.resize(bytes);
        for (png_uint_32 y = 0; y < height; ++y) {
            png_read_row(j.source, j.raster.data(), nullptr);
            png_write_row(j.target, j.raster.data());
        }
    } else {
        j.raster.resize(bytes * height);
        for (png_uint_32 y = 0; y < height; ++y) j.rows.push_back(j.raster.data() + y * bytes);
        png_read_image(j.source, j.rows.data());
        png_write_image(j.target, j.rows.data());
    }
    png_read_end(j.source, nullptr);
    png_write_end(j.target, nullptr);
    j.verdict = picture_verdict::good;
    clean_up(j);
}

}  // namespace

result<done> remake_png(std::filesystem::path const& from, std::filesystem::path const& to,
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
