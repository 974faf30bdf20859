#pragma once
// What a spreadsheet's number means: a number, a day, a time. Formats decide; the rules follow ECMA-376 part
// 1, 18.8.30 (numFmt), whose ids 27–36 and 50–58 are dates in Chinese and Japanese copies.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "files/sheet.hpp"

namespace guiyan::files {

enum class number_shape : std::uint8_t {
    number,
    day,    ///< shows year, month and day, or month and day
    month,  ///< shows year and month only
    year,   ///< shows the year only
    time,   ///< shows hours, minutes, seconds only
    day_time,
};

struct number_format {
    number_shape shape = number_shape::number;
    std::string code;  ///< "" of General
};

/// By a format code such as yyyy"年"m"月";@ or [$-804]0.00.
number_shape shape_of(std::string_view code);

/// By a built-in id; nothing for ids that a workbook defines itself.
std::optional<number_format> built_in_format(std::uint32_t id);

/// Plain digits without exponent: an integer as its shortest digits filled up with zeros, a fraction with at
/// most the 15 digits that spreadsheets show.
void number_text(double value, std::string& into);

/// Fills kind, text, number and format of a cell that holds a number.
void set_number(cell& c, double value, number_format const& format, bool base_1904);

/// Fills a cell from ISO text as strict OOXML and XML Spreadsheet 2003 store it: "1976-03-27T00:00:00.000".
/// False where it is none.
bool set_iso_time(cell& c, std::string_view iso);

}  // namespace guiyan::files
