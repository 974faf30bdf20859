#include "server/head_rules.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace guiyan::server {

namespace {

bool host_is_sound(std::string_view host) {
    return std::all_of(host.begin(), host.end(), [](unsigned char c) {
        return c > ' ' && c != 0x7f && c != '/' && c != '@' && c != '?' && c != '#' && c != '\\' && c != ',';
    });
}

std::string with_ascii_only(std::string_view target) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    out.reserve(target.size() + 32);
    for (unsigned char c : target) {
        if (c < 0x80) {
            out += char(c);
        } else {
            out += '%';
            out += digits[c >> 4];
            out += digits[c & 15];
        }
    }
    return out;
}

/// http://host/path?query becomes /path?query; false where it is no target that a server answers.
bool to_origin_form(std::string& target, api::method verb) {
    if (target.empty()) return false;
    if (target[0] != '/' && !(target == "*" && verb == api::method::options)) {
        auto const lower = ascii_lower(std::string_view(target).substr(0, 8));
        std::size_t const start = lower.starts_with("http://") ? 7 : lower == "https://" ? 8 : 0;
        if (start == 0) return false;
        auto const path = target.find_first_of("/?", start);
        if (path == std::string::npos)
            target.assign(1, '/');
        else if (target[path] == '?')
            target.replace(0, path, 1, '/');
        else
            target.erase(0, path);
    }
    if (target.find('#') != std::string::npos) return false;
    if (std::any_of(target.begin(), target.end(), [](unsigned char c) { return c >= 0x80; }))
        target = with_ascii_only(target);
    return true;
}

bool is_one_of(std::string_view address, std::vector<std::string> const& list) {
    return std::find(list.begin(), list.end(), address) != list.end();
}

}  // namespace

refusal check_head(api::request& head, int version) {
    static constexpr refusal malformed{400, "server.malformed"};
    int hosts = 0, lengths = 0, encodings = 0;
    for (auto const& [name, text] : head.headers) {
        if (name == "host") {
            ++hosts;
            if (!host_is_sound(text)) return {400, "server.bad_host"};
        } else if (name == "content-length") {
            ++lengths;
            if (text.empty() || text.find_first_not_of("0123456789") != std::string::npos) return malformed;
        } else if (name == "transfer-encoding") {
            ++encodings;
            if (version < 11) return malformed;
            if (ascii_lower(text) != "chunked") return {501, "server.unknown_encoding"};
        } else if (name == "expect" && (version < 11 || ascii_lower(text) != "100-continue")) {
            if (version >= 11) return {417, "server.unknown_expectation"};
        }
    }
    if (hosts > 1 || (hosts == 0 && version >= 11)) return {400, "server.bad_host"};
    if (lengths > 1 || encodings > 1 || (lengths > 0 && encodings > 0)) return malformed;
    if (!to_origin_form(head.target, head.verb)) return {400, "server.bad_target"};
    return {};
}

bool has_folded_line(std::string_view raw_header) {
    auto const header = raw_header.substr(0, raw_header.find("\r\n\r\n"));
    return header.find("\r\n ") != header.npos || header.find("\r\n\t") != header.npos;
}

bool expects_continue(api::request const& head, int version) {
    return version >= 11 && !head.header("expect").empty();
}

std::string_view path_of(std::string_view target) {
    return target.substr(0, target.find('?'));
}

std::string_view name_of(api::method verb) {
    switch (verb) {
        case api::method::get:
            return "GET";
        case api::method::post:
            return "POST";
        case api::method::put:
            return "PUT";
        case api::method::patch:
            return "PATCH";
        case api::method::del:
            return "DELETE";
        case api::method::head:
            return "HEAD";
        case api::method::options:
            return "OPTIONS";
    }
    return "?";
}

std::string true_remote(api::request const& head, std::string_view peer,
                        std::vector<std::string> const& trusted_proxies) {
    if (peer.starts_with("::ffff:") && peer.find('.') != std::string_view::npos) peer.remove_prefix(7);
    if (!is_one_of(peer, trusted_proxies)) return std::string(peer);
    std::string_view nearest = peer;
    for (auto entry = head.headers.rbegin(); entry != head.headers.rend(); ++entry) {
        if (entry->first != "x-forwarded-for") continue;
        auto hops = split(entry->second, ',');
        for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
            auto const address = trim(*hop);
            // Only what an address may look like reaches the log and the audit trail.
            bool const plausible =
                !address.empty() && address.size() <= 45 &&
                address.find_first_not_of("0123456789abcdefABCDEF.:") == std::string_view::npos;
            if (!plausible) return std::string(nearest);
            nearest = address;
            if (!is_one_of(address, trusted_proxies)) return std::string(nearest);
        }
    }
    return std::string(nearest);
}

}  // namespace guiyan::server
