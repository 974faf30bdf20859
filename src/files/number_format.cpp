#include "files/number_format.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

#include "base/date.hpp"
#include "base/text.hpp"

namespace guiyan::files {
namespace {

constexpr double last_serial = 2958466;  // 10000-01-01, the first day that spreadsheets cannot show

struct letters {
    bool year = false, month = false, day = false, time = false, digit = false;
};

/// The letters that mean something in the first section of a code: quoted text, escapes and brackets are
/// passed.
letters letters_of(std::string_view code) {
    letters seen;
    bool m_open = false;      // an m that may still turn out to be minutes
    bool after_hour = false;  // m after h is minutes
    for (std::size_t i = 0; i < code.size(); ++i) {
        char const c = code[i];
        switch (c) {
            case '"': {
                std::size_t const close = code.find('"', i + 1);
                if (close == code.npos) return seen;
                i = close;
                break;
            }
            case '\\':
            case '_':
            case '*':
                ++i;
                break;
            case '[': {
                std::size_t const close = code.find(']', i + 1);
                if (close == code.npos) return seen;
                std::string const inside = ascii_lower(code.substr(i + 1, close - i - 1));
                if (!inside.empty() && inside.find_first_not_of("hms") == inside.npos) {
                    seen.time = true;  // elapsed time
                    after_hour = inside[0] == 'h';
                }
                i = close;
                break;
            }
            case ';':
                if (m_open) seen.month = true;
                return seen;
            case 'y':
            case 'Y':
                seen.year = true;
                after_hour = false;
                break;
            case 'd':
            case 'D':
                seen.day = true;
                after_hour = false;
                break;
            case 'h':
            case 'H':
                seen.time = true;
                after_hour = true;
                break;
            case 's':
            case 'S':
                seen.time = true;
                m_open = false;  // m before s was minutes
                break;
            case 'm':
            case 'M':
                while (i + 1 < code.size() && (code[i + 1] == 'm' || code[i + 1] == 'M')) ++i;
                if (after_hour) {
                    after_hour = false;
                } else {
                    if (m_open) seen.month = true;
                    m_open = true;
                }
                break;
            case 'e':
            case 'E':
                if (i + 1 < code.size() && (code[i + 1] == '+' || code[i + 1] == '-'))
                    seen.digit = true;
                else
                    seen.year = true;  // year of an era; in Chinese copies the year
                break;
            case 'a':
            case 'A':
                if (ascii_lower(code.substr(i, 5)) == "am/pm") {
                    seen.time = true;
                    i += 4;
                } else if (ascii_lower(code.substr(i, 3)) == "a/p") {
                    seen.time = true;
                    i += 2;
                }
                break;
            case 'G':
            case 'g':
                if (ascii_lower(code.substr(i, 7)) == "general") {
                    seen.digit = true;
                    i += 6;
                }
                break;
            case '0':
            case '#':
            case '?':
            case '@':
                seen.digit = true;
                break;
            default:
                break;
        }
    }
    if (m_open) seen.month = true;
    return seen;
}

std::string clock_text(long seconds) {
    return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

}  // namespace

number_shape shape_of(std::string_view code) {
    letters const seen = letters_of(code);
    if (seen.year || seen.day || seen.month) {
        // Digits beside y or d are fractions of seconds; digits beside a lone m are no date.
        if (!seen.year && !seen.day && seen.digit) return number_shape::number;
        if (seen.time) return number_shape::day_time;
        if (seen.day || !seen.year) return number_shape::day;
        return seen.month ? number_shape::month : number_shape::year;
    }
    return seen.time ? number_shape::time : number_shape::number;
}

std::optional<number_format> built_in_format(std::uint32_t id) {
    struct known {
        std::uint32_t id;
        char const* code;
    };
    static constexpr std::array table{known{0, ""},
                                      known{1, "0"},
                                      known{2, "0.00"},
                                      known{3, "#,##0"},
                                      known{4, "#,##0.00"},
                                      known{9, "0%"},
                                      known{10, "0.00%"},
                                      known{11, "0.00E+00"},
                                      known{12, "# ?/?"},
                                      known{13,
                                            "# ?"
                                            "?/?"
                                            "?"},
                                      known{14, "yyyy/m/d"},
                                      known{15, "d-mmm-yy"},
                                      known{16, "d-mmm"},
                                      known{17, "mmm-yy"},
                                      known{18, "h:mm AM/PM"},
                                      known{19, "h:mm:ss AM/PM"},
                                      known{20, "h:mm"},
                                      known{21, "h:mm:ss"},
                                      known{22, "yyyy/m/d h:mm"},
                                      known{27, "yyyy\"年\"m\"月\""},
                                      known{28, "m\"月\"d\"日\""},
                                      known{29, "m\"月\"d\"日\""},
                                      known{30, "m/d/yy"},
                                      known{31, "yyyy\"年\"m\"月\"d\"日\""},
                                      known{32, "h\"时\"mm\"分\""},
                                      known{33, "h\"时\"mm\"分\"ss\"秒\""},
                                      known{34, "h\"时\"mm\"分\""},
                                      known{35, "h\"时\"mm\"分\"ss\"秒\""},
                                      known{36, "yyyy\"年\"m\"月\""},
                                      known{37, "#,##0 ;(#,##0)"},
                                      known{38, "#,##0 ;[Red](#,##0)"},
                                      known{39, "#,##0.00;(#,##0.00)"},
                                      known{40, "#,##0.00;[Red](#,##0.00)"},
                                      known{45, "mm:ss"},
                                      known{46, "[h]:mm:ss"},
                                      known{47, "mm:ss.0"},
                                      known{48, "##0.0E+0"},
                                      known{49, "@"},
                                      known{50, "yyyy\"年\"m\"月\""},
                                      known{51, "m\"月\"d\"日\""},
                                      known{52, "yyyy\"年\"m\"月\""},
                                      known{53, "m\"月\"d\"日\""},
                                      known{54, "m\"月\"d\"日\""},
                                      known{55, "h\"时\"mm\"分\""},
                                      known{56, "h\"时\"mm\"分\"ss\"秒\""},
                                      known{57, "yyyy\"年\"m\"月\""},
                                      known{58, "m\"月\"d\"日\""}};
    for (auto const& k : table) {
        if (k.id == id) return number_format{shape_of(k.code), k.code};
    }
    return std::nullopt;
}

void number_text(double value, std::string& into) {
    into.clear();
    if (!std::isfinite(value)) return;
    if (value == 0) {
        into = "0";
        return;
    }
    std::array<char, 40> buffer;
    bool const whole = std::fabs(value) >= 1e15 || value == std::floor(value);
    auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific);
    // d.ddddde±xx: more than 15 digits of a fraction are noise of binary arithmetic.
    char const* e = buffer.data();
    while (*e != 'e') ++e;
    std::size_t const digits = static_cast<std::size_t>(e - buffer.data()) - (value < 0 ? 1 : 0) - 1;
    if (!whole && digits > 15) {
        end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                            std::chars_format::scientific, 14);
    }
    std::string mantissa;
    char const* p = buffer.data();
    if (*p == '-') {
        into = "-";
        ++p;
    }
    for (; *p != 'e'; ++p) {
        if (*p != '.') mantissa += *p;
    }
    while (mantissa.size() > 1 && mantissa.back() == '0') mantissa.pop_back();
    ++p;
    if (*p == '+') ++p;
    int exponent = 0;
    std::from_chars(p, end.ptr, exponent);
    if (exponent < 0) {
        into += "0.";
        into.append(static_cast<std::size_t>(-exponent - 1), '0');
        into += mantissa;
    } else {
        auto const before = static_cast<std::size_t>(exponent) + 1;
        if (mantissa.size() <= before) {
            into += mantissa;
            into.append(before - mantissa.size(), '0');
        } else {
            into.append(mantissa, 0, before);
            into += '.';
            into.append(mantissa, before);
        }
    }
}

void set_number(cell& c, double value, number_format const& format, bool base_1904) {
    c.kind = cell_kind::number;
    c.stored_as_number = true;
    c.number = value;
    c.format = format.code;
    if (format.shape == number_shape::number || !(value >= 0 && value < last_serial)) {
        number_text(value, c.text);
        return;
    }
    auto whole = static_cast<long>(std::floor(value));
    long seconds = std::lround((value - std::floor(value)) * 86400);
    if (seconds == 86400) {
        ++whole;
        seconds = 0;
    }
    if (format.shape == number_shape::time && whole == 0) {
        c.kind = cell_kind::instant;
        c.text = clock_text(seconds);
        return;
    }
    // Base 1900 counts a 29 February 1900 that never was (serial 60), and its day 0 is none either.
    if (!base_1904 && (whole == 0 || whole == 60)) {
        number_text(value, c.text);
        return;
    }
    using namespace std::chrono;
    sys_days const base =
        base_1904 ? sys_days{year{1904} / 1 / 1}
                  : (whole < 60 ? sys_days{year{1899} / 12 / 31} : sys_days{year{1899} / 12 / 30});
    date const day{year_month_day{base + days{whole}}};
    bool const timed =
        seconds != 0 && (format.shape == number_shape::day_time || format.shape == number_shape::time);
    c.kind = timed ? cell_kind::instant : cell_kind::day;
    c.text = day.iso();
    if (timed) c.text += " " + clock_text(seconds);
    if (format.shape == number_shape::month) c.text.resize(7);
    if (format.shape == number_shape::year) c.text.resize(4);
}

bool set_iso_time(cell& c, std::string_view iso) {
    if (iso.size() < 10) return false;
    auto const day = date::parse(iso.substr(0, 10));
    if (!day) return false;
    std::string_view clock = iso.substr(10);
    if (!clock.empty() && (clock[0] == 'T' || clock[0] == ' ')) clock.remove_prefix(1);
    bool const timed = clock.size() >= 8 && clock.substr(0, 8) != "00:00:00";
    using namespace std::chrono;
    c.kind = timed ? cell_kind::instant : cell_kind::day;
    c.stored_as_number = true;
    c.number = static_cast<double>((sys_days{day->ymd()} - sys_days{year{1899} / 12 / 30}).count());
    c.text = day->iso();
    if (timed) {
        c.text += ' ';
        c.text += clock.substr(0, 8);
    }
    return true;
}

}  // namespace guiyan::files
