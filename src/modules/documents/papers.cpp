#include "modules/documents/papers.hpp"

#include <boost/json.hpp>
#include <stdexcept>

#include "modules/documents/document_store.hpp"
#include "record/describe.hpp"
#include "record/json.hpp"
#include "store/state_history.hpp"

namespace guiyan::documents {

BOOST_DESCRIBE_STRUCT(paper_words, (), (name, role, place, issued_by))
record::type const& record_of(paper_words const*) {
    using record::privacy;
    static auto const t =
        record::describe<paper_words>("paper_words", {{.name = "name", .personal = privacy::identity},
                                                      {.name = "role", .personal = privacy::career},
                                                      {.name = "place", .personal = privacy::none},
                                                      {.name = "issued_by", .personal = privacy::none}});
    return t;
}

namespace {

record::type const& words_type() {
    return record_of(static_cast<paper_words const*>(nullptr));
}

issued_paper paper_of(db::connection& c, document_store::kept const& k) {
    issued_paper out;
    auto const& d = k.what;
    auto const row = document_store::paper(c, d.id).value_or(document_store::paper_row{});
    out.id = d.id;
    out.number = d.doc_no.value_or("");
    out.code = row.verify_code;
    out.signature = row.signature;
    out.sha256 = row.sha256;
    auto& draft = out.draft;
    draft.kind = d.kind;
    draft.credential = d.credential.value_or("");
    draft.title = d.title;
    draft.scheme_id = d.scheme_id;
    draft.engagement_id = d.engagement_id;
    draft.person_id = d.person_id;
    draft.region_id = d.region_id;
    draft.org_id = d.org_id;
    draft.issued_on = d.issued_on.value_or(date{});
    draft.valid_from = d.valid_from;
    draft.valid_to = d.valid_to;
    if (!record::read_json(words_type(), &draft.said, row.said, record::input::amend,
                           [](std::string_view, std::string_view) { return true; }))
        throw std::runtime_error("document " + to_string(d.id) + " says nothing that can be read");
    return out;
}

}  // namespace

crypto::certificate_content issued_paper::content() const {
    return {draft.credential, number,           draft.said.name, draft.said.role,      draft.said.place,
            draft.issued_on,  draft.valid_from, draft.valid_to,  draft.said.issued_by, code};
}

filled_number fill_number(std::string_view rule, std::string_view region, int year) {
    std::string before, after;
    std::size_t width = 0;
    bool counted = false;
    while (!rule.empty()) {
        auto const open = rule.find('{');
        (counted ? after : before) += rule.substr(0, open);
        if (open == rule.npos) break;
        auto const close = rule.find('}', open);
        if (close == rule.npos) throw std::invalid_argument("a number rule with an open brace");
        auto const hole = rule.substr(open + 1, close - open - 1);
        rule.remove_prefix(close + 1);
        auto& here = counted ? after : before;
        if (hole == "region") {
            here += region;
        } else if (hole == "year") {
            here += std::to_string(year);
        } else if (!counted && (hole == "seq" || hole.starts_with("seq:"))) {
            counted = true;
            for (char c : hole.size() > 4 ? hole.substr(4) : std::string_view()) {
                if (c < '0' || c > '9')
                    throw std::invalid_argument("a number rule with a width that is no number");
                width = width * 10 + static_cast<std::size_t>(c - '0');
            }
        } else {
            throw std::invalid_argument("a number rule with an unknown hole: " + std::string(hole));
        }
    }
    if (!counted) throw std::invalid_argument("a number rule without {seq}");
    // A year that is not printed still begins anew.
    auto const series = std::to_string(year) + " " + before + "{seq}" + after;
    return {series, [before, after, width](std::int64_t n) {
                auto digits = std::to_string(n);
                if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
                return before + digits + after;
            }};
}

result<issued_paper> issue_paper(db::transaction& tx, store::vault const& v, paper_draft const& draft,
                                 paper_signer const& sign, paper_drawer const& draw) {
    issued_paper out;
    out.draft = draft;
    out.id = document_id{tx.mint()};
    auto const number = fill_number(draft.number_rule, draft.number_region, draft.issued_on.year());
    out.number = number.print(document_store::next_number(tx, number.series));
    out.code = crypto::new_certificate_code();
    out.signature = sign(out.content());
    std::string bytes;
    if (draw) {
        auto drawn = draw(out);
        if (!drawn) return fail(drawn.error());
        bytes = std::move(*drawn);
        out.sha256 = crypto::paper_digest(bytes);
    }

    document_store::kept k;
    k.author_keys = tx.who.person_key;
    auto& d = k.what;
    d.id = out.id;
    d.scheme_id = draft.scheme_id;
    d.kind = draft.kind;
    d.title = draft.title;
    d.doc_no = out.number;
    d.org_id = draft.org_id;
    d.region_id = draft.region_id;
    d.person_id = draft.person_id;
    d.engagement_id = draft.engagement_id;
    d.credential = draft.credential;
    d.issued_on = d.published_on = draft.issued_on;
    d.valid_from = draft.valid_from;
    d.valid_to = draft.valid_to;
    d.state = "published";
    d.created_at = d.updated_at = tx.at;
    d.row_version = 1;
    document_store::insert(tx, k, v);
    document_store::set_paper(tx, d.id,
                              {boost::json::serialize(record::write_json(words_type(), &draft.said)),
                               out.code, out.signature, out.sha256});
    if (draw) document_store::insert_file(tx, d.id, "application/pdf", bytes, out.sha256);
    store::note_state(tx, "document", d.id.value, "published", draft.issued_on);
    tx.record({.what = "issued",
               .entity = "document",
               .entity_id = d.id.value,
               .label = d.title,
               .changes = {{"doc_no", "", out.number}, {"credential", "", draft.credential}}});
    return out;
}

std::vector<result<issued_paper>> issue_papers(db::transaction& tx, store::vault const& v,
                                               std::vector<paper_draft> const& drafts,
                                               paper_signer const& sign, paper_drawer const& draw) {
    std::vector<result<issued_paper>> out;
    for (auto const& draft : drafts) {
        db::savepoint alone(tx.sql);
        out.push_back(issue_paper(tx, v, draft, sign, draw));
        if (out.back()) alone.keep();
    }
    return out;
}

result<done> revoke_paper(db::transaction& tx, store::vault const& v, document_id id, date on,
                          std::string const& reason) {
    auto found = document_store::find_any(tx.sql, id, v);
    if (!found || !found->what.credential) return fail(fault::not_found, "error.not_found");
    if (found->what.revoked_on) return fail(fault::refused, "documents.revoked_already");
    found->what.revoked_on = on;
    found->what.revoke_reason = reason;
    found->what.updated_at = tx.at;
    ++found->what.row_version;
    if (!document_store::save(tx, *found, v)) return fail(fault::stale, "error.stale");
    tx.record({.what = "revoked",
               .entity = "document",
               .entity_id = id.value,
               .label = found->what.title,
               .changes = {{"revoked_on", "", on.iso()}},
               .reason = reason});
    return done{};
}

std::optional<issued_paper> paper_by_code(db::connection& c, store::vault const& v, std::string_view code) {
    auto const found = document_store::by_code(c, code, v);
    return found ? std::optional(paper_of(c, *found)) : std::nullopt;
}

std::optional<issued_paper> paper_by_digest(db::connection& c, store::vault const& v,
                                            std::string_view sha256) {
    auto const found = document_store::by_digest(c, sha256, v);
    return found ? std::optional(paper_of(c, *found)) : std::nullopt;
}

std::optional<document> document_of_paper(db::connection& c, store::vault const& v, document_id id) {
    auto found = document_store::find_any(c, id, v);
    return found ? std::optional(std::move(found->what)) : std::nullopt;
}

std::vector<engagement_paper> papers_of(db::connection& c, store::vault const& v, engagement_id id) {
    // Who may read an engagement may read its papers: no scope of its own.
    actor everybody;
    everybody.areas = {{""}};
    everybody.permissions = {"documents.read"};
    document_store::filter f;
    f.engagement = id;
    f.kinds = {"certificate", "invitation"};
    std::vector<engagement_paper> out;
    for (auto& k : document_store::page(c, everybody, f, false, true, 0, 50, v)) {
        auto const row = document_store::paper(c, k.what.id);
        out.push_back({std::move(k.what), row ? row->verify_code : std::string()});
    }
    return out;
}

std::string paper_file(db::connection& c, document_id id) {
    auto found = document_store::file(c, id);
    return found ? std::move(found->bytes) : std::string();
}

}  // namespace guiyan::documents
