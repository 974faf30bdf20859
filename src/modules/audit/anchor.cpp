#include "modules/audit/anchor.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <charconv>
#include <fstream>
#include <stdexcept>

#include "base/text.hpp"
#include "db/event_log.hpp"
#include "modules/audit/event_store.hpp"

namespace guiyan::audit {
namespace {

struct line {
    std::string signed_part;
    std::int64_t id = 0;
    std::string hash, mark;
};

std::optional<line> read_line(std::string const& text) {
    auto const parts = split(text, ' ');
    if (parts.size() != 4) return std::nullopt;
    line out;
    out.signed_part = text.substr(0, text.rfind(' '));
    std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), out.id);
    out.hash = parts[2];
    out.mark = parts[3];
    return out;
}

}  // namespace

anchor_file::anchor_file(std::filesystem::path file, crypto::keyring const& keys)
    : file_(std::move(file)), signer_(keys, crypto::purpose::audit_anchor) {}

void anchor_file::append(db::database& database, instant at) {
    auto const head = database.query([](db::connection& c) { return db::read_head(c); });
    if (head.id == 0) return;
    std::string last, text;
    for (std::ifstream in(file_); std::getline(in, text);)
        if (!text.empty()) last = text;
    if (auto const before = read_line(last); before && before->id == head.id) return;
    auto const body = fmt::format("{} {} {}", format_instant(at), head.id, head.hash);
    auto const whole = body + " " + signer_.mark(body) + "\n";
    std::filesystem::create_directories(file_.parent_path());
    int const f = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (f < 0) throw std::runtime_error("the anchor of the trail cannot be written: " + file_.string());
    bool const ok =
        ::write(f, whole.data(), whole.size()) == static_cast<ssize_t>(whole.size()) && ::fsync(f) == 0;
    ::close(f);
    if (!ok) throw std::runtime_error("the anchor of the trail was not written whole: " + file_.string());
}

anchor_file::finding anchor_file::check(db::database& database) const {
    finding out;
    std::ifstream in(file_);
    std::string text;
    std::int64_t number = 0;
    database.read([&](db::connection& c) {
        while (std::getline(in, text)) {
            ++number;
            if (text.empty()) continue;
            auto const l = read_line(text);
            if (!l || !signer_.verify(l->signed_part, l->mark)) {
                if (!out.broken_line) out.broken_line = number;
                continue;
            }
            if (event_store::hash_of(c, l->id) != l->hash) {
                out.missing_id = l->id;
                return;
            }
            ++out.anchors;
        }
    });
    return out;
}

}  // namespace guiyan::audit
