#pragma once
// Papers that the program makes: certificates and letters with a number of a rule, a code that nobody
// guesses, a signature over what they say, and the file as it was handed out. For steps of a procedure,
// inside their transaction: these functions judge no right. What a paper looks like and who signs are
// functions that the caller hands in.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/certificate.hpp"
#include "db/database.hpp"
#include "modules/documents/document.hpp"
#include "store/vault.hpp"

namespace guiyan::documents {

/// The words that a paper prints and its check page shows.
struct paper_words {
    std::string name;       ///< of the holder
    std::string role;       ///< 名誉村长
    std::string place;      ///< 株良镇城上村
    std::string issued_by;  ///< 中共南城县委组织部
};
record::type const& record_of(paper_words const*);

/// A paper to be made.
struct paper_draft {
    std::string kind = "certificate";  ///< certificate, invitation: code of terms/document_kind.csv
    std::string credential;            ///< entry of `credentials` in the pack
    std::string title;
    guiyan::documents::scheme_id scheme_id;
    guiyan::documents::engagement_id engagement_id;
    guiyan::documents::person_id person_id;
    guiyan::documents::region_id region_id;  ///< the place by whose scope it is seen
    organization_id org_id;
    paper_words said;
    /// "{region}名村聘字〔{year}〕{seq:4}号": {region}, {year} of issued_on, {seq} or {seq:width}.
    std::string number_rule;
    std::string number_region;  ///< what {region} prints: 南城
    date issued_on;
    std::optional<date> valid_from, valid_to;
};

/// A paper as it was made.
struct issued_paper {
    document_id id;
    paper_draft draft;
    std::string number, code, signature, sha256;
    /// What was signed.
    crypto::certificate_content content() const;
};

using paper_signer = std::function<std::string(crypto::certificate_content const&)>;
/// The bytes of the PDF; may fail in words for a clerk (a layout that does not fit).
using paper_drawer = std::function<result<std::string>(issued_paper const&)>;

/// The number as the rule prints it, and the series it counts in: the rule and year without {seq}. Throws
/// std::invalid_argument for a rule without {seq} or with another hole: a pack is checked before it runs.
struct filled_number {
    std::string series;
    std::function<std::string(std::int64_t)> print;
};
filled_number fill_number(std::string_view rule, std::string_view region, int year);

/// Issues one paper. The number is taken in this transaction: one that fails leaves no gap. Without `draw`
/// the paper is only registered: it was handed out before, from somewhere else.
result<issued_paper> issue_paper(db::transaction&, store::vault const&, paper_draft const&,
                                 paper_signer const&, paper_drawer const&);
/// Many at once, each alone: those that fail say why in their place and take no number.
std::vector<result<issued_paper>> issue_papers(db::transaction&, store::vault const&,
                                               std::vector<paper_draft> const&, paper_signer const&,
                                               paper_drawer const&);
/// Takes a paper out of force; once only.
result<done> revoke_paper(db::transaction&, store::vault const&, document_id, date on,
                          std::string const& reason);

/// The paper behind a code in the form of crypto::read_certificate_code, void ones left out.
std::optional<issued_paper> paper_by_code(db::connection&, store::vault const&, std::string_view code);
/// The one whose file has this digest (crypto::paper_digest).
std::optional<issued_paper> paper_by_digest(db::connection&, store::vault const&, std::string_view sha256);
/// Where it stands: its validity and revocation are of the document.
std::optional<document> document_of_paper(db::connection&, store::vault const&, document_id);
/// Papers of an engagement, newest first, void ones left out.
struct engagement_paper {
    document what;
    std::string code;  ///< "" for a paper without one
};
std::vector<engagement_paper> papers_of(db::connection&, store::vault const&, engagement_id);
/// The file as it was handed out; "" where there is none.
std::string paper_file(db::connection&, document_id);

}  // namespace guiyan::documents
