#include "crypto/password_policy.hpp"

#include <algorithm>

#include "base/pinyin.hpp"
#include "base/text.hpp"
#include "crypto/password_guess.hpp"

namespace guiyan::crypto {
namespace {

/// Fewer than six things to combine fall to a guesser who knows the habits: "Linying@2026" is three.
constexpr std::size_t least_units = 6;

unsigned kinds_in(std::u32string_view text) {
    bool lower = false, upper = false, figure = false, symbol = false, other = false;
    for (char32_t const c : text) {
        if (c >= U'a' && c <= U'z') {
            lower = true;
        } else if (c >= U'A' && c <= U'Z') {
            upper = true;
        } else if (c >= U'0' && c <= U'9') {
            figure = true;
        } else if (c < 0x80) {
            symbol = true;
        } else {
            other = true;
        }
    }
    return unsigned{lower} + upper + figure + symbol + other;
}

bool has_control(std::u32string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char32_t c) { return c < 0x20 || (c >= 0x7f && c < 0xa0); });
}

/// 曾广平: the name itself, zengguangping, zgp, guangping.
void add_name(std::vector<std::string>& words, std::string_view name) {
    if (name.empty()) return;
    words.push_back(ascii_lower(name));
    for (auto const& each : name_pinyin(name)) {
        words.push_back(each.full);
        if (each.initials.size() >= 3) words.push_back(each.initials);
    }
    auto given = name_sort_key(name);
    given.erase(0, given.find(' '));
    std::erase(given, ' ');
    if (given.size() >= 3) words.push_back(given);
}

/// 临颍县: the name itself, linying, linyingxian, lyx.
void add_place(std::vector<std::string>& words, std::string_view place) {
    if (place.empty()) return;
    words.push_back(ascii_lower(place));
    auto const key = pinyin_key(place);
    std::string joined;
    std::string initials;
    for (auto const syllable : split(key, ' ')) {
        joined += syllable;
        initials += syllable.substr(0, 1);
        if (initials.size() >= 2) words.push_back(joined);
    }
    if (initials.size() >= 3) words.push_back(initials);
}

std::vector<std::string> words_of(password_owner const& owner) {
    std::vector<std::string> words;
    if (owner.login.size() >= 3) words.push_back(ascii_lower(owner.login));
    add_name(words, owner.display_name);
    for (auto const& place : owner.places) add_place(words, place);
    return words;
}

}  // namespace

password_policy password_policy::dengbao() {
    return {"dengbao", 10, 128, 3, 90, 5};
}
password_policy password_policy::asvs() {
    return {"asvs", 12, 128, 0, 0, 0};
}
password_policy password_policy::named(std::string_view name) {
    return name == "asvs" ? asvs() : dengbao();
}

std::vector<field_error> password_violations(password_policy const& policy, std::string_view password,
                                             password_owner const& owner, std::string_view path) {
    std::vector<field_error> out;
    auto const add = [&](char const* key, text_args args = {}) {
        out.push_back({std::string(path), key, std::move(args)});
    };
    if (!is_valid_utf8(password)) {
        add("password.unreadable");
        return out;
    }
    std::string const typed = nfc(password);
    std::u32string const text = to_code_points(typed);
    if (text.size() > policy.most_length) {
        add("password.too_long", {{"most", std::to_string(policy.most_length)}});
        return out;
    }
    if (has_control(text)) add("password.unreadable");
    if (text.size() < policy.least_length)
        add("password.too_short", {{"least", std::to_string(policy.least_length)}});
    if (kinds_in(text) < policy.least_kinds)
        add("password.too_few_kinds", {{"least", std::to_string(policy.least_kinds)}});
    if (owner.login.size() >= 3 && ascii_lower(typed).find(ascii_lower(owner.login)) != std::string::npos)
        add("password.contains_login");

    auto const seen = cut_for_guessing(typed, words_of(owner));
    if (seen.units < least_units && !seen.pieces.empty()) {
        std::string pieces;
        for (auto const& piece : seen.pieces) pieces += (pieces.empty() ? "" : " ") + piece;
        add("password.guessable", {{"pieces", pieces}});
    }
    return out;
}

field_error password_reused(password_policy const& policy, std::string_view path) {
    return {std::string(path), "password.reused", {{"count", std::to_string(policy.not_the_last)}}};
}

}  // namespace guiyan::crypto
