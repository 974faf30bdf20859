#include "api/endpoint.hpp"

#include <boost/json.hpp>
#include <charconv>

#include "api/uri.hpp"
#include "record/json_text.hpp"

namespace guiyan::api {
namespace {

std::optional<std::int64_t> positive(std::string_view text) {
    std::int64_t n = 0;
    auto const [end, code] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (code != std::errc{} || end != text.data() + text.size() || n <= 0) return std::nullopt;
    return n;
}

}  // namespace

std::string_view call::path_text(std::string_view name) const {
    for (auto const& [key, text] : path)
        if (key == name) return text;
    return {};
}

result<std::int64_t> call::path_id(std::string_view name) const {
    if (auto const n = positive(path_text(name))) return *n;
    return fail(fault::not_found, "error.not_found");
}

result<std::int64_t> call::if_match() const {
    auto tag = raw.header("if-match");
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag.size() > 2 && tag.front() == '"' && tag.back() == '"')
        if (auto const n = positive(tag.substr(1, tag.size() - 2))) return *n;
    return fail(fault::precondition_required, "error.if_match_required");
}

reply json_reply(boost::json::value const& body, int status) {
    return {status,
            {{"content-type", "application/json; charset=utf-8"}},
            boost::json::serialize(body),
            {},
            false,
            {}};
}

reply json_text_reply(std::string text, int status) {
    return {status, {{"content-type", "application/json; charset=utf-8"}}, std::move(text), {}, false, {}};
}

reply no_content() {
    return {204, {}, {}, {}, false, {}};
}

reply record_reply(record::type const& t, void const* object, int status, std::int64_t row_version) {
    reply r{status, {{"content-type", "application/json; charset=utf-8"}}, {}, {}, false, {}};
    r.body.reserve(2048);
    record::append_json(r.body, t, object);
    if (row_version >= 0) r.headers.emplace_back("etag", "\"" + std::to_string(row_version) + "\"");
    return r;
}

reply bytes_reply(std::string bytes, std::string_view content_type, std::string_view name) {
    reply r{200, {{"content-type", std::string(content_type)}}, std::move(bytes), {}, false, {}};
    r.headers.emplace_back("content-disposition",
                           "attachment; filename=\"download\"; filename*=UTF-8''" + percent_encode(name));
    return r;
}

reply file_reply(std::filesystem::path const& file, std::string_view content_type, std::string_view name) {
    auto disposition = "attachment; filename=\"download\"; filename*=UTF-8''" + percent_encode(name);
    reply r{200, {{"content-type", std::string(content_type)}}, {}, file.string(), true, {}};
    r.headers.emplace_back("content-disposition", std::move(disposition));
    return r;
}

}  // namespace guiyan::api
