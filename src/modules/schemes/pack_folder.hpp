#pragma once
// The folder of a pack on its way in and out: a zip that somebody sends, a folder on the disk, a zip to take
// away. Here it is settled which files a pack has and how large they may be; what they say is for
// `inspection.hpp`.

#include <filesystem>
#include <map>
#include <string>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "scheme/finding.hpp"

namespace guiyan::schemes {

/// Path inside the edition's folder ("scheme.yaml", "reports/situation.md") → text: UTF-8 without a mark at
/// the front, lines ended by one character, so that an editor of Windows makes no other edition of it.
using pack_files = std::map<std::string, std::string>;

/// A pack as it came, and what is wrong with the files themselves.
struct opened_folder {
    pack_files files;
    scheme::findings found;
};

/// scheme.yaml, CHANGES.md, README.md, LICENSE; reports/*.md, papers/*.svg, cases/*.yaml.
bool is_pack_file(std::string_view path);

/// The one pack of a zip: scheme.yaml stands at its root or one folder below. What operating systems leave
/// behind (Thumbs.db, __MACOSX) is passed over. fault::invalid says what kind of zip is not read.
result<opened_folder> open_pack_zip(std::filesystem::path const&);
/// The same of a folder. fault::invalid where it has no scheme.yaml.
result<opened_folder> open_pack_folder(std::filesystem::path const&);
/// One folder named after pack and edition; the same files give the same bytes.
std::string zip_of_pack(pack_files const&, std::string const& folder, instant at);

/// The digest of an edition: of every path and text, in order.
std::string digest_of(pack_files const&);

}  // namespace guiyan::schemes
