#include "modules/people/person_json.hpp"

#include <boost/json.hpp>
#include <stdexcept>

#include "record/json.hpp"

namespace guiyan::people {

boost::json::object whole_json(person const& p) {
    return record::write_json(person_type(), &p);
}

person from_whole_json(boost::json::value const& j) {
    // Every field is there; the type is copied to let the read-only ones in.
    static record::type const whole = [] {
        auto t = person_type();
        for (auto& f : t.fields) f.read_only = f.required = false;
        return t;
    }();
    person p;
    auto const all = [](std::string_view, std::string_view) { return true; };
    if (auto ok = record::read_value(whole, &p, j, record::input::amend, all); !ok)
        throw std::runtime_error("an image of a record cannot be read: " +
                                 (ok.error().fields.empty() ? "" : ok.error().fields.front().path));
    return p;
}

}  // namespace guiyan::people
