#include "modules/notices/notices_api.hpp"

#include "api/reading.hpp"
#include "record/plain.hpp"

namespace guiyan::notices {

BOOST_DESCRIBE_STRUCT(notice_list_query, (), (unread, page, size))
BOOST_DESCRIBE_STRUCT(notice_page, (), (items, total, unread, page, size))

record::type const& record_of(notice_list_query const*) {
    static auto const t = record::describe_plain<notice_list_query>(
        "notice_list_query",
        {{.name = "page", .minimum = 1, .maximum = 1000000}, {.name = "size", .minimum = 1, .maximum = 200}});
    return t;
}

record::type const& record_of(notice_page const*) {
    static auto const t = record::describe_plain<notice_page>(
        "notice_page", {{.name = "items", .personal = record::privacy::identity}});
    return t;
}

/// How many are waiting: for the bell.
struct notice_count {
    std::int64_t unread = 0;
};
BOOST_DESCRIBE_STRUCT(notice_count, (), (unread))
record::type const& record_of(notice_count const*) {
    static auto const t = record::describe_plain<notice_count>("notice_count");
    return t;
}

std::vector<api::endpoint> endpoints(notices& inbox) {
    auto const* const counted = api::type_of<notice_count>();
    std::vector<api::endpoint> out;
    out.push_back(
        {.path = "/api/notices",
         .operation = "list_notices",
         .permission = std::string(api::any_account),
         .query = api::type_of<notice_list_query>(),
         .output = api::type_of<notice_page>(),
         .handle = api::reading<api::in_query<notice_list_query>>(
             [&inbox](api::call& c, notice_list_query const& asked) { return inbox.list(c.who, asked); })});
    out.push_back(
        {.path = "/api/notices/count",
         .operation = "count_notices",
         .permission = std::string(api::any_account),
         .output = counted,
         .handle = api::reading<>([&inbox](api::call& c) { return notice_count{inbox.unread(c.who)}; })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/notices/{id}/reading",
                   .operation = "read_notice",
                   .permission = std::string(api::any_account),
                   .output = counted,
                   .safe_to_repeat = true,
                   .handle = api::reading<api::in_path<notice_id>>(
                       [&inbox](api::call& c, notice_id id) -> result<notice_count> {
                           if (auto ok = inbox.mark_read(c.who, id); !ok) return fail(ok.error());
                           return notice_count{inbox.unread(c.who)};
                       })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/notices/reading",
                   .operation = "read_all_notices",
                   .permission = std::string(api::any_account),
                   .output = counted,
                   .safe_to_repeat = true,
                   .handle = api::reading<>([&inbox](api::call& c) -> result<notice_count> {
                       if (auto ok = inbox.mark_all_read(c.who); !ok) return fail(ok.error());
                       return notice_count{inbox.unread(c.who)};
                   })});
    return out;
}

}  // namespace guiyan::notices
