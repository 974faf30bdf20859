// Many papers as one PDF for the printer: each as it was handed out, byte for byte of its drawing.

#include <algorithm>
#include <charconv>

#include "files/drawing/pdf_pages.hpp"
#include "modules/documents/document_store.hpp"
#include "modules/documents/documents.hpp"
#include "record/plain.hpp"

namespace guiyan::documents {

BOOST_DESCRIBE_STRUCT(paper_batch_wish, (), (documents, engagements, scheme_id, kind, region, q))
record::type const& record_of(paper_batch_wish const*) {
    static auto const t =
        record::describe_plain<paper_batch_wish>("paper_batch_wish", {{.name = "q", .max_length = 60}});
    return t;
}

namespace {

/// What a list of papers shows: those that the program made.
constexpr char const* paper_kinds[] = {"certificate", "invitation"};

/// 0, which nothing has, for what is no id.
std::int64_t number(std::string const& text) {
    std::int64_t out = 0;
    auto const end = text.data() + text.size();
    auto const [at, error] = std::from_chars(text.data(), end, out);
    return error == std::errc() && at == end ? out : 0;
}

}  // namespace

result<paper_batch> documents::batch_file(actor const& who, paper_batch_wish const& asked) {
    std::vector<std::string> files;
    auto read = db_.query([&](db::connection& c) -> result<done> {
        std::vector<field_error> bad;
        auto take = [&](std::string const& path, std::optional<kept> const& k) {
            if (!k || k->what.is_void) return bad.push_back({path, "error.not_found", {}});
            auto file = document_store::file(c, k->what.id);
            if (!file || file->mime != "application/pdf")
                return bad.push_back({path,
                                      "documents.no_file_to_print",
                                      {{"title", k->what.title}, {"number", k->what.doc_no.value_or("")}}});
            files.push_back(std::move(file->bytes));
        };
        auto const too_many = [&](std::size_t count) {
            return fail(fault::refused, "documents.too_many_papers",
                        {{"count", std::to_string(count)}, {"most", std::to_string(most_papers)}});
        };
        if (asked.documents.size() + asked.engagements.size() > most_papers)
            return too_many(asked.documents.size() + asked.engagements.size());
        for (std::size_t i = 0; i < asked.documents.size(); ++i)
            take("/documents/" + std::to_string(i),
                 document_store::find(c, who, document_id{number(asked.documents[i])}, vault_));
        for (std::size_t i = 0; i < asked.engagements.size(); ++i) {
            document_store::filter f;
            f.engagement = engagement_id{number(asked.engagements[i])};
            if (!f.engagement) {
                take("/engagements/" + std::to_string(i), std::nullopt);
                continue;
            }
            f.kinds = asked.kind.empty()
                          ? std::vector<std::string>(std::begin(paper_kinds), std::end(paper_kinds))
                          : asked.kind;
            auto all = document_store::page(c, who, f, false, true, 0, 50, vault_);
            // The newest is the one that the last step made; ids rise with time.
            auto const newest = std::max_element(all.begin(), all.end(), [](auto const& a, auto const& b) {
                return a.what.id.value < b.what.id.value;
            });
            take("/engagements/" + std::to_string(i),
                 newest == all.end() ? std::nullopt : std::optional(*newest));
        }
        if (asked.documents.empty() && asked.engagements.empty()) {
            document_store::filter f;
            f.scheme = asked.scheme_id;
            f.kinds = asked.kind.empty()
                          ? std::vector<std::string>(std::begin(paper_kinds), std::end(paper_kinds))
                          : asked.kind;
            f.regions = asked.region;
            f.text = asked.q.value_or("");
            auto const total = document_store::count(c, who, f);
            if (total > static_cast<std::int64_t>(most_papers))
                return too_many(static_cast<std::size_t>(total));
            for (auto& k : document_store::page(c, who, f, false, true, 0,
                                                static_cast<std::int64_t>(most_papers), vault_))
                if (k.what.has_file) take("", k);
        }
        if (!bad.empty())
            return tl::unexpected<error>(error{fault::invalid, "error.invalid", {}, std::move(bad), {}});
        if (files.empty()) return fail(fault::refused, "documents.nothing_to_print");
        return done{};
    });
    if (!read) return fail(read.error());
    auto pdf = drawing::bound(files);
    paper_batch out{std::move(pdf.bytes), static_cast<int>(files.size()), pdf.pages};
    auto noted = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        tx.record({.what = "exported",
                   .entity = "document",
                   .label = "papers",
                   .changes = {{"papers", "", std::to_string(out.papers)}}});
        return done{};
    });
    if (!noted) return fail(noted.error());
    return out;
}

}  // namespace guiyan::documents
