#include "server/request_reader.hpp"

#include <boost/beast/http/error.hpp>

#include "base/text.hpp"

namespace guiyan::server {

namespace http = boost::beast::http;

request_reader::request_reader(api::request& into, std::size_t header_bytes, std::size_t header_fields)
    : into_(into), header_fields_(header_fields) {
    header_limit(std::uint32_t(header_bytes));
    // The limit depends on the request, so the connection watches it.
    body_limit(boost::none);
}

void request_reader::on_request_impl(http::verb verb, string_view, string_view target, int version,
                                     error_code& ec) {
    switch (verb) {
        case http::verb::get:
            into_.verb = api::method::get;
            break;
        case http::verb::post:
            into_.verb = api::method::post;
            break;
        case http::verb::put:
            into_.verb = api::method::put;
            break;
        case http::verb::patch:
            into_.verb = api::method::patch;
            break;
        case http::verb::delete_:
            into_.verb = api::method::del;
            break;
        case http::verb::head:
            into_.verb = api::method::head;
            break;
        case http::verb::options:
            into_.verb = api::method::options;
            break;
        default:
            unknown_method_ = true;
            ec = http::error::bad_method;
            return;
    }
    into_.target.assign(target.data(), target.size());
    version_ = version;
}

void request_reader::on_field_impl(http::field, string_view name, string_view value, error_code& ec) {
    // What follows a chunked body (trailers) must not change a header that was already judged.
    if (header_done_) return;
    if (into_.headers.size() >= header_fields_) {
        ec = http::error::header_limit;
        return;
    }
    auto& [own_name, own_value] = into_.headers.emplace_back();
    own_name.reserve(name.size());
    for (char c : name) own_name += c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
    if (own_name == "x-request-id") {
        into_.headers.pop_back();
        return;
    }
    own_value.assign(value.data(), value.size());
}

std::size_t request_reader::take(string_view body) {
    into_.body.append(body.data(), body.size());
    body_bytes_ += body.size();
    return body.size();
}

refusal request_reader::why(boost::system::error_code const& ec) const {
    if (ec == http::error::header_limit) return {431, "server.header_too_large"};
    if (unknown_method_) return {501, "server.unknown_method"};
    if (ec == http::error::bad_version) return {505, "server.unknown_version"};
    return {400, "server.malformed"};
}

}  // namespace guiyan::server
