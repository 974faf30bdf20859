#include "scheme/print_figure.hpp"

#include <fmt/format.h>
#include <cmath>

#include "base/number_phrase.hpp"

namespace guiyan::scheme {
namespace {

number_phrase phrase_of(indicator const& f, cel::value const& v) {
    number_print how;
    switch (f.print.style) {
        case print_style::over:
            how.style = number_style::over;
            break;
        case print_style::near:
            how.style = number_style::near;
            break;
        case print_style::above:
            how.style = number_style::above;
            break;
        case print_style::about:
            how.style = number_style::about;
            break;
        case print_style::rounded:
            how.style = number_style::rounded;
            break;
        case print_style::hanzi:
            how.style = number_style::hanzi;
            break;
        case print_style::exact:
        case print_style::list:
            break;
    }
    how.unit = f.print.unit;
    how.digits = f.print.digits;
    if (f.print.step) how.step = rational::parse(f.print.step->text());
    std::optional<rational> exact;
    // Values are sums of whole numbers or quotients: six digits behind the point say all that a paper prints.
    if (v.is(cel::value_kind::number)) exact = rational::parse(plain_number(v.as_number()));
    return print_number(exact, f.unit, how);
}

}  // namespace

std::string plain_number(double d) {
    auto text = fmt::format("{:.6f}", d);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

std::string printed_value(indicator const& f, cel::value const& v) {
    return phrase_of(f, v).text();
}

std::string printed(indicator const& f, cel::value const& v) {
    auto const p = phrase_of(f, v);
    return f.phrase.empty() ? p.text() : fill_phrase(f.phrase, p);
}

}  // namespace guiyan::scheme
