#include "record/diff.hpp"

#include <boost/json.hpp>

#include "record/json.hpp"
#include "record/mask.hpp"

namespace guiyan::record {

std::string as_text(value const& v) {
    return std::visit(
        [](auto const& x) -> std::string {
            using T = std::decay_t<decltype(x)>;
            if constexpr (std::is_same_v<T, std::monostate>)
                return {};
            else if constexpr (std::is_same_v<T, bool>)
                return x ? "true" : "false";
            else if constexpr (std::is_same_v<T, std::string>)
                return x;
            else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
                std::string out;
                for (auto const& s : x) out += (out.empty() ? "" : "、") + s;
                return out;
            } else if constexpr (std::is_same_v<T, double>)
                return boost::json::serialize(boost::json::value(x));
            else
                return std::to_string(x);
        },
        v);
}

std::vector<difference> diff(type const& t, void const* before, void const* after) {
    std::vector<difference> out;
    for (field const& f : t.fields) {
        if (f.name == "row_version" || f.name == "updated_at") continue;
        std::string a, b;
        if (f.inner) {
            auto lines = [&](void const* o) {
                std::string all;
                for (std::size_t i = 0, n = o ? f.count(o) : 0; i < n; ++i)
                    all += (i ? "\n" : "") + boost::json::serialize(write_json(f.inner(), f.at(o, i)));
                return all;
            };
            a = lines(before);
            b = lines(after);
        } else {
            a = before ? as_text(f.get(before)) : "";
            b = after ? as_text(f.get(after)) : "";
        }
        if (a != b) out.push_back({std::string(f.name), masked(f, a), masked(f, b)});
    }
    return out;
}

}  // namespace guiyan::record
