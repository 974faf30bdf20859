#pragma once
// The packs that a scheme can run: those that travel in the program, and those that were installed. An
// edition is read when it is first asked for, and kept; none ever changes.

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "modules/schemes/scheme_store.hpp"
#include "scheme/finding.hpp"
#include "scheme/rulebook.hpp"

namespace guiyan::schemes {

/// Path inside the edition's folder ("scheme.yaml", "reports/situation.md") → text.
using pack_files = std::map<std::string, std::string>;

struct shelf_edition {
    std::string pack_id, edition, name, lead;
    bool builtin = false;
    std::string installed_at;
    pack_files files;
    std::string sha256;
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

    /// nullptr for an edition that is not there. An installed one wins over the program's own of the same
    /// number.
    std::shared_ptr<shelf_edition const> find(std::string_view pack_id, std::string_view edition) const;
    std::vector<std::shared_ptr<shelf_edition const>> all() const;

    /// Reads files as an edition; what is wrong goes into `found`.
    std::shared_ptr<shelf_edition const> read(pack_files, scheme::findings& found) const;

private:
    using key = std::pair<std::string, std::string>;
    scheme::catalogue const& facts_;
    cel::code_tables const* national_;
    mutable std::mutex guard_;
    std::map<key, std::pair<pack_files, bool>> known_;  ///< files, builtin
    std::map<key, std::string> installed_at_;
    mutable std::map<key, std::shared_ptr<shelf_edition const>> read_;
};

}  // namespace guiyan::schemes
