#include "modules/attachments/picture.hpp"

#include <doctest/doctest.h>

#include "db/test_engines.hpp"
#include "modules/attachments/test_pictures.hpp"

using namespace guiyan;
using namespace guiyan::attachments;
using namespace guiyan::attachments::testing;

namespace {

struct fixture {
    db::testing::scratch_folder folder;
    std::string const from = folder.path() + "/from", to = folder.path() + "/to";

    result<done> jpeg_of(std::string const& bytes, std::uint64_t most = 40000000) {
        spill(from, bytes);
        return remake_jpeg(from, to, most);
    }
    result<done> png_of(std::string const& bytes, std::uint64_t most = 40000000) {
        spill(from, bytes);
        return remake_png(from, to, most);
    }
};

}  // namespace

TEST_CASE("a photo is turned upright and loses what stood beside its pixels") {
    fixture f;
    // Where red, stored at the left, comes to stand for each turn.
    struct {
        int turn;
        bool lying;
        int x, y;
    } const cases[] = {{1, true, 2, 16},  {2, true, 61, 16}, {3, true, 61, 16},  {4, true, 2, 16},
                       {5, false, 16, 2}, {6, false, 16, 2}, {7, false, 16, 61}, {8, false, 16, 61}};
    for (auto const& c : cases) {
        CAPTURE(c.turn);
        REQUIRE(f.jpeg_of(jpeg(64, 32, exif(c.turn)) + "<html>trailing</html>"));
        auto const bytes = slurp(f.to);
        CHECK(bytes.find("Exif") == bytes.npos);
        CHECK(bytes.find("GPS") == bytes.npos);
        CHECK(bytes.find("<html") == bytes.npos);
        auto const seen = decoded_jpeg(bytes);
        CHECK(seen.width == (c.lying ? 64 : 32));
        CHECK(seen.height == (c.lying ? 32 : 64));
        CHECK(seen.at(c.x, c.y) == 'r');
        CHECK(seen.at(seen.width - 1 - c.x, seen.height - 1 - c.y) == 'b');
    }
    CHECK(f.jpeg_of(jpeg(64, 32, {}, true)));
}

TEST_CASE("an orientation that lies outside its block is no orientation") {
    auto read = [](std::string const& s) {
        return exif_orientation(reinterpret_cast<unsigned char const*>(s.data()), s.size());
    };
    auto const good = exif(6);
    CHECK(read(good) == 6);
    for (std::size_t n = 0; n < 28; ++n) CHECK(read(good.substr(0, n)) == 1);
    CHECK(read(exif(9)) == 1);
    auto far = good;
    far.replace(10, 4, "\xff\xff\xff\x7f");
    CHECK(read(far) == 1);
}

TEST_CASE("cut, damaged and huge photos are refused") {
    fixture f;
    auto const whole = jpeg(200, 200);
    for (std::size_t n : {std::size_t{3}, std::size_t{30}, whole.size() / 2, whole.size() - 20}) {
        auto const cut = f.jpeg_of(whole.substr(0, n));
        REQUIRE_FALSE(cut);
        CHECK(cut.error().key == "attachments.damaged_picture");
    }
    auto const wide = f.jpeg_of(whole, 39999);
    REQUIRE_FALSE(wide);
    CHECK(wide.error().code == fault::too_large);
    CHECK(f.jpeg_of(whole, 40000));
    // A header that promises 65,500 × 65,500 and brings nothing.
    auto bomb = whole;
    auto const frame = bomb.find("\xff\xc0");
    REQUIRE(frame != bomb.npos);
    bomb.replace(frame + 5, 4, "\xff\xdc\xff\xdc");
    CHECK(f.jpeg_of(bomb).error().code == fault::too_large);
}

TEST_CASE("a png comes out as its pixels alone") {
    fixture f;
    REQUIRE(f.png_of(png(30, 20)));
    auto const bytes = slurp(f.to);
    CHECK(bytes.starts_with("\x89PNG"));
    CHECK(bytes.find("tEXt") == bytes.npos);
    CHECK(bytes.find("script") == bytes.npos);
    CHECK(f.png_of(png(1, 1, true, true)));
}

TEST_CASE("cut, damaged and huge pngs are refused") {
    fixture f;
    auto const bomb = f.png_of(png(50000, 50000, false));
    REQUIRE_FALSE(bomb);
    CHECK(bomb.error().code == fault::too_large);
    CHECK_FALSE(f.png_of(png(4000000, 2, false)));
    CHECK_FALSE(f.png_of(png(600, 600, false)));
    auto const whole = png(30, 20);
    for (std::size_t n = 8; n < whole.find("IEND"); n += 7) CHECK_FALSE(f.png_of(whole.substr(0, n)));
    auto wrong_sum = whole;
    wrong_sum[wrong_sum.find("IDAT") + 6] ^= 1;
    CHECK_FALSE(f.png_of(wrong_sum));
}
