#include "files/xml_reader.hpp"

#include <algorithm>
#include <cstring>

#include "base/text.hpp"
#include "files/refusal.hpp"

namespace guiyan::files {
namespace {

constexpr std::size_t max_depth = 64;
constexpr std::size_t max_tag = 64u << 10;
constexpr std::size_t max_attributes = 256;

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string_view local(std::string_view name) {
    std::size_t const colon = name.find(':');
    return colon == name.npos ? name : name.substr(colon + 1);
}

std::uint64_t hash(std::string_view name) {
    std::uint64_t h = 14695981039346656037ull;
    for (char c : name) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    return h;
}

/// The character of "&#…;" or of one of the five named entities, without & and ;.
char32_t referred(std::string_view name) {
    if (name == "lt") return '<';
    if (name == "gt") return '>';
    if (name == "amp") return '&';
    if (name == "quot") return '"';
    if (name == "apos") return '\'';
    if (name.size() < 2 || name[0] != '#')
        refuse_hostile("hostile_xml");  // an entity that only a DTD could declare
    name.remove_prefix(1);
    int const base = name[0] == 'x' ? 16 : 10;
    if (base == 16) name.remove_prefix(1);
    if (name.empty() || name.size() > 7) refuse_truncated();
    std::uint32_t value = 0;
    for (char c : name) {
        int const digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : 99;
        if (digit >= base) refuse_truncated();
        value = value * static_cast<std::uint32_t>(base) + static_cast<std::uint32_t>(digit);
    }
    bool const allowed = value == 9 || value == 10 || value == 13 || (value >= 32 && value < 0xd800) ||
                         (value >= 0xe000 && value <= 0x10ffff && value != 0xfffe && value != 0xffff);
    if (!allowed) refuse_truncated();
    return value;
}

}  // namespace

xml_reader::xml_reader(byte_source& source, std::size_t buffer) : source_(source), buffer_(buffer) {}

/// Moves what is not read yet to the front and reads more behind it. False at the end of the source or where
/// the buffer is full.
bool xml_reader::fill() {
    if (at_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + at_, end_ - at_);
        end_ -= at_;
        at_ = 0;
    }
    if (source_ended_ || end_ == buffer_.size()) return false;
    std::size_t const got = source_.read(std::span(buffer_).subspan(end_));
    source_ended_ = got == 0;
    end_ += got;
    return got > 0;
}

std::size_t xml_reader::find(std::string_view what, std::size_t from) {
    std::string_view const seen(buffer_.data() + from, end_ - from);
    std::size_t const found = seen.find(what);
    return found == seen.npos ? found : found + from;
}

/// Passes bytes up to and with `what`, however far it is.
void xml_reader::pass_until(std::string_view what) {
    while (true) {
        std::size_t const found = find(what, at_);
        if (found != std::string_view::npos) {
            at_ = found + what.size();
            return;
        }
        at_ = std::max(at_, end_ - std::min(end_, what.size() - 1));  // `what` may straddle the next read
        if (!fill()) refuse_truncated();
    }
}

std::string_view xml_reader::decode(std::string_view raw, std::string& into) const {
    if (raw.empty()) return raw;
    if (std::memchr(raw.data(), '&', raw.size()) == nullptr &&
        std::memchr(raw.data(), '\r', raw.size()) == nullptr) {
        return raw;
    }
    into.clear();
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] == '\r') {  // line ends of XML are LF
            if (i + 1 >= raw.size() || raw[i + 1] != '\n') into += '\n';
        } else if (raw[i] == '&') {
            std::size_t const semicolon = raw.find(';', i);
            if (semicolon == raw.npos || semicolon - i > 12) refuse_hostile("hostile_xml");
            into += to_utf8(referred(raw.substr(i + 1, semicolon - i - 1)));
            i = semicolon;
        } else {
            into += raw[i];
        }
    }
    return into;
}

xml_reader::token xml_reader::next() {
    if (close_pending_) {
        close_pending_ = false;
        open_.pop_back();
        return token::close;
    }
    if (!started_) {
        started_ = true;
        while (end_ < 4 && fill()) {
        }
        std::string_view const head(buffer_.data(), std::min<std::size_t>(end_, 3));
        if (head == "\xef\xbb\xbf") at_ = 3;
        if (head.starts_with("\xff\xfe") || head.starts_with("\xfe\xff"))
            refuse("unsupported", "unsupported_encoding");
    }
    while (true) {
        if (at_ == end_ && !fill()) {
            if (!open_.empty() || !rooted_) refuse_truncated();
            return token::end;
        }
        if (buffer_[at_] == '<') {
            // CDATA, comments and instructions give nothing or text; read_markup says which.
            token const t = read_markup();
            if (t != token::end) return t;
            continue;
        }
        // Text up to the next markup.
        char const* start = buffer_.data() + at_;
        auto const* found = static_cast<char const*>(std::memchr(start, '<', end_ - at_));
        while (found == nullptr) {
            std::size_t const seen = end_ - at_;
            if (!fill()) break;
            start = buffer_.data() + at_;
            found = static_cast<char const*>(std::memchr(start + seen, '<', end_ - at_ - seen));
        }
        start = buffer_.data() + at_;
        std::size_t n = found == nullptr ? end_ - at_ : static_cast<std::size_t>(found - start);
        if (found == nullptr && !source_ended_) {
            // The buffer is full of text: hand over what cannot be the front of a reference or of CR LF.
            std::string_view const all(start, n);
            std::size_t const ampersand = all.rfind('&');
            if (ampersand != all.npos && n - ampersand < 16) n = ampersand;
            while (n > 0 && start[n - 1] == '\r') --n;
            if (n == 0) refuse_truncated();
        }
        at_ += n;
        if (open_.empty()) {
            for (char c : std::string_view(start, n)) {
                if (!is_blank(c)) refuse_truncated();
            }
            continue;
        }
        text_ = decode(std::string_view(start, n), scratch_);
        return token::text;
    }
}

/// At '<'. Returns token::end for markup that tells nothing.
xml_reader::token xml_reader::read_markup() {
    while (end_ - at_ < 9 && fill()) {
    }
    std::string_view const head(buffer_.data() + at_, std::min<std::size_t>(end_ - at_, 9));
    if (head.starts_with("<?")) {
        bool const declaration = head.starts_with("<?xml") && head.size() > 5 && is_blank(head[5]);
        if (declaration) {
            std::size_t stop = find("?>", at_);
            while (stop == std::string_view::npos && end_ - at_ < 1024 && fill()) stop = find("?>", at_);
            if (stop == std::string_view::npos) refuse_truncated();
            std::string const words = ascii_lower(std::string_view(buffer_.data() + at_, stop - at_));
            if (!encoding_known_ && words.find("encoding") != words.npos &&
                words.find("utf-8") == words.npos && words.find("utf8") == words.npos &&
                words.find("ascii") == words.npos) {
                refuse("unsupported", "unsupported_encoding");
            }
        }
        pass_until("?>");
        return token::end;
    }
    if (head.starts_with("<!--")) {
        at_ += 4;
        pass_until("-->");
        return token::end;
    }
    if (head.starts_with("<![CDATA[")) {
        if (open_.empty()) refuse_truncated();
        std::size_t stop = find("]]>", at_);
        while (stop == std::string_view::npos && fill()) stop = find("]]>", at_);
        if (stop == std::string_view::npos) refuse_truncated();
        text_ = std::string_view(buffer_.data() + at_ + 9, stop - at_ - 9);
        at_ = stop + 3;
        return token::text;
    }
    if (head.starts_with("<!")) refuse_hostile("hostile_xml");  // DOCTYPE and all that goes with it
    std::size_t const stop = find_tag_end(at_ + 1);
    if (buffer_[at_ + 1] == '/') {
        read_close_tag(stop);
        return token::close;
    }
    read_open_tag(stop);
    return token::open;
}

/// Where the '>' of the tag at at_ is, relative to the buffer after any refill. '>' may stand inside quotes.
std::size_t xml_reader::find_tag_end(std::size_t from) {
    char quote = 0;
    std::size_t done = from - at_;
    while (true) {
        char const* const base = buffer_.data() + at_;
        std::size_t const n = end_ - at_;
        while (done < n) {
            char const c = base[done];
            if (quote != 0) {
                auto const* found = static_cast<char const*>(std::memchr(base + done, quote, n - done));
                if (found == nullptr) {
                    done = n;
                    break;
                }
                done = static_cast<std::size_t>(found - base);
                quote = 0;
            } else if (c == '>') {
                return at_ + done;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '<') {
                refuse_truncated();
            }
            ++done;
        }
        if (n > max_tag) refuse_hostile("hostile_xml");
        if (!fill()) {
            if (!source_ended_) refuse_hostile("hostile_xml");  // a tag as long as the buffer
            refuse_truncated();
        }
    }
}

void xml_reader::read_open_tag(std::size_t stop) {
    char const* p = buffer_.data() + at_ + 1;
    char const* end = buffer_.data() + stop;
    at_ = stop + 1;
    bool const empty = end > p && end[-1] == '/';
    if (empty) --end;
    char const* const name = p;
    while (p < end && !is_blank(*p)) ++p;
    std::string_view const full(name, static_cast<std::size_t>(p - name));
    if (full.empty()) refuse_truncated();
    if (open_.empty() && rooted_) refuse_truncated();  // a second root
    rooted_ = true;
    if (open_.size() >= max_depth) refuse_hostile("hostile_xml");
    open_.push_back(hash(full));
    full_name_ = full;
    name_ = local(full);
    attributes_.clear();
    while (true) {
        while (p < end && is_blank(*p)) ++p;
        if (p >= end) break;
        char const* const key = p;
        while (p < end && *p != '=' && !is_blank(*p)) ++p;
        std::string_view const key_view(key, static_cast<std::size_t>(p - key));
        while (p < end && is_blank(*p)) ++p;
        if (p >= end || *p != '=' || key_view.empty()) refuse_truncated();
        ++p;
        while (p < end && is_blank(*p)) ++p;
        if (p >= end || (*p != '"' && *p != '\'')) refuse_truncated();
        char const quote = *p++;
        auto const* const close =
            static_cast<char const*>(std::memchr(p, quote, static_cast<std::size_t>(end - p)));
        if (close == nullptr) refuse_truncated();
        if (attributes_.size() >= max_attributes) refuse_hostile("hostile_xml");
        attributes_.push_back({key_view, std::string_view(p, static_cast<std::size_t>(close - p))});
        p = close + 1;
    }
    close_pending_ = empty;
}

void xml_reader::read_close_tag(std::size_t stop) {
    std::string_view full(buffer_.data() + at_ + 2, stop - at_ - 2);
    while (!full.empty() && is_blank(full.back())) full.remove_suffix(1);
    at_ = stop + 1;
    if (open_.empty() || open_.back() != hash(full)) refuse_truncated();
    open_.pop_back();
    name_ = local(full);
}

std::string_view xml_reader::raw_attribute(std::string_view local_name) const {
    for (auto const& a : attributes_) {
        if (a.name == local_name ||
            (a.name.size() > local_name.size() && a.name.ends_with(local_name) &&
             a.name[a.name.size() - local_name.size() - 1] == ':' && !a.name.starts_with("xmlns:"))) {
            return a.value;
        }
    }
    return {};
}

std::string_view xml_reader::attribute(std::string_view local_name) const {
    return decode(raw_attribute(local_name), attribute_scratch_);
}

void xml_reader::skip() {
    std::size_t const outside = depth() - 1;
    while (depth() > outside || close_pending_) next();
}

void xml_reader::read_text(std::string& into, std::size_t limit) {
    into.clear();
    std::size_t const outside = depth() - 1;
    while (depth() > outside) {
        if (next() == token::text) {
            if (into.size() + text_.size() > limit) refuse_too_large("too_long_text", 32767);
            into += text_;
        }
    }
}

bool xml_reader::take_plain_value(std::string_view& value) {
    constexpr std::string_view front = "<v>";
    constexpr std::string_view back = "</v></c>";
    if (close_pending_ || full_name_ != "c") return false;
    std::string_view const rest(buffer_.data() + at_, end_ - at_);
    if (!rest.starts_with(front)) return false;
    std::size_t const stop = rest.find('<', front.size());
    if (stop == rest.npos || rest.substr(stop, back.size()) != back) return false;
    std::string_view const text = rest.substr(front.size(), stop - front.size());
    if (text.find_first_of("&\r") != text.npos) return false;
    value = text;
    at_ += stop + back.size();
    open_.pop_back();
    return true;
}

void xml_reader::leap() {
    if (close_pending_) {
        next();
        return;
    }
    // '<' cannot stand in text or in an attribute, so this is the end tag.
    closing_name_ = "</" + std::string(full_name_);
    pass_until(closing_name_);
    pass_until(">");
    open_.pop_back();
}

void undo_ooxml_escapes(std::string& text) {
    std::size_t at = text.find("_x");
    if (at == text.npos) return;
    std::string out;
    std::size_t done = 0;
    while (at != text.npos) {
        bool whole = at + 7 <= text.size() && text[at + 6] == '_';
        std::uint32_t value = 0;
        for (std::size_t i = at + 2; whole && i < at + 6; ++i) {
            char const c = text[i];
            int const digit = c >= '0' && c <= '9'   ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
            whole = digit >= 0;
            value = value * 16 + static_cast<std::uint32_t>(digit);
        }
        if (whole && (value < 0xd800 || value > 0xdfff)) {
            out.append(text, done, at - done);
            out += to_utf8(static_cast<char32_t>(value));
            done = at + 7;
            at = text.find("_x", done);
        } else {
            at = text.find("_x", at + 2);
        }
    }
    out.append(text, done);
    text = std::move(out);
}

}  // namespace guiyan::files
