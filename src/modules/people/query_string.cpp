#include <algorithm>

#include "api/uri.hpp"
#include "modules/people/people.hpp"
#include "record/diff.hpp"
#include "record/json.hpp"

namespace guiyan::people {

std::string to_query_string(people_list_query const& asked) {
    static people_list_query const everybody;
    std::string out;
    auto add = [&](std::string_view name, std::string const& text) {
        out += (out.empty() ? "" : "&") + std::string(name) + "=" + api::percent_encode(text);
    };
    for (auto const& f : record_of(static_cast<people_list_query const*>(nullptr)).fields) {
        auto const v = f.get(&asked);
        if (v == f.get(&everybody)) continue;
        if (auto const* list = std::get_if<std::vector<std::string>>(&v))
            for (auto const& item : *list) add(f.name, item);
        else
            add(f.name, record::as_text(v));
    }
    return out;
}

result<people_list_query> from_query_string(std::string_view text, record::code_check const& codes) {
    auto const parts = api::split_target("/?" + std::string(text));
    if (!parts) return fail(fault::invalid, "error.bad_target");
    people_list_query out;
    if (auto ok = record::read_query(record_of(&out), &out, parts->query, codes); !ok)
        return fail(ok.error());
    return out;
}

}  // namespace guiyan::people
