#include "app/web_files.hpp"

#include <array>

namespace guiyan::app {
namespace {

std::string_view content_type(std::string_view path) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 11> types{{
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".json", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".txt", "text/plain; charset=utf-8"},
        {".woff2", "font/woff2"},
        {".map", "application/json"},
    }};
    for (auto const& [ending, type] : types)
        if (path.ends_with(ending)) return type;
    return "application/octet-stream";
}

}  // namespace

std::optional<api::reply> web_page(embedded_files const& files, api::request const& r,
                                   std::string_view path) {
    if (files.empty()) return std::nullopt;
    auto const* file = path.size() > 1 ? files.find(path.substr(1)) : nullptr;
    // Routes of the browser have no dot; a missing file has one and stays missing.
    if (!file && path.substr(path.rfind('/')).find('.') == path.npos) file = files.find("index.html");
    if (!file) return std::nullopt;
    api::reply out;
    auto const tag = "\"" + std::string(file->sha256.substr(0, 20)) + "\"";
    out.headers = {{"content-type", std::string(content_type(file->path))},
                   {"etag", tag},
                   {"vary", "accept-encoding"},
                   // Names below assets/ carry a digest of their content.
                   {"cache-control",
                    file->path.starts_with("assets/") ? "public, max-age=31536000, immutable" : "no-cache"}};
    if (r.header("if-none-match") == tag) {
        out.status = 304;
        return out;
    }
    if (!file->gzip_bytes.empty() && r.header("accept-encoding").find("gzip") != std::string_view::npos) {
        out.headers.emplace_back("content-encoding", "gzip");
        out.static_body = file->gzip_bytes;
    } else {
        out.static_body = file->bytes;
    }
    return out;
}

}  // namespace guiyan::app
