// Makes src/base/pinyin_table.inc from ICU's Han-Latin transliterator. Run it when a newer ICU knows more
// characters:
//   g++ -std=c++20 tools/make_pinyin_table.cpp $(pkg-config --cflags --libs icu-i18n icu-uc) -o
//   build/make_pinyin_table build/make_pinyin_table > src/base/pinyin_table.inc
// One line a syllable: {"zeng", "characters with that reading"}. Tones are cut, ü becomes v.

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/uvernum.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <string>

int main() {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> const latin(
        icu::Transliterator::createInstance("Han-Latin", UTRANS_FORWARD, status));
    auto const* nfd = icu::Normalizer2::getNFDInstance(status);
    if (U_FAILURE(status)) return 1;

    std::map<std::string, std::string> characters;
    constexpr UChar32 ranges[][2] = {
        {0x3007, 0x3007}, {0x3400, 0x4dbf}, {0x4e00, 0x9fff}, {0x20000, 0x323af}};
    for (auto const& range : ranges) {
        for (UChar32 c = range[0]; c <= range[1]; ++c) {
            icu::UnicodeString text(c);
            latin->transliterate(text);
            icu::UnicodeString const parts = nfd->normalize(text, status);
            std::string syllable;
            bool good = true;
            for (int i = 0; i < parts.length(); ++i) {
                char16_t const u = parts[i];
                if (u == 0x308 && !syllable.empty() && syllable.back() == 'u') {
                    syllable.back() = 'v';
                } else if (u < 0x80 && u_isalpha(u)) {
                    syllable += static_cast<char>(u_tolower(u));
                } else if (u_charType(u) != U_NON_SPACING_MARK) {
                    good = false;
                }
            }
            if (good && !syllable.empty()) icu::UnicodeString(c).toUTF8String(characters[syllable]);
        }
    }
    std::printf(
        "// Made by tools/make_pinyin_table.cpp from ICU %s (Unicode licence). Corrections go to "
        "pinyin_names.inc.\n",
        U_ICU_VERSION);
    std::printf("// clang-format off\n");
    for (auto const& [syllable, all] : characters)
        std::printf("{\"%s\", \"%s\"},\n", syllable.c_str(), all.c_str());
    std::printf("// clang-format on\n");
}
