#include "server/reply_head.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <ctime>

namespace guiyan::server {

namespace {

void append_number(std::string& out, std::uint64_t n) {
    char digits[20];
    auto const end = std::to_chars(digits, digits + sizeof digits, n).ptr;
    out.append(digits, end);
}

void append_clean(std::string& out, std::string_view text) {
    for (char c : text) out += (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f ? ' ' : c;
}

bool is_token(std::string_view name) {
    return !name.empty() && name.find_first_not_of(
                                "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789-_.!#$%&'*+^`|~") == std::string_view::npos;
}

bool belongs_to_transport(std::string_view name) {
    return name == "content-length" || name == "connection" || name == "transfer-encoding" ||
           name == "date" || name == "keep-alive" || name == "x-no-compress" || name == "x-request-id";
}

std::string json_text(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return out += '"';
}

/// The contract's word for a status (shared with base/result.hpp's faults).
std::string_view code_of(int status) {
    switch (status) {
        case 413:
        case 431:
            return "too_large";
        case 417:
        case 501:
        case 505:
            return "unsupported";
        case 408:
        case 503:
            return "busy";
        case 500:
            return "internal";
        default:
            return "invalid";
    }
}

}  // namespace

std::string_view reason_of(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 206:
            return "Partial Content";
        case 301:
            return "Moved Permanently";
        case 302:
            return "Found";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 307:
            return "Temporary Redirect";
        case 308:
            return "Permanent Redirect";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 406:
            return "Not Acceptable";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 411:
            return "Length Required";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 422:
            return "Unprocessable Content";
        case 423:
            return "Locked";
        case 428:
            return "Precondition Required";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 502:
            return "Bad Gateway";
        case 503:
            return "Service Unavailable";
        case 504:
            return "Gateway Timeout";
        case 505:
            return "HTTP Version Not Supported";
        case 507:
            return "Insufficient Storage";
        default:
            return "Status";
    }
}

bool has_body(int status) {
    return status >= 200 && status != 204 && status != 304;
}

std::string reply_head(api::reply const& reply, reply_frame const& frame) {
    std::string out;
    out.reserve(1280);
    out += "HTTP/1.1 ";
    append_number(out, std::uint64_t(reply.status));
    out += ' ';
    out += reason_of(reply.status);
    out += "\r\nDate: ";
    out += frame.date;
    for (auto const& [name, text] : reply.headers) {
        if (!is_token(name) || belongs_to_transport(name)) continue;
        out += "\r\n";
        out += name;
        out += ": ";
        append_clean(out, text);
    }
    for (auto const& [name, text] : reply.fixed_headers) {
        bool const given = std::any_of(reply.headers.begin(), reply.headers.end(),
                                       [&](auto const& own) { return own.first == name; });
        if (given) continue;
        out += "\r\n";
        out += name;
        out += ": ";
        out += text;
    }
    if (!frame.request_id.empty()) {
        out += "\r\nx-request-id: ";
        out += frame.request_id;
    }
    if (has_body(reply.status)) {
        out += "\r\nContent-Length: ";
        append_number(out, frame.length);
    }
    if (!frame.keep_alive)
        out += "\r\nConnection: close";
    else if (frame.http_10)
        out += "\r\nConnection: keep-alive";
    out += "\r\n\r\n";
    return out;
}

api::reply problem_reply(refusal const& why, std::string_view sentence) {
    api::reply out;
    out.status = why.status;
    out.headers.emplace_back("content-type", "application/problem+json");
    out.headers.emplace_back("cache-control", "no-store");
    if (why.status == 503) out.headers.emplace_back("retry-after", "1");
    out.body = "{\"type\":\"about:blank\",\"title\":" + json_text(reason_of(why.status)) +
               ",\"status\":" + std::to_string(why.status) + ",\"code\":" + json_text(code_of(why.status)) +
               ",\"key\":" + json_text(why.key) +
               ",\"detail\":" + json_text(sentence.empty() ? reason_of(why.status) : sentence) +
               ",\"errors\":[]}";
    return out;
}

std::string http_date(std::int64_t unix_seconds) {
    static constexpr char const* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr char const* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::time_t const t = std::time_t(unix_seconds);
    std::tm at{};
    ::gmtime_r(&t, &at);
    // Not strftime: its day and month names follow the process locale.
    char text[40];
    std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[at.tm_wday], at.tm_mday,
                  months[at.tm_mon], at.tm_year + 1900, at.tm_hour, at.tm_min, at.tm_sec);
    return text;
}

}  // namespace guiyan::server
