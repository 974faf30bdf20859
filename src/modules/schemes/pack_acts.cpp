// Packs on the shelf: shown, checked, installed, taken away.

#include <algorithm>

#include "base/text.hpp"
#include "modules/schemes/schemes.hpp"

namespace guiyan::schemes {
namespace {

std::vector<pack_finding> said(scheme::findings const& found, scheme::sentence_of const& words) {
    std::vector<pack_finding> out;
    for (auto const& f : found) {
        if (f.kind == scheme::finding_kind::open) continue;
        text_args args = f.args;
        for (auto& [name, value] : args)
            if (value.starts_with('@')) value = words(value.substr(1));
        out.push_back({std::string(name_of(f.level)), std::string(name_of(f.kind)), f.file, f.at.line,
                       f.at.column, f.path, fill(words(f.key), args),
                       f.fix.empty() ? std::string() : fill(words(f.fix), args)});
    }
    // What stands in the way comes first; inside a level by place.
    std::stable_sort(out.begin(), out.end(), [](auto const& a, auto const& b) {
        auto const rank = [](pack_finding const& f) {
            return f.level == "error" ? 0 : f.level == "warning" ? 1 : 2;
        };
        return rank(a) < rank(b);
    });
    return out;
}

std::vector<pack_assumption> to_sign(scheme::findings const& found) {
    std::vector<pack_assumption> out;
    for (auto const& f : found) {
        if (f.kind != scheme::finding_kind::open) continue;
        std::string text;
        for (auto const& [name, value] : f.args)
            if (name == "assumed") text = value;
        out.push_back({f.path, std::move(text), f.file, f.at.line});
    }
    return out;
}

std::int64_t whole(std::size_t n) {
    return static_cast<std::int64_t>(n);
}

}  // namespace

scheme::sentence_of schemes::words_in(std::string const& language) const {
    return [this, language](std::string_view key) {
        constexpr std::string_view code_prefix = "facts.code.";
        auto text = words_(language, key);
        if (text != key || !key.starts_with(code_prefix)) return text;
        // Codes of the program's own lists have their names there.
        auto const rest = key.substr(code_prefix.size());
        auto const dot = rest.find('.');
        auto name = dot == rest.npos ? "" : national_.name(rest.substr(0, dot), rest.substr(dot + 1));
        return name.empty() ? text : name;
    };
}

pack_line schemes::line_of(shelf_edition const& e, std::vector<scheme_store::edition_use> const& uses) const {
    pack_line out{e.pack_id, e.edition, e.name, e.lead, e.builtin, e.installed_at};
    if (auto const seen = shelf_.inspected(e.pack_id, e.edition)) {
        out.errors = whole(seen->count(scheme::finding_level::error));
        out.warnings = whole(seen->count(scheme::finding_level::warning));
        out.assumed = whole(seen->assumed());
    }
    out.removable = !e.builtin;
    for (auto const& u : uses) {
        if (u.pack_id != e.pack_id || u.edition != e.edition) continue;
        out.removable = false;
        out.in_use = out.in_use || u.state == "active";
    }
    return out;
}

pack_list schemes::packs() const {
    auto const uses = db_.query([](db::connection& c) { return scheme_store::uses(c); });
    pack_list out;
    for (auto const& e : shelf_.all()) out.items.push_back(line_of(*e, uses));
    return out;
}

result<pack_page> schemes::pack(actor const& who, std::string_view pack_id, std::string_view edition) const {
    auto const e = shelf_.find(pack_id, edition);
    if (!e) return fail(fault::not_found, "error.not_found");
    auto const uses = db_.query([](db::connection& c) { return scheme_store::uses(c); });
    auto const seen = shelf_.inspected(pack_id, edition);
    pack_page out;
    out.pack = line_of(*e, uses);
    out.findings = said(seen->found, words_in(who.language));
    out.assumed = to_sign(seen->found);
    out.cases = whole(seen->cases);
    out.failed = whole(seen->failed);
    for (auto const& [path, text] : e->files) out.files.push_back({path, whole(text.size())});
    if (auto const changes = e->files.find("CHANGES.md"); changes != e->files.end())
        out.changes = changes->second;
    out.explanation = explained(*e->rules, words_in("zh-CN"));
    return out;
}

result<pack_answer> schemes::install(actor const& who, opened_folder folder, bool only_check) {
    auto found = std::move(folder.found);
    auto const read = shelf_.read(std::move(folder.files), found);
    auto const seen = inspect(read->rules.get(), read->files, std::move(found));
    pack_answer out{read->pack_id, read->edition, read->name, "refused"};
    out.errors = whole(seen.count(scheme::finding_level::error));
    out.warnings = whole(seen.count(scheme::finding_level::warning));
    out.cases = whole(seen.cases);
    out.failed = whole(seen.failed);
    out.findings = said(seen.found, words_in(who.language));
    out.assumed = to_sign(seen.found);
    if (out.errors > 0) return out;
    auto const digest = digest_of(read->files);
    auto const known = [&]() -> result<bool> {
        auto const e = shelf_.find(read->pack_id, read->edition);
        if (!e) return false;
        if (digest_of(e->files) != digest)
            return fail(fault::conflict, "schemes.edition_taken",
                        {{"pack", read->name}, {"edition", read->edition}});
        return true;
    };
    auto const there = known();
    if (!there) return fail(there.error());
    out.outcome = *there ? "unchanged" : only_check ? "checked" : "installed";
    if (*there || only_check) return out;
    auto written = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        // Two who send it at once: the first has it.
        if (auto const again = known(); !again)
            return fail(again.error());
        else if (*again)
            return fail(fault::conflict, "schemes.edition_there",
                        {{"pack", read->name}, {"edition", read->edition}});
        scheme_store::install(tx, {read->pack_id, read->edition, read->name, digest, read->files, {}});
        tx.record({.what = "installed",
                   .entity = "pack_edition",
                   .label = read->pack_id + " " + read->edition,
                   .changes = {{"sha256", "", digest},
                               {"warnings", "", std::to_string(out.warnings)},
                               {"assumed", "", std::to_string(out.assumed.size())}}});
        auto all = scheme_store::editions(tx.sql);
        tx.after_commit([this, all = std::move(all)] { shelf_.take(all); });
        return done{};
    });
    if (!written) return fail(written.error());
    return out;
}

result<done> schemes::remove_pack(actor const& who, std::string_view pack_id, std::string_view edition) {
    auto const e = shelf_.find(pack_id, edition);
    if (!e) return fail(fault::not_found, "error.not_found");
    text_args const named{{"pack", e->name}, {"edition", e->edition}};
    if (e->builtin) return fail(fault::refused, "schemes.pack_is_builtin", named);
    return db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        for (auto const& u : scheme_store::uses(tx.sql))
            if (u.pack_id == pack_id && u.edition == edition)
                return fail(fault::refused, "schemes.pack_in_use", named);
        scheme_store::remove(tx, pack_id, edition);
        tx.record({.what = "removed", .entity = "pack_edition", .label = e->pack_id + " " + e->edition});
        tx.after_commit([this, e] { shelf_.forget(e->pack_id, e->edition); });
        return done{};
    });
}

result<pack_zip> schemes::download(std::string_view pack_id, std::string_view edition) const {
    auto const e = shelf_.find(pack_id, edition);
    if (!e) return fail(fault::not_found, "error.not_found");
    auto const folder = e->pack_id + "-" + e->edition;
    // One fixed time: an edition does not change, so that its zip is the same whenever it is taken.
    return pack_zip{folder + ".zip", zip_of_pack(e->files, folder, instant{})};
}

}  // namespace guiyan::schemes
