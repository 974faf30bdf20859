#include "api/router.hpp"

#include <spdlog/spdlog.h>

#include <array>
#include <atomic>
#include <random>

#include "api/problem.hpp"
#include "api/uri.hpp"
#include "base/text.hpp"

namespace guiyan::api {
namespace {

bool is_unsafe(method m) {
    return m == method::post || m == method::put || m == method::patch || m == method::del;
}

std::string_view verb_name(method m) {
    switch (m) {
        case method::get:
            return "GET";
        case method::post:
            return "POST";
        case method::put:
            return "PUT";
        case method::patch:
            return "PATCH";
        case method::del:
            return "DELETE";
        case method::head:
            return "HEAD";
        case method::options:
            return "OPTIONS";
    }
    return "";
}

/// The parts of a path between its slashes.
class path_parts {
public:
    explicit path_parts(std::string_view path) {
        path.remove_prefix(1);
        for (;;) {
            auto const end = path.find('/');
            if (count_ < parts_.size()) parts_[count_] = path.substr(0, end);
            ++count_;
            if (end == path.npos) return;
            path.remove_prefix(end + 1);
        }
    }
    /// None where there are more than any endpoint has.
    std::span<std::string_view const> all() const {
        return {parts_.data(), count_ <= parts_.size() ? count_ : 0};
    }

private:
    std::array<std::string_view, 12> parts_;
    std::size_t count_ = 0;
};

/// Eight hexadecimal digits in two groups, easy to read out on the telephone.
std::string incident_number() {
    static thread_local std::mt19937_64 generator{std::random_device{}()};
    auto const n = static_cast<std::uint32_t>(generator());
    return fmt::format("{:04X}-{:04X}", n >> 16, n & 0xffff);
}

std::string request_number() {
    static thread_local std::mt19937_64 generator{std::random_device{}()};
    auto n = generator();
    std::string out(16, '0');
    for (auto digit = out.rbegin(); digit != out.rend(); ++digit, n >>= 4)
        *digit = "0123456789abcdef"[n & 15];
    return out;
}

/// FNV-1a is enough here: the digest only tells a repeated request from another one of the same account.
std::string digest(request const& r) {
    std::uint64_t h = 14695981039346656037ull;
    auto eat = [&](std::string_view s) {
        for (unsigned char c : s) h = (h ^ c) * 1099511628211ull;
        h = (h ^ 0xff) * 1099511628211ull;
    };
    eat(verb_name(r.verb));
    eat(r.target);
    eat(r.body);
    return fmt::format("{:016x}", h);
}

/// The Origin of a browser has to be the host that it talks to.
bool foreign_origin(request const& r) {
    auto origin = r.header("origin");
    if (origin.empty()) return false;
    auto const scheme = origin.find("://");
    return scheme == origin.npos || origin.substr(scheme + 3) != r.header("host");
}

/// A form of another site can send text, but not application/json without its browser asking first.
bool is_json(request const& r) {
    auto const type = r.header("content-type");
    return ascii_lower(trim(type.substr(0, type.find(';')))) == "application/json";
}

constexpr fixed_header secure_headers[] = {
    {"x-content-type-options", "nosniff"},
    {"x-frame-options", "DENY"},
    {"referrer-policy", "same-origin"},
    {"cross-origin-opener-policy", "same-origin"},
    {"cross-origin-resource-policy", "same-origin"},
    {"permissions-policy", "camera=(), microphone=(), geolocation=()"},
    {"content-security-policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
     "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors "
     "'none'; base-uri 'none'"},
    {"cache-control", "no-store"},
    // Last: left out where the connection is not encrypted.
    {"strict-transport-security", "max-age=31536000"}};

void secure(reply& r, bool over_tls) {
    r.fixed_headers = std::span(secure_headers).first(std::size(secure_headers) - !over_tls);
}

}  // namespace

router::router(std::vector<endpoint> table, sentences const& words, ports p, clock const& time)
    : endpoints_(std::move(table)),
      paces_(endpoints_.size()),
      words_(words),
      ports_(std::move(p)),
      clock_(time) {
    for (std::size_t i = 0; i < endpoints_.size(); ++i) {
        auto const parts = path_parts(endpoints_[i].path).all();
        segments_.emplace_back(parts.begin(), parts.end());
        if (by_length_.size() <= parts.size()) by_length_.resize(parts.size() + 1);
        by_length_[parts.size()].push_back(i);
    }
}

namespace {

/// How many segments are fixed, or -1 where the path is another.
int fixed_segments(std::vector<std::string> const& have, std::span<std::string_view const> wanted) {
    int fixed = 0;
    for (std::size_t s = 0; s < have.size(); ++s) {
        bool const open = have[s].starts_with('{');
        if (open ? wanted[s].empty() : have[s] != wanted[s]) return -1;
        fixed += !open;
    }
    return fixed;
}

}  // namespace

endpoint const* router::endpoint_of(method verb, std::span<std::string_view const> wanted) const {
    if (verb == method::head) verb = method::get;
    endpoint const* found = nullptr;
    // A fixed segment beats a {name}: /api/people/export is not the person "export".
    int best = -1;
    if (wanted.size() < by_length_.size())
        for (auto const i : by_length_[wanted.size()]) {
            if (endpoints_[i].verb != verb) continue;
            if (int const fixed = fixed_segments(segments_[i], wanted); fixed > best) {
                best = fixed;
                found = &endpoints_[i];
            }
        }
    return found;
}

router::match router::find(method verb, std::string_view path) const {
    match out;
    path_parts const parts(path);
    auto const wanted = parts.all();
    out.found = endpoint_of(verb, wanted);
    if (!out.found) {
        if (wanted.size() < by_length_.size())
            for (auto const i : by_length_[wanted.size()])
                if (fixed_segments(segments_[i], wanted) >= 0)
                    out.allowed +=
                        (out.allowed.empty() ? "" : ", ") + std::string(verb_name(endpoints_[i].verb));
        return out;
    }
    auto const& have = segments_[static_cast<std::size_t>(out.found - endpoints_.data())];
    for (std::size_t s = 0; s < have.size(); ++s)
        if (have[s].starts_with('{'))
            out.path.emplace_back(have[s].substr(1, have[s].size() - 2),
                                  percent_decode(wanted[s]).value_or(""));
    return out;
}

bool router::is_brief(request const& r) const {
    if (r.verb != method::get || !r.body_file.empty() || !r.target.starts_with('/') || !ports_.at_hand)
        return false;
    auto const path = std::string_view(r.target).substr(0, r.target.find_first_of("?#"));
    auto const* e = endpoint_of(r.verb, path_parts(path).all());
    return e && !e->file && paces_[static_cast<std::size_t>(e - endpoints_.data())].is_short() &&
           ports_.at_hand(r, e->permission);
}

reply router::operator()(request const& r) const {
    std::string operation;
    auto const language = preferred_language(r.header("accept-language"));
    reply out;
    try {
        out = answer(r, language, operation);
    } catch (std::exception const& fault) {
        auto const number = incident_number();
        spdlog::error("incident {} in {} {}: {}", number, verb_name(r.verb), operation, fault.what());
        out = incident_reply(words_, language, number);
    }
    secure(out, r.secure);
    return out;
}

reply router::answer(request const& r, std::string_view language, std::string& operation) const {
    auto say = [&](error const& e, std::string_view in) { return problem_reply(e, words_, in); };
    auto const where = split_target(r.target);
    if (!where) return say({fault::invalid, "error.bad_target", {}, {}, {}}, language);
    auto const m = find(r.verb, where->path);
    if (!m.found) {
        if (!m.allowed.empty()) {
            auto out = say({fault::invalid, "error.method", {{"allowed", m.allowed}}, {}, {}}, language);
            out.status = 405;
            out.headers.emplace_back("allow", m.allowed);
            return out;
        }
        if ((r.verb == method::get || r.verb == method::head) && !where->path.starts_with("/api/"))
            if (auto file = ports_.page(r, where->path)) return *file;
        return say({fault::not_found, "error.not_found", {}, {}, {}}, language);
    }
    endpoint const& e = *m.found;
    operation = e.operation;

    identity caller;
    caller.who.remote = r.remote;
    caller.who.language = std::string(language);
    if (e.permission != anybody) {
        auto known = ports_.identify(r);
        if (!known) return say(known.error(), language);
        caller = std::move(*known);
    }
    actor& who = caller.who;
    who.request_id = request_number();
    if (is_unsafe(r.verb)) {
        if (foreign_origin(r))
            return say({fault::forbidden, "error.foreign_origin", {}, {}, {}}, who.language);
        if (e.permission != anybody &&
            (caller.csrf_token.empty() || r.header("x-guiyan-csrf") != caller.csrf_token))
            return say({fault::forbidden, "error.csrf", {}, {}, {}}, who.language);
    }
    bool const may = e.permission == anybody || e.permission == any_account || who.may(e.permission) ||
                     (!e.or_permission.empty() && who.may(e.or_permission));
    if (!may) {
        error const no{fault::forbidden, "error.forbidden", {}, {}, {}};
        if (ports_.refused) ports_.refused(who, e, r.target, no);
        return say(no, who.language);
    }
    if (e.permission != anybody && !e.before_password) {
        if (caller.must_change_password)
            return say({fault::forbidden, "error.must_change_password", {}, {}, {}}, who.language);
        if (caller.must_bind_two_factor)
            return say({fault::forbidden, "error.must_bind_two_factor", {}, {}, {}}, who.language);
    }

    call c(r, who, ports_.codes);
    c.path = m.path;
    c.query = where->query;
    if (!e.query && !c.query.empty()) {
        error unknown{fault::invalid, "error.invalid", {}, {}, {}};
        for (auto const& [name, text] : c.query)
            unknown.fields.push_back({"/" + name, "error.unknown_parameter", {}});
        return say(unknown, who.language);
    }
    if (e.input && !is_json(r))
        return say({fault::unsupported, "error.not_json_content", {}, {}, {}}, who.language);
    if (e.amends || e.versioned)
        if (auto version = c.if_match(); !version) return say(version.error(), who.language);
    auto const begun = std::chrono::steady_clock::now();
    auto out = run(e, c, who);
    paces_[static_cast<std::size_t>(&e - endpoints_.data())].note(std::chrono::steady_clock::now() - begun);
    return out;
}

reply router::run(endpoint const& e, call& c, actor& who) const {
    once_key once;
    if (e.verb == method::post && e.permission != anybody && !e.safe_to_repeat) {
        once.key = std::string(c.raw.header("idempotency-key"));
        if (once.key.size() < 8 || once.key.size() > 100)
            return problem_reply({fault::precondition_required, "error.idempotency_key_required", {}, {}, {}},
                                 words_, who.language);
        once.digest = digest(c.raw);
        who.once = &once;
        if (auto kept = ports_.replay(who, once)) return *kept;
    }
    auto out = e.handle(c);
    if (!out && out.error().code == fault::not_found && e.permission != anybody && ports_.refused) {
        actor plain = who;
        plain.once = nullptr;  // the trace is not the effect that the key guards
        ports_.refused(plain, e, c.raw.target, out.error());
    }
    reply answer = out ? std::move(*out) : problem_reply(out.error(), words_, who.language);
    if (once.taken && answer.body_file.empty()) ports_.keep(who, once, answer);
    who.once = nullptr;
    return answer;
}

}  // namespace guiyan::api
