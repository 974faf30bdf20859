#pragma once
// Beast's parser, filling an api::request as it goes. Private to the transport: this header includes Beast.

#include <boost/beast/http/basic_parser.hpp>
#include <cstdint>

#include "api/message.hpp"
#include "server/head_rules.hpp"

namespace guiyan::server {

class request_reader final : public boost::beast::http::basic_parser<true> {
public:
    request_reader(api::request& into, std::size_t header_bytes, std::size_t header_fields);

    int version() const { return version_; }
    std::uint64_t body_bytes() const { return body_bytes_; }  ///< come so far, also those already taken away

    /// What the client did wrong, for an error of put().
    refusal why(boost::system::error_code const&) const;

private:
    using error_code = boost::beast::error_code;
    using string_view = boost::beast::string_view;

    void on_request_impl(boost::beast::http::verb, string_view, string_view target, int version,
                         error_code& ec) override;
    void on_response_impl(int, string_view, int, error_code&) override {}
    void on_field_impl(boost::beast::http::field, string_view name, string_view value,
                       error_code& ec) override;
    void on_header_impl(error_code&) override { header_done_ = true; }
    void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code&) override {}
    std::size_t on_body_impl(string_view body, error_code&) override { return take(body); }
    void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, string_view body, error_code&) override {
        return take(body);
    }
    void on_finish_impl(error_code&) override {}

    std::size_t take(string_view body);

    api::request& into_;
    std::size_t header_fields_;
    std::uint64_t body_bytes_ = 0;
    int version_ = 11;
    bool header_done_ = false;
    bool unknown_method_ = false;
};

}  // namespace guiyan::server
