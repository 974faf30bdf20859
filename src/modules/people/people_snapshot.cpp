// The index outlives the process as a file, so that a start reads columns instead of every record. The file
// is never the truth: its name tells which event of the trail it holds everything up to, and what came later
// is read again, person by person, or everybody where the trail does not name them.

#include <charconv>

#include "crypto/hash.hpp"
#include "modules/people/people.hpp"
#include "modules/people/person_store.hpp"
#include "modules/people/trail_store.hpp"

namespace guiyan::people {
namespace {

/// Raised whenever index_feed::entry() takes something else from the same record.
constexpr int feed_version = 1;

constexpr std::string_view ending = ".people";

/// Everything beside the records that entries are made of: places in their order, codes in theirs.
std::uint64_t digest_of(index_feed const& feed) {
    std::string all = std::to_string(feed_version);
    auto const& tree = feed.tree();
    for (std::uint32_t i = 0; i < tree.size(); ++i)
        all += '\n' + std::to_string(tree.at(i).id.value) + ' ' + tree.at(i).code;
    auto add = [&](std::vector<std::string> const& codes) {
        all += '\n';
        for (auto const& code : codes) all += code + ' ';
    };
    for (std::size_t c = 0; c < code_column_count; ++c)
        add(feed.tables().codes(table_of(static_cast<code_column>(c))));
    add(feed.category_codes());
    add(feed.line_codes());
    add(feed.skill_codes());
    auto const hash = crypto::sha256(all);
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < 8; ++i) out = out << 8 | static_cast<unsigned char>(hash[i]);
    return out;
}

/// The event that a file's name tells, or -1.
std::int64_t event_in(std::filesystem::path const& file) {
    auto const name = file.filename().string();
    std::int64_t event = -1;
    auto const [end, code] = std::from_chars(name.data(), name.data() + name.size(), event);
    return code == std::errc{} && std::string_view(end) == ending ? event : -1;
}

std::vector<std::filesystem::path> files_in(std::filesystem::path const& folder) {
    std::vector<std::filesystem::path> out;
    std::error_code problem;
    for (auto const& f : std::filesystem::directory_iterator(folder, problem))
        if (event_in(f.path()) >= 0) out.push_back(f.path());
    return out;
}

}  // namespace

bool people::open_index() {
    if (index_folder_.empty()) return false;
    auto feed = std::make_shared<index_feed const>(codes_, regions_.tree());
    auto index = std::make_shared<people_index>(index_settings{feed->skill_nodes()});
    auto const places_and_codes = digest_of(*feed);
    for (auto const& file : files_in(index_folder_)) {
        auto const event = event_in(file);
        bool const opened = db_.query([&](db::connection& c) {
            // A file of a later event belongs to another database, or to one that was put back from a copy.
            if (event > trail_store::head(c)) return false;
            auto const changed = trail_store::changed_since(c, event, trail_store::most_looked_up);
            if (!changed || !index->open(file, places_and_codes + static_cast<std::uint64_t>(event)))
                return false;
            for (auto const id : *changed) {
                bool there = false;
                person_store::each_for_index(c, id, [&](person&& p, bool has_phone) {
                    index->upsert(feed->entry(p, has_phone));
                    there = true;
                });
                if (!there) index->remove(id);
            }
            return true;
        });
        if (!opened) continue;
        saved_ = {event, places_and_codes};
        std::unique_lock lock(guard_);
        feed_ = std::move(feed);
        index_ = std::move(index);
        return true;
    }
    return false;
}

void people::save_index(std::size_t most_behind) {
    if (index_folder_.empty()) return;
    auto const s = now();
    auto const places_and_codes = digest_of(*s.feed);
    bool const still_good =
        saved_.event >= 0 && saved_.places_and_codes == places_and_codes && db_.query([&](db::connection& c) {
            return trail_store::changed_since(c, saved_.event, most_behind).has_value();
        });
    if (still_good) return;
    // What the writer sees here is in the index when the write returns: hooks after a commit run before any
    // of its callers goes on, in the order of the commits.
    std::int64_t event = 0;
    actor self;
    auto const seen = db_.write<done>(self, [&](db::transaction& tx) -> result<done> {
        event = trail_store::head(tx.sql);
        tx.housekeeping();
        return done{};
    });
    if (!seen) return;
    auto const fresh = now();
    if (digest_of(*fresh.feed) != places_and_codes) return;  // the places change just now: next time
    std::filesystem::create_directories(index_folder_);
    std::filesystem::permissions(index_folder_, std::filesystem::perms::owner_all);
    auto const before = files_in(index_folder_);
    auto const file = index_folder_ / (std::to_string(event) + std::string(ending));
    fresh.index->save(file, places_and_codes + static_cast<std::uint64_t>(event));
    for (auto const& old : before)
        if (old != file) std::filesystem::remove(old);
    saved_ = {event, places_and_codes};
}

void people::follow_places() {
    auto const before = now().feed;
    auto feed = std::make_shared<index_feed const>(codes_, regions_.tree());
    // A village's profile or name is in nobody's entry: where every place stands where it stood, the index
    // stays.
    if (digest_of(*feed) != digest_of(*before)) return load_index();
    {
        std::unique_lock lock(guard_);
        feed_ = std::move(feed);
    }
    lines_.forget_all();  // they name places
}

}  // namespace guiyan::people
