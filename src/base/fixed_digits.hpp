#pragma once
// Numbers of a fixed number of digits, as dates and times are written: thousands of them stand in one answer.

namespace guiyan {

/// Writes the last `width` decimal digits of `value`; returns where the next character goes.
inline char* put_digits(char* at, unsigned value, unsigned width) {
    for (unsigned i = width; i-- > 0; value /= 10) at[i] = static_cast<char>('0' + value % 10);
    return at + width;
}

}  // namespace guiyan
