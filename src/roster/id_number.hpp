#pragma once
// Citizen identification numbers (GB 11643) as cells hold them. A number is put right only where the standard
// leaves one answer: width, blanks, case, the sign for X, 15 digits to 18. A wrong check digit or lost digits
// are never filled in.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "files/sheet.hpp"
#include "roster/kinds.hpp"

namespace guiyan::roster {

struct id_reading {
    std::optional<std::string> value;  ///< 18 characters, X in upper case; only where it passes every test
    std::vector<finding> findings;
    bool present = false;  ///< the cell holds something that was meant as a number

    /// Of `value`.
    partial_date birth() const;
    char sex() const;  ///< '1' or '2'
};

/// `zeros_suspect`: other numbers of this column lost their last digits to zeros, so one that ends in 000 and
/// happens to pass is not trusted either.
id_reading read_id_number(files::cell const& cell, date today, bool zeros_suspect = false);
id_reading read_id_number(std::string_view text, date today);

/// The check character of 17 digits.
char id_check_character(std::string_view digits17);

/// True of 18 characters that are a number, with a day that exists and a right check character.
bool is_valid_id_number(std::string_view text);

/// True of 15 or 18 characters of the right form, whatever their check digit.
bool looks_like_id_number(std::string_view tidy_text);

}  // namespace guiyan::roster
