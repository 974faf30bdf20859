#include "api/problem.hpp"

#include <boost/json.hpp>

namespace guiyan::api {
namespace json = boost::json;

int status_of(fault f) {
    switch (f) {
        case fault::invalid:
            return 400;
        case fault::unauthenticated:
            return 401;
        case fault::forbidden:
            return 403;
        case fault::not_found:
            return 404;
        case fault::conflict:
            return 409;
        case fault::stale:
            return 412;
        case fault::precondition_required:
            return 428;
        case fault::refused:
            return 422;
        case fault::too_large:
            return 413;
        case fault::too_many:
            return 429;
        case fault::unsupported:
            return 415;
        case fault::busy:
            return 503;
    }
    return 500;
}

std::string_view name_of(fault f) {
    switch (f) {
        case fault::invalid:
            return "invalid";
        case fault::unauthenticated:
            return "unauthenticated";
        case fault::forbidden:
            return "forbidden";
        case fault::not_found:
            return "not_found";
        case fault::conflict:
            return "conflict";
        case fault::stale:
            return "stale";
        case fault::precondition_required:
            return "precondition_required";
        case fault::refused:
            return "refused";
        case fault::too_large:
            return "too_large";
        case fault::too_many:
            return "too_many";
        case fault::unsupported:
            return "unsupported";
        case fault::busy:
            return "busy";
    }
    return "fault";
}

reply problem_reply(error const& e, sentences const& words, std::string_view language) {
    int const status = status_of(e.code);
    json::object body{{"type", "about:blank"},
                      {"title", words.say(language, "error.title." + std::string(name_of(e.code)))},
                      {"status", status},
                      {"code", name_of(e.code)},
                      {"key", e.key},
                      {"detail", words.say(language, e.key, e.args)}};
    json::array errors;
    for (auto const& f : e.fields)
        errors.push_back({{"path", f.path}, {"key", f.key}, {"message", words.say(language, f.key, f.args)}});
    body["errors"] = errors;
    if (!e.current.empty()) body["current"] = json::parse(e.current);
    reply r{status,
            {{"content-type", "application/problem+json; charset=utf-8"}},
            json::serialize(body),
            {},
            false,
            {}};
    if (e.code == fault::busy || e.code == fault::too_many)
        r.headers.emplace_back("retry-after",
                               std::to_string(e.retry_after.count() > 0 ? e.retry_after.count() : 10));
    return r;
}

reply incident_reply(sentences const& words, std::string_view language, std::string_view incident) {
    json::object body{
        {"type", "about:blank"},
        {"title", words.say(language, "error.title.fault")},
        {"status", 500},
        {"code", "fault"},
        {"key", "error.incident"},
        {"detail", words.say(language, "error.incident", {{"incident", std::string(incident)}})},
        {"incident", incident},
        {"errors", json::array()}};
    return {
        500, {{"content-type", "application/problem+json; charset=utf-8"}}, json::serialize(body), {}, false,
        {}};
}

}  // namespace guiyan::api
