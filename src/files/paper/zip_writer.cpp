#include "files/paper/zip_writer.hpp"

#include <zip.h>

#include <memory>
#include <stdexcept>

namespace guiyan::paper {
namespace {

constexpr std::uint64_t most_unpacked = 64u << 20;
constexpr zip_int64_t most_parts = 100;

struct discard {
    void operator()(zip_t* z) const { zip_discard(z); }
    void operator()(zip_source_t* s) const { zip_source_free(s); }
    void operator()(zip_file_t* f) const { zip_fclose(f); }
};
using archive = std::unique_ptr<zip_t, discard>;
using source = std::unique_ptr<zip_source_t, discard>;

void check(bool good) {
    if (!good) throw std::runtime_error("zip: cannot be written");
}

struct dos_time {
    zip_uint16_t day, time;
};

dos_time dos(instant at) {
    auto const local = at + std::chrono::hours(8);
    auto const day = std::chrono::floor<std::chrono::days>(local);
    std::chrono::hh_mm_ss const clock(std::chrono::floor<std::chrono::seconds>(local - day));
    date const d{std::chrono::year_month_day(day)};
    if (d.year() < 1980) return {0x21, 0};
    return {static_cast<zip_uint16_t>((unsigned(d.year() - 1980) << 9) | (d.month() << 5) | d.day()),
            static_cast<zip_uint16_t>((clock.hours().count() << 11) | (clock.minutes().count() << 5) |
                                      (clock.seconds().count() / 2))};
}

}  // namespace

std::string written_zip(zip_parts const& parts, instant at) {
    zip_error_t error{};
    source bytes(zip_source_buffer_create(nullptr, 0, 0, &error));
    check(bytes != nullptr);
    // Kept beyond the archive, which gives its own hold up when it closes.
    zip_source_keep(bytes.get());
    archive z(zip_open_from_source(bytes.get(), ZIP_TRUNCATE, &error));
    check(z != nullptr);
    auto const when = dos(at);
    for (auto const& [name, content] : parts) {
        source part(zip_source_buffer(z.get(), content.data(), content.size(), 0));
        check(part != nullptr);
        auto const index = zip_file_add(z.get(), name.c_str(), part.get(), ZIP_FL_ENC_UTF_8);
        check(index >= 0);
        part.release();
        auto const i = static_cast<zip_uint64_t>(index);
        check(zip_file_set_dostime(z.get(), i, when.time, when.day, 0) == 0);
        check(zip_set_file_compression(z.get(), i, ZIP_CM_DEFLATE, 6) == 0);
    }
    check(zip_close(z.get()) == 0);
    z.release();
    zip_stat_t about{};
    check(zip_source_stat(bytes.get(), &about) == 0 && zip_source_open(bytes.get()) == 0);
    std::string out(about.size, '\0');
    check(zip_source_read(bytes.get(), out.data(), out.size()) == static_cast<zip_int64_t>(out.size()));
    zip_source_close(bytes.get());
    return out;
}

std::optional<zip_parts> read_zip(std::string_view bytes) {
    zip_error_t error{};
    source from(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error));
    if (!from) return std::nullopt;
    archive z(zip_open_from_source(from.get(), ZIP_RDONLY, &error));
    if (!z) return std::nullopt;
    from.release();
    auto const count = zip_get_num_entries(z.get(), 0);
    if (count > most_parts) return std::nullopt;
    zip_parts out;
    std::uint64_t sum = 0;
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
        zip_stat_t about{};
        if (zip_stat_index(z.get(), i, 0, &about) != 0 || (sum += about.size) > most_unpacked)
            return std::nullopt;
        std::unique_ptr<zip_file_t, discard> const part(zip_fopen_index(z.get(), i, 0));
        std::string content(about.size, '\0');
        if (!part ||
            zip_fread(part.get(), content.data(), content.size()) != static_cast<zip_int64_t>(content.size()))
            return std::nullopt;
        out.emplace(about.name, std::move(content));
    }
    return out;
}

}  // namespace guiyan::paper
