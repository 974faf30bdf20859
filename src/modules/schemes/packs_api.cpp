// The shelf of packs over HTTP.

#include "api/reading.hpp"
#include "modules/schemes/schemes_api.hpp"
#include "record/plain.hpp"

namespace guiyan::schemes {

struct pack_query {
    std::optional<bool> trial;  ///< only checks
};
BOOST_DESCRIBE_STRUCT(pack_query, (), (trial))
record::type const& record_of(pack_query const*) {
    static auto const t = record::describe_plain<pack_query>("pack_query");
    return t;
}

namespace {

/// {pack} and {edition} of the path.
struct named_edition {
    std::string pack, edition;
};
struct in_edition {
    static result<named_edition> read(api::call const& c) {
        return named_edition{std::string(c.path_text("pack")), std::string(c.path_text("edition"))};
    }
};

constexpr char const *reading = "schemes.read", *installing = "packs.install";

}  // namespace

std::vector<api::endpoint> pack_endpoints(schemes& all) {
    std::vector<api::endpoint> out;
    // Who installs packs sees them, though he sees nothing of the county's work.
    out.push_back({.path = "/api/packs",
                   .operation = "list_packs",
                   .permission = reading,
                   .or_permission = installing,
                   .output = api::type_of<pack_list>(),
                   .handle = api::reading<>([&all](api::call&) { return all.packs(); })});
    out.push_back(
        {.verb = api::method::post,
         .path = "/api/packs",
         .operation = "install_pack",
         .permission = installing,
         .query = api::type_of<pack_query>(),
         .output = api::type_of<pack_answer>(),
         .upload = true,
         .handle = api::reading<api::in_query<pack_query>, api::in_upload>(
             [&all](api::call& c, pack_query const& how, api::upload const& file) -> result<api::reply> {
                 auto folder = open_pack_zip(file.path);
                 if (!folder) return fail(folder.error());
                 auto const answer = all.install(c.who, std::move(*folder), how.trial.value_or(false));
                 if (!answer) return fail(answer.error());
                 return api::record_reply(*answer, answer->outcome == "installed" ? 201 : 200);
             })});
    out.push_back({.path = "/api/packs/{pack}/{edition}",
                   .operation = "get_pack",
                   .permission = reading,
                   .or_permission = installing,
                   .output = api::type_of<pack_page>(),
                   .handle = api::reading<in_edition>([&all](api::call& c, named_edition const& e) {
                       return all.pack(c.who, e.pack, e.edition);
                   })});
    out.push_back(
        {.path = "/api/packs/{pack}/{edition}/content",
         .operation = "download_pack",
         .permission = reading,
         .or_permission = installing,
         .file = true,
         .handle = api::reading<in_edition>([&all](api::call&, named_edition const& e) -> result<api::reply> {
             auto zip = all.download(e.pack, e.edition);
             if (!zip) return fail(zip.error());
             return api::bytes_reply(std::move(zip->bytes), "application/zip", zip->name);
         })});
    out.push_back({.verb = api::method::del,
                   .path = "/api/packs/{pack}/{edition}",
                   .operation = "remove_pack",
                   .permission = installing,
                   .handle = api::reading<in_edition>([&all](api::call& c, named_edition const& e) {
                       return all.remove_pack(c.who, e.pack, e.edition);
                   })});
    return out;
}

}  // namespace guiyan::schemes
