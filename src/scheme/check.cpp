#include "scheme/check.hpp"

#include "scheme/check_parts.hpp"

namespace guiyan::scheme {

void check_desk::say(finding_kind kind, finding_level level, place at, std::string path, std::string key,
                     text_args args, std::string fix) {
    out.push_back(
        {kind, level, p.file, at, std::move(path), std::move(key), std::move(args), std::move(fix)});
}

std::string rule_of(std::string_view path) {
    auto const first = path.find('.');
    auto const second = first == std::string_view::npos ? first : path.find_first_of(".[", first + 1);
    return std::string(path.substr(0, second));
}

findings check(rulebook const& book, file_of_pack const& files) {
    findings out;
    check_desk desk{book, book.rules(), files, out};
    check_references(desk);
    check_expressions(desk);
    check_measures(desk);
    check_sums(desk);
    check_bands(desk);
    check_order(desk);
    check_contradictions(desk);
    check_burden(desk);
    check_open(desk);
    check_reports(desk);
    put_in_order(out);
    return out;
}

}  // namespace guiyan::scheme
