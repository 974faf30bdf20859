#pragma once
// GB/T 9704-2012 党政机关公文格式 in numbers: A4, type area 156 by 225 mm, 22 lines of 28 characters. Sizes
// in points, lengths in millimetres.

#include <array>
#include <string_view>

namespace guiyan::paper::layout {

inline constexpr double page_width = 210, page_height = 297;
inline constexpr double top = 37, left = 28;                  // clause 5.2.1
inline constexpr double area_width = 156, area_height = 225;  // clause 5.2.1
inline constexpr double right = page_width - left - area_width;
inline constexpr double bottom = page_height - top - area_height;
inline constexpr double number_below_area = 7;  // clause 7.5

/// A paper and its type area, mm.
struct sheet {
    double page_width, page_height, top, left, area_width, area_height;
    constexpr double right() const { return page_width - left - area_width; }
    constexpr double bottom() const { return page_height - top - area_height; }
};
inline constexpr sheet upright{page_width, page_height, top, left, area_width, area_height};
/// For tables that are too wide: the paper and its type area turned, the bound edge above (clause 7.4).
inline constexpr sheet on_its_side{page_height, page_width, left, bottom, area_height, area_width};

inline constexpr int lines = 22, characters = 28;  // clause 5.2.3
inline constexpr double body_size = 16;            // 三号
inline constexpr double title_size = 22;           // 二号
inline constexpr double organ_size = 30;           // red head: at the office's choice (clause 7.2.4)
inline constexpr double number_size = 14;          // 四号
inline constexpr double table_size = 12;           // 小四; the standard leaves tables open
inline constexpr double tight_table_size = 10.5;   // 五号, for tables that ask for more than the width
inline constexpr double caption_size = 14;

inline constexpr double points_per_mm = 72 / 25.4;
/// 28.99 points: 225 mm in 22 lines.
inline constexpr double line_pitch = area_height * points_per_mm / lines;
/// 15.79 points: 156 mm in 28 characters.
inline constexpr double character_pitch = area_width * points_per_mm / characters;

/// A type with those that take its place where a machine has not got it.
struct face {
    std::string_view name;         ///< written into Word files: what offices have installed
    std::string_view replacement;  ///< Word's word for "else take this one"
    std::string_view families;     ///< for Pango, best first; the last is in Debian's fonts-noto-cjk
    bool bold_replacement;         ///< the last family stands in with its bold weight
};

inline constexpr face fang_song{"仿宋_GB2312", "仿宋",
                                "仿宋_GB2312,FangSong_GB2312,FangSong,STFangsong,Noto Serif CJK SC", false};
inline constexpr face hei{"黑体", "SimHei", "SimHei,STHeiti,Noto Sans CJK SC", false};
inline constexpr face kai{"楷体_GB2312", "楷体", "楷体_GB2312,KaiTi_GB2312,KaiTi,STKaiti,Noto Serif CJK SC",
                          false};
inline constexpr face title_song{"方正小标宋简体", "宋体",
                                 "FZXiaoBiaoSong-B05S,FZXBSJW--GB1-0,Noto Serif CJK SC", true};
inline constexpr face song{"宋体", "SimSun", "SimSun,STSong,Noto Serif CJK SC", false};

inline constexpr std::array<face const*, 5> faces{&fang_song, &hei, &kai, &title_song, &song};

/// Of a heading by level 1 to 4: 黑体, 楷体, 仿宋 bold, 仿宋 (clause 7.3.3); 0, of an annex, is 黑体.
struct heading_type {
    face const* type;
    bool bold;
};
inline constexpr heading_type heading(int level) {
    if (level <= 1) return {&hei, false};
    if (level == 2) return {&kai, false};
    return {&fang_song, level == 3};
}

}  // namespace guiyan::paper::layout
