// The scheme in sentences, in lines that a page can set.

#include "modules/schemes/schemes.hpp"
#include "scheme/explain.hpp"

namespace guiyan::schemes {
namespace {

constexpr std::string_view basis_opens = "（依据：", basis_closes = "）";

/// A line of the explanation without the marks of its list; its source apart.
explained_line line_of(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '-')) text.remove_prefix(1);
    explained_line out;
    auto const at = text.rfind(basis_opens);
    if (at != text.npos && text.ends_with(basis_closes)) {
        auto const first = at + basis_opens.size();
        out.basis = text.substr(first, text.size() - first - basis_closes.size());
        text = text.substr(0, at);
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i, 2) == "**") {
            ++i;
            continue;
        }
        out.text += text[i];
    }
    return out;
}

}  // namespace

explanation explained(scheme::rulebook const& book, scheme::sentence_of const& words) {
    auto const text = scheme::explain(book, words);
    explanation out;
    std::string_view rest = text;
    while (!rest.empty()) {
        auto const end = rest.find('\n');
        auto line = rest.substr(0, end);
        rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
        if (line.starts_with("## ")) {
            out.chapters.push_back({std::string(line.substr(3)), {}});
        } else if (line.starts_with("# ")) {
            out.title = line.substr(2);
        } else if (!line.empty()) {
            if (out.chapters.empty()) out.chapters.push_back({"", {}});
            out.chapters.back().lines.push_back(line_of(line));
        }
    }
    return out;
}

result<explanation> schemes::explain(actor const& who, scheme_id id) const {
    return db_.query([&](db::connection& c) -> result<explanation> {
        auto const s = scheme_store::find(c, who, id, vault_);
        if (!s) return fail(fault::not_found, "error.not_found");
        auto const e = shelf_.find(s->pack_id, edition_on(c, *s, today()));
        if (!e) throw std::runtime_error("pack " + s->pack_id + " is not on the shelf");
        return explained(*e->rules, words_in("zh-CN"));
    });
}

}  // namespace guiyan::schemes
