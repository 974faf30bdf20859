#include "server/gzip.hpp"

#include <zlib.h>

#include <algorithm>

#include "base/text.hpp"

namespace guiyan::server {

namespace {

/// One stream per thread: setting one up costs more than packing a small reply.
class packer {
public:
    packer() {
        // 15 bits of window, and 16 for the gzip wrapper.
        ready_ = deflateInit2(&stream_, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK;
    }
    ~packer() {
        if (ready_) deflateEnd(&stream_);
    }
    packer(packer const&) = delete;
    packer& operator=(packer const&) = delete;

    std::string pack(std::string_view bytes) {
        if (!ready_ || deflateReset(&stream_) != Z_OK) return {};
        std::string out(deflateBound(&stream_, uLong(bytes.size())), '\0');
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
        stream_.avail_in = uInt(bytes.size());
        stream_.next_out = reinterpret_cast<Bytef*>(out.data());
        stream_.avail_out = uInt(out.size());
        if (deflate(&stream_, Z_FINISH) != Z_STREAM_END) return {};
        out.resize(stream_.total_out);
        return out;
    }

private:
    z_stream stream_{};
    bool ready_ = false;
};

bool is_compressible(std::string_view type) {
    type = type.substr(0, type.find(';'));
    return type.starts_with("text/") || type == "application/json" || type == "application/javascript" ||
           type == "application/xml" || type == "image/svg+xml" || type.ends_with("+json");
}

}  // namespace

std::string gzip(std::string_view bytes) {
    static thread_local packer own;
    return own.pack(bytes);
}

bool accepts_gzip(std::string_view accept_encoding) {
    bool star = false;
    for (auto item : split(accept_encoding, ',')) {
        auto const parts = split(item, ';');
        auto const coding = ascii_lower(trim(parts[0]));
        bool refused = false;
        for (std::size_t i = 1; i < parts.size(); ++i) {
            auto const weight = trim(parts[i]);
            if (weight.starts_with("q=") || weight.starts_with("Q="))
                refused = weight.substr(2).find_first_not_of("0.") == std::string_view::npos;
        }
        if (coding == "gzip") return !refused;
        if (coding == "*") star = !refused;
    }
    return star;
}

void compress_reply(api::reply& reply, std::string_view accept_encoding) {
    static constexpr std::size_t least = 1024;
    static constexpr std::size_t most = 64 * 1024 * 1024;
    if (reply.body.size() <= least || reply.body.size() > most || !reply.body_file.empty() ||
        !reply.static_body.empty())
        return;
    std::string_view type;
    bool varies = false;
    for (auto const& [name, text] : reply.headers) {
        if (name == "content-encoding" || name == "x-no-compress") return;
        if (name == "content-type") type = text;
        if (name == "vary" && ascii_lower(text).find("accept-encoding") != std::string::npos) varies = true;
    }
    if (!is_compressible(type)) return;
    if (!varies) reply.headers.emplace_back("vary", "Accept-Encoding");
    if (!accepts_gzip(accept_encoding)) return;
    auto packed = gzip(reply.body);
    if (packed.empty() || packed.size() >= reply.body.size()) return;
    reply.body = std::move(packed);
    reply.headers.emplace_back("content-encoding", "gzip");
}

}  // namespace guiyan::server
