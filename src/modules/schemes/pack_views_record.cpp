#include "modules/schemes/pack_views.hpp"
#include "record/plain.hpp"

namespace guiyan::schemes {

BOOST_DESCRIBE_STRUCT(pack_line, (),
                      (pack_id, edition, name, lead, builtin, installed_at, errors, warnings, assumed, in_use,
                       removable))
BOOST_DESCRIBE_STRUCT(pack_list, (), (items))
BOOST_DESCRIBE_STRUCT(pack_finding, (), (level, kind, file, line, column, path, message, fix))
BOOST_DESCRIBE_STRUCT(pack_assumption, (), (path, text, file, line))
BOOST_DESCRIBE_STRUCT(pack_file_line, (), (path, bytes))
BOOST_DESCRIBE_STRUCT(pack_page, (), (pack, findings, assumed, cases, failed, files, changes, explanation))
BOOST_DESCRIBE_STRUCT(pack_answer, (),
                      (pack_id, edition, name, outcome, errors, warnings, cases, failed, findings, assumed))

record::type const& record_of(pack_line const*) {
    static auto const t = record::describe_plain<pack_line>("pack_line");
    return t;
}
record::type const& record_of(pack_list const*) {
    static auto const t = record::describe_plain<pack_list>("pack_list");
    return t;
}
record::type const& record_of(pack_finding const*) {
    static auto const t = record::describe_plain<pack_finding>("pack_finding");
    return t;
}
record::type const& record_of(pack_assumption const*) {
    static auto const t = record::describe_plain<pack_assumption>("pack_assumption");
    return t;
}
record::type const& record_of(pack_file_line const*) {
    static auto const t = record::describe_plain<pack_file_line>("pack_file");
    return t;
}
record::type const& record_of(pack_page const*) {
    static auto const t = record::describe_plain<pack_page>("pack_page");
    return t;
}
record::type const& record_of(pack_answer const*) {
    static auto const t = record::describe_plain<pack_answer>("pack_answer");
    return t;
}

}  // namespace guiyan::schemes
