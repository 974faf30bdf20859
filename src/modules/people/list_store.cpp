#include "modules/people/list_store.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace guiyan::people::list_store {
namespace {

/// Questions are asked for so many ids at once, the rest of the places NULL: few texts, each prepared once.
constexpr std::array<std::size_t, 4> batches{1, 20, 50, 200};

std::size_t batch_for(std::size_t count) {
    for (auto const n : batches)
        if (count <= n) return n;
    return batches.back();
}

std::string marks(std::size_t count) {
    std::string out;
    for (std::size_t n = 1; n <= count; ++n) (out += n > 1 ? ", $" : "$") += std::to_string(n);
    return out;
}

std::optional<std::string> text(db::row const& r, int at) {
    return r.is_null(at) ? std::nullopt : std::optional<std::string>(r.text(at));
}

/// A JSON array of plain codes: cutting at the quotes is all it takes.
std::vector<std::string> codes_in(std::string_view list) {
    std::vector<std::string> out;
    for (std::size_t open = list.find('"'); open != list.npos; open = list.find('"', open)) {
        auto const close = list.find('"', open + 1);
        if (close == list.npos) break;
        out.emplace_back(list.substr(open + 1, close - open - 1));
        open = close + 1;
    }
    return out;
}

/// Nothing where the place is out of reach.
std::optional<person_row> read_line(db::row const& r, actor const& who, regions::region_tree const& tree) {
    // Row scope by the tree in memory, which is the table of places: joining it costs a tenth of the page.
    auto const* place = tree.find(regions::region_id{r.integer(6)});
    if (!place || !who.reaches(place->code)) return std::nullopt;
    std::optional<person_row> out(std::in_place);
    auto& p = *out;
    p.region_code = place->code;
    p.region_name = place->short_name;
    if (auto const* town = tree.town_of(*place)) p.town_name = town->short_name;
    p.id = person_id{r.integer(0)};
    p.name = r.text(1);
    p.sex = text(r, 2);
    if (!r.is_null(3)) p.birth_date = partial_date::parse(r.text(3));
    // Beside an ID number, which is shown masked, the full date would give it away (trust.md, Controls).
    if (p.birth_date && !r.is_null(4)) p.birth_date = partial_date(p.birth_date->year());
    p.skills = codes_in(r.text(5));
    p.education = text(r, 7);
    p.availability = text(r, 8);
    p.professional_title = text(r, 9);
    p.employer_name = text(r, 10);
    p.post_title = text(r, 11);
    p.state = r.text(12);
    if (!r.is_null(13)) p.confirmed_on = date::parse(r.text(13));
    p.row_version = r.integer(14);
    p.void_reason = text(r, 15);
    return out;
}

struct held {
    std::size_t place = 0;
    std::string since;
    std::int64_t id = 0;
    std::string category;
};

void read_batch(db::connection& c, actor const& who, regions::region_tree const& tree,
                std::span<std::int64_t const> ids, std::vector<person_row>& out) {
    auto const size = batch_for(ids.size());
    std::vector<db::parameter> values(ids.begin(), ids.end());
    values.resize(size, std::monostate{});

    std::vector<std::optional<person_row>> found(ids.size());
    auto const place_of = [&](std::int64_t id) {
        return static_cast<std::size_t>(std::find(ids.begin(), ids.end(), id) - ids.begin());
    };
    c.each(
        "SELECT p.id, p.name, p.sex, p.birth_date, p.id_number_blind, p.skills, p.region_id, p.education, "
        "p.availability, p.professional_title, p.employer_name, p.post_title, p.state, p.confirmed_on, "
        "p.row_version, p.void_reason FROM person p WHERE p.id IN (" +
            marks(size) + ")",
        values, [&](db::row const& r) {
            found[place_of(r.integer(0))] = read_line(r, who, tree);
            return true;
        });
    std::vector<held> classes;
    c.each("SELECT person_id, COALESCE(since, ''), id, category FROM person_category WHERE person_id IN (" +
               marks(size) + ")",
           values, [&](db::row const& r) {
               classes.push_back(
                   {place_of(r.integer(0)), std::string(r.text(1)), r.integer(2), std::string(r.text(3))});
               return true;
           });
    std::sort(classes.begin(), classes.end(), [](held const& a, held const& b) {
        return std::tie(a.place, a.since, a.id) < std::tie(b.place, b.since, b.id);
    });
    for (auto& h : classes) {
        if (!found[h.place]) continue;
        auto& have = found[h.place]->categories;
        if (std::find(have.begin(), have.end(), h.category) == have.end())
            have.push_back(std::move(h.category));
    }
    for (auto& f : found)
        if (f) out.push_back(std::move(*f));
}

}  // namespace

std::vector<person_row> lines(db::connection& c, actor const& who, regions::region_tree const& tree,
                              std::span<std::int64_t const> ids) {
    std::vector<person_row> out;
    out.reserve(ids.size());
    while (!ids.empty()) {
        auto const part = ids.first(std::min(ids.size(), batches.back()));
        read_batch(c, who, tree, part, out);
        ids = ids.subspan(part.size());
    }
    return out;
}

}  // namespace guiyan::people::list_store
