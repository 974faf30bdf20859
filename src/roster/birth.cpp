#include "roster/birth.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "roster/cell_text.hpp"
#include "roster/date_tokens.hpp"

namespace guiyan::roster {
namespace {

constexpr int oldest = 110;
constexpr int youngest = 12;  ///< a line of a talent roster about a child is a slip of the pen

class reader {
public:
    reader(date today, date_habit habit) : today_(today), habit_(habit) {}

    birth_reading cell(files::cell const& c) {
        if (c.kind == files::cell_kind::error) return problem(kind::cell_error, c.text);
        std::string const text = tidy(c.text);
        shown_ = text;
        if (is_nothing(text) || is_ditto(text)) return std::move(out_);
        out_.present = true;
        if (c.kind == files::cell_kind::day || c.kind == files::cell_kind::instant) {
            auto p = partial_date::parse(std::string_view(text).substr(0, text.find(' ')));
            if (!p) return problem(kind::date_unreadable, text);
            // A year typed into cells that show days: 1985 is the day number of a day in 1905.
            if (c.number >= 1920 && c.number <= today_.year() && c.number == std::floor(c.number) &&
                today_.year() - p->year() > oldest)
                return whole(static_cast<int>(c.number), 0, 0, true);
            out_.first_of_month = p->day() == 1;
            return whole(p->year(), p->month(), p->day(), false);
        }
        if (c.kind == files::cell_kind::number) return number(text, c.format);
        return words(text);
    }

    birth_reading parts(std::string_view year, std::string_view month, std::string_view day) {
        std::string const y = only_digits(with_ascii_digits(tidy(year)));
        std::string const m = only_digits(with_ascii_digits(tidy(month)));
        std::string const d = only_digits(with_ascii_digits(tidy(day)));
        shown_ = y + (m.empty() ? "" : "-" + m) + (d.empty() ? "" : "-" + d);
        if (y.empty() && m.empty() && d.empty()) return std::move(out_);
        out_.present = true;
        if (y.empty() || y.size() > 4) return problem(kind::date_unreadable, shown_);
        return from_numbers(y, m, d, false);
    }

private:
    birth_reading problem(kind what, std::string before, std::optional<std::string> suggestion = {},
                          text_args args = {}) {
        out_.findings.push_back(
            {what, std::move(before), std::move(suggestion), confidence::low, true, std::move(args)});
        return std::move(out_);
    }

    birth_reading number(std::string const& text, std::string_view format) {
        auto const dot = text.find('.');
        std::string const left = text.substr(0, dot);
        if (!all_digits(left)) return problem(kind::date_unreadable, text);
        if (dot == std::string::npos) return digits_only(left, true);
        std::string right = text.substr(dot + 1);
        // A cell that shows two decimals shows 1985.10, whatever the number keeps of it.
        if (right.size() == 1 &&
            (format.starts_with("0.00") || format.starts_with("#0.00") || format.starts_with("#,##0.00")) &&
            !format.starts_with("0.000"))
            right += '0';
        if (left.size() == 5 && all_digits(left)) return digits_only(left, true);  // a day number with a time
        if (left.size() == 6 || left.size() == 8) return digits_only(left, true);
        return dotted(left, right, true);
    }

    /// "1985.3" and "1985.10": the part behind the dot is a month.
    birth_reading dotted(std::string const& left, std::string const& right, bool zero_may_be_lost) {
        if (left.size() != 4 && left.size() != 2) return problem(kind::date_unreadable, shown_);
        if (!all_digits(right)) return problem(kind::date_unreadable, shown_);
        if (right == "1" && zero_may_be_lost) {
            auto const year = year_of(left);
            if (!year) return problem(kind::date_unreadable, shown_);
            out_.value = partial_date(*year);
            out_.candidates = {partial_date(*year, 1), partial_date(*year, 10)};
            return problem(kind::date_ambiguous, shown_, std::nullopt,
                           {{"first", out_.candidates[0].iso()}, {"second", out_.candidates[1].iso()}});
        }
        if (right.size() == 4) return from_numbers(left, right.substr(0, 2), right.substr(2), true);
        if (right.size() > 2) return problem(kind::date_unreadable, shown_);
        return from_numbers(left, right, "", true);
    }

    birth_reading digits_only(std::string const& d, bool as_number) {
        if (d.size() == 8) return from_numbers(d.substr(0, 4), d.substr(4, 2), d.substr(6), true);
        if (d.size() == 6) {
            int const month = std::stoi(d.substr(4));
            int const year = std::stoi(d.substr(0, 4));
            bool const long_year = year >= 1900 && year <= today_.year();
            if (long_year && month >= 1 && month <= 12)
                return from_numbers(d.substr(0, 4), d.substr(4), "", true);
            if (long_year && month == 0) return from_numbers(d.substr(0, 4), "", "", true);
            return from_numbers(d.substr(0, 2), d.substr(2, 2), d.substr(4), true);
        }
        if (d.size() == 4) {
            int const year = std::stoi(d);
            if (year >= 1900 && year <= today_.year()) return whole(year, 0, 0, false);
            // 8503 is March 1985 where it can be nothing else.
            return from_numbers(d.substr(0, 2), d.substr(2), "", true);
        }
        if (d.size() == 5) {
            // 19853 may be March 1985 or the day number of 9 May 1954.
            long const serial = std::stol(d);
            auto const day = serial_day(serial);
            int const age = day ? today_.year() - day->year() : 0;
            if (day && age >= youngest && age <= 105) {
                int const year = std::stoi(d.substr(0, 4));
                if (year >= 1920 && year <= 2012 && d[4] != '0') {
                    out_.candidates = {partial_date(year, static_cast<unsigned>(d[4] - '0')),
                                       partial_date(*day)};
                    return problem(
                        kind::date_ambiguous, shown_, std::nullopt,
                        {{"first", out_.candidates[0].iso()}, {"second", out_.candidates[1].iso()}});
                }
                out_.first_of_month = day->day() == 1;
                return whole(day->year(), day->month(), day->day(), true);
            }
            if (std::stoi(d.substr(0, 4)) >= 1920 && d[4] != '0')
                return from_numbers(d.substr(0, 4), d.substr(4), "", true);
            return problem(kind::date_unreadable, shown_);
        }
        if (d.size() <= 3 && std::stoi(d) <= 130) return problem(kind::date_age_only, shown_);
        if (d.size() == 7) {  // 1985327: which zero is missing cannot be told where both readings are days
            auto const year = std::stoi(d.substr(0, 4));
            std::vector<partial_date> both;
            for (std::size_t cut : {1u, 2u}) {
                std::string const m = d.substr(4, cut);
                std::string const r = d.substr(4 + cut);
                if (m[0] == '0' && cut == 1) continue;
                if (r[0] == '0' && r.size() == 1) continue;
                auto p = partial_date::parse(iso_text(year, m, r));
                if (p) both.push_back(*p);
            }
            if (both.size() == 1) return whole(both[0].year(), both[0].month(), both[0].day(), true);
        }
        (void)as_number;
        return problem(kind::date_unreadable, shown_);
    }

    static std::string iso_text(int year, std::string const& month, std::string const& day) {
        auto two = [](std::string const& s) { return s.size() == 1 ? "0" + s : s; };
        return std::to_string(year) + "-" + two(month) + "-" + two(day);
    }

    static std::optional<date> serial_day(long serial) {
        // Excel's day 60 is a 29 February 1900 that never was; nobody in a roster was born before it.
        if (serial < 61 || serial > 60000) return std::nullopt;
        auto const day = std::chrono::sys_days{std::chrono::year{1899} / 12 / 30} + std::chrono::days{serial};
        return date(std::chrono::year_month_day{day});
    }

    birth_reading words(std::string text) {
        auto parts = split_brackets(text);
        for (auto const& r : parts.remarks) {
            if (is_lunar_word(r))
                out_.lunar = true;
            else if (parts.text.empty())
                parts.text = r;
            else
                out_.findings.push_back(
                    {kind::remark_in_cell, shown_, parts.text, confidence::high, false, {{"remark", r}}});
        }
        text = parts.text;
        for (std::string_view mark : {"农历", "阴历", "旧历"})
            if (text.find(mark) != std::string::npos) {
                out_.lunar = true;
                text = replaced(text, mark, "");
            }
        for (std::string_view mark : {"公历", "阳历", "新历", "出生于", "出生", "生于", "生"})
            text = replaced(text, mark, "");
        text = std::string(trim(text));
        // 八五年三月, 一九八五.三
        std::string const latin = with_ascii_digits(text);
        text = latin;
        if (text.empty()) return problem(kind::date_unreadable, shown_);
        if (text.starts_with("民国")) return republic(text.substr(6));
        if (text.ends_with("岁") || text.ends_with("周岁")) return problem(kind::date_age_only, shown_);
        if (all_digits(text)) return lunar_or(digits_only(text, false));
        if (auto english = with_month_name(text)) return std::move(*english);
        return lunar_or(numbered(tokens(text)));
    }

    static bool is_lunar_word(std::string_view r) {
        return r.find("农历") != std::string_view::npos || r.find("阴历") != std::string_view::npos ||
               r.find("旧历") != std::string_view::npos || r == "农" || r == "阴";
    }

    birth_reading lunar_or(birth_reading read) {
        if (!out_.lunar && !read.lunar) return read;
        // A lunar month begins and ends elsewhere, its twelfth in the next year: nothing but the year is
        // near, and that not surely.
        read.lunar = true;
        read.value.reset();
        read.candidates.clear();
        std::erase_if(read.findings, [](finding const& f) { return f.what == kind::date_form; });
        read.findings.push_back({kind::date_lunar, shown_, std::nullopt, confidence::low, true, {}});
        return read;
    }

    birth_reading republic(std::string const& rest) {
        auto t = tokens(rest);
        if (t.numbers.empty() || t.numbers[0].size() > 2) return problem(kind::date_unreadable, shown_);
        int const year = 1911 + std::stoi(t.numbers[0]);
        std::string iso = std::to_string(year);
        if (t.numbers.size() > 1) {
            auto p = partial_date::parse(iso_text(year, t.numbers[1], "1"));
            if (!p) return problem(kind::date_impossible, shown_);
            iso = p->iso().substr(0, 7);
        }
        out_.value = partial_date::parse(iso);
        return problem(kind::date_form, shown_, iso);
    }

    /// Mar-85, 27-Mar-85, March 1985: an English spreadsheet wrote it.
    std::optional<birth_reading> with_month_name(std::string const& text) {
        std::string const lower = ascii_lower(text);
        std::size_t at = 0;
        while (at < lower.size() && !(lower[at] >= 'a' && lower[at] <= 'z')) ++at;
        auto const month = month_name(std::string_view(lower).substr(at));
        if (!month) return std::nullopt;
        auto const t = tokens(text);
        if (t.numbers.size() == 1) return from_numbers(t.numbers[0], std::to_string(*month), "", true);
        if (t.numbers.size() == 2)
            return from_numbers(t.numbers[1], std::to_string(*month), t.numbers[0], true);
        return problem(kind::date_unreadable, shown_);
    }

    birth_reading numbered(token_list const& t) {
        auto const& n = t.numbers;
        if (n.empty() || (!t.before.empty() && t.before != "."))
            return problem(kind::date_unreadable, shown_);
        std::string const& tail = t.between.back();
        bool const tail_known = tail.empty() || tail == "年" || tail == "月" || tail == "日" ||
                                tail == "号" || tail == "." || tail == "-" || tail == "/" || tail == "。" ||
                                tail == "份" || tail == "月份" || tail == "、" || tail == "年份";
        if (!tail_known) {
            if (tail.starts_with("岁") || tail.starts_with("周岁"))
                return problem(kind::date_age_only, shown_);
            return problem(kind::date_unreadable, shown_);
        }
        if (n.size() >= 6 || (n.size() >= 4 && t.between[2].find(' ') != std::string::npos)) {
            // a time behind the day: 1985-03-27 00:00:00
            if (n[0].size() == 4) return from_numbers(n[0], n[1], n[2], true);
            return problem(kind::date_unreadable, shown_);
        }
        if (n.size() == 1) {
            if (tail == "年" || tail == "年份") return from_numbers(n[0], "", "", true);
            return digits_only(n[0], false);
        }
        for (std::size_t i = 0; i + 1 < n.size(); ++i)
            if (!is_separator(t.between[i])) return problem(kind::date_unreadable, shown_);
        if (n.size() == 2) {
            if (t.between[0] == "." && (n[0].size() == 4 || n[0].size() == 2))
                return dotted(n[0], n[1], habit_.trailing_zero_lost);
            if (n[0].size() <= 2 && n[1].size() == 4) return from_numbers(n[1], n[0], "", true);  // 3/1985
            if (n[0].size() == 4 && n[1].size() == 4)
                return from_numbers(n[0], n[1].substr(0, 2), n[1].substr(2), true);
            return from_numbers(n[0], n[1], "", true);
        }
        if (n.size() == 3) {
            if (n[0].size() == 4 || t.between[0] == "年") return from_numbers(n[0], n[1], n[2], true);
            if (n[2].size() == 4) return year_last(n[0], n[1], n[2]);
            if (n[0].size() == 2 && n[1].size() <= 2 && n[2].size() <= 2) {
                // 3/27/85 is how an English spreadsheet shows a day; 85-3-27 how a hand writes it.
                if (std::stoi(n[0]) <= 12 && std::stoi(n[2]) > 31) return year_last(n[0], n[1], n[2]);
                return from_numbers(n[0], n[1], n[2], true);
            }
            if (n[0].size() == 1 && n[2].size() == 2) return year_last(n[0], n[1], n[2]);
        }
        return problem(kind::date_unreadable, shown_);
    }

    static bool is_separator(std::string_view s) {
        static constexpr std::array<std::string_view, 22> known{
            ".",  "-", "/", "年", "月", "、", ",",   " ", "，", "。",  "_",
            "\\", "—", "–", "--", "..", "·",  "年.", "~", ":",  "年-", ";"};
        return std::ranges::find(known, s) != known.end();
    }

    /// 3/27/1985 or 27/3/1985.
    birth_reading year_last(std::string const& a, std::string const& b, std::string const& year) {
        int const x = std::stoi(a);
        int const y = std::stoi(b);
        if (x > 12 || y > 12 || x == y)
            return x > 12 ? from_numbers(year, b, a, true) : from_numbers(year, a, b, true);
        auto const full = year_of(year);
        if (!full) return problem(kind::date_unreadable, shown_);
        out_.value = partial_date(*full);
        out_.candidates = {partial_date(*full, unsigned(x), unsigned(y)),
                           partial_date(*full, unsigned(y), unsigned(x))};
        return problem(kind::date_ambiguous, shown_, std::nullopt,
                       {{"first", out_.candidates[0].iso()}, {"second", out_.candidates[1].iso()}});
    }

    /// Two digits mean the one century in which the person is between 12 and 100 years old.
    std::optional<int> year_of(std::string const& text) const {
        if (text.size() == 4) return std::stoi(text);
        if (text.size() != 2) return std::nullopt;
        int const low = std::stoi(text);
        bool const old = today_.year() - (1900 + low) <= 100;
        bool const young = 2000 + low <= today_.year() - youngest;
        if (old == young) return std::nullopt;
        return old ? 1900 + low : 2000 + low;
    }

    birth_reading from_numbers(std::string const& y, std::string const& m, std::string const& d,
                               bool reformed) {
        auto const year = year_of(y);
        if (!year) {
            if (y.size() == 2 && !m.empty()) {
                int const low = std::stoi(y);
                out_.candidates = {partial_date(1900 + low), partial_date(2000 + low)};
                return problem(kind::date_ambiguous, shown_, std::nullopt,
                               {{"first", out_.candidates[0].iso()}, {"second", out_.candidates[1].iso()}});
            }
            return problem(kind::date_unreadable, shown_);
        }
        if (m.empty()) return whole(*year, 0, 0, reformed);
        if (m.size() > 2 || d.size() > 2) return problem(kind::date_unreadable, shown_);
        return whole(*year, unsigned(std::stoi(m)), d.empty() ? 0 : unsigned(std::stoi(d)), reformed, true,
                     !d.empty());
    }

    birth_reading whole(int year, unsigned month, unsigned day, bool reformed, bool has_month = false,
                        bool has_day = false) {
        if (has_month && (month < 1 || month > 12)) return problem(kind::date_impossible, shown_);
        if (has_day && (day < 1 || !date(year, month, day).ymd().ok()))
            return problem(kind::date_impossible, shown_);
        partial_date const p(year, month, day);
        if (year < 1900 || p > partial_date(today_)) return problem(kind::date_impossible, shown_);
        if (is_unlikely_birth(year, today_)) return problem(kind::date_unlikely, shown_, p.iso());
        (void)reformed;
        out_.value = p;
        if (shown_ != p.iso()) out_.findings.push_back({kind::date_form, shown_, p.iso()});
        return std::move(out_);
    }

    date today_;
    date_habit habit_;
    std::string shown_;
    birth_reading out_;
};

}  // namespace

birth_reading read_birth(files::cell const& cell, date today, date_habit const& habit) {
    return reader(today, habit).cell(cell);
}

birth_reading read_birth(std::string_view year, std::string_view month, std::string_view day, date today) {
    return reader(today, {}).parts(year, month, day);
}

bool is_unlikely_birth(int year, date today) {
    int const age = today.year() - year;
    return age > oldest || age < youngest;
}

std::optional<int> read_age(std::string_view tidy_text) {
    std::string text = with_ascii_digits(split_brackets(tidy_text).text);
    for (std::string_view unit : {"周岁", "虚岁", "岁", "周"})
        if (text.ends_with(unit)) text.resize(text.size() - unit.size());
    text = without_blanks(text);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    if (!all_digits(text) || text.size() > 3) return std::nullopt;
    int const age = std::stoi(text);
    return age <= 120 ? std::optional<int>(age) : std::nullopt;
}

}  // namespace guiyan::roster
