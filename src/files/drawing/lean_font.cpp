#include "files/drawing/lean_font.hpp"

#include <ft2build.h>
#include <hb-subset.h>

#include <array>
#include <memory>
#include FT_FREETYPE_H

namespace guiyan::drawing {
namespace {

struct drop {
    void operator()(hb_blob_t* b) const { hb_blob_destroy(b); }
    void operator()(hb_face_t* f) const { hb_face_destroy(f); }
    void operator()(hb_subset_input_t* i) const { hb_subset_input_destroy(i); }
};
using blob_ptr = std::unique_ptr<hb_blob_t, drop>;
using face_ptr = std::unique_ptr<hb_face_t, drop>;

blob_ptr blob_of(std::string_view bytes) {
    return blob_ptr(hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()),
                                   HB_MEMORY_MODE_DUPLICATE, nullptr, nullptr));
}

/// How many signs it has; 0 for bytes that are no type.
unsigned signs_of(std::string_view cff) {
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library)) return 0;
    FT_Face face = nullptr;
    unsigned out = 0;
    if (!FT_New_Memory_Face(library, reinterpret_cast<FT_Byte const*>(cff.data()),
                            static_cast<FT_Long>(cff.size()), 0, &face)) {
        out = static_cast<unsigned>(face->num_glyphs);
        FT_Done_Face(face);
    }
    FT_Done_FreeType(library);
    return out;
}

}  // namespace

std::string lean_cff(std::string_view cff) {
    auto const as_it_was = std::string(cff);
    unsigned const signs = signs_of(cff);
    if (signs == 0 || signs > 0xFFFF) return as_it_was;
    // HarfBuzz wants the table inside a font file: a bare CFF gets the little one that it asks for.
    std::array<char, 6> const maxp{
        0, 0, 0x50, 0, static_cast<char>(signs >> 8), static_cast<char>(signs & 0xFF)};
    face_ptr const whole(hb_face_builder_create());
    auto const table = blob_of(cff), count = blob_of({maxp.data(), maxp.size()});
    hb_face_builder_add_table(whole.get(), HB_TAG('C', 'F', 'F', ' '), table.get());
    hb_face_builder_add_table(whole.get(), HB_TAG('m', 'a', 'x', 'p'), count.get());
    // The builder writes its tables out once; what is cut is read from there.
    blob_ptr const file(hb_face_reference_blob(whole.get()));
    face_ptr const face(hb_face_create(file.get(), 0));
    std::unique_ptr<hb_subset_input_t, drop> const input(hb_subset_input_create_or_fail());
    if (!input) return as_it_was;
    hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_DESUBROUTINIZE | HB_SUBSET_FLAGS_RETAIN_GIDS |
                                               HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    hb_set_add_range(hb_subset_input_glyph_set(input.get()), 0, signs - 1);
    face_ptr const cut(hb_subset_or_fail(face.get(), input.get()));
    if (!cut) return as_it_was;
    blob_ptr const lean(hb_face_reference_table(cut.get(), HB_TAG('C', 'F', 'F', ' ')));
    unsigned length = 0;
    auto const* bytes = hb_blob_get_data(lean.get(), &length);
    std::string out(bytes, length);
    // Every sign has to be there still, or readers would show other ones.
    return out.size() < cff.size() && signs_of(out) == signs ? out : as_it_was;
}

}  // namespace guiyan::drawing
