#pragma once
// Front door of the divisions: the tree everybody reads, and the few acts that change it.

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "files/sheet.hpp"
#include "modules/codes/codes.hpp"
#include "modules/regions/region_tree.hpp"
#include "store/vault.hpp"

namespace guiyan::regions {

/// One row of a division file that cannot be taken.
struct row_problem {
    std::int64_t row = 0;
    std::string code;
    std::string message_key;
    text_args args;
};

/// What an import of division codes would do, or did.
struct import_outcome {
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    /// Places in force that the file leaves out although it names others of the same parent, in order of
    /// code, each with everything below it: closed where that was asked for.
    std::vector<region> left_out;
    std::vector<row_problem> problems;
};

/// Where an actor may read names and codes of places: his areas, or the whole tree for whoever grants rights
/// in it (permission regions.names) and sees nothing else of a place.
std::vector<area> areas_of_names(actor const&);

struct import_choice {
    bool commit = false;
    /// What the file leaves out ends on the day of the import. It stays in the tree of earlier days.
    bool close_left_out = false;
};

class regions {
public:
    regions(db::database&, store::vault const&, codes::code_tables const&);

    /// The tree as it is now; stays valid while held.
    std::shared_ptr<region_tree const> tree() const;

    /// A place as the actor may see it: whole where he reads places, else what it is called and where it
    /// lies. fault::not_found elsewhere.
    result<region> find(actor const&, std::string_view code) const;

    /// Reads a file of divisions (columns code, name, and if there level, parent_code, short_name, kind;
    /// Chinese headings too). With `commit` all good rows are written in one transaction, without it nothing
    /// is. Rows that an actor's areas do not hold are reported. Who may only begin (permission regions.begin,
    /// the system officer) loads and corrects counties that nobody keeps yet, and none other, and closes
    /// nothing. A file with reported rows closes nothing: what it leaves out may be what could not be read.
    /// Fails with conflict "regions.import.closes_with_problems".
    result<import_outcome> import_file(actor const&, files::workbook&, std::string const& file_name,
                                       import_choice);

    /// Changes what may be changed of a place: names, aliases, profile, validity. Fails with not_found
    /// outside the actor's areas, stale when `version` is old.
    result<region> amend(actor const&, std::string const& code, std::int64_t version,
                         std::function<result<done>(region&)> const& change);

    /// Village profiles of many places at once, from a table.
    result<done> set_profiles(actor const&, std::vector<std::pair<std::string, village_profile>> const&,
                              std::string const& source);

    /// Who tells which places somebody keeps: codes of the business grants that were ever confirmed.
    void on_who_keeps(std::function<std::vector<std::string>()> f) { kept_places_ = std::move(f); }

    /// Called on the writer's thread after each change of the tree.
    void on_change(std::function<void()> f) { listeners_.push_back(std::move(f)); }

private:
    void reload(db::connection&);
    void publish();

    db::database& db_;
    store::vault const& vault_;
    codes::code_tables const& codes_;
    mutable std::mutex guard_;
    std::shared_ptr<region_tree const> tree_;
    std::vector<std::function<void()>> listeners_;
    std::function<std::vector<std::string>()> kept_places_;
};

}  // namespace guiyan::regions
