#pragma once
// The packs that a scheme can run: those that travel in the program, and those that were installed. An
// edition is read when it is first asked for, and kept; none ever changes.

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "modules/schemes/inspection.hpp"
#include "modules/schemes/scheme_store.hpp"
#include "scheme/finding.hpp"
#include "scheme/rulebook.hpp"

namespace guiyan::schemes {

struct shelf_edition {
    std::string pack_id, edition, name, lead;
    bool builtin = false;
    std::string installed_at;
    pack_files files;
    std::shared_ptr<scheme::rulebook const> rules;
};

class pack_shelf {
public:
    /// `builtin`: "honorary-village-head/2022.1/scheme.yaml" → text. `facts` and `national` have to outlive
    /// this.
    pack_shelf(std::map<std::string, std::string> builtin, scheme::catalogue const& facts,
               cel::code_tables const* national);

    /// What was installed into the database; said again after each installation.
    void take(std::vector<scheme_store::installed_edition> const&);
    /// Takes an installed edition away; the program's own of the same number is there again.
    void forget(std::string_view pack_id, std::string_view edition);

    /// nullptr for an edition that is not there. An installed one wins over the program's own of the same
    /// number.
    std::shared_ptr<shelf_edition const> find(std::string_view pack_id, std::string_view edition) const;
    std::vector<std::shared_ptr<shelf_edition const>> all() const;

    /// What is to be said of an edition on the shelf; found once and kept. nullptr where it is not there.
    std::shared_ptr<inspection const> inspected(std::string_view pack_id, std::string_view edition) const;

    /// Reads files as an edition; what is wrong goes into `found`.
    std::shared_ptr<shelf_edition const> read(pack_files, scheme::findings& found) const;

private:
    using key = std::pair<std::string, std::string>;
    scheme::catalogue const& facts_;
    cel::code_tables const* national_;
    mutable std::mutex guard_;
    std::map<key, pack_files> builtin_;
    std::map<key, scheme_store::installed_edition> installed_;
    mutable std::map<key, std::shared_ptr<shelf_edition const>> read_;
    mutable std::map<key, std::shared_ptr<inspection const>> inspected_;
};

}  // namespace guiyan::schemes
